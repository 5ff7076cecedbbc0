import { setTimeout as sleep } from 'node:timers/promises';
import { comparePositions, type Position } from '../../event-store/event-store.js';
import { followStore } from './follower.js';
import { once, persistently, type Wake } from './patience.js';
import { LATE_MS } from './status.words.js';
import { readState } from './stored-log.js';
import { isSetBack, type Watch, type WatchParts, type Written } from './watch.js';

/** How often what was written is held against what is there. */
const LOOK_EVERY_MS = 5_000;

export interface FollowingParts extends WatchParts {
  readonly headEveryMs: number;
  /** Milliseconds since 1970; default: the clock. */
  readonly now?: () => number;
}

/** Follows the store, and begins anew where somebody else wrote to the log: what is not there any more is told. */
export class Following {
  private written: Written | null = null;
  private turn = new AbortController();
  /** A position that the store had reached at an instant, and the log had not. */
  private waiting: { readonly head: Position; readonly since: number } | null = null;

  constructor(
    private readonly parts: FollowingParts,
    private readonly watch: Watch,
    private readonly wake: Wake,
  ) {}

  get isBehind(): boolean {
    return this.waiting !== null;
  }

  async keep(signal: AbortSignal): Promise<void> {
    await Promise.all([this.follow(signal), this.look(signal)]);
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { parts, watch, wake } = this;
    while (!signal.aborted)
      await persistently(parts.log, watch, signal, async () => {
        this.turn = new AbortController();
        await watch.checkEnd();
        await watch.checkWritten(this.written);
        this.written = null;
        await watch.goesOn();
        await followStore(parts, AbortSignal.any([signal, this.turn.signal]), {
          wanted: wake.signal,
          written: ({ size, position }, last) => void (this.written = { size, position, last }),
        });
      });
  }

  /** Holds what was written against what is there, and tells of events that wait too long. */
  async look(signal: AbortSignal): Promise<void> {
    const pause = Math.min(this.parts.headEveryMs, LOOK_EVERY_MS);
    while (!signal.aborted) {
      await sleep(pause, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await once(this.parts.log, 'it could not be looked at', () => this.lookOnce());
    }
  }

  private async lookOnce(): Promise<void> {
    const { sql, store, now = Date.now } = this.parts;
    // In this order, since all grow.
    const { written } = this;
    const state = await readState(sql);
    if (written && isSetBack(written, state)) this.turn.abort();
    const head = await store.head();
    if (!this.waiting || comparePositions(state.position, this.waiting.head) >= 0)
      this.waiting = comparePositions(state.position, head) < 0 ? { head, since: now() } : null;
    const waited = this.waiting ? now() - this.waiting.since : 0;
    await this.watch.late(waited > LATE_MS ? Math.round(waited / 1_000) : null);
  }
}
