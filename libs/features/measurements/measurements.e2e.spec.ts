import { startTestApi, type TestApi } from '../../../test/support/api.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const row = (value: string, more: object = {}) => ({
  indicatorId: 'relocated-households',
  localityId: 'vn-08@base',
  asOf: '2021-08-31',
  basis: 'actual',
  figure: { shape: 'count', value },
  ...more,
});

describe('commands on one measurement', () => {
  let house: TestApi;
  let planner: HttpClient;
  let verifier: HttpClient;
  let month = 0;

  /** A date that no other test uses. */
  const freeDate = () => `20${String(10 + Math.floor(month / 12)).padStart(2, '0')}-${String((month++ % 12) + 1).padStart(2, '0')}-01`;
  const typesOf = async (stream: string) => (await house.store.readStream(stream)).events.map(({ type }) => type);

  beforeAll(async () => {
    house = await startTestApi();
    await registerTuyenQuang(await house.as('admin'));
    [planner, verifier] = await Promise.all([house.as('planner', 'vn-08@base'), house.as('verifier', 'vn-08@base')]);
  });
  afterAll(() => house.close());

  it('records a figure under the id that its key spells', async () => {
    const answer = await planner.post('/v1/measurements', row('37'));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"0"');
    expect(answer.body).toEqual({
      id: 'relocated-households.vn-08@base.2021.2021-08-31.actual',
      stream: 'measurement-relocated-households.vn-08@base.2021',
      revision: 0,
      position: await house.store.head(),
    });
  });

  it.each([
    [
      'ratio',
      { shape: 'ratio', numerator: '913.216,2', denominator: '1.234.567' },
      { numerator: '913216.2', denominator: '1234567' },
      'disbursement',
    ],
    ['rate', { shape: 'rate', percent: '75,1' }, { percent: '75.1' }, 'disbursement'],
    ['count', { shape: 'count', value: '0' }, { value: '0' }, 'poverty'],
    ['amount', { shape: 'amount', value: '999999999999999.25' }, { value: '999999999999999.25' }, 'revenue'],
    ['index', { shape: 'index', value: '66.02' }, { value: '66.02' }, 'pci'],
    ['task not done', { shape: 'done', on: null }, { on: null }, 'land-plan'],
    ['task done', { shape: 'done', on: '2009-05-01' }, { on: '2009-05-01' }, 'land-plan'],
  ])('records a figure of shape %s exactly', async (_, figure, stored, indicatorId) => {
    const { body } = await planner.done('/v1/measurements', row('', { indicatorId, figure, asOf: freeDate() }));
    const { events } = await house.store.readStream(body.stream);
    expect(events.at(-1)).toMatchObject({ type: 'MeasurementRecorded', data: { figure: { shape: figure.shape, ...stored } } });
  });

  it('counts a figure towards the plan year that is named, by default the year of its date', async () => {
    const { body } = await planner.done('/v1/measurements', row('1', { indicatorId: 'poverty', asOf: '2022-01-31', year: 2021 }));
    expect(body.stream).toBe('measurement-poverty.vn-08@base.2021');
  });

  it('verifies, returns, corrects and withdraws, each as an event of the same stream', async () => {
    const { body } = await planner.done('/v1/measurements', row('5', { localityId: 'vn-072@base' }));
    const path = `/v1/measurements/${body.id}`;
    expect((await verifier.post(`${path}/verification`, {})).body).toMatchObject({ id: body.id, revision: 1 });
    await verifier.done(`${path}/return`, { reason: 'chưa khớp Kho bạc' });
    await planner.done(`${path}/correction`, { figure: { shape: 'count', value: '6' }, reason: 'nhập nhầm' });
    const last = await planner.done(`${path}/withdrawal`, { reason: 'nhầm huyện' });
    expect([last.status, last.headers.get('etag')]).toEqual([200, '"4"']);
    expect(await typesOf(body.stream)).toEqual([
      'MeasurementRecorded',
      'MeasurementVerified',
      'MeasurementReturned',
      'MeasurementCorrected',
      'MeasurementWithdrawn',
    ]);
    expect((await planner.post('/v1/measurements', row('5', { localityId: 'vn-072@base' }))).status).toBe(201);
  });

  it('writes nothing when a command says what stands already', async () => {
    const { body } = await planner.done('/v1/measurements', row('5', { localityId: 'vn-073@base' }));
    await verifier.done(`/v1/measurements/${body.id}/verification`, {});
    const again = await verifier.post(`/v1/measurements/${body.id}/verification`, { note: 'lần nữa' });
    expect([again.status, again.body.revision]).toEqual([200, 1]);
    expect(await typesOf(body.stream)).toEqual(['MeasurementRecorded', 'MeasurementVerified']);
  });

  it('lets one of two who record the same key at once through, and refuses the other', async () => {
    const asOf = freeDate();
    const answers = await Promise.all([
      planner.post('/v1/measurements', row('1', { asOf })),
      planner.post('/v1/measurements', row('2', { asOf })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('measurement_exists');
  });

  it('lets everybody through who records another date of the same stream at once', async () => {
    const dates = Array.from({ length: 24 }, (_, day) => `2030-01-${String(day + 1).padStart(2, '0')}`.replace('2030', '2008'));
    const answers = await Promise.all(dates.map((asOf) => planner.post('/v1/measurements', row('1', { indicatorId: 'poverty', asOf }))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(answers.map(({ body }) => body.revision).sort((a, b) => a - b)).toEqual(dates.map((_, index) => index));
  });

  it('decides on what another process wrote in between', async () => {
    const other = await startOther(house);
    const asOf = '2007-03-01';
    const { body } = await planner.done('/v1/measurements', row('1', { indicatorId: 'poverty', asOf }));
    // The first process has this stream in memory; the second changes it behind its back.
    const colleague = other.client;
    await colleague.done(`/v1/measurements/${body.id}/withdrawal`, { reason: 'nhầm' });
    expect((await planner.post('/v1/measurements', row('2', { indicatorId: 'poverty', asOf }))).body).toMatchObject({ revision: 2 });
    expect((await colleague.post('/v1/measurements', row('3', { indicatorId: 'poverty', asOf: '2007-04-01' }))).body).toMatchObject({
      revision: 3,
    });
    await other.close();
  });

  describe('If-Match', () => {
    it('lets a command through that names the present revision, and refuses one that names another', async () => {
      const { body } = await planner.done('/v1/measurements', row('1', { indicatorId: 'poverty', asOf: '2006-01-01' }));
      const path = `/v1/measurements/${body.id}/correction`;
      const correction = (value: string) => ({ figure: { shape: 'count', value }, reason: 'rà soát' });
      const first = await planner.done(path, correction('2'), { 'if-match': '"0"' });
      const second = await planner.post(path, correction('3'), { 'if-match': '"0"' });
      expect(second.status).toBe(412);
      expect(second.body).toMatchObject({ code: 'stale_revision', params: { expected: 0, actual: 1 } });
      expect((await planner.post(path, correction('3'), { 'if-match': first.headers.get('etag')! })).status).toBe(200);
    });

    it('lets one of two through who edit the same revision at once', async () => {
      const { body } = await planner.done('/v1/measurements', row('1', { indicatorId: 'poverty', asOf: '2005-01-01' }));
      const edit = (value: string) =>
        planner.post(
          `/v1/measurements/${body.id}/correction`,
          { figure: { shape: 'count', value }, reason: 'rà soát' },
          { 'if-match': '"0"' },
        );
      const answers = await Promise.all([edit('2'), edit('3')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    });
  });

  describe('Idempotency-Key', () => {
    it('gives the first answer again, word for word, and writes nothing', async () => {
      const body = row('1', { indicatorId: 'poverty', asOf: '2004-01-01' });
      const first = await planner.post('/v1/measurements', body, { 'idempotency-key': 'once' });
      const head = await house.store.head();
      const second = await planner.post('/v1/measurements', body, { 'idempotency-key': 'once' });
      expect([second.status, second.body, second.headers.get('etag')]).toEqual([201, first.body, '"0"']);
      expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
      expect(await house.store.head()).toBe(head);
    });

    it('gives the first answer from the stream when the kept one was lost', async () => {
      const body = row('1', { indicatorId: 'poverty', asOf: '2003-01-01' });
      const first = await planner.post('/v1/measurements', body, { 'idempotency-key': 'lost' });
      await planner.done('/v1/measurements', row('2', { indicatorId: 'poverty', asOf: '2003-02-01' }));
      await house.sql`delete from api.idempotency`;
      const second = await planner.post('/v1/measurements', body, { 'idempotency-key': 'lost' });
      expect([second.status, second.body]).toEqual([201, first.body]);
      await house.sql`update api.idempotency set status = null, answer = null`;
      expect((await planner.post('/v1/measurements', body, { 'idempotency-key': 'lost' })).body).toEqual(first.body);
    });

    it('chooses the same id again for a thing whose sender named none', async () => {
      const plan = {
        indicatorId: 'poverty',
        localityId: 'vn-08@base',
        baseline: { value: '10', on: '2021-01-01' },
        milestones: [{ due: '2021-12-31', comparator: '<=', value: '5' }],
      };
      const first = await planner.done('/v1/targets', plan, { 'idempotency-key': 'new-target' });
      await house.sql`delete from api.idempotency`;
      expect((await planner.done('/v1/targets', plan, { 'idempotency-key': 'new-target' })).body).toEqual(first.body);
    });

    it('writes once when the same key comes many times at once', async () => {
      const body = row('1', { indicatorId: 'poverty', asOf: '2002-01-01' });
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => planner.post('/v1/measurements', body, { 'idempotency-key': 'burst' })),
      );
      expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
      expect(await typesOf(answers[0]!.body.stream)).toEqual(['MeasurementRecorded']);
    });

    it('refuses a key that came with another request', async () => {
      const key = { 'idempotency-key': 'reused' };
      await planner.done('/v1/measurements', row('1', { indicatorId: 'poverty', asOf: '2001-01-01' }), key);
      const answer = await planner.post('/v1/measurements', row('2', { indicatorId: 'poverty', asOf: '2001-02-01' }), key);
      expect([answer.status, answer.body.code]).toEqual([409, 'idempotency_key_reused']);
    });

    it('belongs to its sender and its path', async () => {
      const key = { 'idempotency-key': 'mine' };
      const colleague = await house.as('planner', 'vn-08@base', { subject: 'colleague' });
      const body = row('1', { indicatorId: 'poverty', asOf: '2000-01-01' });
      await planner.done('/v1/measurements', body, key);
      expect((await colleague.post('/v1/measurements', body, key)).body.code).toBe('measurement_exists');
    });

    it('is free again after a refusal', async () => {
      const key = { 'idempotency-key': 'mended' };
      expect((await planner.post('/v1/measurements', row('-1', { indicatorId: 'poverty', asOf: '1999-01-01' }), key)).status).toBe(409);
      expect((await planner.post('/v1/measurements', row('1', { indicatorId: 'poverty', asOf: '1999-01-01' }), key)).status).toBe(201);
    });
  });
});

/** A second API on the same store, as another process would be. */
async function startOther(house: TestApi): Promise<{ client: HttpClient; close(): Promise<void> }> {
  const { createApi } = await import('../../../apps/api/create-api.js');
  const { issueDevelopmentToken } = await import('../access/development-key.js');
  const { HttpClient } = await import('../../../test/support/http-client.js');
  const api = await createApi({
    eventStore: house.store,
    sql: house.sql,
    config: { host: '127.0.0.1', port: 0, access: { kind: 'development', key: house.key } },
  });
  const client = new HttpClient(api.url, await issueDevelopmentToken(house.key, { role: 'planner', locality: 'vn-08@base' }));
  return { client, close: () => api.close() };
}
