import { textAt } from '../phrases/line.js';
import { closingBehind } from './closing.js';
import { openingAt } from './clause.js';
import { foldedOfPart } from './draft.js';
import type { Item, Part } from './items.js';
import { isNorm } from './rules-and-costs.js';
import { predicateBehind, predicateOf } from './shared-words.js';
import { isMark, within, type Statement, type View } from './view.js';

/** Counted, but work and paper rather than results. */
const SOFT_UNIT =
  /^(?:nhiệm vụ|nội dung|giải pháp|nhóm|mục|mục tiêu|nghị quyết|quan điểm|trọng tâm|ngày|tháng|năm|tuần|lần|khâu|trụ cột|lĩnh vực|khu vực|ngành|điểm(?! (?:đen|du lịch|dân cư|trường|sạt|nóng|ngập|ùn|tái định cư|bán|bưu điện))|bước|cấp|đồng chí|khóa|kỳ|phần|mặt|chương trình|tổ công tác|văn bản|giai đoạn|định hướng|đột phá|đợt|buổi|phiên|đoàn (?:thanh|kiểm|giám|công|liên)|người|đại biểu|ý kiến|vấn đề|yêu cầu|nguyên tắc|phương án|kịch bản|bộ|cơ quan|sở|trường hợp|thành viên|nước|quốc gia|tỉnh|vùng|hình thức|mũi|liều|ca|độ|cán bộ|làn)(?:\s|$)/;
/** Doses and marks are counted only in great numbers. */
const MANY = 100;
/** `ít nhất 01 buổi`: even soft things count when a floor is told. */
const FLOOR = /ít nhất|tối thiểu/;
const RESULT =
  /(?:^|\s)(?:đạt|chiếm|còn|xuống|lên|giảm|tăng|duy trì|giữ|ở mức|không quá|không vượt|có|được|hoàn thành|vượt|bằng|nâng|là|gấp)(?:\s|$)/;
/** What is granted by a rule is no target. */
const GRANT = /^(?:được )?(?:hỗ trợ|xử phạt|phạt|nộp phạt|bồi thường|miễn|chi trả|cấp bù|trợ cấp|cho vay|hưởng|chi(?= cho))(?:\s|$)/;
const WEAK_VERB =
  /^(?:có|cần|là|với|thực hiện|triển khai|quản lý|tăng cường|rà soát|đề xuất|đánh giá|theo dõi|tuyên truyền|xử phạt|sử dụng|vận hành|khai thác|thẩm định|thống kê|phê duyệt|đầu tư)$/;
const WHICHEVER = /(?:^|\s)(?:các|những|từ|với|nơi|dự án|đơn vị|địa phương)(?:\s|$)/;

/** Without a commitment the words themselves must promise: a verb of work before it, or a subject that is to reach it. */
export function isEnough(view: View, statement: Statement, item: Item, previous: Item | null, later: readonly Item[]): boolean {
  const { quantity, verb, link, subject, object, core, value } = item;
  if (isOrdinary(view, statement, item, previous)) return false;
  const lead = foldedOfPart(view, { start: item.quote.start, end: value.start });
  if (quantity.comparator === '<' && openingAt(view, item.quote.start) !== 'noun' && isWhichever(lead, item)) return false;
  if (isMark(view.line, value.start - 1, ':') && (subject !== null || verb !== null)) return true;
  if (subject !== null && (isLabelled(view, statement, value.start) || isStock(view, item))) return true;
  if (subject !== null && (link !== null || quantity.comparatorWord !== null)) return RESULT.test(lead) || quantity.comparatorWord !== null;
  if (previous !== null || quantity.incremental || verb !== null || (openingAt(view, core) === 'verb' && subject !== null)) return true;
  if (
    isOfPlace(view, item) &&
    (predicateOf(view, { start: value.start, end: object?.end ?? value.end }) !== null ||
      predicateBehind(view, later) !== null ||
      isTimedBehind(view, statement, item))
  )
    return true;
  const isShare = quantity.kind === 'percentage' || quantity.denominator !== null;
  if (!isShare || object === null) return false;
  const told = quantity.unitAt !== null && quantity.kind !== 'percentage' ? { start: object.start - 1, end: object.end } : object;
  return predicateOf(view, told) !== null || holdsVerb(view, told) || predicateBehind(view, later) !== null;
}

/** `Cơ cấu kinh tế: nông nghiệp 18%; dịch vụ 40%`: a measure and a colon lead the parts in. */
function isLabelled(view: View, { start, lead }: Statement, at: number): boolean {
  const first = lead?.start ?? start;
  if (openingAt(view, first) !== 'noun') return false;
  for (let index = first; index < Math.min(at, first + 16); index += 1) if (isMark(view.line, index, ':')) return true;
  return false;
}

/** `thị xã Kỳ Anh 9 trường`: only the place stands before the number. */
function isOfPlace(view: View, { quote, core, value }: Item): boolean {
  return (
    core === value.start &&
    quote.start < core &&
    /^(?:tỉnh|huyện|quận|xã|phường|thị|thành phố|đặc khu)(?:\s|$)/.test(foldedOfPart(view, { start: quote.start, end: core }))
  );
}

function isTimedBehind(view: View, { end }: Statement, { value }: Item): boolean {
  return within(view, view.phrases.dates, value.end, Math.min(end, value.end + FAR)).some(
    ({ role, bound }) => role === 'deadline' && bound,
  );
}

/** Tokens. */
const FAR = 160;

const STOCK =
  /^(?:tổng )?(?:đàn \S|sản lượng \S|năng suất \S|diện tích (?:gieo|trồng|rừng|cây|lúa|nuôi|canh tác|mía|cà phê|chè|cao su)|tỷ lệ \S|tỷ trọng \S|thu nhập bình quân|tốc độ tăng|kim ngạch|doanh thu|thu ngân sách|thu nội địa|giá trị sản xuất)/;

