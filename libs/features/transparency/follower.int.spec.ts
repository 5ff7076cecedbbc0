import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { appendEvents, eventIdOf, eventOf, findingsOf, ORIGIN, tamper, testKey } from '../../../test/support/transparency.js';
import { StoreUnavailable } from '../../event-store/errors.js';
import { createStatusTable } from '../../event-store/projection-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { followStore, isTemporary } from './follower.js';
import { Following } from './following.js';
import { createKeyFile } from './key-file.js';
import { LogQueries } from './log.query.js';
import { LogStatusQuery } from './log-status.query.js';
import { prepareLog } from './log.tables.js';
import { Wake } from './patience.js';
import { publishedKeys, publishHead } from './publisher.js';
import { openFindings, recordFindings, settleFindings } from './recorded-findings.js';
import { startTransparency } from './start-transparency.js';
import { lastHead, readEntries, readState } from './stored-log.js';
import { Watch } from './watch.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe('the keeper of the transparency log', () => {
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-keeper-'));
  const keyFile = join(folder, 'log-key.json');
  const children: ChildProcess[] = [];
  let told: { level: string; facts: Record<string, unknown>; sentence: string }[];
  let stop: AbortController;
  let work: Promise<void>;

  beforeAll(() => createKeyFile(keyFile, ORIGIN, '2026-01-01T00:00:00.000Z'));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 8, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await createStatusTable(sql);
    [told, stop, work] = [[], new AbortController(), Promise.resolve()];
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    stop.abort();
    await work;
    await Promise.all([store.close(), sql.end()]);
    await database.drop();
  });

  const telling =
    (level: string) =>
    (facts: object, sentence: string): void =>
      void told.push({ level, facts: { ...facts }, sentence });
  function keep(file = keyFile, verifyEveryMs?: number, now?: () => number): void {
    const log = { info: () => {}, warn: telling('warn'), error: telling('error') };
    const settings = {
      keyFile: file,
      headEveryMs: 20,
      witnesses: [],
      mail: null,
      ...(verifyEveryMs && { verifyEveryMs }),
      ...(now && { now }),
    };
    work = startTransparency({ store, sql, log, ...settings }, stop.signal);
  }
  const status = async (): Promise<unknown> => {
    const [row] = await sql`select state, error from projections.status where name = 'transparency'`;
    return row;
  };
  const size = async (): Promise<number> => (await readState(sql)).size;
  const rested = (): Promise<unknown> => sql`notify tiendo_log_head_wanted`;

  it('survives kill -9 at any moment: every event is in the log once, in order, and all heads fit', async () => {
    await prepareLog(sql);
    const appended = appendEvents(store, 0, 900);
    for (const mark of [1, 2, 3, 4]) {
      const child = spawn(
        process.execPath,
        [
          '--import',
          at('../../../test/support/register-typescript.js'),
          at('../../../test/support/transparency-child.ts'),
          database.url,
          keyFile,
        ],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
      children.push(child);
      await eventually(async () => {
        await rested();
        expect(await size()).toBeGreaterThan(Math.min(900, mark * 50) - 1);
      }, 60_000);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await appended;
    keep();
    await eventually(async () => {
      await rested();
      expect((await lastHead(sql))?.size).toBe(900);
    }, 60_000);
    expect(await findingsOf(sql, store, { keys: await publishedKeys(sql) })).toEqual([]);
    expect((await readEntries(sql, 0, 1_000)).map((entry) => /"id":"([^"]+)","metadata"/.exec(entry)?.[1])).toEqual(
      Array.from({ length: 900 }, (_, n) => eventIdOf(n)),
    );
  }, 180_000);

  it('is alone: of two at once one gives way, and the log is whole', async () => {
    await prepareLog(sql);
    await sql`insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
      select n, n - 1, '2020-01-01', gen_random_uuid(), 'text-many', 'T', '{}', '{}' from generate_series(1, 12000) n`;
    const follow = (): readonly Promise<string>[] =>
      [1, 2].map(async () => {
        const end = new AbortController();
        const timer = setInterval(() => void size().then((now) => now === 12_000 && end.abort()), 20);
        return followStore({ store, sql }, end.signal)
          .then(
            () => 'done',
            (error: unknown) => (isTemporary(error) ? 'gave way' : String(error)),
          )
          .finally(() => clearInterval(timer));
      });
    const { both } = await sql.begin(async (tx) => {
      await tx`select from transparency.checkpoint for update`;
      const both = follow();
      // Both have seen the same state, and want to write.
      await eventually(async () =>
        expect((await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).count).toBe(2),
      );
      return { both };
    });
    expect((await Promise.all(both)).sort()).toEqual(['done', 'gave way']);
    expect(await findingsOf(sql, store, { keys: [] })).toEqual([]);
    expect(await size()).toBe(12_000);
  });

  it('looks at its start whether the end of the store is what was logged, and says loudly when it is not', async () => {
    keep();
    await appendEvents(store, 0, 40);
    await eventually(async () => expect((await lastHead(sql))?.size).toBe(40));
    stop.abort();
    await work;
    await tamper(sql, `delete from event_store.event where event_id = '${eventIdOf(38)}'`);
    stop = new AbortController();
    keep();
    await eventually(async () =>
      expect(await status()).toMatchObject({ state: 'stopped', error: { message: expect.stringContaining('no longer as it was') } }),
    );
    expect(JSON.stringify(await status())).not.toContain(eventIdOf(38));
    expect(JSON.stringify(told)).toContain(eventIdOf(38));
    expect(told.map(({ facts }) => facts.finding ?? facts.message)).toContain('event_missing');
    await appendEvents(store, 40, 45);
    await eventually(async () => expect(await size()).toBe(45));
    expect((await lastHead(sql))?.size).toBe(40);
  });

  it('signs nothing when the last event was cut off while it ran', async () => {
    keep();
    await appendEvents(store, 0, 30);
    await eventually(async () => expect((await lastHead(sql))?.size).toBe(30));
    await appendEvents(store, 30, 31);
    await eventually(async () => expect((await lastHead(sql))?.size).toBe(31));
    await tamper(sql, `delete from event_store.event where position > 29`);
    await eventually(async () => expect(await status()).toMatchObject({ state: 'stopped' }));
    expect(told.map(({ facts }) => facts.finding)).toContain('tail_cut');
  });

  const TABLES = ['checkpoint', 'entry', 'tile', 'head'].map((table) => `transparency.${table}`);

  it('says so when store and log were set back alike while it ran, and logs what comes in their place', async () => {
    keep();
    await appendEvents(store, 0, 30);
    await eventually(async () => expect((await lastHead(sql))?.size).toBe(30));
    await tamper(sql, ...TABLES.map((table) => `create table ${table.replace('.', '_')} as select * from ${table}`));
    await appendEvents(store, 30, 36);
    await eventually(async () => expect((await lastHead(sql))?.size).toBe(36));
    const back = TABLES.flatMap((table) => [
      `delete from ${table}`,
      `insert into ${table} overriding system value select * from ${table.replace('.', '_')}`,
    ]);
    await tamper(sql, 'delete from event_store.event where position > 30', ...back);
    await store.append('text-new', 'no_stream', [eventOf(99)]);
    await eventually(async () => expect(await status()).toMatchObject({ state: 'stopped' }));
    expect(told).toContainEqual({
      level: 'error',
      facts: expect.objectContaining({ finding: 'log_shortened', size: 36, logSize: 30 }),
      sentence: expect.stringContaining('Somebody else wrote'),
    });
    await eventually(async () => expect(await size()).toBe(31));
    expect((await lastHead(sql))?.size).toBe(30);
  });

  it('makes again what a crash of the database took from the log alone, and says that somebody else wrote to it', async () => {
    keep();
    await appendEvents(store, 0, 30);
    await eventually(async () => expect((await lastHead(sql))?.size).toBe(30));
    await tamper(sql, ...TABLES.map((table) => `create table ${table.replace('.', '_')} as select * from ${table}`));
    await appendEvents(store, 30, 36);
    await eventually(async () => expect(await size()).toBe(36));
    const back = TABLES.flatMap((table) => [
      `delete from ${table}`,
      `insert into ${table} overriding system value select * from ${table.replace('.', '_')}`,
    ]);
    await tamper(sql, ...back);
    await eventually(() => expect(told.map(({ sentence }) => sentence).join()).toContain('they are made again'));
    await eventually(async () => expect([await size(), (await lastHead(sql))?.size]).toEqual([36, 36]));
    expect(await findingsOf(sql, store, { keys: await publishedKeys(sql) })).toEqual([]);
  });

  it('warns when events have waited longer than a minute, and when they wait no more', async () => {
    let now = Date.now();
    await prepareLog(sql);
    const late = { store: { ...store, head: () => Promise.resolve('7') } as EventStore, sql };
    const log = { info: telling('info'), warn: telling('warn'), error: telling('error') };
    const watch = new Watch({ ...late, log });
    const following = new Following({ ...late, log, headEveryMs: 5, now: () => now }, watch, new Wake());
    work = following.look(stop.signal);
    await eventually(() => expect(following.isBehind).toBe(true));
    expect(told).toEqual([]);
    now += 61_000;
    await eventually(() =>
      expect(told).toEqual([{ level: 'warn', facts: { lagSeconds: 61 }, sentence: expect.stringContaining('behind') }]),
    );
    expect(await status()).toMatchObject({ state: 'running', error: { message: expect.stringContaining('more than a minute behind') } });
    await sql`update transparency.checkpoint set position = '7'`;
    await eventually(() => expect(told.at(-1)?.sentence).toContain('caught up'));
    await eventually(async () => expect(await status()).toMatchObject({ state: 'running', error: null }));
  });

  it('has a burst in the log within seconds after it has passed', async () => {
    await prepareLog(sql);
    work = followStore({ store, sql }, stop.signal);
    for (let n = 0; n < 1_000; n += 50)
      await Promise.all(Array.from({ length: 50 }, (_, i) => store.append(`text-${n + i}`, 'no_stream', [eventOf(n + i)])));
    await eventually(async () => expect(await size()).toBe(1_000), 50_000);
  }, 120_000);

  describe('where everything cannot be read again', () => {
    const [broken, passing] = [
      ['error', 'it could not be verified'],
      ['warn', 'the log could not be verified'],
    ] as const;
    const failures = ([level, sentence]: typeof broken | typeof passing): number =>
      told.filter((one) => one.level === level && one.sentence.includes(sentence)).length;
    const setTime = (n: number, to: string): Promise<void> =>
      tamper(sql, `update event_store.event set recorded_at = '${to}' where event_id = '${eventIdOf(n)}'`);
    const timeOf = async (n: number): Promise<string> => {
      const [row] = await sql<{ at: string }[]>`select recorded_at::text as at from event_store.event where event_id = ${eventIdOf(n)}`;
      return row!.at;
    };

    it('says so as loudly as of what differs, and signs nothing until everything was read, also by another process', async () => {
      await appendEvents(store, 0, 10);
      keep(keyFile, 50);
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(10));
      const at = await timeOf(3);
      await setTime(3, 'infinity');
      const stopped = { state: 'stopped', error: { stream: null, message: expect.stringContaining('could not be verified') } };
      await eventually(async () => expect(await status()).toMatchObject(stopped));
      await appendEvents(store, 10, 12);
      await eventually(async () => expect(await size()).toBe(12));
      // Meanwhile it was to sign many times.
      const before = failures(broken);
      await eventually(() => expect(failures(broken)).toBeGreaterThan(before + 3));
      expect((await lastHead(sql))?.size).toBe(10);
      expect(await new LogStatusQuery(sql, store).status(false)).toMatchObject({
        diverged: false,
        message: { vi: expect.stringContaining('Không đối chiếu được') },
      });

      stop.abort();
      await work;
      await setTime(3, at);
      stop = new AbortController();
      keep();
      await appendEvents(store, 12, 13);
      await eventually(async () => expect([await size(), await status()]).toMatchObject([13, stopped]));
      expect((await lastHead(sql))?.size).toBe(10);

      stop.abort();
      await work;
      stop = new AbortController();
      keep(keyFile, 50);
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(13));
      await eventually(async () => expect(await status()).toMatchObject({ state: 'running', error: null }));
      expect((await new LogStatusQuery(sql, store).status(false)).message).toBeNull();
    });

    /** From its `true` on the store answers every look but a reading of everything. */
    function unreadable(): (isAway: boolean) => void {
      let isAway = false;
      const readAll = store.readAll.bind(store);
      store.readAll = (options) => {
        if (isAway) throw new StoreUnavailable('away');
        return readAll(options);
      };
      return (is) => (isAway = is);
    }

    it('says so as loudly where what seems to pass does not, though the store can be reached', async () => {
      const setAway = unreadable();
      await appendEvents(store, 0, 10);
      let minutes = 0;
      keep(keyFile, 50, () => Date.UTC(2026, 0, 2, 0, minutes));
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(10));
      setAway(true);
      await eventually(() => expect(failures(passing)).toBeGreaterThan(1));
      expect(failures(broken)).toBe(0);
      minutes = 11;
      await eventually(() => expect(failures(broken)).toBeGreaterThan(0));
      await appendEvents(store, 10, 12);
      await eventually(async () => expect(await size()).toBe(12));
      expect((await lastHead(sql))?.size).toBe(10);
      setAway(false);
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(12));
      await eventually(async () => expect(await status()).toMatchObject({ state: 'running', error: null }));
    });

    it('warns and goes on signing while that passes by itself', async () => {
      const setAway = unreadable();
      await appendEvents(store, 0, 10);
      keep(keyFile, 50);
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(10));
      setAway(true);
      await eventually(() => expect(failures(passing)).toBeGreaterThan(1));
      await appendEvents(store, 10, 12);
      await eventually(async () => expect((await lastHead(sql))?.size).toBe(12));
      expect([await status(), failures(broken)]).toMatchObject([{ state: 'running', error: null }, 0]);
    });
  });

  it('grows without a key, and signs as soon as there is one', async () => {
    const later = join(folder, 'later.json');
    keep(later);
    await appendEvents(store, 0, 5);
    await eventually(async () => expect(await size()).toBe(5));
    expect(await lastHead(sql)).toBeNull();
    await expect(new LogQueries(sql, store).publish()).rejects.toMatchObject({ code: 'head_unsigned' });
    await createKeyFile(later, ORIGIN, '2026-01-01T00:00:00.000Z');
    await eventually(async () => expect((await lastHead(sql))?.size).toBe(5));
  });

  it('tells of a malformed key file and of keys of another log, without their content', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{"keys":[{"key":"PRIVATE+KEY+geheim","from":"2026-01-01T00:00:00.000Z","until":null}]}');
    keep(bad);
    await appendEvents(store, 0, 1);
    await eventually(() => expect(told.some(({ facts }) => String(facts.error).includes(bad))).toBe(true));
    expect(JSON.stringify(told)).not.toContain('geheim');
    await publishHead(sql, [testKey(1)], new Date().toISOString());
    await expect(publishHead(sql, [testKey(2, { name: 'other.example/log' })], new Date().toISOString())).rejects.toThrow(
      /other\.example\/log/,
    );
  });

  it('signs nothing with a key whose time is over or has not come', async () => {
    await prepareLog(sql);
    const now = '2026-06-01T00:00:00.000Z';
    expect(await publishHead(sql, [testKey(1, { until: now }), testKey(2, { from: '2026-06-01T00:00:00.001Z' })], now)).toBeNull();
    expect((await publishHead(sql, [testKey(1, { until: now }), testKey(3)], now))?.note.match(/^— /gm)).toHaveLength(1);
  });

  it('signs nothing while something that was found stands open, though it was found since somebody looked', async () => {
    await prepareLog(sql);
    await recordFindings(sql, [{ kind: 'log_shortened', place: { size: 7, logSize: 5 } }], new Date());
    const now = '2026-06-01T00:00:00.000Z';
    expect(await publishHead(sql, [testKey(1)], now)).toBeNull();
    expect([await lastHead(sql), await publishedKeys(sql)]).toEqual([null, []]);
    await settleFindings(sql, await openFindings(sql, 1), { reason: 'đã rõ', by: null });
    expect(await publishHead(sql, [testKey(1)], now)).toMatchObject({ size: 0 });
  });

  it('stops before an event that has no canonical form, and names it', async () => {
    keep();
    await appendEvents(store, 0, 3);
    await sql`insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
      values (4, 0, now(), ${eventOf(4).id}, 'text-odd', 'Odd', ${sql.unsafe(`'{"text":"\\ud800"}'::json`)}, '{}')`;
    await sql`notify event_store, '4'`;
    await eventually(async () =>
      expect(await status()).toMatchObject({ state: 'stopped', error: { stream: null, message: expect.stringContaining('stands still') } }),
    );
    expect(told.map(({ facts }) => facts)).toContainEqual(expect.objectContaining({ stream: 'text-odd', type: 'Odd', position: '4' }));
    expect(await size()).toBe(3);
  });
});
