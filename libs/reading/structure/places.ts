import type { KnownPlace } from '../reading.js';
import type { PreparedText } from '../structure.js';
import { provinceNamed } from './provinces.js';

/** A place that the text names, with its full name: `Xã Kiên Đài, huyện Chiêm Hóa`; `Huyện Na Hang` for a bare `Na Hang` that is known. */
export interface Place {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly kind: 'province' | 'district' | 'commune' | 'village';
}

const NAME = "\\p{Lu}[\\p{L}'’]*(?:(?: - |-| )\\p{Lu}[\\p{L}'’]*){0,3}|(?:số )?\\d{1,2}(?!\\d)";
/** `Sơn`, `M'Đrắk`, `Rang-Tháp`; no word of capitals. */
const SYLLABLE = "\\p{Lu}(?:\\p{Ll}+|['’]\\p{L}+)(?:['’-]\\p{L}+)*";
const TITLES = [
  'tỉnh',
  'thành phố',
  'tp.',
  'tp',
  'thị xã',
  'tx.',
  'tx',
  'huyện đảo',
  'huyện',
  'quận',
  'xã',
  'phường',
  'thị trấn',
  'đặc khu',
  'thôn',
  'bản',
  'tổ dân phố',
];
/** Small, with a capital or in capitals; the name behind it always has one. */
const TITLED = new RegExp(
  `(?<!\\p{L})(${TITLES.flatMap((title) => [title, title.charAt(0).toUpperCase() + title.slice(1), title.toUpperCase()])
    .map((title) => title.replace('.', '\\.'))
    .join('|')}) (${NAME})(?!\\p{L})`,
  'gu',
);
const FURTHER = new RegExp(
  `^(,? và |, )((?!UBND|HĐND|Ủy|Hội|Sở|Ban|Bộ|Công (?:an|ty)|Chủ|Trung tâm|Cục|Quốc|Giám|Phòng|Chi cục|Nhà|Dự án|Khu|Đường|Tỉnh|Huyện|Thành|Xã|Phường|Thị)${SYLLABLE}(?: ${SYLLABLE}){0,3})(?! \\p{Lu}|\\p{L})`,
  'u',
);
const KINDS: Readonly<Record<string, Place['kind']>> = {
  tỉnh: 'province',
  'huyện đảo': 'district',
  huyện: 'district',
  quận: 'district',
  'thị xã': 'district',
  'thành phố': 'district',
  xã: 'commune',
  phường: 'commune',
  'thị trấn': 'commune',
  'đặc khu': 'commune',
  thôn: 'village',
  bản: 'village',
  'tổ dân phố': 'village',
};
const FULL: Readonly<Record<string, string>> = { tp: 'thành phố', 'tp.': 'thành phố', tx: 'thị xã', 'tx.': 'thị xã' };

/** The places between two indices, in the order of the text; a commune with the district that follows it is one place. */
export function placesIn(prepared: PreparedText, from: number, to: number, known: readonly KnownPlace[] = []): readonly Place[] {
  const titled = joined(prepared, titledIn(prepared, from, to));
  const bare = knownIn(prepared, from, to, known).filter(
    (place) => !titled.some((other) => place.from < other.to && other.from < place.to),
  );
  return [...titled, ...bare].sort((a, b) => a.from - b.from);
}

function titledIn(prepared: PreparedText, from: number, to: number): readonly Place[] {
  return [...prepared.text.slice(from, to).matchAll(TITLED)].flatMap((match) => {
    const [whole, title = '', name = ''] = match;
    const kind = FULL[title.toLowerCase()] ?? title.toLowerCase();
    const at = from + match.index;
    const others = /^(?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn)$/.test(kind)
      ? othersIn(prepared, at + whole.length, to, kind)
      : [];
    return [{ from: at, to: at + whole.length, name: `${capital(kind)} ${name}`, kind: kindOf(kind, name) }, ...others];
  });
}

/** `huyện Yên Sơn, Hàm Yên và Na Hang`: the further names of a list, of the same rank; an agency's name ends it. */
function othersIn(prepared: PreparedText, from: number, to: number, kind: string): readonly Place[] {
  const others: Place[] = [];
  let at = from;
  for (;;) {
    const next = FURTHER.exec(prepared.text.slice(at, Math.min(to, at + 60)));
    if (next === null) return others;
    const name = next[2] ?? '';
    const begin = at + (next[1] ?? '').length;
    others.push({ from: begin, to: begin + name.length, name: `${capital(kind)} ${name}`, kind: kindOf(kind, name) });
    at = begin + name.length;
  }
}

const kindOf = (kind: string, name: string): Place['kind'] =>
  kind === 'thành phố' && provinceNamed(name) !== null && ['Hà Nội', 'Hồ Chí Minh', 'Hải Phòng', 'Đà Nẵng', 'Cần Thơ', 'Huế'].includes(name)
    ? 'province'
    : (KINDS[kind] ?? 'district');

/** `xã Kiên Đài, huyện Chiêm Hóa`: the smaller with the greater right behind it. */
function joined(prepared: PreparedText, places: readonly Place[]): readonly Place[] {
  const result: Place[] = [];
  for (const place of places) {
    const last = result.at(-1);
    const between = last === undefined ? '' : prepared.text.slice(last.to, place.from);
    if (last !== undefined && /^(?:, | thuộc | \()$/.test(between) && isWithin(last.kind, place.kind)) {
      const name = `${last.name}, ${place.name.charAt(0).toLowerCase()}${place.name.slice(1)}`;
      result[result.length - 1] = { ...last, to: place.to, name };
    } else result.push(place);
  }
  return result;
}

const SIZE: readonly Place['kind'][] = ['village', 'commune', 'district', 'province'];
const isWithin = (small: Place['kind'], great: Place['kind']): boolean => SIZE.indexOf(small) < SIZE.indexOf(great);

const CAPITALIZED = /\p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’]*){0,3}/gu;

/** Known places by their bare names: the longest name that the capitalized words begin with. */
function knownIn(prepared: PreparedText, from: number, to: number, known: readonly KnownPlace[]): readonly Place[] {
  if (known.length === 0) return [];
  const byName = indexOf(known);
  return [...prepared.text.slice(from, to).matchAll(CAPITALIZED)].flatMap((match) => {
    const words = match[0].split(' ');
    for (let first = 0; first < words.length; first++) {
      for (let last = words.length; last > first; last--) {
        const name = words.slice(first, last).join(' ');
        const place = byName.get(name.toLowerCase());
        if (place === undefined) continue;
        const at = from + match.index + words.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
        return [
          {
            from: at,
            to: at + name.length,
            name: `${capital(place.kind.toLowerCase())} ${place.name}`,
            kind: kindOf(place.kind.toLowerCase(), place.name),
          },
        ];
      }
    }
    return [];
  });
}

const indexes = new WeakMap<readonly KnownPlace[], ReadonlyMap<string, KnownPlace>>();

function indexOf(known: readonly KnownPlace[]): ReadonlyMap<string, KnownPlace> {
  const index = indexes.get(known) ?? new Map([...known].reverse().map((place) => [place.name.normalize('NFC').toLowerCase(), place]));
  indexes.set(known, index);
  return index;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const BARE = /^\p{Lu}[\p{L}'’]*(?: - \p{Lu}[\p{L}'’]*| \p{Lu}[\p{L}'’]*){0,4}$/u;

/** True for a name alone, as items of a list by places begin with: `Na Hang`. */
export function isBareName(words: string): boolean {
  return BARE.test(words);
}
