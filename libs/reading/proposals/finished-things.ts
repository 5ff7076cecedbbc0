import { textAt, tokenAt } from '../phrases/line.js';
import { backward, onward, wordSet } from '../phrases/word-tree.js';
import { agencyAt } from '../structure/agencies.js';
import { isLight, isNamePart } from './clause.js';
import type { Work } from './dated-verbs.js';
import type { Mark } from './marks.js';
import { isClosed, isMark, type View } from './view.js';
import { VERBS } from './words.js';

const FINISHED = wordSet(
  'hoàn thành, xong, hoàn tất, kết thúc, khởi công, khánh thành, thông xe, bàn giao, đưa vào sử dụng, đưa vào khai thác, đưa vào vận hành, đưa vào hoạt động',
);
const MUST: ReadonlySet<string> = new Set('phải cần sẽ được đều cơ bản dự kiến'.split(' '));
/** Tokens. */
const LONGEST_SUBJECT = 40;

/** `các cầu còn lại (phải) | hoàn thành trước ngày 30/6`: things, not whoever finishes them; null where nothing is named. */
export function finishedThings(view: View, begin: number, first: number, { start: at, end: last }: Mark): Work | null {
  const direct = backward(FINISHED, view.line, at);
  const verb = direct !== null && direct.start > begin ? direct.start : first;
  const finished = onward(FINISHED, view.line, verb);
  if (finished === null || !isLight(view, finished.end, at) || verb - begin > LONGEST_SUBJECT) return null;
  if (view.cover[begin] != null && !isClosed(view, begin)) return null;
  let end = verb;
  while (end > begin && MUST.has(textAt(view.line, end - 1))) end -= 1;
  if (end - begin < 2 || DOERS.has(textAt(view.line, begin)) || onward(VERBS, view.line, begin) !== null) return null;
  for (let index = begin; index < end; index += 1) if (isMark(view.line, index, ',;:(')) return null;
  const agency = agencyAt(view.structure.prepared, tokenAt(view.line, begin).from, view.passage.to);
  if (agency !== null || isNamePart(view, begin)) return null;
  return { quote: { start: begin, end: last }, verb, done: { start: verb, end: at }, subject: { start: begin, end } };
}

const DOERS: ReadonlySet<string> = new Set('từng mỗi việc công và để đến'.split(' '));
