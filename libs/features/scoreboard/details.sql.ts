import type { Sql } from 'postgres';
import type { ScoreboardRow } from '../../contract/scoreboard.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { exact, type DecimalText } from '../../domain/kernel/decimal.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { Language } from '../http/language.js';
import { tableOf } from '../http/reading.js';
import type { TargetVerdict } from '../http/target-verdicts.js';
import type { Ranked } from './tally.js';

/** Names of indicators by id. */
export type Names = ReadonlyMap<string, string>;

export async function namesOf(sql: Sql, language: Language): Promise<Names> {
  const rows = await sql<{ id: string; name: string }[]>`
    select indicator_id as id, definition->>${language === 'vi' ? 'name' : 'nameEn'} as name from ${tableOf(sql, 'progress.indicator')}`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface Detail {
  readonly id: string;
  readonly actual: string | null;
  readonly expected: string | null;
  readonly definition: IndicatorDefinition;
  readonly locality: { readonly id: string; readonly name: string; readonly fullName: string };
}

/** What people read about the worst targets, by id; those of `verdicts` by their figure there, the others by the one that is kept for the day. */
export async function worstOf(
  sql: Sql,
  ranked: readonly Ranked[],
  verdicts: ReadonlyMap<string, TargetVerdict>,
  asOf: CivilDate,
  language: Language,
): Promise<ReadonlyMap<string, ScoreboardRow['worst']>> {
  const rows = await sql<Detail[]>`
    select p.target_id as id, i.definition, case when d.is_earlier then p.earlier_actual else p.actual end as actual,
      case when d.is_earlier then p.earlier_expected else p.expected end as expected,
      json_build_object('id', p.locality_id, 'name', coalesce(l.name, p.locality_id), 'fullName', coalesce(l.full_name, p.locality_id)) as locality
    from ${tableOf(sql, 'progress.progress')} p cross join lateral (select p.from_dates[1] > ${asOf}::date as is_earlier) d
      join ${tableOf(sql, 'progress.indicator')} i using (indicator_id) left join ${tableOf(sql, 'localities.locality')} l on l.id = p.locality_id
    where p.target_id = any(${ranked.map(({ target }) => target)})`;
  const verdictOf = new Map(ranked.map((one) => [one.target, one]));
  return new Map(
    rows.map(({ id, definition, locality, ...kept }) => {
      const { status, ratio } = verdictOf.get(id)!;
      const { indicatorId, name, nameEn, unit, shape } = definition;
      const indicator = { id: indicatorId, name: language === 'vi' ? name : nameEn, unit, shape };
      return [id, { id, indicator, locality, status, ratio: ratio && shown(ratio), gap: gapOf(verdicts.get(id) ?? kept) }];
    }),
  );
}

const gapOf = ({ actual, expected }: Pick<TargetVerdict, 'actual' | 'expected'>): DecimalText | null =>
  actual === null || expected === null ? null : exact(actual).minus(exact(expected)).toDecimalPlaces(12).toFixed();

const shown = (ratio: DecimalText): DecimalText => exact(ratio).toDecimalPlaces(12).toFixed();
