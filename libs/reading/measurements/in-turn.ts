import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { pairAt, textAt, tokenAt } from '../phrases/line.js';
import type { Quantity } from '../phrases/phrases.js';
import { isClosed, isMark, tokenFrom, tokensOf, type Statement, type View } from '../proposals/view.js';
import { agencyAt } from '../structure/agencies.js';
import { listOfPlaces } from '../structure/locality.js';
import type { Standing } from './as-of.js';
import type { Localities } from './localities.js';
import type { Range } from './range.js';
import type { Who } from './subject.js';
import { wording } from './wording.js';

/** What one of the numbers behind `lần lượt` is of; all null but one. */
export interface Turn {
  readonly place: string | null;
  readonly asOf: CivilDate | null;
  /** `chăn nuôi` of `tỷ trọng trồng trọt, chăn nuôi lần lượt đạt 62%, 38%`, with the words that they share. */
  readonly name: string | null;
  readonly agency: string | null;
  /** What the things in turn stand behind: `tỷ lệ hộ nghèo` of `tỷ lệ hộ nghèo các năm 2020, 2021 lần lượt là …`; null where it is left to the words. */
  readonly shared: string | null;
  /** The first number of the list. */
  readonly opens: boolean;
  /** The first token of what they are of. */
  readonly start: number | null;
}

/** The numbers told in turn, by the index at which they begin: as many as the things that are named before. */
export function turnsIn(view: View, quantities: readonly Quantity[], localities: Localities): ReadonlyMap<number, Turn> {
  const turns = new Map<number, Turn>();
  for (let index = 0; index < view.line.tokens.length; index += 1) {
    if (!isInTurn(view, index)) continue;
    const run = runBehind(view, quantities, index);
    const things = run.length < 2 ? null : thingsBefore(view, index, run.length, localities);
    for (const [at, thing] of (things ?? []).entries()) turns.set(run[at]?.from ?? -1, { ...NOTHING, ...thing, opens: at === 0 });
  }
  return turns;
}

const NOTHING: Turn = { place: null, asOf: null, name: null, agency: null, shared: null, opens: false, start: null };

function isInTurn(view: View, index: number): boolean {
  const words = textAt(view.line, index) === 'lần' || textAt(view.line, index) === 'tương' ? pairAt(view.line, index) : '';
  return (words === 'lần lượt' || words === 'tương ứng') && !isClosed(view, index);
}

const NEAR = 8;
const JOINTS: ReadonlySet<string> = new Set(', ; và với là đạt khoảng trên gần hơn'.split(' '));

/** The numbers behind, with nothing but commas between them. */
function runBehind({ line }: View, quantities: readonly Quantity[], index: number): readonly Quantity[] {
  const from = tokenAt(line, index).from;
  let [low, high] = [0, quantities.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quantities[middle]?.from ?? from) < from) low = middle + 1;
    else high = middle;
  }
  const run: Quantity[] = [];
  for (let at = low, end = index + 2; at < quantities.length; at += 1) {
    const quantity = quantities[at];
    if (quantity === undefined) break;
    const figure = tokensOf(line, quantity);
    if (run.length === 0 ? figure.start > index + NEAR : !isJoined(line, end, figure.start)) break;
    run.push(quantity);
    end = figure.end;
  }
  return run;
}

function isJoined(line: View['line'], start: number, end: number): boolean {
  if (end === start || end > start + NEAR) return false;
  for (let index = start; index < end; index += 1) if (!JOINTS.has(textAt(line, index))) return false;
  return true;
}

const FAR = 80;

function thingsBefore(view: View, end: number, count: number, localities: Localities): readonly Partial<Turn>[] | null {
  const statement = statementAt(view, end);
  if (statement === null) return null;
  const range = { start: Math.max(statement.start, end - FAR), end };
  return placesBefore(view, range, count, localities) ?? timesBefore(view, statement, range, count) ?? namesBefore(view, range, count);
}

function statementAt({ statements }: View, index: number): Statement | null {
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.end ?? index) <= index) low = middle + 1;
    else high = middle;
  }
  const found = statements[low];
  return found !== undefined && found.start <= index ? found : null;
}

function placesBefore(view: View, { start, end }: Range, count: number, localities: Localities): readonly Partial<Turn>[] | null {
  const places = localities.in(tokenAt(view.line, start).from, tokenAt(view.line, end).from).slice(-count);
  const isList = places.length === count && listOfPlaces(view.structure.prepared, places) !== null;
  return isList ? places.map(({ name }) => ({ place: name })) : null;
}

const YEAR = /^(?:19|20)\d\d$/u;

