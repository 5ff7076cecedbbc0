import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.js';
import { commandLine, isAlive, isKnown, programOf, tell, waitForEnd, workingFolder } from './processes.js';
import type { RunAs, User } from './run-as.js';

export const SUPERUSER = 'tiendo';

/** One PostgreSQL data folder with what lies beside it, and how to run its programs. */
export interface Cluster {
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  readonly runAs: RunAs;
  readonly settings: Readonly<Record<string, string>>;
}

export const passwordFile = (dataDir: string): string => `${dataDir}.password`;
export const logFile = (dataDir: string): string => `${dataDir}.log`;

/** Creates the data folder. It appears under its name only when complete, so a kill in between costs nothing. */
export function initialise({ dataDir, binaries, runAs, settings }: Cluster): void {
  clearHalfMade(dataDir);
  const building = `${dataDir}.new-${process.pid}`;
  mkdirSync(building, { mode: 0o700 });
  if (runAs.user) chownSync(building, runAs.user.uid, runAs.user.gid);
  writeFileSync(passwordFile(dataDir), randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = `${building}.password`;
  writeFileSync(password, readFileSync(passwordFile(dataDir)), { mode: 0o600 });
  if (runAs.user) chownSync(password, runAs.user.uid, runAs.user.gid);
  const options = ['-U', SUPERUSER, `--pwfile=${password}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C'];
  // The built-in C.UTF-8 sorts alike on every machine and needs no locale of the operating system.
  options.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (settings.fsync === 'off') options.push('--no-sync');
  const [command, ...prefix] = [...runAs.prefix, binaries.initdb, '-D', building, ...options];
  const run = spawnSync(command!, prefix, { encoding: 'utf8', env: environment(), cwd: building });
  rmSync(password, { force: true });
  if (run.status !== 0) throw new Error(`initdb failed: ${(run.error?.message ?? run.stderr).trim().split('\n').at(-1)}`);
  renameSync(building, dataDir);
}

/** What a killed start left. Its initdb may live on for a moment and write there, hence a folder of its own for each attempt. */
function clearHalfMade(dataDir: string): void {
  const left = readdirSync(dirname(dataDir)).filter((name) => name.startsWith(`${basename(dataDir)}.new`));
  for (const name of left) {
    try {
      rmSync(join(dirname(dataDir), name), { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      // Still being written to: the next start finds it at rest.
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}

/** Starts the server on a port of 127.0.0.1 and resolves when it accepts connections. */
export async function launch(cluster: Cluster, port: number): Promise<ChildProcess> {
  const { dataDir, binaries, runAs, settings } = cluster;
  const log = openSync(logFile(dataDir), 'a', 0o600);
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, ...prefix] = [...runAs.prefix, binaries.postgres, '-D', realpathSync(dataDir), ...options];
  // A process group of its own: the terminal's Ctrl-C is for us, who stop it in order.
  const child = spawn(command!, prefix, { cwd: dataDir, env: environment(), stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  child.unref();
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  while (!isReady(dataDir, child.pid)) {
    if (failure !== undefined) throw failure;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`PostgreSQL did not start: ${lastLogLine(dataDir)} (${logFile(dataDir)})`);
    await sleep(20);
  }
  return child;
}

/**
 * Stops a server that outlived the process which started it, and clears away a pid file that would block the start.
 * Throws one clear line when the number in it is that of a live PostgreSQL which was not started on this path.
 */
export async function stopOrphan(dataDir: string, log: (line: string) => void): Promise<void> {
  const pid = postmasterPid(dataDir);
  if (pid === null || !isKnown(pid)) return;
  const file = join(dataDir, 'postmaster.pid');
  if (!isAlive(pid) || !/^postgres(\.exe)?$/.test(programOf(pid))) {
    // PostgreSQL takes any process of this number for its own and refuses to start: one that got the number after a
    // reboot, or a dead one that nobody has waited for.
    rmSync(file, { force: true });
  } else if (serves(pid, dataDir)) {
    log(`stopping the PostgreSQL (${pid}) that an earlier run left behind`);
    await stopServer(pid);
    // One that was being killed leaves its file, and nobody may have waited for it yet.
    rmSync(file, { force: true });
  } else {
    // The folder may have been moved under a server that runs on: its data would not survive a second one.
    throw new Error(`a PostgreSQL (${pid}) may be running on ${dataDir}: stop it, or remove ${file} if it serves another folder`);
  }
}

/** True when a PostgreSQL server is known to serve the folder: it works in it, or was started with it. */
function serves(pid: number, dataDir: string): boolean {
  const path = realpathSync(dataDir);
  const [, named = ''] = / -D (.*)$/s.exec(`${commandLine(pid)} `) ?? [];
  return workingFolder(pid) === path || [path, dataDir].some((folder) => named.startsWith(`${folder} `));
}

/** Fast shutdown: connections are cut, everything acknowledged is on disk. Resolves when the process is gone. */
export async function stopServer(pid: number): Promise<void> {
  tell(pid, 'SIGINT');
  if (await waitForEnd(pid, 30_000)) return;
  tell(pid, 'SIGQUIT');
  if (!(await waitForEnd(pid, 30_000))) throw new Error(`PostgreSQL (${pid}) does not stop`);
}

/** A port that is free on 127.0.0.1 now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export function ownerOf(dataDir: string): User | undefined {
  if (!existsSync(dataDir)) return undefined;
  const { uid, gid } = statSync(dataDir);
  return { uid, gid };
}

/** Gives the whole folder to the user who will run the server. */
export function giveTo(folder: string, user: User): void {
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), user.uid, user.gid);
  }
}

export function lastLogLine(dataDir: string): string {
  const lines = readFileSync(logFile(dataDir), 'utf8').trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? 'no message';
}

function postmasterPid(dataDir: string): number | null {
  const pid = Number(postmasterLines(dataDir)[0]);
  return pid > 0 ? pid : null;
}

function isReady(dataDir: string, pid: number | undefined): boolean {
  const lines = postmasterLines(dataDir);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function postmasterLines(dataDir: string): string[] {
  const file = join(dataDir, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

// Nothing of the caller's PG* variables or locale may leak into the server.
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
