import { isCapital, textAt } from '../phrases/line.js';
import { backward } from '../phrases/word-tree.js';
import { isPartOfWord } from '../measurements/words.js';
import { isUnderAims } from './aims.js';
import { followsCitation, isToldInBrackets } from './asides.js';
import { openingAt } from './clause.js';
import { foldedOfPart, type Doubt } from './draft.js';
import { isEnough } from './enough.js';
import { isAllowed, isFunding, isOfRule, isOfSize, isSanction, MONEY } from './rules-and-costs.js';
import type { Item } from './items.js';
import { predicateOf } from './shared-words.js';
import { within, type Statement, type View } from './view.js';
import { VERBS } from './words.js';

/** Words that make a number somebody's past, condition, permission or rule, not a promise. */
const NO_PROMISE =
  /(?:^|\s)(?:đã|vừa|mới chỉ|(?<!chứng )chỉ đạt|ước đạt|ước thực hiện|ước tính|hiện có(?=$| (?:khoảng|trên|gần|hơn|tổng số))|hiện nay|hiện đạt|hiện mới|đến nay|có thể|được phép|cho phép|nếu|(?<!mỗi |các |số |những )trường hợp|không bắt buộc|mức hỗ trợ|hỗ trợ tối đa|mức thu|mức chi(?! cho)|mức phạt|phạt tiền|căn cứ|dưới mức|theo định mức)(?:\s|$)/;
/** Below aims, `tỷ lệ học sinh | đã hoàn thành chương trình đạt` a level: which ones are meant. */
const WHICH = /(?:^|\s)đã (?!giảm|tăng|nâng|có|thực hiện|giải ngân)(?=\S+ .*(?:đạt|chiếm|là)(?: \S+){0,2}$)/;
const SOFT_COMMITMENT = /(?:^|\s)(?:dự kiến|hướng tới|hướng đến|quan tâm)(?:\s|$)/;
/** `của các dự án có tỷ lệ giải ngân | dưới 40%`: which ones are meant, not what is to be reached. */
const OF_THOSE =
  /(?:đối với|với|từ|của|tại|ở|là|sang|những|xử lý|điều chuyển|điều chỉnh) (?:các |những |số )?(?:\S+ ){0,4}(?:dự án|đơn vị|địa phương|chủ đầu tư|công trình|cơ quan|sở, ngành|xã|huyện|tổ chức|cá nhân|doanh nghiệp|hộ|gói thầu|trường hợp|nguồn vốn) (?:(?!phải|cần|sẽ|đều)[^,;\s]+ ){0,6}(?:có|giải ngân|đạt|quy mô|trên|dưới)(?: (?:tỷ lệ|giải ngân|hoàn thành|vốn|kết quả|mức|diện tích|quy mô|đạt|tổng mức đầu tư|thấp|chỉ|số|thu nhập|từ)){0,4}$/;

/** What a paper is about. */
const PAPER_ABOUT =
  /(?:^|\s)(?:báo cáo|phương án|đề án|kế hoạch|tham mưu|đề xuất|rà soát|chính sách|danh sách)(?: [^,;\s]+){0,6} (?:đối với|về|của|cho)$/;

/** A paper that proposes something: what it proposes is not yet promised. */
const PAPER_TO =
  /(?:^|\s)(?:báo cáo|trình|xây dựng|lập|tham mưu|đề xuất|ban hành|thẩm định|phê duyệt|hoàn thiện|hoàn thành|xem xét|thông qua|rà soát)(?: (?!và )[^,;\s]+){0,3} (?:phương án|đề án|danh sách|dự thảo|tờ trình|kế hoạch chi tiết|chủ trương)(?: (?!và )[^,;\s]+){1,6}$/;
