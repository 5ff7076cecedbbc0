import postgres, { type Sql } from 'postgres';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { comparePositions, type EventStore, type Position } from '../../event-store/event-store.js';
import { keepVersions, putVersions } from '../../event-store/projection-versions.js';
import type { ProjectionPositions } from './projection-positions.js';
import { tableOf } from './reading.js';
import { Readings } from './readings.js';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 4, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const COLUMNS = { id: 'text', word: 'text', ordinal: 'bigint' };

/** A projection with one thing, whose word is the ordinal of the event that changed it last. */
async function projection(name: string, at: Position, changes: readonly number[], schema = name): Promise<void> {
  await sql.unsafe(`drop schema if exists ${schema} cascade; create schema ${schema};
    create table ${schema}.checkpoint (position text not null, version int not null); insert into ${schema}.checkpoint values ('${at}', 1);
    create table ${schema}.thing (id text not null, word text not null, ordinal bigint not null)`);
  await sql.begin(async (tx) => {
    await keepVersions(tx, `${schema}.thing`);
    const steps = changes.map((change) => ({ id: 'x', ordinal: String(change) }));
    await putVersions(
      tx,
      `${schema}.thing`,
      COLUMNS,
      steps,
      steps.map((step) => ({ ...step, word: `${schema} ${step.ordinal}` })),
    );
  });
}

const heard = new Map<string, Position>();
const positions = {
  of: (name: string) => Promise.resolve(heard.get(name) ?? null),
  reaches: (name: string, position: Position) => Promise.resolve(comparePositions(heard.get(name) ?? '0', position) >= 0),
} as unknown as ProjectionPositions;
const store = { head: () => Promise.resolve('9') } as unknown as EventStore;

const NAMES = ['left_side', 'right_side'];
const asked = { names: NAMES, after: null, knownAt: undefined };
const words = async (reader: Sql): Promise<readonly string[]> => {
  const rows = await reader<{ word: string }[]>`
    select word from ${tableOf(reader, 'left_side.thing')} union all select word from ${tableOf(reader, 'right_side.thing')} order by 1`;
  return rows.map(({ word }) => word);
};
const read = () => new Readings(sql, store, positions).read(asked, async (at) => ({ at: at.position, words: await words(at.sql) }));

beforeEach(() => {
  heard.clear();
  heard.set('left_side', '5').set('right_side', '5');
});

describe('a read of the present', () => {
  it('is the state at the position that both projections have come to', async () => {
    await projection('left_side', '5', [2, 5]);
    await projection('right_side', '5', [3]);
    expect(await read()).toEqual({ at: '5', words: ['left_side 5', 'right_side 3'] });
  });

  it('counts what a projection was told to have passed without an event of its own', async () => {
    await projection('left_side', '5', [2, 5]);
    await projection('right_side', '3', [3]);
    expect(await read()).toEqual({ at: '5', words: ['left_side 5', 'right_side 3'] });
  });

  it('is the state at the least of them where one is ahead', async () => {
    await projection('left_side', '5', [2, 5]);
    await projection('right_side', '3', [3]);
    heard.set('right_side', '3');
    expect(await read()).toEqual({ at: '3', words: ['left_side 2', 'right_side 3'] });
  });

  it('is taken anew where other tables were put in place meanwhile', async () => {
    await projection('left_side', '5', [2, 5]);
    await projection('right_side', '5', [3]);
    let looks = 0;
    const answer = await new Readings(sql, store, positions).read(asked, async (at) => {
      if (looks++ === 0) {
        await projection('right_side', '5', [3, 4], 'right_side_rebuild');
        await sql.unsafe('alter schema right_side rename to right_side_old; alter schema right_side_rebuild rename to right_side');
      }
      return words(at.sql);
    });
    expect([looks, answer]).toEqual([2, ['left_side 5', 'right_side_rebuild 4']]);
    await sql`drop schema right_side_old cascade`;
  });

  it('is refused while a projection has no tables, or those of an earlier program', async () => {
    await projection('left_side', '5', [2, 5]);
    await sql`drop schema if exists right_side cascade`;
    await expect(read()).rejects.toMatchObject({ code: 'projection_not_ready', params: { projection: 'right_side' } });
    await projection('right_side', '5', [3]);
    await sql`alter table right_side.thing rename column word to name`;
    await expect(read()).rejects.toMatchObject({ code: 'projection_not_ready' });
  });
});
