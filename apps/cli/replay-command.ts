import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import type { RebuildProgress } from '../../libs/event-store/projection-rebuild.js';
import type { TableDifferences } from '../../libs/features/evidence/compare-tables.js';
import { replayStore, type ProjectionReplay } from '../../libs/features/evidence/replay-store.js';
import { replayTarget } from '../../libs/features/evidence/replay-target.js';
import { ProjectionPositions } from '../../libs/features/http/projection-positions.js';
import { Readings } from '../../libs/features/http/readings.js';
import { targetProgress } from '../../libs/features/progress/target-progress.query.js';
import { PROJECTIONS } from '../projector/projections.js';
import { bilingual, CliError, lineOf } from './cli-error.js';
import { openDatabase } from './connections.js';
import { inWords } from './in-words.js';
import { ProgressLine } from './progress-line.js';
import { openServers, type OpenServers, type ServerUrls, withServers } from './servers.js';
import type { Settings } from './settings.js';
import { stopSignals } from './stop-signals.js';
import { tellTables, tellTarget } from './replay-text.js';
import { EXIT, orUndecided } from './verdict.js';

export interface ReplayOptions {
  readonly target?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly scratch?: string;
  readonly json?: boolean;
}

/** Folds again from the event store and compares with the read tables; the exit code is the verdict (`EXIT`). Throws `CliError`. */
export const runReplay = (settings: Settings, options: ReplayOptions): Promise<void> => orUndecided(() => replayed(settings, options));

async function replayed(settings: Settings, options: ReplayOptions): Promise<void> {
  const { target, asOf, knownAt, json = false } = options;
  if (target === undefined && (asOf !== undefined || knownAt !== undefined))
    throw new CliError(
      bilingual(
        '--as-of và --known-at chỉ đi với --target; toàn bộ kho được so cùng mọi bản cũ đang giữ',
        '--as-of and --known-at go with --target; the whole store is compared with every version that is kept',
      ),
    );
  await withServers(settings, async ({ databaseUrl, eventStoreUrl }) => {
    const servers = await openServers(readOnly({ databaseUrl, eventStoreUrl }));
    try {
      if (target !== undefined) await replayOne(servers, { targetId: target, asOf, knownAt }, json);
      else await withScratch(databaseUrl, options.scratch, (scratch) => replayAll(servers, scratch, json));
    } finally {
      await servers.close();
    }
  });
}

/** Sessions in which PostgreSQL itself refuses every write. */
function readOnly({ databaseUrl, eventStoreUrl }: ServerUrls): ServerUrls {
  const forbidden = (url: string): string =>
    /^postgres(ql)?:/.test(url) ? `${url}${url.includes('?') ? '&' : '?'}default_transaction_read_only=on` : url;
  return { databaseUrl: forbidden(databaseUrl), eventStoreUrl: forbidden(eventStoreUrl) };
}

async function replayOne({ sql, eventStore: store }: OpenServers, asked: Parameters<typeof replayTarget>[1], json: boolean): Promise<void> {
  const positions = new ProjectionPositions(sql);
  const readings = new Readings(sql, store, positions);
  const replay = await inWords(() => replayTarget({ store, readings, progress: targetProgress }, asked)).finally(() =>
    positions.onModuleDestroy(),
  );
  if (json) console.log(JSON.stringify({ targetId: asked.targetId, equal: replay.differences.length === 0, ...replay }, null, 2));
  else tellTarget(asked.targetId, replay);
  if (replay.differences.length > 0) process.exitCode = EXIT.differs;
}

async function replayAll({ sql, eventStore: store }: OpenServers, scratch: Sql, json: boolean): Promise<void> {
  const [major, other] = await Promise.all([majorOf(sql), majorOf(scratch)]);
  // Another PostgreSQL words the same view otherwise.
  if (major !== other)
    throw new CliError(
      bilingual(
        `--scratch: là PostgreSQL ${other}; cần cùng phiên bản chính với cơ sở dữ liệu đang dùng (${major})`,
        `--scratch: PostgreSQL ${other}; it must be of the same major version as the live database (${major})`,
      ),
    );
  const signal = stopSignals(() => process.exit(130));
  const lines = new Map<string, ProgressLine>();
  const onProgress = (name: string, { through, head }: RebuildProgress): void => {
    const line = lines.get(name) ?? new ProgressLine(name);
    lines.set(name, line);
    line.show(Number(through), Number(head));
  };
  const replays: ProjectionReplay[] = [];
  for await (const replay of replayStore({ store, sql, scratch, projections: PROJECTIONS, signal, onProgress })) {
    lines.get(replay.name)?.end();
    replays.push(replay);
    if (!json) tellTables(replay);
  }
  if (signal.aborted) throw new CliError(bilingual('Đã dừng giữa chừng, chưa kết luận được gì', 'stopped half-way: nothing is proven'));
  const isOff = ({ differences }: TableDifferences): boolean => differences.length > 0;
  const equal = replays.every(({ position, tables, definitions }) => position !== null && !tables.some(isOff) && definitions.length === 0);
  if (json) console.log(JSON.stringify({ equal, projections: replays }, null, 2));
  else if (equal)
    console.log(`✓ ${bilingual('Mọi bảng đọc đúng như kho sự kiện cho ra', 'every read table is what the event store gives')}.`);
  if (!equal) process.exitCode = EXIT.differs;
}

async function majorOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int / 10000 as version`;
  return row!.version;
}

/** A database in which nothing of value is: the one that is named, or one made for as long as it takes. */
async function withScratch(databaseUrl: string, given: string | undefined, use: (scratch: Sql) => Promise<void>): Promise<void> {
  if (given !== undefined) return usingDatabase(given, use);
  const name = `tiendo_replay_${randomBytes(6).toString('hex')}`;
  const admin = await openDatabase(databaseUrl, 1);
  try {
    await admin`create database ${admin(name)}`.catch((error: unknown) => {
      throw new CliError(
        bilingual(
          `Không tạo được cơ sở dữ liệu tạm (${lineOf(error)}); hãy nêu --scratch postgres://…`,
          `cannot make a scratch database (${lineOf(error)}); name one with --scratch postgres://…`,
        ),
        { cause: error },
      );
    });
    const url = new URL(databaseUrl);
    url.pathname = `/${name}`;
    try {
      await usingDatabase(url.href, use);
    } finally {
      await admin`drop database ${admin(name)} with (force)`;
    }
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Throws `CliError` for a database in which something stands already. */
async function usingDatabase(url: string, use: (scratch: Sql) => Promise<void>): Promise<void> {
  const scratch = await openDatabase(url, 4, '--scratch');
  try {
    const [found] =
      await scratch`select nspname as name from pg_namespace where nspname <> all(${['public', 'information_schema']}) and nspname not like 'pg\\_%'`;
    if (found) throw new CliError(bilingual('--scratch: cơ sở dữ liệu ấy không trống', '--scratch: that database is not empty'));
    await use(scratch);
  } finally {
    await scratch.end({ timeout: 5 });
  }
}
