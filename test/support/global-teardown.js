import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export default async function tearDown() {
  if (process.env.TIENDO_TEST_RUN_DIR !== undefined) await removeRun(process.env.TIENDO_TEST_RUN_DIR);
}

/** Stops the run's PostgreSQL, if any test asked for one, and removes its folder. */
export async function removeRun(folder) {
  const pidFile = join(folder, 'postgres', 'postmaster.pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  if (pid > 0 && isServerOf(folder, pid)) {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 20) await sleep(20);
  }
  rmSync(folder, { recursive: true, force: true });
}

// After a kill and a reboot the number may belong to anybody.
function isServerOf(folder, pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes(folder);
}
