import { beginsFoot, beginsHead } from '../head-or-foot.js';
import type { Line, Segment } from './lines.js';

/** What of a page is read from the top to the bottom: the whole, or one side of its head or foot. */
interface Column {
  readonly lines: readonly Line[];
  /** Of head or foot: short lines, of which only a gap or a new matter parts one from the next. */
  readonly side: boolean;
}

/** Gaps between baselines in shares of the usual one: more is a new paragraph. */
const WIDER = 1.3;
const INDENT = 0.8;
/** A line that ends so far from the right margin, as a share of the width, ends its paragraph. */
const SHORT = 0.15;
const LONGEST_HEAD = 14;
const DATE = /ngày\s*.{0,12}\s*tháng\s*.{0,12}\s*năm/i;
const MATTER = /^(?:V\/v|Về việc|Số\s*:)/i;
const NOTE = /^[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3} /;

/** The text of a page: hard-wrapped lines as they stand, a blank line between paragraphs, `a | b | c` for rows of cells. */
export function pageText(lines: readonly Line[], pageNumber: number): string {
  return columnsOf(withoutPageNumber(lines, pageNumber))
    .map(columnText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function withoutPageNumber(lines: readonly Line[], pageNumber: number): readonly Line[] {
  const isNumber = (line: Line | undefined): boolean =>
    line !== undefined && new RegExp(`^(?:[-–] ?|Trang )?${pageNumber}(?: ?[-–]| ?/ ?\\d{1,4})?$`, 'i').test(textOf(line));
  if (isNumber(lines[0])) return lines.slice(1);
  return isNumber(lines.at(-1)) ? lines.slice(0, -1) : lines;
}

/** The head and the foot have two sides, each read on its own; all between them is one column. */
function columnsOf(lines: readonly Line[]): Column[] {
  const columns: Column[] = [];
  let plain: Line[] = [];
  for (let n = 0; n < lines.length;) {
    const sides = twoSides(lines, n);
    if (sides && sides.taken > 0) {
      columns.push({ lines: plain, side: false }, { lines: sides.left, side: true }, { lines: sides.right, side: true });
      plain = [];
      n += sides.taken;
    } else {
      const line = lines[n];
      if (line) plain.push(line);
      n++;
    }
  }
  return [...columns, { lines: plain, side: false }];
}

interface Sides {
  readonly left: Line[];
  readonly right: Line[];
  readonly taken: number;
}

/** The two sides that begin on a line; null where none do. */
function twoSides(lines: readonly Line[], from: number): Sides | null {
  const near = lines.slice(from, from + LONGEST_HEAD);
  const [first, second] = near[0]?.segments ?? [];
  if (first && second && beginsHead(second.text)) return sides(lines.slice(from, from + headLength(near, second.x)), second.x);
  if (!first || !beginsFoot(first.text)) return null;
  const gutter = Math.min(...near.flatMap(({ segments }) => segments.slice(1, 2).map(({ x }) => x)));
  return Number.isFinite(gutter) ? sides(lines.slice(from), gutter) : null;
}

/** The lines on both sides of a gutter, as far as none runs over it. */
function sides(lines: readonly Line[], gutter: number): Sides {
  const over = lines.findIndex(({ segments }) => segments.some((segment) => straddles(segment, gutter)));
  const block = over < 0 ? lines : lines.slice(0, over);
  const isLeft = ({ x }: Segment): boolean => x < gutter - 5;
  return { left: sideOf(block, isLeft), right: sideOf(block, (segment) => !isLeft(segment)), taken: block.length };
}

/** To the line of place and date, and the subject that stands below the number on the left. */
function headLength(near: readonly Line[], gutter: number): number {
  const dated = near.findIndex(({ segments }) => segments.some(({ text }) => DATE.test(text)));
  const two = near.findLastIndex(({ segments }) => segments.length > 1);
  let length = Math.max(1, (dated >= 0 ? dated : two) + 1);
  while (length < near.length && (near[length]?.end ?? Infinity) < gutter) length++;
  return length;
}

const straddles = ({ x, end }: Segment, gutter: number): boolean => x < gutter - 15 && end > gutter + 15;

function sideOf(lines: readonly Line[], belongs: (segment: Segment) => boolean): Line[] {
  return lines.flatMap((line) => {
    const segments = line.segments.filter(belongs);
    return segments.length === 0 ? [] : [{ ...line, segments, x: segments[0]?.x ?? 0, end: segments.at(-1)?.end ?? 0 }];
  });
}

function columnText({ lines, side }: Column): string {
  const left = Math.min(...lines.map(({ x }) => x));
  const right = Math.max(...lines.map(({ end }) => end));
  const usual = usualGap(lines);
  const begins = (before: Line, line: Line): boolean =>
    side ? line.y - before.y > usual * WIDER || MATTER.test(textOf(line)) : beginsParagraph(before, line, { left, right, usual });
  const pieces = lines.map((line, n) => {
    const before = lines[n - 1];
    const text = textOf(line);
    if (!before) return text;
    return (NOTE.test(text) || begins(before, line) ? '\n\n' : '\n') + text;
  });
  return pieces.join('');
}

const textOf = ({ segments }: Line): string => segments.map(({ text }) => text).join(' | ');

interface Measure {
  readonly left: number;
  readonly right: number;
  readonly usual: number;
}

function beginsParagraph(before: Line, line: Line, { left, right, usual }: Measure): boolean {
  if (line.y - before.y > usual * WIDER) return true;
  if (line.segments.length > 1 || before.segments.length > 1) return line.segments.length !== before.segments.length;
  if (isCentred(before, left, right) && isCentred(line, left, right)) return false;
  const indented = line.x - left > INDENT * line.size && before.x - left < (INDENT * line.size) / 2;
  return indented || right - before.end > SHORT * (right - left);
}

const isCentred = ({ x, end, size }: Line, left: number, right: number): boolean =>
  x - left > size && right - end > size && Math.abs(x - left - (right - end)) < 2 * size;

/** The gap between most lines: the lower median, so that a page of short paragraphs keeps its spacing. */
function usualGap(lines: readonly Line[]): number {
  const gaps = lines.slice(1).map((line, n) => line.y - (lines[n]?.y ?? 0));
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? 0;
}
