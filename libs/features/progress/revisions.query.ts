import type { Sql } from 'postgres';
import { shown } from '../../domain/kernel/decimal.js';
import type { TargetProgress } from '../../contract/progress.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { BASES } from '../../domain/measurement/figure.js';
import { changesOf, type FigureVersion } from '../../domain/measurement/revision-history.js';
import { tableOf } from '../http/reading.js';
import { knownOf, type FigureRow } from './figure-row.js';

/** How the figures of a target were changed by a later basis or a correction, those dated up to a day, by date. */
export async function revisionsOf(sql: Sql, targetId: string, asOf: CivilDate): Promise<TargetProgress['revisions']> {
  const rows = await sql<FigureRow[]>`
    select f.as_of::text, f.basis_rank, f.year, f.state, f.shape, f.numerator, f.denominator, f.value, f.done_on::text, f.ordinal
    from ${tableOf(sql, 'progress.progress')} p join ${tableOf(sql, 'progress.figure')} f
      on f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.year between p.year_from and p.year_to
    where p.target_id = ${targetId} and f.as_of <= ${asOf}
    order by f.as_of, f.ordinal, f.revision`;
  return changesOf(rows.map(versionOf)).map((change) => ({
    ...change,
    before: shown(change.before) ?? change.before,
    after: shown(change.after) ?? change.after,
  }));
}

function versionOf(row: FigureRow): FigureVersion {
  const isCounted = row.state !== 'withdrawn' && row.state !== 'returned';
  const basis = BASES[row.basis_rank] ?? 'actual';
  return { asOf: row.as_of, year: row.year, basis, value: knownOf(row)?.value ?? null, isCounted };
}
