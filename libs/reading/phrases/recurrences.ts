import { smallAt, yearAt } from './calendar.js';
import { COMPARATORS } from './comparator-words.js';
import { pairAt, stretchOf, textAt, tokenAt, type Line } from './line.js';
import type { RecurrencePhrase } from './phrases.js';
import { backward, meaning, onward, openingsOf, wordTree } from './word-tree.js';

const CYCLES = wordTree<string>([
  ...meaning('ngày', 'daily'),
  ...meaning('tuần', 'weekly'),
  ...meaning('tháng', 'monthly'),
  ...meaning('quý', 'quarterly'),
  ...meaning('6 tháng, 06 tháng, sáu tháng, nửa năm, bán niên, 6 tháng đầu năm', '6-month'),
  ...meaning('9 tháng, 09 tháng, chín tháng', '9-month'),
  ...meaning('năm, cả năm, 1 năm, 01 năm, một năm', 'yearly'),
]);

/** `theo tháng`, `01 lần/tháng`, `6 tháng một lần`. */
const ONCE = wordTree<true>(meaning('một lần, 1 lần, 01 lần, / lần, / 1 lần, / 01 lần', true as const));
const TIMES = ['lần', 'cuộc', 'buổi', 'kỳ', 'phiên', 'đợt', 'hội nghị', 'cuộc họp', 'chuyên đề'];
const PERIODS = { ngày: 'daily', tuần: 'weekly', tháng: 'monthly', quý: 'quarterly', năm: 'yearly' };
const PER = wordTree<string>(
  TIMES.flatMap((times) => Object.entries(PERIODS).flatMap(([period, cycle]) => meaning(`${times} / ${period}`, cycle))),
);
const JOINTS: ReadonlySet<string> = new Set([',', 'và', '/', ';', '-']);
const LONGEST = 8;

/** Duties that come again, `ít nhất 1 lần/quý`, and the years of a pace, `mỗi năm giảm 2%`. */
export function recurrencesOf(line: Line, openings: readonly number[]): RecurrencePhrase[] {
  const found: RecurrencePhrase[] = [];
  let past = 0;
  for (const index of openings) {
    if (index < past) continue;
    const next = recurrenceAt(line, index);
    if (next) found.push({ ...stretchOf(line, next.start ?? index, next.end), recurrence: [...new Set(next.cycles)].join('|') });
    past = next?.end ?? 0;
  }
  return found;
}

interface Cycles {
  /** Where its words begin; where it was looked for if not told. */
  readonly start?: number;
  readonly cycles: readonly string[];
  readonly end: number;
}

function recurrenceAt(line: Line, index: number): Cycles | null {
  const word = textAt(line, index);
  if (word === 'định' && textAt(line, index + 1) === 'kỳ') return periodically(line, index + 2);
  if (word === 'hàng') return cyclesFrom(line, index + 1);
  if (word === 'theo' && ['từng', 'mỗi'].includes(textAt(line, index + 1))) {
    const each = singly(line, index + 1);
    return each && { ...each, start: index };
  }
  if (word === 'mỗi' || word === 'từng') return singly(line, index);
  if (word === 'thứ' && pairAt(line, index + 2) === 'hàng tuần') return { cycles: ['weekly'], end: index + 4 };
  return counted(line, index);
}

/** After `định kỳ`: with or without `hàng`. */
function periodically(line: Line, index: number): Cycles | null {
  const lead = ['hàng', 'mỗi', 'theo', 'vào', 'từng'].includes(textAt(line, index)) ? index + 1 : index;
  return cyclesFrom(line, lead) ?? spacedAt(line, lead, false);
}

