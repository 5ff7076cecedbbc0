import type { Comparator } from '../reading.js';
import {
  ADDED,
  AVERAGES,
  BETWEEN,
  CHANGES,
  COMPARATORS,
  MEASURED,
  NO_CHANGE_AFTER,
  SUFFIXES,
  UNWANTED,
  UP_TO,
} from './comparator-words.js';
import { isForbiddenBefore, negatedBefore, REVERSED } from './forbidden.js';
import { stretchOf, textAt, tokenAt, wordsOf, type Line } from './line.js';
import type { Quantity } from './phrases.js';
import { BASE_END } from './unit-words.js';
import { backward, onward, type Match } from './word-tree.js';

/** What stands before a number: the comparison, and whether it is a step or a level. */
export interface Before {
  /** The first token of the printed value. */
  readonly start: number;
  readonly comparator: Comparator | null;
  readonly word: string | null;
  readonly change: Quantity['change'];
  readonly incremental: boolean;
  /** A bare number is a ceiling here. */
  readonly wantsLess: boolean;
}

/** Reads backward from the first token of a number. */
export function beforeNumber(line: Line, start: number): Before {
  const compared = comparatorBefore(line, start);
  const first = compared?.start ?? start;
  const { change, incremental, lessened } = changeBefore(line, first);
  const wantsLess = lessened || (!incremental && (compared === null || compared.comparator === 'about') && unwantedBefore(line, first));
  return { start: first, comparator: compared?.comparator ?? null, word: compared?.word ?? null, change, incremental, wantsLess };
}

function comparatorBefore(line: Line, start: number): { start: number; comparator: Comparator; word: string } | null {
  const near = backward(COMPARATORS, line, start);
  if (near === null && textAt(line, start - 1) === 'quá' && negatedBefore(line, start - 1))
    return { start: start - 1, comparator: '<=', word: 'không để … quá' };
  const found = near ?? overFiller(line, start);
  if (!found) return null;
  const reversed = REVERSED[found.value];
  if (reversed !== undefined && isForbiddenBefore(line, found.start)) return { start: found.start, ...reversed };
  if (isJoinedToFulfilment(line, found)) return { start: found.start, comparator: '>=', word: wordsOf(line, found.start, found.end) };
  return { start: found.start, comparator: found.value, word: wordsOf(line, found.start, found.end) };
}

/** `hoàn thành và vượt 18/18 chỉ tiêu`: at least. */
function isJoinedToFulfilment(line: Line, { start }: Match<Comparator>): boolean {
  return textAt(line, start) === 'vượt' && /^(?:và|hoặc)$/.test(textAt(line, start - 1)) && /^(?:thành|đạt)$/.test(textAt(line, start - 2));
}

function overFiller(line: Line, start: number): ReturnType<typeof backward<Comparator>> {
  const filler = backward(BETWEEN, line, start);
  const found = filler && backward(COMPARATORS, line, filler.start);
  return found && found.value !== 'about' && !LOOSE.has(textAt(line, found.start)) ? found : null;
}

/** Alone these are more often of place: `trên mức …`. */
const LOOSE: ReadonlySet<string> = new Set(['trên', 'dưới', 'hơn', 'vượt', 'gần', 'khoảng']);

type Change = Pick<Before, 'change' | 'incremental'> & { readonly lessened: boolean };
const LEVEL: Change = { change: null, incremental: false, lessened: false };
const FAR = 12;

function changeBefore(line: Line, start: number): Change {
  const level = backward(UP_TO, line, start);
  if (level) return levelBefore(line, level.value, level.start, level.end);
  const added = backward(ADDED, line, start);
  if (added) {
    const lessening = textAt(line, added.start) === 'giảm';
    const change = lessening ? { direction: 'decrease' as const, at: stretchOf(line, added.start, added.end) } : null;
    return { change: change ?? changeAt(line, added.start), incremental: true, lessened: false };
  }
  const skipped = backward(AVERAGES, line, start)?.start ?? start;
  const near = changeAt(line, skipped - 1);
  if (near) return { change: near, incremental: true, lessened: false };
  const far = changeFar(line, skipped);
  return far ? { change: far, incremental: true, lessened: false } : (stepNamed(line, start) ?? LEVEL);
}

function levelBefore(line: Line, kind: 'increase' | 'decrease' | 'level', start: number, end: number): Change {
  if (kind === 'level' || textAt(line, start - 1) === 'trở') return stepNamed(line, start) ?? LEVEL;
  const change = { direction: kind, at: stretchOf(line, start, end) };
  return { change, incremental: false, lessened: kind === 'decrease' };
}

const STEPS: ReadonlySet<string> = new Set(['mức giảm', 'mức tăng', 'độ giảm', 'lệ giảm', 'số giảm', 'mức hạ']);

