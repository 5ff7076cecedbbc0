import type { Stretch } from '../phrases/phrases.js';
import { placeUnder, TOTAL } from '../proposals/table-names.js';
import type { Column } from '../proposals/table-heads.js';
import { localityOfAgency } from '../structure/locality.js';
import { isBareName, placesIn } from '../structure/places.js';
import type { DocumentStructure } from '../structure.js';
import type { Localities } from './localities.js';
import { withKinds } from './kinds.js';

/** The place that a cell names, with its committee or by its bare name beneath `Huyện`; null where it names none. */
export function placeOfCell(structure: DocumentStructure, localities: Localities, cell: Stretch, column: Column): string | null {
  const { prepared, head, places } = structure;
  const words = prepared.text.slice(cell.from, cell.to).replace(/\s+/gu, ' ');
  if (TOTAL.test(words.toLowerCase())) return head.locality;
  const [place] = placesIn(prepared, cell.from, cell.to, places);
  if (place !== undefined && place.from === cell.from && place.to === cell.to) return place.name;
  const own = localityOfAgency(prepared, { name: words, from: cell.from, to: cell.to }, head.locality, places);
  if (own !== null || !isBareName(words)) return own;
  const named = placeUnder(column.words, words) ?? localities.named(words);
  return named ?? (/ /u.test(words) ? (withKinds([{ bareName: words, locality: null }], head)[0]?.locality ?? null) : null);
}
