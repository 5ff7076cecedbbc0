import { isCapital, pairAt, printedOf, stretchOf, textAt, tokenAt, wordsOf, type Line } from './line.js';
import { numeralAt } from './numbers.js';
import type { QuantityKind, Stretch } from './phrases.js';
import { BASE_END, BODIES, NO_UNIT, PER_WORDS, PERCENT_BASES, PERCENT_TAILS, PLACES, SCALES, UNITS } from './unit-words.js';
import { onward } from './word-tree.js';

/** What a number counts, and the token after it. */
export interface Unit {
  readonly unit: string;
  readonly kind: QuantityKind;
  readonly start: number;
  readonly end: number;
  /** `8%/năm`: the pace of a percentage, not part of its unit. */
  readonly per: string | null;
}

/** The unit that begins at the token after a number; null where none does. */
export function unitAt(line: Line, start: number): Unit | null {
  if (pairAt(line, start) === 'lần lượt') return null;
  return percentAt(line, start) ?? rateUnitAt(line, start) ?? scaledAt(line, start) ?? nounAt(line, start) ?? unlistedAt(line, start);
}

/** `/100.000 dân`, `/vạn dân` right behind a number. */
function rateUnitAt(line: Line, start: number): Unit | null {
  if (textAt(line, start) !== '/') return null;
  const number = numeralAt(line, start + 1);
  const per = onward(PER_WORDS, line, number?.end ?? start + 1);
  if (per === null || (number === null && per.end - per.start < 2)) return null;
  return { unit: printedOf(line, start, per.end), kind: 'amount', start, end: per.end, per: null };
}

function percentAt(line: Line, start: number): Unit | null {
  const words = pairAt(line, start);
  const sign = textAt(line, start);
  if (sign === 'điểm' && (textAt(line, start + 1) === '%' || pairAt(line, start + 1) === 'phần trăm')) {
    const isSign = textAt(line, start + 1) === '%';
    return paced(line, isSign ? 'điểm %' : 'điểm phần trăm', start, isSign ? start + 2 : start + 3);
  }
  if (words === 'phần trăm') return paced(line, '%', start, start + 2);
  if (words === 'phần nghìn') return paced(line, '‰', start, start + 2);
  return sign === '%' || sign === '‰' ? paced(line, sign, start, start + 1) : null;
}

function paced(line: Line, sign: string, start: number, end: number): Unit {
  const slash = textAt(line, end) === '/' ? onward(PER_WORDS, line, end + 1) : null;
  if (slash) return { unit: sign, kind: 'percentage', start, end: slash.end, per: wordsOf(line, end + 1, slash.end) };
  const tail = sign === '%' && onward(PERCENT_BASES, line, end) === null ? onward(PERCENT_TAILS, line, end) : null;
  if (!tail) return { unit: sign, kind: 'percentage', start, end, per: null };
  const named = pairAt(line, end);
  return { unit: `% ${named}`, kind: 'percentage', start, end: end + 2, per: null };
}

/** `nghìn tỷ đồng`, `triệu lượt khách`; the multiple alone (`12 tỷ`) where no noun follows. */
function scaledAt(line: Line, start: number): Unit | null {
  let end = start;
  while (end < start + 3 && SCALES.has(textAt(line, end)) && !isRateName(line, end)) end += 1;
  if (end === start) return null;
  const noun = onward(UNITS, line, end);
  const last = noun?.end ?? end;
  return chained(line, noun?.value ?? 'amount', start, last);
}

function nounAt(line: Line, start: number): Unit | null {
  const noun = onward(UNITS, line, start);
  if (noun && noun.end === start + 1 && textAt(line, start) === 'điểm' && isSite(line, start))
    return { unit: 'điểm', kind: 'count', start, end: noun.end, per: null };
  return noun ? chained(line, noun.value, start, neighbours(line, start, noun.end)) : null;
}

const SITE_DEEDS: ReadonlySet<string> = new Set(
  'dựng lập bố tổ mở lắp xóa xử khắc di dời tại ở thí nhân duy sắp bổ khai thác triển xảy'.split(' '),
);
const OF_A_SCALE: ReadonlySet<string> = new Set(['phần', 'bậc', 'cơ', 'chỉ', 'pci', 'par', 'sipas', 'papi', 'dti', 'index', 'ielts']);

/** `37 điểm sạt lở`, `xây dựng 03 điểm`: places; `đạt 65 điểm`, `tăng 2 điểm so với …`: points of an index. */
function isSite(line: Line, start: number): boolean {
  const next = tokenAt(line, start + 1);
  if (next.kind === 'word') return !NO_UNIT.has(next.text) && !OF_A_SCALE.has(next.text);
  for (let index = start - 2; index > start - 6 && tokenAt(line, index).kind === 'word'; index -= 1)
    if (SITE_DEEDS.has(textAt(line, index))) return true;
  return false;
}

