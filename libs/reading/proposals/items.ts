import { isCapital, textAt } from '../phrases/line.js';
import type { Quantity, Stretch } from '../phrases/phrases.js';
import { onward } from '../phrases/word-tree.js';
import { beginningOf, endOf, openingAt } from './clause.js';
import { isNamePart } from './openings.js';
import { isCondition, type Numbered } from './conditions.js';
import { partsBefore } from './parts-before.js';
import { roomsOf, type Part, type Room } from './rooms.js';
import { isMark, tokensOf, within, type Statement, type View } from './view.js';
import { STARTERS } from './words.js';

export type { Part } from './rooms.js';

/** A number phrase with the words of its own clause. */
export interface Item {
  readonly quantity: Quantity;
  readonly value: Part;
  /** From the first to the last word that is quoted. */
  readonly quote: Part;
  /** Where the clause begins, commitments and dates past. */
  readonly core: number;
  /** Where the verbs right before the number begin; null where a subject stands between. */
  readonly chain: number | null;
  /** What its level is of, before the number: `tỷ lệ hộ nghèo` in `tỷ lệ hộ nghèo còn 4%`. */
  readonly subject: Part | null;
  /** Verbs right before the number or its subject: `cải tạo, nâng cấp`, `giảm`. */
  readonly verb: Part | null;
  /** `đạt`, `còn`, `chiếm` between subject and number. */
  readonly link: Part | null;
  /** What follows the number within the clause: `đường xã được cứng hóa`. */
  readonly object: Part | null;
  /** The stretch that may hold it: to the neighbours in the list. */
  readonly room: Part;
  /** It hangs on what stands before without comma: `đường huyện quy mô mặt đường rộng tối thiểu 6m`. */
  readonly attribute: boolean;
  /** `trong đó`, `riêng` open it: a part of what stands before. */
  readonly nested: boolean;
}

/** The number phrases of a statement, each with its share of the words. */
export function itemsOf(view: View, statement: Statement): readonly Item[] {
  const numbers = statement.phrases.quantities
    .map((quantity) => ({ quantity, value: tokensOf(view.line, quantity) }))
    // `giường bệnh/1 vạn dân`: what it is per.
    .filter(({ value }) => !['cả', '/'].includes(textAt(view.line, value.start - 1)) && !isName(view, value.start))
    .filter((own) => !isCondition(view, own));
  const first = roomsOf(view, statement, numbers);
  const values = numbers.filter((own, index) => !qualifies(view, own, numbers[index - 1], first[index]?.attribute === true));
  const rooms = values.length === numbers.length ? first : roomsOf(view, statement, values);
  return values.flatMap(({ quantity, value }, index) => {
    const room = rooms[index];
    return room === undefined ? [] : [itemOf(view, quantity, value, room)];
  });
}

/** `huyện | Ba Bể`: a number word within a name. */
function isName(view: View, index: number): boolean {
  return view.line.tokens[index]?.kind === 'word' && isNamePart(view, index) && isCapital(view.line, index + 1);
}

/** `100% xe khách từ 16 chỗ trở lên`, `100% ổ dịch được xử lý trong vòng 48 giờ`: which ones, or how fast; no value of its own. */
function qualifies(view: View, { quantity, value }: Numbered, before: Numbered | undefined, attribute: boolean): boolean {
  if (before === undefined) return false;
  if (attribute && before.quantity.kind === 'percentage' && quantity.kind === 'count' && WITHIN.has(textAt(view.line, value.start - 1)))
    return true;
  if (quantity.comparatorWord !== 'trong vòng') return attribute && /^từ … trở/.test(quantity.comparatorWord ?? '');
  for (let index = before.value.end; index < value.start; index += 1) if (isMark(view.line, index, ',')) return false;
  return true;
}

/** `100% hộ thuộc | 3 xã A, B, C được …`. */
const WITHIN: ReadonlySet<string> = new Set(['thuộc', 'tại', 'ở', 'trong', 'trên', 'của']);

function itemOf(view: View, quantity: Quantity, value: Part, { start: from, end: last, attribute }: Room): Item {
  const room = { start: from, end: last };
  const begin = attribute ? room.start : isLabelled(view, quantity, value, room) ? value.start : beginningOf(view, room.start, value.start);
  const core = afterPlace(view, coreOf(view, begin, value.start), value.start);
  const parts = partsBefore(view, quantity, value, core, room);
  const nested = openingAt(view, begin) === 'nested';
  const head = nested ? core : begin;
  const start = begin < core || parts.chain === null ? head : parts.chain;
  const isLevel = parts.subject !== null && (parts.link !== null || parts.verb === null || parts.chain === null);
  const object = isLevel ? null : objectOf(view, value.end, room.end);
  const end = object?.end ?? levelEnd(view, quantity, value.end, room.end);
  return { quantity, value, quote: { start, end }, core, ...parts, object, room, attribute, nested };
}

