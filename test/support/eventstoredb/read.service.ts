import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type grpc from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord } from './log.js';
import type { Context } from './server.js';
import { subscribe } from './subscription.js';
import { nameOf, recordedEvent, streamDeleted, streamNotFound } from './wire.js';

export type ReadCall = grpc.ServerWritableStream<streams.ReadReq, streams.ReadResp>;

const PAGE = 32;
const END = 2n ** 63n;

/**
 * `Streams.Read`: a stream or `$all`, either way, and subscriptions to `$all`. Sources of truth: Streams.Read.cs,
 * Enumerator.ReadStream*.cs, Enumerator.ReadAll*.cs: pages of 32, and no more is sent than the client takes.
 */
export function read(context: Context): (call: ReadCall) => void {
  return (call) => {
    context.called('read');
    call.on('error', () => undefined);
    const options = call.request.getOptions()!;
    void serve(context, call, options).catch((error: unknown) => call.emit('error', error));
  };
}

async function serve(context: Context, call: ReadCall, options: streams.ReadReq.Options): Promise<void> {
  if (options.hasSubscription()) return subscribe(context, call, options);
  if (context.faults.silentReads > 0) {
    context.faults.silentReads--;
    return;
  }
  const stream = options.getStream();
  let left = context.faults.stalledReads.shift() ?? Infinity;
  for (const answer of stream === undefined ? eventsOfAll(context, call, options) : eventsOf(context, stream, options)) {
    if (left-- === 0) return;
    if (context.faults.readPauseMs > 0) await sleep(context.faults.readPauseMs);
    await send(call, answer);
  }
  call.end();
}

function* eventsOf(
  context: Context,
  from: streams.ReadReq.Options.StreamOptions,
  options: streams.ReadReq.Options,
): Generator<streams.ReadResp> {
  const stream = nameOf(from.getStreamIdentifier());
  const revision = from.hasStart() ? 0 : from.hasEnd() ? 'end' : Number(from.getRevision());
  const direction = options.getReadDirection() === 0 ? 'forward' : 'backward';
  const answer = context.store.readStream(stream, revision, direction, Number(options.getCount()));
  if (answer.kind === 'deleted') throw streamDeleted(stream);
  if (answer.kind !== 'success') yield streamNotFound(stream);
  else for (const record of answer.records) yield recordedEvent(record);
}

function* eventsOfAll(context: Context, call: ReadCall, options: streams.ReadReq.Options): Generator<streams.ReadResp> {
  let left = Number(options.getCount());
  const forwards = options.getReadDirection() === 0;
  let at = startOf(options.getAll()!, context.store.log.end);
  while (left > 0 && !call.cancelled) {
    const count = Math.min(PAGE, left);
    const page: readonly LogRecord[] = forwards ? context.store.log.from(at, count) : context.store.log.before(at, count);
    for (const record of page) yield recordedEvent(record);
    const last = page.at(-1);
    if (last === undefined) return;
    at = forwards ? last.position + 1n : last.position;
    left -= page.length;
  }
}

/** Start, end, or the commit position: every prepare position equals its commit position here. */
export function startOf(all: streams.ReadReq.Options.AllOptions, end: bigint): bigint {
  if (all.hasStart()) return 0n;
  const commit = all.hasEnd() ? END : BigInt(all.getPosition()?.getCommitPosition() ?? 0);
  return commit > end ? end : commit;
}

/** Writes one message and waits until the client takes more. */
export async function send(call: ReadCall, message: streams.ReadResp): Promise<void> {
  if (call.cancelled || call.destroyed) return;
  if (call.write(message)) return;
  const given = new AbortController();
  await Promise.race([
    once(call, 'drain', { signal: given.signal }),
    once(call, 'cancelled', { signal: given.signal }),
    once(call, 'close', { signal: given.signal }),
  ]).catch(() => undefined);
  given.abort();
}
