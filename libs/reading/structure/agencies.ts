import type { PreparedText } from '../structure.js';

/** An agency, an office holder or a list of them, between two indices of the prepared text. */
export interface Agency {
  readonly from: number;
  readonly to: number;
  /** As printed, its first letter capital. */
  readonly name: string;
}

/** Words with which the name of an agency, of an office holder or of a group of them begins. */
const HEADS = [
  'các (?:sở|ban|bộ|ngành|cơ quan|đơn vị|địa phương|cấp|huyện|quận|xã|phường|thành phố|thị xã|tỉnh|thành viên|doanh nghiệp|chủ đầu tư|phòng|hội|đoàn thể|trường|đồng chí|tổ chức|chi cục|công ty|thôn|bản|tổ dân phố|tập đoàn|ngân hàng|nhà thầu|chi bộ|đảng|huyện ủy|tổ công nghệ|hợp tác xã|bệnh viện|trung tâm|khu|vụ|cục|viện|hạt|đồn|tổ)',
  'sở(?! hữu)|ban(?= (?:quản lý|dân|tổ chức|tuyên|nội chính|kinh tế|chỉ|cán sự|thường|chấp|pháp chế|văn hóa|an toàn|kiểm tra|giám đốc|đảng|điều phối|vận động))|cục(?! bộ)|chi cục|tổng cục',
  'bộ(?= (?:kế hoạch|tài chính|nông nghiệp|tài nguyên|công thương|xây dựng|giao thông|y tế|giáo dục|lao động|nội vụ|tư pháp|thông tin|khoa học|văn hóa|quốc phòng|công an|ngoại giao|dân tộc|chỉ huy|tư lệnh))',
  'ủy ban (?:nhân dân|mặt trận|mttq|kiểm tra|dân tộc)|ubnd|hội đồng nhân dân|hđnd|ubmttq|mặt trận tổ quốc|mttq',
  'thường trực(?= (?:hội|hđnd|tỉnh|huyện|thành|thị|quận|ban|ủy ban|đảng|các|chính phủ))|đảng đoàn|đảng ủy|đảng bộ|chi bộ|tỉnh ủy|huyện ủy|thành ủy|thị ủy|quận ủy|cấp ủy|bí thư|văn phòng',
  'lãnh đạo(?= (?:các|ubnd|ủy ban|hđnd|hội đồng|sở|ban|bộ|cơ quan|đơn vị|tỉnh|huyện|thành|công ty|phòng))',
  'thống đốc|tổng thanh tra|tổng kiểm toán|viện trưởng|cục trưởng|tổng cục trưởng|chi cục trưởng|tổng biên tập|chỉ huy trưởng|chính ủy|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|thủ trưởng|người đứng đầu|chánh (?:văn phòng|thanh tra)|trưởng (?:ban|phòng|các|thôn)|bộ trưởng|đồng chí|tổng giám đốc|hiệu trưởng|phó thủ tướng',
  'công an|thanh tra(?= (?:tỉnh|chính phủ|sở|huyện|bộ|thành phố))|kho bạc|ngân hàng|bảo hiểm xã hội|bhxh|kiểm toán(?= nhà nước)|viện(?= (?:kiểm|khoa|nghiên|quy))|tòa án|hải quan|thuế(?= (?:tỉnh|thành phố|khu vực))|điện lực|bưu điện|quỹ(?= (?:đầu tư|bảo|phát triển|hỗ trợ))|bộ đội biên phòng|đồn biên phòng|đơn vị(?= (?:tư vấn|thi công|chủ đầu tư|vận hành|liên quan))|nhà thầu(?! phụ)|cơ quan(?= (?:thường trực|chủ trì|thanh tra|điều tra))',
  'công ty|tập đoàn|tổng công ty|trường(?= (?:đại học|cao đẳng|trung|tiểu học|mầm non|thpt|thcs|chính trị))|bệnh viện|trung tâm|liên đoàn|liên minh|hiệp hội|hội(?= (?:nông dân|phụ nữ|liên hiệp|cựu chiến))|tỉnh đoàn|đoàn(?= (?:thanh niên|đại biểu|tncs))|tổ công tác|chính phủ|thủ tướng|quốc hội|chủ đầu tư',
].join('|');
const HEAD = new RegExp(`^(?:${HEADS})(?!\\p{L})`, 'iu');
/** Words that are an agency's only with a name in capitals behind them: `Phòng Kinh tế`, but `phòng chống`. */
const HEAD_OF_NAME =
  /^(?:[Pp]hòng|[Vv]ụ(?! (?:Đông|Hè|Xuân|Mùa|Thu|Hạ|Chiêm))|[Bb]ộ|[Bb]an|[Hh]ội|[Đđ]oàn|[Tt]rạm|[Đđ]ội|[Hh]ạt|[Vv]iện|[Tt]ổ|[Bb]áo|[Đđ]ài|[Tt]rường|[Hh]ọc viện|[Hh]ội đồng|[Ủủ]y ban|[Tt]ổng [Ll]iên đoàn|[Tt]hông tấn xã) \p{Lu}/u;
