import { textAt, tokenAt } from '../phrases/line.js';
import { onward } from '../phrases/word-tree.js';
import { isMark, type View } from '../proposals/view.js';
import { listedKinds, type Parts } from './parts.js';
import { type Range } from './range.js';
import type { Topic } from './topic.js';
import { lowered } from '../text/lowered.js';
import { wording } from './wording.js';
import { isEndOfWord, NAME_ENDS } from './words.js';

/** Things that were counted, or work that was done to them: `di chuyển` of `mới di chuyển được 37/84 hộ`. */
export interface Action {
  /** The verb with its object, `cấp căn cước`; empty where the things only are. */
  readonly verb: string;
  /** What is counted, `hộ nghèo`. */
  readonly counted: string;
  /** Verb and things as a plan for them is called: `di chuyển hộ khỏi vùng nguy hiểm`. */
  readonly plain: string;
  readonly series: string;
}

const AREAS = /^(?:ha|hecta|héc ta|m2|m ²|km2|mét vuông)$/u;
const LENGTHS = /^(?:km|m|cây số|mét)$/u;
const WEIGHTS = /(?:^|\s)(?:tấn|tạ|kg)$/u;
const MONEY = /đồng|usd|đô la|euro/u;

/** The name of a number of things or an amount: `số hộ nghèo`, `diện tích lúa bị ngập`, `giải ngân vốn đầu tư công`. */
export function countedName(
  view: View,
  { quantity, figure, tail, qualified }: Parts,
  verb: string | null,
  topic: Topic | null,
): Action & { readonly name: string } {
  const { unit, unitAt } = quantity;
  const unitEnd = listedKinds(view, figure.end);
  const behind = nameBehind(view, { start: unitEnd, end: tail.end }, qualified?.end ?? unitEnd);
  const complement = verb !== null && behind === '' ? (topic?.complement ?? '') : '';
  const done = lowered(verb ?? '');
  const measure = measureOf(unit?.replace(SCALE, '') ?? null);
  if (measure === '') return { ...named(joined(done, behind, complement), done, joined(behind, complement)), plain: joined(done, behind) };
  const thing =
    measure ??
    (unitAt === null
      ? (unit ?? '')
      : lowered(
          view.structure.prepared.text.slice(unitAt.from, unitEnd === figure.end ? unitAt.to : tokenAt(view.line, unitEnd - 1).to),
        ).replace(SCALE, ''));
  const counted = joined(thing, behind);
  const how =
    quantity.incremental && done === 'có' ? 'tăng thêm' : done === '' || isState(done) ? done.replace(/^làm /u, '') : `đã ${done}`;
  const name = joined(measure === null ? 'số' : '', counted, how, complement);
  return { ...named(name, done, counted), plain: joined(done, measure === null ? counted : behind, complement) };
}

function named(name: string, verb: string, counted: string): { name: string; verb: string; counted: string; series: string } {
  return { name, verb, counted, series: name };
}

function isState(verb: string): boolean {
  return /^(?:(?:làm )?(?:chết|bị)|mất tích|còn|thiếu)(?!\p{L})/u.test(verb);
}

/** Multiples are of the number: `2,3 triệu lượt khách` counts lượt khách. */
const SCALE = /^(?:(?:trăm|nghìn|ngàn|vạn|triệu|tỷ) )+/u;

/** What an amount measures; empty for money, which is named by the work alone; null for things that are counted. */
function measureOf(unit: string | null): string | null {
  if (unit === null) return null;
  if (MONEY.test(unit)) return '';
  if (AREAS.test(unit)) return 'diện tích';
  return LENGTHS.test(unit) ? 'chiều dài' : WEIGHTS.test(unit) ? 'khối lượng' : null;
}

/** The words behind what is counted that say what it is, those up to `sure` in any case. */
function nameBehind(view: View, tail: Range, sure: number): string {
  if (tail.end <= tail.start && isMark(view.line, tail.start, '(')) return behindBrackets(view, tail.start);
  let end = Math.max(tail.start, Math.min(sure, tail.end));
  while (end < tail.end && (onward(NAME_ENDS, view.line, end) === null || isEndOfWord(view.line, end)) && !endsName(view, end)) end += 1;
  return wording(view, { start: tail.start, end: textAt(view.line, end - 1) === 'và' ? end - 1 : end });
}

/** `vắc-xin`, `nhiệm vụ/đạt chuẩn` are written with marks of their own. */
function endsName(view: View, index: number): boolean {
  const { kind, glued } = tokenAt(view.line, index);
  return kind === 'mark' && !(glued && isMark(view.line, index, '-/%'));
}

const LONGEST_NAME = 10;

/** `6.022/8.177 xã (73,65%) đạt chuẩn`: the name goes on behind the brackets. */
function behindBrackets(view: View, open: number): string {
  for (let index = open + 1; index < open + LONGEST_NAME; index += 1) {
    if (!isMark(view.line, index, ')')) continue;
    let end = index + 1;
    while (end <= index + LONGEST_NAME && onward(NAME_ENDS, view.line, end) === null && tokenAt(view.line, end).kind === 'word') end += 1;
    return wording(view, { start: index + 1, end });
  }
  return '';
}

function joined(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
