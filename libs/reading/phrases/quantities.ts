import type { Comparator } from '../reading.js';
import { beforeNumber, farSuffix, paceOf, type Before } from './comparisons.js';
import { SUFFIXES } from './comparator-words.js';
import { stretchOf, textAt, tokenAt, wordsOf, type Line } from './line.js';
import { numeralAt, percentOf, type Numeral } from './numbers.js';
import type { Quantity } from './phrases.js';
import { impliedAt, wholeAt } from './quantities-in-words.js';
import { rankAt } from './ranks.js';
import { ratioBefore } from './ratios.js';
import { unitAt, baseAt, type Unit } from './units.js';
import { PER_WORDS, UNITS } from './unit-words.js';
import { onward } from './word-tree.js';

/** Which tokens belong to a date, a citation or a trap: no number within them is a value. */
export type Taken = Uint8Array;

export function quantitiesOf(line: Line, openings: readonly number[], taken: Taken): Quantity[] {
  const found: Quantity[] = [];
  let past = 0;
  for (const index of openings) {
    if (index < past) continue;
    const next = taken[index] ? null : (allOf(line, taken, index) ?? impliedAt(line, index) ?? quantityAt(line, taken, index));
    if (next) found.push(next.quantity);
    past = next?.end ?? 0;
  }
  return found;
}

interface Found {
  readonly quantity: Quantity;
  readonly end: number;
}

/** `toàn bộ 214 phòng học tạm`: the number says how many all of them are. */
function allOf(line: Line, taken: Taken, index: number): Found | null {
  const at = wholeAt(line, index);
  const found = at === null || taken[at] ? null : quantityAt(line, taken, at);
  return found?.quantity.kind === 'percentage' || found === null
    ? null
    : { ...found, quantity: { ...found.quantity, from: tokenAt(line, index).from } };
}

function quantityAt(line: Line, taken: Taken, index: number): Found | null {
  const number = rateAt(line, numeralAt(line, index));
  if (!number || !isNumber(line, number)) return null;
  const rank = rankAt(line, number);
  if (rank) return { quantity: rank, end: endOfRank(line, rank, number.end) };
  const own = unitAt(line, number.end);
  const whole = wholeBehind(line, number, own);
  if (whole && own) return built(line, { ...whole, unit: own, upper: null, before: beforeNumber(line, index), last: whole.number });
  const lone = own;
  const upper = upperOf(line, taken, number, lone);
  const last = upper?.number ?? number;
  const unit = (upper ? upper.unit : lone) ?? lone;
  const before = beforeNumber(line, textAt(line, index - 1) === 'từ' ? index - 1 : index);
  const from = upper?.step ? stepped(line, before, upper) : before;
  return built(line, { number, last, unit, upper, before: from, end: Math.max(unit?.end ?? 0, last.end) });
}

/** The token behind a rank and the words that belong to it. */
function endOfRank(line: Line, { to }: Quantity, from: number): number {
  let end = from;
  while (tokenAt(line, end).kind !== 'end' && tokenAt(line, end).to <= to) end += 1;
  return end;
}

/** `412 km/676 km`: a part of the whole behind the stroke, in the same unit. */
function wholeBehind(line: Line, number: Numeral, unit: Unit | null): { number: Numeral; end: number } | null {
  if (unit === null || unit.kind === 'percentage' || textAt(line, unit.end) !== '/' || number.denominator !== null) return null;
  const below = numeralAt(line, unit.end + 1);
  const same = below === null || below.inWords ? null : unitAt(line, below.end);
  if (below === null || same?.unit !== unit.unit) return null;
  return { number: { ...number, numerator: number.value, denominator: below.value }, end: same.end };
}

/** `110/100.000 dân` is a rate of so many people, no fraction: the stroke belongs to the unit. */
function rateAt(line: Line, number: Numeral | null): Numeral | null {
  if (number?.denominator == null || !/^10{3,6}$/.test(number.denominator) || onward(PER_WORDS, line, number.end) === null) return number;
  return { ...number, end: number.start + 1, numerator: null, denominator: null };
}

