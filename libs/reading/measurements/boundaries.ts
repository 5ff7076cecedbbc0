import { isCapital, textAt, tokenAt } from '../phrases/line.js';
import { onward } from '../phrases/word-tree.js';
import { isMark, type View } from '../proposals/view.js';
import { NOUNS, VERBS } from '../proposals/words.js';
import { agencyAt } from '../structure/agencies.js';
import { placesIn, type Place } from '../structure/places.js';
import { adverbAt, LEADS, PREDICATES, SECTORS } from './words.js';

/** Back to the comma, colon or bracket before a figure, or to the figure before it. */
export function segmentStart(view: View, figure: number, before: number): number {
  let index = figure;
  while (index > before && !opensAround(view, index - 1, figure) && (!isBoundary(view, index - 1) || opensName(view, index, before))) {
    index = isMark(view.line, index - 1, ')') ? nameInBrackets(view, index - 1, before) : index - 1;
  }
  return index;
}

/** The bracket that a figure stands in, though the name of a project may seem to go on over it. */
function opensAround({ line, depth }: View, index: number, figure: number): boolean {
  return isMark(line, index, '(') && (depth[index] ?? 0) <= (depth[figure] ?? 0);
}

/** The mark before a token is within a name: `tổng sản phẩm (GRDP) tăng`, `khu vực nông, lâm nghiệp tăng`. */
function opensName(view: View, index: number, before: number): boolean {
  if (isMark(view.line, index - 1, ')')) return nameInBrackets(view, index - 1, before) < index - 1;
  if (!isMark(view.line, index - 1, ',')) return false;
  return isWithinPlaces(view, index) || isListOfNouns(view, index, before) || isWithinAgency(view, index, before);
}

const LONGEST_AGENCY = 9;
const AGENCY_WORDS: ReadonlySet<string> = new Set(['sở', 'bộ', 'phòng', 'cục', 'ban', 'trung', 'văn']);

/** `Sở Văn hóa, Thể thao và Du lịch`: the comma is in the name of an agency, and no other one begins behind it. */
function isWithinAgency(view: View, index: number, before: number): boolean {
  const { line, cover, structure } = view;
  if (
    !isCapital(line, index) ||
    AGENCY_WORDS.has(textAt(line, index)) ||
    placesIn(structure.prepared, tokenAt(line, index).from, tokenAt(line, index + 3).to).length > 0
  )
    return false;
  for (let start = index - 2; start >= Math.max(before, index - LONGEST_AGENCY); start -= 1) {
    if (cover[start] === 'quantity' || isMark(line, start, ';:()')) return false;
    if (!AGENCY_WORDS.has(textAt(line, start)) || !isCapital(line, start)) continue;
    if (agencyAt(structure.prepared, tokenAt(line, start).from, tokenAt(line, index).to)?.to === tokenAt(line, index).to) return true;
  }
  return false;
}

const LONGEST_ABBREVIATION = 6;

/** The opening bracket of an abbreviation that ends with the bracket at `close`; `close` itself where a figure stands in them. */
function nameInBrackets(view: View, close: number, before: number): number {
  for (let index = close - 1; index >= Math.max(before, close - LONGEST_ABBREVIATION); index -= 1) {
    if (view.cover[index] === 'quantity') return close;
    if (isMark(view.line, index, '(')) return index;
  }
  return close;
}

const LONGEST_NOUN = 14;
const LONGEST_ITEM = 3;

/** `… nông, lâm nghiệp`: before the comma a few words that begin with something measured and tell nothing, behind it no such beginning. */
function isListOfNouns(view: View, index: number, before: number): boolean {
  const { line } = view;
  if (tellsAnew(view, index) && !endsRate(view, index)) return false;
  let start = index - 1;
  while (start > before && index - start <= LONGEST_NOUN && (!isBoundary(view, start - 1) || endsItem(view, start, before))) start -= 1;
  if (start > before && !isBoundary(view, start - 1)) return false;
  start = onward(LEADS, line, start)?.end ?? start;
  for (let at = start; at < index - 1; at += 1) if (view.cover[at] != null || onward(PREDICATES, line, at) !== null) return false;
  return (onward(NOUNS, line, start) ?? onward(VERBS, line, start) ?? onward(SECTORS, line, start)) !== null;
}

/** `nông, | lâm, thủy sản`: behind a comma of the same list stand a few words and the next comma. */
function endsItem({ line }: View, start: number, before: number): boolean {
  if (start - 1 <= before || !isMark(line, start - 1, ',')) return false;
  for (let index = start; index <= start + LONGEST_ITEM; index += 1) if (isMark(line, index, ',')) return index > start;
  return false;
}

const RATED: ReadonlySet<string> = new Set(['tỷ', 'tỉ', 'số']);
const LONGEST_VERB = 7;

/** `tỷ lệ rác thải được thu gom, | xử lý đạt 93%`: of a rate that has told nothing yet, and what is told follows soon. */
function endsRate({ line }: View, index: number): boolean {
  if (onward(VERBS, line, index) === null) return false;
  let from = index - 1;
  while (from > index - LONGEST_NOUN - 1 && !isMark(line, from - 1, ',;:.()') && tokenAt(line, from - 1).kind !== 'end') from -= 1;
  if (
    !RATED.has(textAt(line, from)) ||
    (!PASSIVE.has(textAt(line, index - 2)) && !PASSIVE.has(textAt(line, index - 3)) && !PASSIVE.has(textAt(line, index - 4)))
  )
    return false;
  for (let at = index + 1; at < index + LONGEST_VERB; at += 1) {
    if (onward(PREDICATES, line, at) !== null) return true;
    if (tokenAt(line, at).kind !== 'word') return false;
  }
  return false;
}

const PASSIVE: ReadonlySet<string> = new Set(['được', 'qua']);

function tellsAnew({ line }: View, index: number): boolean {
  return (
    [NOUNS, VERBS, LEADS].some((words) => onward(words, line, index) !== null) ||
    adverbAt(line, index) !== null ||
    onward(PREDICATES, line, index) !== null
  );
}

/** `xã Mai Lâm, huyện Tân Sa có …`, `huyện Tân Sa, thị xã Hòa Ninh có …`: the comma is within the name of a place, or divides a list of them. */
function isWithinPlaces(view: View, index: number): boolean {
  const [comma, next] = [tokenAt(view.line, index - 1).from, tokenAt(view.line, index).from];
  const places = placesOf(view);
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.to ?? comma) < comma) low = middle + 1;
    else high = middle;
  }
  const [place, other] = [places[low], places[low + 1]];
  if (place === undefined || place.from > comma) return false;
  return place.to > comma || (other?.from === next && other.kind === place.kind);
}

const known = new WeakMap<View, readonly Place[]>();

/** The places that the passage names; it is gone through once for all its figures. */
function placesOf(view: View): readonly Place[] {
  const { passage, structure } = view;
  const places = known.get(view) ?? placesIn(structure.prepared, passage.from, passage.to, structure.places ?? []);
  known.set(view, places);
  return places;
}

/** Marks that divide what figures are of. */
export function isBoundary({ line, cover }: View, index: number): boolean {
  return cover[index] == null && isMark(line, index, ',;:()[]+•*');
}
