import { setTimeout as sleep } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import type { IndicatorState } from '../../../domain/indicator/indicator.decide.js';
import { isSummedFlow, runningSums } from '../../../domain/measurement/running-sums.js';
import type { WeighedFigure } from '../../../domain/alert/alert.implausible.js';
import { BASES, figureOfParts, type Figure, type FigureParts } from '../../../domain/measurement/figure.js';
import { valueOf } from '../../../domain/measurement/figure-value.js';
import { StoreUnavailable } from '../../../event-store/errors.js';
import { comparePositions, ordinal, type Position } from '../../../event-store/event-store.js';
import { readCheckpoint } from '../../../event-store/projection-tables.js';
import type { Place } from './evaluator.tables.js';
import { measurementIdOf } from '../../../contract/measurement-id.js';

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 5;

/** Waits until a projection whose tables are read here has come to `position`. Throws `StoreUnavailable` after five seconds, to be tried again. */
export async function reached(tx: TransactionSql, projection: 'progress' | 'localities', position: Position): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const at = await readCheckpoint(tx, projection);
    if (at && at.position !== 'swapped' && comparePositions(at.position, position) >= 0) return;
    if (Date.now() > until) throw new StoreUnavailable(`the projection ${projection} lags behind`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** Which figures of a pair count: those on record at `until`. */
export interface Asked {
  readonly targetId: string;
  readonly until: Position;
}

interface FigureJson extends FigureParts {
  readonly asOf: CivilDate;
  readonly basisRank: number;
  readonly year: number;
  readonly state: string;
}

/** For each pair its figures up to `day` that count, one a date (settled over actual over estimated), the newest first; of flows the running sums. */
export async function figuresOf(
  { tx, schema }: Place,
  asked: readonly Asked[],
  day: CivilDate,
  indicatorOf: (id: string) => IndicatorState,
): Promise<ReadonlyMap<string, readonly WeighedFigure[]>> {
  const rows = await tx.unsafe<{ id: string; indicator: string; locality: string; since: CivilDate; figures: FigureJson[] | null }[]>(
    `select p.target_id as id, p.indicator_id as indicator, p.locality_id as locality, p.target->'baseline'->>'on' as since, h.figures
     from unnest($1::text[], $2::bigint[]) a(target_id, until) join ${schema}.pair p using (target_id)
     cross join lateral (
       select jsonb_agg(jsonb_build_object('asOf', f.as_of, 'basisRank', f.basis_rank, 'year', f.year, 'state', f.state, 'shape', f.shape, 'numerator', f.numerator::text,
         'denominator', f.denominator::text, 'value', f.value::text, 'doneOn', f.done_on) order by f.as_of desc, f.basis_rank desc, f.year desc) as figures
       from (
         select distinct on (f.as_of, f.basis_rank, f.year) f.* from progress.figure f
         where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.as_of <= $3::text::date
           and f.year between p.year_from and p.year_to and f.ordinal <= a.until
         order by f.as_of desc, f.basis_rank desc, f.year desc, f.revision desc
       ) f where f.state not in ('withdrawn', 'returned') and f.shape is not null
     ) h`,
    [asked.map(({ targetId }) => targetId), asked.map(({ until }) => String(ordinal(until))), day],
  );
  return new Map(
    rows.map(({ id, indicator, locality, since, figures }) => {
      const all = (figures ?? []).map((figure) => ({ ...figure, id: idOf(indicator, locality, figure) }));
      const rule = indicatorOf(indicator);
      return [id, rule && isSummedFlow(rule) ? sumsOf(rule, all, since) : onePerDate(all).map((one) => reported(one, figureOfParts(one)))];
    }),
  );
}

interface Identified extends FigureJson {
  readonly id: string;
}

function idOf(indicatorId: string, localityId: string, { asOf, year, basisRank }: FigureJson): string {
  return measurementIdOf({ indicatorId, localityId, year, asOf, basis: BASES[basisRank] ?? 'actual' });
}

function onePerDate(figures: readonly Identified[]): readonly Identified[] {
  return figures.filter(({ asOf }, index) => figures[index - 1]?.asOf !== asOf);
}

function sumsOf(rule: NonNullable<IndicatorState>, all: readonly Identified[], since: CivilDate): readonly WeighedFigure[] {
  const figures = all.flatMap((json) => {
    const figure = figureOfParts(json);
    return figure ? [{ asOf: json.asOf, year: json.year, basis: BASES[json.basisRank] ?? 'actual', figure, json }] : [];
  });
  return runningSums(rule, figures, since)
    .map(({ last, figure, missing }) => ({ ...reported(last.json, figure), missing }))
    .toReversed();
}

function reported({ asOf, basisRank, doneOn, state, id }: Identified, figure: Figure | null): WeighedFigure {
  const value = figure && valueOf(figure);
  return { asOf, basis: BASES[basisRank] ?? 'actual', value, doneOn, measurementId: id, isVerified: state === 'verified' };
}
