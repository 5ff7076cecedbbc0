import { isCapital, textAt, tokenAt } from '../phrases/line.js';
import type { Quantity } from '../phrases/phrases.js';
import { backward } from '../phrases/word-tree.js';
import { tokensOf, type View } from '../proposals/view.js';
import { isBoundary, segmentStart } from './boundaries.js';
import type { Range } from './range.js';
import { PLACE_KINDS, predicateEndingAt } from './words.js';

/** What is known of a figure before its words are read to the end. */
interface Read {
  readonly quantity: Quantity;
  readonly figure: Range;
  readonly predicate: Range | null;
  readonly joint: string | null;
  readonly subject: Range;
  readonly tail: Range;
}

const RATES = /^(?:tỷ|tỉ) (?:lệ|trọng|suất)|^(?:mức|tốc độ) /u;

/** `tỷ lệ hộ nghèo 03 huyện ven biển giảm còn 6,15%`: the count only says whose rate it is. */
export function isWithinName(view: View, { quantity, predicate, joint, subject, tail }: Read, next: Quantity | undefined): boolean {
  if (quantity.kind !== 'count' || predicate !== null || joint !== null || next?.kind !== 'percentage') return false;
  const words = view.structure.prepared.folded.slice(tokenAt(view.line, subject.start).from, tokenAt(view.line, tail.end).from);
  const between = tokensOf(view.line, next).start - tail.end;
  return subject.end > subject.start && RATES.test(words) && between <= NEXT && !/[,;]/u.test(words);
}

/** `hai huyện Tân Sa và Đông Sơn có 27 trường`: the count only leads in the names of those that the next figure is of. */
export function countsNamed(view: View, { kind }: Quantity, figure: Range, next: Range): boolean {
  const { line, cover } = view;
  if (kind !== 'count' || cover[figure.end] != null || !isCapital(line, figure.end) || backward(PLACE_KINDS, line, figure.end) === null)
    return false;
  return predicateEndingAt(line, figure.start) === null && segmentStart(view, next.start, figure.end) === figure.end;
}

const STEPS: ReadonlySet<string> = new Set(['xuống', 'còn', 'lên']);
const NEXT = 8;

/** `giảm từ 10,31% đầu năm xuống còn 8,95%`: what it was before. */
export function isBase({ line }: View, { start, end }: Range): boolean {
  if (textAt(line, start - 1) !== 'từ' && textAt(line, start) !== 'từ') return false;
  for (let index = end; index < end + NEXT && tokenAt(line, index).kind !== 'mark'; index += 1)
    if (STEPS.has(textAt(line, index))) return true;
  return false;
}

/** `12/34 chủ đầu tư giải ngân trên 50%`, `12 xã đạt từ 15 tiêu chí trở lên`: the second number says which ones are counted. */
export function isQualifying(
  view: View,
  quantity: Quantity,
  { start }: Range,
  { quantity: counted, figure }: Pick<Read, 'quantity' | 'figure'>,
): boolean {
  if (
    counted.kind !== 'count' ||
    start > figure.end + NEXT ||
    !(isLimit(quantity) || isLevelOf(view, quantity, counted, { start: figure.end, end: start }))
  )
    return false;
  for (let index = figure.end; index < start; index += 1) if (isBoundary(view, index)) return false;
  return true;
}

const LEVELS = /(?:^| )(?:tỷ lệ|giải ngân|tiến độ)(?: \p{L}+){0,4} (?:đạt|là|bằng)$/u;

/** `35 xã đạt 19 tiêu chí`, `02 địa phương có tỷ lệ giải ngân đạt 20%`: the level that those counted have. */
function isLevelOf({ line, structure }: View, { kind, unit }: Quantity, counted: Quantity, { start, end }: Range): boolean {
  if (!DOERS.has(counted.unit ?? '') || end <= start) return false;
  const words = structure.prepared.folded.slice(tokenAt(line, start).from, tokenAt(line, end - 1).to);
  return unit === 'tiêu chí' ? /(?:^| )đạt(?: chuẩn)?$/u.test(words) : kind === 'percentage' && LEVELS.test(words);
}

const DOERS: ReadonlySet<string> = new Set(
  'xã,phường,thị trấn,huyện,thị xã,thành phố,tỉnh,địa phương,đơn vị,cơ quan,chủ đầu tư,bộ,sở,ban,ngành,thôn,bản,dự án,đặc khu'.split(','),
);

/** A limit, a range, or all of a standard: `6 xã đạt 19/19 tiêu chí`. */
function isLimit({ kind, comparator, comparatorWord, valueTo, numerator, denominator }: Quantity): boolean {
  if (numerator !== null && numerator === denominator) return true;
  if (kind === 'percentage' && (comparator === '>' || comparator === '<')) return true;
  return valueTo !== null || /trở (?:lên|xuống)$/u.test(comparatorWord ?? '');
}
