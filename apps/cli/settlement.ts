import { userInfo } from 'node:os';
import type { Sql } from 'postgres';
import { saidOf } from '../../libs/features/transparency/findings.js';
import { settleFindings, settlements, type OpenFinding, type Settling } from '../../libs/features/transparency/recorded-findings.js';
import { plain } from '../../libs/transparency/plain-text.js';
import { bilingual, CliError, lineOf } from './cli-error.js';

const SHORTEST_REASON = 10;
const MOST_TOLD = 20;
const MOST_SAID = 2_000;

/** What `--settle` and `--by` say; null without the first. Throws `CliError` for a reason that says nothing. */
export function settlingOf({ settle, by }: { readonly settle?: string; readonly by?: string }): Settling | null {
  if (settle === undefined) return null;
  const reason = settle.trim();
  if (reason.length >= SHORTEST_REASON) return { reason, by: by?.trim() || userName() };
  throw new CliError(
    bilingual(
      `--settle: hãy nêu lý do, ít nhất ${SHORTEST_REASON} ký tự; lý do ở lại trong hồ sơ`,
      `--settle: say why, in ${SHORTEST_REASON} characters or more; it stays on record`,
    ),
  );
}

/** Settles what was found before, and says it. Throws `CliError` where that cannot be put on record. */
export async function settleAll(sql: Sql, open: readonly OpenFinding[], settling: Settling): Promise<void> {
  const settled = await settleFindings(sql, open, settling).catch((error: unknown) => {
    throw new CliError(`--settle: ${bilingual('chưa khép lại được', 'nothing could be settled')}: ${lineOf(error)}`, { cause: error });
  });
  const { by, reason } = settling;
  console.log(
    bilingual(
      `Đã khép lại ${settled} sai khác ghi trước đây (các dòng !). Người khép lại: ${by}. Lý do: ${reason}`,
      `settled ${settled} findings of before (the lines with !), by ${by}: ${reason}`,
    ),
  );
}

/** Names what was found before and is not settled: when, of what kind, and what it says. */
export function tellOpen(open: readonly OpenFinding[]): void {
  for (const finding of open) {
    const { kind, foundAt } = finding;
    const { vi, en } = saidOf(finding);
    console.log(
      `! ${plain(`Ghi lúc ${foundAt}, ${kind}: ${vi}`, MOST_SAID)}\n  ${plain(`found at ${foundAt}, ${kind}: ${en}`, MOST_SAID)}`,
    );
  }
}

/** Says what was settled before: when, by whom and why. */
export async function tellSettlements(sql: Sql): Promise<void> {
  for (const { at, by, reason, findings } of await settlements(sql, MOST_TOLD)) {
    const [vi, en] = [
      `${findings} sai khác đã được khép lại lúc ${at}. Người khép lại: ${by ?? 'không ghi'}. Lý do: ${reason || 'không ghi'}`,
      `${findings} findings were settled at ${at} by ${by ?? 'nobody named'}: ${reason || 'no reason given'}`,
    ];
    console.log(`– ${plain(vi, MOST_SAID)}\n  ${plain(en, MOST_SAID)}`);
  }
}

/** Of whoever runs this; where the system has no name for him, his number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
