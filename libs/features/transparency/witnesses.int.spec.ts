import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import { startReceiver, type Receiver } from '../../../test/support/notifications.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { appendEvents, ORIGIN } from '../../../test/support/transparency.js';
import { createStatusTable } from '../../event-store/projection-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { notesIn } from '../../transparency/note.js';
import { createKeyFile } from './key-file.js';
import { prepareLog } from './log.tables.js';
import { startTransparency } from './start-transparency.js';
import { lastHead } from './stored-log.js';
import { handOver, witnessName } from './witnesses.js';

describe('witnesses of the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-witness-'));
  const keyFile = join(folder, 'log-key.json');
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;
  let receiver: Receiver;

  beforeAll(() => createKeyFile(keyFile, ORIGIN, '2026-01-01T00:00:00.000Z'));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 8, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await createStatusTable(sql);
    await prepareLog(sql);
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await Promise.all([store.close(), sql.end(), receiver.close()]);
    await database.drop();
  });

  const heads = (from: number, to: number) =>
    sql`insert into transparency.head (seq, size, note, signed_at) overriding system value select n, n, 'head ' || n || chr(10), now() from generate_series(${from}::int, ${to}::int) n`;
  const hand = (now = Date.now()): Promise<void> => handOver({ sql, mail: null, now: () => now }, { url: receiver.url });
  const got = (): readonly string[] => receiver.received.map(({ body }) => body.trim());
  const record = async () => (await sql`select head::int, attempts, detail, dropped::int from transparency.witness`)[0];

  it('get every head in order, those too that were published while they were away', async () => {
    await heads(1, 3);
    await hand();
    expect(got()).toEqual(['head 3']);
    receiver.answer = () => 503;
    await heads(4, 6);
    await hand();
    expect(await record()).toEqual({ head: 3, attempts: 1, detail: '503', dropped: 0 });
    receiver.answer = () => 204;
    await heads(7, 7);
    await hand();
    expect(got()).toEqual(['head 3', 'head 4']);
    await hand(Date.now() + 6_000);
    expect(got().slice(2)).toEqual(['head 4', 'head 5', 'head 6', 'head 7']);
    expect(await record()).toEqual({ head: 7, attempts: 0, detail: null, dropped: 0 });
  });

  it('are told of heads that were dropped, when too many waited', async () => {
    await heads(1, 1);
    await hand();
    receiver.answer = () => 503;
    await heads(2, 8_650);
    await hand();
    expect(await record()).toMatchObject({ head: 10, attempts: 1, dropped: 9 });
    expect(await sql`select size::int, detail from transparency.handover where outcome = 'dropped'`).toEqual([{ size: 10, detail: '9' }]);
  });

  it('keep their place under a name that cannot be guessed, where they had one that could', async () => {
    await heads(1, 3);
    const witness = { url: receiver.url };
    await sql`insert into transparency.witness (name, head) values (${witnessName(witness, '')}, 2)`;
    await hand();
    expect(got()).toEqual(['head 3']);
    const rows = await sql<{ name: string }[]>`select name from transparency.witness`;
    expect(rows).toHaveLength(1);
    expect(rows[0]!.name).not.toBe(witnessName(witness, ''));
    expect(rows[0]!.name).toMatch(/^http:127\.0\.0\.1:\d+#[0-9a-f]{8}$/);
  });

  it('keep neither heads nor each other waiting, when one of them hangs', async () => {
    receiver.answer = () => null;
    const file = join(folder, 'heads.txt');
    const witnesses = [{ url: receiver.url }, { url: pathToFileURL(file).href }];
    const stop = new AbortController();
    const work = startTransparency({ store, sql, log: silentLog, keyFile, headEveryMs: 50, witnesses, mail: null }, stop.signal);
    // Who comes later gets the last head first.
    await eventually(async () => expect((await sql`select from transparency.witness`).count).toBe(2));
    for (let n = 1; n <= 3; n++) {
      await appendEvents(store, n - 1, n);
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(n));
    }
    await eventually(() => expect(notesIn(readFileSync(file, 'utf8')).map((note) => note.split('\n')[1])).toEqual(['1', '2', '3']));
    // It still hangs: nobody gave it up for them.
    expect(receiver.received).toHaveLength(1);
    expect(await sql`select outcome from transparency.handover where witness like 'http%'`).toEqual([]);
    const stoppedAt = performance.now();
    stop.abort();
    await work;
    // Sooner than it would be given up.
    expect(performance.now() - stoppedAt).toBeLessThan(12_000);
    expect(await sql`select outcome from transparency.handover where witness like 'http%'`).toEqual([]);
  }, 60_000);
});
