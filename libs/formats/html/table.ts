import { beginsHeadOrFoot } from '../head-or-foot.js';

/** A paragraph, a list item or a row of a table. */
export interface Block {
  readonly text: string;
  /** One line break stands before it, not two. */
  readonly tight: boolean;
  readonly main: boolean;
  /** Notes whose marks it bears. */
  readonly marks: readonly string[];
}

const MOST_COLUMNS = 200;
const MOST_CELL_BLOCKS = 8;
const MOST_CELL_LENGTH = 3_000;
/** A table as it is read: rows of cells, each the blocks in it. */
export class Table {
  private readonly rows: Block[][][] = [];
  /** How many rows more the cell above reaches down, by column. */
  private readonly reach: number[] = [];
  private holdsTable = false;

  nested(): void {
    this.holdsTable = true;
  }

  row(): void {
    this.rows.push([]);
    for (let column = 0; column < this.reach.length; column++) this.reach[column] = Math.max(0, (this.reach[column] ?? 0) - 1);
  }

  cell(blocks: Block[], columns: number, rows: number): void {
    if (this.rows.length === 0) this.row();
    const row = this.rows.at(-1) ?? [];
    while ((this.reach[row.length] ?? 0) > 0 && row.length < MOST_COLUMNS) row.push([]);
    for (let n = 0; n < Math.min(Math.max(1, columns || 1), MOST_COLUMNS); n++) {
      this.reach[row.length] = Math.min(rows || 1, 10_000);
      row.push(n === 0 ? blocks : []);
    }
  }

  /** Rows of `a | b | c`; where the table only arranges paragraphs on the page, those paragraphs, row by row. */
  blocks(): Block[] {
    const rows = this.rows.filter((row) => row.some((cell) => cell.length > 0));
    if (this.arranges(rows)) return rows.flat(2);
    return rows.map((row, n) => ({
      text: row
        .map((cell) => cell.map(({ text }) => text.replaceAll('\n', ' ')).join(' '))
        .join(' | ')
        .trimEnd(),
      tight: n > 0,
      main: row.some((cell) => cell.some(({ main }) => main)),
      marks: row.flatMap((cell) => cell.flatMap(({ marks }) => marks)),
    }));
  }

  private arranges(rows: readonly Block[][][]): boolean {
    if (this.holdsTable || rows.every((row) => row.length < 2)) return true;
    const cells = rows.flat();
    return cells.some(
      (cell) =>
        cell.length > MOST_CELL_BLOCKS ||
        cell.reduce((total, { text }) => total + text.length, 0) > MOST_CELL_LENGTH ||
        cell.some(({ text }) => beginsHeadOrFoot(text)),
    );
  }
}
