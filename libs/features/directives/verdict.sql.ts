import type { Sql } from 'postgres';
import type { Fragment } from '../http/keyset.js';

/** True where what an accepted proposal `p` became was withdrawn by its own route: the proposal is open again. */
export function isGone(sql: Sql): Fragment {
  const part = (number: number): Fragment => sql`split_part(p.measurement_id, '.', ${number}::int)`;
  return sql`(
    exists (select from targets.target t where t.id = p.target_id and t.withdrawn_on is not null)
    or p.measurement_id is not null and 'withdrawn' = (
      select f.state from progress.figure f
      where f.indicator_id = ${part(1)} and f.locality_id = ${part(2)} and f.year = ${part(3)}::int and f.as_of = ${part(4)}::date
        and f.basis_rank = array_position(array['estimated', 'actual', 'settled'], ${part(5)}) - 1
      order by f.revision desc limit 1))`;
}

/** How a proposal `p` stands today: `open`, `accepted`, `dismissed`. */
export function verdict(sql: Sql): Fragment {
  return sql`case when p.state = 'accepted' and ${isGone(sql)} then 'open' else p.state end`;
}
