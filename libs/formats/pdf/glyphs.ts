/** A stretch of text as it stands on a page, in points; y grows downwards. */
export interface Glyphs {
  readonly text: string;
  readonly x: number;
  /** The right end. */
  readonly end: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
}

/** What of pdf.js's items is used. */
export interface Item {
  readonly str: string;
  /** a, b, c, d, e, f as in ISO 32000-1, 8.3.3. */
  readonly transform: readonly number[];
  readonly width: number;
}

type Matrix = readonly number[];
type Turn = 0 | 1 | 2 | 3;

/** The stretches of a page in the direction in which most of its text runs: stamps across the page and turned margins fall away. */
export function glyphsOf(items: readonly Item[], view: Matrix): Glyphs[] {
  const placed = items
    .filter(({ str }) => str.trim() !== '')
    .map((item) => ({ item, at: product(view, item.transform) }))
    .map(({ item, at }) => ({ item, at, turn: turnOf(at) }));
  const counts = [0, 0, 0, 0];
  for (const { item, turn } of placed) if (turn !== null) counts[turn] = (counts[turn] ?? 0) + item.str.length;
  const main = counts.indexOf(Math.max(...counts));
  return withoutDoubles(placed.filter(({ turn }) => turn === main).map(({ item, at }) => glyphs(item, at, main as Turn)));
}

const product = (m: Matrix, t: Matrix): number[] => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [ta = 1, tb = 0, tc = 0, td = 1, te = 0, tf = 0] = t;
  return [a * ta + c * tb, b * ta + d * tb, a * tc + c * td, b * tc + d * td, a * te + c * tf + e, b * te + d * tf + f];
};

/** Quarter turns clockwise; null for text that stands askew. */
function turnOf([a = 1, b = 0]: readonly number[]): Turn | null {
  const quarters = (Math.atan2(b, a) * 2) / Math.PI;
  const turn = Math.round(quarters);
  return Math.abs(quarters - turn) > 0.1 ? null : (((turn + 4) % 4) as Turn);
}

function glyphs({ str, width }: Item, at: readonly number[], turn: Turn): Glyphs {
  const [, , c = 0, d = 1, e = 0, f = 0] = at;
  const [x, y] = turn === 0 ? [e, f] : turn === 1 ? [f, -e] : turn === 2 ? [-e, -f] : [-f, e];
  return { text: str.replace(/\s+/g, ' '), x, end: x + width, y, size: Math.hypot(c, d) || 1 };
}

/** Bold is sometimes faked by drawing the same text twice, a hair apart. */
function withoutDoubles(all: readonly Glyphs[]): Glyphs[] {
  return all.filter((one, n) => {
    const before = all[n - 1];
    return !(before && before.text === one.text && Math.abs(before.x - one.x) < 1 && Math.abs(before.y - one.y) < 1);
  });
}
