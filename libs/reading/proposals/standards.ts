import { isCapital, textAt } from '../phrases/line.js';
import { onward, wordSet } from '../phrases/word-tree.js';
import { endOf, skipUrging } from './clause.js';
import { BLANK, foldedOfPart, stretchOfPart, wordsOfPart, type Draft } from './draft.js';
import { dueWithin } from './due.js';
import type { Due } from './due-phrase.js';
import type { Part } from './items.js';
import { isMark, type Statement, type View } from './view.js';

const FINISH = wordSet('hoàn thành, cơ bản hoàn thành, hoàn thành việc, hoàn thành công tác, hoàn tất, hoàn tất việc');
const STRIVE = wordSet('phấn đấu, đưa, xây dựng, công nhận, duy trì, giữ vững');
const CRITERION = /^(?:các |bộ |nhóm )?(?:\d+ )?tiêu chí/;
const RANK = '(?:thị xã|thành phố|phường|đô thị loại|(?:huyện|xã|thôn) nông thôn mới)';
/** Standards that an authority certifies. */
const CERTIFIED = new RegExp(
  `(?:xây dựng|chuẩn|đạt|đạt chuẩn|công nhận)[^.;]{0,40}(?:nông thôn mới|chuẩn quốc gia|đô thị văn minh)|(?:đạt|đủ|tiêu chí) (?:tiêu chí |tiêu chuẩn |chuẩn )?đô thị loại|đạt (?:tiêu chuẩn|tiêu chí|chuẩn) |trở thành ${RANK}`,
);
const BY_PLAN = /theo (?:đúng )?(?:kế hoạch|đề án|lộ trình|phương án)(?! đề ra)/;
/** `xây dựng An Lâm | trở thành …`, `đưa thị trấn Đông Khê | đạt …`: what a place is to become. */
const BECOMES = /^[^,;:]{2,60} (?:trở thành|đạt|lên) /;
/** `duy trì | không còn hộ nghèo`, `giữ vững | danh hiệu …`: a state that is kept, rather than worked on. */
const KEPT =
  /^(?:danh hiệu (?!cá nhân|thi đua)|không còn |(?:các |bộ )?tiêu chí đô thị loại |(?:(?:các |bộ )?tiêu chí )?(?:huyện|xã|thị xã|thành phố|thị trấn|tỉnh) (?:đạt|được công nhận) )/;

interface Standard {
  readonly draft: Draft;
  readonly end: number;
}

/** A named standard to be reached or a named reorganisation to be finished, without a number. */
export function standardsIn(view: View, statement: Statement): readonly Draft[] {
  const drafts: Draft[] = [];
  for (let index = statement.start; index < statement.end; index += 1) {
    const found = view.cover[index] == null ? standardAt(view, statement, index) : null;
    if (found === null) continue;
    drafts.push(found.draft);
    index = found.end - 1;
  }
  return drafts;
}

function standardAt(view: View, statement: Statement, index: number): Standard | null {
  if (/^(?:đã|chưa|không|số|việc|khó|được|sớm)$/.test(textAt(view.line, index - 1))) return null;
  const place = placeAt(view, statement, index);
  if (place !== null) return place;
  const finish = onward(FINISH, view.line, index);
  const verb = finish ?? onward(STRIVE, view.line, index);
  if (verb === null) return null;
  const start = skipUrging(view, verb.end, statement.end);
  if (start >= statement.end) return null;
  const end = endOf(view, start + 1, statement.end, 'purpose');
  const words = foldedOfPart(view, { start, end });
  const named =
    finish === null ? isStriven(view, index, start, words) : CRITERION.test(words) || CERTIFIED.test(words) || BY_PLAN.test(words);
  if (!named || holdsNumber(view, { start: index, end })) return null;
  return {
    draft: draftOf(view, statement, { start: index, end }, { start: textAt(view.line, index) === 'xây' ? index : verb.end, end }),
    end,
  };
}

function isStriven(view: View, verb: number, start: number, words: string): boolean {
  const word = textAt(view.line, verb);
  if (word === 'duy' || word === 'giữ') return KEPT.test(words) && (CERTIFIED.test(words) || words.startsWith('không còn '));
  if (!CERTIFIED.test(words)) return false;
  return word === 'phấn' || ((word === 'xây' || word === 'đưa') && BECOMES.test(words) && namesOne(view, start));
}

/** How far ahead of its own name the kind of a place may stand. Tokens. */
const LONGEST_KIND = 3;

function namesOne({ line }: View, start: number): boolean {
  for (let index = start; index < start + LONGEST_KIND; index += 1) if (isCapital(line, index)) return true;
  return false;
}

/** Behind a place by its name or kind: it is to have or become something. */
const STATES = wordSet('được công nhận, đạt, cơ bản đạt, trở thành, đủ, phấn đấu đạt, hoàn thành');
const ABBREVIATED: ReadonlySet<string> = new Set(['tt', 'tx', 'tp']);
const RULED = /(?:^|\s)(?:đã|phải|thì|nếu|được (?:thưởng|hỗ trợ|xét|hưởng))(?:\s|$)/;

