import { isCapital, pairAt, textAt, tokenAt } from '../phrases/line.js';
import type { Quantity } from '../phrases/phrases.js';
import { backward, onward } from '../phrases/word-tree.js';
import { isClosed, isMark, tokensOf, type Statement, type View } from '../proposals/view.js';
import { isBoundary, segmentStart } from './boundaries.js';
import { inOrder } from './lent.js';
import { withinReach, type Range } from './range.js';
import { countsNamed, isBase, isQualifying, isWithinName } from './parts-merged.js';
import { adverbBefore, LEADS, PLACE_KINDS, predicateEndingAt, PREDICATES, TAIL_ENDS, COMPARED, type Predicate } from './words.js';

/** A figure with the words around it that say of what it is. */
export interface Parts {
  readonly quantity: Quantity;
  readonly statement: Statement;
  /** The figure itself, words of comparison included. */
  readonly figure: Range;
  /** Where the words begin that the figure does not share with those before it. */
  readonly segment: number;
  /** What the figure is of: all before the predicate, less what only leads in; empty where it was named before. */
  readonly subject: Range;
  readonly predicate: (Range & { readonly kind: Predicate }) | null;
  readonly joint: ':' | '(' | null;
  /** What follows the figure and belongs to it: `hộ nghèo`, `so với cùng kỳ`, `kế hoạch năm`. */
  readonly tail: Range;
  /** Directly within brackets. */
  readonly bracketed: boolean;
  /** Which ones are counted: `dưới 30%` of `14 chủ đầu tư giải ngân dưới 30%`. */
  readonly qualified: Range | null;
}

/** The figures of a statement with their parts, in reading order; `lent` are those of it whose unit stands behind a later one. */
export function partsIn(view: View, statement: Statement, lent: readonly Quantity[] = []): readonly Parts[] {
  const found = inOrder(statement.phrases.quantities, lent)
    .map((quantity) => ({ quantity, figure: tokensOf(view.line, quantity) }))
    .filter(({ figure }) => figure.start >= statement.start && figure.end <= statement.end && figure.end > figure.start)
    .filter(({ quantity, figure }) => quantity.baseline !== null || !isBase(view, figure));
  const all: Parts[] = [];
  for (const [index, { quantity, figure }] of found.entries()) {
    const last = all.at(-1);
    const next = found[index + 1];
    if (last !== undefined && isQualifying(view, quantity, figure, last)) {
      const end = tailEnd(view, figure.end, next?.figure.start ?? statement.end);
      all[all.length - 1] = { ...last, tail: { start: last.tail.start, end }, qualified: figure };
      continue;
    }
    if (next !== undefined && countsNamed(view, quantity, figure, next.figure)) continue;
    const parts = partsOf(view, statement, quantity, figure, last?.tail.end ?? statement.start, next?.figure.start ?? statement.end);
    if (!isWithinName(view, parts, next?.quantity)) all.push(parts);
  }
  return all;
}

function partsOf(view: View, statement: Statement, quantity: Quantity, figure: Range, before: number, after: number): Parts {
  const joint = jointBefore(view, figure.start, before);
  const end = joint === null ? figure.start : figure.start - 1;
  const segment = behindLead(view, segmentStart(view, end, before), end);
  const predicate = joint === null ? (predicateBefore(view, end, segment) ?? estimated(quantity, figure)) : null;
  const subject = subjectOf(view, segment, predicate?.start ?? end);
  const tail = { start: figure.end, end: tailEnd(view, figure.end, after) };
  const bracketed = (view.depth[figure.start] ?? 0) > 0;
  return { quantity, statement, segment, figure, subject, predicate, joint, tail, bracketed, qualified: null };
}

/** The mark that alone joins a figure to its name: `thu nội địa: 450 tỷ đồng`, `Na Hang (75%)`. */
function jointBefore({ line, cover }: View, figure: number, before: number): Parts['joint'] {
  const mark = textAt(line, figure - 1);
  if (figure - 2 < before || cover[figure - 2] === 'quantity') return null;
  return mark === ':' || mark === '(' ? mark : null;
}

/** `ước đạt 8,05%`, `thấp hơn 5,3 điểm phần trăm` are one phrase with their number. */
function estimated({ comparatorWord }: Quantity, figure: Range): Parts['predicate'] {
  if (comparatorWord === null) return null;
  if (/^(?:thấp|cao) hơn/.test(comparatorWord)) return { start: figure.start, end: figure.start, kind: 'growth' };
  return /^(?:ước|đạt|vượt$)/.test(comparatorWord) ? { start: figure.start, end: figure.start, kind: 'level' } : null;
}

