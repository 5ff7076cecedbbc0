import { rebuildProjection, type RebuildProgress } from '../../libs/event-store/projection-rebuild.js';
import { PROJECTIONS } from '../projector/projections.js';
import { bilingual, CliError } from './cli-error.js';
import { ProgressLine } from './progress-line.js';
import { withServers } from './servers.js';
import type { Settings } from './settings.js';
import { stopSignals } from './stop-signals.js';

const PHASES: Readonly<Record<RebuildProgress['phase'], string>> = {
  reading: 'đọc lịch sử / reading',
  finishing: 'hoàn thiện bảng / finishing',
  swapping: 'thay bảng / swapping',
  done: 'xong / done',
};

/**
 * Fills a projection anew beside the live one and swaps. Ctrl-C leaves it where it last committed; the next call goes on there.
 * Throws `CliError` for a name that is no projection's.
 */
export async function rebuild(settings: Settings, name: string): Promise<void> {
  const projection = PROJECTIONS.find((one) => one.name === name);
  if (projection === undefined) {
    const names = PROJECTIONS.map((one) => one.name).join(', ');
    throw new CliError(bilingual(`Không có bảng đọc "${name}"; có: ${names}`, `there is no projection "${name}"; there are: ${names}`));
  }
  const signal = stopSignals(() => process.exit(130));
  const line = new ProgressLine(name);
  let under: RebuildProgress['phase'] | null = null;
  const onProgress = ({ phase, through, head, eventsPerSecond, secondsLeft }: RebuildProgress): void => {
    const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s`;
    const rate = `${Math.round(eventsPerSecond).toLocaleString('vi-VN')}/s`;
    line.show(Number(through), Number(head), `${PHASES[phase]} (${rate}${left})`, phase !== under);
    under = phase;
  };
  await withServers(settings, ({ eventStore: store, sql }) => rebuildProjection({ store, sql, projection, signal, onProgress }));
  line.end();
  console.log(
    signal.aborted ? bilingual('Đã dừng; lần sau chạy tiếp.', 'stopped; the next call goes on from here.') : bilingual('Xong.', 'Done.'),
  );
}
