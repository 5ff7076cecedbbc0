import { leafHashOfText, sameBytes } from '../../transparency/hashes.js';
import { isDigest, readEntry, type EventDigest, type LoggedEvent } from '../../transparency/leaf.js';
import type { EventPlace } from './findings.js';

/** An entry as the log has it. */
export interface LoggedEntry {
  readonly index: number;
  /** What its tile commits to. */
  readonly hash: Uint8Array;
  /** Id and text of its row; null where the row is gone. */
  readonly id: string | null;
  readonly text: string | null;
  /** Whether the text has that hash. */
  readonly isSound: boolean;
}

/** An event of the store as the entry that it makes; the text is empty where it makes none. */
export interface StoredEntry extends Omit<EventPlace, 'index'> {
  readonly text: string;
  /** After the position that the log has come to: not logged yet, unless it was moved there. */
  readonly isBeyond: boolean;
}

const MOST_FIELDS = 8;

/** True when the event is what the log committed to. */
export function matches({ text, hash, isSound }: LoggedEntry, event: StoredEntry): boolean {
  return text === event.text ? isSound : sameBytes(leafHashOfText(event.text), hash);
}

/** Where an event is that the log does not have there. */
export function placeAt({ id, stream, revision, type }: StoredEntry): EventPlace {
  return { index: null, id, stream, revision, type };
}

/** Where an entry is, as far as its text still tells. */
export function placeOf({ index, id, text }: LoggedEntry): EventPlace {
  const entry = text === null ? null : entryIn(text);
  return { index, id: entry?.id ?? id ?? '?', stream: entry?.stream ?? '?', revision: entry?.revision ?? -1, type: entry?.type ?? '?' };
}

function entryIn(text: string): LoggedEvent | EventDigest | null {
  try {
    return readEntry(text);
  } catch {
    return null;
  }
}

/** Where two entries differ, as paths such as `metadata.actor.id`; empty where they do not, as far as the texts tell. */
export function differences(logged: string | null, stored: string): readonly string[] {
  const [a, b] = [logged === null ? null : entryIn(logged), entryIn(stored)];
  if (a === null || b === null) return [];
  if (isDigest(a) !== isDigest(b)) return ['data'];
  const fields: string[] = [];
  collect(a, b, '', fields);
  return fields.slice(0, MOST_FIELDS);
}

function collect(a: unknown, b: unknown, path: string, into: string[]): void {
  if (isRecord(a) && isRecord(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) collect(a[key], b[key], path === '' ? key : `${path}.${key}`, into);
  } else if (a !== b && JSON.stringify(a) !== JSON.stringify(b)) into.push(path);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
