import { withForbidding } from '../phrases/forbidden.js';
import type { Quantity } from '../phrases/phrases.js';
import { acceptedAs, isFinishedByTime, isIndexLevel, isRest } from './accept.js';
import { BLANK, foldedOfPart, stretchOfPart, wordsOfPart, type Doubt, type Draft } from './draft.js';
import { isOfWork } from './due.js';
import type { Due } from './due-phrase.js';
import { dueOfItem, recurrenceOfItem } from './due-of-item.js';
import { indicatorOf } from './indicator.js';
import { shortNameOf } from './indexes.js';
import { itemsOf, type Item, type Part } from './items.js';
import { asPart, wholeOf, type Told } from './part-of-whole.js';
import { sharedWordsOf } from './shared-words.js';
import { tokenFrom, type Statement, type View } from './view.js';
import { isWhere } from './where.js';
import { withYear } from './year-in-bracket.js';

/** How many items back in a sentence words are borrowed from. */
const REACH = 12;

/** What was accepted before in the same sentence. */
export interface Earlier {
  readonly items: readonly Item[];
  readonly last: Told | null;
  /** What the last ones were parts of. */
  readonly whole: Told | null;
}

export const NOTHING_YET: Earlier = { items: [], last: null, whole: null };

/** Values under a commitment, one draft per threshold. */
export function quantifiedIn(
  view: View,
  statement: Statement,
  before: Earlier,
): { readonly drafts: readonly Draft[]; readonly earlier: Earlier } {
  const drafts: Draft[] = [];
  const items = itemsOf(view, statement);
  let earlier = before;
  for (const [index, item] of items.entries()) {
    const later = items.slice(index + 1, index + 6);
    const doubts = acceptedAs(view, statement, item, earlier.items.at(-1) ?? null, later);
    if (doubts === null) continue;
    const whole = wholeOf(item, earlier.last, earlier.whole);
    const own = draftOf(view, statement, item, later, earlier.items, drafts.at(-1)?.indicator ?? null, doubts);
    const draft = asMilestone(view, item, asPart(view, item, withLent(own, drafts.at(-1) ?? null, item), whole));
    drafts.push(draft);
    earlier = { items: [...earlier.items, item].slice(-REACH), last: { item, draft }, whole };
  }
  return { drafts, earlier };
}

/** `toàn bộ các cầu còn lại phải hoàn thành trước 30/6`: work that is done or not on a day, no share. */
function asMilestone(view: View, item: Item, draft: Draft): Draft {
  if (draft.rule !== 'all' || draft.due === null || !(isFinishedByTime(view, item) || isRest(view, item))) return draft;
  const { quote, due, list, doubts } = draft;
  const words = draft.indicator.replace(/^tỷ lệ /u, '').replace(/ (?:phải|cần|sẽ|đều|cơ bản)(?= )/gu, '');
  const [, things, done] = /^(.+?) (?:(?:được )?(hoàn thành|hoàn tất|kết thúc)|được (.+))$/u.exec(words)?.filter(Boolean) ?? [];
  const indicator = things === undefined ? words.replace(/ xong$/u, '') : `${done ?? ''} ${things}`;
  return { ...BLANK, rule: 'deadline', strength: 'dated', quote, indicator, kind: 'milestone', comparator: 'complete', due, list, doubts };
}

/** What an item of a list has from the one before it: a time that stood ahead of both, and that things are added. */
function withLent(draft: Draft, previous: Draft | null, item: Item): Draft {
  if (previous === null) return draft;
  const lent = previous.due?.ahead === true && (draft.due === null || draft.due.inherited) ? previous.due : null;
  const due = lent === null ? draft.due : { ...lent, inherited: lent.inherited || draft.head === null };
  const isBare = item.verb === null && item.subject === null && draft.kind === previous.kind;
  const isAdded = previous.incremental && isBare && (draft.kind !== 'percentage' || isListed(item, draft));
  const floor =
    previous.comparator === '>=' && FLOORS.test(previous.comparatorWord ?? '') && draft.comparator === '=' && isListed(item, draft);
  const compared = floor ? ({ comparator: '>=', comparatorAlt: [], comparatorWord: previous.comparatorWord } as const) : {};
  const added = isAdded && / tăng thêm$/.test(previous.indicator) && !/ tăng thêm$/.test(draft.indicator) ? ' tăng thêm' : '';
  return { ...draft, ...compared, due, incremental: draft.incremental || isAdded, indicator: `${draft.indicator}${added}` };
}

const FLOORS = /^(?:ít nhất|tối thiểu)$/;

