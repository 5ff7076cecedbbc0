import type { PreparedText } from '../structure.js';
import type { Outline, Placed } from './outline.js';

interface Counts {
  paragraphs: number;
  dashes: number;
  inDash: number;
  rows: number;
  tables: number;
}

/**
 * How each passage is cited: its clause, then `đoạn 2` where the clause has more than one paragraph, `gạch 4` for a dash, `gạch 4, cộng 1`
 * beneath one, `hàng 3` for a row (`bảng 2, hàng 3` where
 * a table stands right behind another), `chú thích 1` for a footnote, `đoạn cuối` for what stands behind the last item of a list.
 */
export function labelsOf({ text }: PreparedText, { clauses, placed }: Outline): readonly string[] {
  const many = manyParagraphs(placed);
  const counts = new Map<number, Counts>();
  return placed.map((one, index) => {
    const path = one.clause === null ? '' : (clauses[one.clause]?.label ?? '');
    const count = counts.get(one.clause ?? -1) ?? { paragraphs: 0, dashes: 0, inDash: 0, rows: 0, tables: 1 };
    counts.set(one.clause ?? -1, count);
    if (opensTable(text, placed, index)) [count.tables, count.rows] = [count.tables + 1, 0];
    const tail = tailOf(one, count, many.has(one.clause ?? -1));
    return tail === '' ? path : path === '' ? tail : `${path}, ${tail}`;
  });
}

/** A cell that is nothing but a number: no row with one is a head. */
const FIGURE = /(?:^|\|) *\d[\d.,]* *%? *(?:\||$)/;

/** The head of another table: a row behind a blank line, where the rows above it stand close. */
function opensTable(text: string, placed: readonly Placed[], index: number): boolean {
  const [first, before, own] = [placed[index - 2], placed[index - 1], placed[index]];
  if (first?.role !== 'row' || before?.role !== 'row' || own?.role !== 'row') return false;
  const { block } = own.item;
  return block.apart && !before.item.block.apart && !FIGURE.test(text.slice(block.from, block.to));
}

function tailOf({ role, item }: Placed, count: Counts, many: boolean): string {
  switch (role) {
    case 'paragraph':
      count.paragraphs++;
      return many ? `đoạn ${count.paragraphs}` : '';
    case 'dash':
      count.dashes++;
      count.inDash = 0;
      return `gạch ${count.dashes}`;
    case 'plus':
      count.inDash++;
      return count.dashes === 0 ? `cộng ${count.inDash}` : `gạch ${count.dashes}, cộng ${count.inDash}`;
    case 'row':
      count.rows++;
      return count.tables === 1 ? `hàng ${count.rows}` : `bảng ${count.tables}, hàng ${count.rows}`;
    case 'note':
      return `chú thích ${item.block.note?.number ?? ''}`;
    case 'closing':
      return 'đoạn cuối';
    case 'heading':
    case 'head':
    case 'form':
      return '';
  }
}

/** The clauses with more than one paragraph; before the first clause every paragraph is counted. */
function manyParagraphs(placed: readonly Placed[]): ReadonlySet<number> {
  const seen = new Set<number>([-1]);
  const many = new Set<number>([-1]);
  for (const { role, clause } of placed) {
    if (role !== 'paragraph') continue;
    if (seen.has(clause ?? -1)) many.add(clause ?? -1);
    seen.add(clause ?? -1);
  }
  return many;
}