const PLACES: ReadonlySet<string> = new Set(['tỉnh', 'huyện', 'quận', 'xã', 'phường', 'thị', 'thành', 'đặc']);
const KINDS: ReadonlySet<string> = new Set(['xã', 'phố', 'trấn', 'khu']);

/** `thị xã Kỳ Anh | 9 trường`: whose number it is, right before it. */
function afterPlace({ line }: View, core: number, at: number): number {
  if (!PLACES.has(textAt(line, core))) return core;
  const first = KINDS.has(textAt(line, core + 1)) && !isCapital(line, core + 1) ? core + 2 : core + 1;
  for (let index = first; index < at; index += 1) if (!isCapital(line, index)) return core;
  return first < at ? at : core;
}

const PREDICATES: ReadonlySet<string> = new Set('được có đạt tham sử hoàn thực dùng'.split(' '));

/** `Nâng cao chất lượng khám bệnh: | 90% trạm y tế có bác sĩ`: a label, and whole words of its own behind it. */
function isLabelled(view: View, { kind }: Quantity, value: Part, room: Part): boolean {
  if (kind !== 'percentage' || !isMark(view.line, value.start - 1, ':') || openingAt(view, room.start) === 'noun') return false;
  for (let index = value.end + 1; index < Math.min(room.end, value.end + LONGEST_SUBJECT); index += 1) {
    if (view.line.tokens[index]?.kind !== 'word') return false;
    if (PREDICATES.has(textAt(view.line, index))) return true;
  }
  return false;
}

/** Tokens. */
const LONGEST_SUBJECT = 12;

/** Past commitments and dates at the head: `phấn đấu đến hết năm 2022`. */
function coreOf(view: View, start: number, at: number): number {
  let index = start;
  while (index < at) {
    const opening = openingAt(view, index);
    const covered = view.cover[index];
    if (covered === 'date' || covered === 'recurrence' || isMark(view.line, index, ',:-–')) index += 1;
    else if (opening === 'commit' || opening === 'nested') index = (onward(STARTERS, view.line, index)?.end ?? index) || index + 1;
    else break;
  }
  return index;
}

function objectOf(view: View, after: number, before: number): Part | null {
  const end = beforeParts(view, after, endOf(view, after, before, 'clause'));
  return end > after ? { start: after, end } : null;
}

/** `02 đợt tiêm chủng | : đợt 1 xong trước 30/7, đợt 2 …`: up to a colon behind which the parts are told with their times. */
function beforeParts(view: View, start: number, end: number): number {
  for (let index = start; index < end; index += 1)
    if (isMark(view.line, index, ':'))
      return within(view, view.phrases.dates, index + 2, end).some(({ role, bound }) => role === 'deadline' && bound) ? index : end;
  return end;
}

/** `so với năm 2020`, `trên cả 03 tiêu chí`, `đối với nam`: against what, on how many counts, of whom. */
const COMPARED: ReadonlySet<string> = new Set(['so', 'trên', 'đối']);
const WITH: ReadonlySet<string> = new Set(['với', 'cùng', 'cả']);

/** What a percentage is of, up to the first comma. */
function baseEnd({ line }: View, base: Stretch): number {
  const { start, end } = tokensOf(line, base);
  for (let index = start; index < end; index += 1) if (isMark(line, index, ',')) return index;
  return end;
}

/** A level ends with its number, what the percentage is of, and a date behind it in the same clause. */
function levelEnd(view: View, quantity: Quantity, after: number, before: number): number {
  const clause = endOf(view, after, before, 'purpose');
  const base = quantity.base === null ? after : Math.min(before, Math.max(after, baseEnd(view, quantity.base)));
  const goesOn = (COMPARED.has(textAt(view.line, base)) && WITH.has(textAt(view.line, base + 1))) || textAt(view.line, after - 1) === 'đầu';
  const end = goesOn ? clause : base;
  const due = within(view, view.phrases.dates, end, clause).find(({ role }) => role === 'deadline');
  return due === undefined ? end : Math.max(end, tokensOf(view.line, due).end);
}
