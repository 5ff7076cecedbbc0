import type { Sql } from 'postgres';
import { readKeyFile } from '../../libs/features/transparency/key-file.js';
import { saidOf, type Finding } from '../../libs/features/transparency/findings.js';
import { publishedKeys } from '../../libs/features/transparency/publisher.js';
import {
  openFindings,
  recordFindings,
  recordTime,
  storable,
  type OpenFinding,
  type Settling,
} from '../../libs/features/transparency/recorded-findings.js';
import { verifyLog, type Verification } from '../../libs/features/transparency/verify-log.js';
import { verifierText } from '../../libs/transparency/keys.js';
import { plain } from '../../libs/transparency/plain-text.js';
import { endedBy, type TrustedKey } from '../../libs/transparency/trusted-heads.js';
import { bilingual, CliError, lineOf } from './cli-error.js';
import { headsOf, keyOf } from './heads.js';
import { keyFileOf, orLine } from './log-settings.js';
import { ProgressLine } from './progress-line.js';
import { type OpenServers, withServers } from './servers.js';
import type { Settings } from './settings.js';
import { settleAll, settlingOf, tellOpen, tellSettlements } from './settlement.js';
import { stopSignals } from './stop-signals.js';
import { EXIT, orUndecided } from './verdict.js';

export interface VerifyCommandOptions {
  readonly live?: boolean;
  readonly head?: readonly string[];
  readonly key?: readonly string[];
  readonly settle?: string;
  readonly by?: string;
  readonly json?: boolean;
}

/** What is proven by the tables alone; what rests on a file or key that somebody named is not put on record. */
const ON_RECORD: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>([
  ...(['event_changed', 'event_moved', 'event_missing', 'event_added', 'event_reordered', 'tail_cut', 'too_many'] as const),
  ...([
    'entry_changed',
    'entry_missing',
    'entry_mislabelled',
    'entry_beyond',
    'entry_disputed',
    'tile_changed',
    'tile_disputed',
    'tile_missing',
    'tile_wrong',
    'tile_beyond',
  ] as const),
  ...(['head_differs', 'head_beyond', 'head_missing'] as const),
]);

/** Verifies a bundle by itself, or the store; the exit code is the verdict (`EXIT`). Throws `CliError`. */
export const runVerify = (settings: () => Settings, bundle: string | undefined, options: VerifyCommandOptions): Promise<void> =>
  orUndecided(() => verified(settings, bundle, options));

async function verified(settings: () => Settings, bundle: string | undefined, options: VerifyCommandOptions): Promise<void> {
  checkTogether(bundle, options);
  if (bundle === undefined) return verifyLive(settings(), options);
  const { head = [], key = [], json = false } = options;
  const { verifyBundle } = await import('./verify-bundle.js');
  await verifyBundle(bundle, { keys: key.map(keyOf), kept: head.flatMap(headsOf), json });
}

/** Throws `CliError` for options that would be passed over. */
function checkTogether(bundle: string | undefined, { live = false, settle, by, json = false }: VerifyCommandOptions): void {
  if ((bundle === undefined) !== live) throw new CliError(bilingual('Hãy nêu một gói, hoặc --live', 'name a bundle, or say --live'));
  if (live && json) throw new CliError(bilingual('--json chỉ dùng khi kiểm tra một gói', '--json is for a bundle only'));
  if (!live && (settle !== undefined || by !== undefined))
    throw new CliError(bilingual('--settle và --by chỉ dùng với --live', '--settle and --by are for --live only'));
  if (by !== undefined && settle === undefined) throw new CliError(bilingual('--by chỉ đi cùng --settle', '--by goes with --settle only'));
}

const MOST_SAID = 2_000;

/** Reads the whole store and log again. */
async function verifyLive(settings: Settings, options: VerifyCommandOptions): Promise<void> {
  const witnessed = (options.head ?? []).flatMap(headsOf);
  const given = options.key?.map(keyOf);
  const settling = settlingOf(options);
  const signal = stopSignals(() => process.exit(130));
  await withServers(settings, async (servers) => {
    await needLog(servers);
    if (!given && !(await ownKeys(settings))) warnOfForeignKeys();
    const keys = async (): Promise<readonly TrustedKey[]> =>
      given ? endedBy(given, await publishedEnds(servers)) : ((await ownKeys(settings)) ?? publishedKeys(servers.sql));
    const before: Before = { at: await recordTime(servers.sql), open: await openFindings(servers.sql, EVERY) };
    const line = new ProgressLine(bilingual('Đối chiếu', 'Verifying'));
    const onProgress = (done: number, size: number): void => line.show(done, size);
    const found = await verifyLog({ sql: servers.sql, store: servers.eventStore }, { keys, witnessed, signal, onProgress });
    line.end();
    if (signal.aborted) throw new CliError(bilingual('Đã dừng giữa chừng, chưa kết luận được gì', 'stopped half-way: nothing is proven'));
    await conclude(servers, before, found, witnessed.length, settling);
  });
}

