import type { KnownPlace } from '../reading.js';
import type { PreparedText } from '../structure.js';
import type { Agency } from './agencies.js';
import { placesIn, type Place } from './places.js';
import { provinceNamed, provinceTitle } from './provinces.js';

const RANK = '(?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)';
const COUNCIL = '(?:chủ tịch |lãnh đạo |thường trực )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)';
/** `UBND các huyện, thành phố`, `các xã, phường`, `huyện, thành phố`: many, so never the one that speaks. */
const ALL_OF_RANK = new RegExp(
  `^(?:${COUNCIL} )?(?:các ${RANK}|${RANK}(?=,| và))(?:(?:,| và|, và) (?:các )?${RANK})*(?: trực thuộc trung ương)?$`,
  'iu',
);
/** `UBND các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng`. */
const RANGE = new RegExp(`^(?:${COUNCIL} )?các ${RANK}(?:(?:,| và) ${RANK})* từ [\\p{L} ]{2,40} đến [\\p{L} ]{2,40}$`, 'iu');
const OF_A_PLACE = new RegExp(
  `^(?:${COUNCIL}|(?:ban thường vụ |thường trực )?(?:huyện|thành|thị|quận) ủy|đảng ủy|công an|ban chỉ huy)\\s`,
  'iu',
);
const PARTY_OF_PLACE = /([Hh]uyện|[Tt]hành|[Tt]hị|[Qq]uận) ủy (\p{Lu}[\p{L}'’]*(?:[ -]\p{Lu}[\p{L}'’]*){0,3})/u;
const PARTY_RANK: Readonly<Record<string, string>> = { huyện: 'Huyện', thành: 'Thành phố', thị: 'Thị xã', quận: 'Quận' };

/**
 * The locality of an agency: its own for one of a place (`UBND thành phố Bắc Giang` → `Thành phố Bắc Giang`), all of them for a group
 * (`UBND các huyện, thành phố` → `Các huyện, thành phố (tỉnh Bắc Giang)`); null where the agency is the document's own level.
 */
export function localityOfAgency(
  prepared: PreparedText,
  agency: Agency,
  within: string | null,
  known?: readonly KnownPlace[],
): string | null {
  const name = agency.name
    .replace(/(huyện|quận) ủy/giu, '$1')
    .replace(/thành ủy/giu, 'thành phố')
    .replace(/thị ủy/giu, 'thị xã');
  if (RANGE.test(name)) return name.replace(new RegExp(`^${COUNCIL} `, 'iu'), '').replace(/^./u, (letter) => letter.toUpperCase());
  if (ALL_OF_RANK.test(name)) {
    // All provinces are the whole country.
    if (within === null && /(?:^|\s)tỉnh(?:,|\s|$)/iu.test(name)) return null;
    const group = name.replace(new RegExp(`^${COUNCIL} `, 'iu'), '').replace(/^các /iu, '');
    return `Các ${group}${within === null ? '' : ` (${within.charAt(0).toLowerCase()}${within.slice(1)})`}`;
  }
  if (within === null) {
    const province = provinceBehind(agency.name);
    if (province !== null) return province;
  }
  if (!OF_A_PLACE.test(agency.name)) return null;
  const party = PARTY_OF_PLACE.exec(agency.name);
  if (party !== null) return `${PARTY_RANK[(party[1] ?? '').toLowerCase()] ?? ''} ${party[2] ?? ''}`;
  const places = placesIn(prepared, agency.from, agency.to, known).filter(({ kind }) => kind !== 'province' || within === null);
  if (places.length > 1) return listOfPlaces(prepared, places);
  return places.length === 1 && !/(?:^| )các /iu.test(name) ? (places[0]?.name ?? null) : null;
}

/** `Sở Giao thông vận tải Bắc Kạn` in a document of the centre: the province whose name ends it. */
function provinceBehind(name: string): string | null {
  if (!/^sở /iu.test(name)) return null;
  const words = name.split(' ');
  for (const count of [3, 2]) {
    const province = provinceNamed(words.slice(-count).join(' '));
    if (province !== null) return provinceTitle(province);
  }
  return null;
}

const TOWARD = /^(?:riêng |đối với |về phía |tại |trên địa bàn |địa bàn |khu vực )*(?:các )?$/iu;
const AFTER_PLACE = /^\)?(?: \([^)]{0,60}\))?(?:,? (?:năm|\d{1,2} tháng|quý)[^.;:]{0,40})?\s*[:.]?\s*$/u;

/** The place of which a heading or lead-in says nothing but its name, `2. Huyện Sơn Hòa`, `Đối với xã A và xã B:`; else null. */
export function placeOfHeading(prepared: PreparedText, from: number, to: number, known?: readonly KnownPlace[]): string | null {
  if (to - from > LONGEST_HEADING) return null;
  const places = placesIn(prepared, from, to, known);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { text } = prepared;
  if (!TOWARD.test(text.slice(from, first.from)) || !AFTER_PLACE.test(text.slice(last.to, to))) return null;
  return listOfPlaces(prepared, places);
}

const LONGEST_HEADING = 160;

/** Within a list of places, or of their committees. */
const BETWEEN = /^(?:,| và|, và) (?:(?:UBND|Ủy ban nhân dân) )?$/u;

/** One place by its full name, several as they are printed; null where other words stand between them. */
export function listOfPlaces({ text }: PreparedText, places: readonly Place[]): string | null {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (first === last) return first.name.replace(/^((?:Huyện|Quận|Thị xã|Thành phố) [^,]+), (?:tỉnh|thành phố) [^,]+$/u, '$1');
  const isList = places.every((place, index) => index === 0 || BETWEEN.test(text.slice(places[index - 1]?.to, place.from)));
  const printed = text
    .slice(first.from, last.to)
    .replace(/ \([^()]*$/u, '')
    .replace(/(?<=(?:,| và) )(?:UBND|Ủy ban nhân dân) /gu, '');
  return isList ? printed.charAt(0).toUpperCase() + printed.slice(1) : null;
}
