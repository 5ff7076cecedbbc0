import { AFTER_NAME, AFTER_SUBJECT, AFTER_YEAR, ISSUER_WORDS, OWN_CLAUSE, PAPERS, SUBJECTS } from './citation-words.js';
import type { DatesByStart } from './dates.js';
import { isCapital, pairAt, textAt, tokenAt, type Line } from './line.js';
import { onward, type WordTree } from './word-tree.js';

const LONGEST_ISSUER = 18;
const LONGEST_TITLE = 90;

/** After `của`: the name of an authority, by its capitals and the small words of such names. */
export function issuerEnd(line: Line, start: number): number {
  if (textAt(line, start) !== 'của') return start;
  let index = start + 1;
  for (; index < start + LONGEST_ISSUER; index += 1) {
    const token = tokenAt(line, index);
    if (token.text === '(' && textAt(line, index + 3) === ')') {
      index += 3;
      continue;
    }
    if (token.kind !== 'word' || token.text === 'và') break;
    if (onward(SUBJECTS, line, index)) break;
    if (!isCapital(line, index) && !ISSUER_WORDS.has(token.text)) break;
  }
  return index;
}

/** Where the subject of a numbered paper ends. */
export function subjectEnd(line: Line, dates: DatesByStart, start: number): number {
  return beforePercent(line, start, titleEnd(line, dates, start, AFTER_SUBJECT));
}

/** Where the name of a programme, project or plan ends: sooner, at the verb of the sentence. */
export function nameEnd(line: Line, dates: DatesByStart, start: number): number {
  return beforePercent(line, start, titleEnd(line, dates, start, AFTER_NAME));
}

function titleEnd(line: Line, dates: DatesByStart, start: number, verbs: WordTree<true>): number {
  let brackets = 0;
  let index = start;
  while (index < start + LONGEST_TITLE) {
    const token = tokenAt(line, index);
    if (token.kind === 'end' || token.text === ';' || token.text === ':') break;
    if (token.text === '.' && !(tokenAt(line, index + 1).glued && tokenAt(line, index + 1).kind === 'number')) break;
    if (token.text === '(') brackets += 1;
    if (token.text === ')' && (brackets -= 1) < 0) break;
    if (token.text === ',' && brackets === 0 && endsAtComma(line, dates, index, verbs)) break;
    const date = dates.get(index);
    if (date) {
      if (date.phrase.precision !== 'year' && verbs === AFTER_NAME) break;
      if ((date.phrase.precision === 'day' && date.phrase.bound) || token.text === 'vào') break;
      if (date.phrase.precision === 'year') {
        index = date.end;
        if (yearCloses(line, index)) break;
        continue;
      }
    }
    if (index > start && ownVerb(line, dates, index, verbs)) break;
    if (token.text === 'và' && onward(PAPERS, line, index + 1) && isCapital(line, index + 1) && numbered(line, index + 1)) break;
    index += 1;
  }
  return index;
}

/** After a year the title goes on only with what titles go on with. */
function yearCloses(line: Line, index: number): boolean {
  const comma = textAt(line, index) === ',';
  const next = comma ? index + 1 : index;
  if (comma) return !['tầm', 'định', 'hướng', 'giai', 'thời', 'nhiệm'].includes(textAt(line, next));
  return onward(AFTER_YEAR, line, next) === null;
}

const LOOK_AHEAD = 45;

/** `phòng, chống dịch`, `thu, chi ngân sách` go on; an own clause of the sentence does not; else a horizon must still follow. */
function endsAtComma(line: Line, dates: DatesByStart, comma: number, verbs: WordTree<true>): boolean {
  if (onward(OWN_CLAUSE, line, comma + 1) || afterTerritory(line, comma)) return true;
  if (['phòng', 'thu', 'y', 'tu', 'cải', 'kiểm', 'giáo', 'khám', 'nông'].includes(textAt(line, comma - 1))) return false;
  if (verbs === AFTER_SUBJECT) return false;
  for (let index = comma + 1; index < comma + LOOK_AHEAD; index += 1) {
    const token = tokenAt(line, index);
    if (token.kind === 'end' || token.text === ';' || token.text === '.' || token.kind === 'number') return true;
    const date = dates.get(index);
    if (date && date.phrase.precision === 'year') return date.phrase.role !== 'horizon';
    if (date || (token.text === ',' && onward(OWN_CLAUSE, line, index + 1)) || onward(STRONG, line, index)) return true;
  }
  return true;
}

/** `… trên địa bàn tỉnh,` ends a subject unless its years follow. */
function afterTerritory(line: Line, comma: number): boolean {
  if (['giai', 'tầm', 'định', 'thời', 'nhiệm'].includes(textAt(line, comma + 1))) return false;
  for (let index = comma - 2; index > comma - 8; index -= 1) if (pairAt(line, index) === 'địa bàn') return true;
  return false;
}

const STRONG = AFTER_SUBJECT;

const NOUNS: ReadonlySet<string> = new Set(
  'chương trình,công trình,quá trình,quy trình,lộ trình,tiến trình,tự do,lý do,giao thông,giao dịch,bàn giao,chuyển giao,có hiệu,báo cáo,của người,theo hướng,cho vay,cho trẻ,cho người,khu vực,đúng nghề,quy hoạch'.split(
    ',',
  ),
);

/** The verb of the sentence, not of the title: in small letters, not joined by và, no half of a noun (`chương trình`). */
function ownVerb(line: Line, dates: DatesByStart, index: number, verbs: WordTree<true>): boolean {
  if (!onward(verbs, line, index) || textAt(line, index - 1) === 'và' || isCapital(line, index)) return false;
  if (NOUNS.has(pairAt(line, index - 1)) || NOUNS.has(pairAt(line, index))) return false;
  return !(textAt(line, index - 1) === ',' && ENSURES.has(pairAt(line, index)) && yearSoon(line, dates, index));
}

const ENSURES: ReadonlySet<string> = new Set(['bảo đảm', 'đảm bảo']);

/** `…, bảo đảm trật tự an toàn xã hội năm 2022` is still the title. */
function yearSoon(line: Line, dates: DatesByStart, index: number): boolean {
  for (let ahead = index; ahead < index + 15; ahead += 1) {
    const date = dates.get(ahead);
    if (date) return date.phrase.precision === 'year' && !date.phrase.bound;
    if (tokenAt(line, ahead).kind !== 'word') return false;
  }
  return false;
}

function numbered(line: Line, index: number): boolean {
  const paper = onward(PAPERS, line, index);
  return paper !== null && (textAt(line, paper.end) === 'số' || tokenAt(line, paper.end).kind === 'number');
}

/** A title has no percentage: what has one after a comma is the own clause. */
function beforePercent(line: Line, start: number, end: number): number {
  let comma = end;
  const reached = textAt(line, end) === 'đạt' ? end + 1 : end;
  for (let index = start; index < reached; index += 1) {
    if (textAt(line, index) === ',') comma = index;
    if (index === end) return comma > end - 8 ? comma : end;
    if (textAt(line, index) === '%') return comma;
  }
  return end;
}
