import type { Deadline, ProposedTarget, Quoted } from '../reading.js';
import type { DocumentStructure, Passage } from '../structure.js';
import type { Stretch } from '../phrases/phrases.js';
import { datedIn } from './dated.js';
import { bracketedIn, isHeading } from './dated-headings.js';
import { isOrdered, ordersAmongResults } from './dated-orders.js';
import type { Draft } from './draft.js';
import type { Due } from './due-phrase.js';
import { fulfilmentsIn } from './fulfilment.js';
import { indexesIn } from './indexes.js';
import { nameInTurn, nameOfEach, placeInTurn, yearInTurn } from './in-turn.js';
import { localityOf, responsibleOf } from './place-and-duty.js';
import { NOTHING_YET, quantifiedIn, type Earlier } from './quantified.js';
import { ratesIn } from './rates.js';
import { standardsIn } from './standards.js';
import { placeRows } from './place-tables.js';
import { indicatorRows } from './tables.js';
import type { Cells } from './table-heads.js';
import { tableReader, type Table } from './table-rows.js';
import { withTaskName } from './task-names.js';
import { taskColumnsOf, taskDrafts, taskOf } from './task-tables.js';
import { Taken } from './taken.js';
import { confidenceOf, reasonOf } from './tell.js';
import { viewOf, type Statement, type View } from './view.js';

/** All targets that a directive sets, in reading order. */
export function targetsOf(structure: DocumentStructure): readonly ProposedTarget[] {
  return numbered(structure.passages.flatMap(targetReader(structure)));
}

/**
 * Reads one passage after another in order: their targets, not yet numbered. Where a passage reports, or only names grounds and
 * recipients, it has none; a head row tells what the rows of a table below it hold.
 */
export function targetReader(structure: DocumentStructure): (passage: Passage) => readonly ProposedTarget[] {
  const tables = tableReader(structure);
  let rows: RowReader | null = null;
  return (passage) => {
    const row = tables(passage);
    if (row === null || passage.mood !== 'task') rows = null;
    if (passage.mood === 'report') return ofResults(viewOf(structure, passage));
    if (passage.mood !== 'task') return isHeading(structure, passage) ? ofHeading(viewOf(structure, passage)) : [];
    const view = viewOf(structure, passage);
    if (row?.isHead === true) rows = rowReader(structure, row.table, passage);
    if (row === null || rows === null) return told(view, draftsOf(view));
    return row.isHead || row.cells === null ? [] : rows(view, row.cells);
  };
}

function ofHeading(view: View): readonly ProposedTarget[] {
  return told(view, bracketedIn(view));
}

function ofResults(view: View): readonly ProposedTarget[] {
  const orders = ordersAmongResults(view);
  return orders.size === 0 ? [] : told(view, draftsOf(view, orders).filter(isOrdered));
}

type RowReader = (row: View, cells: Cells) => readonly ProposedTarget[];

/** How the rows beneath the heads of a table are read; null where it is no table of targets. */
function rowReader(structure: DocumentStructure, table: Table, head: Passage): RowReader | null {
  const indicators = indicatorRows(table);
  if (indicators !== null) return (view, cells) => told(view, indicators(view, cells));
  const tasks = taskColumnsOf(table);
  const places = tasks === null || hasFigures(table) ? placeRows(structure, table, head) : null;
  if (places !== null) return (row, cells) => toldOfPlace(places(row, cells));
  return tasks === null ? null : (view, cells) => toldOfTask(taskOf(view, cells, tasks));
}

/** `Chỉ tiêu hồ sơ trực tuyến (%)`. */
const hasFigures = ({ columns }: Table): boolean => columns.some(({ unit }) => unit !== null);

function toldOfPlace({ view, drafts }: { readonly view: View; readonly drafts: readonly Draft[] }): readonly ProposedTarget[] {
  return told(view, drafts);
}

function toldOfTask(task: ReturnType<typeof taskOf>): readonly ProposedTarget[] {
  return task === null ? [] : told(task.view, taskDrafts(task, draftsOf(task.view)));
}

function told(view: View, drafts: readonly Draft[]): readonly ProposedTarget[] {
  return drafts.map((draft) => targetOf(view, draft));
}

/** Numbers in reading order; one text for each series. A list of one is no series. */
export function numbered(targets: readonly ProposedTarget[]): readonly ProposedTarget[] {
  const order = targets.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const sizes = new Map<string, number>();
  for (const { series } of order) if (series !== null) sizes.set(series, (sizes.get(series) ?? 0) + 1);
  const names = new Map<string, string>();
  for (const [series, size] of sizes) if (size > 1) names.set(series, `S${names.size + 1}`);
  return order.map((target, index) => ({
    ...target,
    n: index + 1,
    series: target.series === null ? null : (names.get(target.series) ?? null),
  }));
}

/** Of some statements only, where given. */
function draftsOf(view: View, only: ReadonlySet<Statement> | null = null): readonly Draft[] {
  const taken = new Taken(view);
  let [before, sentence]: [Earlier, number] = [NOTHING_YET, -1];
  const drafts = view.statements.flatMap((statement) => {
    if (only?.has(statement) === false) return [];
    const { drafts, earlier } = quantifiedIn(view, statement, statement.sentence === sentence ? before : NOTHING_YET);
    [before, sentence] = [earlier, statement.sentence];
    return draftsIn(view, statement, drafts, taken);
  });
  return drafts.length > 0 || only !== null ? drafts : bracketedIn(view);
}

