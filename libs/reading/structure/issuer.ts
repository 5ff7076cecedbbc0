import { bareLetters, CITIES, inNameCase, provinceNamed } from './provinces.js';

/** Names of ministries and departments as they are written, without the word before them. */
const SECTORS =
  'Kế hoạch và Đầu tư|Tài chính|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và Môi trường|Tài nguyên và Môi trường|Công Thương|Xây dựng|Giao thông vận tải|Y tế|Giáo dục và Đào tạo|Lao động - Thương binh và Xã hội|Nội vụ|Tư pháp|Thông tin và Truyền thông|Khoa học và Công nghệ|Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Ngoại vụ|Dân tộc và Tôn giáo|Dân tộc|Du lịch|Quốc phòng|Công an|Ngoại giao|Quy hoạch - Kiến trúc'.split(
    '|',
  );
const sectors = new Map(SECTORS.map((name) => [name.toLowerCase(), name]));

const RANKS = 'tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu';
/** `VĂN HÓA - XÃ HỘI`, `BẢO HIỂM XÃ HỘI`: no commune; `XÃ HỘI SƠN` is one. */
const SOCIETY = `(?<=(?:và|bảo hiểm|văn hóa|kinh tế|chính trị|chính sách|an sinh|nhà ở|[-–,]) ?xã )hội(?!\\p{L})|hội(?=$| (?:${RANKS}|việt nam|chủ nghĩa)(?!\\p{L})| [-–])`;
const PLACE = new RegExp(
  `(?<!\\p{L})(${RANKS}) ((?!nhân|ủy|${SOCIETY})\\p{L}[\\p{L}'’-]*(?: (?:- )?(?!(?:${RANKS}|ủy ban|ubnd|hội đồng|sở|ban|phòng(?= (?:tài|kinh|nội|giáo|văn|nông|y|lao|tư))|văn(?= phòng)|đảng(?= (?:ủy|bộ|cộng))|đại(?= hội)|khóa|kỳ(?= họp))(?!\\p{L}))[\\p{L}'’-]+){0,4})`,
  'iu',
);
const CENTRAL =
  'Thủ tướng Chính phủ|Chính phủ|Văn phòng Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương'.split(
    '|',
  );
const COUNCILS: readonly (readonly [RegExp, string])[] = [
  [/(?:ủy ban nhân dân|ubnd)/iu, 'Ủy ban nhân dân'],
  [/(?:hội đồng nhân dân|hđnd)/iu, 'Hội đồng nhân dân'],
];
const COMMITTEES: Readonly<Record<string, string>> = {
  'ban chấp hành': 'Ban Chấp hành',
  'ban thường vụ': 'Ban Thường vụ',
  'thường trực': 'Thường trực',
};
const COMMITTEE = /(?<!\p{L})(?:ban chấp hành|ban thường vụ|thường trực)(?= )/iu;
const OFFICE = /(?<!\p{L})(?:văn phòng|ban tổ chức|ban tuyên giáo|ban nội chính|ban dân vận|ủy ban kiểm tra)(?!\p{L})/iu;
const PARTY =
  /(?<!\p{L})(tỉnh|thành|huyện|quận|thị|đảng) ủy(?: ((?!(?:ban|số|đảng)(?!\p{L}))[\p{L}'’]+(?:(?: | - )(?!(?:ban|số|đảng|văn)(?!\p{L}))[\p{L}'’]+){0,4}))?/iu;

/** Bodies below an authority; the words behind some of these are a name of their own. */
const NAMED_BODIES =
  'sở|tổng cục|chi cục|cục|tổng liên đoàn|phòng(?= (?:tài|kinh|nội|giáo|văn|nông|y|lao|tư|quản|dân|công))|trung tâm|trường(?= (?:đại|cao|trung|tiểu|mầm|chính|thpt|thcs))|liên đoàn|ngân hàng|kho bạc|bảo hiểm|viện(?= (?:kiểm|khoa|nghiên|quy))|bệnh viện|thuế(?= (?:tỉnh|thành))|tập đoàn|tổng công ty|công ty';
const BODY = new RegExp(
  `(?<![\\p{L}-])(?<!(?:bộ|văn|quốc|môi|tổng|chi|tổng cục) )(?:(${NAMED_BODIES})|thanh tra|ban quản lý|ban chỉ đạo|ban chỉ huy|(?<!ủy )ban dân tộc|ban tôn giáo|công an|bộ chỉ huy|bộ tư lệnh|ủy ban mặt trận|hội(?= (?:nông|liên|cựu|chữ))|tòa án)(?!\\p{L})`,
  'iu',
);

