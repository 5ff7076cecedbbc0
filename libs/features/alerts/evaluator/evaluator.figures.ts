import { setTimeout as sleep } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { BASES, type Figure } from '../../../domain/measurement/figure.js';
import { valueOf } from '../../../domain/measurement/figure-value.js';
import type { ReportedFigure } from '../../../domain/alert/alert.input.js';
import { StoreUnavailable } from '../../../event-store/errors.js';
import { comparePositions, ordinal, type Position } from '../../../event-store/event-store.js';
import type { Place } from './evaluator.tables.js';
import { measurementIdOf } from '../../../contract/measurement-id.js';

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 5;

/** Waits until the projection `progress`, whose figures are read here, has come to `position`. Throws `StoreUnavailable` after five seconds, to be tried again. */
export async function figuresThrough(tx: TransactionSql, position: Position): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const [found] = await tx`select to_regclass('progress.checkpoint') is not null as here`;
    const [row] = found?.here ? await tx<{ position: Position }[]>`select position from progress.checkpoint` : [];
    if (row && row.position !== 'swapped' && comparePositions(row.position, position) >= 0) return;
    if (Date.now() > until) throw new StoreUnavailable('the projection progress lags behind');
    await sleep(LOOK_EVERY_MS);
  }
}

/** Which figures of a pair count: those on record at `until`. */
export interface Asked {
  readonly targetId: string;
  readonly until: Position;
}

interface FigureJson {
  readonly asOf: CivilDate;
  readonly basisRank: number;
  readonly year: number;
  readonly shape: Figure['shape'];
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly doneOn: CivilDate | null;
}

/** For each pair its figures up to `day` that count, one a date (settled over actual over estimated), the newest first. */
export async function figuresOf(
  { tx, schema }: Place,
  asked: readonly Asked[],
  day: CivilDate,
): Promise<ReadonlyMap<string, readonly ReportedFigure[]>> {
  const rows = await tx.unsafe<{ id: string; indicator: string; locality: string; figures: FigureJson[] | null }[]>(
    `select p.target_id as id, p.indicator_id as indicator, p.locality_id as locality, h.figures
     from unnest($1::text[], $2::bigint[]) a(target_id, until) join ${schema}.pair p using (target_id)
     cross join lateral (
       select jsonb_agg(jsonb_build_object('asOf', f.as_of, 'basisRank', f.basis_rank, 'year', f.year, 'shape', f.shape, 'numerator', f.numerator::text,
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
    rows.map(({ id, indicator, locality, figures }) => [
      id,
      onePerDate(figures ?? []).map((figure) => reported(indicator, locality, figure)),
    ]),
  );
}

function onePerDate(figures: readonly FigureJson[]): readonly FigureJson[] {
  return figures.filter(({ asOf }, index) => figures[index - 1]?.asOf !== asOf);
}

function reported(indicatorId: string, localityId: string, json: FigureJson): ReportedFigure {
  const { asOf, year, doneOn } = json;
  const basis = BASES[json.basisRank] ?? 'actual';
  const figure = figureOf(json);
  return { asOf, basis, value: valueOf(figure), doneOn, measurementId: measurementIdOf({ indicatorId, localityId, year, asOf, basis }) };
}

function figureOf({ shape, numerator, denominator, value, doneOn }: FigureJson): Figure {
  switch (shape) {
    case 'ratio':
      return { shape, numerator: numerator ?? '0', denominator: denominator ?? '0' };
    case 'rate':
      return { shape, percent: value ?? '0' };
    case 'done':
      return { shape, on: doneOn };
    default:
      return { shape, value: value ?? '0' };
  }
}
