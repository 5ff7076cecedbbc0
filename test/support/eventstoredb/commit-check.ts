/**
 * May these events be appended? A transcription of the rules of the real server.
 *
 * Source of truth: EventStore/EventStore 23.10, src/EventStore.Core/Services/Storage/ReaderIndex/IndexWriter.cs, CheckCommit;
 * the numbers are those of ExpectedVersion.cs and EventNumber.cs. What a decision looks like to the client stands in store.ts.
 */
export const ANY = -2;
export const NO_STREAM = -1;
export const STREAM_EXISTS = -4;
/** Last revision of a tombstoned stream. */
export const DELETED = Number.POSITIVE_INFINITY;

/** What the check looks at: `cached` is lost at a restart, the rest is on disk. */
export interface Index {
  /** Revision of the last event ever written, −1 for none, `DELETED` for a tombstone. */
  lastRevision(stream: string): number;
  isSoftDeleted(stream: string): boolean;
  /** The bounded cache of ids committed by this process. */
  cached(id: string): { readonly stream: string; readonly revision: number } | undefined;
  /** Id of an event by the disk index. */
  idAt(stream: string, revision: number): string | undefined;
}

export type Decision =
  | { readonly kind: 'ok'; readonly current: number; readonly softDeleted: boolean }
  | { readonly kind: 'idempotent'; readonly current: number; readonly last: number }
  | { readonly kind: 'corrupted-idempotency' | 'wrong-expected-version' | 'deleted'; readonly current: number };

export function checkCommit(index: Index, stream: string, expected: number, ids: readonly string[]): Decision {
  const current = index.lastRevision(stream);
  if (current === DELETED) return { kind: 'deleted', current };
  if (expected === STREAM_EXISTS) {
    if (index.isSoftDeleted(stream)) return { kind: 'deleted', current };
    if (current < 0 && index.lastRevision(metastreamOf(stream)) < 0) return { kind: 'wrong-expected-version', current };
  }
  if (expected === ANY || expected === STREAM_EXISTS) return checkByCache(index, stream, current, ids);
  if (expected < current) return checkByIndex(index, stream, current, expected, ids);
  if (expected > current) return { kind: 'wrong-expected-version', current };
  return { kind: 'ok', current, softDeleted: index.isSoftDeleted(stream) };
}

/** ANY and STREAM_EXISTS know an event again only by the cache. */
function checkByCache(index: Index, stream: string, current: number, ids: readonly string[]): Decision {
  let last = -1;
  for (const [i, id] of ids.entries()) {
    const known = index.cached(id);
    if (known?.stream !== stream) {
      return i === 0 ? { kind: 'ok', current, softDeleted: index.isSoftDeleted(stream) } : { kind: 'corrupted-idempotency', current };
    }
    last = known.revision;
  }
  if (ids.length === 0) return { kind: 'ok', current, softDeleted: index.isSoftDeleted(stream) };
  return { kind: 'idempotent', current, last };
}

/** An exact revision or NO_STREAM behind the stream: the ids that stand there decide, and they are on disk. */
function checkByIndex(index: Index, stream: string, current: number, expected: number, ids: readonly string[]): Decision {
  for (const [i, id] of ids.entries()) {
    const revision = expected + 1 + i;
    const known = index.cached(id);
    if (known?.stream === stream && known.revision === revision) continue;
    if (index.idAt(stream, revision) === id) continue;
    if (i > 0) return { kind: 'corrupted-idempotency', current };
    if (expected === NO_STREAM && index.isSoftDeleted(stream)) return { kind: 'ok', current, softDeleted: true };
    return { kind: 'wrong-expected-version', current };
  }
  if (ids.length === 0) return { kind: 'wrong-expected-version', current };
  return { kind: 'idempotent', current, last: expected + ids.length };
}

export function metastreamOf(stream: string): string {
  return `$$${stream}`;
}
