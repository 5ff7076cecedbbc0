import type { Stretch } from '../phrases/phrases.js';
import type { DocumentStructure, Passage, PreparedText } from '../structure.js';
import { topicOf, unitOfCaption } from './captions.js';
import { cellsInLine, cellsOfHead } from './cells.js';
import { columnsOfHeads, type Cells, type Column } from './table-heads.js';

/** What is known of a table above its rows. */
export interface Table {
  readonly columns: readonly Column[];
  /** The unit of all its figures, `ĐVT: triệu đồng`. */
  readonly unit: string | null;
  /** What its rows measure, by its caption or the heading above it. */
  readonly topic: string | null;
  /** The lines right above it. */
  readonly captions: readonly Stretch[];
}

/** A row of a table: of heads, or of cells; `cells` are null where nothing tells in which columns they stand. */
export interface Row {
  readonly table: Table;
  readonly isHead: boolean;
  readonly cells: Cells | null;
}

const LABEL = /hàng (\d+)$/u;
const NUMBER = /^\d[\d.,]*%?$/u;
/** `(1)`, `A`, `4=3/2`: a row that numbers the columns. */
const COLUMN_NUMBER = /^\(?(?:\d{1,2}|[a-hđ])\)?(?:\s?=.*)?$/u;

/** Follows the tables of a document, passage by passage in order: the row that a passage is; null for one that is none. */
export function tableReader(structure: DocumentStructure): (passage: Passage) => Row | null {
  const { prepared } = structure;
  let captions: readonly Stretch[] = [];
  let heads: readonly Cells[] = [];
  let table: Table | null = null;
  return (passage) => {
    const number = LABEL.exec(passage.label)?.[1];
    if (number === undefined) {
      captions = [...(isAside(prepared, passage) ? captions.slice(-1) : []), { from: passage.from, to: passage.to }];
      table = null;
      return null;
    }
    const opens = table === null || number === '1';
    if (opens) heads = [cellsOfHead(prepared, passage)];
    const cells = opens ? null : cellsInLine(prepared, passage, heads[0]?.length ?? 0);
    const isHead = opens || (cells !== null && isFurtherHead(prepared, heads, cells));
    if (isHead) {
      if (cells !== null && !cells.every((cell) => cell === null || COLUMN_NUMBER.test(wordsOf(prepared, cell)))) heads = [...heads, cells];
      table = tableOf(structure, heads, [...passage.above.slice(-1), ...captions]);
    }
    return table === null ? null : { table, isHead, cells };
  };
}

/** `(Kèm theo Quyết định …)`, `Đơn vị tính: ha`: between a caption and its table. */
function isAside(prepared: PreparedText, passage: Passage): boolean {
  return prepared.text.startsWith('(', passage.from) || unitOfCaption(prepared, passage) !== null;
}

function tableOf(structure: DocumentStructure, heads: readonly Cells[], captions: readonly Stretch[]): Table {
  const columns = columnsOfHeads(structure.prepared, heads);
  const unit = captions.map((caption) => unitOfCaption(structure.prepared, caption)).findLast((named) => named !== null) ?? null;
  return { columns, unit, topic: topicOf(structure, captions), captions };
}

/** Right beneath the first one: it numbers the columns, or divides them, its first words those above or none. */
function isFurtherHead(prepared: PreparedText, heads: readonly Cells[], cells: Cells): boolean {
  if (heads.length > 1) return false;
  const words = cells.map((cell) => (cell === null ? '' : wordsOf(prepared, cell)));
  const printed = words.filter((word) => word !== '');
  if (printed.length > 1 && printed.every((word) => COLUMN_NUMBER.test(word))) return true;
  const above = (heads[0] ?? []).map((cell) => (cell === null ? '' : wordsOf(prepared, cell)));
  const isFirst = words[0] === '' || words[0] === above[0];
  const named = words.find((word, at) => at > 0 && above[at] !== '' && word !== above[at]);
  return (
    isFirst &&
    words[1] !== undefined &&
    (words[1] === '' || words[1] === above[1]) &&
    named !== undefined &&
    printed.length > 1 &&
    !printed.some((word) => NUMBER.test(word))
  );
}

function wordsOf({ folded }: PreparedText, { from, to }: Stretch): string {
  return folded.slice(from, to).replace(/\s+/gu, ' ');
}
