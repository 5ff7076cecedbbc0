import { lineOf, printedOf } from '../phrases/line.js';
import { UNITS } from '../phrases/unit-words.js';
import { onward } from '../phrases/word-tree.js';
import type { DocumentStructure, Passage, PreparedText } from '../structure.js';
import type { Draft } from './draft.js';
import { dueOfColumn } from './due-above.js';
import { asIndicator, placeUnder, TOTAL } from './table-names.js';
import { BESIDE, DUE, isPlanned, kindsOf, TOLD, type Kinds } from './table-kinds.js';
import { namesNothing, type Cells, type Column } from './table-heads.js';
import type { Table } from './table-rows.js';
import { levelOfCell } from './tables.js';
import { dueOfRow } from './task-tables.js';
import { isTimely } from './timely.js';
import { viewOf, type View } from './view.js';

/** A column of figures: what they measure, and their unit. */
export interface Measured extends Column {
  readonly indicator: string;
  readonly unit: string;
}

const PLANS = /chỉ tiêu|kế hoạch|mục tiêu|giao|nhiệm vụ|phân bổ/;

/** A row of such a table, in the place that it names, and what it sets. */
type PlaceRows = (row: View, cells: Cells) => { readonly view: View; readonly drafts: readonly Draft[] };

/**
 * How the rows of a table are read that shares targets out: a place or agency in each row, what is to be reached in each head, `Trồng
 * rừng mới (ha)`; or one case of what the caption names, `Đài Loan`, and its plan. Where the heading above or the document says that it
 * gives targets; null for any other.
 */
export function placeRows({ prepared, head }: DocumentStructure, table: Table, { above }: Passage): PlaceRows | null {
  const kinds = kindsOf(table);
  if (kinds === null || kinds.rows === 'indicators') return null;
  const words = [...above, ...table.captions].map(({ from, to }) => prepared.folded.slice(from, Math.min(to, from + 200)));
  if (kinds.rows === 'places' && ![...words, head.title?.toLowerCase() ?? ''].some((one) => PLANS.test(one))) return null;
  const values = table.columns.flatMap((column) =>
    column.at > kinds.name.at ? (plannedOf(prepared, table, column, kinds.rows === 'cases') ?? []) : [],
  );
  return values.length === 0
    ? null
    : (view, cells) => ({ view: inItsPlace(view, cells, kinds), drafts: rowDrafts(view, cells, kinds, values) });
}

/** `Mường La` beneath `Huyện`. */
function inItsPlace(view: View, cells: Cells, { name: { at, words } }: Kinds): View {
  const { structure, passage } = view;
  const name = cells[at] ?? null;
  const locality = name === null ? null : placeUnder(words, structure.prepared.text.slice(name.from, name.to));
  return locality === null ? view : viewOf(structure, { ...passage, locality });
}

function rowDrafts(view: View, cells: Cells, kinds: Kinds, values: readonly Measured[]): readonly Draft[] {
  const { text, folded } = view.structure.prepared;
  const name = cells[kinds.name.at];
  if (name == null || name.to - name.from < 2) return [];
  const isCase = kinds.rows === 'cases' && !TOTAL.test(folded.slice(name.from, name.to));
  const own = isCase ? ` - ${text.slice(name.from, name.to)}` : '';
  return values.flatMap(({ at, indicator, time, unit }) => {
    const cell = cells[at] ?? null;
    const level = cell === null ? null : levelOfCell(view, cell, unit);
    const due = dueOfRow(view, cells[kinds.due ?? -1] ?? null) ?? dueOfColumn(view, time);
    if (cell === null || level === null || (due !== null && !isTimely(view.structure, due.phrase))) return [];
    return [{ ...level, quote: cell, head: null, indicator: `${indicator}${own}`, due, list: at }];
  });
}

/** A column of what is to be reached, in its own words or, where they only say that it is planned, in those of the caption. */
function plannedOf(prepared: PreparedText, table: Table, column: Column, isCase: boolean): Measured | null {
  const { words } = column;
  if (DUE.test(words) || BESIDE.test(words) || TOLD.test(words) || /so sánh|so với|cùng kỳ|đã |đạt được/u.test(words)) return null;
  const isBare = namesNothing(words);
  if (((isCase || isBare) && !isPlanned(column)) || (!isBare && isRateOfTold(table, words))) return null;
  const indicator = isCase || isBare ? table.topic : asIndicator(prepared, column.head);
  const unit = unitOf(prepared, table, column);
  return indicator === null || unit === null ? null : { ...column, indicator, unit };
}

/** `Tỷ lệ` beside a column of results is what they make of the plan. */
function isRateOfTold({ columns }: Table, words: string): boolean {
  return /^(?:tỷ lệ|tỉ lệ|đạt)(?!\p{L})/u.test(words) && columns.some((column) => TOLD.test(column.words));
}

/** Its own, what `Số trường đạt chuẩn` counts, or that of the whole table. */
export function unitOf(prepared: PreparedText, table: Table, { head, words, unit }: Column): string | null {
  if (unit !== null || !/^số /u.test(words)) return unit ?? table.unit;
  const line = lineOf(prepared, head.from, head.to);
  const start = words.startsWith('số lượng ') ? 2 : 1;
  const noun = onward(UNITS, line, start);
  return noun === null ? table.unit : printedOf(line, start, noun.end);
}
