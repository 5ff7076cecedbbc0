import type { ProgressRow } from '../../libs/contract/progress.js';
import type { HttpClient } from '../support/http-client.js';
import { startTestSystem, type TestSystem } from '../support/system.js';

describe('a leader of Tuyên Quang looks at 31/8/2021', () => {
  let system: TestSystem;
  let leader: HttpClient;
  let rows: ReadonlyMap<string, ProgressRow>;

  beforeAll(async () => {
    system = await startTestSystem({ catalogue: true });
    leader = await system.as('leader', 'vn-08@base');
    const head = await system.store.head();
    const { status, body } = await leader.get('/v1/progress?asOf=2021-08-31&locality=vn-08@base', { 'x-read-after': head });
    expect({ status, body }).toMatchObject({ status: 200, body: { nextCursor: null } });
    rows = new Map((body.items as ProgressRow[]).map((row) => [row.target.id, row]));
  });
  afterAll(() => system.close());

  const row = (id: string): ProgressRow => rows.get(id)!;
  const part = (localityId: string): ProgressRow =>
    [...rows.values()].find(({ target, locality }) => target.allocatedFrom === 'tq-2021-08-relocation' && locality.id === localityId)!;

  it('shows the relocation of households 37/84, and that the districts sum to the whole', () => {
    expect(row('tq-2021-08-relocation')).toMatchObject({
      numerator: '37',
      denominator: '84',
      percent: '44.05',
      status: 'at_risk',
      source: 'own',
    });
    expect(row('tq-2021-08-relocation').rollUp).toMatchObject({
      numerator: '37',
      denominator: '84',
      reported: 5,
      expected: 5,
      agrees: true,
    });
  });

  it('shows which districts are behind and which are done', () => {
    const found = Object.fromEntries(
      ['071', '072', '073', '074', '075']
        .map((code) => part(`vn-${code}@base`))
        .map(({ locality, numerator, denominator, status }) => [locality.name, `${numerator}/${denominator} ${status}`]),
    );
    expect(found).toEqual({
      'Lâm Bình': '13/16 on_track',
      'Na Hang': '4/44 behind',
      'Chiêm Hóa': '10/10 achieved',
      'Hàm Yên': '2/6 behind',
      'Yên Sơn': '8/8 achieved',
    });
  });

  it('never shows the disbursement without a figure as green', () => {
    const disbursement = row('tq-2021-08-disbursement');
    expect(disbursement).toMatchObject({
      status: 'no_data',
      actual: null,
      percent: null,
      nextMilestone: { due: '2021-09-30', comparator: '>', value: '60' },
    });
    expect(disbursement.milestones).toHaveLength(2);
  });

  it('holds the industrial outputs against where the schedule would have them on that day', () => {
    const outputs = [...rows.values()].filter(({ target }) => target.id.startsWith('tq-2021-08-output-'));
    expect(outputs.map(({ actual }) => actual).sort()).toEqual(['55.1', '55.4', '55.7', '57.8', '61.4']);
    for (const { expected, status } of outputs)
      expect({ expected: Number(expected).toFixed(2), status }).toEqual({ expected: '66.58', status: 'at_risk' });
  });

  it('gives every row once over pages in every order', async () => {
    for (const sort of ['locality', '-ratio', 'status', 'due', 'indicator']) {
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await leader.get(`/v1/progress?asOf=2021-08-31&limit=5&sort=${sort}${cursor}`);
        seen.push(...(body.items as ProgressRow[]).map(({ target }) => target.id));
        if (body.nextCursor === null) break;
        cursor = `&cursor=${body.nextCursor}`;
      }
      expect([...seen].sort()).toEqual([...rows.keys()].sort());
    }
  });

  it.each([
    ['locality=zz', 'locality_unknown'],
    ['indicator=zz', 'indicator_unknown'],
    ['directive=zz', 'directive_unknown'],
  ])('does not take a slip in a filter for good news: %s', async (filter, code) => {
    for (const list of ['progress', 'targets', ...(filter.startsWith('directive') ? [] : ['measurements'])]) {
      expect((await leader.get(`/v1/${list}?${filter}`)).body).toMatchObject({ status: 404, code });
    }
  });

  it('draws one target: figures, course and parts', async () => {
    const { body } = await leader.get('/v1/targets/tq-2021-08-relocation/progress?asOf=2021-08-31');
    expect(body.points).toMatchObject([{ asOf: '2021-08-31', actual: expect.stringMatching(/^44\.047/), status: 'at_risk' }]);
    expect(body.trajectory).toEqual([
      { on: '2020-12-31', expected: '0' },
      { on: '2021-12-31', expected: '100' },
    ]);
    expect(body.children).toHaveLength(5);
  });

  it('tells another province nothing', async () => {
    const stranger = await system.as('leader', 'vn-19@base');
    expect((await stranger.get('/v1/progress?asOf=2021-08-31')).body.items.map((row: ProgressRow) => row.locality.id)).not.toContain(
      'vn-08@base',
    );
    expect((await stranger.get('/v1/progress?asOf=2021-08-31&locality=vn-08@base')).body).toMatchObject({
      status: 403,
      code: 'locality_out_of_scope',
    });
    expect((await stranger.get('/v1/targets/tq-2021-08-relocation/progress')).status).toBe(403);
  });
});
