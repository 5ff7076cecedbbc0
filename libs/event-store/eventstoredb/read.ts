import { ErrorType, type ReadPosition, type StreamingRead } from '@eventstore/db-client';
import {
  comparePositions,
  START,
  type Position,
  type ReadAllOptions,
  type EventBatch,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamSlice,
} from '../event-store.js';
import { isOfType } from './calls.js';
import { chooser, isSystem, readPosition, recordedEvent, resolvedEvent } from './convert.js';
import type { Session } from './session.js';

const NOT_FOUND: StreamSlice = { found: false, events: [] };

/** One stream, or a part of it. Streams are short by construction, so it is read whole. */
export function readStream(session: Session, stream: string, options: ReadStreamOptions = {}): Promise<StreamSlice> {
  const { limit = Number.MAX_SAFE_INTEGER } = options;
  return session.call(async (abandoned, heard) => {
    // Asked for nothing, the question whether the stream is there remains.
    const slice = await streamSlice(session, stream, { ...options, limit: Math.max(1, limit) }, abandoned, heard);
    return limit > 0 ? slice : { found: slice.found, events: [] };
  });
}

async function streamSlice(
  session: Session,
  stream: string,
  { direction, from, limit }: ReadStreamOptions,
  abandoned: AbortSignal,
  heard: () => void,
): Promise<StreamSlice> {
  const backward = direction === 'backward';
  const reading = session.client.readStream(stream, {
    direction: backward ? 'backwards' : 'forwards',
    fromRevision: from === undefined ? (backward ? 'end' : 'start') : BigInt(from),
    ...(limit === undefined ? {} : { maxCount: limit }),
    requiresLeader: true,
  });
  const events: RecordedEvent[] = [];
  try {
    for await (const { event } of until(abandoned, reading)) {
      heard();
      if (event !== undefined) events.push(recordedEvent(event));
    }
  } catch (error) {
    if (isOfType(error, ErrorType.STREAM_NOT_FOUND)) return NOT_FOUND;
    throw error;
  }
  return { found: true, events };
}

/** Whole streams by name, several at a time. */
export async function readStreams(session: Session, streams: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const slices = await Promise.all([...new Set(streams)].map(async (stream) => [stream, await readStream(session, stream)] as const));
  return new Map(slices.filter(([, { found }]) => found).map(([stream, { events }]) => [stream, events]));
}

const LARGEST_STEP = 1_000;

/** Position of the last event that is not a system event, `START` when there is none. */
export async function head(session: Session): Promise<Position> {
  let from: ReadPosition = 'end';
  for (let step = 1; ; step = Math.min(step * 8, LARGEST_STEP)) {
    const page = await allPage(session, 'backwards', from, step);
    const found = page.find((event) => !isSystem(event));
    const last = page.at(-1);
    if (found !== undefined) return found.position;
    if (last === undefined) return START;
    from = readPosition(last.position);
  }
}

/**
 * Everything up to the head as of the call, page by page as the consumer asks: nothing is held open between two pages. The client
 * cannot filter this read at the server, so the choice is made here.
 */
export async function* readAll(session: Session, options: ReadAllOptions = {}): AsyncGenerator<EventBatch, void, void> {
  const { from = START, filter, batchSize = 1_000, signal } = options;
  const chosen = chooser(filter);
  const end = await head(session);
  let through = from;
  while (comparePositions(through, end) < 0 && !signal?.aborted) {
    const page = (await pageAfter(session, through, batchSize)).filter(({ position }) => comparePositions(position, end) <= 0);
    through = page.at(-1)?.position ?? end;
    if (page.every(isSystem)) continue;
    yield { events: page.filter(chosen), through, caughtUp: comparePositions(through, end) >= 0 };
  }
}

/** The server's read begins with the event at the position, ours after it. */
async function pageAfter(session: Session, position: Position, count: number): Promise<RecordedEvent[]> {
  const page = await allPage(session, 'forwards', readPosition(position), count + 1);
  return page.filter((event) => comparePositions(event.position, position) > 0).slice(0, count);
}

function allPage(
  session: Session,
  direction: 'forwards' | 'backwards',
  fromPosition: ReadPosition,
  maxCount: number,
): Promise<RecordedEvent[]> {
  return session.call(async (abandoned, heard) => {
    const events: RecordedEvent[] = [];
    for await (const resolved of until(abandoned, session.client.readAll({ direction, fromPosition, maxCount }))) {
      heard();
      events.push(resolvedEvent(resolved));
    }
    return events;
  });
}

/** Ends the reading, at the server too, when nobody waits for it any more. */
function until<T extends StreamingRead<unknown>>(abandoned: AbortSignal, reading: T): T {
  // The connection can still break afterwards, and an error that nobody listens to would end the process.
  reading.on('error', () => undefined);
  abandoned.addEventListener('abort', () => {
    reading.cancel().catch(() => undefined);
    reading.destroy();
  });
  return reading;
}
