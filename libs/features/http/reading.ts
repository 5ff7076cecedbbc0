import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Position } from '../../event-store/event-store.js';
import { knownView } from '../../event-store/projection-versions.js';
import type { HttpRequest } from './http-request.js';
import type { Fragment } from './keyset.js';

/** What a read answers from: one unchanging sight of the read tables, of the present or of what was known at a position. */
export interface Reading {
  /** Every statement on it sees the same. Nothing else may be waited for while it is held but the event store. */
  readonly sql: Sql;
  /** The answer is the state after exactly the events up to here. */
  readonly position: Position;
  /** The day that is meant where the request names none: today, or that of the moment known at. */
  readonly day: CivilDate;
  /** What lies behind this day nobody could know. */
  readonly lastDay: CivilDate;
}

/** A read route's parameter, on routes with `ReadsKnown`. */
export const At = createParamDecorator((_: unknown, context: ExecutionContext): Reading => {
  const { reading } = context.switchToHttp().getRequest<HttpRequest & { reading?: Reading }>();
  if (!reading) throw new TypeError('a route without ReadsKnown asks for a reading');
  return reading;
});

/** Clients on which tables are read as they were known at a position, by its ordinal. */
const past = new WeakMap<object, string>();
const pools = new WeakMap<object, Sql>();

/** Lets `tableOf` find past tables for this client, whose transaction has `KNOWN_AT` set to the ordinal. */
export const readPast = (sql: Sql, ordinal: string): unknown => past.set(sql, ordinal);
export const isPast = (sql: Sql): boolean => past.has(sql);

/** The ordinal that the client reads at; null for the present. */
export const momentOf = (sql: Sql): string | null => past.get(sql) ?? null;

/** What outlives a reading is kept by the client from which its transaction came. */
export const poolOf = (sql: Sql): Sql => pools.get(sql) ?? sql;
export const cameFrom = (sql: Sql, pool: Sql): unknown => pools.set(sql, pool);

const fillings = new WeakMap<object, ReadonlyMap<string, string>>();
export const readsFrom = (sql: Sql, tables: ReadonlyMap<string, string>): unknown => fillings.set(sql, tables);

/**
 * Which tables of a projection the reading sees; null outside of a reading of it. What outlives the reading belongs to these: names
 * find others as soon as a rebuild has put them in their place, of which the reading may see nothing or a part.
 */
export const fillingOf = (sql: Sql, projection: string): string | null => fillings.get(sql)?.get(projection) ?? null;

/** As `fillingOf`, to stand in a statement; outside of a reading the tables that are in place. */
export const fillingSql = (sql: Sql, projection: string): Fragment =>
  sql`coalesce(${fillingOf(sql, projection)}, to_regclass(${`${projection}.checkpoint`})::oid::text)` as unknown as Fragment;

/** The name of a read table, such as `progress.figure`, or of its view at the moment of the reading. */
export const tableNameOf = (sql: Sql, table: string): string => (past.has(sql) ? knownView(table) : table);

/** As `tableNameOf`, to stand in a statement. */
export const tableOf = (sql: Sql, table: string): Fragment => sql(tableNameOf(sql, table)) as unknown as Fragment;
