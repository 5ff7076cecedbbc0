import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../../test/support/eventually.js';
import { dataFolder, TiendoProcess } from '../../test/support/tiendo-process.js';
import { isAlive } from './embedded-postgres/processes.js';

const shell = promisify(execFile);
const MINUTES = 60_000;

describe('tiendo start', () => {
  const folder = dataFolder();
  let tiendo: TiendoProcess;

  beforeAll(async () => {
    tiendo = await TiendoProcess.started(folder.path);
  }, 2 * MINUTES);
  afterAll(async () => {
    tiendo.kill('SIGKILL');
    await folder.clear();
  });

  it('prints three requests that work when pasted into a shell', async () => {
    const commands = tiendo.output.split('\n').filter((line) => line.startsWith('  curl '));
    expect(commands).toHaveLength(3);
    const answers = [];
    for (const command of commands) answers.push(JSON.parse((await shell('sh', ['-c', command])).stdout) as Record<string, unknown>);
    const [progress, recorded, history] = answers as [
      { items: { locality: { name: string }; status: string }[] },
      { id: string },
      { items: unknown[] },
    ];
    const statuses = Object.fromEntries(progress.items.map(({ locality, status }) => [locality.name, status]));
    expect(statuses).toMatchObject({ 'Chiêm Hóa': 'achieved', 'Yên Sơn': 'achieved', 'Na Hang': 'behind', 'Hàm Yên': 'behind' });
    expect(recorded.id).toBe('household-relocation.vn-08@base.2021.2021-09-30.actual');
    expect(history.items).toHaveLength(2);
  });

  it('warns in both languages that its tokens are for development', () => {
    expect(tiendo.output).toMatch(/CHỈ ĐỂ PHÁT TRIỂN[\s\S]*DEVELOPMENT ONLY/);
  });

  it('answers a second start in the folder with where the first one runs', async () => {
    const second = TiendoProcess.run(folder.path, ['start']);
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output.trim().split('\n')).toEqual([expect.stringContaining(tiendo.url)]);
  });

  it(
    'lets other commands use its database',
    async () => {
      const load = TiendoProcess.run(folder.path, ['catalog', 'load']);
      expect(await load.ended).toEqual({ code: 0, signal: null });
      expect(load.output).toContain('0 written');
      const rebuild = TiendoProcess.run(folder.path, ['rebuild', 'progress']);
      expect(await rebuild.ended).toEqual({ code: 0, signal: null });
      const unknown = TiendoProcess.run(folder.path, ['rebuild', 'weather']);
      expect(await unknown.ended).toEqual({ code: 1, signal: null });
      expect(unknown.output).toContain('progress');
    },
    MINUTES,
  );

  it(
    'starts a service again that was killed',
    async () => {
      const [api, projector] = await tiendo.offspring();
      for (const pid of [api, projector]) process.kill(pid!, 'SIGKILL');
      await eventually(async () => expect((await fetch(`${tiendo.url}/docs`)).ok).toBe(true), 30_000);
      const again = await tiendo.offspring();
      expect(again.every(isAlive)).toBe(true);
      expect(again).toEqual(expect.not.arrayContaining([api]));
      expect(again).toEqual(expect.not.arrayContaining([projector]));
    },
    MINUTES,
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops in order at %s, leaving no process behind, and starts again',
    async (signal) => {
      const offspring = await tiendo.offspring();
      expect(offspring).toHaveLength(3);
      tiendo.kill(signal);
      // npm passes on a Ctrl-C that the terminal has sent already.
      if (signal === 'SIGINT') tiendo.kill(signal);
      expect(await tiendo.ended).toEqual({ code: 0, signal: null });
      expect(tiendo.output).toContain('Đã dừng. / Stopped.');
      expect(offspring.filter(isAlive)).toEqual([]);
      tiendo = await TiendoProcess.started(folder.path);
    },
    2 * MINUTES,
  );
});

