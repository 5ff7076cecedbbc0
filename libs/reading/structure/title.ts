import { capital } from './issuer.js';
import { KIND_LINE, PLACE_AND_DAY } from './head-lines.js';
import { ADDRESSED } from './items.js';
import { provinceNamed } from './provinces.js';

const BEGINS_WITH_DEED =
  /^(?:thực hiện|triển khai|phát triển|tổ chức|hành động|tăng cường|đẩy mạnh|ứng phó|phòng|cải thiện|xây dựng|nâng cao|giải ngân)/iu;
/** The grounds, the word with which the text proper begins, and annexes. */
const BODY = /^(?:căn cứ|xét (?:đề nghị|tờ trình|báo cáo)|theo đề nghị|quyết (?:nghị|định)\s*:|biểu (?:số|\d)|phụ (?:lục|biểu)(?!\p{L}))/iu;
const AUTHORITY =
  /^(?:(?:PHÓ )?CHỦ TỊCH )?(?:[ỦU][YỶ] BAN (?:NHÂN DÂN|THƯỜNG VỤ)|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ|QUỐC HỘI|BỘ TRƯỞNG|GIÁM ĐỐC|CHỦ NHIỆM|BAN (?:CHẤP HÀNH|THƯỜNG VỤ))(?=$|[ ,])(?!.* (?:TẠI|VỀ) )[^\p{Ll}]*$/u;
const UNFINISHED = /(?: (?:CỦA|TẠI|GIỮA|VỚI|VÀ|CHO|DO)|,)$/u;
/** The first clause or the words that lead the first list in. */
const CLAUSE = /^(?:\d{1,2}[.)] |[IVX]{1,4}\. |[-+•] )?\p{Lu}.*:$|^(?:\d{1,2}[.)]|[-+•]) \p{L}/u;
const LONGEST_LINE = 110;
const LONGEST_TITLE = 800;

/** What the document is about, `V/v …` or the words beneath its kind, in sentence case. */
export function titleOf(lines: readonly string[], kind: string | null, place: string | null): string | null {
  const about = lines.findIndex((line) => /^v\/v/iu.test(line));
  if (about >= 0) return joined(lines.slice(about), place);
  const at = lines.findIndex((line) => KIND_LINE.test(line));
  if (at < 0) return null;
  const line = lines[at] ?? '';
  const word = KIND_LINE.exec(line)?.[1] ?? '';
  const rest = line.slice(word.length).trim();
  const title = joined(lines.slice(at + 1), place);
  if (rest !== '') return title === null ? joined([line], place) : `${joined([line], place) ?? ''} ${small(title)}`;
  return title !== null && kind !== null && BEGINS_WITH_DEED.test(title) ? `${kind} ${small(title)}` : title;
}

const small = (words: string): string => (/^\p{Lu}{2}/u.test(words) ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`);

/** The lines of a title up to the addressees, the authority or the grounds; number, day and rules of the form are not part of it. */
function joined(lines: readonly string[], place: string | null): string | null {
  const end = lines.findIndex((line, index) => ADDRESSED.test(line) || (index > 0 && endsBefore(lines, index)) || BODY.test(line));
  const words = lines
    .slice(0, end < 0 ? lines.length : end)
    .filter((line, index) => !isForm(line) || (index === 0 && /^v\/v/iu.test(line)));
  const title = words
    .map((line) =>
      /\p{Ll}{2}/u.test(line)
        ? line.replace(/(?<!\p{L})\p{Lu}{2,}(?: \p{Lu}+){2,}(?!\p{L})/gu, (part) => fromCapitals(part, place))
        : fromCapitals(line, place),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_TITLE);
  return title === '' ? null : capital(title);
}

/** The authority under the title of a decision; a whole sentence beneath a title in capitals. */
function endsBefore(lines: readonly string[], index: number): boolean {
  const [before = '', line = '', after = ''] = [lines[index - 1], lines[index], lines[index + 1]];
  if (CLAUSE.test(line)) return true;
  if (AUTHORITY.test(line)) return !isForm(before) && !UNFINISHED.test(before) && !/^(?:TẠI|VỀ|Về|Tại) /u.test(after);
  return (
    line.length > LONGEST_LINE &&
    /^\p{Lu}\p{Ll}/u.test(line) &&
    !/\p{Ll}{2}/u.test(before) &&
    !/^(?:Về|V\/v|Tại|Của|Trên|Năm|Thực hiện) /u.test(line)
  );
}

/** Number, day, authority and session, and to which decision it belongs. */
function isForm(line: string): boolean {
  if (/^(?:[*]\s*)?số\s*[:.]?\s*[\d/]/iu.test(line) || /^\((?:ban hành )?kèm theo/iu.test(line)) return true;
  const day = line.startsWith('(') ? null : PLACE_AND_DAY.exec(line);
  return (day !== null && day.index + day[0].length >= line.length - 2 && day.index < 2) || AUTHORITY.test(line);
}

const PROPER = [
  'Thường trực',
  'Tỉnh ủy',
  'Ban Thường vụ',
  'Ban Chấp hành',
  'Ủy ban nhân dân',
  'Hội đồng nhân dân',
  'Chính phủ',
  'Phó Thủ tướng',
  'Thủ tướng',
  'Chủ tịch',
  'Đảng bộ',
];
const ABBREVIATIONS =
  /(?<!\p{L})(?:ubnd|hđnd|mttq|mtqg|bhyt|bhxh|gpmb|kt-xh|covid-19|pci|papi|sipas|grdp|gdp|thpt|thcs|ocop|nsnn|pccc|fdi|oda|đbqh|ptnt|asean|cchc)(?!\p{L})/gu;
const NUMERAL = /(?<=(?:quý|khóa|thứ|giai đoạn|đợt) )[ivx]{1,5}(?!\p{L})/gu;
const NAMED = /(?<=(?:tỉnh|thành phố) )\p{L}+(?: (?:- )?\p{L}+){0,4}/gu;

/** Words in capitals as they stand in a sentence: names of bodies, provinces and the place of issue keep theirs. */
function fromCapitals(words: string, place: string | null): string {
  const lower = words
    .toLowerCase()
    .replace(NUMERAL, (numeral) => numeral.toUpperCase())
    .replace(ABBREVIATIONS, (letters) => letters.toUpperCase())
    .replace(NAMED, (names) => withProvince(names));
  const own = place === null || place.length < 4 ? [] : [place];
  return [...PROPER, ...own].reduce((text, name) => text.replaceAll(name.toLowerCase(), name), lower);
}

function withProvince(names: string): string {
  const parts = names.split(' ');
  for (let count = parts.length; count > 0; count -= 1) {
    const known = provinceNamed(parts.slice(0, count).join(' '));
    if (known !== null) return [known, ...parts.slice(count)].join(' ');
  }
  return names;
}