/** The authority named by the capital lines of a document's head, in sentence case; null where they name none. */
export function issuerOf(lines: readonly string[]): string | null {
  const whole = own(lines.join(' ').replace(/\s+/g, ' ').trim());
  const body = BODY.exec(whole);
  const place = placeOf(whole);
  if (body !== null) return bodyOf(whole.slice(body.index), /^bộ (?!chỉ huy|tư lệnh)/iu.test(whole) ? null : place);
  const central = CENTRAL.find((name) => unspaced(whole).startsWith(unspaced(name)));
  if (central !== undefined) return central;
  const council = COUNCILS.find(([pattern]) => pattern.test(whole));
  const ministry = council === undefined ? /(?<!\p{L})bộ (.*)$/iu.exec(whole) : null;
  const named = ministry === null ? null : sectorName('bộ', ministry[1] ?? '');
  return named ?? partyOf(whole, place) ?? (council === undefined ? null : councilOf(whole, council[1], place));
}

/** A scan loses blanks and marks of capitals: `THỦ TUỚNG CHÍNHPHỦ`. */
const unspaced = (words: string): string => bareLetters(words).replace(/ /g, '');

/** `BẢO HIỂM XÃ HỘI VIỆT NAM BẢO HIỂM XÃ HỘI TỈNH …`: of a body named twice the lower one. */
function own(whole: string): string {
  const [first = ''] = /^\S+ \S+ \S+ (?=\S)/.exec(whole) ?? [];
  return first === '' ? whole : whole.slice(whole.lastIndexOf(first));
}

function councilOf(whole: string, name: string, place: string | null): string {
  const office = OFFICE.exec(whole);
  const of = /^chủ tịch /iu.test(whole) ? 'Chủ tịch ' : office === null ? '' : `${sentenceCase(office[0])} `;
  return `${of}${name}${place === null ? '' : ` ${place}`}`;
}

/** `Ban Thường vụ Tỉnh ủy …`, `Đảng bộ tỉnh …` of a congress; null for bodies of the state. */
function partyOf(whole: string, place: string | null): string | null {
  const party = PARTY.exec(whole);
  const body = COMMITTEE.exec(whole);
  const committee = body === null ? '' : `${COMMITTEES[body[0].toLowerCase()] ?? ''} `;
  if (/đảng bộ/iu.test(whole) && (committee !== '' || party === null)) return `${committee}Đảng bộ ${place ?? ''}`.trim();
  const office = OFFICE.exec(whole);
  return party === null
    ? null
    : `${office === null ? committee : `${sentenceCase(office[0])} `}${partyName(party[1] ?? '', party[2] ?? '')}`;
}

/** `SỞ Y TẾ`, `PHÒNG NÔNG NGHIỆP VÀ PTNT`, `CÔNG AN TỈNH - SỞ Y TẾ` with the place that they are of. */
function bodyOf(words: string, place: string | null): string {
  const at = place === null ? -1 : words.toLowerCase().indexOf(` ${place.toLowerCase()}`);
  const bare = at < 0 ? words : words.slice(0, at);
  const parts = bare.split(/ - (?=\p{L}+)/u).reduce<string[]>((all, part) => {
    if (all.length > 0 && BODY.exec(part)?.index !== 0) all.push(`${all.pop() ?? ''} - ${part}`);
    else all.push(part);
    return all;
  }, []);
  const names = parts.map((part) => {
    const [word = '', own] = BODY.exec(part) ?? [];
    const rest = part.slice(word.length).trim();
    return (
      sectorName(word, rest) ??
      `${BODY_NAMES[word.toLowerCase()] ?? capital(word.toLowerCase())} ${own === undefined ? lower(rest) : capital(lower(rest))}`.trim()
    );
  });
  return `${names.join(' - ')}${place === null ? '' : ` ${place}`}`;
}

const BODY_NAMES: Readonly<Record<string, string>> = {
  'ban quản lý': 'Ban Quản lý',
  'ban chỉ đạo': 'Ban Chỉ đạo',
  'ban chỉ huy': 'Ban Chỉ huy',
  'ban dân tộc': 'Ban Dân tộc',
  'bộ chỉ huy': 'Bộ Chỉ huy',
  'bộ tư lệnh': 'Bộ Tư lệnh',
  'ủy ban mặt trận': 'Ủy ban Mặt trận',
};
const lower = (words: string): string =>
  words
    .toLowerCase()
    .replace(/(?<!\p{L})(?:ptnt|mtqg|covid-19|ubnd|hđnd|thpt|thcs|gpmb|hcm)(?!\p{L})/gu, (letters) => letters.toUpperCase())
    .replace('việt nam', 'Việt Nam')
    .replace('chính phủ', 'Chính phủ');

