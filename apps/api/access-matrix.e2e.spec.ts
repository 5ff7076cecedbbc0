import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, type Role } from '../../libs/domain/kernel/command.js';
import { createKeyFile } from '../../libs/features/transparency/key-file.js';
import { NOTICE, uploadRead } from '../../test/support/directives.js';
import type { Answer, HttpClient } from '../../test/support/http-client.js';
import { DIRECTIVE, district, indicator, locality, milestone, plan } from '../../test/support/samples.js';
import { raisedAlert, storeAlert } from '../../test/support/stored-alerts.js';
import { startTestSystem, type TestSystem } from '../../test/support/system.js';
import { ORIGIN } from '../../test/support/transparency.js';
import { registerTuyenQuang } from '../../test/support/tuyen-quang.js';

const EVERYBODY = ROLES;
const PLANNERS: readonly Role[] = ['planner', 'admin'];
const VERIFIERS: readonly Role[] = ['verifier', 'admin'];
const ADMIN: readonly Role[] = ['admin'];
const AUDITORS: readonly Role[] = ['auditor', 'admin'];
const WATCHERS: readonly Role[] = ['auditor', 'leader', 'admin'];

const target = {
  targetId: 'whole',
  indicatorId: 'poverty',
  localityId: 'vn-08@base',
  ...plan({ quantity: null, milestones: [milestone({ comparator: '<=', value: '5' })], baseline: { value: '9', on: '2020-12-31' } }),
};
const figure = {
  indicatorId: 'poverty',
  localityId: 'vn-08@base',
  asOf: '2021-08-31',
  basis: 'actual',
  figure: { shape: 'count', value: '7' },
};
const profile = { profileId: 'seasonal', name: 'Theo mùa', nameEn: 'Seasonal', shares: [{ month: 12, share: '1' }] };
const calendar = { kind: 'weekly', cutOffWeekday: 5, dueWeekday: 7 };
const id = 'poverty.vn-08@base.2021.2021-08-31.actual';
const tranche = {
  indicatorId: 'disbursement',
  localityId: 'vn-08@base',
  year: 2021,
  trancheId: 'dau-nam',
  on: '2020-12-31',
  amount: '100',
};
const reason = { reason: 'kiểm tra quyền' };
const WRITTEN = '/v1/directives/written';

interface Rule {
  readonly roles: readonly Role[];
  /** True where the route acts on, or shows, Tuyên Quang before the merger, and only whose scope covers that may pass. */
  readonly scoped: boolean;
  /** Only for those whose scope is the whole country. */
  readonly national?: true;
  readonly path?: string;
  readonly body?: object;
}
const command = (roles: readonly Role[], scoped: boolean, body: object, path?: string): Rule => ({
  roles,
  scoped,
  body,
  ...(path !== undefined && { path }),
});
const read = (scoped: boolean, path?: string): Rule => ({ roles: EVERYBODY, scoped, ...(path !== undefined && { path }) });

