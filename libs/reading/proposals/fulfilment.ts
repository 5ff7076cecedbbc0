import { pairAt, textAt, tokenAt } from '../phrases/line.js';
import { onward, wordSet } from '../phrases/word-tree.js';
import { beginningOf, endOf, openingAt } from './clause.js';
import { BLANK, foldedOfPart, stretchOfPart, wordsOfPart, type Draft } from './draft.js';
import type { Due } from './due-phrase.js';
import { dueWithin, isDue } from './due.js';
import type { Part } from './items.js';
import { isClosed, isMark, within, type Statement, type View } from './view.js';
import { NOUNS } from './words.js';

/** The verb of fulfilment with all that is joined to it: `hoàn thành và hoàn thành vượt mức`. Every repetition takes a word: no backtracking. */
const FULFIL =
  /(?:(?:cơ bản )?hoàn thành|thực hiện đạt|thực hiện hoàn thành|thực hiện thắng lợi|thực hiện thành công|thu đạt|đạt và|đạt,|thu vượt|vượt)(?:(?:,| và| hoặc| đạt| vượt| mức| hoàn thành| cao nhất| ở mức| mức cao nhất| toàn diện| xuất sắc| tốt| thắng lợi| toàn bộ| 100%| cơ bản)(?![\p{L}])){0,8}/uy;
const PLAN_WORDS = wordSet('mục tiêu, chỉ tiêu, kế hoạch, dự toán, nhiệm vụ, nhiệm vụ thu, chỉ tiêu kế hoạch, nghị quyết');
const ARTICLES = wordSet(
  'các, những, tất cả, tất cả các, toàn bộ, toàn bộ các, mọi, cả, số, 100%, cao nhất các, thắng lợi các, toàn diện các',
);
const MEASURED = /chỉ tiêu|kế hoạch|dự toán|mục tiêu|nhiệm vụ thu/;
/** Told as past, doubted, or named as an aim of something else. */
const NOT_BEFORE =
  /(?:^|\s)(?:góp phần|khó|không|chưa|đã|khả năng|việc|mức độ|tiến độ|kết quả|đánh giá|để có thể|nếu|cơ sở|tỷ lệ|số|được|tình hình|có khả năng|công nhận)\s*$/;

/** A plan, estimate or quota to be fulfilled, without its number: one hundred percent of it. */
export function fulfilmentsIn(view: View, statement: Statement): readonly Draft[] {
  const drafts: Draft[] = [];
  const opensWithPurpose = /^(?:để|nhằm)$/.test(textAt(view.line, statement.start)) && statement.lead === null;
  for (let index = statement.start; index < statement.end; index += 1) {
    const verb = opensWithPurpose ? null : verbAt(view, index, statement);
    if (verb === null) continue;
    const found = planAt(view, statement, verb);
    if (found === null) continue;
    drafts.push(found.draft);
    index = found.end - 1;
  }
  return drafts;
}

const FIRST: ReadonlySet<string> = new Set(['hoàn', 'thực', 'thu', 'đạt', 'vượt', 'cơ']);

function verbAt(view: View, index: number, { start }: Statement): Part | null {
  const { line, structure } = view;
  if (!FIRST.has(textAt(line, index)) || isClosed(view, index)) return null;
  FULFIL.lastIndex = tokenAt(line, index).from;
  const found = FULFIL.exec(structure.prepared.folded)?.[0].replace(/[\s,]+$|,? và$/, '');
  if (found === undefined || !/hoàn thành|vượt|thắng lợi|thành công/.test(found)) return null;
  if (NOT_BEFORE.test(foldedOfPart(view, { start: Math.max(start, index - 3), end: index }))) return null;
  let end = index;
  const to = tokenAt(line, index).from + found.length;
  while (end < line.tokens.length && (line.tokens[end]?.from ?? to) < to) end += 1;
  return { start: index, end };
}

function planAt(view: View, statement: Statement, verb: Part): { readonly draft: Draft; readonly end: number } | null {
  const compared = pairAt(view.line, verb.end) === 'so với' ? verb.end + 2 : verb.end;
  const start = onward(ARTICLES, view.line, compared)?.end ?? compared;
  const first = onward(PLAN_WORDS, view.line, start);
  if (first === null || isClosed(view, start)) return null;
  const end = endOf(view, listEnd(view, first.end, statement.end), statement.end, 'purpose');
  const plan = { start, end };
  const words = foldedOfPart(view, plan);
  const verbWords = foldedOfPart(view, verb);
  const subject = subjectBefore(view, verb.start, statement.start);
  const begin = subject?.start ?? commitmentBefore(view, verb.start, statement.start);
  if (!MEASURED.test(words.slice(0, 120))) return null;
  if (/thắng lợi|thành công/.test(verbWords) && !/hoàn thành|vượt/.test(verbWords)) return null;
  const named = dueWithin(view, statement, { start: verb.start, end }, start, true);
  const due = named !== null && named.phrase.role === 'plan' && isOtherYear(view, named) ? null : named;
  if (isDatedWork(view, statement, verb.start, end)) return null;
  return { draft: draftOf(view, statement, { begin, subject, verb, plan: { ...plan, first: first.end } }, due), end };
}

