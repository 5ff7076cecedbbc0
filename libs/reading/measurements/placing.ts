import { isBareName } from '../structure/places.js';
import { textAt, tokenAt } from '../phrases/line.js';
import { backward, onward, wordSet } from '../phrases/word-tree.js';
import { isMark, tokenFrom, type View } from '../proposals/view.js';
import { listOfPlaces } from '../structure/locality.js';
import type { Place } from '../structure/places.js';
import type { Localities } from './localities.js';
import type { Parts } from './parts.js';
import type { Range } from './range.js';
import { spoken } from './wording.js';
import { WHOLE_AREA, WHOLE_COUNTRY } from './words.js';

/** A place that is named; `whole` for the authority's own area, `country` for all of it; null where none is. */
export type NamedPlace = { readonly name: string } | 'whole' | 'country' | null;

export interface Placed {
  readonly place: NamedPlace;
  readonly bareName: string | null;
  readonly rest: Range;
}

/** The place that the words before a predicate name, and what is left of them. */
export function placeOf(view: View, { start, end }: Range, localities: Localities, isItem: boolean): Placed {
  const from = tokenAt(view.line, start).from;
  const to = end > start ? tokenAt(view.line, end - 1).to : from;
  const whole = wholeArea(view, start, end);
  if (whole !== null) return whole;
  const titled = end > start ? leadingList(view, localities.in(from, to)) : null;
  if (titled !== null) {
    const first = tokenFrom(view.line, titled.from);
    const behind = tokenFrom(view.line, titled.to);
    const last = isMark(view.line, behind, ')') ? behind + 1 : behind;
    const named = withoutOf(view, start, first);
    const rest = named === start ? { start: last, end } : { start, end: last >= end ? named : end };
    return { place: { name: titled.name }, bareName: null, rest };
  }
  const words = end > start ? view.structure.prepared.text.slice(from, to) : '';
  // What stands alone before its number may be a place that nobody knows; a subject with a predicate is more often a thing.
  const kind = isBareName(words) ? kindOfList(view, from) : null;
  if (kind !== null) return { place: { name: `${kind} ${words}` }, bareName: words, rest: { start: end, end } };
  const known = localities.named(words);
  if (known !== null) return { place: { name: known }, bareName: words, rest: { start: end, end } };
  const lead = BEFORE_DEED.exec(words)?.[0] ?? '';
  const doer = lead === '' ? null : localities.named(lead.trimEnd());
  if (doer !== null) return { place: { name: doer }, bareName: null, rest: { start: tokenFrom(view.line, from + lead.length), end } };
  const isName = isItem && isBareName(words) && /[ '’]/u.test(words) && /\p{Ll}/u.test(words);
  return { place: null, bareName: isName ? words : null, rest: isName ? { start: end, end } : { start, end } };
}

/** The first place, with those of its rank that are named with it: `hai huyện Tân Sa và Đông Sơn`. */
function leadingList({ structure }: View, places: readonly Place[]): Pick<Place, 'from' | 'to' | 'name'> | null {
  const [first] = places;
  if (first === undefined) return null;
  let count = places.findIndex(({ kind }) => kind !== first.kind);
  if (count < 0) count = places.length;
  for (; count > 1; count -= 1) {
    const [list, last] = [places.slice(0, count), places[count - 1]];
    const name = listOfPlaces(structure.prepared, list);
    if (name !== null && last !== undefined) return { from: first.from, to: last.to, name };
  }
  return first;
}

/** `Cao Bằng | mới giải ngân 12,4%`. */
const BEFORE_DEED = /^\p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’]*){1,3} (?=(?:mới|đã|chỉ|giải ngân|hoàn thành|thực hiện)(?!\p{L}))/u;

const LEAD = /(?:các|một số|những|nhiều) (tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: [^.:;,]{0,80})?(?::| gồm| như) [^.:]*$/u;
const LONGEST_LIST = 400;

/** `tập trung ở các huyện: Tân Sa 5 vụ, Đông Sơn 4 vụ`: the kind that the lead-in of a list gives to its names. */
function kindOfList({ passage, structure }: View, at: number): string | null {
  const kind = LEAD.exec(structure.prepared.folded.slice(Math.max(passage.from, at - LONGEST_LIST), at))?.[1];
  return kind === undefined ? null : kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** A name right before a fraction or a percentage: a place among others, where a name before tons may be a product. */
export function isPartOfList({ predicate, quantity, segment, statement }: Parts): boolean {
  const isItem = quantity.kind === 'count' && segment > statement.start;
  return predicate === null && (quantity.numerator !== null || quantity.kind === 'percentage' || isItem);
}

/** `thu ngân sách của huyện …`, `tại xã …`: the little word goes with the name. */
function withoutOf(view: View, start: number, end: number): number {
  return end > start && OF.has(textAt(view.line, end - 1)) ? withoutOf(view, start, end - 1) : end;
}

const OF: ReadonlySet<string> = new Set('của tại ở trên địa bàn ubnd riêng các cả hai ba bốn 02 03 04'.split(' '));

/** `tỉnh còn 35 trường chưa đạt chuẩn`: the authority's own. */
const AREA = /^(?:tỉnh|huyện|xã|phường|thành phố|thị xã|thị trấn)(?: ta)?$/u;

/** `phường | thu ngân sách 1.042 tỷ đồng`. */
const AREA_ALONE = wordSet('tỉnh, huyện, xã, phường, thành phố, thị xã, thị trấn, quận, đặc khu');

function wholeArea(view: View, start: number, end: number): Placed | null {
  if (AREA.test(spoken(view, { start, end }))) return { place: 'whole', bareName: null, rest: { start: end, end } };
  const doing = onward(AREA_ALONE, view.line, start);
  if (doing !== null && doing.end < end && textAt(view.line, doing.end) === 'thu')
    return { place: 'whole', bareName: null, rest: { start: doing.end, end } };
  const match = onward(WHOLE_AREA, view.line, start);
  if (match === null || match.end > end) return ofCountry(view, start, end);
  const isCountry = onward(WHOLE_COUNTRY, view.line, start) !== null;
  return { place: isCountry ? 'country' : 'whole', bareName: null, rest: { start: match.end, end } };
}

/** `bình quân chung cả nước`: of all of it, and still its name. */
function ofCountry({ line }: View, start: number, end: number): Placed | null {
  const last = backward(WHOLE_COUNTRY, line, end);
  return last === null || last.start <= start ? null : { place: 'country', bareName: null, rest: { start, end } };
}
