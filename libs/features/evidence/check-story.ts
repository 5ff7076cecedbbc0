import type { History, HistoryEntry } from '../../contract/histories.js';
import type { Sentence } from '../../domain/alert/alert.events.js';
import { KnownThen } from '../../domain/story/known-then.js';
import { tell } from '../../domain/story/tell.js';
import { comparePositions } from '../../event-store/event-store.js';
import { subjectName } from '../http/subject-name.js';
import { collect, type Difference } from './against-shown.js';
import type { BundleFinding } from './bundle-findings.js';
import { isPlace } from './check-manifest.js';
import { wholeDirectives, type Decoded } from './decoded.js';

interface Told {
  readonly file: string;
  readonly story: History;
  readonly events: readonly Decoded[];
  /** Places in the log of the events, by their ids. */
  readonly indexes: ReadonlyMap<string, number>;
  /** Whether this program says things in the same words. */
  readonly sameWords: boolean;
}

/** Tells the history again from the events that are proven, and holds the entries that were handed out against it. */
export function checkStory(told: Told, findings: BundleFinding[]): void {
  const { file, story, events, sameWords } = told;
  const items = new Map(story.items.map((item) => [item.eventId.toLowerCase(), item]));
  const known = new KnownAsShown(wholeDirectives(events));
  const reached: string[] = [];
  const differ = (eventId: string, differences: readonly Difference[]): void => {
    for (const { field, stands = '–', ought = '–' } of differences)
      findings.push({ kind: 'story_differs', place: { file, eventId, field, stands, ought } });
  };
  for (const event of events) {
    const { id } = event.logged;
    const item = items.get(id);
    if (!item) {
      known.take(event);
      continue;
    }
    reached.push(id);
    if (item.directive) known.show(item.directive.id, item.directive.name);
    differ(id, [...placeDifferences(item, event, told, items), ...wordDifferences(item, event, known, sameWords)]);
    known.take(event);
    if (sameWords && item.directive) differ(id, between('directive.name', item.directive.name, known.directiveName(item.directive.id)));
  }
  const { kind, id, name } = story.subject;
  if (sameWords) differ('–', between('subject.name', name, subjectName(kind, id, known)));
  checkOrder(story, reached, file, findings);
  checkWhole(events, items, file, findings);
}

const between = (field: string, stands: unknown, ought: unknown): readonly Difference[] => {
  const found: Difference[] = [];
  collect(field, stands, ought, found);
  return found;
};

/** Directives of which a bundle has only a part are called as they were called where they were shown. */
class KnownAsShown extends KnownThen {
  private readonly names = new Map<string, Sentence>();

  constructor(readonly whole: ReadonlySet<string>) {
    super();
  }

  show(id: string, name: Sentence): void {
    this.names.set(id, name);
  }

  override directiveName(id: string): Sentence {
    return (this.whole.has(id) ? null : this.names.get(id)) ?? super.directiveName(id);
  }
}

/** Told in the order of the events, once each, and nothing that is not among them. */
function checkOrder({ items, nextCursor, knownAt }: History, reached: readonly string[], file: string, findings: BundleFinding[]): void {
  const order = items.map(({ eventId }) => eventId.toLowerCase()).filter((id) => reached.includes(id));
  const isOff = items.some(
    ({ position }, n) => comparePositions(items[n - 1]?.position ?? '0', position) >= 0 || comparePositions(position, knownAt.position) > 0,
  );
  if (order.join() !== reached.join() || isOff || nextCursor !== null)
    findings.push({ kind: 'file_malformed', place: { file, detail: { vi: 'thứ tự các mục', en: 'the order of its entries' } } });
  const inBundle = new Set(reached);
  for (const { eventId, stream, revision } of items)
    if (!inBundle.has(eventId.toLowerCase())) findings.push({ kind: 'event_missing', place: { stream, revision } });
}

/** What happened to the target itself, its figures and alerts is in its story. */
function checkWhole(events: readonly Decoded[], told: ReadonlyMap<string, unknown>, file: string, findings: BundleFinding[]): void {
  for (const { category, logged } of events) {
    if (!OWN.has(category) || told.has(logged.id)) continue;
    findings.push({ kind: 'story_differs', place: { file, eventId: logged.id, field: 'items', stands: '–', ought: logged.type } });
  }
}

const OWN: ReadonlySet<string> = new Set(['target', 'measurement', 'alert']);

/** Who, when, where, and because of what. */
function placeDifferences(
  item: HistoryEntry,
  event: Decoded,
  { events, indexes }: Told,
  items: ReadonlyMap<string, HistoryEntry>,
): readonly Difference[] {
  const { id, stream, revision, type, recordedAt, metadata } = event.logged;
  const { actor, commandId, correlationId, causationId } = metadata;
  const who = { id: actor.id, name: actor.name, role: actor.role, locality: actor.locality };
  const positionOf = (eventId: string, shown: string | null | undefined): string | null => {
    const index = indexes.get(eventId);
    if (shown && !isPlace(shown)) return items.get(eventId)?.position ?? shown;
    return index === undefined ? (shown ?? null) : String(index + 1);
  };
  const isCommand = causationId === commandId;
  const caused = events.find(({ logged }) => logged.id === causationId)?.logged.type;
  const cause = {
    ...{ kind: isCommand ? 'command' : 'event', id: causationId },
    ...(isCommand && { type: null, position: null }),
    ...(caused !== undefined && { type: caused, position: positionOf(causationId, item.cause.position) }),
  };
  const ought = { position: positionOf(id, item.position), stream, revision, type, recordedAt, who, commandId, correlationId, cause };
  return Object.entries(ought).flatMap(([field, value]) => between(field, item[field as keyof HistoryEntry], value));
}

/** What is told of it. What a directive's reader found is not in a bundle that has only a part of it, nor what became of its members. */
function wordDifferences(item: HistoryEntry, event: Decoded, known: KnownAsShown, sameWords: boolean): readonly Difference[] {
  const one = tell(event, known);
  if (!one) return [];
  const { about, on, changes, reason, sentence, directive } = one;
  const isInPart = event.category === 'directive' && !known.whole.has(event.id);
  const said = {
    ...{ about, on, reason, directive: directive && { id: directive.id, clause: directive.clause } },
    ...(sameWords && !(isInPart && event.event.type === 'DirectiveDescribed') && { sentence }),
    ...(sameWords && !isInPart && { changes }),
  };
  return Object.entries(said).flatMap(([field, value]) => between(field, item[field as keyof HistoryEntry], value));
}
