import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Drop } from './faults.js';
import type { LogRecord } from './log.js';
import { send, startOf, type ReadCall } from './read.service.js';
import type { Context } from './server.js';
import { caughtUp, checkpoint, confirmation, fellBehind, recordedEvent, refusal } from './wire.js';

/**
 * A subscription to `$all`, filtered or not.
 *
 * Sources of truth (EventStore/EventStore): Enumerator.AllSubscription*.cs: confirmation first; the given position is exclusive;
 * pages of 32; a filtered subscription sends a checkpoint after each `interval × window` events considered; `CaughtUp` when the
 * end is reached, `FellBehind` when more than 32 events wait for the client while it is live, then it catches up from the log.
 * EventFilter.cs: prefixes or a regular expression, over the event type or the stream name.
 */
const PAGE = 32;

export async function subscribe(context: Context, call: ReadCall, options: streams.ReadReq.Options): Promise<void> {
  if (context.faults.unconfirmed > 0) {
    context.faults.unconfirmed--;
    return;
  }
  const drop = context.faults.drops.shift();
  const forget = context.subscribed(call, (how) => end(context, call, how));
  try {
    await send(call, confirmation(randomUUID()));
    await follow(context, call, options, drop);
  } finally {
    forget();
  }
}

async function follow(
  context: Context,
  call: ReadCall,
  options: streams.ReadReq.Options,
  drop: { readonly afterEvents: number; readonly how: Drop } | undefined,
): Promise<void> {
  const { log } = context.store;
  const filter = filterOf(options);
  const all = options.getAll()!;
  let at = all.hasStart() ? -1n : startOf(all, log.end);
  let live = false;
  let considered = 0;
  let sent = 0;
  while (!over(call)) {
    const page = log.after(at, PAGE);
    if (live && page.length === PAGE) {
      live = false;
      await send(call, fellBehind());
    }
    for (const record of page) {
      if (over(call)) return;
      at = record.position;
      considered++;
      if (filter.allows(record)) {
        if (drop?.afterEvents === sent) return end(context, call, drop.how);
        if (context.faults.checkpointsAhead > 0) await send(call, checkpoint(ahead(context, at)));
        await send(call, recordedEvent(record));
        context.sentEvents++;
        sent++;
      }
      if (filter.interval > 0 && considered % filter.interval === 0) await send(call, checkpoint(at));
    }
    if (page.length === PAGE) {
      await setImmediate();
      continue;
    }
    if (log.after(at, 1).length > 0) continue;
    if (!live) {
      live = true;
      await send(call, caughtUp());
      continue;
    }
    await moreOrOver(context, call);
  }
}

function ahead(context: Context, at: bigint): bigint {
  const further = context.store.log.after(at, context.faults.checkpointsAhead);
  return further.length < context.faults.checkpointsAhead ? context.store.log.end : further.at(-1)!.position;
}

function over(call: ReadCall): boolean {
  return call.cancelled || call.destroyed || call.writableEnded;
}

async function moreOrOver(context: Context, call: ReadCall): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stopWaiting();
      for (const event of ['cancelled', 'close', 'finish']) call.off(event, done);
      resolve();
    };
    const stopWaiting = context.store.log.onPublish(done);
    for (const event of ['cancelled', 'close', 'finish']) call.on(event, done);
  });
}

function end(context: Context, call: ReadCall, how: Drop): void {
  switch (how) {
    case 'ended':
      call.end();
      return;
    case 'reset':
      return context.resetConnections();
    case 'cancelled':
      call.emit('error', refusal(grpc.status.CANCELLED, 'Call canceled by the server'));
      return;
    case 'unknown':
      call.emit('error', refusal(grpc.status.UNKNOWN, 'Exception was thrown by handler.'));
      return;
  }
}

interface Filter {
  allows(record: LogRecord): boolean;
  /** Events considered from one checkpoint to the next; 0 for none. */
  readonly interval: number;
}

function filterOf(options: streams.ReadReq.Options): Filter {
  const filter = options.getFilter();
  if (filter === undefined) return { allows: () => true, interval: 0 };
  const byType = filter.hasEventType();
  const expression = (byType ? filter.getEventType() : filter.getStreamIdentifier())!;
  const regex = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex());
  const prefixes = expression.getPrefixList();
  return {
    allows: (record) => {
      const text = byType ? record.type : record.stream;
      return regex === undefined ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
    },
    interval: filter.getCheckpointintervalmultiplier() * (filter.hasMax() ? filter.getMax() : PAGE),
  };
}