/** Who may use which route: the whole API, route by route. What stands in no row here fails the first test. */
const MATRIX: Readonly<Record<string, Rule>> = {
  'POST /v1/localities': command(ADMIN, true, district('vn-999@base', 'Mới')),
  'POST /v1/localities/:id/succession': command(
    ADMIN,
    true,
    { kind: 'merge', into: 'nowhere', effectiveOn: '2025-07-01' },
    '/v1/localities/vn-08@base/succession',
  ),
  'POST /v1/localities/:id/parent': command(
    ADMIN,
    true,
    { parentId: 'vn-08@base', from: '2021-01-01' },
    '/v1/localities/vn-08@base/parent',
  ),
  'POST /v1/directives': command(PLANNERS, true, { ...DIRECTIVE, number: 'khác' }),
  'POST /v1/indicators': { ...command(ADMIN, true, indicator({ indicatorId: 'poverty' })), national: true },
  'POST /v1/indicators/:id/profiles': {
    ...command(ADMIN, true, { ...profile, name: 'khác' }, '/v1/indicators/poverty/profiles'),
    national: true,
  },
  'POST /v1/indicators/:id/calendar': { ...command(ADMIN, true, { calendar }, '/v1/indicators/poverty/calendar'), national: true },
  'POST /v1/targets': command(PLANNERS, true, target),
  'POST /v1/targets/:id/revisions': command(PLANNERS, true, { ...plan(), ...reason, reason: '' }, '/v1/targets/whole/revisions'),
  'POST /v1/targets/:id/allocations': command(PLANNERS, true, { parts: [] }, '/v1/targets/whole/allocations'),
  'POST /v1/targets/:id/trajectory': command(
    PLANNERS,
    true,
    { trajectory: { kind: 'linear' }, reason: '' },
    '/v1/targets/whole/trajectory',
  ),
  'POST /v1/targets/:id/withdrawal': command(PLANNERS, true, { reason: '' }, '/v1/targets/whole/withdrawal'),
  'POST /v1/measurements': command(PLANNERS, true, figure),
  'POST /v1/measurements/:id/correction': command(
    PLANNERS,
    true,
    { figure: figure.figure, reason: '' },
    `/v1/measurements/${id}/correction`,
  ),
  'POST /v1/measurements/:id/withdrawal': command(PLANNERS, true, { reason: '' }, `/v1/measurements/${id}/withdrawal`),
  'POST /v1/measurements/:id/verification': command(VERIFIERS, true, {}, `/v1/measurements/${id}/verification`),
  'POST /v1/measurements/:id/return': command(VERIFIERS, true, { reason: '' }, `/v1/measurements/${id}/return`),
  'GET /v1/localities': read(false),
  'GET /v1/localities/:id': read(false, '/v1/localities/vn-08@base'),
  'GET /v1/localities/:id/tree': read(false, '/v1/localities/vn-08@base/tree'),
  'POST /v1/directives/:id/description': command(PLANNERS, true, { reason: '' }, `${WRITTEN}/description`),
  'POST /v1/directives/:id/withdrawal': command(PLANNERS, true, { reason: '' }, `${WRITTEN}/withdrawal`),
  'POST /v1/directives/:id/reinstatement': command(PLANNERS, true, { reason: '' }, `${WRITTEN}/reinstatement`),
  'POST /v1/directives/:id/reading': command(PLANNERS, true, {}, `${WRITTEN}/reading`),
  'POST /v1/directives/:id/proposals/:n/acceptance': command(PLANNERS, true, { dryRun: true }, `${WRITTEN}/proposals/1/acceptance`),
  'POST /v1/directives/:id/proposals/:n/dismissal': command(PLANNERS, true, { reason: 'x' }, `${WRITTEN}/proposals/999/dismissal`),
  'POST /v1/directives/:id/proposals/:n/dismissal/withdrawal': command(
    PLANNERS,
    true,
    { reason: 'x' },
    `${WRITTEN}/proposals/999/dismissal/withdrawal`,
  ),
  'GET /v1/directives': read(true, '/v1/directives?locality=vn-08@base'),
  'GET /v1/directives/:id': read(true, WRITTEN),
  'GET /v1/directives/:id/reading': read(true, `${WRITTEN}/reading`),
  'GET /v1/directives/:id/text': read(true, `${WRITTEN}/text`),
  'GET /v1/directives/:id/proposals': read(true, `${WRITTEN}/proposals`),
  'GET /v1/directives/:id/proposals/:n': read(true, `${WRITTEN}/proposals/1`),
  'GET /v1/indicators': read(false),
  'GET /v1/indicators/:id': read(false, '/v1/indicators/poverty'),
  'GET /v1/targets': read(true, '/v1/targets?locality=vn-08@base'),
  'GET /v1/targets/:id': read(true, '/v1/targets/whole'),
  'GET /v1/targets/:id/progress': read(true, '/v1/targets/whole/progress'),
  'GET /v1/targets/:id/evidence': { ...read(true, '/v1/targets/whole/evidence?reason=x'), roles: AUDITORS },
  'GET /v1/measurements': read(true, '/v1/measurements?locality=vn-08@base'),
  'GET /v1/measurements/:id': read(true, `/v1/measurements/${id}`),
  'POST /v1/plan-capital': command(PLANNERS, true, tranche),
  'POST /v1/plan-capital/:id/adjustments': command(
    PLANNERS,
    true,
    { trancheId: 'dau-nam', on: '2021-06-30', amount: '90', reason: '' },
    '/v1/plan-capital/disbursement.vn-08@base.2021/adjustments',
  ),
  'POST /v1/plan-capital/:id/tranches/:trancheId/correction': command(
    PLANNERS,
    true,
    { on: '2020-12-31', amount: '90', reason: '' },
    '/v1/plan-capital/disbursement.vn-08@base.2021/tranches/dau-nam/correction',
  ),
  'POST /v1/plan-capital/:id/tranches/:trancheId/withdrawal': command(
    PLANNERS,
    true,
    { reason: '' },
    '/v1/plan-capital/disbursement.vn-08@base.2021/tranches/dau-nam/withdrawal',
  ),
  'GET /v1/plan-capital': read(true, '/v1/plan-capital?locality=vn-08@base'),
  'GET /v1/plan-capital/:id': read(true, '/v1/plan-capital/disbursement.vn-08@base.2021'),
  'GET /v1/alerts': read(true, '/v1/alerts?locality=vn-08@base'),
  'GET /v1/alerts/counts': read(true, '/v1/alerts/counts?locality=vn-08@base'),
  'GET /v1/alerts/:id': read(true, '/v1/alerts/whole~1'),
  'GET /v1/alerts/stream': read(false),
  'POST /v1/alerts/:id/acknowledgement': command(
    ['leader', 'planner', 'admin'],
    true,
    { note: 'kiểm tra quyền' },
    '/v1/alerts/whole~1/acknowledgement',
  ),
  'POST /v1/escalation': command(['leader', 'admin'], true, { localityId: 'vn-08@base', steps: [] }),
  'GET /v1/escalation/:localityId': read(true, '/v1/escalation/vn-08@base'),
  'POST /v1/holidays': { ...command(PLANNERS, true, { year: 2026, source: 'TB 12' }), national: true },
  'GET /v1/holidays/:year': read(false, '/v1/holidays/2026'),
  'GET /v1/duties': read(true, '/v1/duties?locality=vn-08@base'),
  'GET /v1/duties/summary': read(true, '/v1/duties/summary?locality=vn-08@base'),
  'GET /v1/progress': read(true, '/v1/progress?locality=vn-08@base'),
  'GET /v1/scoreboard': read(true, '/v1/scoreboard?locality=vn-08@base'),
  'POST /v1/subscriptions': command(EVERYBODY, true, { localities: ['vn-08@base'], channel: { kind: 'in_app' } }),
  'POST /v1/subscriptions/:id/ending': command(EVERYBODY, false, {}, '/v1/subscriptions/nobody/ending'),
  'POST /v1/contacts/:id/erasure': command(EVERYBODY, false, {}, '/v1/contacts/7b0a8f0e-6d7c-4c57-9d0e-0d8b6f8d7f10/erasure'),
  'POST /v1/contacts/:id/confirmation': command(EVERYBODY, false, {}, '/v1/contacts/7b0a8f0e-6d7c-4c57-9d0e-0d8b6f8d7f10/confirmation'),
  'POST /v1/webhooks': command(EVERYBODY, false, { endpointId: 'matrix', url: 'https://hooks.example.vn' }),
  'POST /v1/webhooks/:id/disabling': command(EVERYBODY, false, {}, '/v1/webhooks/nobody/disabling'),
  'POST /v1/webhooks/:id/secret': command(EVERYBODY, false, {}, '/v1/webhooks/nobody/secret'),
  'POST /v1/notifications/:id/opening': command(EVERYBODY, false, {}, '/v1/notifications/7b0a8f0e-6d7c-4c57-9d0e-0d8b6f8d7f10/opening'),
  'GET /v1/webhooks/:id/secret': read(false, '/v1/webhooks/nobody/secret'),
  'GET /v1/subscriptions': read(false),
  'GET /v1/webhooks': read(false),
  'POST /v1/notifications/opening': command(EVERYBODY, false, { through: '7b0a8f0e-6d7c-4c57-9d0e-0d8b6f8d7f10' }),
  'GET /v1/notifications': read(false),
  'GET /v1/notifications/counts': read(false),
  'GET /v1/notifications/stream': read(false),
  'GET /v1/events': read(true, '/v1/events?stream=target-whole'),
  'GET /v1/targets/:id/history': read(true, '/v1/targets/whole/history'),
  'GET /v1/measurements/:id/history': read(true, `/v1/measurements/${id}/history`),
  'GET /v1/localities/:id/history': read(true, '/v1/localities/vn-08@base/history'),
  'GET /v1/directives/:id/history': read(true, `${WRITTEN}/history`),
  'GET /v1/alerts/:id/history': read(true, '/v1/alerts/whole~1/history'),
  'GET /v1/audit/diff': read(true, '/v1/audit/diff?from=1&locality=vn-08@base'),
  'GET /v1/audit/findings': { roles: WATCHERS, scoped: true, path: '/v1/audit/findings?locality=vn-08@base' },
  'GET /v1/audit/findings/counts': { roles: WATCHERS, scoped: true, path: '/v1/audit/findings/counts?locality=vn-08@base' },
  'GET /v1/audit/accesses': { roles: AUDITORS, scoped: false },
  'GET /v1/audit/contacts': { roles: AUDITORS, scoped: true, path: '/v1/audit/contacts?reason=x&locality=vn-08@base' },
  'GET /v1/audit/log/status': { roles: WATCHERS, scoped: false },
  'GET /v1/audit/log/tile/entries/*': { roles: AUDITORS, scoped: true, national: true, path: '/v1/audit/log/tile/entries/000' },
  'GET /v1/audit/log/events/:index': { roles: AUDITORS, scoped: true, national: true, path: '/v1/audit/log/events/0' },
  'POST /v1/audit/log/heads': { roles: AUDITORS, scoped: true, national: true, body: {} },
};

