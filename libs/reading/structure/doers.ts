import type { Passage, PreparedText } from '../structure.js';
import { type Agency, ordersIn, type Order } from './agencies.js';
import { agencyLeading } from './leading.js';

/** A sentence of a passage, or a part of one behind a semicolon or the name of a task, with who is to do what it says. */
interface Part {
  readonly from: number;
  readonly orders: readonly Order[];
  readonly leading: Agency | null;
  /** Who was named before it in the same sentence. */
  readonly before: Agency | null;
}

const BREAK = /(?<!(?:TP|Tp|TX|TT|ThS|TS|GS))[.!?](?=\s+\p{Lu})|;(?=\s)/gu;
/** `3. Cung ứng vắc xin: Viện … tiếp nhận`: the colon behind the name of a task; `Giao chỉ tiêu cho một số đơn vị: Ban …`; not `phối hợp với các Bộ: …`. */
const TASK_NAME =
  /^\s*(?:[^.;:]{3,160} (?:đơn vị|địa phương|như sau|sau đây)|[^.;:]{3,60}(?<! các (?:[Bb]ộ|[Ss]ở|[Bb]an)(?:, ngành)?)):(?=\s)/u;
const TASK_NAME_AT_MOST = 180;

const known = new WeakMap<object, readonly Part[]>();

/**
 * Who is to do what stands at an index of a passage: the last one that got an order before it in its sentence (`yêu cầu Công ty
 * Điện lực …`), else the agency with which the sentence or its part after a semicolon begins, the nearest first; null where the
 * sentence names nobody, so that it is whoever is responsible for the passage. A passage is taken apart once for all that stands in it.
 */
export function agencyBefore(prepared: PreparedText, passage: Pick<Passage, 'from' | 'to' | 'responsible'>, at: number): Agency | null {
  const parts = known.get(passage) ?? partsOf(prepared, passage);
  known.set(passage, parts);
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.from ?? at) < at) low = middle + 1;
    else high = middle;
  }
  const part = parts[low - 1];
  return part === undefined ? null : doerOf(part, at, passage.responsible === null);
}

/** Whom somebody is to direct does it only where nobody else is named. */
function doerOf({ orders, leading, before }: Part, at: number, mayBeDirected: boolean): Agency | null {
  const ordered = orders.findLast((order) => order.isDirect && order.at < at)?.agency ?? leading;
  if (ordered !== null) return ordered;
  const directed = mayBeDirected ? orders.findLast((order) => order.at < at && !/^Các /u.test(order.agency.name)) : undefined;
  return directed?.agency ?? before;
}

function partsOf(prepared: PreparedText, { from, to, responsible }: Pick<Passage, 'from' | 'to' | 'responsible'>): readonly Part[] {
  const parts: Part[] = [];
  let before: Agency | null = null;
  for (const [start, end, opens] of stretchesOf(prepared.text.slice(from, to))) {
    if (opens) before = null;
    const words = prepared.text.slice(from + start, from + end);
    const first = from + start + words.length - words.trimStart().length;
    const part = { from: from + start, orders: ordersIn(prepared, first, from + end), leading: agencyLeading(prepared, first, to), before };
    parts.push(part);
    before = doerOf(part, Infinity, responsible === null);
  }
  return parts;
}

/** From, to, and whether a sentence opens there. */
function stretchesOf(text: string): readonly (readonly [number, number, boolean])[] {
  const ends = [...text.matchAll(BREAK)].map(({ 0: mark, index }) => ({ at: index + 1, closes: mark !== ';' }));
  let [start, opens] = [0, true];
  return [...ends, { at: text.length, closes: true }].flatMap(({ at, closes }) => {
    const named = opens ? (TASK_NAME.exec(text.slice(start, Math.min(at, start + TASK_NAME_AT_MOST)))?.[0].length ?? 0) : 0;
    const stretches: (readonly [number, number, boolean])[] = [[start, named === 0 ? at : start + named, opens]];
    if (named > 0) stretches.push([start + named, at, false]);
    [start, opens] = [at, closes];
    return stretches;
  });
}
