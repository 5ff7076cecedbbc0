import { textAt, tokenAt } from '../phrases/line.js';
import type { Citation } from '../phrases/phrases.js';
import { openingAt } from './clause.js';
import { foldedOfPart } from './draft.js';
import type { Item, Part } from './items.js';
import { isMark, tokensOf, within, type View } from './view.js';

/** A share, a limit or a breakdown that is told in brackets; not what is compared or explained there. */
export function isToldInBrackets(view: View, item: Item, previous: Item | null): boolean {
  const { room, value, quantity } = item;
  let open = value.start;
  while (open > room.start - 30 && open > 0 && (view.depth[open - 1] ?? 0) > 0) open -= 1;
  const words = foldedOfPart(view, { start: open, end: value.start });
  if (/^\(?\s*(?:trong đó|riêng|phấn đấu)/.test(words)) return true;
  if (previous !== null && /^\(\s*chiếm/.test(words)) return true;
  if (quantity.comparatorWord === 'tương đương') return false;
  if (isBreakdown(view, { start: open, end: value.start }, item)) return true;
  return quantity.comparatorWord !== null && !/năm|hiện|so với|kế hoạch|tương đương|bằng/.test(words);
}

const NOT_PARTS = /năm|hiện|so với|kế hoạch|tương đương|bằng|tăng|chỉ tiêu|giao|thực hiện|cùng kỳ|gồm|theo|mức|quy mô|dự toán|trung ương/;

/** How far from each other the whole and its parts may stand. Tokens. */
const FAR = 40;

/** `22.500 ha (tái canh 18.000 ha, ghép cải tạo 4.500 ha)`: parts in the unit of the whole; `(bình quân 900 đảng viên/năm)`. */
function isBreakdown(view: View, { start, end }: Part, { quantity }: Item): boolean {
  const words = foldedOfPart(view, { start, end });
  if (/^\(\s*(?:bình quân|mỗi năm)/.test(words)) return !/năm trước|\d/.test(words);
  if (NOT_PARTS.test(words) || end - start < 2) return false;
  const near = within(view, view.phrases.quantities, Math.max(0, start - FAR), start + FAR).filter(({ unit }) => unit === quantity.unit);
  const inside = near.filter((one) => one.from > tokenAt(view.line, start).from && (view.depth[tokensOf(view.line, one).start] ?? 0) > 0);
  return inside.length > 1 && near.length > inside.length;
}

/** `phê duyệt Đề án bảo đảm 100% …`: the number belongs to the title of a cited paper. */
export function followsCitation(view: View, { quote, value, quantity }: Item): boolean {
  for (let index = value.start - 1; index >= quote.start; index -= 1) {
    if (view.cover[index] === 'cited')
      return !isSpread(view, index, value.start) && (quantity.comparatorWord === null || !isNamed(view, index));
    if (isMark(view.line, index, ',;:') || openingAt(view, index) === 'commit') return false;
  }
  return false;
}

/** `phổ biến Quy định 144 của Bộ Chính trị | đến 100% đảng viên`: to whom the paper is brought; its title does not go on. */
function isSpread(view: View, cited: number, at: number): boolean {
  const { line } = view;
  if (isQuotation(view, cited) && cited + 1 < at && !isMark(line, cited + 1, ',')) return true;
  return TO.has(textAt(line, at - 1)) && (cited + 1 === at - 1 || textAt(line, cited + 1) === 'của' || isMark(line, cited + 1, ','));
}

const TO: ReadonlySet<string> = new Set(['cho', 'đến', 'tới']);

const LONGEST_QUOTE = 120;

/** `chỉ dẫn địa lý “Chè Nà Lom”`, `theo Quyết định số 12/QĐ-TTg`: a name or a bare number, no title that would go on. */
function isNamed(view: View, index: number): boolean {
  const citation = citationAt(view, index);
  return citation?.kind === 'quoted' || (citation?.title === null && citation.number !== null);
}

function citationAt(view: View, index: number): Citation | undefined {
  return within(view, view.phrases.citations, Math.max(0, index - LONGEST_QUOTE), index + 1).at(-1);
}

/** `xóa “vùng lõm” sóng tại 37 thôn`: quoted words without the name of a paper before them. */
function isQuotation(view: View, index: number): boolean {
  return citationAt(view, index)?.kind === 'quoted';
}
