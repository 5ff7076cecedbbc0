import type { Sql, TransactionSql } from 'postgres';
import { comparePositions, type EventStore, type Position } from '../../event-store/event-store.js';
import type { Projection } from '../../event-store/projection.js';
import { rebuildProjection, type RebuildProgress } from '../../event-store/projection-rebuild.js';
import { readCheckpoint } from '../../event-store/projection-tables.js';
import { compareDefinitions, type DefinitionOff } from './compare-definitions.js';
import { compareTables, type TableDifferences } from './compare-tables.js';

export interface StoreReplayParts {
  readonly store: EventStore;
  /** A client that cannot write. */
  readonly sql: Sql;
  /** A database of its own, in which the tables are filled anew. */
  readonly scratch: Sql;
  readonly projections: readonly Projection[];
  readonly signal: AbortSignal;
  readonly onProgress: (projection: string, progress: RebuildProgress) => void;
}

export interface ProjectionReplay {
  readonly name: string;
  /** The position at which the tables were compared; null where there are none of this program's version. */
  readonly position: Position | null;
  readonly tables: readonly TableDifferences[];
  /** How the tables, and the views through which the past is read, are made otherwise than they ought to be. */
  readonly definitions: readonly DefinitionOff[];
}

/**
 * Fills every projection's tables anew from the event store in the scratch database, up to where the live ones stand, and compares them row
 * by row, with what they are made as. The live ones are read in one unchanging sight; what is appended meanwhile does not matter. Memory is bounded whatever the size.
 */
export async function* replayStore(parts: StoreReplayParts): AsyncGenerator<ProjectionReplay, void, void> {
  for (const projection of parts.projections) {
    if (parts.signal.aborted) return;
    yield await parts.sql.begin('isolation level repeatable read read only', (tx) => replayed(parts, projection, tx));
    await parts.scratch.unsafe(`drop schema if exists "${projection.name}" cascade`);
  }
}

async function replayed(parts: StoreReplayParts, projection: Projection, live: TransactionSql): Promise<ProjectionReplay> {
  const { name } = projection;
  const { scratch, signal } = parts;
  const found = await readCheckpoint(live, name);
  if (found?.version !== projection.version) return { name, position: null, tables: [], definitions: [] };
  const { position } = found;
  await rebuildProjection({
    ...{ store: upTo(parts.store, position), sql: scratch, projection, signal },
    onProgress: (progress) => parts.onProgress(name, progress),
  });
  if (signal.aborted) return { name, position, tables: [], definitions: [] };
  const definitions = await compareDefinitions(live, scratch, name);
  return { name, position, tables: await compareTables(live, scratch, name), definitions };
}

/** The store as it was at a position. */
function upTo(store: EventStore, position: Position): EventStore {
  return new Proxy(store, {
    get(target, member) {
      if (member === 'head') return () => Promise.resolve(position);
      if (member === 'readAll') return (options: Parameters<EventStore['readAll']>[0]) => readUpTo(target, position, options);
      const value: unknown = Reflect.get(target, member);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function* readUpTo(store: EventStore, position: Position, options: Parameters<EventStore['readAll']>[0]) {
  for await (const batch of store.readAll(options)) {
    if (comparePositions(batch.through, position) <= 0) {
      yield batch;
      continue;
    }
    const events = batch.events.filter((event) => comparePositions(event.position, position) <= 0);
    return void (yield { ...batch, events, through: position });
  }
}