const OPINIONS = /(?:^|\s)(?:ý kiến|phiếu|kiến nghị)(?: [^,;\s]+){0,4} (?:của|từ|đối với)$/;
/** What a named work holds: `nhà máy xử lý rác … công suất | 60 tấn/ngày`. */
const CAPACITY =
  /(?:^|\s)(?:nhà máy|trạm|hồ|kho|thủy điện|cảng|bệnh viện|lò đốt|hệ thống|tuyến|đường|cầu|khu|chợ|bãi|dây chuyền|cơ sở|dự án|công trình)(?: (?!đạt|lên|với|nâng|tổng)[^,;\s]+){0,9} (?:có )?(?:công suất|dung tích|sức chứa|tải trọng|trọng tải|quy mô|tổng mức đầu tư|điện áp|khẩu độ)(?: thiết kế)?$/;

/** Why a number is less than sure to be a target; null where it is none. `previous` is the item accepted before it in the sentence. */
export function acceptedAs(
  view: View,
  statement: Statement,
  item: Item,
  previous: Item | null,
  later: readonly Item[] = [],
): readonly Doubt[] | null {
  const { quantity, value, quote } = item;
  const isCommitted = hasCommitment(view, quote.start, value.start) || opensWithCommitment(view, statement, value.start);
  if (isNoValue(view, item, previous)) return null;
  if (!isCommitted && (isToldOtherwise(view, item) || isOfThePast(view, statement, value.start))) return null;
  if (isOfSize(view, item) || isAllowed(view, item) || isOfWhole(view, item, previous) || isOfRule(view, statement, item)) return null;
  if (isSanction(view, statement, item) || isFunding(view, statement, item)) return null;
  const isPromised = isCommitted || isUnderAims(view);
  if (!isPromised && !isEnough(view, statement, item, previous, later)) return null;
  const doubts: Doubt[] = [];
  if ((view.depth[value.start] ?? 0) > 0) doubts.push('in_brackets');
  if (item.attribute) doubts.push('attribute');
  if (!isPromised) doubts.push('no_commitment');
  if (SOFT_COMMITMENT.test(foldedOfPart(view, { start: quote.start, end: value.start }))) doubts.push('soft');
  return quantity.kind === 'index_rank' && quantity.unit === null ? [...doubts, 'no_unit'] : doubts;
}

/** `mức độ hài lòng của doanh nghiệp đạt 90%`, `ở cấp xã đạt 25%`: what those are to reach, not which ones. */
function isReached({ link, quantity }: Item): boolean {
  return link !== null && quantity.comparator !== '<';
}

/** `100% việc xóa nhà tạm cho 76 hộ`, `bố trí 1.800 tỷ đồng cho 64 huyện`: how many the whole is, or whom the money is for. */
function isOfWhole(view: View, { value, verb, quantity }: Item, previous: Item | null): boolean {
  if (verb !== null || previous === null) return false;
  const joint = textAt(view.line, value.start - 1);
  if (previous.quantity.kind === 'percentage') return joint === 'cho' || joint === 'số';
  return joint === 'cho' && quantity.kind === 'count' && MONEY.test(previous.quantity.unit ?? '');
}

/** No value of its own: bare, within brackets or a cited title, hanging on another, or the name of a place. */
function isNoValue(view: View, item: Item, previous: Item | null): boolean {
  const { quantity, value } = item;
  if (quantity.unit === null && quantity.kind !== 'index_rank' && !isIndexLevel(view, item)) return true;
  if (isSource(view, item)) return true;
  if (item.attribute && (quantity.comparatorWord === null || previous === null)) return true;
  if ((view.depth[value.start] ?? 0) > 0 && !isToldInBrackets(view, item, previous)) return true;
  const before = foldedOfPart(view, { start: item.room.start, end: value.start }).slice(-120);
  if ((OF_THOSE.test(before) && !isReached(item)) || (quantity.kind !== 'percentage' && PAPER_ABOUT.test(before))) return true;
  if (quantity.kind !== 'percentage' && (PAPER_TO.test(before) || OPINIONS.test(before))) return true;
  if (quantity.kind === 'amount' && quantity.comparatorWord === null && LONG.test(before)) return true;
  if (quantity.kind === 'amount' && (CAPACITY.test(before) || /^kv$/i.test(quantity.unit ?? ''))) return true;
  if (isSizeOf(item, before, previous) || SPRINGBOARD.test(before)) return true;
  return followsCitation(view, item) || isNamedPlace(view, item) || isWorkOnAll(view, item, previous) || isRecalled(view, item);
}

