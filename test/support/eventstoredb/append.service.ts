import grpc from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { SLOW_ANSWER_MS, type AppendFault } from './faults.js';
import type { Context } from './server.js';
import type { AppendOutcome, ProposedEvent } from './store.js';
import {
  appended,
  appendTooLarge,
  expectedOf,
  nameOf,
  notLeader,
  proposedEvent,
  refusal,
  sizeOnDisk,
  streamDeleted,
  timedOut,
  wrongExpectedVersion,
  wrongVersionOfDelete,
  type Refusal,
} from './wire.js';

type AppendCall = grpc.ServerReadableStream<streams.AppendReq, streams.AppendResp>;
type Answer<T> = (error: Refusal | null, response?: T) => void;

/**
 * `Streams.Append`: one call, one append. Source of truth: Streams.Append.cs. The size of all events together counts, and the
 * refusal comes as soon as it is exceeded, before the rest was read.
 */
export function append(context: Context): (call: AppendCall, answer: Answer<streams.AppendResp>) => void {
  return (call, answer) => {
    context.called('append');
    let options: streams.AppendReq.Options | undefined;
    let size = 0;
    const events: ProposedEvent[] = [];
    let refused = false;
    call.on('error', () => undefined);
    call.on('data', (request: streams.AppendReq) => {
      if (request.hasOptions()) options = request.getOptions();
      const message = request.getProposedMessage();
      if (message === undefined || refused) return;
      const event = proposedEvent(message);
      size += sizeOnDisk(event);
      refused = size > context.maxAppendBytes;
      if (refused) answer(appendTooLarge(context.maxAppendBytes));
      else events.push(event);
    });
    call.on('end', () => {
      if (!refused && options !== undefined) perform(context, options, events, answer);
    });
  };
}

function perform(context: Context, options: streams.AppendReq.Options, events: ProposedEvent[], answer: Answer<streams.AppendResp>): void {
  const fault = context.faults.appends.shift();
  const stream = nameOf(options.getStreamIdentifier());
  const write = (): AppendOutcome => context.store.append(stream, expectedOf(options), events);
  if (fault === undefined) return conclude(stream, expectedOf(options), write(), answer);
  if (fault === 'slow-answer') {
    const outcome = write();
    setTimeout(() => conclude(stream, expectedOf(options), outcome, answer), SLOW_ANSWER_MS);
    return;
  }
  if (fault.endsWith('after-write')) write();
  fail(context, fault, answer);
}

function conclude(stream: string, expected: number, outcome: AppendOutcome, answer: Answer<streams.AppendResp>): void {
  switch (outcome.kind) {
    case 'success':
      return answer(null, appended(outcome.revision, outcome.position));
    case 'wrong-expected-version':
      return answer(null, wrongExpectedVersion(expected, outcome.current));
    case 'deleted':
      return answer(streamDeleted(stream));
  }
}

function fail(context: Context, fault: Exclude<AppendFault, 'slow-answer'>, answer: Answer<streams.AppendResp>): void {
  switch (fault) {
    case 'hang-before-write':
    case 'hang-after-write':
      return;
    case 'reset-before-write':
    case 'reset-after-write':
      return context.resetConnections();
    case 'not-leader':
      return answer(notLeader(context.faults.leader ?? context.self()));
    case 'no-leader':
      return answer(refusal(grpc.status.UNKNOWN, 'No leader info available in response'));
    case 'timeout-before-write':
    case 'timeout-after-write':
      return answer(timedOut());
    case 'not-ready':
      return answer(refusal(grpc.status.UNAVAILABLE, 'Server Is Not Ready'));
  }
}

type DeleteRequest = streams.DeleteReq | streams.TombstoneReq;

/** `Streams.Delete` (soft) and `Streams.Tombstone` (hard). Source of truth: Streams.Delete.cs. */
export function remove<T>(context: Context, hard: boolean, response: () => T) {
  return (call: grpc.ServerUnaryCall<DeleteRequest, T>, answer: Answer<T>): void => {
    context.called(hard ? 'tombstone' : 'delete');
    const options = call.request.getOptions()!;
    const [stream, expected] = [nameOf(options.getStreamIdentifier()), expectedOf(options)];
    const outcome = context.store.delete(stream, expected, hard);
    if (outcome.kind === 'success') answer(null, response());
    else if (outcome.kind === 'deleted') answer(streamDeleted(stream));
    else answer(wrongVersionOfDelete(stream, expected, outcome.current));
  };
}