/** Words count only before a thing that is counted (`hai huyện`), `một` and `năm` only after `ít nhất`, `thêm` and the like. */
function isNumber(line: Line, number: Numeral): boolean {
  if (!number.inWords || number.denominator !== null) return number.denominator === null || number.denominator !== '0';
  const { value, end, start } = number;
  if (textAt(line, end) === 'phần' && textAt(line, end + 1) === 'trăm') return true;
  const counted = onward(UNITS, line, end) ?? (textAt(line, end) === 'triệu' || textAt(line, end) === 'tỷ' ? true : null);
  if (counted === null) return false;
  const before = beforeNumber(line, start);
  return (
    before.comparator !== null ||
    before.incremental ||
    (value !== '1' && textAt(line, start) !== 'năm' && number.end - start > 1) ||
    (Number(value) < 11 && !['1', '5'].includes(value))
  );
}

interface Upper {
  readonly number: Numeral;
  readonly unit: Unit | null;
  /** `từ 60% lên 75%`: the first number is where it starts. */
  readonly step: 'increase' | 'decrease' | null;
  readonly stepAt: number;
}

const DASHES: ReadonlySet<string> = new Set(['-', '–', '—', 'đến', 'tới', '÷']);
const STEPS: ReadonlyMap<string, 'increase' | 'decrease'> = new Map([
  ['lên', 'increase'],
  ['xuống', 'decrease'],
  ['còn', 'decrease'],
]);
const FILL: ReadonlySet<string> = new Set(['còn', 'đến', 'tới', 'dưới', 'trên', 'khoảng', 'mức', 'đạt', 'gần', 'hơn']);

/** The second number of `từ 6,5% đến 7%`, `7-7,5%`, `từ 60% lên 75%`. */
function upperOf(line: Line, taken: Taken, lower: Numeral, unit: Unit | null): Upper | null {
  if (lower.denominator !== null) return null;
  const starts = unit ? [lower.end, unit.end] : [lower.end];
  for (const start of starts) {
    let at = textAt(line, start) === '(' ? afterBracket(line, start) : start;
    while (taken[at] && at < start + 6) at += 1;
    const step = STEPS.get(textAt(line, at)) ?? null;
    if (!step && !DASHES.has(textAt(line, at))) continue;
    let next = at + 1;
    while (next < at + 3 && FILL.has(textAt(line, next))) next += 1;
    const number = taken[next] ? null : numeralAt(line, next);
    if (!number || number.inWords) continue;
    const above = unitAt(line, number.end);
    if (start === lower.end && above === null && tokenAt(line, at).text !== 'đến') continue;
    if (start !== lower.end && above?.unit !== unit?.unit && !(unit?.unit === '%' && above?.unit.startsWith('% '))) continue;
    if (step && textAt(line, lower.start - 1) !== 'từ') continue;
    return { number, unit: above, step, stepAt: at };
  }
  return null;
}

function afterBracket(line: Line, open: number): number {
  for (let index = open + 1; index < open + 10; index += 1) if (textAt(line, index) === ')') return index + 1;
  return open;
}

function stepped(line: Line, before: Before, upper: Upper): Before {
  const change = upper.step && { direction: upper.step, at: stretchOf(line, upper.stepAt, upper.stepAt + 1) };
  const own = beforeNumber(line, upper.number.start);
  return {
    ...before,
    start: own.comparator ? own.start : upper.number.start,
    comparator: own.comparator,
    word: own.word,
    change,
    incremental: false,
    wantsLess: upper.step === 'decrease',
  };
}

interface Parts {
  readonly number: Numeral;
  readonly last: Numeral;
  readonly unit: Unit | null;
  readonly upper: Upper | null;
  readonly before: Before;
  readonly end: number;
}

function built(line: Line, parts: Parts): Found | null {
  const { unit, before, upper, number } = parts;
  if (unit === null && unitless(line, parts)) return null;
  const share = shareOf(line, parts);
  const suffix = onward(SUFFIXES, line, parts.end) ?? farSuffix(line, parts);
  const end = share ? parts.last.end : suffix?.start === parts.end ? suffix.end : parts.end;
  const isRange = upper !== null && upper.step === null;
  const start = upper?.step ? upper.number.start : number.start;
  const quantity: Quantity = {
    ...stretchOf(line, Math.min(firstOf(line, parts, suffix !== null, isRange), start), end),
    number: stretchOf(line, start, parts.last.end),
    value: share?.value ?? (upper?.step ? upper.number.value : number.value),
    valueTo: isRange ? upper.number.value : null,
    numerator: number.numerator,
    denominator: number.denominator,
    ...compare(line, parts, suffix, isRange),
    kind: share ? 'percentage' : (unit?.kind ?? 'count'),
    unit: share ? '%' : unitOf(line, parts),
    unitAt: unit && !share ? stretchOf(line, unit.start, unit.end) : null,
    base: share ? baseAt(line, parts.last.end) : unit?.kind === 'percentage' ? baseAt(line, unit.end) : null,
    source: 'printed',
    change: before.change,
    incremental: before.incremental || overfulfilled(parts) || isNew(line, parts),
    per: unit?.per ?? paceOf(line, before.start),
    baseline: upper?.step ? number.value : null,
  };
  return { quantity, end };
}

