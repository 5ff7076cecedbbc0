import { setTimeout as sleep } from 'node:timers/promises';
import type { RunnerParts } from '../../event-store/projection-runner.js';
import { isMoved, isTemporary } from './follower.js';
import type { Watch } from './watch.js';

const LONGEST_PAUSE_MS = 5_000;

/** Wakes whoever sleeps, when a head is asked for. */
export class Wake {
  private controller = new AbortController();

  readonly signal = (): AbortSignal => this.controller.signal;

  all(): void {
    const { controller } = this;
    this.controller = new AbortController();
    controller.abort();
  }
}

type Log = RunnerParts['log'];

/** Does something until it ends well or `signal` aborts: what passes is waited for, what does not is told. */
export async function persistently(log: Log, watch: Watch, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (let pause = 50; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return;
      if (isMoved(error)) log.error({ error: String(error) }, 'transparency log: somebody else wrote its tables');
      else if (isTemporary(error)) log.warn({ error: String(error) }, 'transparency log waits for the database or the event store');
      else await watch.stopped(error);
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }
}

/** What goes wrong is told, the louder where it does not pass by itself, and tried again at its next turn. */
export async function once(log: Log, sentence: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log[isTemporary(error) ? 'warn' : 'error']({ error: String(error) }, `transparency log: ${sentence}`);
  }
}