/** More than can be open: whoever settles sees each. */
const EVERY = Number.MAX_SAFE_INTEGER;

/** When a reading began, by the clock of the database, and what was open then. */
interface Before {
  readonly at: Date;
  readonly open: readonly OpenFinding[];
}

/** What is found now, and what was found before and stands open: reading again cannot take that back. */
async function conclude(
  { sql }: OpenServers,
  before: Before,
  found: Verification,
  witnessed: number,
  settling: Settling | null,
): Promise<void> {
  const { size, heads, findings } = found;
  const whole = size.toLocaleString('vi-VN');
  for (const finding of findings) {
    const { vi, en } = saidOf(finding);
    console.log(`✗ ${plain(vi, MOST_SAID)}\n  ${plain(en, MOST_SAID)}`);
  }
  const said = new Set(findings.map((finding) => saidOf(storable(finding)).en));
  const open = (await openFindings(sql, EVERY)).filter((finding) => !said.has(saidOf(finding).en));
  tellOpen(open);
  await tellSettlements(sql);
  if (findings.length > 0) return differ(sql, before, found, whole);
  const known = new Set(before.open.map(({ seq }) => seq));
  // What came on record meanwhile was seen by another reading, perhaps later than by this one: it is told first, and settled next time.
  const mayBeSettled = settling !== null && open.every(({ seq }) => known.has(seq));
  if (open.length > 0 && !mayBeSettled) return standOpen(open.length, whole);
  const [vi, en] =
    witnessed > 0 ? [`, nối tiếp ${witnessed} đầu của nhân chứng`, `, continuing ${witnessed} heads of witnesses`] : ['', ''];
  console.log(
    `✓ ${bilingual(`${whole} sự kiện, ${heads} đầu nhật ký: tất cả khớp${vi}`, `${whole} events, ${heads} heads: all agree${en}`)}.`,
  );
  if (settling) await settleAll(sql, open, settling);
}

/** Something does not agree now. */
async function differ(sql: Sql, before: Before, { findings, heads }: Verification, whole: string): Promise<void> {
  process.exitCode = EXIT.differs;
  console.log(
    bilingual(
      `${findings.length} sai khác trong ${whole} mục, ${heads} đầu nhật ký.`,
      `${findings.length} findings in ${whole} entries, ${heads} heads.`,
    ),
  );
  const proven = findings.filter(({ kind }) => ON_RECORD.has(kind));
  await recordFindings(sql, proven, before.at).catch((error: unknown) => {
    const [vi, en] = ['Chưa ghi được các sai khác này vào hồ sơ', 'these findings could not be put on record'];
    console.error(`! ${bilingual(vi, en)}: ${plain(lineOf(error), MOST_SAID)}`);
  });
}

/** All agrees now, and something that was found before was never cleared up. */
function standOpen(open: number, whole: string): void {
  console.log(
    bilingual(
      `Lần đọc này không thấy sai khác nào khác trong ${whole} mục, nhưng ${open} sai khác ghi trước đây (các dòng !) còn để ngỏ: có điều đọc lại không thấy được nữa, như nhật ký đã bị cắt ngắn. Khi đã làm rõ từng điều, khép lại bằng --settle 'LÝ DO' --by 'HỌ TÊN'; lý do ở lại trong hồ sơ.`,
      `this reading found nothing else in ${whole} entries, but ${open} findings of before (the lines with !) stand open: some cannot be seen by reading again, as a log that was cut short. When each is cleared up, settle them with --settle 'REASON' --by 'NAME'; the reason stays on record.`,
    ),
  );
  process.exitCode = EXIT.differs;
}

async function needLog({ sql }: OpenServers): Promise<void> {
  const [found] = await sql`select to_regclass('transparency.checkpoint') is not null as here`;
  if (!found?.here) throw new CliError(bilingual('Ở đây chưa có nhật ký minh bạch', 'there is no transparency log here yet'));
}

/** The key file's public halves, as it is now; null without one. */
async function ownKeys(settings: Settings): Promise<readonly TrustedKey[] | null> {
  const keys = await orLine(() => readKeyFile(keyFileOf(settings)));
  return keys?.map(({ signer, from, until }) => ({ verifier: signer.verifier, from, until })) ?? null;
}

/** Whoever edits the tables could have put his keys there. */
function warnOfForeignKeys(): void {
  console.error(
    bilingual(
      'Khóa lấy từ chính cơ sở dữ liệu; hãy đưa khóa bạn tin bằng --key',
      'the keys are those of the database itself; give the one that you trust with --key',
    ),
  );
}

/** When the log itself says that its keys end. */
async function publishedEnds({ sql }: OpenServers): Promise<readonly { readonly vkey: string; readonly until: string | null }[]> {
  return (await publishedKeys(sql)).map(({ verifier, until }) => ({ vkey: verifierText(verifier), until }));
}
