import { isCapital, pairAt, textAt } from '../phrases/line.js';
import { backward, onward } from '../phrases/word-tree.js';
import { afterSeparator, isOfCompound, openingAt, type Opening } from './openings.js';
import { isMark, type View } from './view.js';
import { AUXES, COMMITS, LINKS, NOUNS, VERBS } from './words.js';

export { endOf } from './endings.js';
export { isNamePart, openingAt } from './openings.js';

/** No clause is longer: what is looked at stays bounded, and reading linear. Tokens. */
const LONGEST = 160;

/** Past words that only urge: `khẩn trương`, `tập trung chỉ đạo`, `theo dõi, đôn đốc`. Stays where nothing but such words would be left. */
export function skipUrging(view: View, start: number, before: number): number {
  let index = start;
  for (;;) {
    if (isMark(view.line, index, ',:–-+;') || textAt(view.line, index) === 'và') index += 1;
    const match = view.cover[index] == null ? onward(AUXES, view.line, index) : null;
    if (
      match === null ||
      isOfCompound(view, index) ||
      match.end >= before ||
      longerVerb(view, index, match.end) ||
      isWork(view, index, match.end)
    )
      return Math.min(index, before);
    index = match.end;
  }
}

/** A verb of work here, an urging word only before another verb: `rà soát tiến độ`, `rà soát xong`, but `rà soát, hoàn thiện`. */
function isWork(view: View, index: number, end: number): boolean {
  if (onward(VERBS, view.line, index)?.end !== end) return false;
  if (textAt(view.line, end) === 'xong') return true;
  const next = isMark(view.line, end, ',') || textAt(view.line, end) === 'và' ? end + 1 : end;
  const opening = openingAt(view, next);
  return (opening === null || opening === 'noun' || opening === 'link' || opening === 'quantity') && !isCapital(view.line, next);
}

/** A verb that begins with the same words and goes on, `hỗ trợ xây dựng`. */
function longerVerb(view: View, index: number, end: number): boolean {
  return (onward(VERBS, view.line, index)?.end ?? 0) > end || (onward(COMMITS, view.line, index)?.end ?? 0) > end;
}

/** The first word of the clause that leads up to the token `at`, not before `from`. */
export function beginningOf(view: View, from: number, at: number): number {
  if (isMark(view.line, at - 1, ',') && endsNoneLeft(view, from, at - 1)) return at;
  const first = Math.max(from, at - LONGEST);
  let start = first;
  for (let index = at - 1; index > first; index -= 1) {
    if ((view.depth[index] ?? 0) !== (view.depth[at] ?? 0) || !afterSeparator(view, index)) continue;
    const opening = openingAt(view, index);
    if (opening === null || opening === 'cut' || opening === 'link' || goesOn(view, index, opening)) continue;
    if (awaitsLevel(view, from, index, at)) continue;
    start = index;
    break;
  }
  start = withLightParts(view, from, start);
  const urged = skipUrging(view, start, at);
  const committed = lastCommitment(view, urged, at);
  return committed === null || onward(NOUNS, view.line, urged) !== null || isOnlyTime(view, urged, committed) ? urged : committed;
}

/** `không còn hộ nghèo`: a state that is reached, no number. */
export function leavesNone({ line }: View, index: number): boolean {
  return pairAt(line, index) === 'không còn';
}

/** Tokens. */
const LONGEST_STATE = 20;

/** `không còn hộ nghèo (trừ …), | 97% …`: what stands behind such a state begins anew. */
function endsNoneLeft(view: View, from: number, comma: number): boolean {
  for (let index = comma - 1; index >= Math.max(from, comma - LONGEST_STATE); index -= 1) {
    if (leavesNone(view, index)) return true;
    if (view.cover[index] === 'quantity' || isMark(view.line, index, ',;:')) return false;
  }
  return false;
}

/** `đến 31/01/2025 (thời hạn quyết toán) | phấn đấu đạt`: a time and what is said of it in brackets. */
function isOnlyTime({ line, cover, depth }: View, start: number, end: number): boolean {
  if (cover[start] !== 'date') return false;
  for (let index = start; index < end; index += 1)
    if (cover[index] !== 'date' && (depth[index] ?? 0) === 0 && !isMark(line, index, ',')) return false;
  return true;
}

/** `tỷ lệ thu gom, xử lý …`, `từng tuần, từng tháng`: verbs or rhythms joined to one another are one name or one work. */
function goesOn(view: View, index: number, opening: Opening): boolean {
  const isJoined = isMark(view.line, index - 1, ',') || AND_OR.has(textAt(view.line, index - 1));
  if (opening === 'recurrence') return isJoined && view.cover[index - 2] === 'recurrence';
  if (opening !== 'verb' || !isJoined) return false;
  const verb = backward(VERBS, view.line, index - 1);
  if (verb === null) return isOfWork(view, index);
  if (PASSIVE.has(textAt(view.line, verb.start - 1)) || isOfWork(view, index)) return true;
  return (
    afterSeparator(view, verb.start) || backward(NOUNS, view.line, verb.start) !== null || backward(COMMITS, view.line, verb.start) !== null
  );
}

