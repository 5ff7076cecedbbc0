import { readFile, stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { backtest } from '../../libs/domain/schedule/backtest.js';
import { readBacktestCsv } from './backtest-csv.js';
import { backtestText } from './backtest-text.js';
import { bilingual, CliError } from './cli-error.js';

/** A file of the most rows that are read stays below it. */
export const MOST_BYTES = 50_000_000;

/** Prints what status, forecast and straight line would have said of past series. Throws `CliError` and prints nothing for a faulty file. */
export async function runBacktest(file: string): Promise<void> {
  const { series, rowsWithoutFigure } = readBacktestCsv(await textOf(file));
  console.log(backtestText(backtest(series)));
  const count = rowsWithoutFigure.length;
  const rows = rowsWithoutFigure.slice(0, 10).join(', ') + (count > 10 ? ', …' : '');
  if (count > 0) console.log(`${count} dòng không có số liệu / ${count} rows without a figure: ${rows}`);
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw new CliError(bilingual(`Không mở được ${file}`, `${file} cannot be opened`), { cause: error });
  });
  if (size > MOST_BYTES) {
    throw new CliError(bilingual(`${file} lớn hơn ${MOST_BYTES} byte`, `${file} is larger than ${MOST_BYTES} bytes`));
  }
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CliError(bilingual(`Không đọc được ${file}`, `${file} cannot be read`), { cause: error });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CliError(bilingual(`${file} không phải UTF-8`, `${file} is not UTF-8`), { cause: error });
  }
}
