import { hash } from 'node:crypto';
import { canonicalJson, parseCanonicalJson, type JsonValue } from './canonical-json.js';
import { TransparencyError } from './errors.js';

/** Longest entry that a bundle can hold: its length is a uint16 (C2SP tlog-tiles, "Log entries"). */
export const MAX_ENTRY_BYTES = 65_535;

/** The form of entries written today; a new form gets a new number and the old ones stay as they are. */
const VERSION = 1;

/** The fields of a recorded event that the log commits to; every event of the store's port is one. */
export interface LoggedEvent {
  readonly stream: string;
  readonly revision: number;
  /** UUID; upper and lower case are the same id, and the lower is written. */
  readonly id: string;
  readonly type: string;
  /** Instant of the append in UTC with milliseconds, `2026-09-30T01:02:03.456Z`: one instant has one text. */
  readonly recordedAt: string;
  readonly data: unknown;
  /** Absent is null, as the stores return it. */
  readonly metadata: unknown;
}

/** What stands in the log for an event longer than an entry may be. */
export interface EventDigest extends Omit<LoggedEvent, 'data' | 'metadata'> {
  /** Length in bytes of the canonical event. */
  readonly bytes: number;
  /** SHA-256 of the canonical event, in lower-case hex. */
  readonly sha256: string;
}

/**
 * The canonical event: RFC 8785 JSON of `{data, id, metadata, recordedAt, revision, stream, type, v}`. The store's own
 * position is not inside, since each engine counts otherwise; the order of the log is the order of its entries (docs/adr/0018).
 * Throws `malformed_event`, `not_canonical`.
 */
export function canonicalEvent(event: LoggedEvent): string {
  const { id, recordedAt, revision, stream, type } = header(event);
  const metadata = canonicalJson(event.metadata ?? null);
  // The members by hand, since their order is known and this is done to every event: the tests hold it against `canonicalJson`.
  return `{"data":${canonicalJson(event.data)},"id":"${id}","metadata":${metadata},"recordedAt":"${recordedAt}","revision":${revision},"stream":${canonicalJson(stream)},"type":${canonicalJson(type)},"v":${VERSION}}`;
}

/**
 * The entry of the log for an event, as UTF-8: the canonical event while it fits, else RFC 8785 JSON of
 * `{bytes, id, recordedAt, revision, sha256, stream, type, v}`, whose `sha256` commits to the canonical event.
 * Throws `malformed_event`, `not_canonical`.
 */
export function entryOf(event: LoggedEvent): string {
  const whole = canonicalEvent(event);
  if (fits(whole)) return whole;
  const digest = canonicalJson({ ...header(event), bytes: Buffer.byteLength(whole), sha256: hash('sha256', whole), v: VERSION });
  return fits(digest) ? digest : refuse('malformed_event', 'the names of stream and type are too long');
}

// Asked of every text, however short: counting makes it one piece, and thousands kept in the pieces that it was written in are slow.
function fits(text: string): boolean {
  return Buffer.byteLength(text) <= MAX_ENTRY_BYTES;
}

/** Reads an entry: the event itself, or the digest of one that was too long. Throws `malformed_entry`, `not_canonical`. */
export function readEntry(entry: Uint8Array | string): LoggedEvent | EventDigest {
  const fields = parseCanonicalJson(entry);
  const names = typeof fields === 'object' && fields !== null ? Object.keys(fields).join() : '';
  if (names !== WHOLE && names !== DIGEST) return refuse('malformed_entry', 'it has not the fields of an event');
  const { v, ...event } = fields as Record<string, JsonValue> & LoggedEvent;
  if (v !== VERSION) refuse('malformed_entry', `version ${String(v)} is unknown`);
  const fault = faultOf(event) ?? (names === DIGEST ? faultOfDigest(event as unknown as EventDigest) : null);
  if (fault !== null) refuse('malformed_entry', fault);
  return event;
}

/** What follows the id of a whole event; no text inside of one can read so, since its quotation marks are escaped. */
const AFTER_ID = '","metadata":';

/** True for the entry of the event with this id, in lower case. Reads no more of it than it must: it is asked of every entry of a log. */
export function isEntryOf(id: string, entry: string): boolean {
  if (entry.startsWith('{"bytes":')) return entry.startsWith(`,"id":"${id}"`, entry.indexOf(','));
  const end = entry.indexOf(AFTER_ID);
  if (end === entry.lastIndexOf(AFTER_ID)) return entry.endsWith(`,"id":"${id}`, end);
  try {
    return readEntry(entry).id === id;
  } catch (error) {
    if (error instanceof TransparencyError) return false;
    throw error;
  }
}

/** True for the digest of an event that was too long for an entry. */
export function isDigest(entry: LoggedEvent | EventDigest): entry is EventDigest {
  return 'sha256' in entry;
}

const WHOLE = 'data,id,metadata,recordedAt,revision,stream,type,v';
const DIGEST = 'bytes,id,recordedAt,revision,sha256,stream,type,v';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const SHA256 = /^[0-9a-f]{64}$/;

function header(event: LoggedEvent): Omit<LoggedEvent, 'data' | 'metadata'> {
  const { stream, revision, type, recordedAt } = event;
  const head = { id: event.id.toLowerCase(), recordedAt, revision, stream, type };
  const fault = faultOf(head);
  return fault === null ? head : refuse('malformed_event', fault);
}

function faultOf({ id, recordedAt, revision, stream, type }: Omit<LoggedEvent, 'data' | 'metadata'>): string | null {
  if (typeof id !== 'string' || !UUID.test(id)) return 'its id is not a UUID';
  if (typeof recordedAt !== 'string' || !INSTANT.test(recordedAt)) return 'its instant is not UTC with milliseconds';
  if (!Number.isSafeInteger(revision) || revision < 0) return 'its revision is not a number from 0';
  if (typeof stream !== 'string' || typeof type !== 'string') return 'its stream or type is not text';
  return null;
}

function faultOfDigest({ bytes, sha256 }: EventDigest): string | null {
  if (!Number.isSafeInteger(bytes) || bytes <= MAX_ENTRY_BYTES) return 'it stands for an event that would have fitted';
  return typeof sha256 === 'string' && SHA256.test(sha256) ? null : 'its hash is not SHA-256';
}

function refuse(code: 'malformed_event' | 'malformed_entry', reason: string): never {
  throw new TransparencyError(code, reason);
}
