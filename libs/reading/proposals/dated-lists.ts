import { onward } from '../phrases/word-tree.js';
import { isUnderAims } from './aims.js';
import { nameOf } from './dated-names.js';
import { FINISHING, FINISHING_IN_A_YEAR, firstVerb } from './dated-verbs.js';
import { BLANK, foldedOfPart, stretchOfPart, type Draft } from './draft.js';
import { dueOfHeadings } from './due-above.js';
import { dueAtHead } from './due.js';
import type { Due } from './due-phrase.js';
import { endOf, skipUrging } from './clause.js';
import { isMark, tokensOf, type Statement, type View } from './view.js';
import { VERBS } from './words.js';

/**
 * Work of a list that its lead-in or heading dates: `Trong tháng 3 Sở … hoàn thành: rà soát …; thẩm định …`, `Tháng 02:` above a list of
 * papers to lay before somebody. It must begin with a verb of finishing.
 */
export function listedIn(view: View, statement: Statement): readonly Draft[] {
  const aims = isUnderAims(view);
  const due = aims ? aimedAt(view, statement) : dueOfList(view, statement);
  if (due === null) return [];
  const opens = onward(VERBS, view.line, statement.start) !== null;
  const begin = opens ? statement.start : skipUrging(view, statement.start, statement.end);
  const start = firstVerb(view, begin, begin + 1);
  if (start === null) return [];
  const work = { start, end: endOf(view, start + 1, statement.end, 'purpose') };
  const finishing = due.phrase.precision === 'year' ? FINISHING_IN_A_YEAR : FINISHING;
  const isListed = statement.lead !== null || isLedIn(view) || finishing.test(foldedOfPart(view, { start, end: start + 4 }));
  if (!isListed || work.end - work.start < 3) return [];
  return [
    {
      ...BLANK,
      rule: 'deadline',
      strength: 'dated',
      quote: stretchOfPart(view, work),
      indicator: nameOf(view, { quote: work, verb: start, done: work }, null),
      kind: 'milestone',
      comparator: 'complete',
      due,
      list: statement.sentence,
      doubts: ['inherited'],
    },
  ];
}

const AIMED =
  /^(?:cơ bản )?(?:hoàn thành|hoàn tất|khởi công|khánh thành|thông xe|đưa vào (?:sử dụng|khai thác|vận hành|hoạt động)|thành lập|xóa|không còn|chấm dứt)(?:\s|$)/;
/** Praise and whole plans, which nobody can tick off. */
const NO_MILESTONE =
  /^(?:cơ bản )?hoàn thành (?:tốt|xuất sắc|thắng lợi|toàn diện|vượt|các (?:chỉ tiêu|mục tiêu|nhiệm vụ)|mục tiêu|chỉ tiêu|nhiệm vụ|kế hoạch|100)/;

/** Under aims with their year: `Đến năm 2030` above `- Hoàn thành cơ sở dữ liệu đất đai`; the work opens its sentence. */
function aimedAt(view: View, { start, end, lead }: Statement): Due | null {
  const words = foldedOfPart(view, { start, end: Math.min(end, start + 8) });
  return lead === null && AIMED.test(words) && !NO_MILESTONE.test(words) ? dueOfHeadings(view) : null;
}

/** A lead-in above, which says by when all of its list is done. */
function isLedIn({ passage, structure }: View): boolean {
  const last = passage.above.at(-1);
  return last !== undefined && structure.prepared.folded.slice(last.from, last.to).trimEnd().endsWith(':');
}

/** Of a later statement the time at the head of a sentence whose first part ends with a colon; of a first one what stands above. */
function dueOfList(view: View, statement: Statement): Due | null {
  const { lead } = statement;
  if (lead === null) return statement.start === 0 ? dueOfHeadings(view) : null;
  const due = dueAtHead(view, statement);
  if (due !== null && isAhead(view, statement, due)) return due;
  let at = lead.start;
  while (at < lead.end && at < lead.start + 40 && !isMark(view.line, at, ':')) at += 1;
  return isMark(view.line, at, ':') ? due : null;
}

/** `Trong năm 2025, hoàn thành …; | khởi công …`: a time and a comma open the sentence, and here is more that is finished by it. */
function isAhead(view: View, { start, lead }: Statement, { phrase }: Due): boolean {
  const at = tokensOf(view.line, phrase);
  const isFirst = lead !== null && at.start === lead.start && isMark(view.line, at.end, ',');
  return isFirst && FINISHING_IN_A_YEAR.test(foldedOfPart(view, { start, end: start + 3 }));
}