const STREAMS: readonly string[] = ['GET /v1/alerts/stream', 'GET /v1/notifications/stream'];

/** How a stream begins: it would not end by itself. */
async function opened({ url, token }: HttpClient, path: string): Promise<Answer> {
  const leaving = new AbortController();
  const { status, headers } = await fetch(url + path, { headers: { authorization: `Bearer ${token}` }, signal: leaving.signal });
  leaving.abort();
  return { status, headers, body: {} };
}

/** Open to everybody: nothing there belongs to anybody, or the path itself is a key that a mail brought, or it is hashes and signatures. */
const OPEN =
  /^(GET \/v1\/audit\/log\/(checkpoint|keys|tile\/\*|proofs\/(inclusion|consistency))|GET \/(docs|docs\/[\w.-]+|health\/(live|ready)|metrics|web\/[\w.-]+)?|(GET|POST) \/mail\/(confirmation|unsubscription)\/:token)$/;

describe('who may do what', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-access-'));
  const keyFile = join(folder, 'log-key.json');
  let house: TestSystem;
  let position: string;

  const send = async (route: string, role: Role, scope: string): Promise<Answer> => {
    const [method = '', declared = ''] = route.split(' ');
    const { path = declared, body } = MATRIX[route]!;
    const client = await house.as(role, scope);
    if (STREAMS.includes(route)) return opened(client, path);
    return method === 'GET' ? client.get(path, { 'x-read-after': position }) : client.post(path, body);
  };

  beforeAll(async () => {
    await createKeyFile(keyFile, ORIGIN, '2026-01-01T00:00:00.000Z');
    house = await startTestSystem({ transparency: { keyFile, headEveryMs: 100, witnesses: [], mail: null } });
    const admin = await house.as('admin');
    await registerTuyenQuang(admin);
    await admin.done('/v1/targets', target);
    await admin.done('/v1/measurements', figure);
    await uploadRead(admin, { directiveId: 'written', localityId: 'vn-08@base', text: NOTICE });
    await admin.done('/v1/plan-capital', tranche);
    await admin.done('/v1/localities/vn-08@base/succession', { kind: 'merge', into: 'vn-08@2025', effectiveOn: '2025-07-01' });
    position = await storeAlert(house.store, raisedAlert('whole', 'poverty', 'vn-08@base'));
  }, 120_000);
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true });
  });

  it('is said of every route of the application', () => {
    const routes = house.api.routes.map(({ method, path }) => `${method} ${path}`).filter((route) => !route.startsWith('HEAD '));
    expect(routes.filter((route) => !OPEN.test(route)).sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it('lets nobody in without a token', async () => {
    for (const { method, path } of house.api.routes.filter((route) => route.path.startsWith('/v1/') && !OPEN.test(`GET ${route.path}`))) {
      const answer = await fetch(house.url + path, { method });
      expect([method, path, answer.status, answer.headers.get('www-authenticate')]).toEqual([method, path, 401, 'Bearer realm="tiendo"']);
    }
  });

  it.each(Object.keys(MATRIX).flatMap((route) => ROLES.map((role) => [route, role] as const)))('%s as %s', async (route, role) => {
    const { status, body } = await send(route, role, 'vn');
    if (MATRIX[route]!.roles.includes(role)) expect([401, 403]).not.toContain(status);
    else expect([status, body.code]).toEqual([403, 'role_forbidden']);
  });

  it('lets an auditor read whatever anybody may, and write nothing but what is his own and the asking for a head of the log', () => {
    const open = Object.entries(MATRIX).flatMap(([route, { roles }]) => (roles.includes('auditor') ? [route] : []));
    const writing = open.filter((route) => !route.startsWith('GET '));
    expect(
      writing.filter((route) => !/^POST \/v1\/(subscriptions|contacts|webhooks|notifications|audit\/log\/heads)(\/|$)/.test(route)),
    ).toEqual([]);
    expect(Object.keys(MATRIX).filter((route) => route.startsWith('GET ') && !open.includes(route))).toEqual([]);
  });

  const SCOPES = [
    ['its own', 'vn-08@base', true],
    ['the whole country', 'vn', true],
    ['its successor', 'vn-08@2025', true],
    ['a district beneath', 'vn-072@base', false],
    ['a neighbour', 'vn-10@base', false],
    ['a locality that nobody registered', 'vn-77@base', false],
  ] as const;
  const scoped = Object.keys(MATRIX).filter((route) => MATRIX[route]!.scoped);

  it.each(scoped.flatMap((route) => SCOPES.map(([name, scope, passes]) => [route, name, scope, passes] as const)))(
    '%s with the scope of %s',
    async (route, _, scope, passes) => {
      for (const role of MATRIX[route]!.roles) {
        const { status, body } = await send(route, role, scope);
        if (MATRIX[route]!.national ? scope === 'vn' : passes) expect([401, 403]).not.toContain(status);
        else expect([role, status, body.code]).toEqual([role, 403, 'locality_out_of_scope']);
      }
    },
  );

  it.each([
    ['2010-01-01', 'the province above', 'vn-08@base', 201],
    ['2011-01-01', "the province's successor", 'vn-08@2025', 201],
    ['2012-01-01', 'itself', 'vn-072@base', 201],
    ['2013-01-01', 'its neighbour', 'vn-073@base', 403],
  ])('lets a figure of a district as of %s be recorded by %s', async (asOf, _, scope, status) => {
    const client = await house.as('planner', scope);
    expect((await client.post('/v1/measurements', { ...figure, localityId: 'vn-072@base', asOf })).status).toBe(status);
  });

  it('lets only an administrator of the whole country register what has no parent', async () => {
    const client = await house.as('admin', 'vn-08@base');
    expect((await client.post('/v1/localities', locality({ localityId: 'other', level: 'nation', parentId: null }))).body.code).toBe(
      'locality_out_of_scope',
    );
  });
});
