import { textAt } from '../phrases/line.js';
import { onward, wordSet, wordTree } from '../phrases/word-tree.js';
import { endOf } from './clause.js';
import { directionAt, strivingBefore, type Direction } from './directions.js';
import { BLANK, foldedOfPart, stretchOfPart, wordsOfPart, type Draft } from './draft.js';
import type { Part } from './items.js';
import { isMark, type Statement, type View } from './view.js';

/** Names of rates with the unit that they are told in; a pace has none. */
const RATES = wordTree<string | null>([
  ['tỷ lệ', '%'],
  ['tỷ trọng', '%'],
  ['cơ cấu', '%'],
  ['tỷ suất', '%'],
  ['độ che phủ', '%'],
  ['độ che phủ rừng', '%'],
  ['mức độ bao phủ', '%'],
  ['độ bao phủ', '%'],
  ['tốc độ', null],
  ['tỷ số', null],
  ['mật độ', null],
  ['hệ số', null],
  ['tuổi thọ', null],
  ['thu nhập bình quân', null],
  ['số vụ', null],
  ['tai nạn giao thông', null],
]);
const SCALES = wordSet('quy mô, diện tích, số lượng, sản lượng, quy mô diện tích');
const FILLERS = wordSet('mạnh, dần, thêm, nhanh, sâu, hơn nữa, mạnh mẽ, các, về, tối đa, cơ bản, đáng kể, rõ rệt, tình trạng');
const STANDARD = /theo (?:tiêu chuẩn|chuẩn|quy chuẩn|tiêu chí) \S/;

/** A named rate with a direction only, `giảm tỷ lệ …`; or a scale under a named standard, `mở rộng … theo tiêu chuẩn VietGAP`. */
export function ratesIn(view: View, statement: Statement): readonly Draft[] {
  const drafts: Draft[] = [];
  for (let index = statement.start; index < statement.end; index += 1) {
    const direction = directionAt(view, index);
    if (direction === null) continue;
    const found = rateAt(view, statement, direction);
    if (found === null) continue;
    drafts.push(found.draft);
    index = found.end - 1;
  }
  return drafts;
}

function rateAt(view: View, statement: Statement, direction: Direction): { readonly draft: Draft; readonly end: number } | null {
  const start = onward(FILLERS, view.line, direction.end)?.end ?? direction.end;
  const rate = onward(RATES, view.line, start);
  const scale = rate === null ? onward(SCALES, view.line, start) : null;
  if (rate === null && scale === null) return null;
  const end = lastWord(view, start, statement.end);
  const words = foldedOfPart(view, { start, end });
  if (scale !== null && !STANDARD.test(words)) return null;
  if (
    textAt(view.line, start) === 'số' || textAt(view.line, start) === 'tai'
      ? !/(?:cả|trên cả|3|ba|03) (?:ba |3 |03 )?(?:tiêu chí|mặt)/.test(words)
      : end - start < 3
  )
    return null;
  return { draft: draftOf(view, statement, direction, { start, end }, rate?.value ?? null), end };
}

function lastWord(view: View, start: number, before: number): number {
  let end = start;
  for (;;) {
    end = endOf(view, end + 1, before, 'purpose');
    const isList = isMark(view.line, end, ',') && onward(SCALES, view.line, end + 1) !== null;
    if (!isList) return end;
  }
}

function draftOf(view: View, statement: Statement, direction: Direction, rate: Part, unit: string | null): Draft {
  const keeps = direction.way === 'maintain';
  const words = wordsOfPart(view, rate);
  return {
    ...BLANK,
    rule: 'rate',
    strength: 'qualitative',
    quote: stretchOfPart(view, { start: strivingBefore(view, direction.start), end: rate.end }),
    indicator: words.charAt(0).toLowerCase() + words.slice(1),
    kind: 'directional',
    comparator: keeps ? '=' : 'improve',
    comparatorAlt: keeps ? ['>='] : [],
    comparatorWord: direction.word,
    unit,
    direction: direction.way,
    list: statement.sentence,
  };
}
