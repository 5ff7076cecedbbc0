import type { DocumentHead, ReadingOptions } from '../reading.js';
import type { PreparedText } from '../structure.js';
import { capital, isOfCentre, issuerOf, issuerOfCode, localityOfIssuer, provinceRank } from './issuer.js';
import { dayIn, KIND_LINE, NUMBER, NUMBER_LINE } from './head-lines.js';
import type { Item } from './items.js';
import { meetingOf } from './meeting.js';
import { PROVINCES, provinceLike, provinceNamed, CITIES } from './provinces.js';
import { titleOf } from './title.js';

const MOTTO = /CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc/giu;
const CODES: Readonly<Record<string, string>> = {
  KH: 'Kế hoạch',
  TB: 'Thông báo',
  NQ: 'Nghị quyết',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  BC: 'Báo cáo',
  CĐ: 'Công điện',
  CTR: 'Chương trình',
  CTHĐ: 'Chương trình hành động',
  KL: 'Kết luận',
  HD: 'Hướng dẫn',
  TTR: 'Tờ trình',
  ĐA: 'Đề án',
  PA: 'Phương án',
  TT: 'Thông tư',
  NĐ: 'Nghị định',
};

/** These may report a meeting with their first words; a letter or plan only mentions one. */
const MEETS = /^(?:|Thông báo|Kết luận|Nghị quyết|Biên bản|Chỉ thị)$/u;

/** Who issued the document, its number, kind, place, day, title: what of it is printed, or follows from what is. */
export function headOf(prepared: PreparedText, items: readonly Item[], options: ReadingOptions): DocumentHead {
  const lines = items
    .filter(({ region }) => region === 'head')
    .flatMap(({ block }) => prepared.text.slice(block.from, block.to).replace(MOTTO, ' ').split(' | '))
    .map((line) => line.trim());
  const body = items.filter(({ region }) => region === 'body').map(({ block }) => block);
  const numbered = lines.map((line) => (NUMBER_LINE.test(line) ? NUMBER.exec(line) : null)).find((match) => match !== null) ?? null;
  const code = numbered?.[2]?.replace(/\s/g, '') ?? null;
  const day = dayIn(lines);
  const kind = kindOf(lines, code);
  const place = day?.[1] ? nameCase(day[1]) : null;
  const title = titleOf(lines, kind, place);
  const issuer = issuerOf(capitalsBefore(lines)) ?? issuerOfCode(code) ?? issuerElsewhere(prepared, code, place, title, body[0]?.from ?? 0);
  const digits = (numbered?.[1] ?? '').replace(/\s/g, '');
  return {
    issuer: complete(issuer, place),
    number: digits === '' ? null : `${digits}${code ?? ''}`,
    kind,
    place,
    issuedOn: dateOf(day),
    title,
    meetingOn: meetingOf(prepared, title, MEETS.test(kind ?? '') ? body.slice(0, 4) : []),
    locality: localityOf(complete(issuer, place), place, code, prepared) ?? options.locality ?? null,
  };
}