/** `khởi công 04 dự án, | dài 361 km`: how large what was counted is. */
function isSizeOf({ quantity, verb }: Item, before: string, previous: Item | null): boolean {
  if (previous === null || verb !== null || quantity.comparatorWord !== null) return false;
  return /^(?:với )?(?:tổng )?(?:chiều )?(?:dài|rộng)$/.test(before);
}

/** `hoàn thành tuyến cao tốc Cam Lộ - La Sơn dài | 98,3 km`: how large the named work is. */
const LONG = /(?:^|\s)(?:tuyến|đường|cao tốc|cầu|kênh|kè|hầm|dự án|công trình) (?:[^,;\s]+ ){0,9}(?:dài|rộng)$/;

/** `làm nền tảng vững chắc cho tăng trưởng | hai con số`: what it makes possible. */
const SPRINGBOARD = /(?:^|\s)(?:nền tảng|tiền đề|cơ sở|tạo đà)(?: vững chắc| quan trọng| thuận lợi)?(?: cho| để)(?: [^,;\s]+){0,8}$/;

/** Indexes that are told without a unit. */
const BARE_INDEX = /(?:^|\s|\()(?:hdi|gini|chỉ số)(?:\s|\)|$)/;

export function isIndexLevel(view: View, { subject }: Item): boolean {
  return subject !== null && BARE_INDEX.test(foldedOfPart(view, subject));
}

/** `khai thác cơ hội từ 17 hiệp định`: out of what there is. */
function isSource({ line }: View, { quantity, value }: Item): boolean {
  const from = textAt(line, value.start) === 'từ' ? value.start : value.start - 1;
  return (
    quantity.kind === 'count' &&
    quantity.comparatorWord === null &&
    quantity.valueTo === null &&
    quantity.baseline === null &&
    textAt(line, from) === 'từ' &&
    backward(VERBS, line, from) === null
  );
}

/** `hai hạng mục này phải hoàn thành …`, `toàn bộ khối lượng trên phải xong …`: things named before. */
function isRecalled(view: View, { value, quantity, object }: Item): boolean {
  const { end } = value;
  if (quantity.source === 'implied' && object !== null)
    return /^(?:\S+ ){1,4}(?:này|trên|nói trên|nêu trên|kể trên|đó) (?:phải|cần|được|đều|hoàn|sẽ|xong|kết|bàn)(?:\s|$)/.test(
      foldedOfPart(view, object),
    );
  return /^(?:này|nói trên|nêu trên|kể trên|trên (?:phải|cần|hoàn|được|đều))(?:\s|$)/.test(
    foldedOfPart(view, { start: end, end: end + 2 }),
  );
}

function isToldOtherwise(view: View, { room, value, chain, quote }: Item): boolean {
  const before = foldedOfPart(view, {
    start: Math.max(room.start, Math.min(quote.start, value.start - 3), value.start - 14),
    end: value.start,
  });
  return (
    NO_PROMISE.test(isUnderAims(view) ? before.replace(WHICH, ' ') : before) ||
    (chain === null && openingAt(view, quote.start) !== 'verb' && isOnlyJust(view, quote.start, value.start))
  );
}

/** `Năm 2022, … tăng 7,8%` in a paper of 2023, with no word of commitment since: a result. */
function isOfThePast(view: View, { start, lead }: Statement, at: number): boolean {
  const first = lead ?? { start, phrases: null };
  const issued = view.structure.head.issuedOn?.slice(0, 4);
  if (issued === undefined || hasCommitment(view, start, at)) return false;
  const [date] = within(view, view.phrases.dates, first.start, first.start + 5);
  return date?.date != null && date.date.slice(0, 4) < issued;
}

