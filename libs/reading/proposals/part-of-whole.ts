import { textAt } from '../phrases/line.js';
import type { Draft } from './draft.js';
import { RATE, subjectOf } from './indicator.js';
import type { Item } from './items.js';
import type { View } from './view.js';

/** An item with the proposal that was made of it. */
export interface Told {
  readonly item: Item;
  readonly draft: Draft;
}

/** What an item is a part of: `trong đó` opens its words, or those of the part before it in the same unit. */
export function wholeOf(item: Item, last: Told | null, whole: Told | null): Told | null {
  if (item.nested) return last;
  return whole !== null && item.verb === null && item.quantity.unit === last?.item.quantity.unit ? whole : null;
}

/** A part is due with its whole, unless it has a time of its own, and bears its name: `tỷ lệ hộ nghèo vùng dân tộc thiểu số`. */
export function asPart(view: View, item: Item, draft: Draft, whole: Told | null): Draft {
  if (whole === null) return draft;
  const lent = draft.due === null || draft.due.inherited ? whole.draft.due : null;
  const due = lent === null ? draft.due : { ...lent, inherited: true };
  return { ...draft, due, indicator: partName(view, item, draft.indicator, whole) };
}

/** What says how an amount or count is measured; the work that it is the result of. */
const MEASURE = /^(?:sản lượng|diện tích|lượng|tổng đàn|đàn|số lượng|số|kim ngạch|doanh thu|chiều dài|tổng vốn|giá trị)(?: |$)/u;
const DONE = / được (?!giao)[^,;]+$/u;

function partName(view: View, item: Item, name: string, { item: whole, draft }: Told): string {
  const { subject, quantity, link } = item;
  if (subject === null || item.verb !== null) return name;
  const own = subjectOf(view, subject);
  if (quantity.kind === 'percentage' && draft.kind === 'percentage')
    return RATE.test(draft.indicator) && own !== '' && !RATE.test(own) ? joined(draft.indicator, own) : name;
  if (quantity.kind === 'percentage')
    return link !== null && textAt(view.line, link.start) === 'chiếm' && /^tỷ lệ /u.test(name) ? `${name} trong ${draft.indicator}` : name;
  if (quantity.unit !== whole.quantity.unit || quantity.kind === 'index_rank') return name;
  const measure = MEASURE.test(name) ? '' : (MEASURE.exec(draft.indicator)?.[0] ?? '');
  const done = whole.verb === null || DONE.test(name) ? '' : (DONE.exec(draft.indicator)?.[0] ?? '');
  return `${measure}${name}${done}`;
}

/** `tỷ lệ lao động qua đào tạo` and `lao động có bằng cấp`: the part takes the place of the same word of the whole. */
function joined(whole: string, part: string): string {
  const [first = ''] = part.split(' ');
  const at = whole.lastIndexOf(` ${first} `);
  return at > 0 ? `${whole.slice(0, at)} ${part}` : `${whole} ${part}`;
}