/** The lines in capitals above number, kind or title: they name the authority. */
function capitalsBefore(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => (NUMBER_LINE.test(line) && /\d|\//.test(line)) || KIND_LINE.test(line) || /^v\/v/iu.test(line));
  return lines.slice(0, end < 0 ? lines.length : end).filter((line) => line !== '' && !/\p{Ll}{2}/u.test(line.replace(/^\*\s*/, '')));
}

function kindOf(lines: readonly string[], code: string | null): string | null {
  const line = lines.map((text) => KIND_LINE.exec(text)?.[1]).find((word) => word !== undefined);
  if (line !== undefined) return capital(line.toLowerCase());
  if (lines.some((text) => /^v\/v/iu.test(text))) return 'Công văn';
  const codes = (code ?? '').toUpperCase().split(/[/-]/);
  const known = codes.map((part) => CODES[part]).find((kind) => kind !== undefined);
  return known ?? (code !== null && codes.length >= 3 ? 'Công văn' : null);
}

const nameCase = (words: string): string => provinceLike(words) ?? words;

function dateOf(day: RegExpExecArray | null): string | null {
  if (day?.[4] === undefined) return null;
  const [date = '', month = '', year = ''] = day.slice(2).map((digits?: string) => (digits ?? '').replace(/ /g, ''));
  if (month === '') return year;
  return date === '' ? `${year}-${month.padStart(2, '0')}` : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

/** Without a name in the head: from the number's code, the title, or the first authority that the body names. */
function issuerElsewhere(
  prepared: PreparedText,
  code: string | null,
  place: string | null,
  title: string | null,
  bodyFrom: number,
): string | null {
  const party = /thường trực (?:tỉnh|huyện|thành) ủy|ban thường vụ (?:tỉnh|huyện|thành) ủy/iu.exec(title ?? '');
  if (party !== null)
    return [capital(party[0].toLowerCase()).replace('tỉnh ủy', 'Tỉnh ủy'), provinceInText(prepared)].filter(Boolean).join(' ');
  const council = /UBND/.test(code ?? '') ? 'Ủy ban nhân dân' : /HĐND/.test(code ?? '') ? 'Hội đồng nhân dân' : null;
  const named =
    /(UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân) (tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn) (\p{Lu}[\p{L}'’]*(?:[ -]\p{Lu}[\p{L}'’]*){0,3})/u.exec(
      prepared.text.slice(bodyFrom, bodyFrom + 3000),
    );
  const at =
    place !== null && provinceNamed(place) !== null
      ? `${provinceRank(place)} ${place}`
      : named === null
        ? null
        : `${named[2] ?? ''} ${named[3] ?? ''}`;
  if (council !== null) return at === null ? council : `${council} ${at}`;
  if (code === null && named !== null && title !== null)
    return `${/^[UỦ]/.test(named[1] ?? '') ? 'Ủy ban nhân dân' : 'Hội đồng nhân dân'} ${named[2] ?? ''} ${named[3] ?? ''}`;
  return /-TU$|\/TU$/.test(code ?? '') && place !== null ? `Tỉnh ủy ${place}` : null;
}

/** `Ủy ban nhân dân tỉnh`, its name lost, with the place where it was issued. */
function complete(issuer: string | null, place: string | null): string | null {
  if (issuer === null || place === null) return issuer;
  if (/^(?:Ủy ban nhân dân|Hội đồng nhân dân)(?: tỉnh)?$/.test(issuer))
    return `${issuer.replace(/ tỉnh$/, '')} ${provinceRank(place)} ${place}`;
  return /^Tỉnh ủy$/.test(issuer) ? `${issuer} ${place}` : issuer;
}

/** The centre sits there: as the place of issue alone it is no locality. */
const CAPITAL = 'Hà Nội';
const OF_CITY = /^(?:Sở|Ủy ban nhân dân|Hội đồng nhân dân|Văn phòng (?:Ủy|Hội)|Công an thành phố|Thành ủy)/u;

function localityOf(issuer: string | null, place: string | null, code: string | null, prepared: PreparedText): string | null {
  const own = issuer === null ? null : localityOfIssuer(issuer);
  if (own !== null || (issuer !== null && isOfCentre(issuer))) return own;
  if (place === CAPITAL && !OF_CITY.test(issuer ?? '') && !/UBND|HĐND|TU$|-S\p{Lu}+$/u.test(code ?? '')) return null;
  const province = (place === null ? null : provinceNamed(place)) ?? provinceInText(prepared);
  return province === null ? null : capital(`${provinceRank(province)} ${province}`);
}

const TITLED_PROVINCE = new RegExp(`(?:tỉnh|Tỉnh|thành phố|Thành phố) (${[...PROVINCES, ...CITIES].join('|')})(?!\\p{L})`, 'gu');

const TWICE = 2;

/** The province that the text names most often with its rank, where it is named at least twice. */
function provinceInText(prepared: PreparedText): string | null {
  const counts = new Map<string, number>();
  for (const [, name = ''] of prepared.text.slice(0, 200_000).matchAll(TITLED_PROVINCE)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] >= TWICE ? best[0] : null;
}
