/** A part of a line that stays: a stretch of it, or (`as`) a character that stands for it. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly as?: string;
}

export interface CleanLine {
  readonly pieces: readonly Piece[];
  readonly heading: boolean;
  /** Every word of it is in bold print. */
  readonly bold: boolean;
  /** Bold print is still open at its end. */
  readonly boldOpen: boolean;
  readonly row: boolean;
}

const MARKUP =
  /\*+|_{2,}|[ \t]*\|[ \t]*|(?<![\p{L}\p{N}])_(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.,;:!?)])_(?![\p{L}\p{N}])|\\(?=[!-/:-@[-`{-~])|`+|\[(?=[^\]]{1,80}\]\()|\]\([^)\s]{1,300}\)|<br ?\/?>|<\/?[bui]>|\s{2,}|\t/giu;
const ANY_MARK = /[*_\\`|[<#>\t]|\s\s/;
const PREFIX = /^(?:>\s*)*(#{1,6}\s+)?/;
const WORD = /[\p{L}\p{N}]/u;

/** What stays of a line when emphasis, escapes, links and the frame of tables are taken out; `boldBefore`: an earlier line left bold open; `aligned`: blanks divide its cells. */
export function withoutMarkup(line: string, boldBefore: boolean, aligned = false): CleanLine {
  if (!ANY_MARK.test(line))
    return { pieces: [{ from: 0, to: line.length }], heading: false, bold: boldBefore, boldOpen: boldBefore, row: false };
  const prefix = PREFIX.exec(line) ?? [''];
  const row = aligned || isRow(line);
  const pieces: Piece[] = [];
  let bold = boldBefore;
  let allBold = true;
  let taken = prefix[0].length;
  for (const { 0: mark, index } of line.matchAll(MARKUP)) {
    if (index < taken || (index === prefix[0].length && /^[*]\s/.test(line.slice(index, index + 2)))) continue;
    allBold &&= bold || !WORD.test(line.slice(taken, index));
    if (index > taken) pieces.push({ from: taken, to: index });
    taken = index + mark.length;
    if (mark.startsWith('*') && mark.length % 4 >= 2) bold = !bold;
    const as = aligned && /^ {2,}$/.test(mark) ? ' | ' : standsFor(mark, row, line.charAt(index - 1), line.charAt(taken));
    if (as !== '') pieces.push({ from: index, to: taken, as });
  }
  allBold &&= bold || !WORD.test(line.slice(taken));
  if (taken < line.length) pieces.push({ from: taken, to: line.length });
  return { pieces: trimmedPieces(line, pieces), heading: prefix[1] !== undefined, bold: allBold, boldOpen: bold, row };
}

/** The characters that a mark leaves behind: a blank where it alone divided two words, a divider between the cells of a table. */
function standsFor(mark: string, row: boolean, before: string, after: string): string {
  if (mark.includes('|')) return row ? ' | ' : mark;
  if (row && mark.includes('\t')) return ' | ';
  if (mark.startsWith('*')) return WORD.test(before) && WORD.test(after) ? ' ' : '';
  return /^(?:\s|<br)/i.test(mark) ? ' ' : '';
}

/** `| a | b |`, or at least three cells divided by tabs or, as out of a Word file, by bars between blanks. */
function isRow(line: string): boolean {
  if (/^\|.*\|$/.test(line)) return true;
  return (line.includes('\t') && /^[^\t]+\t+[^\t]+\t+[^\t]/.test(line)) || (line.includes(' | ') && /^[^|]* \|[^|]*(?<= )\| /.test(line));
}

function trimmedPieces(line: string, pieces: readonly Piece[]): readonly Piece[] {
  const blank = (piece: Piece | undefined) => piece !== undefined && /^[\s|]*$/.test(piece.as ?? line.slice(piece.from, piece.to));
  let [first, last] = [0, pieces.length];
  while (first < last && blank(pieces[first])) first++;
  while (last > first && blank(pieces[last - 1])) last--;
  return pieces.slice(first, last).map((piece, index, { length }) => {
    if (piece.as !== undefined) return piece;
    const text = line.slice(piece.from, piece.to);
    const from = index === 0 ? piece.to - text.trimStart().length : piece.from;
    const to = index === length - 1 ? piece.from + text.trimEnd().length : piece.to;
    return { from, to };
  });
}