/** The predicate right before a figure with its adverbs: `mới chỉ đạt`, `ước thực hiện`. */
function predicateBefore(view: View, figure: number, start: number): Parts['predicate'] {
  let end = figure;
  let kind: Predicate | null = null;
  for (;;) {
    const match = predicateEndingAt(view.line, end);
    if (match !== null && match.start >= start && !(kind === null && opensTurn(view.line, match))) {
      kind = kind === null || kind === 'level' ? match.value : kind;
      end = match.start;
      continue;
    }
    if (kind === null && IN_TURN.has(pairAt(view.line, end - 2)) && predicateEndingAt(view.line, end - 2) !== null) {
      end -= 2;
      continue;
    }
    if (kind === null && isMonths(view.line, end) && predicateEndingAt(view.line, end - 2) !== null) {
      end -= 2;
      continue;
    }
    const adverb = adverbBefore(view.line, end);
    if (kind === null || adverb === null || adverb.start < start) break;
    end = adverb.start;
  }
  return kind === null ? null : { start: end, end: figure, kind };
}

/** `lũy kế 10 tháng 3.798 tỷ đồng`: since when lies between. */
function isMonths(line: View['line'], end: number): boolean {
  return textAt(line, end - 1) === 'tháng' && tokenAt(line, end - 2).kind === 'number';
}

const IN_TURN: ReadonlySet<string> = new Set(['lần lượt', 'tương ứng']);

/** `đạt tương ứng 45%, 38% và 30%`: how they are told, not what. */
function opensTurn(line: View['line'], { start, end }: Range): boolean {
  return end - start === 2 && IN_TURN.has(pairAt(line, start)) && predicateEndingAt(line, start) !== null;
}

/** `như Hải Lăng 68,4%`, `như huyện Hải Lăng 68,4%`. */
export function opensExamples(line: View['line'], index: number): boolean {
  if (!['như', 'gồm'].includes(textAt(line, index))) return false;
  return isCapital(line, index + 1) || isCapital(line, onward(PLACE_KINDS, line, index + 1)?.end ?? -1);
}

/** `có tỷ lệ giải ngân khá như | Hải Lăng 68,4%`: an example begins there. */
function behindLead({ line }: View, start: number, end: number): number {
  for (let index = end - 2; index >= withinReach(start, end); index -= 1) if (opensExamples(line, index)) return index + 1;
  return start;
}

function subjectOf(view: View, from: number, end: number): Range {
  let start = from;
  while (start < end) {
    // `so với cùng kỳ giảm 5 vụ`: a comparison leads in.
    const compared = onward(COMPARED, view.line, start);
    if (compared !== null && compared.end <= end) {
      // `so với trước cao điểm tăng 8.221 tài khoản`.
      start = textAt(view.line, compared.end) === 'trước' ? end : compared.end;
      continue;
    }
    const lead =
      view.cover[start] === 'date' ||
      (textAt(view.line, start) === 'tính' && view.cover[start + 1] === 'date') ||
      isMark(view.line, start, '-–+*•/')
        ? start + 1
        : onward(LEADS, view.line, start)?.end;
    if (lead === undefined || lead > end) break;
    start = lead;
  }
  return { start, end: withoutAdverbs(view, start, beforeBase(view, start, end)) };
}

/** `tỷ lệ hộ nghèo | giảm từ 10,31% xuống …`: from where it fell is no part of its name. */
function beforeBase({ line }: View, start: number, end: number): number {
  for (let index = start + 1; index < end - 1; index += 1) {
    const falls = ['giảm', 'tăng', 'nâng'].includes(textAt(line, index)) && textAt(line, index + 1) === 'từ';
    if (falls && tokenAt(line, index + 2).kind === 'number') return index;
  }
  return end;
}

function withoutAdverbs(view: View, start: number, end: number): number {
  const adverb = adverbBefore(view.line, end);
  return adverb === null || adverb.start < start ? end : withoutAdverbs(view, start, adverb.start);
}

const LONGEST_TAIL = 14;

function tailEnd(view: View, from: number, after: number): number {
  const most = Math.min(after, from + LONGEST_TAIL);
  let index = listedKinds(view, from);
  while (index < most && !endsTail(view, index)) {
    const listed = listedKinds(view, index);
    if (listed === index && isBoundary(view, index)) break;
    index = Math.max(index + 1, listed);
  }
  // A tail that runs into the next figure is mostly that one's own beginning.
  return index === after && after < from + LONGEST_TAIL && view.cover[after] === 'quantity' ? beforeNext(view, from, after) : index;
}

function endsTail(view: View, index: number): boolean {
  if (isClosed(view, index)) return true;
  if (isMark(view.line, index, '.!?…')) return true;
  // `45 vụ/67 bị can`: another count.
  if (isMark(view.line, index, '/') && tokenAt(view.line, index + 1).kind === 'number') return true;
  return onward(TAIL_ENDS, view.line, index) !== null && textAt(view.line, index - 1) !== 'so';
}

/** `9/11 huyện, thành phố bị ảnh hưởng`: the comma divides kinds of what is counted. */
export function listedKinds({ line }: View, from: number): number {
  if (backward(PLACE_KINDS, line, from) === null) return from;
  const next = textAt(line, from) === ',' ? onward(PLACE_KINDS, line, from + 1) : null;
  return next === null ? from : listedKinds({ line } as View, next.end);
}

function beforeNext(view: View, from: number, after: number): number {
  for (let index = after - 1; index >= from; index -= 1) if (textAt(view.line, index) === 'và') return index;
  return backward(PREDICATES, view.line, after)?.start ?? after;
}
