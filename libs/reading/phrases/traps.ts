import { decimalOf, numeralAt } from './numbers.js';
import { isCapital, pairAt, stretchOf, textAt, tokenAt, type Line } from './line.js';
import type { Trap, TrapKind } from './phrases.js';
import { COMPARATORS, UP_TO } from './comparator-words.js';
import { negatedBefore } from './forbidden.js';
import { ledBy } from './ranks.js';
import { ratioEnd } from './ratios.js';
import { GROUNDWORK, LIFE_SPAN, NAMED_AFTER, NAMED_BEFORE, PERMISSIONS, RANKING } from './trap-words.js';
import { unitAt } from './units.js';
import { SCALES, UNITS } from './unit-words.js';
import { backward, onward } from './word-tree.js';

/** A trap with the tokens that it covers. */
export interface FoundTrap {
  readonly trap: Trap;
  readonly start: number;
  readonly end: number;
}

/** The numbers that are no values; `taken` tells those that dates and citations have already. */
export function trapsOf(line: Line, openings: readonly number[], taken: Uint8Array): FoundTrap[] {
  const found: FoundTrap[] = [];
  let past = 0;
  for (const index of openings) {
    if (index < past) continue;
    const next = taken[index] ? null : trapAt(line, index);
    if (next) found.push(next);
    past = next?.end ?? 0;
  }
  return found;
}

function trapAt(line: Line, index: number): FoundTrap | null {
  const token = tokenAt(line, index);
  if (isPavedFor(line, index)) return trap(line, 'slogan', index, index + 3);
  if (token.kind === 'word') return inWordsAt(line, index);
  if (token.kind !== 'number') return null;
  return (
    ratioAt(line, index) ??
    agesAt(line, index) ??
    clockAt(line, index) ??
    phoneAt(line, index) ??
    beforeAt(line, index) ??
    afterAt(line, index) ??
    looseAt(line, index) ??
    durationAt(line, index) ??
    permittedAt(line, index)
  );
}

/** `làm nền tảng vững chắc cho tăng trưởng hai con số`: no level of this plan. */
function isPavedFor(line: Line, index: number): boolean {
  if (pairAt(line, index + 1) !== 'con số') return false;
  for (let back = index; back > index - 12 && tokenAt(line, back - 1).kind === 'word'; back -= 1)
    if (backward(GROUNDWORK, line, back)) return true;
  return false;
}

function trap(line: Line, kind: TrapKind, start: number, end: number): FoundTrap {
  return { trap: { ...stretchOf(line, start, end), kind }, start, end };
}

/** `số giường bệnh trên 10.000 dân`, `trên một đơn vị diện tích`: what a ratio is of. */
function ratioAt(line: Line, index: number): FoundTrap | null {
  const number = numeralAt(line, index);
  const end = number && ratioEnd(line, number);
  return end === null ? null : trap(line, 'ratio', index - 1, end);
}

const AGE_JOINTS: ReadonlySet<string> = new Set(['-', '–', 'đến', 'tới', 'dưới', 'trên', 'tuổi', 'tháng', 'và', 'từ']);

/** `từ 5 tuổi đến dưới 12 tuổi`, `12-17 tuổi`, `dưới 24 tháng tuổi`; not the span of a life. */
function agesAt(line: Line, index: number): FoundTrap | null {
  let end = index + 1;
  let aged = -1;
  for (; end < index + 9; end += 1) {
    const { text, kind } = tokenAt(line, end);
    if (text === 'tuổi') aged = end;
    else if (kind !== 'number' && !AGE_JOINTS.has(text)) break;
  }
  const grouped = textAt(line, index - 2) === 'độ' && textAt(line, index - 1) === 'tuổi';
  if (aged < 0 && !grouped) return null;
  if (isOfLife(line, index)) return null;
  const last = grouped && aged < 0 ? (DASHED.has(textAt(line, index + 1)) ? index + 3 : index + 1) : aged + 1;
  const suffix = pairAt(line, last) === 'trở lên' || pairAt(line, last) === 'trở xuống' ? last + 2 : last;
  return trap(line, 'age', index, suffix);
}

/** `tuổi thọ trung bình đạt 75 tuổi`, `số năm sống khỏe đạt 68 năm`. */
function isOfLife(line: Line, index: number): boolean {
  for (let back = index; back > index - 12; back -= 1) if (backward(LIFE_SPAN, line, back)) return true;
  return false;
}

const DASHED: ReadonlySet<string> = new Set(['-', '–', 'đến']);

/** `14 giờ 30`, `7h30`, `8:00`. */
function clockAt(line: Line, index: number): FoundTrap | null {
  const next = tokenAt(line, index + 1);
  if (Number(textAt(line, index)) > 24) return null;
  if (next.glued && /^[hg]\d{0,2}$/.test(next.text)) return trap(line, 'time_of_day', index, index + 2);
  if (next.text === ':' && next.glued && /^\d{2}$/.test(textAt(line, index + 2))) return trap(line, 'time_of_day', index, index + 3);
  if (next.text !== 'giờ' || textAt(line, index + 2) === '/' || backward(UP_TO, line, index)?.value === 'decrease') return null;
  if (['<', '<=', '>', '>='].includes(backward(COMPARATORS, line, index)?.value ?? '')) return null;
  return trap(line, 'time_of_day', index, tokenAt(line, index + 2).kind === 'number' ? index + 3 : index + 2);
}

