import { CITIES, PROVINCES } from '../structure/provinces.js';

const A = '[aàáảãạâầấẩẫậăằắẳẵặ]';
const HATTED_A = '[âầấẩẫậ]';
const E = '[eèéẻẽẹêềếểễệ]';
const I = '[iìíỉĩị]';
const O = '[oòóỏõọôồốổỗộ]';
const HORNED_O = '[ơờớởỡợ]';
const U = '[uùúủũụ]';
const HORNED_U = '[ưừứửữự]';
const Y = '[yỳýỷỹỵ]';
const D = '[dđ]';

/**
 * How the words that rules depend on come out of optical reading (a tone, a hat or a stroke misread), and the other spelling with `i`
 * for `y`. Words that exist with other marks (`chi tiêu`, `phần đầu`, `nằm`, `khả năng cao`) are left as they stand.
 */
const SLIPS: readonly (readonly [slips: string, word: string])[] = [
  [`ph(?!ần đầu)${A}n ${D}${HATTED_A}u|phần đầu(?= (?:hoàn|đạt|đến|giải|tăng|giảm|có|trên|100))`, 'phấn đấu'],
  [`ho${A}n th${A}nh`, 'hoàn thành'],
  [`t${O}i thi${E}u`, 'tối thiểu'],
  [`t[ôồốổỗộ]i ${D}a(?! dạng)`, 'tối đa'],
  [`${I}t nh${HATTED_A}t`, 'ít nhất'],
  [`ch${HATTED_A}m nh${HATTED_A}t`, 'chậm nhất'],
  [`gi${A}i ng${HATTED_A}n`, 'giải ngân'],
  [`(?:t${Y}|t${I}) l${E}`, 'tỷ lệ'],
  [`k${E} ho${A}ch`, 'kế hoạch'],
  [`ch(?!i tiêu)${I} ti${E}u`, 'chỉ tiêu'],
  [`m${U}c ti${E}u`, 'mục tiêu'],
  [`chuy${E}n bi${E}n`, 'chuyển biến'],
  [`${D}${E}n h${E}t`, 'đến hết'],
  [`tr${HORNED_U}${HORNED_O}c(?= (?:ngày|tháng|năm|\\d))`, 'trước'],
  [`d${HORNED_U}${HORNED_O}i`, 'dưới'],
  [`kh[ôồốổỗộ]ng qu[áảã]`, 'không quá'],
  [`t${HATTED_A}t c${A}`, 'tất cả'],
  [`ti[êềếểễệ]n đ[ôồốổỗộ]`, 'tiến độ'],
  [`n[âầấẩẫậ]ng cao`, 'nâng cao'],
  [`(?<=\\d )(?:t${Y}|t${I}) đ[ôồốổỗộ]ng`, 'tỷ đồng'],
  [`tri[êềếểễệ]u đ[ôồốổỗộ]ng`, 'triệu đồng'],
  [`ph${HATTED_A}n tr[ăằắẳẵặã]m`, 'phần trăm'],
  [`(?<=(?:\\d|triệu|nghìn|vạn) )ng${HORNED_U}[oòóỏõọơờớởỡ]i`, 'người'],
  [`c[uùúủũụ]ng k(?:ỳ|ì|ỷ|y)`, 'cùng kỳ'],
  [`tr${HORNED_U}${HORNED_O}ng thôn`, 'trưởng thôn'],
  [`ng[aảãạâ]y(?= ?\\d)`, 'ngày'],
  [`th[àảãạâăă]ng(?= ?\\d)`, 'tháng'],
  [`qu(?:í|ỷ)|quy(?= (?:[1-4]|i{1,3}|iv)(?![\\p{L}\\d.]))`, 'quý'],
  ['nãm|nǎm', 'năm'],
  ['tãng|tǎng', 'tăng'],
  ['giàm|giãm', 'giảm'],
  ['đat|dạt(?= (?:\\d|trên|ít|tối))', 'đạt'],
  ['không đ[êệ]', 'không để'],
  ['kì', 'kỳ'],
];

/** The letters with which they begin: most places in a text are done with by one look. */
const FIRST = '[cdđghiìíỉĩịkmnpqt]';
/** One expression for all of them, a group each, so that the text is gone through once; the words themselves do not match. */
const ANY_SLIP = new RegExp(
  `(?=${FIRST})(?<!\\p{L})(?:${SLIPS.map(([slips, word]) => `(${slips})(?<!${word})`).join('|')})(?!\\p{L})`,
  'gu',
);

/** Names that hold a word of the rules: `Cao Bằng` is neither high nor equal, `Ngoại giao` gives no order. */
const NAMES = [...PROVINCES, ...CITIES, 'Ngoại giao', 'Tôn giáo', 'Chăn nuôi'].flatMap((name) => [name, name.toUpperCase()]);
const ANY_NAME = new RegExp(`(?<!\\p{L})(?:${NAMES.join('|')})(?!\\p{L})`, 'gu');

/** Lower case with slips of optical reading mended, names in capitals, of the same length: what rules are matched against, never shown. */
export function fold(text: string): string {
  const folded = lowerCase(text).replace(
    ANY_SLIP,
    (slip: string, ...groups: unknown[]) => SLIPS[groups.findIndex((group) => group !== undefined)]?.[1] ?? slip,
  );
  let copied = 0;
  let result = '';
  for (const { 0: name, index } of text.matchAll(ANY_NAME)) {
    result += folded.slice(copied, index) + name.toUpperCase();
    copied = index + name.length;
  }
  return result + folded.slice(copied);
}

/** Lower case that keeps every index: a letter that would become two stays as it is. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('');
}
