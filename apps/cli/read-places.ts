import { textKey } from '../../libs/domain/kernel/text.js';
import type { KnownPlace } from '../../libs/reading/reading.js';
import { readLocalityFiles } from './catalog/files.js';
import type { LocalityRow } from './catalog/schemas.js';

/** The places of a folder of localities, for bare names in a text: `Na Hang` is `Huyện Na Hang`. Throws `CatalogError`. */
export async function knownPlaces(dir: string): Promise<readonly KnownPlace[]> {
  const rows = (await readLocalityFiles(dir)).localities.map(({ value }) => value);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.map((row) => ({ name: row.name, kind: kindOf(row), within: provinceOf(row, byId) }));
}

/** `Tỉnh Tuyên Quang` for `Tuyên Quang`, a province before any other place of that name; what nobody knows as it is. */
export function fullNameOf(name: string, places: readonly KnownPlace[]): string {
  const wanted = textKey(name);
  const named = places.filter((place) => textKey(place.name) === wanted || textKey(`${place.kind} ${place.name}`) === wanted);
  const place = named.find(({ within }) => within === null) ?? named[0];
  return place === undefined ? name : `${place.kind} ${place.name}`;
}

/** `Thành phố` also for a city within a province: so it stands before the name. */
function kindOf({ name, full_name, kind }: LocalityRow): string {
  return full_name.endsWith(` ${name}`) ? full_name.slice(0, -name.length - 1) : kind;
}

function provinceOf(row: LocalityRow, byId: ReadonlyMap<string, LocalityRow>): string | null {
  if (row.level === 'province') return null;
  const parent = row.parent_id === null ? undefined : byId.get(row.parent_id);
  if (parent === undefined) return null;
  return parent.level === 'province' ? parent.name : provinceOf(parent, byId);
}
