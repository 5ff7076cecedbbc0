import type { Sql } from 'postgres';
import { START, type EventStore } from '../../libs/event-store/event-store.js';
import type { Projection } from '../../libs/event-store/projection.js';
import { createSchema, moveCheckpoint } from '../../libs/event-store/projection-tables.js';

/** Applies the whole history, from nothing, to the projection's tables in another schema. */
export async function replay(sql: Sql, store: EventStore, projection: Projection, schema: string): Promise<void> {
  await createSchema(sql, projection, schema);
  let at = START;
  for await (const { events, through } of store.readAll({ filter: { categories: projection.categories } })) {
    await sql.begin(async (tx) => {
      if (events.length > 0) await projection.apply(tx, schema, events);
      await moveCheckpoint(tx, schema, at, through);
    });
    at = through;
  }
}

/** The rows of each table that only one of two schemas has; the checkpoint is left out. Empty when both are the same. */
export async function differences(sql: Sql, one: string, other: string): Promise<Record<string, readonly object[]>> {
  const names = async (schema: string): Promise<string[]> => {
    const rows = await sql<
      { name: string }[]
    >`select table_name as name from information_schema.tables where table_schema = ${schema} and table_name <> 'checkpoint' order by 1`;
    return rows.map(({ name }) => name);
  };
  const tables = await names(one);
  expect(await names(other)).toEqual(tables);
  const found: Record<string, readonly object[]> = {};
  for (const table of tables) {
    const [a, b] = [sql`select * from ${sql(`${one}.${table}`)}`, sql`select * from ${sql(`${other}.${table}`)}`];
    const rows =
      await sql`(select 'first' as only, * from (${a} except all ${b}) a) union all (select 'second', * from (${b} except all ${a}) b)`;
    if (rows.length > 0) found[table] = [...rows];
  }
  return found;
}

/** Keeps the tables of a schema as they are now under another name. */
export async function snapshot(sql: Sql, schema: string, copy: string): Promise<void> {
  await sql`drop schema if exists ${sql(copy)} cascade`;
  await sql`create schema ${sql(copy)}`;
  const tables = await sql<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema = ${schema}`;
  for (const { name } of tables) await sql`create table ${sql(`${copy}.${name}`)} as table ${sql(`${schema}.${name}`)}`;
}
