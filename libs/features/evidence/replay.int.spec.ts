import postgres, { type Sql } from 'postgres';
import { PROJECTIONS } from '../../../apps/projector/projections.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { allCaughtUp, startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { tamper } from '../../../test/support/transparency.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { ProjectionPositions } from '../http/projection-positions.js';
import { Readings } from '../http/readings.js';
import { targetProgress } from '../progress/target-progress.query.js';
import { replayStore, type ProjectionReplay } from './replay-store.js';
import { replayTarget } from './replay-target.js';

const PLACE = { indicatorId: 'disbursement', localityId: 'vn-08@base' };

describe('a re-fold from the event store', () => {
  let house: TestSystem;
  let database: TestDatabase;
  let scratch: Sql;
  /** Of a session that cannot write. */
  let reader: Sql;
  let positions: ProjectionPositions;
  let early: string;

  const one = (asOf = '2021-09-15', knownAt?: string) =>
    replayTarget(
      { store: house.store, readings: new Readings(reader, house.store, positions), progress: targetProgress },
      { targetId: 'whole', asOf, knownAt },
    );
  const whole = async (names: readonly string[]): Promise<readonly ProjectionReplay[]> => {
    const projections = PROJECTIONS.filter(({ name }) => names.includes(name));
    const found: ProjectionReplay[] = [];
    const parts = { store: house.store, sql: reader, scratch, projections, signal: new AbortController().signal, onProgress: () => {} };
    for await (const replay of replayStore(parts)) found.push(replay);
    return found;
  };
  const off = (replays: readonly ProjectionReplay[]) =>
    replays.flatMap(({ tables }) => tables.flatMap(({ table, differences }) => differences.map((one) => ({ table, ...one }))));

  beforeAll(async () => {
    house = await startTestSystem();
    database = await freshDatabase();
    scratch = postgres(database.url, { max: 4, onnotice: () => {} });
    const { host, port } = house.sql.options;
    reader = postgres({ ...house.sql.options, host, port, connection: { default_transaction_read_only: true } } as never);
    positions = new ProjectionPositions(reader);
    const planner = await house.as('planner', 'vn-08@base');
    await registerTuyenQuang(await house.as('admin'));
    await planner.done('/v1/targets', {
      targetId: 'whole',
      ...PLACE,
      ...plan({ quantity: '913216,2', milestones: [milestone({ value: '98' })] }),
    });
    for (let month = 1; month <= 8; month++) {
      const figure = { shape: 'ratio', numerator: String(month * 40_123.5), denominator: '913216,2' };
      await planner.done('/v1/measurements', { ...PLACE, asOf: `2021-0${month}-28`, basis: month % 2 ? 'estimated' : 'actual', figure });
    }
    early = await house.store.head();
    const id = 'disbursement.vn-08@base.2021.2021-08-28.actual';
    const figure = { shape: 'ratio', numerator: '330000', denominator: '913216,2' };
    await planner.done(`/v1/measurements/${id}/correction`, { figure, reason: 'cộng sót' });
    await (await house.as('verifier', 'vn-08@base')).done(`/v1/measurements/${id}/return`, { reason: 'thiếu hồ sơ' });
    await allCaughtUp(house.store, house.sql);
  }, 180_000);
  afterAll(async () => {
    await positions.onModuleDestroy();
    await Promise.all([scratch.end(), reader.end()]);
    await database.drop();
    await house.close();
  });

  it('finds a target as it is read, on any day and at any moment, and cannot write', async () => {
    for (const asOf of ['2021-02-01', '2021-08-28', '2021-09-15', '2022-06-01']) {
      expect(await one(asOf)).toMatchObject({ asOf, differences: [], isRolledUp: false, rows: 11 });
      expect(await one(asOf, early)).toMatchObject({ position: early, differences: [], rows: 9 });
    }
    await expect(reader`update progress.progress set actual = 1`).rejects.toThrow('read-only transaction');
  }, 120_000);

  it('finds the whole store as it is read, table by table', async () => {
    const replays = await whole(PROJECTIONS.map(({ name }) => name));
    expect(replays.map(({ name, position }) => [name, position !== null])).toEqual(PROJECTIONS.map(({ name }) => [name, true]));
    expect([off(replays), replays.flatMap(({ definitions }) => definitions)]).toEqual([[], []]);
    expect(replays.flatMap(({ tables }) => tables).find(({ table }) => table === 'progress.figure')?.rows).toBe(10);
  }, 120_000);

  it('names what was put between the rows and whoever reads them: views, triggers, rules, row policies, defaults', async () => {
    const [view] = await house.sql<{ text: string }[]>`
      select regexp_replace(pg_get_viewdef('progress.figure_known'::regclass), '\\mvalue,', 'value + 5 as value,') as text`;
    const made = [
      `create or replace view progress.figure_known as ${view!.text}`,
      `create function progress.lie() returns trigger language plpgsql as 'begin return new; end'`,
      'create trigger lie before insert on progress.figure for each row execute function progress.lie()',
      'create rule lie as on delete to progress.figure do instead nothing',
      'create policy lie on targets.target using (false)',
      'alter table targets.target enable row level security',
      `alter table progress.figure alter actor_id set default 'x'`,
    ];
    for (const statement of made) await house.sql.unsafe(statement);
    const names = ['progress', 'targets', 'alerts'];
    const told = (await whole(names)).flatMap(({ definitions }) => definitions);
    expect(told.map(({ name }) => name).sort()).toEqual([
      ...['column progress.figure.actor_id', 'function progress.lie()', 'policy lie on targets.target', 'relation targets.target'],
      ...['rule lie on progress.figure', 'trigger lie on progress.figure', 'view progress.figure_known'],
    ]);
    expect(told.find(({ name }) => name.startsWith('view'))).toMatchObject({
      stands: expect.stringContaining('+ '),
      ought: expect.not.stringContaining('+ '),
    });
    expect(told.find(({ name }) => name.startsWith('trigger'))).toMatchObject({ ought: null });
    for (const undo of [
      `create or replace view progress.figure_known as ${told.find(({ name }) => name.startsWith('view'))!.ought!}`,
      'drop function progress.lie() cascade',
      'drop rule lie on progress.figure',
      'alter table targets.target disable row level security',
      'drop policy lie on targets.target',
      'alter table progress.figure alter actor_id drop default',
    ])
      await house.sql.unsafe(undo);
    expect((await whole(names)).flatMap(({ definitions }) => definitions)).toEqual([]);
  }, 120_000);

  it('names every row and column that was edited, and what ought to stand there', async () => {
    await tamper(
      house.sql,
      `update progress.progress set actual = 55, statuses = array_replace(statuses, statuses[1], 'achieved') where target_id = 'whole'`,
      `update progress.figure set numerator = 1 where as_of = '2021-03-28'`,
      `update progress.figure set actor_id = 'x' where as_of = '2021-05-28'`,
      `delete from progress.figure where as_of = '2021-01-28'`,
      `insert into targets.target select (jsonb_populate_record(t, '{"id":"made-up"}')).* from targets.target t`,
    );
    const { differences } = await one();
    const places = differences.map(({ table, row, field }) => [table, row.slice(0, 60), field].join(' | '));
    expect(places).toEqual(
      expect.arrayContaining([
        'progress.progress | whole | row.status',
        'progress.figure | measurement-disbursement.vn-08@base.2021 2 | numerator',
        'progress.figure | measurement-disbursement.vn-08@base.2021 4 | actor_id',
        'progress.figure | measurement-disbursement.vn-08@base.2021 0 | *',
      ]),
    );
    expect(differences.find(({ field }) => field === 'numerator')).toMatchObject({ stands: '"1"', ought: '"120370.5"' });
    const found = off(await whole(['progress', 'targets']));
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ table: 'progress.progress', kind: 'differs', row: '{"target_id":"whole"}' }),
        expect.objectContaining({ table: 'progress.figure', kind: 'missing' }),
        expect.objectContaining({ table: 'targets.target', kind: 'added', row: '{"id":"made-up"}' }),
      ]),
    );
    const columns = found.flatMap((one) => one.columns.map(({ column }) => `${one.table}.${column}`));
    expect(new Set(columns)).toEqual(
      new Set([
        ...['progress.progress.actual', 'progress.progress.statuses'],
        ...['progress.figure.numerator', 'progress.figure.value', 'progress.figure.actor_id'],
      ]),
    );
  }, 120_000);
});
