import { EventIdConflict, EventTooLarge, WrongExpectedRevision } from '../errors.js';
import type { AppendResult, ExpectedRevision, NewEvent, StreamAppend } from '../event-store.js';
import { EXPECTED } from './append.sql.js';

/** One stream's part of an append: checked, and its events already as text. */
export interface Request {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NAME_BYTES = 1_000; // an index takes little more than twice this
/** Texts travel joined by \x1e. */
const CONTROL = /[\x00-\x1f]/;

/**
 * Checks an append and encodes its events. Whatever could fail for its own sake in the database must fail here:
 * there it would fail the group that it travels with.
 *
 * @param maxEventBytes most bytes of one event, data and metadata as JSON together
 */
export function encodeRequest({ stream, expected, events }: StreamAppend, maxEventBytes: number): Request {
  checkName(stream, 'stream');
  if (typeof expected === 'number' && !(Number.isInteger(expected) && expected >= 0 && expected < 2 ** 31)) {
    throw new TypeError(`${expected} is not a revision`);
  }
  const encoded = events.map((event) => encodeEvent(stream, event, maxEventBytes));
  if (new Set(encoded.map(({ id }) => id)).size < encoded.length) throw new EventIdConflict(stream);
  return { stream, expected, events: encoded };
}

function encodeEvent(stream: string, event: NewEvent, maxEventBytes: number): EncodedEvent {
  checkName(event.type, 'event type');
  if (!UUID.test(event.id)) throw new TypeError(`${event.id} is not a UUID`);
  const data = JSON.stringify(event.data) ?? 'null';
  const metadata = JSON.stringify(event.metadata) ?? 'null';
  // A character takes three bytes at most, so most events need no count.
  if ((data.length + metadata.length) * 3 > maxEventBytes) {
    const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
    if (bytes > maxEventBytes) throw new EventTooLarge(stream, bytes, maxEventBytes);
  }
  return { id: event.id.toLowerCase(), type: event.type, data, metadata };
}

function checkName(name: string, what: string): void {
  if (name === '' || (name.length > 333 && Buffer.byteLength(name) > NAME_BYTES) || CONTROL.test(name))
    throw new TypeError(`${JSON.stringify(name)} is not a ${what} name`);
}

/** The expectation as the number that event_store.append takes. */
export function expectedNumber({ expected, events }: Request): number {
  if (expected === 'no_stream' && events.length === 0) return EXPECTED.still_none;
  return typeof expected === 'number' ? expected : EXPECTED[expected];
}

/**
 * Makes the requests of one append name each stream once, as the database wants them: a later request for a stream
 * must go on where the earlier one ends. `split` turns the results back into one per original request.
 */
export function mergeByStream(requests: readonly Request[]): { merged: readonly Request[]; split: Split } {
  const places = new Map<string, number>();
  const merged: Request[] = [];
  const parts = requests.map((request) => {
    const place = places.get(request.stream);
    if (place === undefined) {
      places.set(request.stream, merged.push(request) - 1);
      return { place: merged.length - 1, through: request.events.length };
    }
    const before = merged[place]!;
    merged[place] = { stream: request.stream, expected: combine(before, request), events: [...before.events, ...request.events] };
    return { place, through: merged[place].events.length };
  });
  if (merged.length === requests.length) return { merged, split: (results) => results };
  const split: Split = (results) =>
    parts.map(({ place, through }) => {
      // The position is that of the whole: whoever waits for it sees this part too.
      const { revision, position } = results[place]!;
      return { revision: revision - (merged[place]!.events.length - through), position };
    });
  return { merged, split };
}

type Split = (results: readonly AppendResult[]) => readonly AppendResult[];

/** The expectation that the first of two requests for a stream must have for both to hold. */
function combine(first: Request, second: Request): ExpectedRevision {
  const count = first.events.length;
  const wrong = (actual: number | null) => new WrongExpectedRevision(second.stream, second.expected, actual);
  const { expected } = first;
  if (typeof expected === 'number' || expected === 'no_stream') {
    const after = (expected === 'no_stream' ? -1 : expected) + count;
    const fits = { any: true, stream_exists: after >= 0, no_stream: after === -1 };
    if (typeof second.expected === 'number' ? second.expected !== after : !fits[second.expected]) throw wrong(after === -1 ? null : after);
    return expected;
  }
  if (second.expected === 'any') return expected;
  if (second.expected === 'stream_exists') return count > 0 ? expected : 'stream_exists';
  const before = (second.expected === 'no_stream' ? -1 : second.expected) - count;
  if (before < -1 || (before === -1 && expected === 'stream_exists')) throw wrong(null);
  return before === -1 ? 'no_stream' : before;
}
