import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supervised } from './supervised.js';

it('a service that waits to be started again stops at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-supervised-'));
  const program = join(folder, 'short-lived.mjs');
  writeFileSync(program, `process.send({ type: 'ready', url: null }, () => process.exit(3));`);
  try {
    let ended = (_: string): void => {};
    const restarting = new Promise<string>((resolve) => (ended = resolve));
    const service = new Supervised({ name: 'api', args: () => [], env: {}, logFile: join(folder, 'log'), onRestart: ended, program });
    await service.start();
    expect(await restarting).toBe('api: exit 3');
    const asked = Date.now();
    await service.stop();
    expect(Date.now() - asked).toBeLessThan(500);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
