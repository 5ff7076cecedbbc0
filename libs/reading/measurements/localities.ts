import type { KnownPlace } from '../reading.js';
import { isBareName, placesIn, type Place } from '../structure/places.js';
import { provinceNamed, provinceTitle } from '../structure/provinces.js';
import type { PreparedText } from '../structure.js';

/** Names the places of one document: by what stands before a name, what is known of it, or how the document calls it elsewhere. */
export class Localities {
  private titles: ReadonlyMap<string, string> | null = null;

  constructor(
    private readonly prepared: PreparedText,
    private readonly known: readonly KnownPlace[],
    /** Provinces and cities are meant by their bare names: the document is of the centre. */
    private readonly ofCentre = false,
  ) {}

  /** The places named between two indices, with their kind. */
  in(from: number, to: number): readonly Place[] {
    return placesIn(this.prepared, from, to, this.known);
  }

  /** `Na Hang` alone: `Huyện Na Hang` where the document or the known places say so; null where it is no name or nothing is known. */
  named(words: string): string | null {
    if (!isBareName(words)) return null;
    const province = this.ofCentre ? provinceNamed(words) : null;
    if (province !== null) return provinceTitle(province);
    const [known] = this.known.length === 0 ? [] : placesIn({ ...this.prepared, text: words }, 0, words.length, this.known);
    return this.titled(words) ?? (known?.to === words.length && known.from === 0 ? known.name : null);
  }

  private titled(name: string): string | undefined {
    this.titles ??= new Map(
      placesIn(this.prepared, 0, this.prepared.text.length)
        .filter(({ name: full }) => !full.includes(','))
        .map(({ name: full, kind }) => [bareOf(full), full, kind] as const)
        // A greater place is meant rather than a smaller one of the same name.
        .sort(([, , a], [, , b]) => SIZES.indexOf(a) - SIZES.indexOf(b))
        .map(([bare, full]) => [bare, full]),
    );
    return this.titles.get(name.toLowerCase());
  }
}

const SIZES: readonly Place['kind'][] = ['village', 'commune', 'province', 'district'];
const KIND = /^(?:Tỉnh|Thành phố|Thị xã|Huyện|Quận|Xã|Phường|Thị trấn|Đặc khu|Thôn|Bản|Tổ dân phố) /u;

function bareOf(full: string): string {
  return full.replace(KIND, '').toLowerCase();
}

/** The kind before a full name, `Huyện` of `Huyện Na Hang`; null for a bare one. */
export function kindOfName(full: string): string | null {
  return KIND.exec(full)?.[0].trim() ?? null;
}
