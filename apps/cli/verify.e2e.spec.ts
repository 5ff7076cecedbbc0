import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../test/support/eventually.js';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { dataFolder, TiendoProcess, type Outcome } from '../../test/support/tiendo-process.js';
import { appendEvents, eventIdOf, published, tamper } from '../../test/support/transparency.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { readKeyFile, rotateKeyFile } from '../../libs/features/transparency/key-file.js';
import { publishHead } from '../../libs/features/transparency/publisher.js';
import { openFindings, recordFindings } from '../../libs/features/transparency/recorded-findings.js';

/** How long a program of its own may take to come to a lock before it counts as hanging. */
const REACHED_WITHIN_MS = 90_000;

describe('tiendo key, tiendo verify', () => {
  const folder = dataFolder();
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 4, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await appendEvents(store, 0, 50);
  });
  afterAll(async () => {
    await Promise.all([store.close(), sql.end()]);
    await database.drop();
    await folder.clear();
  });

  const run = (...args: readonly string[]): Promise<Outcome & { output: string }> => runOn(database.url, ...args);
  async function runOn(url: string, ...args: readonly string[]): Promise<Outcome & { output: string }> {
    const tiendo = TiendoProcess.run(folder.path, args, { TIENDO_DATABASE_URL: url, TIENDO_PUBLIC_URL: 'https://tiendo.example.vn/' });
    return { ...(await tiendo.ended), output: tiendo.output };
  }
  const change = (from: string, to: string, n = 7): Promise<void> =>
    tamper(sql, `update event_store.event set data = replace(data::text, '${from}', '${to}')::json where event_id = '${eventIdOf(n)}'`);

  it('makes a key named after where the log is served, lists it, and never shows its secret', async () => {
    const made = await run('key', 'new');
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('tiendo.example.vn/v1/audit/log+') });
    const file = readFileSync(join(folder.path, 'log-key.json'), 'utf8');
    const secret = /PRIVATE\+KEY\+[^+"]+\+[0-9a-f]{8}\+([^"]+)"/.exec(file)?.[1] ?? '';
    const listed = await run('key', 'list');
    expect(listed.output).toMatch(/^tiendo\.example\.vn\/v1\/audit\/log\+[0-9a-f]{8} {2}\S+ – … {2}đang ký \/ signs$/m);
    expect(made.output + listed.output).not.toContain(secret);
    expect(await run('key', 'new')).toMatchObject({ code: 1, output: expect.stringContaining('there is a key file already') });
    const [key] = (await readKeyFile(join(folder.path, 'log-key.json')))!;
    expect((await run('key', 'public')).output.trim()).toContain(`+${key!.signer.verifier.id}+`);
  }, 120_000);

  it('verifies the whole store against the log and a head that somebody kept, and names what was changed', async () => {
    expect(await run('verify', '--live')).toMatchObject({ code: 2, output: expect.stringContaining('no transparency log here yet') });
    const keys = (await readKeyFile(join(folder.path, 'log-key.json')))!;
    const { note } = await published(sql, store, ...keys);
    const heads = join(folder.path, 'heads.txt');
    // Copied by hand, the last line may have lost its newline.
    writeFileSync(heads, `${note}\n${note}`.trimEnd());
    const clean = await run('verify', '--live', '--head', heads);
    expect(clean).toMatchObject({
      code: 0,
      output: expect.stringContaining('50 events, 1 heads: all agree, continuing 2 heads of witnesses'),
    });

    await change('7.25', '7.24');
    const changed = await run('verify', '--live');
    expect(changed).toMatchObject({ code: 1, output: expect.stringContaining(`Event MeasurementRecorded ${eventIdOf(7)}`) });
    expect(changed.output).toContain('was changed in the store: data.figure.numerator.');
    expect(await openFindings(sql, 10)).toMatchObject([{ kind: 'event_changed' }]);
    expect((await run('verify', '--live', '--settle', 'chưa sửa gì cả')).code).toBe(1);

    await change('7.24', '7.25');
    const standing = await run('verify', '--live');
    expect(standing.code).toBe(1);
    expect(standing.output).toMatch(/^! Ghi lúc \d{4}-\S+Z, event_changed: Sự kiện MeasurementRecorded .* data\.figure\.numerator\./m);
    expect(standing.output).toMatch(/1 findings of before .* stand open: .*--settle 'REASON' --by 'NAME'/);
    expect(standing.output).not.toContain('✓');
    for (const reason of ['', '   khôi phục   '])
      expect(await run('verify', '--live', '--settle', reason)).toMatchObject({ code: 2, output: expect.stringContaining('--settle') });
    // Nobody can find it again by reading.
    await recordFindings(sql, [{ kind: 'log_shortened', place: { size: 60, logSize: 50 } }], new Date());
    const settled = await run('verify', '--live', '--settle', 'khôi phục từ bản sao lưu', '--by', 'Trần Thị Bình');
    expect(settled.code).toBe(0);
    expect(settled.output).toMatch(
      /event_changed: [^✓]*log_shortened: .*60 mục, nay còn 50[^✓]*✓[^✓]*settled 2 findings of before .*, by Trần Thị Bình: khôi phục từ bản sao lưu/,
    );
    expect(await openFindings(sql, 10)).toEqual([]);
    expect(await run('verify', '--live')).toMatchObject({ code: 0, output: expect.not.stringContaining('\n!') });
  }, 180_000);

  it('settles nothing that came on record while it was reading, until it has named it', async () => {
    const settle = (): ReturnType<typeof run> => run('verify', '--live', '--settle', 'khôi phục từ bản sao lưu', '--by', 'Trần Thị Bình');
    const reading = await sql.begin(async (tx) => {
      // Holds the reading up after it has seen what is open.
      await tx`lock table transparency.checkpoint`;
      const settling = settle();
      await eventually(
        async () =>
          expect((await sql`select from pg_locks where not granted and relation = 'transparency.checkpoint'::regclass`).count).toBe(1),
        REACHED_WITHIN_MS,
      );
      await recordFindings(sql, [{ kind: 'log_shortened', place: { size: 70, logSize: 50 } }], new Date());
      return { settling };
    });
    const held = await reading.settling;
    expect(held.code).toBe(1);
    expect(held.output).toMatch(/^! .*log_shortened: .*70 mục, nay còn 50[^✓]*1 findings of before/m);
    expect(await openFindings(sql, 10)).toMatchObject([{ kind: 'log_shortened' }]);
    expect(await settle()).toMatchObject({ code: 0, output: expect.stringContaining('settled 1 findings of before') });
    expect(await openFindings(sql, 10)).toEqual([]);
  }, 180_000);

  it('ends with what it found, though that cannot be put on record as it is or at all', async () => {
    await change('7.25', '7.24');
    await change('{"indicatorId"', '{"x\\u0000":1,"indicatorId"', 9);
    const found = { code: 1, output: expect.stringContaining(`Event MeasurementRecorded ${eventIdOf(7)}`) };
    const readOnly = `${database.url}?default_transaction_read_only=on`;
    const unrecorded = await runOn(readOnly, 'verify', '--live');
    expect(unrecorded).toMatchObject(found);
    expect(unrecorded.output).toMatch(/^2 sai khác .*\n! Chưa ghi được .* could not be put on record: .*read-only transaction/m);
    expect(await openFindings(sql, 10)).toEqual([]);
    const recorded = await run('verify', '--live');
    expect(recorded).toMatchObject(found);
    expect(recorded.output).toContain(String.raw`was changed in the store: data.x\u{0}.`);
    expect(recorded.output).not.toMatch(/^!/m);
    expect(await openFindings(sql, 10)).toHaveLength(2);

    await change('7.24', '7.25');
    await change('"x\\u0000":1,', '', 9);
    const settle = ['verify', '--live', '--settle', 'khôi phục từ bản sao lưu'];
    const unsettled = await runOn(readOnly, ...settle);
    expect(unsettled).toMatchObject({ code: 2, output: expect.stringMatching(/✓[^✗]*--settle: .* nothing could be settled: .*read-only/) });
    expect(unsettled.output).not.toContain('nothing is proven');
    expect((await run(...settle)).code).toBe(0);
  }, 180_000);

  it('trusts the key that it is told and no other', async () => {
    const vkey = (await run('key', 'public')).output.trim();
    expect((await run('verify', '--live', '--key', vkey)).code).toBe(0);
    expect(await run('verify', '--live', '--key', `${vkey},2020-01-01T00:00:00Z`)).toMatchObject({
      code: 1,
      output: expect.stringContaining('outside its time'),
    });
    const foreign = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(await run('verify', '--live', '--key', foreign)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/signed by another key: .*\+[0-9a-f]{8}\. .*--key twice/),
    });
    // What rests on a key that somebody named is not put on record.
    expect(await openFindings(sql, 10)).toEqual([]);
    expect(await run('verify', '--live', '--key', 'nonsense')).toMatchObject({ code: 2, output: expect.stringContaining('--key') });
    expect(await run('verify', '--live', '--head', '/nowhere/heads.txt')).toMatchObject({
      code: 2,
      output: expect.stringContaining('--head'),
    });
    expect(await run('verify')).toMatchObject({ code: 2, output: expect.stringContaining('--live') });
  }, 180_000);

  it('believes a head by a key of its own that is first used while it is reading', async () => {
    const path = join(folder.path, 'log-key.json');
    const { reading } = await sql.begin(async (tx) => {
      await tx`lock table transparency.entry`;
      const reading = run('verify', '--live');
      await eventually(
        async () => expect((await sql`select from pg_locks where not granted and relation = 'transparency.entry'::regclass`).count).toBe(1),
        REACHED_WITHIN_MS,
      );
      const now = Date.now();
      await rotateKeyFile(path, 0, new Date(now).toISOString());
      expect(await publishHead(sql, (await readKeyFile(path))!, new Date(now + 1).toISOString())).not.toBeNull();
      return { reading };
    });
    expect(await reading).toMatchObject({ code: 0, output: expect.stringContaining('50 events, 2 heads: all agree') });
  }, 180_000);
});
