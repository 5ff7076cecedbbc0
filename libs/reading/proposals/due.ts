import type { DatePhrase } from '../phrases/phrases.js';
import { beginningOf, isLight, skipUrging } from './clause.js';
import { FINISHING, firstVerb } from './dated-verbs.js';
import { dueBy, foldedOfPart } from './draft.js';
import { dueOfHeadings, wholeYear } from './due-above.js';
import type { Due } from './due-phrase.js';
import type { Part } from './items.js';
import { isTimely, rolled } from './timely.js';
import { isMark, tokensOf, within, type Statement, type View } from './view.js';

/** The deadline that stands within the tokens; the last one before `near`, else the first one after it. */
export function dueWithin(view: View, statement: Statement, part: Part, near: number, plans: boolean): Due | null {
  let before: DatePhrase | null = null;
  for (const phrase of within(view, statement.phrases.dates, part.start, part.end)) {
    if (!isDue(view, phrase, plans)) continue;
    if (tokensOf(view.line, phrase).start >= near) return dueOf(view, utmost(view, statement, before ?? phrase), false);
    before = phrase;
  }
  return before === null ? null : dueOf(view, utmost(view, statement, before), false);
}

/** `trong ngày 31/8, chậm nhất ngày 15/9`: the limit that stands right behind a time. */
function utmost(view: View, statement: Statement, phrase: DatePhrase): DatePhrase {
  const { end } = tokensOf(view.line, phrase);
  return within(view, statement.phrases.dates, end, end + 3).find((next) => isDue(view, next, false) && isUtmost(view, next)) ?? phrase;
}

/** `chậm nhất`, `muộn nhất`: the last day that is allowed. */
export function isUtmost({ structure }: View, { from }: DatePhrase): boolean {
  return /^(?:chậm|muộn) nhất/.test(structure.prepared.folded.slice(from, from + 10));
}

/** May be the time by which something is due: a deadline, or a plan's year where that counts, not before the document's own year. */
export function isDue(view: View, phrase: DatePhrase, plans: boolean): boolean {
  if (phrase.precision === 'recurring') return phrase.role === 'deadline';
  if (phrase.date === null || !isTimely(view.structure, phrase)) return false;
  return phrase.role === 'deadline' || (plans && phrase.role === 'plan');
}

/** The deadline that a phrase sets; a day without its year that would be long past is one of the next year. */
export function dueOf(view: View, phrase: DatePhrase, inherited: boolean): Due {
  return dueBy(view, rolled(view.structure, phrase), inherited);
}

/** No stretch of the text: the words name a year without its number. */
const NOWHERE = { from: -1, to: -1 };

/** `cả năm`, `trong năm`, `đến cuối nhiệm kỳ`: the end of the year, or of the term, that the document is about. */
export function dueOfTheYear(view: View, words: string): Due | null {
  const { year, termEnd } = view.structure.time;
  const ofTerm = /(?:^|\s)((?:đến )?(?:cuối|hết) nhiệm kỳ)(?:\s|,|$)/.exec(words)?.[1];
  const ofYear = /(?:^|\s)(cả năm|trong năm nay|năm nay)(?:\s|$)/.exec(words)?.[1];
  const text = ofTerm ?? ofYear;
  const last = ofTerm === undefined ? year : (termEnd ?? null);
  return text === undefined || last === null ? null : { phrase: wholeYear(last, NOWHERE), text, inherited: false, ahead: true };
}

/** The deadline that a lead-in gives to all that follows: the head of the sentence, the passage's own beginning, or what stands above. */
export function dueAbove(view: View, statement: Statement): Due | null {
  return dueAtHead(view, statement) ?? dueOfHeadings(view);
}

/** Where a time at the head of a sentence may begin. Tokens. */
const HEAD = 8;

/** `Đến hết năm 2025, …; …`, `Năm 2025, phấn đấu: …; …`: a time at the head of the sentence holds for its later statements. */
export function dueAtHead(view: View, { sentence, lead }: Statement): Due | null {
  const phrase = within(view, lead?.phrases.dates ?? [], sentence, sentence + LEAD_IN).find(
    (date) => isDue(view, date, false) && date.precision !== 'recurring' && (isAtHead(view, date, sentence) || closesLeadIn(view, date)),
  );
  return phrase === undefined ? null : dueOf(view, phrase, true);
}

/** How long a lead-in may be that ends with its time. Tokens. */
const LEAD_IN = 24;

function isAtHead(view: View, phrase: DatePhrase, sentence: number): boolean {
  const { start } = tokensOf(view.line, phrase);
  return (phrase.bound && start < sentence + HEAD && !isOfWork(view, sentence, start)) || opens(view, phrase, sentence);
}

/** `Ban hành kế hoạch | trước ngày 15/3, …`: the time of finishing what stands before it, not of what follows. */
export function isOfWork(view: View, from: number, at: number): boolean {
  const verb = firstVerb(view, skipUrging(view, beginningOf(view, from, at), at), at);
  return verb !== null && FINISHING.test(foldedOfPart(view, { start: verb, end: at })) && !isLight(view, verb, at);
}

/** `Giảm tỷ lệ hộ nghèo năm 2023: …; …`. */
function closesLeadIn(view: View, phrase: DatePhrase): boolean {
  return isMark(view.line, tokensOf(view.line, phrase).end, ':');
}

/** Nothing before it, and a comma, a colon or a commitment behind it. */
function opens(view: View, phrase: DatePhrase, sentence: number): boolean {
  const { start, end } = tokensOf(view.line, phrase);
  return start <= sentence + 2 && (isMark(view.line, end, ',:') || view.line.tokens[end]?.text === 'phấn');
}
