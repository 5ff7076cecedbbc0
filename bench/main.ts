import { spawnSync } from 'node:child_process';
import { bilingual, CliError } from '../apps/cli/cli-error.js';
import { benchAlerts } from './alerts.js';
import { benchAppend } from './append.js';
import { benchDuties } from './duties.js';
import { benchKnownAt } from './known-at.js';
import { benchHistories } from './histories.js';
import { benchMeasurements } from './measurements.js';
import { benchProgress } from './progress.js';
import { benchReading } from './reading.js';
import { benchRebuild } from './rebuild.js';
import { benchReplay } from './replay.js';
import { benchScoreboard } from './scoreboard.js';
import { benchTransparency } from './transparency.js';
import { benchTransparencyLive } from './transparency-live.js';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  append: benchAppend,
  measurements: benchMeasurements,
  histories: benchHistories,
  progress: benchProgress,
  alerts: benchAlerts,
  duties: benchDuties,
  'known-at': benchKnownAt,
  reading: benchReading,
  rebuild: () => benchRebuild(),
  replay: () => benchReplay(),
  scoreboard: benchScoreboard,
  transparency: benchTransparency,
  'transparency-live': () => benchTransparencyLive(),
};

/** Runs the named benchmarks, all by default, one after the other; every figure is printed with its ratio. */
export async function main(names: readonly string[] = []): Promise<void> {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    const [missing, known] = [unknown.join(', '), Object.keys(BENCHES).join(', ')];
    throw new CliError(bilingual(`Không có mục đo ${missing}; có ${known}`, `there is no benchmark ${missing}; there are ${known}`));
  }
  const [only, ...more] = names.length > 0 ? names : Object.keys(BENCHES);
  if (only !== undefined && more.length === 0) {
    console.log(`\n${only}`);
    return BENCHES[only]?.();
  }
  // Each in a process of its own, so that none is measured in the memory of another.
  for (const name of [only, ...more]) {
    const { status } = spawnSync(process.execPath, [process.argv[1]!, 'bench', name!], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}
