import { itemMarkOf } from './item-mark.js';
import type { Line } from './lines.js';

/** Words after which a sentence goes on, whatever the next line looks like; `chuyển đổi số`, `dân số` end a heading. */
const GOES_ON =
  /(?:^|[\s(])(?:của|và|với|cho|tại|về|theo|do|các|những|đến|từ|trong|là|bởi|vào|trên|dưới|hoặc|hay|để|mà|như|cùng|gồm|giữa|bằng|(?<!(?:đổi|nghệ|tế|hội|quyền|tảng|dân|tầng|năng|ký|liệu|thiểu) )số|ngày|khoảng|ít nhất|tối thiểu|trước)$/iu;
/** Words that also end a heading: a sentence goes on after them when it is long already. */
const MAY_GO_ON =
  /\s(?:sau|đạt|qua|tháng|năm|quý|điều|khoản|điểm|phó|bộ|sở|ban|ủy ban|hội đồng|nhân dân|huyện|tỉnh|thành phố|thị xã|phường|xã|nghị quyết|quyết định|kế hoạch|thông báo|giai đoạn|thời kỳ)$/iu;
/** Words after which a number at the beginning of the next line is no clause's. */
const NUMBER_FOLLOWS =
  /(?:^|[\s(])(?:(?<!(?:đổi|nghệ|tế|hội|quyền|tảng|dân|tầng|năng|ký|liệu|thiểu) )số|ngày|tháng|năm|quý|khoảng|đến|từ|trên|dưới|ít nhất|tối thiểu|điều|khoản|đạt|thêm|còn|là|và|có|,)$/iu;
const LONG = 150;
const TAIL = 40;
const NAME_BEGUN = /(?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã|thị trấn|đồng chí|sông|cầu|hồ)\s+\p{Lu}\p{Ll}*$/u;
/** Halves of names that stand in capitals on both sides of a page's end. */
const NAME_HALVED = /(?<!\p{L})(?:Thủ tướng|Ngân hàng|Kho bạc|Kiểm toán|Thanh tra|Văn phòng)$/u;
const OTHER_HALF = /^(?:Chính phủ|Nhà nước|Quốc hội|Chính sách)(?!\p{L})/u;
const ENDED = /[.;:!?…]["”’)\]]*$|\.\/\.?$|\/\.?$/;
const SMALL = /^["“(]?\p{Ll}/u;
const ONLY_CAPITALS = /^(?=[^\p{Ll}]*\p{Lu}[^\p{Ll}]*\p{Lu})[^\p{Ll}]*$/u;
const KIND =
  /^(?:NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|KẾ HOẠCH|THÔNG BÁO|CÔNG ĐIỆN|BÁO CÁO|CHƯƠNG TRÌNH|KẾT LUẬN|HƯỚNG DẪN|TỜ TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|QUYẾT NGHỊ|QUY ĐỊNH|PHỤ LỤC)[\s:]*$/u;
/** Lines of a scheme of page: number, place and day, addressees, recipients. They stand alone. */
const FORM = /^(?:số\s*:|kính gửi|nơi nhận|v\/v|độc lập|cộng hòa|\(?ban hành kèm|(?:tm|kt|tl|tuq|t\/[lm]|q)\.? )/iu;
const PLACE_AND_DAY = /,\s*ngày[\s.…]*\d{0,2}[\s.…]*tháng[\s.…]*\d{0,2}[\s.…]*năm/iu;
const WRAPPED_AT_MOST = 140;

/** How the lines of this text are laid out: the width at which they are wrapped, and whether capitals set lines apart. */
export interface Layout {
  readonly width: number | null;
  readonly capitalsTell: boolean;
}

export const inCapitals = (text: string): boolean => ONLY_CAPITALS.test(text);

export function layoutOf(lines: readonly Line[]): Layout {
  const followed = lines.filter((line, index) => line.text.length > 40 && lines[index + 1]?.blanks === 0 && !line.row);
  const lengths = followed.map((line) => line.text.length).sort((a, b) => a - b);
  const long = lengths[Math.floor(lengths.length * 0.9)];
  const capitals = lines.filter((line) => line.text.length > 60 && inCapitals(line.text)).length;
  const all = lines.filter((line) => line.text.length > 60).length;
  return { width: long !== undefined && long <= WRAPPED_AT_MOST ? long : null, capitalsTell: capitals * 2 <= all };
}

/** True when a line goes on with the sentence of the line before it (`soFar`: the length of the paragraph until there). */
export function goesOn(before: Line, line: Line, soFar: number, layout: Layout): boolean {
  if (before.row || line.row || before.heading || line.heading) return false;
  const tail = before.text.slice(-TAIL);
  const unfinished = GOES_ON.test(tail) || (soFar > LONG && MAY_GO_ON.test(tail)) || NAME_BEGUN.test(tail) || before.text.endsWith(',');
  if (line.text.length < 90 && PLACE_AND_DAY.test(line.text) && /^\p{Lu}/u.test(line.text)) return false;
  if (FORM.test(line.text) || FORM.test(before.text) || PLACE_AND_DAY.test(before.text.slice(0, 100)))
    return line.blanks === 0 && /^v\/v/iu.test(before.text);
  if (itemMarkOf(line.text) !== null && !(line.blanks === 0 && NUMBER_FOLLOWS.test(tail) && /^\d/.test(line.text))) return false;
  if (layout.capitalsTell && (inCapitals(before.text) || inCapitals(line.text))) return goesOnInCapitals(before, line);
  if (before.bold && !line.bold) return false;
  if (unfinished || (NAME_HALVED.test(tail) && OTHER_HALF.test(line.text))) return true;
  if (line.blanks === 0) return goesOnBelow(before, line, layout);
  if (ENDED.test(tail)) return false;
  return SMALL.test(line.text) ? soFar > 40 || line.pageBreak : line.pageBreak && isWithinSentence(before, soFar);
}

/** `…, báo cáo | Bộ Tài chính`: what a page broke off was no heading, which has no comma and is short. */
function isWithinSentence(before: Line, soFar: number): boolean {
  return soFar > LONG || (soFar > 40 && /[,;] /.test(before.text));
}

/** A heading over two lines; never the name of a kind of document, which stands alone. */
function goesOnInCapitals(before: Line, line: Line): boolean {
  if (KIND.test(before.text) || KIND.test(line.text) || ENDED.test(before.text.slice(-TAIL))) return false;
  if (inCapitals(before.text) !== inCapitals(line.text)) return !inCapitals(before.text) && line.blanks === 0 && before.text.length > 60;
  return line.blanks === 0 && before.bold === line.bold;
}

/** The line right beneath: it was wrapped when its first word had no more room above, or when the sentence is not over. */
function goesOnBelow(before: Line, line: Line, layout: Layout): boolean {
  const word = /^\S+/.exec(line.text)?.[0].length ?? 0;
  const noRoom = layout.width !== null && before.text.length + 1 + word > layout.width * 0.93;
  if (noRoom) return true;
  return !ENDED.test(before.text.slice(-TAIL)) && (SMALL.test(line.text) || (before.bold && line.bold) || /^[\d"“(]/.test(line.text));
}