const REACHED: ReadonlySet<string> = new Set('đạt có được giải di hoàn thực chiếm'.split(' '));

/** `mới đạt 21%` tells how little there is; `nông thôn mới đạt 80%` does not. */
function isOnlyJust({ line }: View, start: number, end: number): boolean {
  for (let index = start; index < end - 1; index += 1)
    if (textAt(line, index) === 'mới' && REACHED.has(textAt(line, index + 1)) && !isPartOfWord(line, index)) return true;
  return false;
}

/** `hai huyện Trạm Tấu, Mù Cang Chải`: counted by name, not promised. */
function isNamedPlace(view: View, { quantity, value }: Item): boolean {
  return (
    quantity.kind === 'count' &&
    /^(?:xã|phường|huyện|thị xã|thành phố|tỉnh|quận)$/.test(quantity.unit ?? '') &&
    isCapital(view.line, value.end)
  );
}

/** `hoàn thành toàn bộ …` is work; `tất cả` counts as a hundred percent only as the subject of a commitment or of a state with its time. */
function isWorkOnAll(view: View, item: Item, previous: Item | null): boolean {
  if (item.quantity.source !== 'implied' || !/^(?:tất cả|toàn bộ|mọi)/.test(foldedOfPart(view, item.value))) return false;
  if (item.subject !== null) return true;
  if (isFinishedByTime(view, item) || isRestOf(view, item, previous)) return false;
  return !hasCommitment(view, item.quote.start, item.value.start) && !isStateOfAll(view, item);
}

/** `bàn giao 70% diện tích trước ngày 20/11 và | toàn bộ diện tích còn lại trong quý II`: the rest of what a share was told of, by a later time. */
function isRestOf(view: View, item: Item, previous: Item | null): boolean {
  const { object, verb, value } = item;
  if (previous?.quantity.kind !== 'percentage' || verb !== null || object === null || !isRest(view, item)) return false;
  return within(view, view.phrases.dates, value.end, object.end + 1).some(({ role, bound }) => role === 'deadline' && bound);
}

export function isRest(view: View, { object }: Item): boolean {
  return object !== null && /(?:^|\s)còn lại(?:\s|$)/.test(foldedOfPart(view, object));
}

const ENSURING = /^(?:bảo đảm|đảm bảo)(?: cho| để)?$/;
/** Work that is finished on a day, of all that is meant: a milestone, not a share. */
const FINISHED = /(?:^|\s)(?:hoàn thành|hoàn tất|xong|kết thúc)(?:\s|$)/;
/** Tokens. */
const ITS_TIME = 40;

/** `Tất cả các trường học có nước sạch trước ngày 01/9`, `bảo đảm toàn bộ hộ dân được di dời trước …`. */
function isStateOfAll(view: View, { verb, object, value }: Item): boolean {
  if ((verb !== null && !ENSURING.test(foldedOfPart(view, verb))) || object === null || predicateOf(view, object) === null) return false;
  return within(view, view.phrases.dates, value.end, value.end + ITS_TIME).some(({ role }) => role === 'deadline');
}

/** `toàn bộ các cầu còn lại phải hoàn thành trước 30/6`. */
export function isFinishedByTime(view: View, { object }: Item): boolean {
  if (object === null || !FINISHED.test(foldedOfPart(view, object))) return false;
  return within(view, view.phrases.dates, object.start, object.end + 1).some(({ role, bound }) => role === 'deadline' && bound);
}

/** A commitment at the head of the sentence holds for all its statements. */
function opensWithCommitment(view: View, statement: Statement, before: number): boolean {
  const head = statement.lead ?? statement;
  return hasCommitment(view, head.start, Math.min(head.end, head.start + 12, before));
}

function hasCommitment(view: View, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (openingAt(view, index) === 'commit') return true;
  return false;
}
