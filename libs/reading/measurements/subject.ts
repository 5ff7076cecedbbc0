import { textAt, tokenAt } from '../phrases/line.js';
import { backward, onward, wordSet } from '../phrases/word-tree.js';
import { isMark, tokenFrom, type View } from '../proposals/view.js';
import { NOUNS, VERBS } from '../proposals/words.js';
import { agencyAt } from '../structure/agencies.js';
import type { Localities } from './localities.js';
import { opensExamples, type Parts } from './parts.js';
import { withinReach, type Range } from './range.js';
import { isPartOfList, placeOf, type NamedPlace } from './placing.js';
import { wording } from './wording.js';
import { adverbAt, adverbBefore, BALANCES, EVENTS, LEADS } from './words.js';

/** Whose figure it is, and of what. */
export interface Who {
  /** The words that name what is measured; null where they were said before. */
  readonly subject: string | null;
  /** The subject begins with the name of something measured, `thu ngân sách`. */
  readonly isMeasured: boolean;
  /** `cấp căn cước` of `đã cấp căn cước cho 912.450 người`; null where the figure is a level. */
  readonly verb: string | null;
  readonly place: NamedPlace;
  /** An agency that the figure is of: `Sở Y tế 12%`. */
  readonly agency: string | null;
  /** A name alone of which nobody knows the kind, `Nà Lúa`. */
  readonly bareName: string | null;
}

/** Takes apart what stands before the predicate: `huyện Tân Sa`, `thu ngân sách thành phố Hòa Ninh`, `toàn tỉnh mới di chuyển được`. */
export function whoIn(view: View, parts: Parts, localities: Localities): Who {
  const agency = agencyIn(view, parts.subject);
  if (agency !== null) return { subject: null, isMeasured: false, verb: null, place: null, bareName: null, agency };
  const { place: named, bareName, rest } = placeOf(view, parts.subject, localities, isPartOfList(parts));
  const { start, end } = trimmed(view, withoutActor(view, rest));
  // What another agency did is not of the place before.
  const place = named ?? (behindAgency(view, rest.start, rest.end) > rest.start ? 'whole' : null);
  const bare = { place, bareName, agency };
  if (start >= end) return { ...bare, subject: null, isMeasured: false, verb: null };
  const isDone = DONE.has(textAt(view.line, start - 1));
  const acts =
    parts.predicate === null &&
    (isAction(view, start, end, parts) || isUnknownDeed(view, start, parts, isDone || named === 'whole' || named === 'country'));
  const words = plainly(whole(view, wording(view, { start, end }), place));
  const isMeasured = onward(NOUNS, view.line, start) !== null || onward(BALANCES, view.line, start) !== null;
  if (!acts) return { ...bare, subject: words === '' ? null : words, isMeasured, verb: null };
  const verb = { start, end: withoutEnding(view, start, end) };
  return { ...bare, subject: null, isMeasured: false, verb: whole(view, wording(view, verb), place) };
}

/** An agency that is the whole subject. */
function agencyIn(view: View, { start, end }: Range): string | null {
  if (start >= end) return null;
  const { prepared } = view.structure;
  const agency = agencyAt(prepared, tokenAt(view.line, start).from, tokenAt(view.line, end - 1).to);
  return agency !== null &&
    agency.to >= tokenAt(view.line, end - 1).to &&
    /^(?:sở|ban (?:quản lý|qlda)|bộ|cục|công ty|chi cục|trường|bệnh viện|công an|kho bạc|tòa án|thanh tra|văn phòng|trung tâm|tập đoàn|tổng công ty|ngân hàng|đài|viện)(?!\p{L})/iu.test(
      agency.name,
    )
    ? agency.name
    : null;
}

/** `vốn ngân sách địa phương giải ngân` is its disbursement; `tổng diện tích gieo trồng được`, `giải ngân của toàn tỉnh` go without their ends. */
function plainly(words: string): string {
  const named = words.replace(
    / (?:(?:ước|đã) thực hiện|được|(?:của|trên địa bàn) (?:toàn|cả) (?:tỉnh|huyện|xã|thành phố|thị xã|phường|quận))$/u,
    '',
  );
  const capital = /^((?:nguồn |kế hoạch )?vốn(?: .+?)?)(?: đã| mới| chỉ)? giải ngân$/iu.exec(named)?.[1];
  return capital === undefined ? named : `giải ngân ${capital.charAt(0).toLowerCase()}${capital.slice(1)}`;
}

/** `cả nước giải ngân` under a title on public investment: of that, and of the country. */
function whole(view: View, words: string, place: Who['place']): string {
  const title = view.structure.head.title ?? '';
  const object = words.toLowerCase() === 'giải ngân' ? (/giải ngân ((?:kế hoạch )?vốn đầu tư công)/iu.exec(title)?.[1] ?? '') : '';
  return object === '' ? words : [words, object, place === 'country' ? 'cả nước' : ''].filter(Boolean).join(' ');
}

const NOTHING_NEW: ReadonlySet<string> = new Set(['kết quả', 'cụ thể', 'trong đó', 'như sau', 'gồm', 'như']);

