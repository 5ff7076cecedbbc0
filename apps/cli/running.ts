import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bilingual, CliError } from './cli-error.js';
import { isAlive, processIdentity } from './embedded-postgres/processes.js';

/** What a running `tiendo start` tells other commands of the same folder. */
export interface Running {
  readonly pid: number;
  /** Tells a later process with the same number from this one. */
  readonly identity: string;
  /** Where it is served; null while it is starting. */
  readonly url: string | null;
  /** The embedded databases' URLs, with password: the file is its owner's alone. */
  readonly databaseUrl: string | null;
}

const FILE = 'running.json';

/** The `tiendo start` that runs on the folder now; null when there is none, or only the trace of one that was killed. */
export function findRunning(dataDir: string): Running | null {
  try {
    const running = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as Running;
    return isAlive(running.pid) && processIdentity(running.pid) === running.identity ? running : null;
  } catch {
    return null;
  }
}

/** Says that this process runs on the folder. */
export function announce(dataDir: string, told: Pick<Running, 'url' | 'databaseUrl'>): void {
  const running: Running = { pid: process.pid, identity: processIdentity(process.pid), ...told };
  const file = join(dataDir, FILE);
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(running), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}

export function withdrawAnnouncement(dataDir: string): void {
  if (findRunning(dataDir)?.pid === process.pid) rmSync(join(dataDir, FILE), { force: true });
}

/** Throws `CliError` saying where the other one runs, if one does. */
export function refuseSecond(dataDir: string): void {
  const first = findRunning(dataDir);
  if (first === null || first.pid === process.pid) return;
  const where = first.url ?? bilingual('đang khởi động', 'starting');
  throw new CliError(
    bilingual(
      `Tiến Độ đã chạy trên thư mục này: ${where} (tiến trình ${first.pid})`,
      `already running on this folder: ${where} (process ${first.pid})`,
    ),
  );
}