/** `Mức giảm tỷ lệ hộ nghèo: 1,5%`: the subject itself is a step. */
function stepNamed(line: Line, start: number): Change | null {
  for (let index = start - 1; index > start - 2 - FAR; index -= 1) {
    const { kind, text } = tokenAt(line, index);
    if (kind !== 'word' && text !== ':') return null;
    if (!STEPS.has(`${textAt(line, index - 1)} ${text}`)) continue;
    const change = NO_CHANGE_AFTER.has(textAt(line, index + 1)) ? null : changeAt(line, index);
    return change && { change, incremental: true, lessened: false };
  }
  return null;
}

function changeAt(line: Line, index: number): Quantity['change'] {
  const direction = CHANGES.get(textAt(line, index));
  if (direction === undefined || textAt(line, index - 1) === 'gia') return null;
  return { direction, at: stretchOf(line, index, index + 1) };
}

/** `giảm tỷ lệ hộ nghèo 1,5%`: back to the word of change, over nothing but the noun phrase. */
function changeFar(line: Line, start: number): Quantity['change'] {
  for (let index = start - 1; index > start - FAR; index -= 1) {
    const token = tokenAt(line, index);
    if (isScope(line, index)) continue;
    if (token.kind !== 'word' || STOPPING.has(token.text)) return null;
    const found = changeAt(line, index);
    if (!found) continue;
    const next = textAt(line, index + 1);
    return MEASURED.has(next) && !NO_CHANGE_AFTER.has(next) ? found : null;
  }
  return null;
}

/** Within `trên cả 3 tiêu chí`. */
function isScope(line: Line, index: number): boolean {
  return (
    (textAt(line, index) === 'trên' && textAt(line, index + 1) === 'cả') ||
    (textAt(line, index - 1) === 'cả' && tokenAt(line, index).kind === 'number')
  );
}

const STOPPING: ReadonlySet<string> = new Set([
  'đạt',
  'để',
  'nhằm',
  'có',
  'hoàn',
  'từ',
  'phấn',
  'và',
  'đến',
  'trên',
  'khoảng',
  'cho',
  'xây',
]);

function unwantedBefore(line: Line, start: number): boolean {
  for (let index = start; index > start - FAR; index -= 1) {
    const mark = textAt(line, index - 1);
    if (mark === ';' || mark === ',' || mark === '.' || mark === '') return false;
    if (backward(UNWANTED, line, index)) return !LESSER_EVIL.has(textAt(line, index - 1)) && !resolvedBefore(line, index);
  }
  return false;
}

const LESSER_EVIL: ReadonlySet<string> = new Set(['thoát']);
const RESOLVED: ReadonlySet<string> = new Set(['phá', 'khám', 'giải', 'xử', 'thu', 'hỗ', 'thoát', 'đào', 'thi']);

/** `tỷ lệ điều tra, khám phá tội phạm đạt 80%` wants more, not less. */
function resolvedBefore(line: Line, end: number): boolean {
  for (let index = end - 1; index > end - 8; index -= 1) if (RESOLVED.has(textAt(line, index))) return true;
  return false;
}

/** `từ 98% hồ sơ trở lên`, `80% dân số trở lên`: over the nouns; not where a grade stands before it. */
export function farSuffix(
  line: Line,
  { number, end }: { readonly number: { readonly start: number }; readonly end: number },
): Match<Comparator> | null {
  const led = textAt(line, number.start - 1) === 'từ';
  if (!led && textAt(line, end - 1) !== '%') return null;
  for (let index = end; index < end + (led ? 12 : 7); index += 1) {
    const { kind, text } = tokenAt(line, index);
    if (kind !== 'word' && !(led && text === ',')) return null;
    const found = onward(SUFFIXES, line, index);
    if (found) return GRADES.has(textAt(line, index - 1)) ? null : found;
    if (GRADED.has(text) || (!led && BASE_END.has(text))) return null;
  }
  return null;
}

/** What goes up and down by itself: `loại khá trở lên`, `trình độ đại học trở lên`. */
const GRADED: ReadonlySet<string> = new Set('trình loại hạng mức bậc từ đạt cấp tuổi sao'.split(' '));
const GRADES: ReadonlySet<string> = new Set('khá giỏi tốt học đẳng sở thông tiến tuổi cao sĩ sỹ'.split(' '));

/** `bình quân mỗi năm 2%`, `hàng năm giảm 1,5%`. */
export function paceOf(line: Line, start: number): string | null {
  for (let index = start - 1; index > start - 6; index -= 1) {
    const word = textAt(line, index);
    if ((word === 'mỗi' || word === 'hàng') && ['năm', 'tháng', 'quý'].includes(textAt(line, index + 1))) return textAt(line, index + 1);
  }
  return null;
}