/** `huyện, thành phố`, `xã, phường, thị trấn`: places of one level are counted together. */
function neighbours(line: Line, start: number, end: number): number {
  if (onward(BODIES, line, start)?.end === end && textAt(line, end) === ',') {
    const other = onward(BODIES, line, end + 1);
    if (other) return other.end;
  }
  let last = end;
  if (onward(PLACES, line, start)?.end !== end) return end;
  for (let more = 0; more < 3 && textAt(line, last) === ','; more += 1) {
    const next = onward(PLACES, line, last + 1);
    if (!next || isCapital(line, next.end)) break;
    last = next.end;
  }
  return last;
}

/** `giường bệnh/vạn dân`, `triệu đồng/người/năm`, `bác sĩ/10.000 dân`, `bác sĩ trên 1 vạn dân`. */
function chained(line: Line, kind: QuantityKind, start: number, after: number): Unit {
  let end = after;
  for (let links = 0; links < 3; links += 1) {
    const stroke = textAt(line, end) === '/';
    if (!stroke && (links > 0 || textAt(line, end) !== 'trên')) break;
    const number = textAt(line, end + 1) === 'năm' ? null : numeralAt(line, end + 1);
    if (!stroke && (number === null || onward(PER_WORDS, line, number.end) === null)) break;
    const per = onward(PER_WORDS, line, number?.end ?? end + 1);
    if (number !== null && !isRound(number.value, textAt(line, (per?.end ?? 0) - 1))) break;
    if (!per || (number !== null && wordsOf(line, start, after) === wordsOf(line, number.end, per.end))) break;
    end = per.end;
  }
  const unit = printedOf(line, start, end).replace(/ trên (?:(?:1|01|một) )?(?=\S)/u, '/');
  return { unit, kind, start, end, per: null };
}

/** `giường bệnh/1.000 dân` is a rate; `45 vụ/67 người` are two counts. */
function isRound(value: string, per: string): boolean {
  return per === 'dân' || /^10*$/.test(value);
}

const RATE_ENDS: ReadonlySet<string> = new Set(['lệ', 'trọng', 'suất', 'số', 'giá']);

/** `năm 2025, 2030 tỷ lệ hộ nghèo`: the beginning of a name, not thousand millions. */
function isRateName(line: Line, index: number): boolean {
  return ['tỷ', 'tỉ'].includes(textAt(line, index)) && RATE_ENDS.has(textAt(line, index + 1));
}

const YEAR = /^(?:19|20)\d\d$/;
const BEFORE_YEAR: ReadonlySet<string> = new Set(['đến', 'năm', ',', 'và', '-', '–']);

/** `đến 2030 thu nhập bình quân`: what follows a bare year is not counted by it. */
function isYear(line: Line, index: number): boolean {
  return YEAR.test(textAt(line, index)) && BEFORE_YEAR.has(textAt(line, index - 1));
}

/** A noun that no list knows: two words, or one where the second begins something else. */
function unlistedAt(line: Line, start: number): Unit | null {
  const first = tokenAt(line, start);
  if (first.kind !== 'word' || first.glued || NO_UNIT.has(first.text) || isRateName(line, start) || isYear(line, start - 1)) return null;
  const second = tokenAt(line, start + 1);
  const end = second.kind === 'word' && !NO_UNIT.has(second.text) ? start + 2 : start + 1;
  return { unit: printedOf(line, start, end), kind: 'count', start, end, per: null };
}

const LEADS: ReadonlySet<string> = new Set(['tổng', 'số', 'các', 'những', 'trong']);
const LONGEST_BASE = 16;

/** The noun phrase after a percentage, `tổng chi ngân sách thường xuyên`, with nouns joined by commas before one verb. */
export function baseAt(line: Line, start: number): Stretch | null {
  let first = start;
  if (pairAt(line, first) === 'đối với') return null;
  while (LEADS.has(textAt(line, first)) && textAt(line, first) !== 'tổng') first += 1;
  const end = nounsFrom(line, first);
  return end > first ? stretchOf(line, first, end) : null;
}

/** `kế hoạch vốn | được giao năm 2023`: whose plan it is belongs to the base. */
function assignedEnd(line: Line, start: number, verb: number): number {
  if (onward(PERCENT_TAILS, line, start) === null && onward(PERCENT_BASES, line, start) === null) return verb;
  const words = `${pairAt(line, verb)} ${textAt(line, verb + 2)}`;
  const end = /^được giao(?: |$)/.test(words) ? verb + 2 : words === 'được phân bổ' ? verb + 3 : verb;
  return end > verb && textAt(line, end) === 'năm' && YEAR.test(textAt(line, end + 1)) ? end + 2 : end;
}

function nounsFrom(line: Line, start: number): number {
  let comma = -1;
  for (let index = start; index < start + LONGEST_BASE; index += 1) {
    const token = tokenAt(line, index);
    if (token.text === ',') {
      comma = comma < 0 ? index : comma;
      continue;
    }
    const verb = token.kind === 'word' && BASE_END.has(token.text);
    if (verb && comma >= 0 && textAt(line, index - 1) === ',') return comma;
    if (verb) return assignedEnd(line, start, index);
    if (token.kind !== 'word') return comma >= 0 ? comma : index;
  }
  return comma >= 0 ? comma : start + LONGEST_BASE;
}