function timesBefore(view: View, { phrases }: Statement, range: Range, count: number): readonly Partial<Turn>[] | null {
  const { line, cover } = view;
  const [from, to] = [tokenAt(line, range.start).from, tokenAt(line, range.end).from];
  const years = line.tokens.slice(range.start, range.end).filter(({ text }) => YEAR.test(text));
  const dates = phrases.dates.filter((date) => date.from >= from && date.to <= to && date.date !== null && date.role !== 'document');
  const days = years.length === count ? years.map(({ text }) => `${text}-12-31`) : dates.flatMap(({ date }) => date ?? []);
  if (days.length !== count) return null;
  const isTime = (index: number): boolean => cover[index] === 'date' || YEAR.test(textAt(line, index));
  let first = range.start;
  while (first < range.end && !isTime(first)) first += 1;
  while (first > range.start && LEADING.has(textAt(line, first - 1))) first -= 1;
  const shared = wording(view, { start: range.start, end: first });
  return days.map((asOf) => ({ asOf, shared: shared === '' ? null : shared, start: range.start }));
}

const LEADING: ReadonlySet<string> = new Set('các năm trong của từng qua vào'.split(' '));

/** Where the last name of a list ends and what is told of them begins. */
const TOLD: ReadonlySet<string> = new Set('đạt tăng giảm với có là còn giải hoàn thực chiếm đều bằng'.split(' '));
const LONGEST_NAME = 9;

/** Other things, `Sở Y tế, Sở Xây dựng`, `đàn trâu, bò, lợn`: what the first has more words than the next is shared. */
function namesBefore(view: View, range: Range, count: number): readonly Partial<Turn>[] | null {
  const items: Range[] = [];
  let end = range.end;
  for (let index = range.end - 1; index >= range.start && items.length < count; index -= 1) {
    const isFirst = index === range.start || isMark(view.line, index - 1, ';:()');
    const divides = isMark(view.line, index, ',') || textAt(view.line, index) === 'và';
    if (!isFirst && !divides) continue;
    items.unshift({ start: divides ? index + 1 : index, end });
    end = index;
    if (isFirst && !divides) break;
  }
  const last = items.at(-1);
  if (last === undefined || items.length !== count) return null;
  items[items.length - 1] = { start: last.start, end: toldFrom(view, last) };
  if (items.some((item, at) => item.end <= item.start || (at > 0 && (item.end - item.start > LONGEST_NAME || holdsNumber(view, item)))))
    return null;
  return agenciesOf(view, items) ?? sharedNames(view, items);
}

function toldFrom({ line }: View, { start, end }: Range): number {
  for (let index = start + 1; index < end; index += 1) if (TOLD.has(textAt(line, index))) return index;
  return end;
}

function holdsNumber({ cover }: View, { start, end }: Range): boolean {
  for (let index = start; index < end; index += 1) if (cover[index] != null) return true;
  return false;
}

function agenciesOf(view: View, items: readonly Range[]): readonly Partial<Turn>[] | null {
  const agencies = items.map(({ start, end }, at) => {
    const from = at > 0 ? start : lastCapital(view, start, end);
    const agency = agencyAt(view.structure.prepared, tokenAt(view.line, from).from, tokenAt(view.line, end - 1).to);
    return agency !== null && tokenFrom(view.line, agency.to) >= end ? agency.name : null;
  });
  return agencies.includes(null) ? null : agencies.map((agency) => ({ agency }));
}

const AGENCY_WORDS: ReadonlySet<string> = new Set(['sở', 'ban', 'bộ', 'cục', 'chi', 'công', 'trường', 'bệnh']);

/** `các đơn vị giải ngân thấp là | Sở Y tế`: where the first agency begins. */
function lastCapital({ line }: View, start: number, end: number): number {
  for (let index = end - 1; index >= start; index -= 1) if (AGENCY_WORDS.has(textAt(line, index))) return index;
  return start;
}

function sharedNames(view: View, items: readonly Range[]): readonly Partial<Turn>[] {
  const [first, second] = items;
  const extra = first === undefined || second === undefined ? 0 : Math.max(0, first.end - first.start - (second.end - second.start));
  const head = first === undefined ? '' : wording(view, { start: first.start, end: first.start + extra });
  return items.map((item, at) => ({
    name: at === 0 || head === '' ? wording(view, item) : `${head} ${wording(view, item)}`,
    start: first?.start ?? null,
  }));
}

/** Whose figure the one in turn is, where the words alone say what the whole list is of. */
export function turned(who: Who, turn: Turn | null): Who {
  if (turn === null) return who;
  if (turn.place !== null) return { ...who, place: { name: turn.place }, bareName: null, agency: null };
  if (turn.agency !== null) return { ...who, subject: null, verb: null, agency: turn.agency };
  return { ...who, subject: turn.name ?? (turn.opens ? turn.shared : null), agency: null, verb: null, isMeasured: true };
}

/** The day of one of the years told in turn. */
export function dayInTurn(turn: Turn | null): Standing | null {
  return turn?.asOf == null ? null : { asOf: turn.asOf, asOfSource: 'inferred', isResult: true, lasts: false };
}