/** Eight digits and more that begin with nought, or groups of them. */
function phoneAt(line: Line, index: number): FoundTrap | null {
  const text = textAt(line, index);
  const digits = text.replaceAll(/[.,]/gu, '');
  const long = digits.length >= 8 && text.startsWith('0') && !text.startsWith('0,');
  return long || (text.length > 2 && decimalOf(text) === null) ? trap(line, 'phone', index, index + 1) : null;
}

/** A number that names: `mũi thứ 3`, `QL.2`, `mức độ 3, mức độ 4`, `mức độ 3, 4`, `Chương trình 135`. */
function beforeAt(line: Line, index: number): FoundTrap | null {
  const named = backward(NAMED_BEFORE, line, index);
  if (!named || (named.value === 'ordinal' && ranked(line, named.start + 1))) return null;
  if (textAt(line, index - 1) === 'nhóm' && ledBy(line, index + 1) !== null) return null;
  if (glueless(line, index, named.value)) return null;
  let end = index + 1;
  const follow = named.value === 'level' || named.value === 'dose' || named.value === 'criterion';
  while (
    follow &&
    [',', 'và', '-', '/'].includes(textAt(line, end)) &&
    /^\d{1,2}$/.test(textAt(line, end + 1)) &&
    !isCounted(line, end + 2)
  )
    end += 2;
  if ((follow || named.value === 'ordinal') && ['trở lên', 'trở đi', 'trở xuống'].includes(pairAt(line, end))) end += 2;
  return trap(line, named.value, named.start, end);
}

/** `lớp 5, 9, 12 học …`: only what is known to be counted makes the last of such numbers a value. */
function isCounted(line: Line, index: number): boolean {
  return textAt(line, index) === '%' || onward(UNITS, line, index) !== null;
}

/** `các dự án 15 km`, `trên tuyến 30 hộ`, `tiêu chí 90%`: with a unit after it the number stands for itself. */
function glueless(line: Line, index: number, kind: TrapKind): boolean {
  if (ROADS.test(textAt(line, index - 1)) || textAt(line, index - 1) === '.' || textAt(line, index - 1) === 'lộ') return false;
  if (kind === 'road' && /^(?:tỉnh|huyện)$/.test(textAt(line, index - 1)) && isRoadLetter(line, index + 1)) return false;
  if (kind === 'disease' || kind === 'phone' || kind === 'ordinal') return false;
  const number = numeralAt(line, index);
  if (kind === 'session') return number !== null && (number.denominator !== null || number.value.length > 2);
  if (!number || number.denominator !== null) return true;
  const sign = textAt(line, number.end);
  if (STAGES.has(textAt(line, index - 1)) && /^[1-9]$/.test(textAt(line, index)) && !NO_STAGE.has(sign)) return false;
  return (
    sign === '%' ||
    sign === '‰' ||
    pairAt(line, number.end) === 'phần trăm' ||
    onward(UNITS, line, number.end) !== null ||
    ['triệu', 'tỷ', 'nghìn'].includes(sign) ||
    number.value.length > 4
  );
}

/** `giai đoạn 1 dự án …`, `đợt 2 xã …`: which one, though something that is counted follows; not `giai đoạn 5 năm`. */
const STAGES: ReadonlySet<string> = new Set(['đoạn', 'đợt']);
const NO_STAGE: ReadonlySet<string> = new Set('% ‰ năm tháng ngày tỷ triệu nghìn'.split(' '));

/** `đường tỉnh 323G`: of which branch it is, no gram. */
function isRoadLetter(line: Line, index: number): boolean {
  const { glued, text } = tokenAt(line, index);
  return glued && /^\p{L}$/u.test(text);
}

const ROADS = /^(?:ql|đt|tl|đh|hl|km|ct|đai)$/u;

function ranked(line: Line, end: number): boolean {
  for (let index = end; index > end - 5; index -= 1) if (backward(RANKING, line, index)) return true;
  return false;
}

function afterAt(line: Line, index: number): FoundTrap | null {
  const after = onward(NAMED_AFTER, line, index + 1);
  if (!after || after.value === 'age' || pairAt(line, index + 1) === 'phần trăm') return null;
  const { value: kind } = after;
  if (kind === 'slogan' && !sloganAt(line, index, after.end)) return null;
  if (kind === 'time_of_day') return null;
  if (kind === 'dose' && !/^0?[1-5](?:,\d{1,2})?$/.test(textAt(line, index)) && !MEDICINE.has(textAt(line, index + 1))) return null;
  if (kind === 'dose' && textAt(line, after.end) === '/' && textAt(line, after.end + 1) === 'l') return null;
  if (kind === 'enumeration' && (backward(COMPARATORS, line, index) || textAt(line, index - 1) === 'thêm')) return null;
  return trap(line, kind, index, after.end);
}

