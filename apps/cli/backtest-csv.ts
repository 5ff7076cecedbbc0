import { parse, CsvError } from 'csv-parse/sync';
import { isCivilDate } from '../../libs/domain/kernel/civil-date.js';
import { exact, isDecimalText } from '../../libs/domain/kernel/decimal.js';
import { clean, sameUnit } from '../../libs/domain/kernel/text.js';
import type { BacktestPoint, BacktestSeries } from '../../libs/domain/schedule/backtest.js';
import { bilingual, CliError } from './cli-error.js';

const COLUMNS = ['series', 'period_end', 'value', 'unit', 'target', 'deadline'] as const;
type Column = (typeof COLUMNS)[number];
type Row = Readonly<Record<Column, string>> & { readonly line: number };

/** Rows that a person would still look through; more is a mistake or another tool's work. */
export const MOST_ROWS = 100_000;

/**
 * The series of a file with the columns series, period_end, value, unit, target, deadline in any order; others are left alone.
 * One series under two deadlines is two. Throws `CliError` that names row, field and what was expected, before anything is judged.
 */
export function readBacktestCsv(text: string): readonly BacktestSeries[] {
  const rows = rowsOf(text);
  const groups = new Map<string, { series: BacktestSeries; points: Map<string, BacktestPoint> }>();
  for (const row of rows) {
    check(row);
    const key = JSON.stringify([row.series, row.deadline]);
    const group = groups.get(key) ?? {
      series: { name: row.series, unit: row.unit, deadline: row.deadline, points: [] },
      points: new Map(),
    };
    groups.set(key, group);
    if (!sameUnit(group.series.unit, row.unit)) fault(row, 'unit', `“${group.series.unit}”`, `“${group.series.unit}”`);
    if (group.points.has(row.period_end)) fault(row, 'period_end', 'mỗi ngày một dòng cho mỗi chuỗi', 'one row for each series and day');
    group.points.set(row.period_end, { on: row.period_end, value: row.value, target: row.target });
  }
  return [...groups.values()].map(({ series, points }) => ({
    ...series,
    points: [...points.values()].sort((a, b) => (a.on < b.on ? -1 : 1)),
  }));
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
    return parse(text, { bom: true, info: true, skip_empty_lines: true, to: MOST_ROWS + 2 }) as unknown as Parsed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CliError(bilingual(`Không đọc được CSV: ${error.message}`, `not readable as CSV: ${error.message}`), { cause: error });
  }
}

function check(row: Row): void {
  if (row.series === '') fault(row, 'series', 'tên chuỗi', 'the name of a series');
  if (row.unit === '') fault(row, 'unit', 'đơn vị tính', 'a unit');
  for (const field of ['period_end', 'deadline'] as const) {
    if (!isCivilDate(row[field])) fault(row, field, 'ngày có thật dạng 2025-12-31', 'an existing day such as 2025-12-31');
  }
  for (const field of ['value', 'target'] as const) {
    if (!isDecimalText(row[field])) fault(row, field, 'số dạng 1234.5', 'a number such as 1234.5');
  }
  if (exact(row.target).isNegative()) fault(row, 'target', 'số không âm', 'a number not below zero');
}

function fault(row: Row, field: Column, vi: string, en: string): never {
  const place = bilingual(`Dòng ${row.line}, cột ${field}`, `row ${row.line}, field ${field}`);
  throw new CliError(`${place}: “${row[field]}”; ${bilingual(`cần ${vi}`, `expected ${en}`)}`);
}
