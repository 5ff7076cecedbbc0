import type { DatePhrase } from '../phrases/phrases.js';
import { agencyBefore } from '../structure/doers.js';
import { foldedOfPart, type Draft } from './draft.js';
import { isDue } from './due.js';
import { tokensOf, type Statement, type View } from './view.js';

const ORDER =
  /(?:^|\s)(?:quyết tâm|phấn đấu|yêu cầu|đề nghị|giao|chỉ đạo|phải|khẩn trương|tập trung|đồng loạt|kiên quyết|tiếp tục|cần)(?:\s|$)/;
const TOLD = /(?:^|\s)(?:đã|ước|ước tính|tính đến|đến nay|dự kiến|hiện nay|được giao)(?:\s|$)/;

/**
 * The statements of a passage of results that order something by a bound time to come: `Sở X khẩn trương trình … chậm nhất ngày …`.
 * Behind an order the sentences that only name a time go on with it.
 */
export function ordersAmongResults(view: View): ReadonlySet<Statement> {
  const orders = new Set<Statement>();
  let isAsked = false;
  for (const statement of view.statements) {
    const date = statement.phrases.dates.find((one) => isAhead(view, one));
    const end = date === undefined ? statement.end : tokensOf(view.line, date).start;
    const words = foldedOfPart(view, { start: statement.start, end });
    const isTold = TOLD.test(words);
    isAsked = !isTold && (isAsked || ORDER.test(words) || isAddressed(view, statement));
    if (isAsked && date !== undefined) orders.add(statement);
  }
  return orders;
}

function isAddressed({ structure, passage, line }: View, { start }: Statement): boolean {
  const from = line.tokens[start]?.from ?? 0;
  return agencyBefore(structure.prepared, { from: passage.from, to: passage.to, responsible: 'x' }, from + 1) !== null;
}

/** `trước ngày …`, `trong quý …`, not before the document. */
function isAhead(view: View, date: DatePhrase): boolean {
  const { issuedOn } = view.structure.head;
  if (!date.bound || !['day', 'month', 'quarter'].includes(date.precision) || !isDue(view, date, false)) return false;
  return issuedOn === null || (date.date !== null && date.date > issuedOn);
}

/** Of such statements what has a time of its own. */
export function isOrdered({ due }: Draft): boolean {
  return due !== null && !due.inherited && due.phrase.bound;
}
