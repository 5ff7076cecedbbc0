import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { CommandContext } from '../../libs/domain/kernel/command.js';
import { NATION } from '../../libs/domain/locality/locality.events.js';
import { uuidV7 } from '../../libs/event-store/event-ids.js';
import { Facts } from '../../libs/event-store/facts.js';
import { LocalityScope } from '../../libs/features/access/locality-scope.js';
import { EvidenceDoor } from '../../libs/features/evidence/evidence-door.js';
import { HistoryQueries } from '../../libs/features/histories/histories.query.js';
import { printHistory, targetStoryBy } from '../../libs/features/histories/target-story.js';
import { ProjectionPositions } from '../../libs/features/http/projection-positions.js';
import { Readings } from '../../libs/features/http/readings.js';
import { todayInVietnam } from '../../libs/features/http/today.js';
import { targetProgress } from '../../libs/features/progress/target-progress.query.js';
import { bilingual, CliError, lineOf } from './cli-error.js';
import { headsOf, sizeOf } from './heads.js';
import { inWords } from './in-words.js';
import { type OpenServers, withServers } from './servers.js';
import type { Settings } from './settings.js';

export interface ExportEvidenceOptions {
  readonly target: string;
  readonly out: string;
  readonly reason: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly head?: readonly string[];
}

/** Writes the evidence bundle of a target to a file, and puts it on record who took it and why. Throws `CliError`. */
export async function exportEvidence(settings: Settings, options: ExportEvidenceOptions): Promise<void> {
  const { target, out, asOf, knownAt, head = [] } = options;
  const earlier = head.flatMap(headsOf).map(sizeOf);
  const asked = { targetId: target, asOf, knownAt, earlier, after: null };
  const { bytes, through } = await withServers(settings, (servers) =>
    withDoor(servers, (door) => inWords(() => door.handOut(context(), asked, options.reason))),
  );
  await writeFile(out, bytes, { flag: 'wx' }).catch((error: unknown) => {
    throw new CliError(`--out: ${lineOf(error)}`, { cause: error });
  });
  console.log(bilingual(`Đã ghi ${out}, theo lịch sử tới vị trí ${through}.`, `wrote ${out}, by the history up to position ${through}.`));
  console.log(bilingual(`Kiểm tra: tiendo verify ${out} --key KHÓA`, `check it: tiendo verify ${out} --key KEY`));
}

async function withDoor<T>({ sql, eventStore: store }: OpenServers, use: (door: EvidenceDoor) => Promise<T>): Promise<T> {
  const positions = new ProjectionPositions(sql);
  const histories = new HistoryQueries(store, new LocalityScope(new Facts(store, ['locality'])));
  const readings = new Readings(sql, store, positions);
  try {
    return await use(new EvidenceDoor(sql, store, readings, targetProgress, targetStoryBy(histories), printHistory));
  } finally {
    await positions.onModuleDestroy();
  }
}

/** Whoever has the database reads everything: on record is the account of the machine. */
function context(): CommandContext {
  const { username } = userInfo();
  const commandId = uuidV7();
  const actor = { id: `cli:${username}`, name: username, role: 'admin', locality: NATION } as const;
  return { commandId, correlationId: commandId, causationId: commandId, actor, today: todayInVietnam() };
}
