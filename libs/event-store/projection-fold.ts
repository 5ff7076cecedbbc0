import type { TransactionSql } from 'postgres';
import type { DomainEvent } from '../domain/kernel/decider.js';
import { metadataOf, type Aggregate } from './aggregate.js';
import { ordinal, type RecordedEvent } from './event-store.js';
import { putVersions } from './projection-versions.js';

/** An event and the state of its stream after it. */
export interface Step<State, Event extends DomainEvent> {
  /** The stream's name without the category. */
  readonly id: string;
  readonly recorded: RecordedEvent;
  readonly event: Event;
  readonly state: State;
}

/** The event that a projection is given. Throws `UndecodableEventError`. */
export function decodeRecorded<Event extends DomainEvent>(
  { codec }: Pick<Aggregate<unknown, Event>, 'codec'>,
  recorded: RecordedEvent,
): Event {
  return codec.decode({ type: recorded.type, schemaVersion: metadataOf(recorded).schemaVersion, data: recorded.data });
}

/**
 * Folds each stream of a batch on from the state that its row keeps: `table` has the columns `id` and `state` (jsonb).
 * One step per event of the aggregate, in order; events of other categories are passed over. Throws `UndecodableEventError`.
 */
export async function foldBatch<State extends object, Event extends DomainEvent>(
  tx: TransactionSql,
  table: string,
  { category, codec, decider }: Aggregate<State | null, Event>,
  events: readonly RecordedEvent[],
): Promise<readonly Step<State, Event>[]> {
  const prefix = `${category}-`;
  const own = events.filter(({ stream }) => stream.startsWith(prefix));
  const begun = new Set(own.map(({ stream }) => stream.slice(prefix.length)));
  const states = await statesOf<State>(tx, table, [...begun]);
  return own.flatMap((recorded) => {
    const id = recorded.stream.slice(prefix.length);
    const event = decodeRecorded({ codec }, recorded);
    const state = decider.evolve(states.get(id) ?? decider.initial, event);
    if (state === null) return [];
    states.set(id, state);
    return [{ id, recorded, event, state }];
  });
}

async function statesOf<State>(tx: TransactionSql, table: string, ids: readonly string[]): Promise<Map<string, State>> {
  if (ids.length === 0) return new Map();
  const rows = await tx<
    { id: string; state: State }[]
  >`select id, state from ${tx(table)} where id in (select jsonb_array_elements_text(${tx.json(ids)}))`;
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** The last step of each stream. */
export function lastSteps<State, Event extends DomainEvent>(steps: readonly Step<State, Event>[]): readonly Step<State, Event>[] {
  return [...new Map(steps.map((step) => [step.id, step])).values()];
}

/** The columns that every row of a stream has: which event made it what it is. */
export function stampOf({ id, recorded, state }: Step<object, DomainEvent>) {
  return { id, state, revision: recorded.revision, ordinal: String(ordinal(recorded.position)), recorded_at: recorded.recordedAt };
}

/** Definition of the columns of `stampOf`. */
export const STAMP = `
  id text collate "C" primary key, state jsonb not null,
  revision int not null, ordinal bigint not null, recorded_at timestamptz not null`;

/** Types of the columns of `STAMP`. */
const STAMPED = { id: 'text', state: 'jsonb', revision: 'int', ordinal: 'bigint', recorded_at: 'timestamptz' };

/**
 * Puts the row of each step, with the columns of `stampOf` and further `columns`, in place of the one before, which becomes past
 * (see `putVersions`). `columns` names each further column with its type; a value absent from a row is null.
 */
export function putStamped<Row extends { readonly id: string; readonly ordinal: string }>(
  tx: TransactionSql,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Row[],
): Promise<void> {
  return putVersions(tx, table, { ...STAMPED, ...columns }, rows, rows);
}

/**
 * Inserts rows or puts them in place of those of the same id. `columns` names each further column with its type; a value
 * absent from a row is null.
 */
export async function upsert(
  tx: TransactionSql,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const types = { ...STAMPED, ...columns };
  const names = Object.keys(types);
  const definition = Object.entries(types).map(([name, type]) => `${name} ${type}`);
  await tx`
    insert into ${tx(table)} (${tx.unsafe(names.join())})
    select ${tx.unsafe(names.join())} from jsonb_to_recordset(${tx.json(rows as never)}) as r(${tx.unsafe(definition.join())})
    on conflict (id) do update set ${tx.unsafe(
      names
        .filter((name) => name !== 'id')
        .map((name) => `${name} = excluded.${name}`)
        .join(),
    )}`;
}

/** Adds rows to a table. `columns` names each column with its type. */
export async function insertRows(
  tx: TransactionSql,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns).join();
  const definition = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await tx`
    insert into ${tx(table)} (${tx.unsafe(names)})
    select ${tx.unsafe(names)} from jsonb_to_recordset(${tx.json(rows as never)}) as r(${tx.unsafe(definition.join())})`;
}
