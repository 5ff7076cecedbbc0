import { differences, matches, placeAt, placeOf, type LoggedEntry, type StoredEntry } from './compared-entries.js';
import type { EventPlace, Finding } from './findings.js';

/** How many events of the store must be known before one is said to be out of place. */
const LOOKAHEAD = 512;
const MOST_FINDINGS = 1_000;

/**
 * Holds what was logged against what the store returns, both given in order and piece by piece. Where they part it tells what
 * happened to each event, by its id: `indexOf` knows where in the log an id is.
 */
export class Comparison {
  readonly findings: Finding[] = [];
  /** True once so much differs that the rest is not listed. */
  isOver = false;
  private logged: LoggedEntry[] = [];
  private stored: StoredEntry[] = [];
  /** Logged, and not come from the store when it should have. */
  private readonly absent = new Map<string, LoggedEntry>();
  /** Came from the store before their time. */
  private readonly early = new Map<string, StoredEntry>();
  private readonly added: (StoredEntry & { readonly before: number })[] = [];
  private next = 0;

  constructor(private readonly indexOf: (id: string) => Promise<number | null>) {}

  addLogged(entries: readonly LoggedEntry[]): void {
    this.logged.push(...entries);
  }

  addStored(entries: readonly StoredEntry[]): void {
    this.stored.push(...entries);
  }

  /** True while it can say nothing more without further events of the store. */
  get wantsStored(): boolean {
    return this.stored.length < this.logged.length + LOOKAHEAD;
  }

  /** True while entries wait for their events. */
  get isOpen(): boolean {
    return !this.isOver && this.logged.length + this.absent.size > 0;
  }

  /** Compares as far as both sides are known; `ended` tells that the store has no more. */
  async advance(ended: boolean): Promise<void> {
    for (let [l, s] = [0, 0]; ;) {
      while (l < this.logged.length && s < this.stored.length && matches(this.logged[l]!, this.stored[s]!)) [l, s] = [l + 1, s + 1];
      this.drop(l, s);
      [l, s] = [0, 0];
      const [entry, event] = [this.logged[0], this.stored[0]];
      if (this.isOver || !entry || (!event && !ended) || (!ended && this.stored.length < LOOKAHEAD)) return;
      const side = this.isEarly(entry) ? 'log' : event ? await this.part(entry, event) : 'none';
      if (side === 'none') return;
      if (side !== 'store') l = 1;
      if (side !== 'log') s = 1;
      this.drop(l, s);
      [l, s] = [0, 0];
      if (this.findings.length + this.absent.size > MOST_FINDINGS) this.giveUp();
    }
  }

  /** After the last entry and event: what never came is missing. `size` is that of the log. */
  async end(size: number): Promise<readonly Finding[]> {
    await this.advance(true);
    const [tail] = this.logged;
    if (tail && !this.isOver) this.findings.push({ kind: 'tail_cut', place: { ...placeOf(tail), count: size - tail.index } });
    for (const event of this.stored) this.beyond(event);
    for (const entry of this.absent.values()) this.gone(entry);
    for (const { before, ...event } of this.added) this.say('event_added', { ...placeAt(event), index: before });
    return this.findings.sort((a, b) => indexIn(a) - indexIn(b));
  }

  /** Says what an entry and an event that do not match amount to, and which of them is done with. */
  private async part(entry: LoggedEntry, event: StoredEntry): Promise<'log' | 'store' | 'both'> {
    if (entry.id === event.id) {
      this.changed(entry, event);
      return 'both';
    }
    const known = this.absent.get(event.id);
    if (known) {
      this.reordered(known, event);
      return 'store';
    }
    const index = await this.indexOf(event.id);
    if (index === null || index < entry.index) {
      this.add(event, entry.index);
      return 'store';
    }
    const ahead = this.stored.findIndex(({ id }) => id === entry.id);
    if (ahead > 0 && ahead <= index - entry.index) {
      this.early.set(event.id, event);
      this.say('event_reordered', { ...placeAt(event), index });
      return 'store';
    }
    if (entry.id !== null) this.absent.set(entry.id, entry);
    return 'log';
  }

  private isEarly(entry: LoggedEntry): boolean {
    const event = entry.id === null ? undefined : this.early.get(entry.id);
    if (!event) return false;
    if (!matches(entry, event)) this.changed(entry, event);
    return true;
  }

  /** An event after the last entry. */
  private beyond(event: StoredEntry): void {
    const entry = this.absent.get(event.id);
    if (entry) this.reordered(entry, event);
    else this.add(event, this.next);
  }

  private add(event: StoredEntry, before: number): void {
    if (!event.isBeyond) this.added.push({ ...event, before });
  }

  private reordered(entry: LoggedEntry, event: StoredEntry): void {
    this.absent.delete(event.id);
    this.say('event_reordered', placeOf(entry));
    if (!matches(entry, event)) this.changed(entry, event);
  }

  private changed(entry: LoggedEntry, event: StoredEntry): void {
    const place = placeOf(entry);
    const fields = differences(entry.text, event.text);
    const isMoved = place.stream !== event.stream || place.revision !== event.revision;
    if (isMoved) {
      this.findings.push({ kind: 'event_moved', place: { ...place, nowStream: event.stream, nowRevision: event.revision } });
      if (fields.every((field) => field === 'stream' || field === 'revision')) return;
    }
    this.findings.push({ kind: 'event_changed', place: { ...place, fields: fields.join(', ') || '?' } });
  }

  /** An entry that never came: gone, or it came under another id. */
  private gone(entry: LoggedEntry): void {
    const place = placeOf(entry);
    const other = this.added.findIndex(({ stream, revision }) => stream === place.stream && revision === place.revision);
    if (other < 0) return this.say('event_missing', place);
    const [event] = this.added.splice(other, 1);
    this.changed(entry, event!);
  }

  private say(kind: 'event_missing' | 'event_added' | 'event_reordered', place: EventPlace): void {
    this.findings.push({ kind, place });
  }

  private giveUp(): void {
    this.isOver = true;
    this.findings.push({ kind: 'too_many', place: { count: this.findings.length + this.absent.size } });
    this.drop(this.logged.length, this.stored.length);
  }

  private drop(entries: number, events: number): void {
    const last = this.logged[entries - 1];
    if (last) this.next = last.index + 1;
    if (entries > 0) this.logged = this.logged.slice(entries);
    if (events > 0) this.stored = this.stored.slice(events);
  }
}

function indexIn({ place }: Finding): number {
  return 'index' in place ? (place.index ?? 0) : Infinity;
}
