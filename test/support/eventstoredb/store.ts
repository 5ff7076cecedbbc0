import { randomUUID } from 'node:crypto';
import { checkCommit, DELETED, metastreamOf, type Decision, type Index } from './commit-check.js';
import { Log, type LogRecord } from './log.js';

/**
 * The storage of the fake EventStoreDB: streams, deletions and the cache of committed ids over one log.
 *
 * Sources of truth (EventStore/EventStore, 23.10, src/EventStore.Core):
 * - Decisions to answers: StorageWriterService.ActOnCommitCheckFailure. Corrupted idempotency is answered as a *wrong expected
 *   version*: the wire knows no other word for it.
 * - An idempotent append answers with the revision and position of the events as they were first written, and without a
 *   position when the last of them can no longer be read (RequestManagerBase.ReturnCommitAt, IndexWriter).
 * - A soft delete writes `$tb` = max(int64) into the metadata stream; the next append to the stream writes `$tb` = its own first
 *   revision, so revisions go on and do not begin at 0 again (StorageWriterService.SoftUndeleteStream).
 * - A tombstone is an event `$streamDeleted` (SystemEventTypes.cs).
 * - The id cache: BoundedCache over ESConsts.CommitedEventsMemCacheLimit bytes, oldest out first, a known id is not renewed.
 * - Reading: IndexReader (tombstoned → deleted, never written or soft-deleted → not found, `$tb` hides what is before it).
 *
 * Not here: `$maxCount`, `$maxAge`, scavenging, links, ACLs, explicit transactions (none is used by the engine).
 */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type AppendOutcome =
  | { readonly kind: 'success'; readonly revision: number; readonly position: bigint | undefined }
  | { readonly kind: 'wrong-expected-version'; readonly current: number }
  | { readonly kind: 'deleted' };

export type StreamRead = { readonly kind: 'success'; readonly records: readonly LogRecord[] } | { readonly kind: 'no-stream' | 'deleted' };

const MAX_INT64 = '9223372036854775807';
const DEFAULT_CACHE_BYTES = 8 * 1024 * 1024;

export class Store implements Index {
  readonly log = new Log();
  readonly #streams = new Map<string, LogRecord[]>();
  readonly #tombstoned = new Set<string>();
  #cache = new Map<string, { stream: string; revision: number }>();
  #cacheBytes = 0;

  constructor(readonly cacheBytesLimit = DEFAULT_CACHE_BYTES) {
    this.#writeSystemEvent('$users', '$user-created');
    this.started();
  }

  /** A process begins on this data: what was only in memory is gone. */
  started(): void {
    this.#cache = new Map();
    this.#cacheBytes = 0;
    this.#writeSystemEvent('$epoch-information', '$epoch-information');
  }

  append(stream: string, expected: number, events: readonly ProposedEvent[]): AppendOutcome {
    const decision = checkCommit(
      this,
      stream,
      expected,
      events.map(({ id }) => id),
    );
    if (decision.kind !== 'ok') return this.#answer(stream, decision);
    let last: LogRecord | undefined;
    for (const event of events) last = this.#write(stream, event);
    if (decision.softDeleted) this.#hideBefore(stream, decision.current + 1);
    this.log.publish();
    return { kind: 'success', revision: last?.revision ?? decision.current, position: last?.position ?? this.log.writeEmpty() };
  }

  /** Soft (the stream can be written again) or hard (tombstone, for ever). */
  delete(stream: string, expected: number, hard: boolean): AppendOutcome {
    const decision = checkCommit(this, stream, expected, [randomUUID()]);
    if (decision.kind !== 'ok') return this.#answer(stream, decision);
    if (!hard && decision.current < 0 && this.lastRevision(metastreamOf(stream)) < 0)
      return { kind: 'wrong-expected-version', current: -1 };
    const record = hard ? this.#writeTombstone(stream) : this.#hideBefore(stream, MAX_INT64);
    this.log.publish();
    return { kind: 'success', revision: decision.current, position: record.position };
  }

