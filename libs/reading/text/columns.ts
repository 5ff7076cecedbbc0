/** The head of a table: what its rows name, their number, unit or plan. */
const HEAD =
  /^(?:stt|tt|số tt|(?:tên |các |danh mục )?(?:chỉ tiêu|nội dung|nhiệm vụ|công việc|mục tiêu)|đơn vị(?: tính)?|đvt|huyện|xã|địa phương|(?:kế hoạch|thực hiện|kh|th) (?:năm )?\d{4})(?!\p{L})/iu;
const LEAST_CELLS = 3;
const LONGEST_CELL = 100;

/**
 * The lines that are rows of a table whose columns are held apart by blanks alone, as a text layer has them: a head of three cells or more, at
 * least two blanks between them, and right beneath it rows of as many.
 */
export function alignedRows(lines: readonly string[]): ReadonlySet<number> {
  const rows = new Set<number>();
  let columns = 0;
  lines.forEach((line, index) => {
    const cells = cellsOf(line);
    if (columns > 0 && cells.length === columns) rows.add(index);
    else if (
      cells.length >= LEAST_CELLS &&
      cells.some((cell) => HEAD.test(cell)) &&
      cellsOf(lines[index + 1] ?? '').length === cells.length
    ) {
      rows.add(index);
      columns = cells.length;
    } else columns = 0;
  });
  return rows;
}

function cellsOf(line: string): readonly string[] {
  if (!line.includes('  ') || line.includes('|') || line.includes('\t')) return [];
  const cells = line.trim().split(/ {2,}/);
  return cells.every((cell) => cell.length <= LONGEST_CELL) ? cells : [];
}
