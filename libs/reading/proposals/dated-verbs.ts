import { textAt } from '../phrases/line.js';
import { onward, wordSet } from '../phrases/word-tree.js';
import { isNamePart } from './clause.js';
import { isOfCompound } from './openings.js';
import type { Part } from './rooms.js';
import type { View } from './view.js';
import { NOUNS, VERBS } from './words.js';

/** Work that is dated though nothing of it is counted. */
const MORE_VERBS = wordSet(
  'không còn, sinh hoạt, loại trừ, dứt điểm, dự báo, thanh toán, quan trắc, hợp long, chuyển giao, tiếp thu, khai giảng, khai trương, trả lời, giải trình, nộp, ký, ký kết, thông báo, chuyển, tháo dỡ, giải tỏa, mở thầu, đấu thầu, đấu giá, chọn nhà thầu, phúc đáp, điều chỉnh, cấp phép, chốt, khóa sổ, tổng duyệt, vận hành, vận hành thử, chạy thử, khởi động, kê khai, đối chiếu, quyết định, xem xét, cho ý kiến, góp ý, có ý kiến, làm rõ, giám sát, thẩm tra, họp, bố cáo, niêm yết, biên soạn, in ấn, phát hành, cấp phát, tiếp sóng, hiệp thương, bầu cử, lấy ý kiến, lấy phiếu, tự kiểm tra, tự đánh giá, xây lắp, thi công, lắp ráp, tu bổ, trùng tu, sửa đổi, bãi bỏ, thay thế, hướng dẫn, đình chỉ, thu dọn, dọn dẹp, tiêu độc, phun khử trùng, giao ban, sơ tán dân, kêu gọi, neo đậu, đưa dân về, đưa học sinh, cho học sinh nghỉ, hoàn trả, giải thể, hợp nhất, chuyển tiếp, gia hạn, bồi thường, chi trả bồi thường, xác định, phát bản tin, cưỡng chế, vận động, thông qua',
);

/** Work that a time dates, in tokens. */
export interface Work {
  readonly quote: Part;
  /** Where its first verb stands. */
  readonly verb: number;
  /** What is done, without the time. */
  readonly done: Part;
  /** What stands behind the time and belongs to it. */
  readonly rest?: Part;
  /** The verb that the first of a list has for it. */
  readonly lent?: Part;
  /** The things that are to be finished, before the verb. */
  readonly subject?: Part;
}

/** Verbs and products that are done or not on a day, so that even a month dates them. */
export const FINISHING =
  /(?:^|\s)(?:vận hành|lắp đặt|di dời|rà soát|kiểm kê|thanh tra|tập huấn|diễn tập|kiểm tra|thi công|tuyển dụng|lựa chọn|ký|kiểm điểm|sắp xếp|sáp nhập|bố trí|khảo sát|thẩm định|thanh toán|phát động|ra mắt|mở thầu|đấu thầu|đấu giá|hoàn thành|hoàn thiện|hoàn tất|xong|khởi công|khánh thành|thông xe|bàn giao|đưa vào|ban hành|trình|phê duyệt|công bố|thành lập|nộp|gửi|báo cáo|phân bổ|thông qua|ký kết|kết thúc|chấm dứt|quyết toán|nghiệm thu|tổng hợp|kiện toàn|khai trương|tổ chức|giao|xây dựng|hoàn chỉnh|đề xuất|tham mưu|công khai|cắt giảm|lập|đăng ký|sơ kết|tổng kết|dứt điểm|thông tuyến|loại trừ|hợp long|đạt (?:chuẩn|tiêu chí|tiêu chuẩn|các tiêu chí)|công nhận|về đích)(?:\s|,|$)/;
/** Even a year dates these. */
export const FINISHING_IN_A_YEAR =
  /(?:^|\s)(?:không còn|khai trương|khai giảng|ra mắt|hoàn thành|hoàn thiện|hoàn tất|xong|khởi công|khánh thành|thông xe|bàn giao|đưa vào|ban hành|trình|phê duyệt|thành lập|chấm dứt|nghiệm thu|quyết toán|sơ kết|tổng kết|dứt điểm|thông tuyến|loại trừ|hợp long|đạt (?:chuẩn|tiêu chí|tiêu chuẩn|các tiêu chí)|công nhận|về đích)(?:\s|,|$)/;

/** How far a clause may reach. Tokens. */
export const REACH = 200;

export function firstVerb(view: View, start: number, end: number): number | null {
  for (let index = start; index < end; index += 1) {
    if (view.cover[index] != null || isNamePart(view, index) || isOfCompound(view, index) || textAt(view.line, index - 1) === 'chưa')
      continue;
    const match = onward(VERBS, view.line, index) ?? onward(MORE_VERBS, view.line, index);
    if (match === null || /^(?:có|là|trên|đạt)$/.test(textAt(view.line, index))) continue;
    if ((onward(NOUNS, view.line, index)?.end ?? 0) > match.end) continue;
    if (textAt(view.line, index - 1) !== 'chưa' || index - 1 <= start) return isFinisher(view, start, index) ? start : index;
  }
  return null;
}

/** `Trả xong …`, `Tất toán xong …`: the one or two words before it are the verb, whatever they are. */
function isFinisher({ line, cover }: View, start: number, index: number): boolean {
  if (textAt(line, index) !== 'xong' || index - start > 2) return false;
  for (let before = start; before < index; before += 1) if (cover[before] != null || line.tokens[before]?.kind !== 'word') return false;
  return true;
}
