import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { startChild, type Child } from '../../test/support/child.js';
import { eventually } from '../../test/support/eventually.js';
import { commands, DEFINED, historyOf } from '../../test/support/histories.js';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { differences, replay } from '../../test/support/tables.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { readCheckpoint } from '../../libs/event-store/projection-tables.js';
import { PROJECTIONS } from './projections.js';

let database: TestDatabase;
let sql: Sql;
let store: EventStore;
const children: Child[] = [];
let writer: { stop(): Promise<void> } | undefined;

beforeEach(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 4, onnotice: () => {} });
  store = await openPostgresEventStore({ url: database.url });
  await store.appendAll([DEFINED]);
});

afterEach(async () => {
  await writer?.stop();
  await Promise.all(children.splice(0).map((child) => child.kill()));
  await store.close();
  await sql.end();
  await database.drop();
});

function start(): Child {
  const child = startChild(database.url);
  children.push(child);
  return child;
}

/** For what a process does that has yet to start; only ends a hang. */
const START_MS = 60_000;

const leads = (child: Child): boolean => child.lines.includes('projector leads');
const position = async (name = 'progress'): Promise<number> => Number((await readCheckpoint(sql, name))?.position ?? 0);

/** Writes the histories of one locality after another until told to stop. */
function writeOn(): { stop(): Promise<void> } {
  let stopped = false;
  const done = (async () => {
    for (let place = 0; !stopped; place++) {
      const [all = []] = fc.sample(commands, { numRuns: 1, seed: place });
      for (const append of historyOf(`vn-p${place}@base`, all)) await store.appendAll([append]);
      await sleep(2);
    }
  })();
  return {
    stop: () => {
      stopped = true;
      return done;
    },
  };
}

async function expectTablesOfAReplay(): Promise<void> {
  const head = Number(await store.head());
  for (const projection of PROJECTIONS) {
    await eventually(async () => expect([projection.name, await position(projection.name)]).toEqual([projection.name, head]));
    await replay(sql, store, projection, 'again');
    expect(await differences(sql, projection.name, 'again')).toEqual({});
  }
  const [counted] = await sql`select count(*)::int as rows, count(distinct ordinal)::int as events from progress.figure`;
  expect(counted?.rows).toBe(counted?.events);
  expect(counted?.rows).toBeGreaterThan(50);
}

describe('a projector in a process of its own', () => {
  it('neither loses nor doubles an event when it is killed again and again in the middle of a stream of them', async () => {
    writer = writeOn();
    for (let kills = 0; kills < 4; kills++) {
      const before = await position();
      const child = start();
      await eventually(async () => expect(await position()).toBeGreaterThan(before), START_MS);
      await sleep(Math.random() * 150);
      await child.kill();
    }
    await writer.stop();
    start();
    await expectTablesOfAReplay();
  }, 400_000);

  it('leads alone while two run, and is followed when it is killed', async () => {
    const [first, second] = [start(), start()];
    writer = writeOn();
    const leader = await eventually(() => {
      const found = [first, second].find(leads);
      expect(found).toBeDefined();
      return found!;
    }, START_MS);
    const heir = leader === first ? second : first;
    await eventually(async () => expect(await position()).toBeGreaterThan(50));
    expect(leads(heir)).toBe(false);
    await leader.kill();
    await eventually(() => expect(leads(heir)).toBe(true), START_MS);
    const reached = await position();
    await eventually(async () => expect(await position()).toBeGreaterThan(reached));
    await writer.stop();
    await expectTablesOfAReplay();
  }, 300_000);

  it('gives way when the session that holds its lease is lost, and stands ready again', async () => {
    const [first, second] = [start(), start()];
    await eventually(() => expect([first, second].some(leads)).toBe(true), START_MS);
    const leader = [first, second].find(leads)!;
    await eventually(async () => expect(await position()).toBe(1));
    await sql`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted and objid = ${7_390_224_004 % 2 ** 32}
        and database = (select oid from pg_database where datname = current_database())`;
    await eventually(() => expect(leader.lines).toContain('projector lost its lease'));
    writer = writeOn();
    await eventually(async () => expect(await position()).toBeGreaterThan(100), START_MS);
    await writer.stop();
    await expectTablesOfAReplay();
  }, 300_000);
});
