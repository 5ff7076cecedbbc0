import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../test/support/eventually.js';
import { CliError } from './cli-error.js';
import { Supervised } from './supervised.js';

let folder: string;
let logFile: string;
let ends: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-supervised-'));
  [logFile, ends] = [join(folder, 'log'), []];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Of a program that is ready and ends at once. */
function shortLived(onRestart = (_: string): void => {}): Supervised {
  const program = join(folder, 'short-lived.mjs');
  writeFileSync(program, `process.send({ type: 'ready', url: null }, () => process.exit(3));`);
  const told = (reason: string): void => {
    ends.push(reason);
    onRestart(reason);
  };
  return new Supervised({ name: 'api', args: () => [], env: {}, logFile, onRestart: told, program });
}

function openLogs(): number {
  const files = readdirSync('/proc/self/fd').map((number) => {
    try {
      return readlinkSync(join('/proc/self/fd', number));
    } catch {
      return null;
    }
  });
  return files.filter((file) => file === logFile).length;
}

it('a service that waits to be started again stops at once', async () => {
  let ended = (_: string): void => {};
  const restarting = new Promise<string>((resolve) => (ended = resolve));
  const service = shortLived((reason) => ended(reason));
  await service.start();
  expect(await restarting).toBe('api: exit 3');
  // Its next start lies a second ahead. Timers go off in order, however busy the machine is.
  expect(await Promise.race([service.stop(), sleep(500, 'late')])).toBeUndefined();
});

it('a log is held open by the service alone, however often it is started', async () => {
  const service = shortLived();
  await service.start();
  expect(openLogs()).toBe(0);
  await eventually(() => expect(ends.length).toBeGreaterThan(1));
  expect(openLogs()).toBe(0);
  await service.stop();
});

it('a service that cannot be started again for the moment is tried further', async () => {
  const service = shortLived((reason) => {
    if (ends.length === 1) {
      rmSync(logFile);
      mkdirSync(logFile);
    } else if (reason.includes('EISDIR')) rmSync(logFile, { recursive: true });
  });
  await service.start();
  await eventually(() => expect(ends.slice(0, 3)).toEqual(['api: exit 3', expect.stringMatching(/^api: .*EISDIR/), 'api: exit 3']));
  await service.stop();
});

it('a service that cannot be started the first time is given up in one line', async () => {
  mkdirSync(logFile);
  const starting = shortLived().start();
  await expect(starting).rejects.toBeInstanceOf(CliError);
  await expect(starting).rejects.toThrow(/^api: .*EISDIR/);
});
