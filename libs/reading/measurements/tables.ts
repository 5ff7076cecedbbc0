import type { DecimalText } from '../../domain/kernel/decimal.js';
import { decimalOf } from '../phrases/numbers.js';
import type { Stretch } from '../phrases/phrases.js';
import { asUnit, nameOfRow, TOTAL } from '../proposals/table-names.js';
import type { Cells } from '../proposals/table-heads.js';
import { tableReader, type Table } from '../proposals/table-rows.js';
import { viewOf } from '../proposals/view.js';
import type { DocumentStructure, Passage } from '../structure.js';
import { asOfAbove, type AsOf } from './as-of.js';
import { isShare, type Figure, type Fraction } from './figure.js';
import type { Localities } from './localities.js';
import { placeOfCell } from './table-places.js';
import { resultsOf, type Result, type Results } from './table-results.js';

/** A table of results, and the day on which they stand where no column says it. */
interface Told {
  readonly table: Table;
  readonly results: Results;
  readonly asOf: AsOf;
}

/** Reads the results in the rows of tables one after another; null for what is no row of such a table. */
export function rowReader(structure: DocumentStructure, localities: Localities): (passage: Passage) => readonly Figure[] | null {
  const tables = tableReader(structure);
  let told: Told | null = null;
  return (passage) => {
    const row = tables(passage);
    if (row === null || passage.mood === 'other') return (told = null);
    if (row.isHead) told = toldBy(structure, row.table, passage);
    if (told === null) return null;
    return row.isHead || row.cells === null ? [] : figuresOfRow(structure, localities, passage, told, row.cells);
  };
}

function toldBy(structure: DocumentStructure, table: Table, head: Passage): Told | null {
  const results = resultsOf(structure, table, head);
  return results && { table, results, asOf: asOfAbove(viewOf(structure, { ...head, above: [...head.above, ...table.captions] })) };
}

function figuresOfRow(
  structure: DocumentStructure,
  localities: Localities,
  passage: Passage,
  { table, results: { kinds, columns }, asOf }: Told,
  cells: Cells,
): readonly Figure[] {
  const name = cells[kinds.name.at];
  if (name == null || name.to - name.from < 3) return [];
  const unitCell = kinds.unit === null ? null : (cells[kinds.unit] ?? null);
  const row = nameOfRow(structure.prepared, name);
  const own = unitCell === null ? row.unit : asUnit(structure.prepared.text.slice(unitCell.from, unitCell.to));
  const place = kinds.rows === 'places' ? placeOfCell(structure, localities, name, kinds.name) : placeOfRow(localities, cells);
  const locality = place ?? passage.locality ?? structure.head.locality;
  const ofCase = kinds.rows === 'cases' ? caseOf(structure, name) : null;
  return columns.flatMap((column) => {
    const read = readIn(structure, cells, column, own ?? column.unit ?? table.unit);
    if (read === null) return [];
    return [
      {
        ...read,
        ...TOLD_IN_COLUMN,
        indicator: nameOf(column, row.indicator, ofCase),
        locality,
        ...(column.asOf ?? asOf),
        confidence: sureOf(column),
      },
    ];
  });
}

/** `Keo lai`; null for all cases together. */
function caseOf({ prepared }: DocumentStructure, { from, to }: Stretch): string | null {
  return TOTAL.test(prepared.folded.slice(from, to)) ? null : prepared.text.slice(from, to);
}

const TOLD_IN_COLUMN = { series: null, reason: { vi: 'Cột kết quả của bảng.', en: 'A column of results of a table.' } } as const;

/** Less where nothing says what was done. */
const sureOf = ({ indicator }: Result): number => (indicator === 'thực hiện' ? 0.6 : 0.9);

/** The number of a cell in its unit, with what it is of; null for an empty cell. */
function readIn(structure: DocumentStructure, cells: Cells, column: Result, named: string | null) {
  const printed = printedIn(structure, cells[column.at] ?? null);
  if (printed === null) return null;
  const unit = column.unit === '% kế hoạch' ? column.unit : (named ?? printed.unit);
  const fraction = fractionOf(structure, cells, column, printed, unit);
  return fraction === null ? null : { from: printed.at.from, to: printed.at.to, value: printed.value, unit, ...fraction };
}

/** By its row, by its head, or by its caption and the case that the row names. */
function nameOf({ indicator, unit }: Result, row: string, ofCase: string | null): string {
  if (indicator === null) return unit === '% kế hoạch' ? `${row} so với kế hoạch` : row;
  return ofCase === null ? indicator : `${indicator} - ${ofCase}`;
}

interface Printed extends Fraction {
  readonly at: Stretch;
  readonly value: DecimalText;
  readonly unit: string | null;
}

const CELL = /^(\d[\d.,]{0,20})\s{0,2}(?:\/\s{0,2}(\d[\d.,]{0,20})\s{0,2})?(%)?$/u;

function printedIn({ prepared }: DocumentStructure, at: Stretch | null): Printed | null {
  const found = at === null ? null : CELL.exec(prepared.folded.slice(at.from, at.to));
  const number = (digits: string | undefined) => (digits === undefined ? null : decimalOf(digits.replace(/[.,]$/u, '')));
  const value = number(found?.[1]);
  if (at === null || found === null || value === null) return null;
  const denominator = number(found[2]);
  return { at, value, unit: found[3] ?? null, numerator: denominator === null ? null : value, denominator };
}

/** What it is of: as its cell prints it, or of the plan in its row; null for a rate that must be what was done of the plan and is not. */
function fractionOf(
  structure: DocumentStructure,
  cells: Cells,
  { plan, done, mustBeShare }: Result,
  printed: Printed,
  unit: string | null,
): Fraction | null {
  const { value, numerator, denominator } = printed;
  const valueAt = (at: number | null) => (at === null ? null : (printedIn(structure, cells[at] ?? null)?.value ?? null));
  const planned = valueAt(plan);
  if (done === null) {
    const isOfPlan = numerator === null && planned !== null && unit !== null && !/[%‰/]/u.test(unit);
    return isOfPlan ? { numerator: value, denominator: planned } : { numerator, denominator };
  }
  const share = { numerator: valueAt(done), denominator: planned };
  if (isShare(value, share)) return share;
  return mustBeShare ? null : { numerator: null, denominator: null };
}

/** The place that a cell of the row is. */
function placeOfRow(localities: Localities, cells: Cells): string | null {
  for (const cell of cells) {
    if (cell === null) continue;
    const [place] = localities.in(cell.from, cell.to);
    if (place !== undefined && place.to - place.from === cell.to - cell.from) return place.name;
  }
  return null;
}
