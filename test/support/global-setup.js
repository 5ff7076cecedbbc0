import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRun } from './global-teardown.js';

const NAME = /^tiendo-test-(\d+)-/;

/** Gives the run a folder of its own, and clears away those of runs that were killed. */
export default async function setUp() {
  for (const name of readdirSync(tmpdir())) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await removeRun(join(tmpdir(), name)).catch(() => {});
  }
  process.env.TIENDO_TEST_RUN_DIR = mkdtempSync(join(tmpdir(), `tiendo-test-${process.pid}-`));
  chmodSync(process.env.TIENDO_TEST_RUN_DIR, 0o711);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