const isHead = (text: string): boolean => HEAD.test(text) || HEAD_OF_NAME.test(text);

/** What an agency does: here its name is over. Small letters only: the same words in capitals are its name. */
const VERBS = [
  '(?<!phòng )họp|bàn giao|tiếp nhận|trao đổi|thống kê|giải quyết|thẩm định|phối, kết hợp|nắm|sử dụng|phát động|vận hành|kiểm soát|chấn chỉnh|ứng dụng|khôi phục|di dời',
  '(?<!(?:các|Các|nhiều|hai|ba) )cấp(?! (?:tỉnh|huyện|xã|ủy|trên|dưới|sở|cơ sở|phòng|nước|thoát|trung ương|Trung ương|thành phố|quận|phường|bộ|học|Ủy))|bổ sung|mở rộng|(?<!Đầu tư )phát triển(?! (?:nông thôn|đô thị))|thúc đẩy|thống nhất|lãnh đạo(?=,)|chủ trì|chủ động',
  'phối hợp|tập trung|chỉ đạo|có trách nhiệm|có (?:kế hoạch|giải pháp|phương án|văn bản|ý kiến)|chịu trách nhiệm|thực hiện|triển khai|tham mưu|rà soát|tăng cường|đẩy mạnh|đẩy nhanh|khẩn trương',
  '(?<!(?:[Cc]ác|[Nn]hững|mọi|và|cơ quan,|đoàn thể,|đơn vị,) )tổ chức(?! (?:đảng|chính trị|đoàn thể|tín dụng|xã hội|hội))|tiếp tục|hoàn thành|hoàn thiện|nghiên cứu|báo cáo|căn cứ|theo dõi|đôn đốc|hướng dẫn|kiểm tra|phát huy',
  'nghiêm túc|quán triệt|cần|phải|đã|đang|sẽ|tiếp thu|được|(?<!(?:[Cc]ông|[Cc]hương|[Qq]uy|[Qq]uá) )trình|bố trí|cân đối|phấn đấu|quyết liệt|(?<!đầu tư )xây dựng|yêu cầu|đề nghị|(?<!Ngoại )giao(?! (?:thông|dịch|lưu))|giám sát|tổng hợp|thường xuyên|kịp thời|nâng|bảo đảm|đảm bảo|quan tâm',
  'lãnh đạo, chỉ đạo|cùng với|(?<![Vv]iệc )làm|ban hành|phê duyệt|đề xuất|lập|giải ngân|đạt|cam kết|gửi|cập nhật|rút kinh nghiệm|khắc phục|chấm dứt|xử lý|tích cực|thành lập|bám sát|duy trì|thu|chi(?! (?:nhánh|cục|bộ|hội|đoàn))|vận động',
  'tuyên truyền|cung cấp|công bố|công khai|lựa chọn|tháo gỡ|(?<!nơi )có|không|phân công|xác định|ưu tiên|huy động|hỗ trợ|(?<!từ [\\p{L} ]{2,30})đến|trước|trong(?! (?:tỉnh|huyện|toàn tỉnh|thành phố|xã|phường|ngành|khu|nước))|chậm nhất|định kỳ',
  '(?:hằng|hàng)(?= (?:ngày|tuần|tháng|quý|năm))|kết nạp|tham gia|bồi dưỡng|tuyển|trồng|chăm sóc|tiêm|rút ngắn|kích hoạt|cắt giảm|giảm(?! nghèo)|tăng|điều hành|cải thiện|tiết kiệm|nhân rộng|khởi công|thông xe|nghiệm thu',
  'kê khai|thẩm tra|trực tiếp|cơ bản|quyết toán|phân bổ|tổng kết|sơ kết|đăng ký(?! (?:đất|kinh doanh))|mở|(?<!(?:Đào|đào) )tạo|chuyển(?! đổi)|xóa|(?<!đầu tư )xây(?= )|sửa chữa|lắp đặt|nạo vét|tinh giản|số hóa|đưa|mỗi|chưa|tự(?! quản)|luôn|đều|cùng(?! cấp)|tiến hành|đánh giá|hạn chế|khống chế|chuẩn bị|thể chế hóa|cụ thể hóa|sinh hoạt|giữ vững|(?<![Pp]hòng,? )chống|kéo giảm|tán thành|phòng ngừa|chăm lo|kêu gọi|niêm yết|phân loại|chi trả|điều chỉnh|hạ(?! tầng)|(?<!Chăn )nuôi|phát hiện|khởi tố|bắt giữ|xử phạt|thu giữ|ghi nhận|thụ lý|cho vay|tối thiểu|tối đa|ít nhất|từ(?= \\d)|thi hành(?! án)|khám(?! (?:bệnh|chữa))',
].join('|');
/** A party committee leads, and so do `lãnh đạo Ủy ban nhân dân` behind a comma. */
const NUMBERED = '(?:phường|quận|khu vực|khu|tổ|đội|dự án|số|xã|thôn|bản|khóa|Quân khu|Cục|Chương trình)';
const END = new RegExp(
  `(?<!(?:TP|Tp|TX|TT))\\.|[:;!?\\n]| (?<!${NUMBERED} )(?=\\d[\\d.,]*(?:%| \\p{Ll}))|(?<!,) lãnh đạo(?! (?:các|Ủy|UBND|HĐND|Hội|[Ss]ở|[Bb]an|[Bb]ộ))|,? (?:${VERBS})(?!\\p{L})`,
  'u',
);
const NAME_AT_MOST = 260;

