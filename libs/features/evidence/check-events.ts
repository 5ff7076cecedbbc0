import { z } from 'zod';
import { ROLES, type EventMetadata } from '../../domain/kernel/command.js';
import type { OpenedCheckpoint } from '../../transparency/checkpoint.js';
import { bytesOfBase64 } from '../../transparency/base64.js';
import { TransparencyError } from '../../transparency/errors.js';
import { leafHash } from '../../transparency/hashes.js';
import { canonicalEvent, entryOf, type LoggedEvent } from '../../transparency/leaf.js';
import { parseCanonicalJson } from '../../transparency/canonical-json.js';
import { verifyInclusion } from '../../transparency/proofs.js';
import { faultOf } from './bundle-faults.js';
import { eventFile, type Files, type Proofs } from './bundle-files.js';
import type { BundleFinding } from './bundle-findings.js';
import { categoryOf, decodedOf, type Decoded } from './decoded.js';

/** An event of a bundle with its place in the log; null where it has none. */
export interface BundledEvent {
  readonly file: string;
  readonly index: number | null;
  readonly logged: LoggedEvent & { readonly metadata: EventMetadata };
  /** Of its entry in the log. */
  readonly leaf: Uint8Array;
}

/** Of these streams a bundle has what concerns its target, not everything. */
const IN_PART: ReadonlySet<string> = new Set(['directive']);

const metadata: z.ZodType<EventMetadata> = z.looseObject({
  commandId: z.string(),
  correlationId: z.string(),
  causationId: z.string(),
  actor: z.looseObject({ id: z.string(), name: z.string(), role: z.enum(ROLES), locality: z.string() }),
  schemaVersion: z.int().positive(),
});

const PLACED = /^events\/\d+\.json$/;

/** The events of a bundle in the order of the log, those without a place last. */
export function readEvents(files: Files, { events }: Proofs, findings: BundleFinding[]): readonly BundledEvent[] {
  const indexes = new Map(events.map(({ file, index }) => [file, index]));
  const found = [...files].flatMap(([file, bytes]): BundledEvent[] => {
    if (!file.startsWith('events/')) return [];
    const read = eventIn(bytes);
    if (read instanceof Error) {
      findings.push({ kind: 'file_malformed', place: { file, detail: faultOf(read.cause, read.input) } });
      return [];
    }
    const index = indexes.get(file) ?? null;
    const ought = eventFile(index, read.logged.id);
    if (index === null ? PLACED.test(file) : file !== ought)
      findings.push({ kind: 'claim_differs', place: { file, field: 'proofs.json, index', stands: file, ought } });
    return [{ file, index, ...read }];
  });
  for (const { file } of events) if (!files.has(file)) findings.push({ kind: 'file_missing', place: { file } });
  return found.sort((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity));
}

class Unread extends Error {
  constructor(
    cause: unknown,
    readonly input: unknown,
  ) {
    super('', { cause });
  }
}

function eventIn(bytes: Uint8Array): Pick<BundledEvent, 'logged' | 'leaf'> | Unread {
  let fields: LoggedEvent | null = null;
  try {
    fields = parseCanonicalJson(bytes) as unknown as LoggedEvent;
    if (typeof fields !== 'object' || fields === null || typeof fields.id !== 'string')
      throw new TransparencyError('malformed_event', 'id');
    if (fields.data === undefined) throw new TransparencyError('malformed_event', 'data');
    // Whatever else stands in the file, the canonical event must be all of it.
    if (canonicalEvent(fields) !== Buffer.from(bytes).toString('utf8')) throw new TransparencyError('malformed_event', 'v');
    const said = metadata.safeParse(fields.metadata);
    if (!said.success) return new Unread(said.error, fields.metadata);
    return { logged: { ...fields, metadata: said.data }, leaf: leafHash(Buffer.from(entryOf(fields))) };
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    return new Unread(error, fields);
  }
}

/** The events that are where their proofs say under the head. Each is there once, and no stream has a gap. */
export function provenEvents(
  events: readonly BundledEvent[],
  { events: given }: Proofs,
  head: OpenedCheckpoint,
  findings: BundleFinding[],
): readonly BundledEvent[] {
  const byFile = new Map(given.map((one) => [one.file, one.proof]));
  const seen = new Set<string>();
  const proven = events.filter(({ file, index, logged, leaf }) => {
    const place = placeOf(file, logged);
    if (seen.has(logged.id)) findings.push({ kind: 'event_repeated', place });
    seen.add(logged.id);
    const isProven = index !== null && isIncluded(leaf, index, byFile.get(file) ?? [], head);
    if (!isProven) findings.push({ kind: index === null ? 'event_unlogged' : 'event_not_proven', place });
    return isProven;
  });
  checkStreams(events, proven, findings);
  return proven;
}

function isIncluded(leaf: Uint8Array, index: number, base64: readonly string[], { size, root }: OpenedCheckpoint): boolean {
  const proof = base64.map(bytesOfBase64).filter((hash) => hash !== null);
  return proof.length === base64.length && verifyInclusion({ index, size, leafHash: leaf, proof, root });
}

/** Of a stream so many gaps are told: a signed event may have any revision. */
const MOST_MISSING = 1_000;

/** Up to the last that is proven, each revision is there, proven or told as not. */
function checkStreams(events: readonly BundledEvent[], proven: readonly BundledEvent[], findings: BundleFinding[]): void {
  const there = new Set(events.map(({ logged }) => `${logged.stream} ${logged.revision}`));
  const last = new Map(proven.map(({ logged }) => [logged.stream, logged.revision]));
  for (const [stream, whole] of last) {
    if (IN_PART.has(categoryOf(stream))) continue;
    for (let [revision, missing] = [0, 0]; revision < whole && missing < MOST_MISSING; revision++) {
      if (there.has(`${stream} ${revision}`)) continue;
      findings.push({ kind: 'event_missing', place: { stream, revision } });
      missing++;
    }
  }
}

/** What the events say; one that cannot be read is told. */
export function decodeAll(events: readonly BundledEvent[], findings: BundleFinding[]): readonly Decoded[] {
  return events.flatMap(({ file, logged }) => {
    try {
      return decodedOf(logged) ?? [];
    } catch (error) {
      findings.push({ kind: 'event_unreadable', place: { ...placeOf(file, logged), detail: faultOf(error, logged.data) } });
      return [];
    }
  });
}

function placeOf(file: string, { id, stream, revision, type }: LoggedEvent) {
  return { file, eventId: id, stream, revision, type };
}
