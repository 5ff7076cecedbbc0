import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../../../test/support/eventstoredb/server.js';
import type { LogRecord } from '../../../test/support/eventstoredb/log.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import {
  appendEvents,
  eventIdOf,
  findingsOf,
  logAll,
  ORIGIN,
  published,
  streamOf,
  testKey,
  trusted,
} from '../../../test/support/transparency.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openEventStoreDb } from '../../event-store/eventstoredb/eventstoredb-event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { readEntry } from '../../transparency/leaf.js';
import { createStatusTable } from '../../event-store/projection-tables.js';
import { newSignerText } from '../../transparency/keys.js';
import { startTransparency } from './start-transparency.js';
import { lastHead, readEntries, readState } from './stored-log.js';

const EVENTS = 300;
const KEY = testKey(1);
const OPTIONS = { keys: trusted(KEY) };

describe('the transparency log over EventStoreDB', () => {
  let fake: FakeEventStoreDb;
  let database: TestDatabase;
  let store: EventStore;
  let sql: Sql;

  beforeAll(async () => {
    [fake, database] = await Promise.all([startFakeEventStoreDb(), freshDatabase()]);
    store = await openEventStoreDb({ connectionString: fake.connectionString });
    sql = postgres(database.url, { max: 3, onnotice: () => {} });
    await appendEvents(store, 0, EVENTS);
    await published(sql, store, KEY);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([store.close(), sql.end()]);
    await Promise.all([fake.stop(), database.drop()]);
  });

  /** The record of the tests' nth event, to be changed as somebody with the server's disk would. */
  const record = (n: number): { -readonly [Name in keyof LogRecord]: LogRecord[Name] } =>
    fake.store.log.from(0n, 10_000).find(({ id }) => id === eventIdOf(n)) as never;
  const event = (n: number) => ({ index: n, id: eventIdOf(n), stream: streamOf(n), type: 'MeasurementRecorded' });

  /** What is found while the change lasts. */
  async function whileChanged(n: number, change: Partial<LogRecord>): ReturnType<typeof findingsOf> {
    const before = { ...record(n) };
    const changed = record(n);
    Object.assign(changed, change);
    try {
      return await findingsOf(sql, store, OPTIONS);
    } finally {
      Object.assign(changed, before);
    }
  }

  it('holds every event and none of the server’s own', async () => {
    expect(await findingsOf(sql, store, OPTIONS)).toEqual([]);
    const entries = (await readEntries(sql, 0, 1_000)).map(readEntry);
    expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: EVENTS }, (_, n) => eventIdOf(n)));
    expect(await readState(sql)).toMatchObject({ size: EVENTS, position: expect.stringMatching(/^\d+\/\d+$/) });
  });

  it('has for an event the entry that PostgreSQL has, but for the instant', async () => {
    const other = await freshDatabase();
    const onPostgres = await openPostgresEventStore({ url: other.url });
    const otherSql = postgres(other.url, { max: 2, onnotice: () => {} });
    await appendEvents(onPostgres, 0, 20);
    await logAll(otherSql, onPostgres);
    const [ours, theirs] = await Promise.all([readEntries(sql, 0, 20), readEntries(otherSql, 0, 20)]);
    const timeless = (entries: readonly string[]): string[] => entries.map((text) => text.replace(/"recordedAt":"[^"]+"/, ''));
    expect(timeless(ours)).toEqual(timeless(theirs));
    await Promise.all([onPostgres.close(), otherSql.end()]);
    await other.drop();
  });

  it.each([
    ['data', () => ({ data: Buffer.from(Buffer.from(record(20).data).toString().replace('20.25', '20.24')) }), 'data.figure.numerator'],
    ['actor', () => ({ metadata: Buffer.from(Buffer.from(record(20).metadata).toString().replace('u-1', 'u-0')) }), 'metadata.actor.id'],
    ['time', () => ({ created: new Date(record(20).created.getTime() - 1) }), 'recordedAt'],
    ['type', () => ({ type: 'MeasurementWithdrawn' }), 'type'],
  ])('tells which event has other %s', async (_, change, fields) => {
    expect(await whileChanged(20, change())).toMatchObject([{ kind: 'event_changed', place: { ...event(20), fields } }]);
  });

  it('tells which event is gone, and which was moved', async () => {
    expect(await whileChanged(20, { type: '$gone' })).toMatchObject([{ kind: 'event_missing', place: event(20) }]);
    expect(await whileChanged(20, { stream: 'measurement-other', revision: 0 })).toMatchObject([
      { kind: 'event_moved', place: { ...event(20), nowStream: 'measurement-other' } },
    ]);
  });

  it('tells that the tail was cut off', async () => {
    const last = [EVENTS - 2, EVENTS - 1].map(record);
    for (const one of last) one.type = '$gone';
    expect(await findingsOf(sql, store, OPTIONS)).toMatchObject([{ kind: 'tail_cut', place: { ...event(EVENTS - 2), count: 2 } }]);
    for (const one of last) one.type = 'MeasurementRecorded';
  });

  it('follows live, and signs what came', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiendo-esdb-'));
    const stop = new AbortController();
    await createStatusTable(sql);
    const settings = { keyFile: join(folder, 'log-key.json'), headEveryMs: 30, witnesses: [], mail: null };
    writeFileSync(
      settings.keyFile,
      JSON.stringify({ keys: [{ key: newSignerText(ORIGIN, Buffer.alloc(32, 1)), from: KEY.from, until: null }] }),
    );
    const work = startTransparency({ store, sql, log: silentLog, ...settings }, stop.signal);
    try {
      await appendEvents(store, EVENTS, EVENTS + 20);
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(EVENTS + 20));
      expect((await readState(sql)).position).toBe(await store.head());
      expect(await findingsOf(sql, store, OPTIONS)).toEqual([]);
    } finally {
      stop.abort();
      await work;
      rmSync(folder, { recursive: true });
    }
  });

  it('goes on where it was, over what the server writes for itself', async () => {
    fake.store.append('$stats-1', -2, [
      { id: eventIdOf(60_000), type: '$statsCollected', isJson: true, data: Buffer.from('{}'), metadata: Buffer.from('') },
    ]);
    await appendEvents(store, EVENTS + 20, EVENTS + 25);
    await logAll(sql, store);
    expect((await readState(sql)).size).toBe(EVENTS + 25);
    expect(await findingsOf(sql, store, OPTIONS)).toEqual([]);
  });
});
