import { textAt, tokenAt } from '../phrases/line.js';
import type { Quantity } from '../phrases/phrases.js';
import { backward, onward, wordSet } from '../phrases/word-tree.js';
import { agencyAt } from '../structure/agencies.js';
import { openingAt } from './clause.js';
import { isMark, tokenFrom, type Statement, type View } from './view.js';
import { LINKS } from './words.js';

/** Token indices, from `start` to before `end`. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** The stretch that may hold the words of one number: to its neighbours in the list. */
export interface Room extends Part {
  /** It hangs on what stands before without comma: `đường huyện quy mô mặt đường rộng tối thiểu 6m`. */
  readonly attribute: boolean;
}

interface Value {
  readonly quantity: Quantity;
  readonly value: Part;
}

interface Split {
  readonly at: number;
  readonly attribute: boolean;
}

/** Divides the words of a statement among its numbers. */
export function roomsOf(view: View, statement: Statement, values: readonly Value[]): readonly Room[] {
  const splits = values.map((own, index) => splitBefore(view, values[index - 1] ?? null, own, statement));
  return values.map(({ value }, index) => {
    const { at, attribute } = splits[index] ?? { at: statement.start, attribute: false };
    return { start: at, end: roomEnd(view, splits[index + 1]?.at ?? statement.end, value.end), attribute };
  });
}

/** Words with which the next number's part is joined: no end of a name. */
const JOINTS: ReadonlySet<string> = new Set('và cho với để nhằm của tại ở trong từ gồm là thì'.split(' '));

function roomEnd(view: View, next: number, after: number): number {
  let end = next;
  while (end > after && (isMark(view.line, end - 1, ',:') || JOINTS.has(textAt(view.line, end - 1)))) end -= 1;
  return end;
}

/** Where the words of one number end and those of the next begin. */
function splitBefore(view: View, before: Value | null, own: Value, statement: Statement): Split {
  const at = own.value.start;
  if (before === null) return { at: afterAgency(view, statement, at), attribute: false };
  let [comma, and]: [number | null, number | null] = [null, null];
  for (let index = before.value.end; index < at; index += 1) {
    if ((view.depth[index] ?? 0) > (view.depth[at] ?? 0)) continue;
    if (isMark(view.line, index, '(') && (view.depth[at] ?? 0) > 0) return { at: index + 1, attribute: false };
    const isComma = isMark(view.line, index, ',');
    if (!isComma && !ANDS.has(textAt(view.line, index))) continue;
    if (index + 1 === at || opensPart(view, index + 1, isComma)) return { at: index + 1, attribute: false };
    if (isComma) comma ??= index + 1;
    else if (textAt(view.line, index) === 'và') and ??= index + 1;
  }
  if (comma !== null && textAt(view.line, at - 1) !== 'cho') return { at: comma, attribute: false };
  if (and !== null && isLevelLike(view, before, own)) return { at: and, attribute: false };
  return attributeOf(view, before.value.end, at);
}

const ANDS: ReadonlySet<string> = new Set(['và', 'để', 'nhằm']);

/** `đến 30/9 đạt 65% | và hết niên độ đạt 100%`: two levels told in the same unit. */
function isLevelLike(view: View, before: Value, { quantity, value }: Value): boolean {
  return quantity.unit === before.quantity.unit && backward(LINKS, view.line, value.start) !== null;
}

function opensPart(view: View, index: number, afterComma: boolean): boolean {
  const opening = openingAt(view, index);
  return opening !== null && opening !== 'cut' && opening !== 'link' && (afterComma || opening !== 'aux');
}

/** `500 lớp cho | 15.000 lượt nông dân`, `12 dự án với | tổng vốn 900 tỷ đồng` are numbers of their own; what else follows is of the first. */
function attributeOf(view: View, after: number, at: number): Split {
  if (textAt(view.line, at - 1) === 'cho') return { at, attribute: false };
  for (let index = after; index < at; index += 1)
    if (openingAt(view, index) === 'noun') return { at: index, attribute: textAt(view.line, index - 1) !== 'với' };
  return { at, attribute: true };
}

/** Past whoever is to do it: `Kho bạc Nhà nước tỉnh | bảo đảm 100% …`, `Sở A phối hợp UBND các xã | hoàn thành 12 km …`. */
function afterAgency(view: View, { start }: Statement, at: number): number {
  const { line, structure, passage } = view;
  let next = onward(ORDERS, line, start)?.end ?? start;
  for (let agencies = 0; agencies < 3; agencies += 1) {
    const named = onward(WITH, line, next)?.end ?? next;
    if (agencies > 0 && named === next) break;
    const agency = agencyAt(structure.prepared, tokenAt(line, named).from, passage.to);
    if (agency === null) break;
    const end = tokenFrom(line, agency.to);
    if (end >= at || end <= named) return deedWithin(view, named + 2, Math.min(at, named + LONGEST_NAME)) ?? start;
    next = end;
  }
  if (next > start && isMark(line, next, ':')) return next + 1;
  return next > start && DEEDS.has(openingAt(view, next) ?? '') ? next : start;
}

const ORDERS = wordSet('yêu cầu, giao, đề nghị, chỉ đạo, đôn đốc, giao cho, phân công');
const WITH = wordSet('phối hợp, phối hợp với, phối hợp cùng, chủ trì phối hợp, chủ trì phối hợp với, cùng, cùng với, và');

const DEEDS: ReadonlySet<string> = new Set(['verb', 'aux', 'commit', 'date']);
/** Tokens. */
const LONGEST_NAME = 12;

/** The first verb behind the name of an agency that runs on into what it is to do: `Công an tỉnh | cấp …`. */
function deedWithin(view: View, start: number, end: number): number | null {
  for (let index = start; index < end; index += 1) {
    if (view.line.tokens[index]?.kind !== 'word') return null;
    if (openingAt(view, index) === 'verb') return index;
  }
  return null;
}
