import type { Line } from './lines.js';

const PAGE_NUMBER = /^(?:-\s*)?\d{1,3}(?:\s*-)?$/;
const PAGE_OF = /^(?:trang|page)\s*(?:số\s*)?\d{1,4}(?:\s*(?:\/|trên|of)\s*\d{1,4})?$|^\d{1,3}\s*\/\s*\d{1,3}$/i;
const STAMP = /^(?:người ký|ký bởi|thời gian ký|ngày ký|signer|signed by|signature valid)\s*:?/i;
const STAMP_DETAIL = /^(?:email|cơ quan|tổ chức|chức vụ|serial|tiêu đề)\s*:/i;
const HEAD_LENGTH = 100;

/** The lines without page numbers, running heads and the stamp of an electronic signature. */
export function withoutPageFurniture(lines: readonly Line[]): readonly Line[] {
  const numbers = lines.map((line, index) => isPageNumber(line, lines[index + 1]));
  const running = runningHeads(lines, numbers);
  const kept: Line[] = [];
  let [blanks, pageBreak, stamp] = [0, false, false];
  lines.forEach((line, index) => {
    const number = numbers[index] ?? false;
    stamp = STAMP.test(line.text) || (stamp && STAMP_DETAIL.test(line.text));
    if (number || stamp || running.has(index)) {
      blanks += line.blanks;
      pageBreak ||= line.pageBreak || number;
    } else {
      kept.push(blanks === 0 && !pageBreak ? line : { ...line, blanks: line.blanks + blanks, pageBreak: line.pageBreak || pageBreak });
      [blanks, pageBreak] = [0, false];
    }
  });
  return kept;
}

/** A number in the middle of its line stands there alone. */
const CENTRED = 20;

/** A number alone between blank lines, at a page break or in the middle of its line; never the year with which a wrapped line ends. */
function isPageNumber(line: Line, next: Line | undefined): boolean {
  if (line.row || line.text.length > 20) return false;
  if (PAGE_OF.test(line.text)) return true;
  return (
    PAGE_NUMBER.test(line.text) && (line.blanks > 0 || line.pageBreak || line.indent >= CENTRED || next === undefined || next.blanks > 0)
  );
}

/** Short lines that come again and again beside page breaks. */
function runningHeads(lines: readonly Line[], numbers: readonly boolean[]): ReadonlySet<number> {
  const seen = new Map<string, number[]>();
  lines.forEach((line, index) => {
    const broken =
      [index - 1, index, index + 1].some((at) => numbers[at] ?? false) || line.pageBreak || (lines[index + 1]?.pageBreak ?? false);
    if (!broken || line.text.length > HEAD_LENGTH || line.row || (numbers[index] ?? false)) return;
    const places = seen.get(line.text);
    if (places === undefined) seen.set(line.text, [index]);
    else places.push(index);
  });
  return new Set([...seen.values()].filter((places) => places.length >= 3).flat());
}
