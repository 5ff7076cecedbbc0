/** A record of a CSV file by column name, and the line on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads CSV as of RFC 4180 with a heading row; a byte order mark and empty lines are ignored. Throws on a row of another length. */
export function parseCsv(text: string): readonly CsvRow[] {
  const [heading, ...rows] = rawRows(text.replace(/^\uFEFF/, '')).filter(({ cells }) => cells.length > 1 || cells[0] !== '');
  if (!heading) throw new Error('no heading row');
  return rows.map(({ line, cells }) => {
    if (cells.length !== heading.cells.length) throw new Error(`line ${line}: ${cells.length} fields, the heading has ${heading.cells.length}`);
    return { line, values: Object.fromEntries(heading.cells.map((name, index) => [name, cells[index] ?? ''])) };
  });
}

// One match is one cell and what ends it; a quoted cell may hold commas, line ends and doubled quotes.
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

function rawRows(text: string): RawRow[] {
  const rows: RawRow[] = [];
  let cells: string[] = [];
  let [line, begun] = [1, 1];
  for (CELL.lastIndex = 0; CELL.lastIndex < text.length || cells.length > 0; ) {
    const match = CELL.exec(text);
    if (!match) throw new Error(`line ${line}: a quote is not closed or stands inside a cell`);
    const [whole, quoted, plain = '', end] = match;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    rows.push({ line: begun, cells });
    [cells, begun] = [[], line];
  }
  return rows;
}