function cyclesFrom(line: Line, start: number): Cycles | null {
  const cycles: string[] = [];
  let end = start;
  for (let index = start; cycles.length < LONGEST;) {
    const at = ['hàng', 'mỗi'].includes(textAt(line, index)) ? index + 1 : index;
    const cycle = onward(CYCLES, line, at);
    if (!cycle || (cycle.value === 'yearly' && yearAt(line, cycle.end) !== null) || isPoint(line, at, cycle.end)) break;
    cycles.push(cycle.value);
    end = onward(ONCE, line, cycle.end)?.end ?? cycle.end;
    const past = pastBracket(line, end);
    const joint = textAt(line, past);
    index = JOINTS.has(joint) ? past + 1 : -1;
    if (index > 0 && joint === ',' && textAt(line, index) === 'và') index += 1;
    if (index < 0) break;
  }
  return cycles.length > 0 ? { cycles, end } : null;
}

const LONGEST_BRACKET = 14;

/** Over a short bracket between two rhythms: `6 tháng (trước ngày 10/6), hằng năm (…)`. */
function pastBracket(line: Line, start: number): number {
  if (textAt(line, start) !== '(') return start;
  for (let index = start + 1; index < start + LONGEST_BRACKET; index += 1) if (textAt(line, index) === ')') return index + 1;
  return start;
}

/** `tháng 9`, `quý II`, `ngày 15` are times, not cycles. */
function isPoint(line: Line, start: number, end: number): boolean {
  if (end !== start + 1) return false;
  if (textAt(line, start) === 'năm') return yearAt(line, end) !== null;
  return tokenAt(line, end).kind === 'number' || /^(?:i|ii|iii|iv)$/.test(textAt(line, end));
}

function singly(line: Line, index: number): Cycles | null {
  const cycle = onward(CYCLES, line, index + 1);
  const once = cycle && onward(ONCE, line, cycle.end);
  if (!cycle || (tokenAt(line, cycle.end).kind === 'number' && !once && !isEach(line, index, cycle.end))) return null;
  return { cycles: [cycle.value], end: once?.end ?? cycle.end };
}

/** `mỗi năm 2 xã`, `mỗi quý 01 cuộc`; `từng tháng 9` is a month. */
function isEach(line: Line, index: number, end: number): boolean {
  return textAt(line, index) === 'mỗi' && yearAt(line, end) === null && textAt(line, end + 1) !== '/';
}

/** `ít nhất 02 lần/quý`, `02 buổi/tháng`: the number is a value beside. */
function asCount(line: Line, index: number): boolean {
  return textAt(line, index + 1) !== 'lần' || (backward(COMPARATORS, line, index)?.value ?? null) !== null;
}

const SPACES: Readonly<Record<string, string>> = { ngày: 'day', tuần: 'week', tháng: 'month', năm: 'year' };
const NAMED_SPACES: Readonly<Record<string, string>> = {
  '1-month': 'monthly',
  '1-week': 'weekly',
  '3-month': 'quarterly',
  '12-month': 'yearly',
};

/** `02 tuần/lần`, `15 ngày một lần`, `3 tháng/lần`. */
function spacedAt(line: Line, index: number, needsOnce = true): Cycles | null {
  const count = smallAt(line, index, 60);
  const unit = count ? SPACES[textAt(line, count.end)] : undefined;
  if (!count || unit === undefined) return null;
  const once = onward(ONCE, line, count.end + 1);
  if (once === null && needsOnce) return null;
  const space = `${count.value}-${unit}`;
  return { cycles: [NAMED_SPACES[space] ?? space], end: once?.end ?? count.end + 1 };
}

function counted(line: Line, index: number): Cycles | null {
  const cycle = onward(CYCLES, line, index);
  const once = cycle && onward(ONCE, line, cycle.end);
  if (cycle && once && textAt(line, cycle.end) !== 'năm') return { cycles: [cycle.value], end: once.end };
  const spaced = spacedAt(line, index);
  if (spaced !== null) return spaced;
  if (tokenAt(line, index).kind !== 'number') return null;
  const per = onward(PER, line, index + 1);
  return per && { cycles: [per.value], end: per.end, start: asCount(line, index) ? index + 1 : index };
}

/** The words with which a recurrence may begin. */
export const RECURRENCE_OPENINGS: readonly string[] = [
  ...'định hàng mỗi từng theo thứ hai ba bốn năm sáu bảy tám chín mười'.split(' '),
  ...openingsOf(CYCLES),
];
