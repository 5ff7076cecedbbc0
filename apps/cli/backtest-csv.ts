import { parse, CsvError } from 'csv-parse/sync';
import { isCivilDate, yearOf } from '../../libs/domain/kernel/civil-date.js';
import { exact, type DecimalText } from '../../libs/domain/kernel/decimal.js';
import { DomainError } from '../../libs/domain/kernel/errors.js';
import { parseNumber } from '../../libs/domain/kernel/number-input.js';
import { clean, sameUnit } from '../../libs/domain/kernel/text.js';
import type { BacktestPoint, BacktestSeries } from '../../libs/domain/schedule/backtest.js';
import { bilingual, CliError } from './cli-error.js';

const COLUMNS = ['series', 'period_end', 'value', 'unit', 'target', 'deadline'] as const;
type Column = (typeof COLUMNS)[number];
type Row = Readonly<Record<Column, string>> & { readonly line: number };

/** Rows that a person would still look through; more is a mistake or another tool's work. */
export const MOST_ROWS = 100_000;

/** What a file holds: its series, and the rows that name a day but no figure. */
export interface BacktestFile {
  readonly series: readonly BacktestSeries[];
  readonly rowsWithoutFigure: readonly number[];
}

/**
 * The series of a file with the columns series, period_end, value, unit, target, deadline in any order; others are left alone.
 * One series under two deadlines is two, each knowing the rows of its year. A row without a value is a figure that is missing.
 * Throws `CliError` that names row, field and what was expected, before anything is judged.
 */
export function readBacktestCsv(text: string): BacktestFile {
  const rows = rowsOf(text);
  const read = numberReader(rows.flatMap(({ value, target }) => [value, target]));
  const groups = new Map<string, Group>();
  for (const row of rows) {
    check(row);
    const key = JSON.stringify([row.series, row.deadline]);
    const { series: name, unit, deadline } = row;
    const group = groups.get(key) ?? { series: { name, unit, deadline, points: [] }, points: new Map() };
    groups.set(key, group);
    if (!sameUnit(group.series.unit, unit)) fault(row, 'unit', `“${group.series.unit}”`, `“${group.series.unit}”`);
    put(group, row, read);
  }
  const all = [...groups.values()].filter(({ points }) => points.size > 0);
  return {
    series: all.map((group) => ({ ...group.series, points: [...knownTo(group, all).values()].sort((a, b) => (a.on < b.on ? -1 : 1)) })),
    rowsWithoutFigure: rows.filter(({ value }) => value === '').map(({ line }) => line),
  };
}

interface Group {
  readonly series: BacktestSeries;
  readonly points: Map<string, BacktestPoint>;
}

function put({ points }: Group, row: Row, read: NumberReader): void {
  const target = read(row, 'target');
  if (exact(target).isNegative()) fault(row, 'target', 'số không âm', 'a number not below zero');
  if (row.value === '') return;
  const point = { on: row.period_end, value: read(row, 'value'), target };
  const known = points.get(point.on);
  if (known && (known.value !== point.value || known.target !== point.target))
    fault(row, 'period_end', 'mỗi ngày một dòng cho mỗi chuỗi', 'one row for each series and day');
  points.set(point.on, point);
}

/** Its own points, and those before them that the same series reported in the same year under an earlier milestone. */
function knownTo({ series, points }: Group, all: readonly Group[]): ReadonlyMap<string, BacktestPoint> {
  const first = [...points.values()].reduce((least, point) => (point.on < least.on ? point : least));
  const earlier = all
    .filter(({ series: other }) => other.name === series.name && other.deadline < series.deadline && sameUnit(other.unit, series.unit))
    .flatMap((other) => [...other.points.values()])
    .filter(({ on }) => on < first.on && yearOf(on) === yearOf(first.on));
  return new Map([...earlier.map((point) => [point.on, { ...point, target: first.target }] as const), ...points]);
}

type NumberReader = (row: Row, field: 'value' | 'target') => DecimalText;

/** A comma, several dots or a space within a number anywhere make it a Vietnamese file: `913.216,2`. Else a point is the decimal mark. */
function numberReader(cells: readonly string[]): NumberReader {
  const reading = cells.some((cell) => /,|\..*\.|\d\s\d/.test(cell)) ? 'vi' : 'plain';
  // 1,234 alone may be a thousand as English writes it; another number of the file must show that the comma is the decimal mark.
  const isSure = cells.some((cell) => /,(\d{1,2}|\d{4,})$/.test(cell));
  return (row, field) => {
    if (!isSure && /^[1-9]\d{0,2},\d{3}$/.test(row[field])) fault(row, field, '1234 hoặc 1,23', '1234 or 1.23, this can be read both ways');
    try {
      return parseNumber(row[field], reading);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const example = reading === 'vi' ? '1.234,5' : '1234.5';
      return fault(row, field, `số dạng ${example}`, `a number such as ${example}`);
    }
  };
}

function rowsOf(text: string): readonly Row[] {
  const parsed = parsedRows(text);
  const [header, ...body] = parsed;
  const names = (header?.record ?? []).map((name) => clean(name).toLowerCase());
  const absent = COLUMNS.filter((column) => !names.includes(column));
  if (absent.length > 0)
    throw new CliError(bilingual(`Dòng 1: thiếu cột ${absent.join(', ')}`, `row 1: columns missing: ${absent.join(', ')}`));
  if (body.length === 0) throw new CliError(bilingual('Không có dòng số liệu nào', 'there are no rows of figures'));
  if (body.length > MOST_ROWS) {
    throw new CliError(bilingual(`${body.length} dòng, nhiều nhất ${MOST_ROWS}`, `${body.length} rows, at most ${MOST_ROWS} are read`));
  }
  const places = COLUMNS.map((column) => [column, names.indexOf(column)] as const);
  return body.map(({ record, info }) => {
    const cells = Object.fromEntries(places.map(([column, place]) => [column, clean(record[place] ?? '')])) as Record<Column, string>;
    return { ...cells, line: info.lines };
  });
}

type Parsed = readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];

function parsedRows(text: string): Parsed {
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, skip_records_with_empty_values: true, to: MOST_ROWS + 2 };
    return parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as Parsed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CliError(bilingual(`Không đọc được CSV: ${error.message}`, `not readable as CSV: ${error.message}`), { cause: error });
  }
}

/** Spreadsheets whose decimal mark is a comma separate cells by semicolons. */
function delimiterOf(text: string): string {
  const header = text.split('\n', 1)[0] ?? '';
  return [';', '\t'].find((mark) => header.includes(mark)) ?? ',';
}

function check(row: Row): void {
  if (row.series === '') fault(row, 'series', 'tên chuỗi', 'the name of a series');
  if (row.unit === '') fault(row, 'unit', 'đơn vị tính', 'a unit');
  for (const field of ['period_end', 'deadline'] as const) {
    if (!isCivilDate(row[field])) fault(row, field, 'ngày có thật dạng 2025-12-31', 'an existing day such as 2025-12-31');
  }
}

function fault(row: Row, field: Column, vi: string, en: string): never {
  const place = bilingual(`Dòng ${row.line}, cột ${field}`, `row ${row.line}, field ${field}`);
  throw new CliError(`${place}: “${row[field]}”; ${bilingual(`cần ${vi}`, `expected ${en}`)}`);
}
