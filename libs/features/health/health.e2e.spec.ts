import { PROJECTIONS } from '../../../apps/projector/projections.js';
import { startTestApi, type TestApi } from '../../../test/support/api.js';
import { eventually } from '../../../test/support/eventually.js';
import { draft } from '../../../test/support/projected.js';
import { district } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { daysOf, READ_MODELS } from './health.query.js';

// Tests say what they expect of a body by asserting on it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const json = async (url: string): Promise<{ status: number; body: any }> => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};

describe('health of a running system', () => {
  let house: TestSystem;
  beforeAll(async () => void (house = await startTestSystem()), 60_000);
  afterAll(() => house.close());

  it('says without a token that it lives and is ready', async () => {
    expect(await json(`${house.url}/health/live`)).toEqual({ status: 200, body: { status: 'live' } });
    // Tables may have caught up a moment before their projection says that it runs.
    await eventually(async () => {
      const { status, body } = await json(`${house.url}/health/ready`);
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'ready', eventStore: { ok: true }, database: { ok: true } } });
      expect(body.projections.map(({ name, state, lag }: Record<string, unknown>) => [name, state, lag])).toEqual(
        [...READ_MODELS, 'notifications'].map((name) => [name, 'running', 0]),
      );
    });
  });

  it('waits for every read model that a projector keeps', () => {
    expect([...READ_MODELS].sort()).toEqual(PROJECTIONS.map(({ name }) => name).sort());
  });

  it('counts requests by route, commands by outcome, and tells the lag of each projection', async () => {
    const admin = await house.as('admin');
    await admin.get('/v1/indicators/none');
    await admin.post('/v1/indicators', {});
    const response = await fetch(`${house.url}/metrics`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(/tiendo_http_request_duration_seconds_count\{method="GET",route="\/v1\/indicators\/:id",status="404"\} 1/);
    expect(text).toMatch(/tiendo_commands_total\{route="\/v1\/indicators",outcome="refused"\} 1/);
    expect(text).toMatch(/tiendo_projection_lag_events\{projection="targets"\} 0/);
    expect(text).toMatch(/tiendo_projection_lag_seconds\{projection="targets"\} 0/);
    expect(text).toMatch(/tiendo_events_appended \d+/);
    expect(text).toMatch(/tiendo_projection_stopped\{projection="targets"\} 0/);
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('names the projection that an unreadable event stopped, and goes on with the others', async () => {
    const good = draft(localityCodec, { type: 'LocalityRegistered', data: district() }, 'unreadable');
    await house.store.append('locality-broken', 'no_stream', [{ ...good, type: 'LocalityVanished' }]);
    await eventually(async () => {
      const { status, body } = await json(`${house.url}/health/ready`);
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'degraded' } });
      const states = new Map<string, Record<string, unknown>>(body.projections.map((one: { name: string }) => [one.name, one]));
      expect(states.get('localities')).toMatchObject({ state: 'stopped', reason: { stream: 'locality-broken', type: 'LocalityVanished' } });
      expect(states.get('targets')).toMatchObject({ state: 'running', lag: 0 });
      expect(states.get('localities')?.lag).toBeGreaterThan(0);
      expect(states.get('localities')?.lagSeconds).toBeGreaterThan(0);
    });
    expect(await (await fetch(`${house.url}/metrics`)).text()).toMatch(/tiendo_projection_stopped\{projection="localities"\} 1/);
  });

  it('says so when the record of days is ahead of the clock, or lies behind', async () => {
    const days = async () => (await json(`${house.url}/health/ready`)).body.days;
    expect(await days()).toMatchObject({ recorded: null, reason: null });
    await house.sql`create schema evaluator`;
    await house.sql`create table evaluator.taken as select '2999-01-01'::date as day`;
    expect(await days()).toMatchObject({ recorded: '2999-01-01', reason: expect.stringContaining('ahead of the clock') });
    await house.sql`update evaluator.taken set day = '2021-08-31'`;
    expect((await days()).reason).toContain('days are not recorded');
    await house.sql`update evaluator.taken set day = (now() at time zone 'Asia/Ho_Chi_Minh')::date`;
    expect((await days()).reason).toBeNull();
    await house.sql`drop schema evaluator cascade`;
  });

  it('says so when no projector is running any more', async () => {
    await house.projector.close();
    const { body } = await json(`${house.url}/health/ready`);
    expect(body.projections.find(({ name }: { name: string }) => name === 'targets')).toMatchObject({
      state: 'waiting',
      reason: { message: 'no projector is running' },
    });
  });
});

describe('health before any projector has run', () => {
  let house: TestApi;
  beforeAll(async () => void (house = await startTestApi()));
  afterAll(() => house.close());

  it('is not ready', async () => {
    expect(await json(`${house.url}/health/ready`)).toMatchObject({
      status: 503,
      body: {
        status: 'unavailable',
        database: { ok: true },
        projections: READ_MODELS.map((name) => ({ name, state: 'waiting', position: null })),
      },
    });
    expect((await fetch(`${house.url}/metrics`)).status).toBe(200);
  });
});

it.each([
  ['2026-09-30', '2026-09-30T16:59:00Z', null],
  ['2026-09-30', '2026-09-30T17:01:00Z', null],
  ['2026-09-30', '2026-09-30T17:16:00Z', /^days are not recorded/],
  ['2026-09-29', '2026-09-30T17:01:00Z', /^days are not recorded/],
  ['2026-10-01', '2026-09-30T17:00:00Z', null],
  ['2026-10-01', '2026-09-30T16:59:00Z', /ahead of the clock/],
])('a day on record, %s, at %s: a new one may be missing for a quarter of an hour', (recorded, now, reason) => {
  const found = daysOf(recorded, Date.parse(now)).reason;
  if (reason === null) expect(found).toBeNull();
  else expect(found).toMatch(reason);
});