/** `giảm tối thiểu 5% công chức và 10% viên chức`: its verb stands before the first of the list, and so does its floor. */
function isListed({ verb, subject, object }: Item, draft: Draft): boolean {
  return verb === null && subject === null && object !== null && draft.head !== null && draft.head.from < draft.quote.from;
}

function draftOf(
  view: View,
  statement: Statement,
  item: Item,
  later: readonly Item[],
  earlier: readonly Item[],
  named: string | null,
  doubts: readonly Doubt[],
): Draft {
  const { quantity, value, quote } = item;
  const shared = sharedWordsOf(view, item, earlier, later);
  const due = dueOfItem(view, statement, item, shared);
  const implied = quantity.source === 'implied' && /^(?:tất cả|toàn bộ|mọi)/.test(foldedOfPart(view, value));
  return {
    ...BLANK,
    ...measureOf(view, item),
    rule: implied ? 'all' : item.subject !== null && item.object === null ? 'level' : quantity.kind === 'percentage' ? 'share' : 'action',
    strength: implied ? 'qualitative' : 'quantified',
    quote: stretchOfPart(view, {
      start: forbids(item) ? withForbidding(view.line, quote.start) : quote.start,
      end: withYear(view, quote.end),
    }),
    head: shared === null ? null : stretchOfPart(view, shared),
    indicator: indicatorOf(view, item, shared, earlier, named),
    comparatorWord: implied ? 'tất cả' : isWhere(view, item) ? null : quantity.comparatorWord,
    valueText: implied ? null : wordsOfPart(view, value),
    recurrence: recurrenceOfItem(view, statement, item),
    indexName: INDEX.test(foldedOfPart(view, { start: quote.start, end: value.start })) ? shortNameOf(view, item.subject ?? quote) : null,
    due: due === null ? null : { ...due, ahead: isAhead(view, item, due) },
    list: statement.sentence,
    doubts: doubtsOf(doubts, shared, due),
  };
}

/** Before the number, and not of finishing what stands before it: `kết thúc gieo sạ trước 31/5 với | 500 ha`. */
function isAhead(view: View, { quote, value }: Item, { phrase, inherited }: Due): boolean {
  if (inherited || phrase.from >= stretchOfPart(view, value).from) return inherited;
  return phrase.from < 0 || !isOfWork(view, quote.start, tokenFrom(view.line, phrase.from));
}

/** `không để … trên 10%` is told with its negation. */
const forbids = ({ quantity }: Item): boolean => quantity.comparatorWord?.startsWith('không để') === true;

const INDEX = /chỉ số|\b(?:pci|papi|par index|sipas|dti|pgi|ddci)\b/;

function doubtsOf(doubts: readonly Doubt[], shared: Part | null, due: Draft['due']): readonly Doubt[] {
  const more: Doubt[] = [];
  if (shared !== null) more.push('borrowed_words');
  if (due?.inherited === true) more.push('inherited');
  return [...doubts, ...more];
}

function measureOf(
  view: View,
  item: Item,
): Pick<
  Draft,
  'kind' | 'comparator' | 'comparatorAlt' | 'value' | 'valueTo' | 'valueSource' | 'unit' | 'incremental' | 'base' | 'direction'
> {
  const { prepared } = view.structure;
  const { quantity, verb, link } = item;
  const where = isWhere(view, item);
  return {
    kind: quantity.unit === null && isIndexLevel(view, item) ? 'index_rank' : quantity.kind,
    comparator: where ? '=' : quantity.comparator,
    comparatorAlt: where ? ['>='] : quantity.comparatorAlt,
    value: quantity.value,
    valueTo: quantity.valueTo,
    valueSource: quantity.source,
    unit: quantity.unit,
    incremental: quantity.incremental,
    base: quantity.base === null ? null : prepared.text.slice(quantity.base.from, quantity.base.to),
    direction: quantity.change?.direction ?? directionOf(view, quantity, verb, link),
  };
}

function directionOf(view: View, quantity: Quantity, verb: Part | null, link: Part | null): Draft['direction'] {
  const words = [verb, link].map((part) => (part === null ? '' : foldedOfPart(view, part))).join(' ');
  if (/(?:^|\s)(?:duy trì|giữ vững|giữ)(?:\s|$)/.test(words)) return 'maintain';
  if (/(?:^|\s)(?:giảm|kéo giảm|hạ|xuống|rút ngắn)(?:\s|$)/.test(words)) return 'decrease';
  return /(?:^|\s)(?:tăng|nâng|lên)(?:\s|$)/.test(words) && quantity.kind !== 'count' ? 'increase' : null;
}
