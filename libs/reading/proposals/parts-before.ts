import { textAt, tokenAt } from '../phrases/line.js';
import type { Quantity } from '../phrases/phrases.js';
import { backward, onward, type Match } from '../phrases/word-tree.js';
import { isLight, openingAt } from './clause.js';
import { isNamePart, isOfCompound } from './openings.js';
import type { Part } from './rooms.js';
import { isMark, type View } from './view.js';
import { DIRECTIONS, LINKS, NOUNS, VERBS } from './words.js';

/** What stands before a number within its clause. */
export interface Parts {
  readonly subject: Part | null;
  readonly verb: Part | null;
  readonly link: Part | null;
  /** Where the verbs right before the number begin; null where a subject stands between. */
  readonly chain: number | null;
}

const NOTHING: Parts = { subject: null, verb: null, link: null, chain: null };

/** The words before a number: of what it is, what is done, how they are linked. */
function wordsBefore(view: View, core: number, at: number): Parts {
  const { line } = view;
  if (core >= at || (isMark(line, at - 1, ',') && !isLight(view, core, at))) return NOTHING;
  const link = backward(LINKS, line, at);
  const verb = verbBefore(view, core, at);
  if (isLight(view, core, at) && !isMeasure(view, core, at)) return { ...NOTHING, verb: { start: core, end: at }, chain: core };
  if (verb !== null && (link === null || verb.start < link.start)) return actionOf(view, core, verb.start, at);
  if (link !== null && link.start <= core) return { ...NOTHING, verb: { start: core, end: at }, chain: core };
  const subject = { start: core, end: link === null ? at : Math.max(core, link.start) };
  const direction = onward(DIRECTIONS, line, core);
  const opening = (onward(NOUNS, line, core)?.end ?? 0) > (direction?.end ?? 0) ? null : direction;
  const linked = link === null ? null : { start: subject.end, end: at };
  if (opening === null || opening.end >= subject.end) return { ...NOTHING, subject, link: linked };
  return { subject: { start: opening.end, end: subject.end }, verb: { start: core, end: opening.end }, link: linked, chain: null };
}

const REACHING: ReadonlySet<string> = new Set(['cho', 'đến', 'tới', 'với']);
const SUBJECTS: ReadonlySet<string> = new Set(
  'xã phường huyện quận tỉnh thị thành ubnd ủy sở ban phòng các những mỗi toàn cả nguồn vốn ngân mức phần đối tại trong với cho từ qua về sau khi như gồm ngoài riêng trên dưới'.split(
    ' ',
  ),
);

/** `quán triệt nghị quyết cho 100% hội viên`, `cử 100% cán bộ …`: an unknown verb, since it is the things behind the share that are reached. */
function asWork(view: View, { kind, value: share }: Quantity, value: Part, core: number, parts: Parts): Parts {
  if (parts.subject === null || parts.link !== null || parts.verb !== null) return parts;
  const { line } = view;
  const length = value.start - core - (AGAIN.has(textAt(line, value.start - 1)) ? 1 : 0);
  const isShort = length <= 2 && !isNamePart(view, value.start - 1);
  const isWhole = isShort && (kind !== 'percentage' || share === '100');
  const names = view.cover[value.end] == null && line.tokens[value.end]?.kind === 'word' && onward(LINKS, line, value.end) === null;
  const isSubject = SUBJECTS.has(textAt(line, core)) || !WORKS.has(openingAt(view, core)) || NOT_BEHIND.has(textAt(line, value.end));
  if (!names || isSubject || !(isWhole || REACHING.has(textAt(line, value.start - 1)))) return parts;
  return { ...NOTHING, verb: { start: core, end: value.start }, chain: core };
}

const WORKS: ReadonlySet<string | null> = new Set([null, 'verb', 'aux']);
const AGAIN: ReadonlySet<string> = new Set('lại mới thêm được xong hết đủ'.split(' '));
const NOT_BEHIND: ReadonlySet<string> = new Set('so kế dự theo được và trong vào của'.split(' '));

/** `thu ngân sách | phấn đấu vượt 10%`: a measure that is also a work, with its level behind. */
function isMeasure(view: View, core: number, at: number): boolean {
  const noun = onward(NOUNS, view.line, core);
  return noun !== null && noun.end < at && !/^(?:bình|mỗi)$/.test(textAt(view.line, core));
}

/**
 * The verb right before a number; none where it ends a name: `diện tích rừng | trồng`, `giảm lượng nước | tưới`, `công nghiệp - xây dựng`,
 * `Sở Xây dựng | hoàn thành`.
 */
function verbBefore(view: View, core: number, at: number): Match<true> | null {
  const verb = backward(VERBS, view.line, at);
  if (verb === null || isOfCompound(view, verb.start)) return null;
  const named = verb.start;
  if (isNamePart(view, named) && named > core) return [2, 1].map((skip) => backwardFrom(view, named + skip, at)).find(Boolean) ?? null;
  const head = (onward(NOUNS, view.line, core) ?? onward(DIRECTIONS, view.line, core))?.end ?? core;
  const isOfName = head > core && head <= named && !/^(?:bình|mỗi)$/.test(textAt(view.line, core)) && isJoined(view, head, named);
  return isOfName ? null : verb;
}

function backwardFrom(view: View, start: number, at: number): Match<true> | null {
  const verb = onward(VERBS, view.line, start);
  return verb !== null && verb.end === at ? verb : null;
}

/** No mark, `và` or verb of command between them: one noun phrase. */
function isJoined(view: View, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1)
    if (view.line.tokens[index]?.kind !== 'word' || view.cover[index] != null || textAt(view.line, index) === 'và') return false;
  return true;
}

/** `phổ cập Internet tới | 100% | số xã`: what is counted follows, so what precedes is the work, unless it names a measure. */
function withObject(view: View, parts: Parts, value: Part, room: Part): Parts {
  const { subject, link } = parts;
  if (subject === null || link !== null || parts.verb !== null || value.end >= room.end) return parts;
  const isOpen = tokenAt(view.line, value.end).kind === 'word' && view.cover[value.end] == null && openingAt(view, value.end) === null;
  return isOpen && onward(NOUNS, view.line, subject.start) === null && onward(VERBS, view.line, subject.start) !== null
    ? { subject: null, verb: subject, link: null, chain: subject.start }
    : parts;
}

/** `các địa phương | xây dựng` 03 mô hình: whoever acts is not quoted. */
function actionOf(view: View, core: number, verb: number, at: number): Parts {
  let chain = verb;
  while (chain > core) {
    const joined = isMark(view.line, chain - 1, ',') || textAt(view.line, chain - 1) === 'và' ? chain - 1 : chain;
    const before = backward(VERBS, view.line, joined);
    if (before === null || before.start < core) break;
    chain = before.start;
  }
  return { subject: { start: core, end: chain }, verb: { start: chain, end: at }, link: null, chain };
}

/** The words before a number from `core` on; what is counted behind it, up to `end`, tells whether they are work. */
export function partsBefore(view: View, quantity: Quantity, value: Part, core: number, room: Part): Parts {
  return withObject(view, asWork(view, quantity, value, core, wordsBefore(view, core, value.start)), value, room);
}
