import { startTestApi, type TestApi } from '../../test/support/api.js';
import type { HttpClient } from '../../test/support/http-client.js';
import { DIRECTIVE } from '../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../test/support/system.js';
import { registerTuyenQuang } from '../../test/support/tuyen-quang.js';

const relocation = (asOf: string, value: string, localityId = 'vn-072@base') => ({
  indicatorId: 'relocated-households',
  localityId,
  asOf,
  basis: 'actual',
  figure: { shape: 'count', value },
});

describe('reads over HTTP', () => {
  let house: TestSystem;
  let [admin, planner, elsewhere]: HttpClient[] = [];
  let position: string;

  beforeAll(async () => {
    house = await startTestSystem();
    [admin, planner, elsewhere] = [
      await house.as('admin'),
      await house.as('planner', 'vn-08@base'),
      await house.as('leader', 'vn-10@base'),
    ];
    await registerTuyenQuang(admin!);
    await planner!.done('/v1/targets', {
      targetId: 'relocation',
      indicatorId: 'relocated-households',
      localityId: 'vn-08@base',
      quantity: '84',
      baseline: { value: '0', on: '2020-12-31' },
      milestones: [{ due: '2021-12-31', comparator: '>=', value: '84' }],
      provenance: { directiveId: 'cv-1510-2021', clause: '2a' },
    });
    await planner!.done('/v1/targets/relocation/allocations', {
      parts: [
        { localityId: 'vn-072@base', quantity: '44' },
        { localityId: 'vn-073@base', quantity: '40' },
      ],
    });
    for (const [asOf, value] of [
      ['2021-06-30', '1'],
      ['2021-07-31', '2'],
      ['2021-08-31', '4'],
    ] as const)
      await planner!.done('/v1/measurements', relocation(asOf, value));
    await planner!.done('/v1/measurements/relocated-households.vn-072@base.2021.2021-08-31.actual/correction', {
      figure: { shape: 'count', value: '5' },
      reason: 'Nhập nhầm',
    });
    ({ position } = (
      await admin!.done('/v1/localities/vn-08@base/succession', { kind: 'merge', into: 'vn-08@2025', effectiveOn: '2025-07-01' })
    ).body);
  }, 120_000);
  afterAll(() => house.close());

  const get = (client: HttpClient | undefined, path: string) => client!.get(path, { 'x-read-after': position });
  const ids = async (client: HttpClient | undefined, path: string): Promise<string[]> => {
    const { status, body } = await get(client, path);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body.items.map(({ id }: { id: string }) => id);
  };

  it('lists the localities in force on a day, found without marks', async () => {
    expect(await ids(planner, '/v1/localities?asOf=2021-08-31&level=province&sort=id')).toEqual(['vn-02@base', 'vn-08@base', 'vn-10@base']);
    expect(await ids(planner, '/v1/localities?asOf=2025-07-01&level=province&sort=-id')).toEqual([
      'vn-10@base',
      'vn-08@2025',
      'vn-02@base',
    ]);
    expect(await ids(planner, '/v1/localities?asOf=2021-08-31&q=CHIEM%20hoa')).toEqual(['vn-073@base']);
    expect(await ids(planner, '/v1/localities?asOf=2021-08-31&parent=vn-08@base')).toEqual(['vn-073@base', 'vn-072@base']);
    expect(await ids(planner, '/v1/localities?q=%25')).toEqual([]);
  });

  it('shows a locality with what stood above, beneath, before and after it', async () => {
    const { body, headers } = await get(planner, '/v1/localities/vn-08@base?asOf=2021-08-31');
    expect(body).toMatchObject({
      name: 'Tuyên Quang',
      validTo: '2025-06-30',
      parents: [{ id: 'vn', to: '2025-06-30' }],
      successors: [{ id: 'vn-08@2025', share: '1', kind: 'merged' }],
      predecessors: [],
    });
    expect(body.children.map(({ id }: { id: string }) => id)).toEqual(['vn-073@base', 'vn-072@base']);
    expect(headers.get('etag')).toBe('"1"');
    expect((await get(planner, '/v1/localities/vn-08@2025')).body.predecessors).toMatchObject([{ id: 'vn-08@base' }]);
  });

  it('grows the tree of a day to the depth asked for', async () => {
    const { body } = await get(planner, '/v1/localities/vn/tree?asOf=2021-08-31&depth=2');
    const province = body.children.find(({ id }: { id: string }) => id === 'vn-08@base');
    expect(province.children.map(({ name }: { name: string }) => name)).toEqual(['Chiêm Hóa', 'Na Hang']);
    expect((await get(planner, '/v1/localities/vn/tree?depth=0')).body.children).toEqual([]);
  });

  it.each([
    ['/v1/localities?asOf=2021-08-31&sort=-code', 6],
    ['/v1/indicators?sort=name', 7],
    ['/v1/targets?sort=due', 3],
    ['/v1/targets?sort=-recordedAt', 3],
    ['/v1/measurements?sort=-asOf', 3],
    ['/v1/measurements?sort=id', 3],
  ])('pages through %s giving every row once', async (path, count) => {
    const whole = await ids(planner, path);
    expect(whole).toHaveLength(count);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await get(planner, `${path}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(whole);
  });

  it('refuses a cursor of another sort or filter, an unknown filter and an unknown sort', async () => {
    const { body } = await get(planner, '/v1/indicators?limit=1&sort=name');
    for (const path of [
      `/v1/indicators?sort=id&cursor=${body.nextCursor}`,
      `/v1/indicators?sort=name&q=a&cursor=${body.nextCursor}`,
      '/v1/indicators?cursor=%00',
      '/v1/targets?colour=red',
      '/v1/measurements?sort=colour',
    ]) {
      expect((await get(planner, path)).body).toMatchObject({ status: 400, code: 'request_invalid' });
    }
  });

  it('shows a directive and an indicator as they were given', async () => {
    expect((await get(planner, '/v1/directives/cv-1510-2021')).body).toMatchObject({
      number: '1510/UBND-TH',
      issuedOn: '2021-09',
      revision: 0,
    });
    expect(await ids(planner, '/v1/directives?q=1510&locality=vn-08@base')).toEqual(['cv-1510-2021']);
    expect((await get(planner, '/v1/indicators/poverty')).body).toMatchObject({ direction: 'decreasing', rollUp: 'sum' });
    expect((await get(planner, '/v1/directives/none')).body).toMatchObject({ status: 404, code: 'directive_unknown' });
  });

  it('shows a target with its parts and versions', async () => {
    const { body, headers } = await get(planner, '/v1/targets/relocation');
    expect(body).toMatchObject({
      localityName: 'Tuyên Quang',
      indicatorName: 'Di dời hộ dân',
      provenance: { directiveId: 'cv-1510-2021', clause: '2a' },
      withdrawn: null,
    });
    expect(body.allocations).toEqual([
      { targetId: 'relocation-vn-072@base', localityId: 'vn-072@base', localityName: 'Na Hang', quantity: '44' },
      { targetId: 'relocation-vn-073@base', localityId: 'vn-073@base', localityName: 'Chiêm Hóa', quantity: '40' },
    ]);
    expect(body.versions.map(({ change }: { change: string }) => change)).toEqual(['set', 'allocated']);
    expect(headers.get('etag')).toBe('"1"');
  });

  it('filters targets by locality, parent, directive, year and withdrawal', async () => {
    expect(await ids(planner, '/v1/targets?locality=vn-072@base')).toEqual(['relocation-vn-072@base']);
    expect(await ids(planner, '/v1/targets?parent=relocation&sort=-id')).toEqual(['relocation-vn-073@base', 'relocation-vn-072@base']);
    expect(await ids(planner, '/v1/targets?directive=cv-1510-2021&year=2021&withdrawn=false')).toContain('relocation');
    expect(await ids(planner, '/v1/targets?withdrawn=true')).toEqual([]);
    expect(await ids(planner, '/v1/targets?year=2022')).toEqual([]);
  });

  it('lets a target that was withdrawn on a later day stand as of a day before', async () => {
    const given = { indicatorId: 'pci', localityId: 'vn-08@base', baseline: { value: '60', on: '2020-12-31' } };
    await planner!.done('/v1/targets', {
      ...{ targetId: 'leaving', ...given },
      milestones: [{ due: '2021-12-31', comparator: '>=', value: '65' }],
    });
    ({ position } = (await planner!.done('/v1/targets/leaving/withdrawal', { reason: 'điều chỉnh', on: '2021-10-01' })).body);
    const withdrawn = { on: '2021-10-01', reason: 'điều chỉnh' };
    expect((await get(planner, '/v1/targets/leaving')).body.withdrawn).toEqual(withdrawn);
    expect((await get(planner, '/v1/targets/leaving?asOf=2021-09-30')).body.withdrawn).toBeNull();
    expect((await get(planner, '/v1/targets/leaving?asOf=2021-10-01')).body.withdrawn).toEqual(withdrawn);
    expect((await get(planner, '/v1/targets?asOf=2021-09-30&indicator=pci')).body.items).toMatchObject([
      { id: 'leaving', withdrawn: null },
    ]);
    expect(await ids(planner, '/v1/targets?asOf=2021-09-30&withdrawn=true')).toEqual([]);
    expect(await ids(planner, '/v1/targets?asOf=2021-09-30&withdrawn=false&indicator=pci')).toEqual(['leaving']);
    expect(await ids(planner, '/v1/targets?asOf=2021-10-01&withdrawn=true')).toEqual(['leaving']);
    expect(await ids(planner, '/v1/targets?withdrawn=false&indicator=pci')).toEqual([]);
    expect((await get(planner, '/v1/targets/leaving?asOf=2021-02-30')).status).toBe(400);
  });

  it('shows the figures dated up to a day, and the directives issued by then as far as their dates are printed', async () => {
    const figures = await ids(planner, '/v1/measurements?asOf=2021-07-31&sort=asOf');
    expect(figures).toEqual(['2021-06-30', '2021-07-31'].map((day) => `relocated-households.vn-072@base.2021.${day}.actual`));
    expect(await ids(planner, '/v1/measurements?asOf=2021-06-29')).toEqual([]);
    const undated = { ...DIRECTIVE, directiveId: 'undated', number: null, issuedOn: null };
    await admin!.done('/v1/directives', undated);
    ({ position } = (
      await admin!.done('/v1/directives', { ...DIRECTIVE, directiveId: 'dated', number: '9', issuedOn: '2021-09-30' })
    ).body);
    expect(await ids(planner, '/v1/directives?asOf=2021-08-31&sort=id')).toEqual(['undated']);
    expect(await ids(planner, '/v1/directives?asOf=2021-09-01&sort=id')).toEqual(['cv-1510-2021', 'undated']);
    expect(await ids(planner, '/v1/directives?asOf=2021-09-30&sort=id')).toEqual(['cv-1510-2021', 'dated', 'undated']);
  });

  it('shows a measurement as it stands and as it stood', async () => {
    const { body, headers } = await get(planner, '/v1/measurements/relocated-households.vn-072@base.2021.2021-08-31.actual');
    expect(body).toMatchObject({
      state: 'corrected',
      figure: { shape: 'count', value: '5' },
      reason: 'Nhập nhầm',
      localityName: 'Na Hang',
    });
    expect(body.versions.map(({ figure }: { figure: { value: string } }) => figure.value)).toEqual(['4', '5']);
    expect(headers.get('etag')).toBe('"3"');
    expect(await ids(planner, '/v1/measurements?state=recorded&asOfFrom=2021-07-01&basis=actual&year=2021')).toEqual([
      'relocated-households.vn-072@base.2021.2021-07-31.actual',
    ]);
    expect((await get(planner, '/v1/measurements/relocated-households.vn-072@base.2021.2021-13-31.actual')).status).toBe(404);
  });

  it('tells the history of a stream, page by page and backwards', async () => {
    const path = '/v1/events?stream=measurement-relocated-households.vn-072@base.2021';
    const { body } = await planner!.get(`${path}&direction=backward&limit=3`);
    expect(body.items.map(({ revision }: { revision: number }) => revision)).toEqual([3, 2, 1]);
    expect(body.items[0]).toMatchObject({ type: 'MeasurementCorrected', metadata: { actor: { id: 'dev-planner', role: 'planner' } } });
    expect((await planner!.get(`${path}&direction=backward&limit=3&cursor=${body.nextCursor}`)).body).toMatchObject({
      items: [{ revision: 0 }],
      nextCursor: null,
    });
    const corrections = await planner!.get(`${path}&direction=backward&type=MeasurementCorrected`);
    expect(corrections.body.items.map(({ type }: { type: string }) => type)).toEqual(['MeasurementCorrected']);
    expect((await planner!.get(`${path}&limit=3&cursor=${body.nextCursor}`)).status).toBe(400);
    expect((await planner!.get('/v1/events?stream=target-none')).body).toMatchObject({ status: 404, code: 'stream_unknown' });
    expect((await planner!.get('/v1/events?stream=anything')).status).toBe(400);
  });

  it('shows targets, measurements and their histories only within the scope', async () => {
    expect(await ids(elsewhere, '/v1/targets')).toEqual([]);
    expect(await ids(elsewhere, '/v1/measurements')).toEqual([]);
    expect(await ids(await house.as('auditor', 'vn-08@2025'), '/v1/measurements')).toHaveLength(3);
    const beyond = [
      '/v1/targets/relocation',
      '/v1/targets?locality=vn-08@base',
      '/v1/measurements/relocated-households.vn-072@base.2021.2021-08-31.actual',
      '/v1/measurements?locality=vn-072@base',
      '/v1/events?stream=target-relocation',
      '/v1/events?stream=measurement-relocated-households.vn-072@base.2021',
    ];
    for (const path of beyond) expect((await get(elsewhere, path)).body).toMatchObject({ status: 403, code: 'locality_out_of_scope' });
    expect(await ids(elsewhere, '/v1/localities?asOf=2021-08-31')).toHaveLength(6);
    expect((await elsewhere!.get('/v1/events?stream=locality-vn-08@base')).body.items).toHaveLength(2);
  });

  it('lets one read one’s own write', async () => {
    for (let turn = 1; turn <= 10; turn++) {
      const asOf = `2021-09-${String(turn).padStart(2, '0')}`;
      const answer = await planner!.done('/v1/measurements', relocation(asOf, '6'));
      const read = await planner!.get(`/v1/measurements/${answer.body.id}`, { 'x-read-after': answer.body.position });
      expect(read).toMatchObject({ status: 200, body: { asOf } });
      expect(BigInt(read.headers.get('x-read-position') ?? '0')).toBeGreaterThanOrEqual(BigInt(answer.body.position));
    }
  });

  it('refuses a position that is none, and gives up on one that does not come', async () => {
    expect((await planner!.get('/v1/targets', { 'x-read-after': 'soon' })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'X-Read-After' }],
    });
    const headers = { authorization: `Bearer ${planner!.token}`, 'x-read-after': '999999' };
    const answer = await fetch(new URL('/v1/targets', house.url), { headers });
    expect(await answer.json()).toMatchObject({ status: 503, code: 'read_after_timeout', params: { position: '999999' } });
    expect(answer.headers.get('retry-after')).toBe('1');
  }, 60_000);
});

describe('reads before any projector has run', () => {
  let house: TestApi;
  beforeAll(async () => void (house = await startTestApi()));
  afterAll(() => house.close());

  it.each(['/v1/localities', '/v1/directives', '/v1/indicators', '/v1/targets', '/v1/measurements'])(
    'answers %s that it is not ready',
    async (path) => {
      const answer = await (await house.as('leader')).get(path);
      expect(answer.body).toMatchObject({ status: 503, code: 'projection_not_ready' });
      expect(answer.headers.get('retry-after')).not.toBeNull();
    },
  );
});