/** The families in order of what they are sure of: a later one leaves alone what an earlier one has taken. */
function draftsIn(view: View, statement: Statement, quantified: readonly Draft[], taken: Taken): readonly Draft[] {
  for (const draft of quantified) taken.add(draft);
  const found = [...quantified];
  for (const family of [fulfilmentsIn, indexesIn, ratesIn]) found.push(...taken.take(family(view, statement)));
  found.push(...taken.take(datedIn(view, statement, taken)));
  found.push(...taken.take(standardsIn(view, statement)));
  return found;
}

function targetOf(view: View, draft: Draft): ProposedTarget {
  const { recurrence } = draft;
  const due = inItsTurn(view, draft);
  const named = due === draft.due ? ofEach(view, draft) : nameInTurn(view, draft.quote);
  const own = withTaskName(view, draft);
  const full = { from: Math.min(draft.quote.from, draft.head?.from ?? Infinity), to: Math.max(draft.quote.to, draft.head?.to ?? 0) };
  const { strength, kind, comparator, comparatorAlt, comparatorWord, value, valueTo, valueText, valueSource, unit } = draft;
  return {
    n: 0,
    ...quotedOf(view, draft.quote),
    head: draft.head === null ? null : quotedOf(view, draft.head),
    full: quotedOf(view, full),
    clause: view.passage.label,
    indicator: named === '' ? own : named,
    ...{ kind, comparator, comparatorAlt, comparatorWord, value, valueTo, valueText, valueSource, unit },
    deadline: due === null ? null : deadlineOf(due),
    deadlineImplied: due === null && (draft.rule === 'fulfilment' || draft.rule === 'standard') ? impliedDay(view) : null,
    recurrence: recurrence?.recurrence ?? rhythmOf(due),
    recurrenceText: recurrence === null ? null : view.structure.prepared.text.slice(recurrence.from, recurrence.to),
    period: periodOf(view, due, draft.indicator),
    locality: localityOf(view, draft),
    responsible: responsibleOf(view, draft),
    strength,
    direction: draft.direction,
    incremental: draft.incremental,
    base: draft.base,
    series: strength === 'dated' ? null : seriesKey(view, draft),
    indexName: draft.indexName,
    confidence: confidenceOf(draft),
    reason: reasonOf(draft),
  };
}

function ofEach(view: View, { quote, indicator }: Draft): string {
  return placeInTurn(view, quote) === null ? '' : nameOfEach(view, quote, indicator);
}

/** The year that is its own where several are told in turn; else when it is due. */
function inItsTurn(view: View, { due, quote }: Draft): Due | null {
  if (due?.phrase.precision !== 'year') return due;
  const date = yearInTurn(view, quote);
  return date === null ? due : { ...due, phrase: { ...due.phrase, date, period: date.slice(0, 4) } };
}

/** The rhythm that so many days of a year make. */
const RHYTHMS: ReadonlyMap<number, string> = new Map([
  [1, 'yearly'],
  [2, '6-month'],
  [4, 'quarterly'],
  [12, 'monthly'],
]);

function rhythmOf(due: Due | null): string | null {
  return due?.phrase.precision === 'recurring' ? (RHYTHMS.get(due.phrase.expanded.length) ?? null) : null;
}

function seriesKey({ passage }: View, { list, rule }: Draft): string | null {
  return rule === 'level' || rule === 'share' || rule === 'action' ? `${passage.from}.${list}` : null;
}

function quotedOf(view: View, { from, to }: Stretch): Quoted {
  const { prepared } = view.structure;
  return { text: prepared.quote(from, to), ...prepared.spanOf(from, to) };
}

function deadlineOf({ phrase, text, inherited }: Due): Deadline {
  const precision = phrase.precision === 'relative' ? 'day' : phrase.precision;
  return { date: precision === 'recurring' ? null : phrase.date, op: phrase.op, precision, text, inherited, expanded: phrase.expanded };
}

/** The plan of a year is paid out until the end of the January that follows it. */
const PAID_OUT = /giải ngân|vốn/;

/** `2022-Q2` of a quarter or month that it is due in; else the period of the document, none where its aims are for years to come. */
function periodOf(view: View, due: Due | null, indicator: string): string | null {
  const { structure } = view;
  const period = due?.phrase.period ?? null;
  if (due?.phrase.date?.endsWith('-01-31') === true && due.phrase.precision === 'day' && PAID_OUT.test(indicator))
    return String(Number(due.phrase.date.slice(0, 4)) - 1);
  if (due !== null && period !== null) return ['day', 'half_year', 'year'].includes(due.phrase.precision) ? period.slice(0, 4) : period;
  if (due === null && isForLaterYears(view)) return null;
  return structure.time.period ?? (structure.time.year === null ? null : String(structure.time.year));
}

const SPAN = /(?:giai đoạn|thời kỳ|nhiệm kỳ) (\d{4}) ?[-–] ?\d{4}/u;

/** `MỤC TIÊU GIAI ĐOẠN 2026 - 2030` above, in a document of 2025: the year of the document is not theirs. */
function isForLaterYears({ structure, passage }: View): boolean {
  const spans = passage.above.map(({ from, to }) => SPAN.exec(structure.prepared.folded.slice(from, Math.min(to, from + 400))));
  const first = spans.findLast((span) => span !== null)?.[1];
  return first !== undefined && structure.time.year !== null && Number(first) > structure.time.year;
}

function impliedDay({ structure }: View): string | null {
  return structure.time.year === null ? null : `${structure.time.year}-12-31`;
}