/** `Hoàn thành kế hoạch sử dụng đất, trình … trước ngày 31/12`: a paper to be ready by a day, not a quota. */
function isDatedWork(view: View, { phrases }: Statement, start: number, end: number): boolean {
  return within(view, phrases.dates, start, end).some((date) => date.bound && date.precision !== 'year' && isDue(view, date, false));
}

/** The plan of another year than the document's is not due with this one. */
function isOtherYear({ structure }: View, { phrase }: Due): boolean {
  return structure.time.year !== null && phrase.date?.slice(0, 4) !== String(structure.time.year);
}

/** Past further plan words of the list: `các nhiệm vụ, mục tiêu, chỉ tiêu Kế hoạch …`. */
function listEnd(view: View, from: number, before: number): number {
  let index = from;
  while (index < before) {
    const joined = isMark(view.line, index, ',') || textAt(view.line, index) === 'và' ? index + 1 : index;
    const next = onward(PLAN_WORDS, view.line, onward(ARTICLES, view.line, joined)?.end ?? joined);
    if (next === null) return index;
    index = next.end;
  }
  return index;
}

function commitmentBefore(view: View, start: number, from: number): number {
  for (let index = start - 1; index >= Math.max(from, start - 3); index -= 1)
    if (openingAt(view, index) === 'commit' && textAt(view.line, index) === 'phấn') return index;
  return start;
}

function draftOf(
  view: View,
  statement: Statement,
  at: { readonly begin: number; readonly subject: Part | null; readonly verb: Part; readonly plan: Part & { readonly first: number } },
  due: Due | null,
): Draft {
  const verb = foldedOfPart(view, at.verb);
  const over = /vượt/.test(verb) && !/(?:,|và) (?:hoàn thành )?vượt|đạt và/.test(verb);
  return {
    ...BLANK,
    rule: 'fulfilment',
    strength: 'qualitative',
    quote: stretchOfPart(view, { start: at.begin, end: at.plan.end }),
    indicator: `mức hoàn thành ${planOf(view, at.plan, at.subject)}`,
    kind: 'percentage',
    comparator: over ? '>' : '>=',
    comparatorAlt: over ? ['>='] : [],
    comparatorWord: /^thu vượt/.test(verb) ? 'vượt' : verb,
    value: '100',
    valueSource: 'implied',
    unit: unitOf(verb, foldedOfPart(view, at.plan)),
    due,
    list: statement.sentence,
  };
}

/** The plan, and of what it is where that stands before: `dự toán | tổng thu ngân sách | Trung ương giao`. */
function planOf(view: View, { start, first, end }: Part & { readonly first: number }, subject: Part | null): string {
  const parts = subject === null ? [{ start, end }] : [{ start, end: first }, subject, { start: first, end }];
  const words = parts.map((part) => (part.end > part.start ? wordsOfPart(view, part) : '')).filter((part) => part !== '');
  return words
    .map((part, index) => (index === 1 ? part.charAt(0).toLowerCase() + part.slice(1) : part))
    .join(' ')
    .replace(/^(?:các|những) /, '');
}

/** `tổng thu ngân sách trên địa bàn | hoàn thành vượt dự toán`: a measure at the head of the clause. */
function subjectBefore(view: View, verb: number, from: number): Part | null {
  const start = beginningOf(view, from, verb);
  const isMeasure = verb - start > 1 && onward(NOUNS, view.line, start) !== null && openingAt(view, start) === 'noun';
  return isMeasure ? { start, end: verb } : null;
}

/** A hundred percent of what: the first plan word decides, a list of aims is of the plan. */
function unitOf(verb: string, plan: string): string {
  if (/^(?:kế hoạch )?dự toán|^nhiệm vụ thu|^kế hoạch thu/.test(plan) || (verb.startsWith('thu') && plan.includes('dự toán')))
    return '% dự toán';
  if (/^chỉ tiêu dự toán/.test(plan)) return '% dự toán';
  if (plan.startsWith('chỉ tiêu')) return '% chỉ tiêu';
  if (plan.includes('kế hoạch')) return '% kế hoạch';
  return plan.slice(0, 60).includes('chỉ tiêu') && !verb.includes('kế hoạch') ? '% chỉ tiêu' : '% kế hoạch';
}