/** `…, huyện Tà Lôm được công nhận đạt chuẩn nông thôn mới`: a place that is to be certified; not one that was. */
function placeAt(view: View, statement: Statement, index: number): Standard | null {
  if (!opensPart(view, statement, index) || !(isNamed(view, index) || isAbbreviated(view, index) || isOwnKind(view, index))) return null;
  const end = endOf(view, index + 1, statement.end, 'purpose');
  const quote = { start: index, end };
  const words = foldedOfPart(view, quote);
  if (!CERTIFIED.test(words) || RULED.test(words) || holdsNumber(view, quote)) return null;
  return { draft: draftOf(view, statement, quote, quote), end };
}

function opensPart({ line, cover }: View, { start }: Statement, index: number): boolean {
  return index === start || cover[index - 1] === 'date' || /^(?:và|,|;|:|-|–|)$/.test(textAt(line, index - 1));
}

const KINDS = wordSet('xã, phường, huyện, quận, tỉnh, thị xã, thị trấn, thành phố');
/** Tokens. */
const LONGEST_NAME = 5;

/** `huyện Tà Lôm được công nhận …`. */
function isNamed({ line }: View, index: number): boolean {
  const kind = onward(KINDS, line, index);
  if (kind === null || !isCapital(line, kind.end)) return false;
  for (let ahead = kind.end + 1; ahead < kind.end + LONGEST_NAME; ahead += 1) if (onward(STATES, line, ahead) !== null) return true;
  return false;
}

/** `TT.Đông Khê`. */
function isAbbreviated({ line }: View, index: number): boolean {
  return ABBREVIATED.has(textAt(line, index)) && isMark(line, index + 1, '.') && isCapital(line, index + 2);
}

/** `Huyện đạt chuẩn nông thôn mới` where the words are a district's own. */
function isOwnKind(view: View, index: number): boolean {
  const kind = /^(?:Huyện|Thị xã|Thành phố|Tỉnh|Xã|Phường|Thị trấn)(?= \p{Lu})/u.exec(view.passage.locality ?? '')?.[0].toLowerCase();
  if (kind === undefined || !foldedOfPart(view, { start: index, end: index + 2 }).startsWith(kind)) return false;
  return onward(STATES, view.line, index + kind.split(' ').length) !== null;
}

function holdsNumber(view: View, { start, end }: Part): boolean {
  for (let index = start; index < end; index += 1) if (view.cover[index] === 'quantity') return true;
  return false;
}

const LONGEST_BRACKET = 8;

/** `… (vào năm 2025)`: a bracket behind it that says when belongs to it. */
function withTime(view: View, end: number): number {
  if (!isMark(view.line, end, '(')) return end;
  for (let index = end + 1; index < end + LONGEST_BRACKET; index += 1) {
    if (isMark(view.line, index, ')')) return view.cover[index - 1] === 'date' ? index + 1 : end;
    if (view.cover[index] === 'quantity') return end;
  }
  return end;
}

/** Its own time, else one at the head of the statement. */
function dueOfStandard(view: View, statement: Statement, quote: Part): Due | null {
  const own = dueWithin(view, statement, quote, quote.start, false);
  if (own !== null) return own;
  const ahead = dueWithin(view, statement, { start: statement.start, end: quote.start }, quote.start, false);
  return ahead?.phrase.bound === true ? ahead : null;
}

function draftOf(view: View, statement: Statement, part: Part, object: Part): Draft {
  const criterion = CRITERION.test(foldedOfPart(view, { start: skipUrging(view, object.start, object.end), end: object.end }));
  const quote = { start: part.start, end: withTime(view, part.end) };
  const due = dueOfStandard(view, statement, quote);
  const indicator = wordsOfPart(view, { start: object.start, end: timeIn(view, object) })
    .replace(/^(?:việc|công tác) /, '')
    .replace(/,\s*(?:huyện|thị xã|thành phố|tỉnh) [^,]+$/, '');
  return {
    ...BLANK,
    rule: 'standard',
    strength: due === null ? 'qualitative' : 'dated',
    quote: stretchOfPart(view, quote),
    indicator: indicator.replace(/^Xây/, 'xây'),
    kind: criterion ? 'percentage' : 'milestone',
    comparator: 'complete',
    comparatorWord: /hoàn thành/.exec(foldedOfPart(view, quote))?.[0] ?? null,
    due,
    list: statement.sentence,
    ...(criterion && due === null ? keptAt(view, part) : null),
  };
}

/** `Giữ vững các tiêu chí …`: a level that is to stay; null where it is to be reached. */
function keptAt(view: View, { start }: Part): Partial<Draft> | null {
  const word = /^(?:duy trì|giữ vững)/.exec(foldedOfPart(view, { start, end: start + 2 }))?.[0];
  return word === undefined
    ? null
    : { kind: 'directional', comparator: '=', comparatorAlt: ['>='], comparatorWord: word, direction: 'maintain' };
}

/** Where the time behind it begins. */
function timeIn({ cover }: View, { start, end }: Part): number {
  let index = end;
  while (index > start + 1 && cover[index - 1] === 'date') index -= 1;
  return index;
}
