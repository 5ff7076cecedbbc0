import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backtest } from '../../libs/domain/schedule/backtest.js';
import { runBacktest } from './backtest-command.js';
import { MOST_ROWS, readBacktestCsv } from './backtest-csv.js';
import { backtestText } from './backtest-text.js';
import { CliError } from './cli-error.js';

const HEADER = 'series,period_end,value,unit,target,deadline';
const ROWS = [
  'Tỉnh A 2024,2024-03-31,10,%,95,2024-12-31',
  'Tỉnh A 2024,2024-06-30,20,%,95,2024-12-31',
  'Tỉnh A 2024,2024-12-31,60,%,95,2024-12-31',
];
const seriesOf = (text: string) => readBacktestCsv(text).series;
const csv = (...rows: readonly string[]): string => [HEADER, ...rows].join('\n');

describe('a file of series', () => {
  it('is read whatever the order of rows and columns, with a mark at its start, quotes and other columns', () => {
    const [series] = seriesOf(
      `\ufeffsource,deadline,target,unit,value,period_end,series\r\nx,2024-12-31,95,%,20,2024-06-30,"A, B"\r\n,2024-12-31,95,%,10,2024-03-31,"A, B"\r\n`,
    );
    expect(series).toEqual({
      ...{ name: 'A, B', unit: '%', deadline: '2024-12-31' },
      points: [
        { on: '2024-03-31', value: '10', target: '95' },
        { on: '2024-06-30', value: '20', target: '95' },
      ],
    });
  });

  it('holds one series for each deadline', () => {
    expect(seriesOf(csv(...ROWS, 'Tỉnh A 2024,2025-03-31,5,%,95,2025-12-31'))).toHaveLength(2);
  });

  it('has Vietnamese numbers where one of them shows it, with semicolons between cells', () => {
    const text = `${HEADER}\nA;2024-03-31;913.216,2;tỷ đồng;1.200.000;2024-12-31\nA;2024-04-30;913.300;tỷ đồng;1.200.000;2024-12-31`;
    const [series] = seriesOf(text.replace(HEADER, HEADER.replaceAll(',', ';')));
    expect(series?.points.map(({ value, target }) => [value, target])).toEqual([
      ['913216.2', '1200000'],
      ['913300', '1200000'],
    ]);
    expect(seriesOf(csv('A,2024-03-31,913.216,tỷ đồng,1200,2024-12-31'))[0]?.points[0]?.value).toBe('913.216');
  });

  it('may lack figures, repeat a row and end in empty ones', () => {
    const { series, rowsWithoutFigure } = readBacktestCsv(csv(...ROWS, ROWS[0]!, 'Tỉnh A 2024,2024-09-30,,%,95,2024-12-31', ',,,,,'));
    expect(series).toEqual(seriesOf(csv(...ROWS)));
    expect(rowsWithoutFigure).toEqual([6]);
  });

  it('tells a later milestone what was reported under an earlier one of the year', () => {
    const [, later] = seriesOf(
      csv('A,2024-03-31,10,%,60,2024-09-30', 'A,2024-10-31,70,%,98,2024-12-31', 'A,2023-12-31,90,%,60,2024-09-30'),
    );
    expect(later?.points).toEqual([
      { on: '2024-03-31', value: '10', target: '98' },
      { on: '2024-10-31', value: '70', target: '98' },
    ]);
  });

  it.each([
    ['', 'row 1: columns missing'],
    [HEADER, 'no rows of figures'],
    ['series,value', 'columns missing: period_end, unit, target, deadline'],
    [csv(ROWS[0]!, 'A,2024-02-30,1,%,95,2024-12-31'), 'row 3, field period_end: “2024-02-30”'],
    [csv('A,2024-02-28,"1,5",%,47.3,2024-12-31'), 'row 2, field target: “47.3”'],
    [csv('A,2024-02-28,"1,234",%,95,2024-12-31'), 'row 2, field value: “1,234”'],
    [csv('A,2024-02-28,"1,234.5",%,95,2024-12-31'), 'row 2, field value: “1,234.5”'],
    [csv('A,2024-02-28,n/a,%,95,2024-12-31'), 'row 2, field value: “n/a”'],
    [csv('A,2024-02-28,1,%,,2024-12-31'), 'row 2, field target: “”'],
    [csv('A,2024-02-28,1e3,%,95,2024-12-31'), 'row 2, field value: “1e3”'],
    [csv('A,2024-02-28,1,%,-95,2024-12-31'), 'row 2, field target'],
    [csv('A,2024-02-28,1,%,95,31/12/2024'), 'row 2, field deadline'],
    [csv('A,2024-02-28,1,,95,2024-12-31'), 'row 2, field unit'],
    [csv(',2024-02-28,1,%,95,2024-12-31'), 'row 2, field series'],
    [csv(...ROWS, ROWS[0]!.replace(',10,', ',11,')), 'row 5, field period_end'],
    [csv(ROWS[0]!, 'Tỉnh A 2024,2024-04-30,10,tỷ đồng,95,2024-12-31'), 'row 3, field unit: “tỷ đồng”'],
    [csv('A,2024-02-28,1,%,95'), 'not readable as CSV'],
    [csv('"A,2024-02-28,1,%,95,2024-12-31'), 'not readable as CSV'],
    [csv(...Array.from({ length: MOST_ROWS + 1 }, (_, i) => `S${i},2024-02-28,1,%,95,2024-12-31`)), `at most ${MOST_ROWS}`],
  ])('is refused with row, field and what was expected (%#)', (text, message) => {
    expect(() => readBacktestCsv(text)).toThrow(CliError);
    expect(() => readBacktestCsv(text)).toThrow(message);
  });
});

