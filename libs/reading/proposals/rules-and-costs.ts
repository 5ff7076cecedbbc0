import { foldedOfPart } from './draft.js';
import type { Item } from './items.js';
import { isMark, type Statement, type View } from './view.js';

/** What a rule sets for everybody: prices, fees, limits of what is granted; how it is described: how dense, how far. */
const NORM =
  /^(?:giá|mức (?:thu|chi|phạt|hỗ trợ|đóng|phí|vay|lãi|lương|trợ|phụ|khoán|ăn|đầu tư|quà|tặng)|hạn mức|định mức|phí|lệ phí|học phí|tiền|số ca|số vụ|nhiệt độ|nồng độ|khoảng cách|tuổi)(?:\s|$)(?!(?:giảm|tăng|sinh|hài lòng|độ|thọ|tiêu thụ|trị))/;
const TECHNICAL =
  /(?:^|\s)(?:mật độ|khoảng cách|kích thước|bề dày|độ sâu|khẩu độ|tỷ lệ bản đồ|quy cách)(?: (?!dân số|bao phủ)[^,;\s]+){0,3}$/;
/** Terms of an offer, of a meeting, of a paper: `Thời gian: 60 ngày`, `Thành phần: 12 người`. */
const LABELS =
  /^(?:thời gian|thời lượng|thời hạn|thành phần|địa điểm|đối tượng|phạm vi|số bản|hồ sơ gồm|điện thoại|diện tích đất|khổ giấy|phông chữ)(?:\s|:|$)/;

/** `mật độ trồng 1.100 cây/ha`, `mức thu 50.000 đồng`: a rule or a description, not what is to be reached. */
export function isNorm(view: View, { subject, value, room, quantity }: Item): boolean {
  if (subject !== null) {
    const words = foldedOfPart(view, subject);
    if (
      (NORM.test(words) && !(quantity.incremental && /^số /.test(words)) && !(quantity.kind === 'percentage' && /^mức chi /.test(words))) ||
      (LABELS.test(words) && isMark(view.line, value.start - 1, ':'))
    )
      return true;
  }
  return TECHNICAL.test(foldedOfPart(view, { start: Math.max(room.start, value.start - 6), end: value.start }));
}

const SIZED =
  /\S (?:có|được|với|thuộc|là)? ?(?:diện tích|quy mô|công suất|trọng tải|tổng mức đầu tư|tổng vốn|vốn|bố trí|bố trí vốn|thu nhập|chiều dài|dân số|sức chứa|dung tích|kế hoạch vốn)(?: [^,;\s]+){0,2} từ$/;

/** `chủ rừng có diện tích từ 50 ha trở lên`, `xe khách từ 16 chỗ trở lên`: which ones are meant, by their size. */
export function isOfSize(view: View, { quantity, value, room, link }: Item): boolean {
  if (!/trở lên|trở xuống/.test(quantity.comparatorWord ?? '') || link !== null || quantity.kind === 'percentage') return false;
  return SIZED.test(foldedOfPart(view, { start: Math.max(room.start, value.start - 8), end: value.start + 1 }));
}

const ALLOWED =
  /(?:^|\s)được (?:phép |quyền )?(?:ứng trước|ứng|tạm ứng|vay|cho vay|hưởng|giữ lại|trích|kéo dài|gia hạn|nghỉ|miễn|thuê|hỗ trợ|bồi thường|vay vốn)(?: [^,;\s]+){0,4}$/;

/** `được ứng trước không quá 30 tỷ đồng`: how much somebody may have. */
export function isAllowed(view: View, { quantity, value, room }: Item): boolean {
  return (
    quantity.comparator === '<=' && ALLOWED.test(foldedOfPart(view, { start: Math.max(room.start, value.start - 10), end: value.start }))
  );
}

/** `Theo quy định tại …, mức tạm ứng không vượt quá 30%`: a limit that a rule sets for everybody. */
export function isOfRule(view: View, { start }: Statement, { quantity, value }: Item): boolean {
  return quantity.comparator === '<=' && /^theo quy định(?: [^,;]+)?, mức /.test(foldedOfPart(view, { start, end: value.start }));
}

/** What follows for those who fall short. */
const PENALTY =
  /(?:^|\s)(?:không được (?:xem xét|xét|xếp|đề nghị|khen|bình)|thì |(?:sẽ )?bị |(?:phải|sẽ) (?:kiểm điểm|giải trình|báo cáo giải trình|báo cáo nguyên nhân|làm rõ nguyên nhân|chịu trách nhiệm|bị)|xem xét, xử lý|xử lý trách nhiệm|xem xét trách nhiệm|kiểm điểm trách nhiệm)/;
/** Numbers of wrongs. */
const WRONGS =
  /(?:^|\s)(?:vi phạm|sai phạm|chậm muộn|trễ hạn|(?<!không )để (?:xảy ra|phát sinh|tái diễn|tồn đọng|tái phát)|bị (?:phê bình|nhắc nhở|kỷ luật))(?: [^,;\s]+){0,5}$/;
const AT_MOST = /^[<]=?$/;

/** `đơn vị giải ngân dưới 95% không được xét thi đua`: a condition, and what it brings. */
export function isSanction(view: View, statement: Statement, { value, quantity, room }: Item): boolean {
  const behind = foldedOfPart(view, { start: value.end, end: Math.min(statement.end, value.end + 24) });
  const before = foldedOfPart(view, { start: Math.max(room.start, value.start - 8), end: value.start });
  if (quantity.comparator === '<' && /(?:^|\s)không (?:còn|có|để) (?!tồn)/.test(before)) return true;
  if (WRONGS.test(before) && !AT_MOST.test(quantity.comparator)) return true;
  return PENALTY.test(` ${behind}`) && (AT_MOST.test(quantity.comparator) || /vi phạm|chậm|quá|không đạt|chưa đạt|từ/.test(before));
}

const COST =
  /(?:^|\s)(?:kinh phí|tổng mức đầu tư|nhu cầu vốn|tổng chi phí|khái toán|dự toán kinh phí|tổng nguồn vốn|nguồn kinh phí|tổng kinh phí)(?:\s|:|$)/;
const HEADED =
  /^[\s\divxlc.()–+-]{0,10}(?:dự toán |tổng |nhu cầu |nguồn |khái toán )?(?:kinh phí|nguồn lực tài chính|nguồn vốn|vốn thực hiện)(?:\s|$)/;
export const MONEY = /đồng|usd|^(?:tỷ|triệu|nghìn)/i;
const RAISED = /(?:^|\s)(?:huy động|phấn đấu|thu hút|tiết kiệm|giải ngân|cắt giảm|thu hồi|thu)(?:\s|$)/;

/** What something costs, and from where it is paid, is no target. */
export function isFunding(view: View, statement: Statement, { quantity, value }: Item): boolean {
  if (!MONEY.test(quantity.unit ?? '')) return false;
  const before = foldedOfPart(view, { start: Math.max(statement.sentence, value.start - 60), end: value.start });
  if (RAISED.test(before)) return false;
  const innermost = view.passage.above.at(-1);
  const heading = innermost === undefined ? '' : view.structure.prepared.folded.slice(innermost.from, innermost.from + 80);
  return COST.test(before) || HEADED.test(heading);
}