/** The first token of what is printed as the value: `từ` before a range, or before a number with `trở lên` behind it, belongs to it. */
function firstOf(line: Line, { before, number }: Parts, hasSuffix: boolean, isRange: boolean): number {
  const first = isRange && textAt(line, number.start - 1) === 'từ' ? Math.min(before.start, number.start - 1) : before.start;
  return hasSuffix && textAt(line, first - 1) === 'từ' ? first - 1 : first;
}

/** `Số giường bệnh trên 10.000 dân: 26 giường` → `giường/10.000 dân`. */
function unitOf(line: Line, { unit, number, before }: Parts): string | null {
  if ((unit !== null && unit.kind !== 'count') || unit?.unit.includes('/') === true) return unit.unit;
  const ratio = ratioBefore(line, Math.min(before.start, number.start));
  const counted = unit?.unit ?? ratio?.counted ?? null;
  return ratio === null || counted === null ? (unit?.unit ?? null) : `${counted}/${ratio.per}`;
}

const ONLY_JUST: ReadonlySet<string> = new Set('đạt chỉ có được hoàn giải di thực chiếm bắt triển đưa khởi là nâng cao'.split(' '));

/** `12 dự án mới` are added to what there is; `12 dự án mới giải ngân` tells of what was only just done. */
function isNew(line: Line, { unit, end }: Parts): boolean {
  return unit?.kind === 'count' && textAt(line, end) === 'mới' && !ONLY_JUST.has(textAt(line, end + 1));
}

const STATED: ReadonlySet<string> = new Set(['đạt', 'được', 'là', 'bằng']);

/** A bare figure says nothing unless it is compared, raised or a share. */
function unitless(line: Line, { number, before }: Parts): boolean {
  return before.comparator === null && before.change === null && !STATED.has(textAt(line, number.start - 1));
}

/** `1/3 số xã`, `hai phần ba`: a part of the whole, in percent; `13/16 hộ` is a count. */
function shareOf(line: Line, { number, last }: Parts): { value: string } | null {
  const { numerator, denominator } = number;
  if (numerator === null || denominator === null) return null;
  const whole = ['số', 'tổng', 'diện', 'thời', 'kinh'].includes(textAt(line, last.end));
  const small = Number(denominator) <= 10 && Number(numerator) < Number(denominator) && onward(UNITS, line, last.end) === null;
  const value = whole || small || number.inWords ? percentOf(numerator, denominator) : null;
  return value === null ? null : { value };
}

type Compared = Pick<Quantity, 'comparator' | 'comparatorAlt' | 'comparatorWord'>;

function compare(line: Line, parts: Parts, suffix: ReturnType<typeof onward<Comparator>>, isRange: boolean): Compared {
  const { before, number, upper } = parts;
  const from = textAt(line, number.start - 1) === 'từ';
  if (isRange && upper) {
    const word = textAt(line, upper.stepAt);
    return { comparator: 'range', comparatorAlt: [], comparatorWord: from ? `từ … ${word}` : before.word };
  }
  if (suffix) {
    const word = wordsOf(line, suffix.start, suffix.end);
    return { comparator: suffix.value, comparatorAlt: [], comparatorWord: from ? `từ … ${word}` : word };
  }
  if (before.comparator && !overfulfilled(parts)) return { comparator: before.comparator, comparatorAlt: [], comparatorWord: before.word };
  return { comparator: '=', comparatorAlt: [before.wantsLess ? '<=' : '>='], comparatorWord: null };
}

/** `vượt 5% dự toán` is five percent more than the plan, not more than five percent of it. */
function overfulfilled({ before, unit, number }: Parts): boolean {
  return before.word === 'vượt' && unit?.kind === 'percentage' && Number(number.value) < 50;
}