const AND_OR: ReadonlySet<string> = new Set(['và', 'hoặc']);
const PASSIVE: ReadonlySet<string> = new Set(['được', 'bị']);
/** How far back the noun of several works may stand. Tokens. */
const LONGEST_WORK = 14;

/** `hoàn thành công tác bồi thường, | bàn giao …`, `việc rà soát, | sắp xếp …`: works that one noun leads in. */
function isOfWork({ line, cover }: View, index: number): boolean {
  for (let back = index - 2; back > index - LONGEST_WORK; back -= 1) {
    if (cover[back] != null || !(line.tokens[back]?.kind === 'word' || isMark(line, back, ','))) return false;
    if (textAt(line, back) === 'việc' ? DOING.has(textAt(line, back - 1)) : pairAt(line, back) === 'công tác')
      return DOING.has(textAt(line, back - 1));
  }
  return false;
}

/** Last syllables of `hoàn thành`, `thực hiện`, `hoàn tất`. */
const DOING: ReadonlySet<string> = new Set(['thành', 'hiện', 'tất', 'xong']);

/** Words that end what a measure was waiting for. */
const LEVELLED: ReadonlySet<string> = new Set(['đạt', 'còn', 'chiếm', 'giảm', 'tăng', 'xuống', 'là']);

/** `Tỷ lệ chất thải được thu gom, | xử lý đạt 90%`: a measure at the head of the clause has no level yet, so that this one is its own. */
function awaitsLevel(view: View, from: number, index: number, at: number): boolean {
  const own = openingAt(view, index);
  const mayBelong = own === 'verb' || (own === 'noun' && textAt(view.line, index - 1) === 'và');
  if (!mayBelong || backward(LINKS, view.line, at) === null) return false;
  for (let back = index - 2; back >= Math.max(from, index - LONGEST); back -= 1) {
    if (view.cover[back] != null && view.cover[back] !== 'cited' && view.cover[back] !== 'trap') return false;
    if (isMark(view.line, back, ':;.(') || isLevelled(view, back)) return false;
    const opening = openingAt(view, back);
    if (opening === 'commit' || opening === 'nested') return false;
    if (
      opening === 'noun' &&
      (back === from || afterSeparator(view, back) || isMark(view.line, back - 1, '.;:-–+') || backward(COMMITS, view.line, back) !== null)
    )
      return true;
  }
  return false;
}

/** A level told already; not `đạt chuẩn`, `trên địa bàn`. */
function isLevelled({ line }: View, index: number): boolean {
  return LEVELLED.has(textAt(line, index)) && !['chuẩn', 'tiêu', 'trưởng', 'tốc'].includes(textAt(line, index + 1));
}

/** Parts before it that are only verbs, dates or commitments belong to it: `cải tạo, nâng cấp …`, `Đến hết năm 2022, …`. */
function withLightParts(view: View, from: number, start: number): number {
  let begin = start;
  while (begin > from + 1 && (isMark(view.line, begin - 1, ',') || textAt(view.line, begin - 1) === 'và')) {
    const before = partBefore(view, from, begin - 1);
    if (before === begin - 1 || !isLight(view, before, begin - 1)) break;
    begin = before;
  }
  return begin;
}

function partBefore(view: View, from: number, end: number): number {
  let index = end;
  while (index > from && !(index < end && afterSeparator(view, index))) index -= 1;
  return index;
}

/** Nothing but verbs, urging words, commitments and dates. */
export function isLight(view: View, start: number, end: number): boolean {
  let index = start;
  while (index < end) {
    const covered = view.cover[index];
    if (covered === 'date' || covered === 'recurrence' || isMark(view.line, index, ',:-–+') || textAt(view.line, index) === 'và') {
      index += 1;
      continue;
    }
    const match = onward(VERBS, view.line, index) ?? onward(AUXES, view.line, index) ?? onward(COMMITS, view.line, index);
    if (covered != null || match === null || match.end > end) return false;
    index = match.end;
  }
  return true;
}

/** `… các địa phương phấn đấu giải ngân …` begins at `phấn đấu`. */
function lastCommitment(view: View, start: number, at: number): number | null {
  let found: number | null = null;
  for (let index = start; index < at; index += 1) {
    if (view.cover[index] != null || openingAt(view, index) !== 'commit' || textAt(view.line, index - 1) === 'ký') continue;
    found = index;
    index = (onward(COMMITS, view.line, index)?.end ?? index + 1) - 1;
  }
  return found;
}