/** What is announced before a colon: `Tiến độ trồng rừng: Nà Lúa 120/150 ha, …`; null where nothing measurable is. */
export function introducedIn(view: View, { statement, figure }: Parts): string | null {
  for (let index = figure.start - 1; index > withinReach(statement.start, figure.start); index -= 1) {
    if (!(isMark(view.line, index, ':') || opensExamples(view.line, index)) || view.cover[index] != null) continue;
    let start = index;
    while (start > statement.start && !isMark(view.line, start - 1, ',;:')) start -= 1;
    const opener = onward(OPENERS, view.line, start)?.end ?? start;
    const named = onward(VERBS, view.line, opener) === null ? firstNoun(view, opener, index) : opener;
    const words = named === null ? '' : wording(view, { start: named, end: withoutJudgement(view, named, index) });
    if (words !== '' && !NOTHING_NEW.has(words.toLowerCase())) return words;
  }
  return null;
}

/** `Các địa phương có tỷ lệ giải ngân cao`: where the name of something measured begins. */
function firstNoun({ line }: View, start: number, end: number): number | null {
  for (let index = start; index < end; index += 1) {
    if ((onward(NOUNS, line, index) ?? onward(SPENDING, line, index)) !== null && textAt(line, index - 1) !== 'một') return index;
  }
  return null;
}

const SPENDING = wordSet('giải ngân');

const JUDGEMENTS: ReadonlySet<string> = new Set('như,sau,gồm,là,cao,thấp,chậm,tốt,khá,nhất,còn,đạt,rất'.split(','));

function withoutJudgement(view: View, start: number, end: number): number {
  return end > start + 1 && JUDGEMENTS.has(textAt(view.line, end - 1)) ? withoutJudgement(view, start, end - 1) : end;
}

const OPENERS = wordSet('tiến độ, kết quả, tình hình, về, về kết quả, tình hình thực hiện, kết quả thực hiện, tiến độ thực hiện');

const ENDINGS: ReadonlySet<string> = new Set(['được', 'cho', 'thêm', 'xong', 'khoảng', 'trên', 'gần', 'hơn', 'tổng', 'số']);

function withoutEnding(view: View, start: number, end: number): number {
  let last = end;
  while (last > start + 1 && ENDINGS.has(textAt(view.line, last - 1))) last -= 1;
  return last;
}

const DONE: ReadonlySet<string> = new Set(['đã', 'mới']);

/** `toàn tỉnh tích hợp 192.763 thẻ`, `đã tích hợp 192.763 thẻ`: what was done to things that are counted, by a verb that no list knows. */
function isUnknownDeed(view: View, start: number, { quantity, figure, subject }: Parts, isTold: boolean): boolean {
  const isPlain = quantity.kind === 'count' && tokenAt(view.line, figure.start).kind === 'number' && subject.end - start < LONGEST_DEED;
  return isTold && isPlain && onward(NOUNS, view.line, start) === null && onward(BALANCES, view.line, start) === null;
}

const LONGEST_DEED = 7;

/** What is measured, though it was also made: `tổng diện tích gieo trồng được 500 ha`. */
const AREAS = wordSet('tổng diện tích, diện tích, sản lượng, tổng sản lượng, tổng số, tổng thu, doanh thu, kim ngạch');

function isAction(view: View, start: number, end: number, { quantity }: Parts): boolean {
  const ending = textAt(view.line, end - 1);
  if (ending === 'được' || ending === 'cho') return onward(AREAS, view.line, start) === null;
  if (onward(EVENTS, view.line, start) !== null) return true;
  const verb = onward(VERBS, view.line, start);
  if (verb === null) return false;
  // `thu nội địa 8.150 tỷ đồng` is a level, `thu hút 25 dự án` an action.
  const noun = onward(NOUNS, view.line, start);
  return noun === null || noun.end < verb.end || quantity.kind === 'count';
}

/** `các địa phương đã trồng 500 ha`: what was done is told, not who did it. */
function withoutActor(view: View, { start: first, end }: Range): Range {
  const event = backward(EVENTS, view.line, end);
  if (event !== null && event.start > first && onward(NOUNS, view.line, first) === null) return { start: event.start, end };
  const start = behindAgency(view, first, end);
  for (let index = start + 1; index < end; index += 1) {
    const adverb = adverbAt(view.line, index);
    if (adverb === null || adverb.end >= end || view.cover[index] != null || isNamed(view, start)) continue;
    if (onward(VERBS, view.line, adverb.end) !== null || onward(EVENTS, view.line, adverb.end) !== null) return { start: adverb.end, end };
  }
  return { start, end };
}

/** A subject that is the name of something measured, and nobody who acts. */
function isNamed({ line }: View, start: number): boolean {
  return (
    onward(BALANCES, line, start) !== null ||
    (onward(NOUNS, line, start) !== null && onward(VERBS, line, start) === null) ||
    textAt(line, start) === 'thu'
  );
}

/** `Công an tỉnh phát hiện 312 vụ`: who did it is not told either. */
function behindAgency({ line, structure }: View, start: number, end: number): number {
  if (start >= end) return start;
  const agency = agencyAt(structure.prepared, tokenAt(line, start).from, tokenAt(line, end - 1).to);
  const behind = agency === null ? end : tokenFrom(line, agency.to);
  return behind < end && (onward(EVENTS, line, behind) ?? onward(VERBS, line, behind)) !== null ? behind : start;
}

/** Without leading and trailing adverbs, which the place may have hidden. */
function trimmed(view: View, range: Range): Range {
  let { start, end } = range;
  for (;;) {
    const lead = adverbAt(view.line, start) ?? onward(LEADS, view.line, start);
    if (lead === null || lead.end > end) break;
    start = lead.end;
  }
  for (;;) {
    const last = adverbBefore(view.line, end)?.start ?? (textAt(view.line, end - 1) === 'và' ? end - 1 : start - 1);
    if (last < start) break;
    end = last;
  }
  return { start, end };
}
