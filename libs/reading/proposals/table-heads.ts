import type { Stretch } from '../phrases/phrases.js';
import type { PreparedText } from '../structure.js';

/** The cells of a row, one for each column of its table; null for an empty one. */
export type Cells = readonly (Stretch | null)[];

/** A column of a table, by its head. */
export interface Column {
  readonly at: number;
  /** Folded, without its unit, the innermost head first: `thực hiện năm 2023`. */
  readonly words: string;
  /** Those of the innermost head alone. */
  readonly own: string;
  /** The head that says what is measured, `Trồng rừng` over `Thực hiện`; else its own. */
  readonly head: Stretch;
  /** The head in which a year stands, else its own. */
  readonly time: Stretch;
  /** `ha` of `Diện tích (ha)`; null where the head names none. */
  readonly unit: string | null;
}

/** The columns that one or two rows of heads name; in the upper row a cell stands for those right of it that are empty and divided below. */
export function columnsOfHeads(prepared: PreparedText, heads: readonly Cells[]): readonly Column[] {
  const [upper = [], lower] = heads;
  return upper.map((cell, at) => columnOf(prepared, at, lower === undefined ? [cell] : [lower[at] ?? null, over(upper, lower, at)]));
}

function over(upper: Cells, lower: Cells, at: number): Stretch | null {
  const divided = lower[at] != null;
  for (let index = at; index >= 0 && (index === at || (divided && lower[index] != null)); index -= 1) {
    const cell = upper[index];
    if (cell != null) return cell;
  }
  return null;
}

export const YEAR = /(?<!\d)20\d\d(?!\d)/;
/** In brackets, or `%` before the words or alone. */
const IN_UNIT = /^(.*?)\s*\((?:(?:đvt|đơn vị tính|đơn vị) ?: ?)?([^()]{1,24})\)\s*(?:\*|\d)?$/u;
const PERCENT = /^(%)(?: (.+))?$/u;
/** No units: `(lũy kế)`, `(năm 2024)`. */
const ASIDE = /lũy kế|điều chỉnh|nếu có|dự kiến|ước|kế hoạch|\d{4}|^\d|^[a-zđ]$|\p{L} \p{L}+ \p{L}+ \p{L}+/u;

function columnOf(prepared: PreparedText, at: number, printed: readonly (Stretch | null)[]): Column {
  const parts = printed.flatMap((cell) => (cell === null ? [] : [withoutUnit(prepared, cell)]));
  const named = parts.filter(({ words }) => words !== '');
  const words = [...new Set(named.map((part) => part.words))].join(' ');
  const head = (named.find((part) => !namesNothing(part.words)) ?? named[0] ?? parts[0])?.head ?? { from: 0, to: 0 };
  const dated = named.find((part) => YEAR.test(part.words));
  return {
    at,
    words,
    own: named[0]?.words ?? '',
    head,
    time: dated?.head ?? head,
    unit: parts.find(({ unit }) => unit !== null)?.unit ?? null,
  };
}

function withoutUnit({ text, folded }: PreparedText, cell: Stretch): { words: string; head: Stretch; unit: string | null } {
  const printed = folded.slice(cell.from, cell.to);
  const found = IN_UNIT.exec(printed);
  const unit = found?.[2];
  if (found !== null && unit !== undefined && !ASIDE.test(unit)) {
    const from = cell.from + printed.lastIndexOf(unit);
    const head = { from: cell.from, to: cell.from + (found[1] ?? '').length };
    return { words: plain(found[1] ?? ''), head, unit: text.slice(from, from + unit.length).trim() };
  }
  const percent = PERCENT.exec(printed);
  if (percent === null) return { words: plain(printed), head: cell, unit: null };
  return { words: plain(percent[2] ?? ''), head: { from: cell.to - (percent[2] ?? '').length, to: cell.to }, unit: '%' };
}

const plain = (words: string): string => words.replace(/\s+/gu, ' ').trim();

/** `Kế hoạch năm 2024`, `Thực hiện`, `Tỷ lệ`: when and how, not what. */
export function namesNothing(words: string): boolean {
  return words.replace(NOTHING, '').trim() === '';
}

const NOTHING =
  /(?<!\p{L})(?:kế hoạch|kh|chỉ tiêu|mục tiêu|dự toán|giao|được|thực hiện|th|kết quả|ước|đạt|hoàn thành|lũy kế|tỷ lệ|tỉ lệ|so sánh|so với|với|số|đã|năm|tháng|quý|đầu|đến|hết|ngày|cả|tỉnh|huyện|xã|[\divx./%-]+)(?!\p{L})/gu;
