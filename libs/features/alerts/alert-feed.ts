import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { alertStream } from '../../domain/alert/alert.events.js';
import { comparePositions, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../http/tokens.js';

const ALERTS = { categories: [alertStream('').slice(0, -1)] };
const MOST_KEPT = 2_000;
const BATCH_SIZE = 500;
const PAUSE_MS = 2_000;

/** The alert events of the store as they come, read once for all who listen in this process. */
@Injectable()
export class AlertFeed implements OnModuleDestroy {
  private readonly closing = new AbortController();
  private kept: RecordedEvent[] = [];
  /** `kept` has every alert event after `since`, up to `at`. */
  private since: Position = '0';
  private at: Position = '0';
  private running: Promise<void> | null = null;
  private readonly waiting = new Set<() => void>();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** From where whoever listens from now on follows. Throws `StoreUnavailable`. */
  async now(): Promise<Position> {
    await this.start();
    return this.at;
  }

  /** Batches of events after a position, until `signal` aborts. A slow listener bounds memory: it reads on from the store. */
  async *follow(after: Position, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    await this.start();
    const ending = AbortSignal.any([signal, this.closing.signal]);
    for (let from = after; !ending.aborted;) {
      if (comparePositions(from, this.since) < 0) {
        for await (const { events, through } of this.store.readAll({ from, filter: ALERTS, batchSize: BATCH_SIZE, signal: ending })) {
          if (events.length > 0) yield events;
          from = through;
        }
        continue;
      }
      const news = this.kept.filter(({ position }) => comparePositions(position, from) > 0);
      if (news.length > 0) yield news;
      from = news.at(-1)?.position ?? from;
      if (news.length === 0) await this.more(ending);
    }
  }

  onModuleDestroy(): void {
    this.closing.abort();
    this.wake();
  }

  private async start(): Promise<void> {
    if (this.running) return;
    const head = await this.store.head();
    if (this.running) return;
    this.since = this.at = head;
    this.running = this.run().finally(() => (this.running = null));
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (let refused = true; refused && !signal.aborted;) {
      refused = await this.listen(signal).then(
        () => false,
        () => true,
      );
      // What the store refuses now it may give again; those who listen keep their places.
      if (refused) await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  }

  private async listen(signal: AbortSignal): Promise<void> {
    for await (const { events, through } of this.store.subscribe({ from: this.at, filter: ALERTS, signal })) {
      this.kept.push(...events);
      this.at = through;
      const surplus = this.kept.length - MOST_KEPT;
      if (surplus > 0) this.since = this.kept.splice(0, surplus).at(-1)!.position;
      if (events.length > 0) this.wake();
    }
  }

  private wake(): void {
    for (const go of [...this.waiting]) go();
  }

  private more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        this.waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.waiting.add(go);
      signal.addEventListener('abort', go, { once: true });
      if (signal.aborted) go();
    });
  }
}
