import type { Sql } from 'postgres';
import type { AlertPresent } from '../../contract/alerts.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { rounded } from '../../domain/alert/alert.findings.js';
import { presentSentence, unitOf, type Standing } from '../../domain/alert/alert.present.js';
import type { Actor } from '../../domain/kernel/command.js';
import { BASES } from '../../domain/measurement/figure.js';
import type { Fragment } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { TargetVerdict, TargetVerdicts } from '../http/target-verdicts.js';

/** What the row of `progress` says of an alert's target on the day of asking. */
export interface Kept extends Omit<Standing, 'status'> {
  /** null where the row does not tell: its figure is younger than the day, or there is only a sum of those beneath. */
  readonly status: Standing['status'] | null;
  readonly basisRank: number | null;
}

/** Whoever may see an alert may know how its target stands: the scope was checked with the alert. */
const READER: Actor = { id: 'tiendo', name: 'Tiến Độ', role: 'admin', locality: NATION };

/** The status on `day` of the target in the row `p` of `progress`; null where the row does not tell. */
export const keptStatus = (sql: Sql, day: CivilDate): Fragment =>
  sql`case when p.figure_as_of <= ${day}::text::date then p.statuses[width_bucket(${day}::text::date, p.from_dates)] end`;

/** A `Kept` as JSON for the alert `a`, worked out for the rows of a page alone. */
export function keptPresent(sql: Sql, day: CivilDate): Fragment {
  return sql`(
    select jsonb_build_object('status', ${keptStatus(sql, day)}, 'actual', p.actual::text, 'expected', p.expected::text, 'asOf', p.figure_as_of,
      'doneOn', p.done_on, 'basisRank', p.figure_basis_rank, 'indicator', d.definition)
    from ${tableOf(sql, 'progress.progress')} p join ${tableOf(sql, 'progress.indicator')} d using (indicator_id) where p.target_id = a.target_id and p.from_dates is not null)`;
}

/** The verdicts on targets of which `progress` keeps none for the day. */
export const verdictsOn = (sql: Sql, verdicts: TargetVerdicts, ids: readonly string[], day: CivilDate): ReturnType<TargetVerdicts> =>
  verdicts(sql, READER, ids, { asOf: day, boundaries: day });

/** How the target stands on the day; null where it is not followed. */
export function presentOf(kept: Kept | null, verdict: TargetVerdict | undefined, on: CivilDate): AlertPresent {
  if (!kept) return null;
  const { status, basisRank, indicator, ...figure } = kept;
  const standing = status === null ? verdict && { ...verdict, indicator } : { ...figure, status, indicator };
  if (!standing) return null;
  const { actual, expected, asOf } = standing;
  const basis = status === null ? (verdict?.basis ?? null) : basisRank === null ? null : (BASES[basisRank] ?? null);
  const sentence = { ...presentSentence(standing) };
  const [shown, due] = [actual && rounded(actual), expected && rounded(expected)];
  return { on, status: standing.status, actual: shown, expected: due, unit: unitOf(indicator), asOf, basis, sentence };
}
