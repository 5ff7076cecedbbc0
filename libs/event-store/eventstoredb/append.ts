import { ErrorType, type MaxAppendSizeExceededError, type WrongExpectedVersionError } from '@eventstore/db-client';
import { EventIdConflict, EventTooLarge, StreamDeleted, WrongExpectedRevision } from '../errors.js';
import { START, type AppendResult, type ExpectedRevision, type NewEvent } from '../event-store.js';
import { isOfType } from './calls.js';
import { positionText, proposedEvents, type JsonEvent } from './convert.js';
import { readStream } from './read.js';
import type { Session } from './session.js';

type ClientResult = Awaited<ReturnType<Session['client']['appendToStream']>>;
type Refusal = { readonly actual: number | null };

/**
 * Appends, repeating the same ids until the server answers. A repetition is a no-op for an exact revision and `no_stream`, by the
 * server's index; for `any` and `stream_exists` only while the server remembers the ids: a bounded cache, lost at its restart.
 */
export async function append(
  session: Session,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<AppendResult> {
  if (events.length === 0) return appendNothing(session, stream, expected);
  const { proposed, bytes } = proposedEvents(stream, events, session.maxAppendBytes);
  const outcome = await session.call((abandoned) => attempt({ session, stream, expected, proposed, bytes, abandoned }));
  if ('actual' in outcome) return explained(session, stream, expected, events, outcome);
  const revision = Number(outcome.nextExpectedRevision);
  if (outcome.position !== undefined) return { revision, position: positionText(outcome.position) };
  const [last] = (await readStream(session, stream, { from: revision, limit: 1 })).events;
  // No position either: written once, and deleted since.
  if (last?.revision !== revision) throw new StreamDeleted(stream);
  return { revision, position: last.position };
}

/** Checks what is expected; the server itself would write an empty record, and give its place for an answer. */
async function appendNothing(session: Session, stream: string, expected: ExpectedRevision): Promise<AppendResult> {
  const [last] = (await readStream(session, stream, { direction: 'backward', limit: 1 })).events;
  const actual = last?.revision ?? null;
  const asExpected = { any: true, no_stream: actual === null, stream_exists: actual !== null };
  if (!(typeof expected === 'number' ? actual === expected : asExpected[expected]))
    throw new WrongExpectedRevision(stream, expected, actual);
  return { revision: actual ?? -1, position: last?.position ?? START };
}

interface Try {
  readonly session: Session;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly proposed: JsonEvent[];
  readonly bytes: number;
  readonly abandoned: AbortSignal;
}

async function attempt({ session, stream, expected, proposed, bytes, abandoned }: Try): Promise<ClientResult | Refusal> {
  const expectedRevision = typeof expected === 'number' ? BigInt(expected) : expected;
  // The client passes its options on unread, so `abandoned` reaches the call (client.ts).
  const options = { expectedRevision, deadline: session.limits.timeoutMs, requiresLeader: true, abandoned };
  try {
    return await session.client.appendToStream(stream, proposed, options);
  } catch (error) {
    if (isOfType(error, ErrorType.WRONG_EXPECTED_VERSION)) return refusal(error as WrongExpectedVersionError);
    if (!isOfType(error, ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED)) throw error;
    throw new EventTooLarge(stream, bytes, (error as MaxAppendSizeExceededError).maxAppendSize);
  }
}

function refusal({ actualVersion }: WrongExpectedVersionError): Refusal {
  return { actual: actualVersion === 'no_stream' ? null : Number(actualVersion) };
}

/**
 * Why the append was refused. The server answers a repetition that differs (corrupted idempotency) with "wrong expected version"
 * too (StorageWriterService.ActOnCommitCheckFailure), so what stands in the stream must tell the two apart.
 */
async function explained(
  session: Session,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  { actual }: Refusal,
): Promise<AppendResult> {
  if (expected === 'any' || (expected === 'stream_exists' && actual !== null)) throw new EventIdConflict(stream);
  const first = typeof expected === 'number' ? expected + 1 : 0;
  if (expected === 'stream_exists' || actual === null || actual < first) throw new WrongExpectedRevision(stream, expected, actual);
  const there = await readStream(session, stream, { from: first, limit: events.length });
  const same = events.filter(({ id }, i) => there.events[i]?.id === id.toLowerCase() && there.events[i].revision === first + i).length;
  const last = there.events.at(-1);
  // A first attempt, given up for lost, can become visible only now.
  if (same === events.length && last !== undefined) return { revision: last.revision, position: last.position };
  if (there.events[0]?.id === events[0]?.id.toLowerCase() && there.events.length > 0) throw new EventIdConflict(stream);
  throw new WrongExpectedRevision(stream, expected, actual);
}
