import type { AppendResult, EventStore, StreamAppend } from '../../event-store/event-store.js';
import { startTestApi, type TestApi } from '../../../test/support/api.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const row = (asOf: string, more: object = {}) => ({
  indicatorId: 'poverty',
  localityId: 'vn-08@base',
  asOf,
  basis: 'actual',
  figure: { shape: 'count', value: '1' },
  ...more,
});
const days = (year: number, count: number) =>
  Array.from({ length: count }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10));

describe('many measurements in one request', () => {
  let house: TestApi;
  let planner: HttpClient;

  beforeAll(async () => {
    house = await startTestApi();
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', 'vn-08@base');
  });
  afterAll(() => house.close());

  it('records all rows of several streams at once and answers row by row', async () => {
    const rows = [...days(2020, 3).map((day) => row(day)), ...days(2019, 2).map((day) => row(day, { localityId: 'vn-072@base' }))];
    const answer = await planner.post('/v1/measurements', { items: rows });
    const head = await house.store.head();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ recorded: 5, refused: 0, position: head });
    expect(answer.body.rows[1]).toEqual({
      index: 1,
      id: 'poverty.vn-08@base.2020.2020-01-02.actual',
      status: 'recorded',
      revision: 1,
      position: expect.any(String),
    });
    expect(answer.body.rows.map(({ revision }: { revision: number }) => revision)).toEqual([0, 1, 2, 0, 1]);
    expect((await house.store.readStream('measurement-poverty.vn-072@base.2019')).events).toHaveLength(2);
  });

  it('takes a bare array as well', async () => {
    expect((await planner.post('/v1/measurements', [row('2018-01-01')])).body).toMatchObject({ recorded: 1 });
  });

  it('writes nothing when one row is refused, and says of each row how it stands', async () => {
    const head = await house.store.head();
    const answer = await planner.post('/v1/measurements', [
      row('2017-01-01'),
      row('2017-01-02', { figure: { shape: 'count', value: '-1' } }),
      row('2017-13-01'),
      row('2017-01-03', { localityId: 'vn-10@base' }),
      row('2017-01-04', { indicatorId: 'nothing' }),
      row('2017-01-01', { figure: { shape: 'count', value: '2' } }),
      row('2017-01-05', { colour: 'red' }),
      null,
    ]);
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ code: 'rows_refused', params: { refused: 7, rows: 8 }, recorded: 0, refused: 7, position: null });
    expect(
      answer.body.rows.map(({ status, refusal }: { status: string; refusal?: { code: string; field: string } }) => [
        status,
        refusal?.code,
        refusal?.field,
      ]),
    ).toEqual([
      ['acceptable', undefined, undefined],
      ['refused', 'count_negative', 'figure.value'],
      ['refused', 'field_invalid', 'asOf'],
      ['refused', 'locality_out_of_scope', 'localityId'],
      ['refused', 'indicator_unknown', 'indicatorId'],
      ['refused', 'duplicate_in_request', null],
      ['refused', 'field_unknown', 'colour'],
      ['refused', 'field_invalid', ''],
    ]);
    expect(answer.body.rows[5].refusal).toMatchObject({
      params: { row: 0 },
      message: { vi: 'Trùng với dòng có index 0 của cùng yêu cầu.', en: 'The same as the row with index 0 of this request.' },
    });
    expect(await house.store.head()).toBe(head);
  });

  it('writes the good rows when asked to', async () => {
    const answer = await planner.post('/v1/measurements?partial=true', [
      row('2016-01-01'),
      row('2016-01-02', { figure: { shape: 'count', value: '-1' } }),
      row('2016-01-03'),
    ]);
    expect([answer.status, answer.body.recorded, answer.body.refused]).toEqual([200, 2, 1]);
    const { events } = await house.store.readStream('measurement-poverty.vn-08@base.2016');
    expect(events.map(({ data }) => (data as { asOf: string }).asOf)).toEqual(['2016-01-01', '2016-01-03']);
  });

  it('refuses as a whole when none of the rows is good, partial or not', async () => {
    expect((await planner.post('/v1/measurements?partial=true', [row('2016-13-01')])).status).toBe(409);
  });

  it('only tries when asked to', async () => {
    const head = await house.store.head();
    const items = [row('2015-01-01'), row('2020-01-01')];
    for (const answer of [
      await planner.post('/v1/measurements?dryRun=true', items),
      await planner.post('/v1/measurements', { items, dryRun: true }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        position: null,
        recorded: 0,
        refused: 1,
        rows: [{ status: 'acceptable' }, { status: 'refused', refusal: { code: 'measurement_exists' } }],
      });
    }
    expect((await planner.post('/v1/measurements?dryRun=true', row('2015-01-01'))).body).toMatchObject({
      rows: [{ index: 0, status: 'acceptable' }],
    });
    expect(await house.store.head()).toBe(head);
  });

  it('decides rows of one stream one after the other', async () => {
    const cumulative = (asOf: string, value: string) =>
      row(asOf, { indicatorId: 'relocated-households', figure: { shape: 'count', value } });
    const answer = await planner.post('/v1/measurements', [cumulative('2021-01-31', '5'), cumulative('2021-02-28', '4')]);
    expect(answer.body.rows[1]).toMatchObject({ status: 'refused', refusal: { code: 'cumulative_falls', params: { from: '5', to: '4' } } });
  });

  it('gives the first answer again under the same key, kept or lost, also when some rows were refused', async () => {
    const key = { 'idempotency-key': 'many' };
    const items = [row('2014-01-01'), row('2014-01-02'), row('2014-13-01')];
    const first = await planner.post('/v1/measurements?partial=true', items, key);
    const head = await house.store.head();
    expect((await planner.post('/v1/measurements?partial=true', items, key)).body).toEqual(first.body);
    await house.sql`delete from api.idempotency`;
    const again = await planner.post('/v1/measurements?partial=true', items, key);
    expect([again.status, again.body.recorded, again.body.refused]).toEqual([200, 2, 1]);
    expect(await house.store.head()).toBe(head);
  });

  it('answers a repeat from what it wrote, also when the scope of the sender has narrowed since', async () => {
    const key = { 'idempotency-key': 'narrowed' };
    const items = [row('2011-01-01'), row('2011-01-02', { localityId: 'vn-072@base' })];
    const first = await planner.post('/v1/measurements', items, key);
    await house.sql`delete from api.idempotency`;
    const head = await house.store.head();
    const again = await (await house.as('planner', 'vn-072@base')).post('/v1/measurements', items, key);
    expect([again.status, again.body.recorded]).toEqual([201, first.body.recorded]);
    expect(await house.store.head()).toBe(head);
  });

  it('never takes back what an earlier request under the same key wrote as a whole', async () => {
    const key = { 'idempotency-key': 'grown' };
    await planner.post('/v1/measurements', [row('2010-01-01')], key);
    await house.sql`delete from api.idempotency`;
    const head = await house.store.head();
    const again = await planner.post('/v1/measurements', [row('2010-01-01'), row('2010-01-02', { localityId: 'vn-10@base' })], key);
    expect([again.status, again.body.rows.map(({ status }: { status: string }) => status)]).toEqual([409, ['recorded', 'refused']]);
    expect(await house.store.head()).toBe(head);
  });

  it('lets through one of two requests that share a row', async () => {
    const answers = await Promise.all(
      [0, 1].map((value) =>
        planner.post(
          '/v1/measurements',
          days(2013, 5).map((day) => row(day, { figure: { shape: 'count', value: `${value}` } })),
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('takes 10,000 rows, and refuses one more', async () => {
    const rows = days(1990, 10_000).map((day) => row(day));
    expect((await planner.post('/v1/measurements', [...rows, row('2020-06-06')])).body).toMatchObject({
      status: 413,
      code: 'rows_too_many',
      params: { count: 10_001, most: 10_000 },
    });
    const answer = await planner.post('/v1/measurements?partial=true', rows);
    expect(answer.body.recorded + answer.body.refused).toBe(10_000);
    expect(answer.body.recorded).toBeGreaterThan(9_000);
  });

  it.each([
    ['no row', []],
    ['an unknown member beside the rows', { items: [row('2012-01-01')], colour: 'red' }],
    ['rows that are no list', { items: 'all' }],
    ['a flag that is none', { items: [row('2012-01-01')], dryRun: 'yes' }],
  ])('refuses %s', async (_, body) => {
    expect((await planner.post('/v1/measurements', body)).body).toMatchObject({ status: 400, code: 'request_invalid' });
  });
});

describe('many measurements on a store that writes one stream after the other', () => {
  let house: TestApi;
  let planner: HttpClient;
  /** Runs once, just before the second stream of a request is written. */
  let between: (() => Promise<unknown>) | null = null;

  const oneByOne = (store: EventStore): EventStore =>
    new Proxy(store, {
      get: (target, name) => {
        if (name === 'atomicAcrossStreams') return false;
        if (name === 'appendAll') return (appends: readonly StreamAppend[]) => inTurn(target, appends);
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });

  async function inTurn(store: EventStore, appends: readonly StreamAppend[]): Promise<AppendResult[]> {
    const results: AppendResult[] = [];
    for (const { stream, expected, events } of appends) {
      if (results.length === 1) {
        const interruption = between;
        between = null;
        await interruption?.();
      }
      results.push(await store.append(stream, expected, events));
    }
    return results;
  }

  const both = (day: string) => [row(day), row(day, { localityId: 'vn-072@base' })];
  const streams = (year: number) => [`measurement-poverty.vn-08@base.${year}`, `measurement-poverty.vn-072@base.${year}`];
  const types = async (year: number) =>
    Promise.all(streams(year).map(async (stream) => (await house.store.readStream(stream)).events.map(({ type }) => type)));

  beforeAll(async () => {
    house = await startTestApi({ wrap: oneByOne });
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', 'vn-08@base');
  });
  afterAll(() => house.close());

  it('rolls forward when another writer came in between', async () => {
    between = () => planner.done('/v1/measurements', row('2020-02-02', { localityId: 'vn-072@base' }));
    const answer = await planner.post('/v1/measurements', both('2020-01-01'));
    expect([answer.status, answer.body.recorded]).toEqual([201, 2]);
    expect(await types(2020)).toEqual([['MeasurementRecorded'], ['MeasurementRecorded', 'MeasurementRecorded']]);
  });

  it('takes back what it wrote when a row has become impossible', async () => {
    between = () => planner.done('/v1/measurements', row('2019-01-01', { localityId: 'vn-072@base' }));
    const answer = await planner.post('/v1/measurements', both('2019-01-01'));
    expect(answer.status).toBe(409);
    expect(answer.body.rows).toMatchObject([{ status: 'acceptable' }, { status: 'refused', refusal: { code: 'measurement_exists' } }]);
    expect(await types(2019)).toEqual([['MeasurementRecorded', 'MeasurementWithdrawn'], ['MeasurementRecorded']]);
  });

  it('carries on under the same key where the first try broke off', async () => {
    const key = { 'idempotency-key': 'broken-off' };
    between = () => Promise.reject(new Error('killed'));
    expect((await planner.post('/v1/measurements', both('2018-01-01'), key)).status).toBe(500);
    expect(await types(2018)).toEqual([['MeasurementRecorded'], []]);
    const answer = await planner.post('/v1/measurements', both('2018-01-01'), key);
    expect([answer.status, answer.body.recorded]).toEqual([201, 2]);
    expect(await types(2018)).toEqual([['MeasurementRecorded'], ['MeasurementRecorded']]);
  });

  it('carries an allocation on where the first try broke off', async () => {
    const targetId = 'whole';
    const plan = { baseline: { value: '0', on: '2020-12-31' }, milestones: [{ due: '2021-12-31', comparator: '>=', value: '84' }] };
    await planner.done('/v1/targets', { targetId, indicatorId: 'relocated-households', localityId: 'vn-08@base', ...plan });
    const parts = [
      { localityId: 'vn-072@base', quantity: '44' },
      { localityId: 'vn-073@base', quantity: '40' },
    ];
    const key = { 'idempotency-key': 'allocate' };
    between = () => Promise.reject(new Error('killed'));
    expect((await planner.post('/v1/targets/whole/allocations', { parts }, key)).status).toBe(500);
    expect((await planner.post('/v1/targets/whole/allocations', { parts }, key)).body).toMatchObject({ id: targetId, revision: 1 });
    for (const part of ['whole-vn-072@base', 'whole-vn-073@base'])
      expect((await house.store.readStream(`target-${part}`)).events.map(({ type }) => type)).toEqual(['TargetSet']);
    expect((await house.store.readStream('target-whole')).events.map(({ type }) => type)).toEqual(['TargetSet', 'TargetAllocated']);
  });

  it('carries a second allocation on where the first try broke off, although a part was changed by then', async () => {
    const shares = (first: string, second: string) => [
      { localityId: 'vn-072@base', quantity: first },
      { localityId: 'vn-073@base', quantity: second },
    ];
    const again = { parts: shares('40', '44'), reason: 'rà soát' };
    between = () => Promise.reject(new Error('killed'));
    expect((await planner.post('/v1/targets/whole/allocations', again)).status).toBe(500);
    expect((await planner.post('/v1/targets/whole/allocations', again)).body).toMatchObject({ id: 'whole', revision: 2 });
    for (const part of ['whole-vn-072@base', 'whole-vn-073@base'])
      expect((await house.store.readStream(`target-${part}`)).events.map(({ type }) => type)).toEqual(['TargetSet', 'TargetRevised']);
    expect((await planner.post('/v1/targets/whole/allocations', again)).body).toMatchObject({ revision: 2 });
  });
});