describe('tiendo start, when something is in the way', () => {
  const folder = dataFolder();
  afterAll(() => folder.clear());

  it(
    'takes the next free port and says so',
    async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => taken.once('listening', resolve));
      const { port } = taken.address() as { port: number };
      const tiendo = await TiendoProcess.started(folder.path, { TIENDO_PORT: String(port) });
      expect(Number(new URL(tiendo.url).port)).toBeGreaterThan(port);
      tiendo.kill('SIGTERM');
      await tiendo.ended;
      taken.close();
    },
    2 * MINUTES,
  );

  it.each([
    ['an unreachable database', { TIENDO_DATABASE_URL: 'postgres://tiendo:geheim@127.0.0.1:1/tiendo' }, '127.0.0.1:1/tiendo'],
    ['an unknown host', { TIENDO_DATABASE_URL: 'postgres://tiendo:geheim@no-such-host.invalid/tiendo' }, 'no-such-host.invalid/tiendo'],
    ['a malformed URL', { TIENDO_DATABASE_URL: 'mysql://tiendo:geheim@127.0.0.1/tiendo' }, 'TIENDO_DATABASE_URL'],
    [
      'an unreachable event store',
      { TIENDO_EVENT_STORE_URL: 'esdb://admin:geheim@127.0.0.1:1?tls=false' },
      '127.0.0.1:1 (TIENDO_EVENT_STORE_URL)',
    ],
    ['half an issuer', { TIENDO_JWKS_URL: 'https://issuer.example/keys' }, 'TIENDO_JWT_ISSUER'],
    ['an open address without an issuer', { TIENDO_HOST: '0.0.0.0' }, 'TIENDO_HOST'],
  ])(
    'says in one line what is wrong with %s',
    async (_name, settings, told) => {
      const tiendo = TiendoProcess.run(folder.path, ['start'], settings);
      expect(await tiendo.ended).toEqual({ code: 1, signal: null });
      const lines = tiendo.output
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('Khởi động'));
      expect(lines).toEqual([expect.stringMatching(/^tiendo: /)]);
      expect(lines[0]).toContain(told);
      expect(lines[0]).not.toContain('geheim');
    },
    MINUTES,
  );

  it(
    'says in one line that what takes its connections is no database',
    async () => {
      const other = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      const { port } = other.address() as { port: number };
      const settings = ['TIENDO_DATABASE_URL', 'TIENDO_EVENT_STORE_URL'];
      const runs = settings.map((setting) =>
        TiendoProcess.run(join(folder.path, setting), ['start'], { [setting]: `postgres://tiendo:geheim@127.0.0.1:${port}/tiendo` }),
      );
      for (const [index, tiendo] of runs.entries()) {
        const setting = settings[index];
        expect(await tiendo.ended).toEqual({ code: 1, signal: null });
        const line = tiendo.output.trim().split('\n').at(-1);
        expect(line).toMatch(new RegExp(`^tiendo: .*127.0.0.1:${port}/tiendo \\(${setting}\\)`));
        expect(tiendo.output).not.toMatch(/geheim|\n {4}at /);
      }
      other.close();
    },
    MINUTES,
  );

  it.each([
    ['cannot be made', '/proc/tiendo/data'],
    ['is a file', join(import.meta.dirname, 'start.ts')],
  ])('says in one line that the data folder %s', async (_name, dataDir) => {
    for (const args of [['start'], ['token', '--role', 'planner', '--locality', 'vn'], ['catalog', 'load']]) {
      const tiendo = TiendoProcess.run(dataDir, args);
      expect(await tiendo.ended).toEqual({ code: 1, signal: null });
      expect(tiendo.output.trim().split('\n')).toEqual([expect.stringContaining(`${dataDir} (TIENDO_DATA_DIR)`)]);
    }
  });

  it('gives no development token where a real issuer is configured or others can reach the API', async () => {
    const issuer = {
      TIENDO_JWKS_URL: 'https://issuer.example/keys',
      TIENDO_JWT_ISSUER: 'https://issuer.example',
      TIENDO_JWT_AUDIENCE: 'tiendo',
    };
    for (const settings of [issuer, { TIENDO_HOST: '0.0.0.0' }]) {
      const tiendo = TiendoProcess.run(folder.path, ['token', '--role', 'planner', '--locality', 'vn'], settings);
      expect(await tiendo.ended).toEqual({ code: 1, signal: null });
      expect(tiendo.output).not.toContain('eyJ');
    }
  });
});
