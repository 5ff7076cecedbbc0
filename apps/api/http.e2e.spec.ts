import { pino } from 'pino';
import { startTestApi, type TestApi } from '../../test/support/api.js';
import type { HttpClient } from '../../test/support/http-client.js';
import { StoreUnavailable } from '../../libs/event-store/errors.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { issueDevelopmentToken } from '../../libs/features/access/development-key.js';
import { countIndicator, NATION_FACTS } from '../../test/support/samples.js';

describe('the edge', () => {
  let house: TestApi;
  let admin: HttpClient;
  let token: string;
  let trouble: Error | null = null;

  const troubled = (store: EventStore): EventStore =>
    new Proxy(store, {
      get: (target, name) => {
        if (name === 'append' && trouble) return () => Promise.reject(trouble);
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });

  const raw = (path: string, init: RequestInit = {}) =>
    fetch(house.url + path, { ...init, headers: { 'accept-language': 'en', authorization: `Bearer ${token}`, ...init.headers } });
  const post = (body: string, headers: Record<string, string> = {}) =>
    raw('/v1/indicators', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

  beforeAll(async () => {
    house = await startTestApi({ wrap: troubled });
    admin = await house.as('admin');
    token = await issueDevelopmentToken(house.key, { role: 'admin', locality: 'vn' });
    await admin.done('/v1/localities', NATION_FACTS);
  });
  afterAll(() => house.close());
  afterEach(() => (trouble = null));

  it('answers an unknown path with 404 and a known path with another method with 405', async () => {
    const unknown = await raw('/v1/nothing');
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { code: 'route_unknown', params: { path: '/v1/nothing', method: 'GET' } },
    ]);
    const other = await raw('/v1/targets/some/withdrawal', { method: 'PUT' });
    expect([other.status, other.headers.get('allow'), await other.json()]).toMatchObject([405, 'POST', { code: 'method_not_allowed' }]);
  });

  it.each([
    ['broken JSON', '{"a":', 400, 'body_malformed'],
    ['no body', '', 400, 'body_malformed'],
    ['a poisoned prototype', '{"__proto__":{"role":"admin"}}', 400, 'body_malformed'],
    ['more than 16 MiB', `"${'x'.repeat(16 * 1024 * 1024)}"`, 413, 'body_too_large'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await post(body);
    expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toMatchObject([
      status,
      'application/problem+json; charset=utf-8',
      { status, code },
    ]);
  });

  it('refuses what is not JSON, and a malformed URL', async () => {
    for (const type of ['application/xml', 'application/x-www-form-urlencoded', 'text/plain']) {
      const answer = await post('a=b', { 'content-type': type });
      expect([type, answer.status, await answer.json()]).toMatchObject([type, 415, { code: 'media_type_unsupported' }]);
    }
    const url = await raw('/v1/%zz');
    expect([url.status, await url.json()]).toMatchObject([400, { code: 'url_malformed' }]);
  });

  it('names each field that is wrong, missing or unknown, what was expected and what came', async () => {
    const { unit: _, ...definition } = countIndicator({ indicatorId: 'Hộ Dân', shape: 'counts' as never });
    const { rollUp: __, ...incomplete } = definition;
    const answer = await admin.post('/v1/indicators', { ...incomplete, colour: 'red' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'request_invalid', type: '/problems/request_invalid', title: 'Invalid request' });
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        {
          path: 'indicatorId',
          code: 'field_invalid',
          expected: expect.stringContaining('lower-case letters'),
          got: '"Hộ Dân"',
          message: expect.stringMatching(/^Not as expected/),
        },
        {
          path: 'shape',
          code: 'field_invalid',
          expected: 'ratio | count | amount | index | task',
          got: '"counts"',
          message: expect.any(String),
        },
        { path: 'rollUp', code: 'field_required', expected: expect.any(String), got: '', message: 'This field is required.' },
        { path: 'colour', code: 'field_unknown', expected: '', got: '"red"', message: 'There is no such field.' },
      ]),
    );
  });

  it('points into nested parts of a body', async () => {
    const answer = await admin.post('/v1/targets', {
      indicatorId: 'a',
      localityId: 'vn',
      baseline: { on: '2021-02-30' },
      milestones: [{ due: '2021-12-31', comparator: '>=', value: 60 }],
    });
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(['baseline.on', 'milestones[0].value']);
  });

  it('refuses unknown query members, a malformed If-Match and a malformed Idempotency-Key', async () => {
    expect((await admin.post('/v1/measurements?dry=true', {})).body.errors).toMatchObject([{ path: 'dry', code: 'field_unknown' }]);
    const definition = countIndicator({ indicatorId: 'other' });
    expect((await admin.post('/v1/indicators', definition, { 'if-match': '3' })).body).toMatchObject({
      status: 400,
      code: 'precondition_malformed',
    });
    expect((await admin.post('/v1/indicators', definition, { 'idempotency-key': 'a b' })).body).toMatchObject({
      status: 400,
      code: 'idempotency_key_malformed',
    });
  });

  it('asks for a token before it looks at anything else', async () => {
    const answer = await post('{"a":', { authorization: '' });
    expect([answer.status, answer.headers.get('www-authenticate'), await answer.json()]).toMatchObject([
      401,
      'Bearer realm="tiendo", error="invalid_token", error_description="token_invalid"',
      { code: 'token_invalid' },
    ]);
  });

  it('asks for a token also when the path is written with percent signs', async () => {
    const spelt = (authorization: string) =>
      raw('/%761/indicators', { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json', authorization } });
    expect([(await spelt('')).status, (await spelt(`Bearer ${token}`)).status]).toEqual([401, 400]);
  });

  it('says 503 and when to come back while the store does not answer, and never what went wrong inside', async () => {
    trouble = new StoreUnavailable('connect ECONNREFUSED 10.1.2.3:5432');
    const answer = await admin.post('/v1/indicators', countIndicator({ indicatorId: 'later' }));
    expect([answer.status, answer.headers.get('retry-after'), answer.body.code]).toEqual([503, '1', 'store_unavailable']);
    expect(JSON.stringify(answer.body)).not.toContain('10.1.2.3');
    trouble = null;
    expect((await admin.post('/v1/indicators', countIndicator({ indicatorId: 'later' }))).status).toBe(201);
  });

  it('shows of an unexpected error only the id under which the log has it', async () => {
    trouble = new TypeError('secret of the house');
    const answer = await admin.post('/v1/indicators', countIndicator({ indicatorId: 'never' }), { 'x-correlation-id': 'ticket-7' });
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ code: 'internal_error', correlationId: 'ticket-7' });
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|TypeError|\.ts/);
  });

  it('writes who sent a command, why, and under which correlation', async () => {
    const planner = await house.as('admin', 'vn', { subject: 'u-17', name: 'Nguyễn Thị Hoà' });
    const { body } = await planner.done('/v1/indicators', countIndicator({ indicatorId: 'signed' }), { 'x-correlation-id': 'import-3' });
    const { events } = await house.store.readStream(body.stream);
    expect(events[0]!.metadata).toMatchObject({
      actor: { id: 'u-17', name: 'Nguyễn Thị Hoà', role: 'admin', locality: 'vn' },
      correlationId: 'import-3',
      commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      schemaVersion: 1,
    });
  });

  it('logs requests without tokens, headers or bodies', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const other = await startTestApi({ log });
    const client = await other.as('admin', 'vn', { subject: 'u-9' });
    await client.done('/v1/indicators?', countIndicator({ indicatorId: 'logged', name: 'chỉ trong nội dung' }), {
      'x-correlation-id': 'log-1',
    });
    await client.post('/v1/indicators', { broken: 'bí mật' });
    await other.close();
    const text = lines.join('');
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({
        msg: 'request',
        method: 'POST',
        path: '/v1/indicators',
        status: 201,
        actor: 'u-9',
        correlationId: 'log-1',
      }),
    );
    for (const secret of ['eyJ', 'Bearer', 'authorization', 'chỉ trong nội dung', 'bí mật']) expect(text).not.toContain(secret);
  });

  it('takes text in any Unicode form and keeps it composed', async () => {
    const { body } = await admin.done(
      '/v1/indicators',
      countIndicator({ indicatorId: 'composed', name: '  Số hộ nghèo '.normalize('NFD') }),
    );
    const { events } = await house.store.readStream(body.stream);
    expect((events[0]!.data as { name: string }).name).toBe('Số hộ nghèo');
  });

  it('lets requests under way finish when it closes', async () => {
    const other = await startTestApi({
      wrap: (store) => new Proxy(store, { get: (target, name) => (name === 'append' ? slowly(target) : bound(target, name)) }),
    });
    const client = await other.as('admin');
    const underWay = client.post('/v1/localities', NATION_FACTS);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closing = other.close();
    expect((await underWay).status).toBe(201);
    await closing;
  });
});

function slowly(store: EventStore): EventStore['append'] {
  return async (...parameters) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return store.append(...parameters);
  };
}

function bound(store: EventStore, name: string | symbol): unknown {
  const member: unknown = Reflect.get(store, name);
  return typeof member === 'function' ? member.bind(store) : member;
}
