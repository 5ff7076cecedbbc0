import type { ProgressPage } from '../../contract/progress.js';
import type { Scoreboard } from '../../contract/scoreboard.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { district, indicator, locality } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';

const [OLD_A, OLD_B, NEW] = ['vn-x1@base', 'vn-x2@base', 'vn-x1@2025'];
const SPLIT = 'vn-x5@base';
const OF: Readonly<Record<string, string>> = { 'vn-x11@base': OLD_A, 'vn-x12@base': OLD_A, 'vn-x21@base': OLD_B };

describe('the scoreboard', () => {
  let system: TestSystem;
  let admin: HttpClient;
  let position = '0';

  beforeAll(async () => {
    system = await startTestSystem({ catalogue: true });
    admin = await system.as('admin');
    for (const [id, from] of [
      [OLD_A, null],
      [OLD_B, null],
      [NEW, '2025-07-01'],
      [SPLIT, null],
      ['vn-x5@2025', '2025-07-01'],
      ['vn-x6@2025', '2025-07-01'],
    ] as const)
      await admin.done('/v1/localities', locality({ localityId: id, code: '91', name: id, fullName: `Tỉnh ${id}`, validFrom: from }));
    for (const [id, parentId] of Object.entries(OF)) await admin.done('/v1/localities', { ...district(id, id), parentId, validFrom: null });
    for (const id of ['spent', 'planned']) await admin.done('/v1/indicators', indicator({ indicatorId: id, nameEn: `Was ${id}` }));
    for (const id of [NEW, OLD_A, OLD_B, ...Object.keys(OF)]) await aim(`spent-${id}`, 'spent', id);
    await aim('planned-x11', 'planned', 'vn-x11@base');
    await report('spent', 'vn-x11@base', '2025-03-31', '24');
    await report('spent', 'vn-x11@base', '2025-04-28', '25');
    await report('spent', 'vn-x12@base', '2025-03-31', '5');
    await report('spent', 'vn-x21@base', '2025-04-30', '20');
    await report('planned', 'vn-x11@base', '2025-03-31', '12');
    for (const id of [OLD_A, OLD_B])
      await admin.done(`/v1/localities/${id}/succession`, { kind: 'merge', into: NEW, effectiveOn: '2025-07-01' });
    for (const id of ['vn-x11@base', 'vn-x12@base']) await admin.done(`/v1/localities/${id}/parent`, { parentId: NEW, from: '2025-07-01' });
    await aim(`spent-${SPLIT}`, 'spent', SPLIT);
    const parts = [{ localityId: 'vn-x5@2025', share: '0.4' }, { localityId: 'vn-x6@2025' }];
    await admin.done(`/v1/localities/${SPLIT}/succession`, { kind: 'split', parts, effectiveOn: '2025-07-01' });
    await report('spent', 'vn-x11@base', '2025-08-31', '70');
    await aim('planned-x6', 'planned', 'vn-x6@2025');
    position = await system.store.head();
  }, 120_000);
  afterAll(() => system.close());

  async function aim(targetId: string, indicatorId: string, localityId: string): Promise<void> {
    const target = { targetId: targetId.replaceAll('@', '-'), indicatorId, localityId, baseline: { value: '0', on: '2024-12-31' } };
    await admin.done('/v1/targets', { ...target, milestones: [{ due: '2025-12-31', comparator: '>=', value: '98' }] });
  }
  async function report(indicatorId: string, localityId: string, asOf: string, numerator: string): Promise<void> {
    const figure = { shape: 'ratio', numerator, denominator: '100' };
    ({ position } = (await admin.done('/v1/measurements', { indicatorId, localityId, asOf, basis: 'actual', figure })).body);
  }
  async function ask<Body>(path: string, client = admin): Promise<Body> {
    const { status, body } = await client.get(path, { 'x-read-after': position });
    expect([path, status]).toEqual([path, 200]);
    return body as Body;
  }
  const board = (query: string): Promise<Scoreboard> => ask<Scoreboard>(`/v1/scoreboard?${query}`);
  const summary = async (query: string) => (await ask<ProgressPage>(`/v1/progress?limit=1&${query}`)).summary;
  const told = ({ rows }: Scoreboard) => rows.map((row) => [row.locality.id, row.own, row.total]);
  const bad = ({ counts }: Scoreboard['rows'][number]) =>
    Object.fromEntries(Object.entries(counts).filter(([status, n]) => n > 0 && status !== 'no_data'));

  const DAYS = [
    'asOf=2025-05-01',
    'asOf=2025-05-01&boundaries=2025-07-01',
    'asOf=2025-04-29',
    'asOf=2025-06-30',
    'asOf=2025-09-03',
    'asOf=2025-09-03&boundaries=2025-05-01',
    'asOf=2021-08-31',
    'asOf=2021-09-05',
    'asOf=0001-01-01',
  ];

  it.each(DAYS.flatMap((days) => ['vn', NEW, OLD_A, 'vn-08@base', 'vn-08@2025', 'vn-x11@base'].map((id) => [days, id])))(
    'counts what the progress of %s counts for %s, in total and in each row, that day and a week before',
    async (days, id) => {
      const { totals, rows, since, boundaries } = await board(`${days}&locality=${id}`);
      const before = `asOf=${since}&boundaries=${boundaries}`;
      for (const [place, tally] of [
        [id, totals] as const,
        ...rows.filter(({ own }) => !own).map((row) => [row.locality.id, row] as const),
      ]) {
        const [now, then] = [await summary(`${days}&locality=${place}`), await summary(`${before}&locality=${place}`)];
        expect([place, tally.counts]).toEqual([place, now]);
        const changes = Object.entries(now).map(([status, n]) => [status, n - then[status as keyof typeof then]]);
        expect([place, tally.change]).toEqual([place, Object.fromEntries(changes)]);
      }
    },
    30_000,
  );

  it('puts the worst locality first, and what belongs to the asked one alone in a row of its own', async () => {
    const found = await board(`asOf=2025-05-01&locality=${OLD_A}`);
    expect(told(found)).toEqual([
      ['vn-x12@base', false, 1],
      [OLD_A, true, 1],
      ['vn-x11@base', false, 2],
    ]);
    expect(found.rows.map(bad)).toEqual([{ behind: 1 }, { behind: 1 }, { behind: 1, at_risk: 1 }]);
  });

  it('names the worst target with how far it is from its schedule', async () => {
    const { rows } = await board(`asOf=2025-05-01&locality=${OLD_A}`);
    expect(rows[0]!.worst).toMatchObject({ id: 'spent-vn-x12-base', indicator: { id: 'spent', name: 'Was spent' }, status: 'behind' });
    expect(Number(rows[0]!.worst?.gap)).toBeLessThan(-15);
    expect(rows[2]!.worst).toMatchObject({ id: 'planned-x11', locality: { id: 'vn-x11@base' }, status: 'behind' });
  });

  it('counts merged provinces under their successor, and shows them as rows under boundaries from before', async () => {
    expect(told(await board(`asOf=2025-05-01&boundaries=2025-07-01&locality=${NEW}`)).sort()).toEqual(
      [
        [NEW, true, 4],
        ['vn-x11@base', false, 2],
        ['vn-x12@base', false, 1],
      ].sort(),
    );
    expect(told(await board(`asOf=2025-05-01&locality=${NEW}`)).sort()).toEqual(
      [
        [NEW, true, 1],
        [OLD_A, false, 4],
        [OLD_B, false, 2],
      ].sort(),
    );
    const nation = await board('asOf=2025-09-03');
    expect(nation.rows.find(({ locality: { id } }) => id === NEW)?.total).toBe(7);
    expect(nation.rows.some(({ locality: { id } }) => id === OLD_A)).toBe(false);
  });

  it('counts what was split under each successor, and once in total', async () => {
    const { rows, totals } = await board('asOf=2025-09-03&indicator=spent');
    const halves = rows.filter(({ locality: { id } }) => id === 'vn-x5@2025' || id === 'vn-x6@2025');
    expect(halves.map(({ total, worst }) => [total, worst?.id])).toEqual([
      [1, 'spent-vn-x5-base'],
      [1, 'spent-vn-x5-base'],
    ]);
    expect(rows.reduce((sum, { total }) => sum + total, 0)).toBe(totals.total + 1);
  });

  it('counts what nobody reported as without data, never as on track, and names it worst where nothing is worse', async () => {
    const { rows } = await board('asOf=2025-09-03&indicator=planned');
    const silent = rows.find(({ locality: { id } }) => id === 'vn-x6@2025');
    expect(silent).toMatchObject({ total: 1, counts: { no_data: 1, on_track: 0, achieved: 0 }, worst: { status: 'no_data', gap: null } });
    const quiet = rows.find(({ locality: { id } }) => id === 'vn-x5@2025');
    expect(quiet).toMatchObject({ total: 0, counts: { no_data: 0 }, worst: null });
  });

  it('divides the rows by indicator when asked, worst first', async () => {
    const { rows } = await board(`asOf=2025-05-01&locality=${OLD_A}&by=indicator`);
    const row = rows.find(({ locality: { id } }) => id === 'vn-x11@base')!;
    expect(row.indicators?.map(({ id, name, total }) => [id, name, total])).toEqual([
      ['planned', 'Was planned', 1],
      ['spent', 'Was spent', 1],
    ]);
    expect((await board(`asOf=2025-05-01&locality=${OLD_A}`)).rows[0]).not.toHaveProperty('indicators');
  });

  it('counts only what the filters leave', async () => {
    const days = `asOf=2025-05-01&locality=${OLD_A}`;
    expect((await board(`${days}&indicator=planned`)).totals.counts).toEqual(await summary(`${days}&indicator=planned`));
    const behind = await board(`${days}&status=at_risk`);
    expect(told(behind)).toEqual([
      ['vn-x11@base', false, 1],
      [OLD_A, true, 0],
    ]);
    expect(behind.rows[1]).toMatchObject({ counts: { behind: 0 }, change: { at_risk: -1, behind: 0 }, worst: null });
    expect(behind.rows[0]!.worst).toMatchObject({ id: 'spent-vn-x11-base', status: 'at_risk' });
    const { body } = await admin.get('/v1/directives?limit=1');
    const directive = `asOf=2021-08-31&locality=vn-08@base&directive=${body.items[0].id}`;
    expect((await board(directive)).totals.counts).toEqual(await summary(directive));
  });

  it('shows the caller’s own locality, and nobody else’s', async () => {
    const leader = await system.as('leader', OLD_A);
    expect((await ask<Scoreboard>('/v1/scoreboard?asOf=2025-05-01', leader)).locality.id).toBe(OLD_A);
    const stranger = await system.as('leader', 'vn-z9@base');
    expect(await ask<Scoreboard>('/v1/scoreboard', stranger)).toMatchObject({
      locality: { id: 'vn-z9@base' },
      totals: { total: 0 },
      rows: [],
    });
    expect((await leader.get(`/v1/scoreboard?locality=${OLD_B}`)).body.code).toBe('locality_out_of_scope');
    expect((await admin.get('/v1/scoreboard?locality=nowhere')).body.code).toBe('locality_unknown');
    expect((await admin.get('/v1/scoreboard?indicator=nothing')).body.code).toBe('indicator_unknown');
    expect((await admin.get('/v1/scoreboard?by=colour')).status).toBe(400);
  });

  it('is empty, and says so with zeros, where nothing is set', async () => {
    const { totals, rows } = await board('asOf=2021-08-31&locality=vn-x2@base&indicator=planned');
    expect([totals.total, rows.every(({ total, worst }) => total === 0 && worst === null)]).toEqual([0, true]);
  });
});
