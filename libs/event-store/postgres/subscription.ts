import { setTimeout as sleep } from 'node:timers/promises';
import type { EventBatch, ReadAllOptions } from '../event-store.js';
import { START } from '../event-store.js';
import { StoreUnavailable } from '../errors.js';
import { isPassing, type Connections } from './connection.js';
import type { HeadWatch } from './head-watch.js';
import { LAST_POSSIBLE, type Page, readPage } from './page.js';

const BATCH_SIZE = 1_000;
/** Pauses between two rounds of asking, each of which had the patience of the connections. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

export interface Source {
  readonly connections: Connections;
  readonly watch: HeadWatch;
  /** Aborts when the store closes. */
  readonly closing: AbortSignal;
}

/** See EventStore.readAll. */
export async function* readToHead({ connections, closing }: Source, options: ReadAllOptions): AsyncGenerator<EventBatch> {
  const signal = anySignal(options.signal, closing);
  const { filter, batchSize: limit = BATCH_SIZE } = options;
  const [head] = await connections.run(
    (sql) => sql<{ position: string }[]>`select coalesce(max(position), 0) as position from event_store.event`,
  );
  const until = head!.position;
  const fetch = (after: string): Promise<Page> => connections.run((sql) => readPage(sql, { after, until, limit, filter }));
  for await (const { events, through, complete } of pages(fetch, options.from ?? START, signal)) {
    if (events.length > 0 || complete) yield { events, through, caughtUp: complete };
    if (complete) return;
  }
}

/**
 * See EventStore.subscribe. A batch without events tells that the reader has caught up: once at the beginning, and
 * whenever only events that do not match the filter were appended.
 */
export async function* follow({ connections, watch, closing }: Source, options: ReadAllOptions): AsyncGenerator<EventBatch> {
  const signal = anySignal(options.signal, closing);
  const { filter, batchSize: limit = BATCH_SIZE } = options;
  const fetch = (after: string): Promise<Page> =>
    untilAnswered(() => connections.run((sql) => readPage(sql, { after, until: LAST_POSSIBLE, limit, filter })), signal);
  let told: string | undefined;
  for await (const { events, through, complete } of pages(fetch, options.from ?? START, signal)) {
    if (events.length > 0 || (complete && through !== told)) yield { events, through, caughtUp: complete };
    told = through;
    if (complete) await watch.moved(through, signal);
  }
}

/**
 * Page after page until `signal` aborts. While the consumer handles a page that is not the last, the next is fetched:
 * one, so that a slow consumer holds two pages at most.
 */
async function* pages(fetch: (after: string) => Promise<Page>, from: string, signal: AbortSignal): AsyncGenerator<Page> {
  let next: Promise<Page> | undefined;
  for (let after = from; !signal.aborted;) {
    const page = await unlessAborted(next ?? fetch(after), signal);
    if (page === null) return;
    after = page.through;
    next = page.complete ? undefined : fetch(after);
    // An error is thrown when its page is asked for; nobody may ask.
    next?.catch(() => {});
    yield page;
  }
}

/** The result, or null as soon as `signal` aborts. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let abort = (): void => {};
  const aborted = new Promise<null>((resolve) => signal.addEventListener('abort', (abort = () => resolve(null)), { once: true }));
  try {
    return await Promise.race([work, aborted]);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Asks until a server that is out of reach answers. What it refuses is thrown: asked again it would say the same. */
async function untilAnswered<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !(error instanceof StoreUnavailable) || !isPassing(error.cause)) throw error;
      await sleep(pause, undefined, { signal });
    }
  }
}

function anySignal(one: AbortSignal | undefined, other: AbortSignal): AbortSignal {
  return one === undefined ? other : AbortSignal.any([one, other]);
}