function partyName(rank: string, name: string): string {
  const words = name.replace(OFFICE, '').trim();
  const ranked = new RegExp(`^(?:${RANKS}) `, 'iu').exec(words)?.[0] ?? '';
  const own = words.slice(ranked.length);
  return `${capital(rank.toLowerCase())} ủy${words === '' ? '' : ` ${ranked.toLowerCase()}${provinceNamed(own) ?? inNameCase(own)}`}`;
}

/** `TỈNH THÁI NGUYÊN` → `tỉnh Thái Nguyên`; of several the last, which is the smallest. */
function placeOf(text: string): string | null {
  let rest = text;
  let found: string | null = null;
  for (;;) {
    const match = PLACE.exec(rest);
    if (match === null) return found;
    const words = (match[2] ?? '').split(' ');
    const name = [words.length, 4, 3, 2, 1].map((count) => provinceNamed(words.slice(0, count).join(' '))).find((known) => known !== null);
    found = `${(match[1] ?? '').toLowerCase()} ${name ?? inNameCase(words.slice(0, words.includes('-') ? 5 : 4).join(' '))}`;
    rest = rest.slice(match.index + (match[1] ?? '').length + 1);
  }
}

function sectorName(word: string, rest: string): string | null {
  const low = rest.toLowerCase();
  const sector = [...sectors.keys()].sort((a, b) => b.length - a.length).find((name) => low.startsWith(name));
  return sector === undefined ? null : `${capital(word.toLowerCase())} ${sectors.get(sector) ?? ''}`;
}

const OF_CENTRE =
  /^(?:Bộ (?!Chỉ huy|Tư lệnh)|Quốc hội|Ban Bí thư|Tổng cục)|(?<!\p{L})(?:Chính phủ|Việt Nam|Trung ương|Quốc hội)(?!\p{L})/iu;
/** The last part of their numbers, `11/CT-TTg`. */
const CODES_OF_CENTRE: Readonly<Record<string, string>> = {
  TTG: 'Thủ tướng Chính phủ',
  CP: 'Chính phủ',
  VPCP: 'Văn phòng Chính phủ',
  QH: 'Quốc hội',
  UBTVQH: 'Ủy ban Thường vụ Quốc hội',
  NHNN: 'Ngân hàng Nhà nước Việt Nam',
};

/** True for one that is of no place, wherever it sits. */
export const isOfCentre = (issuer: string): boolean => localityOfIssuer(issuer) === null && OF_CENTRE.test(issuer);

/** The authority of the centre that a number's code tells; null for all others. */
export function issuerOfCode(code: string | null): string | null {
  const parts = (code ?? '').toUpperCase().replace(/\d/g, '').split(/[/-]/);
  return parts.map((part) => CODES_OF_CENTRE[part]).find((issuer) => issuer !== undefined) ?? null;
}

/** The locality of an authority: `Ủy ban nhân dân tỉnh Thái Nguyên` → `Tỉnh Thái Nguyên`, `Tỉnh ủy Tuyên Quang` too; null for central ones. */
export function localityOfIssuer(issuer: string): string | null {
  const place = new RegExp(`(?<!\\p{L})(${RANKS}) (\\p{Lu}.*)$`, 'u').exec(issuer);
  if (place !== null) return `${capital(place[1] ?? '')} ${place[2] ?? ''}`;
  const party = /(Tỉnh|Thành|Huyện|Quận|Thị) ủy (\p{Lu}.*)$/u.exec(issuer);
  const rank = { Tỉnh: 'Tỉnh', Thành: 'Thành phố', Huyện: 'Huyện', Quận: 'Quận', Thị: 'Thị xã' }[party?.[1] ?? ''];
  return party === null || rank === undefined ? null : `${rank} ${party[2] ?? ''}`;
}

export const provinceRank = (name: string): string => (CITIES.includes(name) ? 'thành phố' : 'tỉnh');
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const sentenceCase = (words: string): string =>
  capital(words.toLowerCase()).replace('chính phủ', 'Chính phủ').replace('quốc hội', 'Quốc hội');