  readStream(stream: string, from: number | 'end', direction: 'forward' | 'backward', count: number): StreamRead {
    if (this.#tombstoned.has(stream)) return { kind: 'deleted' };
    const all = this.#streams.get(stream);
    if (all === undefined || this.isSoftDeleted(stream)) return { kind: 'no-stream' };
    const visible = all.filter(({ revision }) => revision >= this.#truncatedBefore(stream));
    if (direction === 'forward') {
      return { kind: 'success', records: visible.filter(({ revision }) => from !== 'end' && revision >= from).slice(0, count) };
    }
    const records = visible.filter(({ revision }) => from === 'end' || revision <= from).reverse();
    return { kind: 'success', records: records.slice(0, count) };
  }

  lastRevision(stream: string): number {
    return this.#tombstoned.has(stream) ? DELETED : (this.#streams.get(stream)?.length ?? 0) - 1;
  }

  isSoftDeleted(stream: string): boolean {
    return this.#truncatedBefore(stream) === DELETED;
  }

  cached(id: string): { readonly stream: string; readonly revision: number } | undefined {
    return this.#cache.get(id);
  }

  idAt(stream: string, revision: number): string | undefined {
    return this.#streams.get(stream)?.[revision]?.id;
  }

  #answer(stream: string, decision: Exclude<Decision, { kind: 'ok' }>): AppendOutcome {
    switch (decision.kind) {
      case 'deleted':
        return { kind: 'deleted' };
      case 'wrong-expected-version':
      case 'corrupted-idempotency':
        return { kind: 'wrong-expected-version', current: decision.current };
      case 'idempotent': {
        const read = this.readStream(stream, decision.last, 'forward', 1);
        const record = read.kind === 'success' ? read.records[0] : undefined;
        return { kind: 'success', revision: decision.last, position: record?.revision === decision.last ? record.position : undefined };
      }
    }
  }

  #write(stream: string, event: ProposedEvent): LogRecord {
    const records = this.#streams.get(stream) ?? [];
    const record = this.log.write({ ...event, stream, revision: records.length });
    records.push(record);
    this.#streams.set(stream, records);
    this.#remember(record);
    return record;
  }

  #remember({ id, stream, revision }: LogRecord): void {
    for (const [oldest, known] of this.#cache) {
      if (this.#cacheBytes <= this.cacheBytesLimit) break;
      this.#cache.delete(oldest);
      this.#cacheBytes -= cacheCost(known.stream);
    }
    if (this.#cache.has(id)) return;
    this.#cache.set(id, { stream, revision });
    this.#cacheBytes += cacheCost(stream);
  }

  #writeTombstone(stream: string): LogRecord {
    this.#tombstoned.add(stream);
    return this.log.write({ ...systemEvent('$streamDeleted'), stream, revision: Number.MAX_SAFE_INTEGER });
  }

  #hideBefore(stream: string, revision: number | typeof MAX_INT64): LogRecord {
    return this.#write(metastreamOf(stream), systemEvent('$metadata', `{"$tb":${revision}}`));
  }

  #truncatedBefore(stream: string): number {
    const metadata = this.#streams.get(metastreamOf(stream))?.at(-1);
    if (metadata === undefined) return 0;
    const { $tb = 0 } = JSON.parse(Buffer.from(metadata.data).toString('utf8')) as { $tb?: number };
    return $tb >= Number(MAX_INT64) ? DELETED : $tb;
  }

  #writeSystemEvent(stream: string, type: string): void {
    this.#write(stream, systemEvent(type));
  }
}

function systemEvent(type: string, json = '{}'): ProposedEvent {
  return { id: randomUUID(), type, isJson: true, data: Buffer.from(json), metadata: new Uint8Array() };
}

function cacheCost(stream: string): number {
  return 16 + 4 + 8 + 2 * stream.length;
}