/** The agency or list of agencies that begins at an index: up to the colon or to what it is to do. */
export function agencyAt(prepared: PreparedText, from: number, to: number): Agency | null {
  const text = prepared.text.slice(from, Math.min(to, from + NAME_AT_MOST));
  if (!isHead(text)) return null;
  const end = endOfName(/\p{Ll}/u.test(text) ? text : prepared.folded.slice(from, from + text.length));
  if (end === null) return null;
  const name = text.slice(0, end).trimEnd();
  return name === '' ? null : { from, to: from + name.length, name: name.charAt(0).toUpperCase() + name.slice(1) };
}

const RANK_ALONE = /^(?:sở|bộ|cục|chi cục|phòng|ngành)$/iu;
/** `UBND các huyện: Tân Sa, Đông Sơn và thị xã …`: names of places follow, not what they are to do. */
const PLACES_ALONE = /(?:^|\s)các (?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|địa phương)$/iu;
const PLACE_NAMES = /^ \p{Lu}[\p{L}'’]*(?: \p{Lu}|, \p{Lu}\p{L}+(?:,| và| \p{Lu}))/u;

/** Semicolons may divide agencies: the name goes on when another one follows. */
function endOfName(text: string): number | null {
  let from = 0;
  for (;;) {
    const match = END.exec(text.slice(from));
    if (match === null) return text.length < NAME_AT_MOST ? text.length : null;
    const end = from + match.index;
    const after = end + match[0].length;
    const which = saysWhich(text, from, end);
    if (which !== null) return which;
    const goesOn = match[0] === ';' ? isHead(text.slice(after).trimStart()) : namesFollow(text.slice(0, end), match[0], text.slice(after));
    if (!goesOn) return end;
    from = after;
  }
}

const MANY = /(?<!\p{L})các [^;:]*$/iu;
const WHICH =
  /^ (?:có|chưa|đã|đang|được|không)(?: [^\s,;:.]+){1,10}? (?=(?:phải|cần|khẩn trương|có trách nhiệm|chịu trách nhiệm)(?!\p{L}))/u;

/** `các bộ chưa phân bổ hết vốn | phải …`: the end of the words that say which of many; null where there are none. */
function saysWhich(text: string, from: number, end: number): number | null {
  const which = MANY.test(text.slice(from, end)) ? WHICH.exec(text.slice(end)) : null;
  return which === null ? null : end + which[0].trimEnd().length;
}

function namesFollow(name: string, mark: string, after: string): boolean {
  return RANK_ALONE.test(name) || (mark === ':' && PLACES_ALONE.test(name) && PLACE_NAMES.test(after));
}

const ORDER =
  /(?<!\p{L})(?:giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|(chỉ đạo|đôn đốc)|phân công|ủy quyền(?: cho)?|kiến nghị) (?=\p{L})/giu;

/** An order to an agency; `isDirect` unless somebody else is only to direct it (`chỉ đạo Kho bạc …`). */
export interface Order {
  readonly at: number;
  readonly agency: Agency;
  readonly isDirect: boolean;
}

/** The orders that begin between two indices, in reading order: `Giao Sở X …`, `UBND tỉnh yêu cầu các cấp …`. */
export function ordersIn(prepared: PreparedText, from: number, to: number): readonly Order[] {
  return [...prepared.text.slice(from, to).matchAll(ORDER)].flatMap((match) => {
    const at = from + match.index + match[0].length;
    const agency = agencyAt(prepared, at, Math.min(prepared.text.length, at + NAME_AT_MOST));
    return agency === null ? [] : [{ at, agency, isDirect: match[1] === undefined }];
  });
}

/** Who the words between two indices give an order to; the last one, nearest to the end. */
export function agencyOrdered(prepared: PreparedText, from: number, to: number): Agency | null {
  return ordersIn(prepared, from, to).findLast(({ at }) => at < to)?.agency ?? null;
}
