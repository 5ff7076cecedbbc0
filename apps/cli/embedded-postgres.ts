import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { findBinaries } from './embedded-postgres/binaries.js';
import {
  type Cluster,
  freePort,
  giveTo,
  initialise,
  launch,
  ownerOf,
  passwordFile,
  stopOrphan,
  stopServer,
  SUPERUSER,
} from './embedded-postgres/cluster.js';
import { takeOwnerLock } from './embedded-postgres/owner-lock.js';
import { chooseUser } from './embedded-postgres/run-as.js';

const MAJOR_VERSION = '18';
const DATABASE = 'tiendo';

/** Full durability: fsync and synchronous_commit stay at their default, on. */
const DEFAULT_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  wal_compression: 'on',
  max_wal_size: '4GB',
  jit: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

export interface EmbeddedPostgresOptions {
  /** Folder of the data; `<dataDir>.password`, `.lock` and `.log` lie beside it. Created on first use. */
  readonly dataDir: string;
  /** Default: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Server settings over the defaults, e.g. `{ fsync: 'off' }` for throw-away data. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
  /** Leave the server running when this process ends; the next start on the folder, or a SIGINT, stops it. */
  readonly outlive?: boolean;
}

export interface EmbeddedPostgres {
  /** With user and password: not for logs. */
  readonly url: string;
  readonly pid: number;
  /** Resolves with a reason when the server ends without `stop`. */
  readonly died: Promise<string>;
  /** Fast shutdown; resolves when the server is gone. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from the npm package on its own folder. Recovers by itself from a kill of an earlier run at any
 * moment, whether its server is still alive, died with it, or never finished its first start.
 *
 * @throws one clear line: another live owner, data of another version or user, no program for this platform
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => {});
  mkdirSync(dirname(dataDir), { recursive: true });
  const release = takeOwnerLock(`${dataDir}.lock`);
  try {
    const cluster = prepare(dataDir, { ...DEFAULT_SETTINGS, ...options.settings });
    await stopOrphan(dataDir, log);
    if (!existsSync(dataDir)) {
      log(`creating the embedded PostgreSQL in ${dataDir}`);
      initialise(cluster);
    }
    return await run(cluster, options, release);
  } catch (error) {
    release();
    throw error;
  }
}

function prepare(dataDir: string, settings: Readonly<Record<string, string>>): Cluster {
  const binaries = findBinaries();
  const owner = ownerOf(dataDir);
  const runAs = chooseUser(binaries.postgres, dirname(dataDir), owner);
  const self = runAs.user?.uid ?? process.getuid?.();
  if (owner !== undefined && owner.uid !== self) {
    if (runAs.user === undefined)
      throw new Error(`${dataDir} belongs to another user (${owner.uid}): start as that user, or use another folder`);
    giveTo(dataDir, runAs.user);
  }
  const version = existsSync(join(dataDir, 'PG_VERSION')) ? readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim() : MAJOR_VERSION;
  if (version !== MAJOR_VERSION) throw new Error(`${dataDir} was written by PostgreSQL ${version}, this is PostgreSQL ${MAJOR_VERSION}`);
  return { dataDir, binaries, runAs, settings };
}

async function run(cluster: Cluster, options: EmbeddedPostgresOptions, release: () => void): Promise<EmbeddedPostgres> {
  const { child, port } = await launchOnFreePort(cluster, options.port);
  const pid = child.pid!;
  let stopping = false;
  const stopOnExit = (): void => void child.kill('SIGINT');
  if (options.outlive !== true) process.once('exit', stopOnExit);
  const died = new Promise<string>((report) =>
    child.once('exit', (code, signal) => {
      process.removeListener('exit', stopOnExit);
      if (!stopping) report(`PostgreSQL ended with ${signal ?? code}`);
    }),
  );
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    if (child.exitCode === null && child.signalCode === null) await stopServer(pid);
    release();
  };
  try {
    return { url: await ensureDatabase(connectionUrl(cluster.dataDir, port)), pid, died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Another program may take the port between the choice and the start, and dying children of a killed server may hold its memory. */
async function launchOnFreePort(cluster: Cluster, wanted: number | undefined) {
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    try {
      return { child: await launch(cluster, port), port };
    } catch (error) {
      const passing = /could not create any TCP|Address already in use|pre-existing shared memory/.test((error as Error).message);
      if (!passing || attempt === 10) throw error;
      await sleep(300);
    }
  }
}

function connectionUrl(dataDir: string, port: number): string {
  const password = readFileSync(passwordFile(dataDir), 'utf8').trim();
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

async function ensureDatabase(url: string): Promise<string> {
  const sql = postgres(url, { database: 'postgres', max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found === undefined) await sql.unsafe(`create database ${DATABASE}`);
    return url;
  } finally {
    await sql.end();
  }
}
