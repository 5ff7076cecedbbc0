import postgres, { type Sql } from 'postgres';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { appendEvents, eventIdOf, logAll, published, tamper, testKey } from '../../../test/support/transparency.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { createStatusTable } from '../../event-store/projection-tables.js';
import type { LogKey } from './key-file.js';
import { prepareLog } from './log.tables.js';
import { publishedKeys, publishHead } from './publisher.js';
import { openFindings, recordFindings, recordTime, settleFindings } from './recorded-findings.js';
import { verifyLog, type Verification, type VerifyOptions } from './verify-log.js';
import { Watch } from './watch.js';

const [KEY, NEXT] = [testKey(1), testKey(2)];

describe('verifying a log', () => {
  let database: TestDatabase;
  let [sql, store] = [undefined as unknown as Sql, undefined as unknown as EventStore];

  beforeEach(async () => {
    database = await freshDatabase();
    store = await openPostgresEventStore({ url: database.url });
    sql = postgres(database.url, { max: 4, onnotice: () => {} });
    await prepareLog(sql);
  });
  afterEach(async () => {
    await Promise.all([store.close(), sql.end()]);
    await database.drop();
  });

  /** The log's own keys; just after they were asked for the first time, another event is logged and the head signed by `key`. */
  function keysBefore(key: LogKey): VerifyOptions['keys'] {
    let isFirst = true;
    return async () => {
      const known = await publishedKeys(sql);
      if (isFirst) {
        isFirst = false;
        await appendEvents(store, 10, 11);
        await published(sql, store, key);
      }
      return known;
    };
  }

  it('believes a first head that is published meanwhile', async () => {
    const { heads, findings } = await verifyLog({ sql, store }, { keys: keysBefore(KEY) });
    expect([heads, findings]).toEqual([1, []]);
  });

  it('believes a head by a key that is first used meanwhile', async () => {
    await appendEvents(store, 0, 10);
    await published(sql, store, KEY);
    const { heads, findings } = await verifyLog({ sql, store }, { keys: keysBefore(NEXT) });
    expect([heads, findings]).toEqual([2, []]);
  });

  it('tells of a head by a key that the log never published', async () => {
    await appendEvents(store, 0, 10);
    await published(sql, store, KEY);
    await sql`delete from transparency.key`;
    expect((await verifyLog({ sql, store }, { keys: () => publishedKeys(sql) })).findings).toMatchObject([{ kind: 'head_foreign' }]);
  });

  it('puts on record what it finds beside a name that the record could not hold, and that too', async () => {
    await appendEvents(store, 0, 10);
    await published(sql, store, KEY);
    const change = (n: number, from: string, to: string): string =>
      `update event_store.event set data = replace(data::text, '${from}', '${to}')::json where event_id = '${eventIdOf(n)}'`;
    await tamper(sql, change(5, '5.25', '5.24'), change(7, '{"indicatorId"', '{"x\\u0000y":1,"indicatorId"'));
    const since = await recordTime(sql);
    const { findings } = await verifyLog({ sql, store }, { keys: () => publishedKeys(sql) });
    for (const times of [2, 0]) expect(await recordFindings(sql, findings, since)).toHaveLength(times);
    const places = (await openFindings(sql, 10)).map(({ place }) => place as Readonly<Record<string, unknown>>);
    expect(new Map(places.map(({ id, fields }) => [id, fields]))).toEqual(
      new Map([
        [eventIdOf(5), 'data.figure.numerator'],
        [eventIdOf(7), 'data.x\\u{0}y'],
      ]),
    );
    await appendEvents(store, 10, 11);
    await logAll(sql, store);
    expect(await publishHead(sql, [KEY], new Date().toISOString())).toBeNull();
  });

  describe('and what is settled meanwhile', () => {
    const change = (from: string, to: string): Promise<void> =>
      tamper(sql, `update event_store.event set data = replace(data::text, '${from}', '${to}')::json where event_id = '${eventIdOf(7)}'`);
    const settle = async (): Promise<number> => settleFindings(sql, await openFindings(sql, 10), { reason: 'khôi phục', by: 'Quản trị' });
    const read = async (): Promise<Pick<Verification, 'findings'> & { readonly since: Date }> => {
      const since = await recordTime(sql);
      const { findings } = await verifyLog({ sql, store }, { keys: () => publishedKeys(sql) });
      return { findings, since };
    };

    beforeEach(async () => {
      await appendEvents(store, 0, 10);
      await published(sql, store, KEY);
      await change('7.25', '7.24');
    });

    it('stays settled, though it was read before it was mended', async () => {
      const first = await read();
      await recordFindings(sql, first.findings, first.since);
      const slower = await read();
      expect(slower.findings).toMatchObject([{ kind: 'event_changed' }]);
      await change('7.24', '7.25');
      expect(await settle()).toBe(1);
      expect(await recordFindings(sql, slower.findings, slower.since)).toEqual([]);
      expect(await openFindings(sql, 10)).toEqual([]);
    });

    it('is told again by the next reading where it was not mended, and what else was read is told at once', async () => {
      const first = await read();
      await recordFindings(sql, first.findings, first.since);
      const slower = await read();
      await settle();
      const other = { kind: 'log_shortened', place: { size: 60, logSize: 50 } } as const;
      expect(await recordFindings(sql, [...slower.findings, other], slower.since)).toEqual([other]);
      const next = await read();
      expect(await recordFindings(sql, next.findings, next.since)).toEqual(next.findings);
      expect((await openFindings(sql, 10)).map(({ kind }) => kind)).toEqual(['log_shortened', 'event_changed']);
    });

    it('is not what somebody put down as settled at a time to come: it is told, and no head is signed', async () => {
      const { findings, since } = await read();
      await sql`insert into transparency.finding (kind, place, settled_at) select kind, place, '2099-01-01'
        from jsonb_to_recordset(${sql.json(findings as never)}) as f (kind text, place jsonb)`;
      expect(await recordFindings(sql, findings, since)).toEqual(findings);
      await settle();
      await createStatusTable(sql);
      // Read while it was settled: not told again at once, and not sound either.
      await sql`update transparency.finding set settled_at = now() + interval '1 second' where settled_at < '2099-01-01'`;
      const watch = new Watch({ sql, store, log: silentLog });
      expect(await watch.checkEnd()).toBe(false);
      expect(await watch.isSound()).toBe(false);
    });

    it('is only what was named: what came on record since stays open', async () => {
      const { findings, since } = await read();
      await recordFindings(sql, findings, since);
      const named = await openFindings(sql, 10);
      await recordFindings(sql, [{ kind: 'log_shortened', place: { size: 60, logSize: 50 } }], since);
      expect(await settleFindings(sql, named, { reason: 'khôi phục', by: 'Quản trị' })).toBe(1);
      expect(await settleFindings(sql, named, { reason: 'lần nữa', by: 'Quản trị' })).toBe(0);
      expect(await openFindings(sql, 10)).toMatchObject([{ kind: 'log_shortened' }]);
    });
  });
});
