import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { createApi, type Api } from '../../apps/api/create-api.js';
import { startProjector, type Projector } from '../../apps/projector/start-projector.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { issueDevelopmentToken, loadOrCreateDevelopmentKey, type DevelopmentKey } from '../../libs/features/access/development-key.js';
import type { Role } from '../../libs/domain/kernel/command.js';
import { eventually } from '../support/eventually.js';
import { HttpClient } from '../support/http-client.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';
import { silentLog } from '../support/silent-log.js';
import { registerTuyenQuang } from '../support/tuyen-quang.js';

const PLACE = 'vn-08@base';

/** One life of the system: API and two projectors, with connections of their own. */
class Life {
  private constructor(
    private readonly sql: Sql,
    private readonly store: EventStore,
    private readonly api: Api,
    private readonly projectors: Projector[],
    private readonly key: DevelopmentKey,
  ) {}

  static async begin(url: string, folder: string): Promise<Life> {
    const sql = postgres(url, { max: 40, onnotice: () => {} });
    const store = await openPostgresEventStore({ url });
    const key = await loadOrCreateDevelopmentKey(folder);
    const api = await createApi({ eventStore: store, sql, config: { host: '127.0.0.1', port: 0, access: { kind: 'development', key } } });
    const projectors = [await startProjector({ store, sql, log: silentLog }), await startProjector({ store, sql, log: silentLog })];
    return new Life(sql, store, api, projectors, key);
  }

  async as(role: Role, locality = 'vn'): Promise<HttpClient> {
    return new HttpClient(this.api.url, await issueDevelopmentToken(this.key, { role, locality }));
  }

  /** The projector that was started first, which leads. */
  async endLeader(): Promise<void> {
    await this.projectors.shift()?.close();
  }

  head(): Promise<string> {
    return this.store.head();
  }

  async end(): Promise<void> {
    await this.api.close();
    await Promise.all(this.projectors.map((projector) => projector.close()));
    await this.store.close();
    await this.sql.end();
  }
}

describe('a system that is stopped and started again', () => {
  let database: TestDatabase;
  let folder: string;
  let life: Life;

  beforeAll(async () => {
    [database, folder] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'tiendo-restart-'))]);
    life = await Life.begin(database.url, folder);
    await registerTuyenQuang(await life.as('admin'));
    const milestones = [{ due: '2021-12-31', comparator: '>=', value: '98' }];
    const target = { indicatorId: 'disbursement', localityId: PLACE, baseline: { value: '0', on: '2020-12-31' }, milestones };
    await (await life.as('planner', PLACE)).done('/v1/targets', { ...target, targetId: 'tq-2021-disbursement' });
  });
  afterAll(async () => {
    await life.end();
    await Promise.all([database.drop(), rm(folder, { recursive: true })]);
  });

  const figure = (asOf: string, numerator: string) => ({
    indicatorId: 'disbursement',
    localityId: PLACE,
    asOf,
    basis: 'actual',
    figure: { shape: 'ratio', numerator, denominator: '1000' },
  });
  async function again(): Promise<void> {
    await life.end();
    life = await Life.begin(database.url, folder);
  }
  async function everyAnswer(position: string): Promise<readonly unknown[]> {
    const auditor = await life.as('auditor');
    const paths = [
      '/v1/progress?asOf=2021-09-30',
      '/v1/targets/tq-2021-disbursement/progress?asOf=2021-09-30',
      '/v1/localities',
      '/v1/targets',
      '/v1/measurements',
    ];
    return Promise.all(
      paths.map(async (path) => {
        const { status, body } = await eventually(async () => {
          const answer = await auditor.get(path, { 'x-read-after': position });
          expect(answer.status).toBe(200);
          return answer;
        });
        return { path, status, body };
      }),
    );
  }

  it('gives the same answers, at once, to who asks for what was written before', async () => {
    const { body } = await (await life.as('planner', PLACE)).done('/v1/measurements', figure('2021-08-31', '720'));
    const before = await everyAnswer(body.position);
    await again();
    expect(await everyAnswer(body.position)).toEqual(before);
  });

  it('gives the first answer to a repeated key, and writes nothing', async () => {
    const key = { 'idempotency-key': 'thang-9' };
    const first = await (await life.as('planner', PLACE)).done('/v1/measurements', figure('2021-09-15', '800'), key);
    await again();
    const planner = await life.as('planner', PLACE);
    const head = await life.head();
    const second = await planner.done('/v1/measurements', figure('2021-09-15', '800'), key);
    expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body });
    expect(await life.head()).toBe(head);
    expect(await planner.post('/v1/measurements', figure('2021-09-15', '801'), key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await planner.post('/v1/measurements', figure('2021-09-15', '800'))).toMatchObject({
      status: 409,
      body: { code: 'measurement_exists' },
    });
  });

  it('goes on being read while one of two projectors is stopped', async () => {
    const planner = await life.as('planner', PLACE);
    await planner.done('/v1/measurements', figure('2021-09-20', '810'));
    await life.endLeader();
    const { body } = await planner.done('/v1/measurements', figure('2021-09-25', '820'));
    const answer = await planner.get('/v1/progress?asOf=2021-09-30', { 'x-read-after': body.position });
    expect(answer).toMatchObject({ status: 200, body: { items: [{ percent: '82.00' }] } });
  });
});
