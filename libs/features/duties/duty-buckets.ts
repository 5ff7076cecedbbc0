import { DUTY_STATES, type DutyState } from '../../domain/reporting/duty-state.js';
import type { DutyCounts } from './duty-counts.sql.js';
import type { Order } from './duty-page.sql.js';
import type { TermDuty } from './duty-terms.js';

/** Rows that stand together in a list: their place in the order, and how many there are. */
interface Bucket {
  readonly at: string | number;
  readonly due: string;
  readonly no: number;
  readonly state: DutyState;
  readonly n: number;
}

/** The duties among which a page sorted by due day or state lies, so that no other need be read. */
export function dutiesOfPage(duties: readonly TermDuty[], counts: readonly DutyCounts[], order: Order): readonly TermDuty[] {
  const buckets = counts.flatMap((count) =>
    (order.states ?? DUTY_STATES).flatMap((state): Bucket[] => {
      const due = duties[count.slot]?.dueOn ?? '';
      const at = order.key === 'state' ? DUTY_STATES.indexOf(state) + 1 : due;
      return count[state] > 0 ? [{ at, due, no: count.slot, state, n: count[state] }] : [];
    }),
  );
  const wanted = new Set(reached(buckets, order).map(({ no }) => no));
  return duties.filter(({ no }) => wanted.has(no));
}

/** The first and the last key among which a page sorted by locality or indicator lies; null where nothing does. */
export function keysOfPage(counts: readonly DutyCounts[], order: Order): readonly [string, string] | null {
  const buckets = counts.map((count): Bucket => {
    const n = (order.states ?? DUTY_STATES).reduce((sum, state) => sum + count[state], 0);
    return { at: count.key ?? '', due: '', no: 0, state: 'open', n };
  });
  const found = reached(buckets, order)
    .map(({ at }) => String(at))
    .sort();
  const [first, last] = [found[0], found.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}

/** As many of the next buckets as fill the page; of the one in which the page before ended nobody knows how many are left. */
function reached(buckets: readonly Bucket[], { after, descending, most, key }: Order): readonly Bucket[] {
  const byPlace = (a: Pick<Bucket, 'at' | 'due'>, b: Pick<Bucket, 'at' | 'due'>): number => {
    const found = a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
    return (descending ? -found : found) || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0);
  };
  const isByKey = key === 'locality' || key === 'indicator';
  const begun = after && { at: after[0], due: isByKey ? '' : after[1] };
  const rest = buckets.filter((bucket) => begun === null || byPlace(bucket, begun) >= 0).sort(byPlace);
  const taken: Bucket[] = [];
  let rows = 0;
  for (const bucket of rest) {
    const last = taken.at(-1);
    if (rows >= most && last && byPlace(bucket, last) > 0) break;
    taken.push(bucket);
    if (begun === null || byPlace(bucket, begun) > 0) rows += bucket.n;
  }
  return taken;
}
