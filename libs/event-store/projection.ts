import type { Sql, TransactionSql } from 'postgres';
import type { RecordedEvent } from './event-store.js';

/**
 * A read model that is a fold of the events. It owns the PostgreSQL schema of its name and is its only writer; any
 * query may read it. All it does to its tables is in `apply`, so that filling it anew gives the same tables.
 */
export interface Projection {
  /** Also the schema; `<name>_rebuild` while it is filled anew. */
  readonly name: string;
  /** Raised whenever the tables or their meaning change: the next start fills them anew. */
  readonly version: number;
  readonly categories: readonly string[];
  /** Creates the tables in a schema that exists and is empty. */
  createTables(tx: TransactionSql, schema: string): Promise<void>;
  /** Applies events, in order, within the transaction that also moves the checkpoint. Throws `UndecodableEventError`. */
  apply(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void>;
  /**
   * For a rebuild: takes the place of `apply` until the end is reached, with as many events as one transaction takes, in
   * order, portion by portion. May leave for `finish` what is cheaper at once.
   */
  fill?(tx: TransactionSql, schema: string, portions: AsyncIterable<readonly RecordedEvent[]>): Promise<void>;
  /**
   * For a rebuild with `fill`: whatever it left, so that the tables are those that `apply` would have made. May be asked
   * again after a kill, and ends early when `signal` aborts.
   */
  finish?(sql: Sql, schema: string, signal?: AbortSignal): Promise<void>;
}

/** Where a projector tells that a projection has moved: payload `<name> <position>`. */
export const PROJECTION_CHANNEL = 'tiendo_projection';

/** Schema of what the projectors say of themselves. */
export const STATUS_SCHEMA = 'projections';
