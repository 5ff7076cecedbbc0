import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { dataFolder, TiendoProcess } from '../support/tiendo-process.js';

const MINUTES = 60_000;
const TRACE = { TIENDO_LOG_LEVEL: 'trace' };

describe('the logs at their most talkative', () => {
  const folder = dataFolder();
  let tiendo: TiendoProcess;
  let secrets: readonly string[];

  beforeAll(async () => {
    tiendo = await TiendoProcess.started(folder.path, TRACE);
    const verifier = TiendoProcess.run(folder.path, ['token', '--role', 'verifier', '--locality', 'vn-08@base']);
    await verifier.ended;
    secrets = secretsOf(folder.path, [tiendo.authorization(), verifier.output, tiendo.output]);
    for (const token of secrets.filter((secret) => secret.startsWith('eyJ'))) await misplace(tiendo.url, token);
    await failEverywhere(tiendo);
  }, 2 * MINUTES);
  afterAll(async () => {
    tiendo.kill('SIGKILL');
    await folder.clear();
  });

  it('are about what was asked, and about what failed', () => {
    const { 'api.log': api, 'projector.log': projector } = logsOf(folder.path);
    const lines = api
      .trim()
      .split('\n')
      // An API that is started while its database is down ends with one plain line, and is started again.
      .filter((line) => !line.startsWith('tiendo: '))
      .map((line) => JSON.parse(line) as { path?: string; status?: number });
    const paths = ['/v1/progress', '/v1/measurements', '/v1/localities/…', '/…'];
    expect([...new Set(lines.map(({ path }) => path))]).toEqual(expect.arrayContaining(paths));
    expect([...new Set(lines.map(({ status }) => status))]).toEqual(expect.arrayContaining([200, 400, 401, 404]));
    expect(projector.split('projector started')).toHaveLength(3);
  });

  it('hold no token, no key and no password of the database', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    for (const [name, text] of Object.entries(logsOf(folder.path))) {
      expect({ name, leaked: secrets.filter((secret) => text.includes(secret)) }).toEqual({ name, leaked: [] });
      expect({ name, bearers: text.match(/eyJ[\w-]{8,}|Bearer /g) }).toEqual({ name, bearers: null });
    }
  });

  it('and what is printed hold no secret but the link that is printed to be opened', () => {
    const [, ...links] = tiendo.output.split('#token=');
    expect(links).toHaveLength(1);
    const rest = tiendo.output.replace(/#token=\S+/, '');
    expect(secrets.filter((secret) => rest.includes(secret))).toEqual([]);
    expect(rest).not.toContain('eyJ');
  });
});

describe('a service with a password in its settings', () => {
  const folder = dataFolder();
  afterAll(() => folder.clear());

  it.each([
    ['api', { TIENDO_DATABASE_URL: 'postgres://tiendo:ge%40heim@127.0.0.1:1/tiendo' }],
    ['projector', { TIENDO_DATABASE_URL: 'postgres://127.0.0.1:1/tiendo?user=tiendo&password=ge%40heim' }],
    ['projector', { TIENDO_DATABASE_URL: 'postgres://tiendo:ge%40heim@127.0.0.1:port/tiendo' }],
  ])(
    'does not tell it when the %s cannot start: %j',
    async (name, settings) => {
      const service = TiendoProcess.run(folder.path, [name], { ...TRACE, ...settings });
      expect(await service.ended).toEqual({ code: 1, signal: null });
      expect(service.output).not.toBe('');
      for (const secret of ['ge@heim', 'ge%40heim']) expect(service.output).not.toContain(secret);
    },
    MINUTES,
  );
});

/** What must not be told: every token in the texts with its signature, the key that signs them, that of the log, the password of the database. */
function secretsOf(dataDir: string, texts: readonly string[]): readonly string[] {
  const read = (name: string): string => readFileSync(join(dataDir, name), 'utf8').trim();
  const { privateJwk } = JSON.parse(read('development-key.json')) as { privateJwk: { d: string } };
  const { keys } = JSON.parse(read('log-key.json')) as { keys: { key: string }[] };
  const tokens = texts.flatMap((text) => text.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []);
  return [
    privateJwk.d,
    read('postgres.password'),
    ...keys.map(({ key }) => key.split('+').slice(4).join('+')),
    ...tokens,
    ...tokens.map((token) => token.split('.')[2]!),
  ];
}

/** A token where it belongs, and in every place where people and programs put it by mistake. */
async function misplace(url: string, token: string): Promise<void> {
  const right = { authorization: `Bearer ${token}` };
  const json = { ...right, 'content-type': 'application/json' };
  const asked: readonly [path: string, init?: RequestInit][] = [
    ['/v1/progress', { headers: right }],
    ['/v1/progress', { headers: { authorization: token } }],
    ['/v1/progress', { headers: { authorization: `Bearer ${token}x` } }],
    [`/v1/progress?access_token=${token}`],
    [`/v1/progress?locality=${token}`, { headers: right }],
    [`/v1/localities/${token}`, { headers: right }],
    [`/v1/localities/${token.replaceAll('.', '%2e')}`, { headers: right }],
    [`/${token}`],
    ['/v1/progress', { headers: { ...right, 'x-correlation-id': token, 'x-read-after': token } }],
    ['/v1/measurements', { method: 'POST', headers: { ...json, 'x-correlation-id': token, 'idempotency-key': token }, body: '{}' }],
    ['/v1/measurements', { method: 'POST', headers: json, body: `{"indicatorId":"${token}` }],
    ['/v1/measurements', { method: 'POST', headers: json, body: JSON.stringify({ indicatorId: token, [token]: token }) }],
  ];
  for (const [path, init] of asked) await (await fetch(`${url}${path}`, init)).text();
}

/** The read side dies and comes back, then the database dies under requests, and all ends. */
async function failEverywhere(tiendo: TiendoProcess): Promise<void> {
  const [, projector, postgres] = await tiendo.offspring();
  process.kill(projector!, 'SIGKILL');
  await eventually(async () => expect((await tiendo.offspring())[1]).not.toBe(projector), 30_000);
  const headers = { authorization: tiendo.authorization() };
  await eventually(async () => expect((await fetch(`${tiendo.url}/health/ready`)).ok).toBe(true), 30_000);
  const asking = Array.from({ length: 20 }, () => fetch(`${tiendo.url}/v1/progress`, { headers }).then((answer) => answer.text()));
  process.kill(postgres!, 'SIGKILL');
  await Promise.allSettled(asking);
  await tiendo.ended;
}

/** The files in the data folder to which something is appended, by name. */
function logsOf(dataDir: string): Readonly<Record<'api.log' | 'projector.log' | 'postgres.log', string>> {
  const names = readdirSync(dataDir).filter((name) => name.endsWith('.log'));
  expect(names.sort()).toEqual(['api.log', 'postgres.log', 'projector.log']);
  const texts = names.map((name) => [name, readFileSync(join(dataDir, name), 'utf8')]);
  return Object.fromEntries(texts) as ReturnType<typeof logsOf>;
}
