import { skipUrging } from './clause.js';
import { headingBefore, labelledTime } from './dated-labels.js';
import { nameOf } from './dated-names.js';
import { firstVerb } from './dated-verbs.js';
import { BLANK, stretchOfPart, type Draft } from './draft.js';
import { dueOfMark } from './due-of-mark.js';
import { marksOf } from './marks.js';
import type { Taken } from './taken.js';
import type { Statement, View } from './view.js';

/** `Ban hành quy chế. Thời hạn: tháng 9/2022`: the work of a statement that a label behind it dates. */
export function labelledWork(view: View, statement: Statement): Draft | null {
  const label = labelledTime(view, statement);
  if (label === null) return null;
  const begin = skipUrging(view, statement.start, statement.end);
  const start = firstVerb(view, begin, Math.min(statement.end, begin + MOST_BEFORE)) ?? begin;
  if (statement.end - start < 2) return null;
  const work = { start, end: statement.end };
  const { from, to } = stretchOfPart(view, work);
  return {
    ...BLANK,
    rule: label.due === null ? 'recurrence' : 'deadline',
    strength: 'dated',
    quote: { from, to: label.to ?? to },
    indicator: nameOf(view, { quote: work, verb: start, done: work }, null),
    kind: 'milestone',
    comparator: 'complete',
    due: label.due,
    recurrence: label.recurrence,
    list: statement.sentence,
  };
}

/** Tokens of whoever is to do it, before the first verb. */
const MOST_BEFORE = 40;

/** A label in a passage of its own, below a heading that names the work. */
export function labelBelowHeading(view: View, statement: Statement, taken: Taken): readonly Draft[] {
  const mark = marksOf(view, statement).find(({ date }) => !taken.uses(date));
  const heading = statement.start === 0 ? headingBefore(view) : null;
  if (mark === undefined || heading === null) return [];
  const { prepared } = view.structure;
  const words = prepared.text.slice(heading.from, heading.to).replace(/^[\s\p{L}\d]{0,6}[.)]\s+/u, '');
  const from = heading.to - words.length;
  return [
    {
      ...BLANK,
      rule: mark.recurrence !== null ? 'recurrence' : 'deadline',
      strength: 'dated',
      quote: { from, to: stretchOfPart(view, mark).to },
      indicator: `${words.charAt(0).toLowerCase()}${words.slice(1)}`.replace(/\s+/g, ' ').replace(/[.;:]\s*$/, ''),
      kind: 'milestone',
      comparator: 'complete',
      due: dueOfMark(view, statement, mark, mark),
      recurrence: mark.recurrence,
      list: statement.sentence,
    },
  ];
}
