import type { Stretch } from '../phrases/phrases.js';
import type { PreparedText } from '../structure.js';
import type { Cells } from './table-heads.js';

/** The cells of a row, between its bars; a row that begins or ends with a bar has none there. */
export function cellsOf(text: string, { from, to }: Stretch): readonly Stretch[] {
  const cells: Stretch[] = [];
  let start = from;
  for (let index = from; index <= to; index += 1) {
    if (index < to && text[index] !== '|' && text[index] !== '\t') continue;
    if (index > start || index < to) cells.push(trimmed(text, start, index));
    start = index + 1;
  }
  return cells;
}

function trimmed(text: string, from: number, to: number): Stretch {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return { from: start, to: end };
}

/** The cells of a head, with the empty ones before and behind those that are printed. */
export function cellsOfHead(prepared: PreparedText, row: Stretch): Cells {
  const found = cellsOf(prepared.folded, row);
  const { before, behind } = emptyAround(prepared, row);
  return [...Array.from({ length: before }, () => null), ...found.map(printed), ...Array.from({ length: behind }, () => null)];
}

/** The cells of a row beneath a head of `size` cells, as many; null where it has more, or where nothing tells which of them are empty. */
export function cellsInLine(prepared: PreparedText, row: Stretch, size: number): Cells | null {
  const found = cellsOf(prepared.folded, row);
  if (found.length > size || (found.length < size && /\t[ \t]*\t/u.test(prepared.quote(row.from, row.to)))) return null;
  const before = found.length < size ? Math.min(emptyAround(prepared, row).before, size - found.length) : 0;
  return Array.from({ length: size }, (_, at) => printed(found[at - before] ?? null));
}

const printed = (cell: Stretch | null): Stretch | null => (cell === null || cell.to === cell.from ? null : cell);

/** Far more than the frame and the empty cells before or behind a row. */
const AROUND = 200;

/** How many empty cells stand before and behind the words of a row in its line of the source. */
function emptyAround(prepared: PreparedText, { from, to }: Stretch): { readonly before: number; readonly behind: number } {
  const { source } = prepared;
  const [start, words] = [prepared.spanOf(from, to).start, prepared.quote(from, to)];
  // Code points are code units but in texts with characters beyond the basic plane, of which nothing is known.
  if (!source.startsWith(words, start)) return { before: 0, behind: 0 };
  const end = start + words.length;
  const lead = /[ \t|]*$/u.exec(source.slice(Math.max(0, start - AROUND), start))?.[0] ?? '';
  const tail = /^[ \t|]*/u.exec(source.slice(end, end + AROUND))?.[0] ?? '';
  const frame = lead.trimStart().startsWith('|') && tail.trimEnd().endsWith('|') ? 1 : 0;
  const count = (around: string) => (around.match(around.includes('|') ? /\|/gu : /\t/gu)?.length ?? 0) - frame;
  return { before: count(lead), behind: count(tail) };
}