it('the report tells of each series what was said first and when, and the rules beside each other', () => {
  const lines = backtestText(backtest(seriesOf(csv(...ROWS)))).split('\n');
  expect(lines[0]).toBe('Tỉnh A 2024: 95 % đến / by 2024-12-31');
  expect(lines.find((line) => line.includes('straight line'))).toMatch(/missed 2024-03-31$/);
  expect(lines.find((line) => line.includes('outcome'))).toMatch(/không đạt \/ missed \(60 %, 2024-12-31\)$/);
  expect(lines.at(-1)).toMatch(/^đường thẳng \/ straight line\s+1\s+1\s+1\.00\s+1\.00\s+275$/);
});

describe('the command', () => {
  let dir: string;
  const { log } = console;
  const printed: string[] = [];
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tiendo-backtest-'));
    console.log = (text: string) => void printed.push(text);
  });
  afterAll(async () => {
    console.log = log;
    await rm(dir, { recursive: true });
  });
  beforeEach(() => (printed.length = 0));

  it('prints a whole report', async () => {
    await writeFile(join(dir, 'good.csv'), csv(...ROWS));
    await runBacktest(join(dir, 'good.csv'));
    expect(printed.join('\n')).toContain('1 series, 1 with a known outcome, 1 missed');
  });

  it('prints nothing of a faulty file, one that is too large, is not UTF-8, or is not there', async () => {
    await writeFile(join(dir, 'fault.csv'), csv(...ROWS, 'A,2024-02-30,1,%,95,2024-12-31'));
    await writeFile(join(dir, 'large.csv'), '');
    await truncate(join(dir, 'large.csv'), 60_000_000);
    await writeFile(join(dir, 'latin.csv'), Buffer.from([0xff, 0xe9]));
    for (const [name, message] of [
      ['fault.csv', 'row 5'],
      ['large.csv', 'larger than'],
      ['latin.csv', 'not UTF-8'],
      ['absent.csv', 'cannot be opened'],
    ]) {
      await expect(runBacktest(join(dir, name!))).rejects.toThrow(message);
    }
    expect(printed).toEqual([]);
  });
});
