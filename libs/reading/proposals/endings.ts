import { isCapital, pairAt, textAt } from '../phrases/line.js';
import { backward, onward } from '../phrases/word-tree.js';
import { isOfCompound, openingAt } from './openings.js';
import { isClosed, isMark, type View } from './view.js';
import { CUTS, DIRECTIONS, VERBS } from './words.js';

/** How far a quote runs: to the next clause, with its purpose or without, or over further verbs to the end of the sentence. */
export type Until = 'clause' | 'purpose' | 'sentence';

/** No clause is longer: what is looked at stays bounded, and reading linear. Tokens. */
const LONGEST = 160;

/** Where a clause that goes on at `from` ends, not after `before`: at a bracket, or at a comma before the next clause. */
export function endOf(view: View, from: number, before: number, until: Until): number {
  const level = view.depth[from - 1] ?? 0;
  const limit = Math.min(before, from + LONGEST);
  let purpose = false;
  for (let index = from; index < limit; index += 1) {
    const past = level === 0 && isMark(view.line, index, '(') ? pastAside(view, index, limit) : null;
    if (past !== null) {
      index = past;
      continue;
    }
    if ((view.depth[index] ?? 0) !== level || (level > 0 && isMark(view.line, index, ')]'))) return index;
    if (isClosed(view, index)) continue;
    purpose ||= textAt(view.line, index) === 'để';
    if (isMark(view.line, index, ',;:') && endsAtComma(view, index, purpose && until === 'clause' ? 'sentence' : until)) return index;
    if (until !== 'sentence' && isMark(view.line, index, ',') && isPastTime(view, index)) return index;
    if (until !== 'sentence' && textAt(view.line, index) === 'và' && endsAtAnd(view, index)) return index;
    if (cutsHere(view, index, until)) return index;
  }
  return limit;
}

/** `… trong quý IV, | phần còn lại bàn giao …`: a time right before a comma ends its clause, unless another time follows. */
function isPastTime({ cover }: View, comma: number): boolean {
  return cover[comma - 1] === 'date' && cover[comma + 1] == null;
}

const LONGEST_ASIDE = 30;

/** The end of a bracket within a name, `cao tốc Đồng Đăng (Lạng Sơn) - Trà Lĩnh`; null where it tells numbers or times, or ends the clause. */
function pastAside(view: View, open: number, before: number): number | null {
  for (let index = open + 1; index < Math.min(before, open + LONGEST_ASIDE); index += 1) {
    const covered = view.cover[index];
    if (covered != null && covered !== 'trap' && covered !== 'cited') return null;
    if (!isMark(view.line, index, ')')) continue;
    const goesOn =
      index + 1 < before && (view.cover[index + 1] === 'date' || isMark(view.line, index + 1, '-–') || isWordOfName(view, index + 1));
    return goesOn ? index : null;
  }
  return null;
}

function isWordOfName(view: View, index: number): boolean {
  return view.line.tokens[index]?.kind === 'word' && openingAt(view, index) === null && onward(CUTS, view.line, index) === null;
}

const NEVER_INSIDE: ReadonlySet<string> = new Set([
  'qua đó',
  'từ đó',
  'góp phần',
  'trong đó',
  'theo đúng',
  'làm cơ sở',
  'coi đây',
  'gắn với',
  'trên cơ sở',
  'tạo tiền',
  'tạo điều',
  'đồng thời',
]);

function cutsHere({ line }: View, index: number, until: Until): boolean {
  const word = textAt(line, index);
  if ((word === 'để' || word === 'nhằm') && until !== 'clause') return true;
  return NEVER_INSIDE.has(`${word} ${textAt(line, index + 1)}`);
}

function endsAtComma(view: View, index: number, until: Until): boolean {
  if (isOfCompound(view, index + 1)) return false;
  const opening = openingAt(view, index + 1);
  if (until === 'sentence') return opening !== 'verb' && onward(CUTS, view.line, index + 1) !== null;
  if (opening === 'noun' && !isMark(view.line, index, ':')) return true;
  if (isPassive(view, index)) return false;
  if (opening === 'verb' && backward(VERBS, view.line, index) !== null && textAt(view.line, index - 1) !== 'cao') return false;
  return opening !== null || onward(CUTS, view.line, index + 1) !== null;
}

/** `được quản lý, | theo dõi sức khỏe`: a second verb that happens to the same. */
function isPassive({ line }: View, comma: number): boolean {
  const verb = backward(VERBS, line, comma);
  return verb !== null && textAt(line, verb.start - 1) === 'được' && onward(VERBS, line, comma + 1) !== null;
}

function endsAtAnd(view: View, index: number): boolean {
  if (isPlaceOfItsOwn(view, index + 1) || isRest(view, index + 1)) return true;
  const opening = openingAt(view, index + 1);
  if (opening !== 'verb' && opening !== 'commit' && opening !== 'quantity') return false;
  return backward(VERBS, view.line, index) === null || onward(DIRECTIONS, view.line, index + 1) !== null;
}

const REST: ReadonlySet<string> = new Set(['phần còn', 'số còn']);
/** Tokens. */
const LONGEST_REST = 6;

/** `… và | phần còn lại xong trước …`, `… và | toàn bộ diện tích còn lại trong quý II`. */
function isRest({ line }: View, index: number): boolean {
  if (REST.has(pairAt(line, index))) return true;
  if (pairAt(line, index) !== 'toàn bộ') return false;
  for (let ahead = index + 2; ahead < index + LONGEST_REST; ahead += 1) if (pairAt(line, ahead) === 'còn lại') return true;
  return false;
}

const PLACES: ReadonlySet<string> = new Set(['xã', 'phường', 'huyện', 'quận', 'tỉnh']);

/** `06 xã đạt chuẩn và | huyện Tà Lôm được công nhận`: a place by its name, with a verb of its own. */
export function isPlaceOfItsOwn({ line }: View, index: number): boolean {
  if (!PLACES.has(textAt(line, index)) || !isCapital(line, index + 1)) return false;
  for (let ahead = index + 2; ahead < index + 6; ahead += 1) if (/^(?:được|đạt|hoàn)$/.test(textAt(line, ahead))) return true;
  return false;
}
