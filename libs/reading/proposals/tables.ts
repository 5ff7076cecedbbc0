import { decimalOf } from '../phrases/numbers.js';
import type { Stretch } from '../phrases/phrases.js';
import type { Comparator } from '../reading.js';
import { BLANK, type Draft } from './draft.js';
import { dueOfColumn } from './due-above.js';
import { isPlanned, kindsOf, type Kinds } from './table-kinds.js';
import type { Cells, Column } from './table-heads.js';
import { asUnit, nameOfRow } from './table-names.js';
import type { Table } from './table-rows.js';
import { dueOfRow } from './task-tables.js';
import { isTimely } from './timely.js';
import type { View } from './view.js';

/** What a row of a table sets. */
export type RowDrafts = (row: View, cells: Cells) => readonly Draft[];

/** How the rows of a table of indicators are read; null for a table that plans none. */
export function indicatorRows(table: Table): RowDrafts | null {
  const kinds = kindsOf(table);
  if (kinds?.rows !== 'indicators') return null;
  const values = table.columns.filter((column) => column.at > kinds.name.at && column.at !== kinds.unit && isPlanned(column));
  return values.length === 0 ? null : (view, cells) => rowDrafts(view, cells, table, kinds, values);
}

const SIGNS: ReadonlyMap<string, Comparator> = new Map([
  ['>', '>'],
  ['trên', '>'],
  ['≥', '>='],
  ['>=', '>='],
  ['từ', '>='],
  ['tối thiểu', '>='],
  ['<', '<'],
  ['dưới', '<'],
  ['≤', '<='],
  ['<=', '<='],
  ['không quá', '<='],
  ['khoảng', 'about'],
]);
const CELL =
  /^(>=|<=|[<>≥≤]|trên|từ|tối thiểu|dưới|không quá|khoảng)?\s{0,2}(\d[\d.,]{0,20})(?:\s{0,2}[-–]\s{0,2}(\d[\d.,]{0,20}))?\s{0,2}(%|trở lên|trở xuống)?$/;

/** The planned values of a row, one draft for each column; due when its own cell says. */
function rowDrafts(
  view: View,
  cells: Cells,
  table: Table,
  { name: { at: nameAt }, unit: unitAt, due: dueAt }: Kinds,
  values: readonly Column[],
): readonly Draft[] {
  const { prepared } = view.structure;
  const name = cells[nameAt];
  if (name == null || name.to - name.from < 3) return [];
  const unitCell = unitAt === null ? null : (cells[unitAt] ?? null);
  const printed = unitCell === null ? null : prepared.text.slice(unitCell.from, unitCell.to);
  const named = nameOfRow(prepared, name);
  return values.flatMap(({ at, time, unit }) => {
    const cell = cells[at] ?? null;
    const level = cell === null ? null : levelOfCell(view, cell, printed ?? named.unit ?? unit ?? table.unit);
    if (cell === null || level === null) return [];
    const due = dueOfRow(view, cells[dueAt ?? -1] ?? null) ?? dueOfColumn(view, time);
    if (due !== null && !isTimely(view.structure, due.phrase)) return [];
    return [{ ...level, quote: { from: name.from, to: cell.to }, indicator: named.indicator, due, list: nameAt }];
  });
}

/** What a cell sets, in the unit that another cell or the head names; null for a cell without a number. */
export function levelOfCell(view: View, cell: Stretch, named: string | null): Omit<Draft, 'quote' | 'indicator' | 'due' | 'list'> | null {
  const { prepared } = view.structure;
  const found = CELL.exec(prepared.folded.slice(cell.from, cell.to));
  const told = found === null ? null : valueOf(found);
  if (found === null || told === null) return null;
  const unit = found[4] === '%' ? '%' : named;
  return {
    ...BLANK,
    ...told,
    rule: 'level',
    strength: 'quantified',
    kind: kindOf(unit),
    valueText: prepared.text.slice(cell.from, cell.to),
    valueSource: 'printed',
    unit: unit === null ? null : asUnit(unit),
    doubts: unit === null ? ['no_unit'] : [],
  };
}

function kindOf(unit: string | null): Draft['kind'] {
  if (/^[%‰]/.test(unit ?? '')) return 'percentage';
  return /đồng|usd|tấn|ha|km|m3|tạ|kg/i.test(unit ?? '') ? 'amount' : 'count';
}

/** The comparison and value of a cell, `≤ 5,2`, `1.250 - 1.300`, `95% trở lên`. */
function valueOf([, sign, printed = '', upper, suffix]: RegExpExecArray): Pick<
  Draft,
  'comparator' | 'comparatorAlt' | 'comparatorWord' | 'value' | 'valueTo'
> | null {
  const value = decimalOf(printed.replace(/[.,]$/, ''));
  if (value === null) return null;
  const valueTo = upper === undefined ? null : decimalOf(upper.replace(/[.,]$/, ''));
  const beside = SUFFIXES.get(suffix ?? '') ?? SIGNS.get(sign ?? '') ?? '=';
  const comparator = valueTo !== null ? 'range' : beside;
  const comparatorWord = sign ?? (suffix === '%' ? null : (suffix ?? null));
  return { comparator, comparatorAlt: comparator === '=' ? ['>='] : [], comparatorWord, value, valueTo };
}

const SUFFIXES: ReadonlyMap<string, Comparator> = new Map([
  ['trở lên', '>='],
  ['trở xuống', '<='],
]);