/** `Đàn trâu 45.000 con`, `sản lượng thịt hơi 58.000 tấn`: a figure that plans set year by year needs no verb. */
function isStock(view: View, { subject, chain }: Item): boolean {
  return subject !== null && chain === null && STOCK.test(foldedOfPart(view, subject));
}

/** `100% chi bộ tổ chức học tập xong nghị quyết`: what the things do. */
function holdsVerb(view: View, { start, end }: Part): boolean {
  for (let index = start + 1; index < end; index += 1) if (openingAt(view, index) === 'verb') return true;
  return false;
}

/** Work and paper that is counted by the way, what is granted or charged by a rule, what there is anyway. */
function isOrdinary(view: View, statement: Statement, item: Item, previous: Item | null): boolean {
  const { quantity, verb } = item;
  if (isNorm(view, item)) return true;
  if (quantity.kind === 'count' && SOFT_UNIT.test(quantity.unit ?? '') && !isCounted(view, item, previous)) return true;
  if (verb === null || (quantity.kind === 'percentage' && !GRANT.test(foldedOfPart(view, verb)))) return false;
  const words = foldedOfPart(view, verb);
  if (words === 'chi' && (quantity.unit ?? '').includes('/')) return true;
  if (quantity.kind !== 'count' && GRANT.test(words) && !isGivenTo(view, item) && !isAsked(item)) return true;
  return (
    quantity.comparatorWord === null &&
    WEAK_VERB.test(words) &&
    !/^cuộc/.test(quantity.unit ?? '') &&
    !isTimed(view, item) &&
    !isOfAll(view, item) &&
    closingBehind(view, statement, item.value.end) === null
  );
}

/** `chi trả qua tài khoản cho 60% đối tượng`: how many are reached, not how much each is given. */
function isGivenTo(view: View, { quantity, value }: Item): boolean {
  return quantity.kind === 'percentage' && textAt(view.line, value.start - 1) === 'cho';
}

/** `mỗi đơn vị hỗ trợ ít nhất 30 triệu đồng`: what somebody is to give, not what a rule grants. */
function isAsked({ quantity }: Item): boolean {
  return FLOOR.test(quantity.comparatorWord ?? '') && !/\//.test(quantity.unit ?? '');
}

/** `có 70 - 72/165 xã đạt chuẩn`: how many of all are to be what follows. */
function isOfAll(view: View, { quantity, object }: Item): boolean {
  return (
    (quantity.denominator !== null || quantity.comparator === 'range') &&
    object !== null &&
    predicateOf(view, { start: object.start - 1, end: object.end }) !== null
  );
}

const PEOPLE = /^(?:người|cán bộ|đại biểu|thành viên|trường hợp|ca)/;
/** Work whose result is counted in people. */
const FOR_PEOPLE =
  /(?:^|\s)(?:đào tạo|xuất khẩu|đưa|tuyển|tuyển dụng|tuyển sinh|bồi dưỡng|việc làm|tập huấn|kết nạp|thu hút|đón|phát triển|giảm|tinh giản|cai nghiện|phổ cập|chuyển đổi|số|tổng số|cấp|tiêm|khám|quản lý|huy động|lực lượng)(?:\s|$)/;

/** Even soft things count under a floor, and people where work for people or their number is named. */
function isCounted(view: View, { quantity, quote, value, room, verb, subject }: Item, previous: Item | null): boolean {
  if (previous !== null && verb === null && subject !== null && quantity.unit === previous.quantity.unit) return true;
  if (FLOOR.test(quantity.comparatorWord ?? '') || isOfEach(view, quantity.comparatorWord, value.start)) return true;
  if (/^đợt/.test(quantity.unit ?? '') && CAMPAIGN.test(foldedOfPart(view, { start: quote.start, end: value.start }))) return true;
  if (/^điểm/.test(quantity.unit ?? '') && BUILT.test(foldedOfPart(view, { start: quote.start, end: value.start }))) return true;
  if (/^(?:liều|mũi)/.test(quantity.unit ?? '') && Number(quantity.value) >= MANY) return true;
  const lender = previous !== null && quote.start >= value.start ? previous.quote.start : Math.min(quote.start, room.start);
  return PEOPLE.test(quantity.unit ?? '') && FOR_PEOPLE.test(foldedOfPart(view, { start: lender, end: value.start }));
}

/** `lắp đặt | 12 điểm wifi`: places that are made. */
const BUILT =
  /(?:^|\s)(?:hoàn thành|xây dựng|xây mới|lắp đặt|thành lập|bố trí|mở|mở mới|xóa|xử lý|khắc phục|sửa chữa|nâng cấp|cải tạo)(?: mới)?$/;
const CAMPAIGN = /(?:tổ chức|huy động|mở|phát động|thực hiện)(?: được)?$/;

/** `mỗi đợt từ 50 người trở lên`. */
function isOfEach(view: View, word: string | null, at: number): boolean {
  return /trở lên/.test(word ?? '') && /(?:^|\s)mỗi(?: [^,;\s]+){1,2}$/.test(foldedOfPart(view, { start: Math.max(0, at - 4), end: at }));
}

/** `Hết năm 2023 toàn tỉnh có 112 trường`: a time at its head makes even `có` a promise. */
function isTimed(view: View, { quote }: Item): boolean {
  return within(view, view.phrases.dates, quote.start, quote.start + 1).some(({ role }) => role === 'deadline');
}

/** `các dự án giải ngân dưới 30%`: whoever is below, not a ceiling. */
function isWhichever(lead: string, { link }: Item): boolean {
  return /^(?:các|những)\s/.test(lead) || (link === null && WHICHEVER.test(lead));
}