const MEDICINE: ReadonlySet<string> = new Set(['ml', 'mg', 'mcg']);

/** `5K` is written as one; `4 tại chỗ`, `6 rõ`, `3 không` in small numbers and not before a noun. */
function sloganAt(line: Line, index: number, end: number): boolean {
  const word = textAt(line, index + 1);
  if (word === 'k') return tokenAt(line, index + 1).glued;
  const small = /^0?[2-9]$/.test(textAt(line, index));
  if (word === 'tại') return small;
  const next = tokenAt(line, end);
  return small && (next.kind !== 'word' || next.text === 'và' || /^["“”']$/.test(textAt(line, index - 1)));
}

/** `Km2+400`, `37 - QL17`: the number of a place on a road; `4.0`. */
function looseAt(line: Line, index: number): FoundTrap | null {
  const before = tokenAt(line, index - 1);
  // `Km12+300`, not `tăng 464 vụ (+9,79%)`.
  if (before.text === '+' && before.glued && tokenAt(line, index - 2).kind !== 'mark') return trap(line, 'road', index, index + 1);
  if (/^[45][.,]0$/.test(textAt(line, index)) && !unitAt(line, index + 1)) return trap(line, 'programme', index, index + 1);
  const glued = before.kind === 'word' && tokenAt(line, index).glued;
  const named = isCapital(line, index - 1) && index > 1 && plainNoun(line, index + 1);
  return glued || named ? trap(line, 'road', index, index + 1) : null;
}

/** After a proper name (`cầu Hà Bắc 2 nối …`) a number counts only what is known to be counted. */
function plainNoun(line: Line, index: number): boolean {
  const token = tokenAt(line, index);
  return token.kind === 'word' && !SCALES.has(token.text) && onward(UNITS, line, index) === null;
}

const SPANS: ReadonlySet<string> = new Set(['năm', 'tháng', 'tuần', 'ngày', 'giờ', 'phút', 'quý']);

/** `sau hơn 4 năm`, `trong 6 tháng`: how long, unless a time is to be cut. */
function durationAt(line: Line, index: number): FoundTrap | null {
  const unit = textAt(line, index + 1);
  if (!SPANS.has(unit) || textAt(line, index + 2) === 'công' || isOnAverage(line, index)) return null;
  const compared = backward(COMPARATORS, line, index)?.start ?? index;
  if (backward(UP_TO, line, compared)?.value === 'decrease' || shortened(line, index) || isForbidden(line, index) || isOfLife(line, index))
    return null;
  return trap(line, 'duration', index, index + 2);
}

/** `thời gian lưu trú bình quân 2,5 ngày`: a level. */
function isOnAverage(line: Line, index: number): boolean {
  return ['bình quân', 'trung bình'].includes(pairAt(line, index - 2)) || /,/.test(textAt(line, index));
}

/** Units in which haste is told: `trong vòng 60 phút`. */
const HOURS: ReadonlySet<string> = new Set(['giờ', 'phút', 'ngày']);

/** `không để đơn thư tồn đọng quá 60 ngày`: a ceiling. */
function isForbidden(line: Line, index: number): boolean {
  if (pairAt(line, index - 2) === 'trong vòng') return HOURS.has(textAt(line, index + 1)) && textAt(line, index + 2) !== 'qua';
  return backward(COMPARATORS, line, index)?.value === '<=' || (textAt(line, index - 1) === 'quá' && negatedBefore(line, index - 1));
}

function shortened(line: Line, index: number): boolean {
  for (let back = index; back > index - 14; back -= 1) {
    const words = pairAt(line, back - 1);
    if (words === 'thời gian' || words === 'thời hạn') return textAt(line, index + 2) === 'làm';
    if (words === 'rút ngắn' || words === 'cắt giảm' || words === 'giảm thời' || words === 'không quá' || words === 'tối đa') return true;
  }
  return false;
}

/** `có thể đến ngưỡng 10%`: allowed, not asked. */
function permittedAt(line: Line, index: number): FoundTrap | null {
  for (let back = index; back > index - 7; back -= 1) {
    if (tokenAt(line, back - 1).kind === 'mark') return null;
    if (!backward(PERMISSIONS, line, back)) continue;
    const number = numeralAt(line, index);
    const end = number ? (unitAt(line, number.end)?.end ?? number.end) : index + 1;
    return trap(line, 'permission', index, end);
  }
  return null;
}

/** `lần thứ ba`, `bốn tại chỗ`, `một tỷ cây xanh`. */
function inWordsAt(line: Line, index: number): FoundTrap | null {
  const number = numeralAt(line, index);
  if (!number) return null;
  const ratio = ratioAt(line, index);
  if (ratio) return ratio;
  if (textAt(line, index - 1) === 'thứ' && !ranked(line, index - 1)) return trap(line, 'ordinal', index - 1, number.end);
  if (pairAt(line, number.end) === 'tại chỗ') return trap(line, 'slogan', index, number.end + 2);
  return null;
}
