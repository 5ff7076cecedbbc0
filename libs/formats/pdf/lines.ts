import { raised } from '../counters.js';
import type { Glyphs } from './glyphs.js';

/** A stretch of a line that stands apart from the next: a cell of a table, one side of the head. */
export interface Segment {
  readonly text: string;
  readonly x: number;
  readonly end: number;
}

/** Text on one baseline, from left to right. */
export interface Line {
  readonly segments: readonly Segment[];
  readonly x: number;
  readonly end: number;
  readonly y: number;
  readonly size: number;
}

interface Row {
  readonly y: number;
  readonly size: number;
  readonly glyphs: Glyphs[];
}

const SAME_BASELINE = 0.25;
/** A raised mark is smaller, and its baseline lies above the line's by this share of the line's size. */
const RAISED = 0.12;
const HIGHEST = 0.75;
const SMALLER = 0.8;
/** Gaps in shares of the size of the letters: a blank, and what divides cells. */
const BLANK = 0.13;
const APART = 1.9;
const BUCKET = 8;
const LABEL = /^(?:[-+•*–]|(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,4}|[a-zđ])[.)])$/;

/** The lines of a page, from the top: each stretch belongs to the line on whose baseline it stands, or above which it is raised. */
export function linesOf(glyphs: readonly Glyphs[]): Line[] {
  const rows = new Map<number, Row[]>();
  for (const glyph of [...glyphs].sort((a, b) => b.size - a.size)) place(glyph, rows);
  return [...rows.values()]
    .flat()
    .sort((a, b) => a.y - b.y)
    .map(lineOf);
}

function place(glyph: Glyphs, rows: Map<number, Row[]>): void {
  const bucket = Math.round(glyph.y / BUCKET);
  for (const n of [bucket, bucket + 1, bucket - 1, bucket + 2]) {
    const row = rows.get(n)?.find((row) => standsOn(glyph, row));
    if (row) return void row.glyphs.push(glyph);
  }
  const row = { y: glyph.y, size: glyph.size, glyphs: [glyph] };
  const beside = rows.get(bucket);
  if (beside) beside.push(row);
  else rows.set(bucket, [row]);
}

function standsOn(glyph: Glyphs, { y, size }: Row): boolean {
  const above = y - glyph.y;
  if (Math.abs(above) <= SAME_BASELINE * glyph.size) return true;
  return glyph.size < SMALLER * size && above < HIGHEST * size && above > -SAME_BASELINE * size;
}

function lineOf({ y, size, glyphs }: Row): Line {
  const segments: { text: string; x: number; end: number }[] = [];
  for (const glyph of glyphs.sort((a, b) => a.x - b.x)) {
    const text = isRaised(glyph, y, size) ? raised(glyph.text) : glyph.text;
    const last = segments.at(-1);
    const gap = last ? glyph.x - last.end : Infinity;
    if (!last || (gap > APART * size && !LABEL.test(last.text.trim()))) segments.push({ text, x: glyph.x, end: glyph.end });
    else {
      last.text += (gap > BLANK * size && !last.text.endsWith(' ') && !text.startsWith(' ') ? ' ' : '') + text;
      last.end = Math.max(last.end, glyph.end);
    }
  }
  const tidy = segments.map((segment) => ({ ...segment, text: withMarkApart(segment.text.trim()) }));
  return { segments: tidy, x: tidy[0]?.x ?? 0, end: tidy.at(-1)?.end ?? 0, y, size };
}

const isRaised = (glyph: Glyphs, y: number, size: number): boolean =>
  glyph.size < SMALLER * size && y - glyph.y > RAISED * size && /^\s*[[(]?\d{1,3}[\])]?\s*$/.test(glyph.text);

/** A note begins with its mark and a blank: `¹ …`. */
const withMarkApart = (text: string): string => text.replace(/^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?=[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])/, '$1 ');
