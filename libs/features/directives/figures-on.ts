import type { Sql } from 'postgres';
import { measurementIdOf } from '../../contract/measurement-id.js';
import { BASES, figureOfParts, type Basis, type Figure, type FigureParts } from '../../domain/measurement/figure.js';

/** Which indicator of which locality on which day. */
export interface FigurePlace {
  readonly indicatorId: string;
  readonly localityId: string;
  readonly asOf: string;
}

/** A figure as it stands, withdrawn or not, with the names of what it is of. */
export interface FigureOn extends FigurePlace {
  readonly id: string;
  readonly indicatorName: string | null;
  readonly unit: string;
  readonly shape: string;
  /** Full name. */
  readonly localityName: string | null;
  readonly basis: Basis;
  readonly state: string;
  readonly figure: Figure | null;
}

interface Row extends Omit<FigureOn, 'id' | 'basis' | 'figure'>, Omit<FigureParts, 'shape'> {
  readonly year: number;
  readonly basisRank: number;
  readonly figureShape: FigureParts['shape'];
}

/** The figures of these places and days, whatever their basis, the more settled first. */
export async function figuresOn(sql: Sql, places: readonly FigurePlace[]): Promise<readonly FigureOn[]> {
  if (places.length === 0) return [];
  const column = (member: keyof FigurePlace): string[] => places.map((place) => place[member]);
  const rows = await sql<Row[]>`
    select distinct on (f.indicator_id, f.locality_id, f.as_of, f.basis_rank, f.year)
      f.indicator_id as "indicatorId", i.name as "indicatorName", coalesce(i.unit, '') as unit, coalesce(i.shape, '') as shape,
      f.locality_id as "localityId", l.full_name as "localityName", f.year, f.as_of::text as "asOf", f.basis_rank as "basisRank", f.state,
      f.shape as "figureShape", f.numerator::text as numerator, f.denominator::text as denominator, f.value::text as value,
      f.done_on::text as "doneOn"
    from unnest(${column('indicatorId')}::text[], ${column('localityId')}::text[], ${column('asOf')}::text[]) asked (indicator, locality, day)
      join progress.figure f on f.indicator_id = asked.indicator and f.locality_id = asked.locality and f.as_of = asked.day::date
      left join indicators.indicator i on i.id = f.indicator_id left join localities.locality l on l.id = f.locality_id
    order by f.indicator_id, f.locality_id, f.as_of, f.basis_rank desc, f.year, f.revision desc`;
  return rows.map(shown);
}

function shown({ year, basisRank, figureShape, numerator, denominator, value, doneOn, ...row }: Row): FigureOn {
  const basis = BASES[basisRank] ?? 'actual';
  const figure = figureOfParts({ shape: figureShape, numerator, denominator, value, doneOn });
  return { ...row, id: measurementIdOf({ ...row, year, basis }), basis, figure };
}

/** Finds those that stand at a place. */
export async function standingFigures(sql: Sql, places: readonly FigurePlace[]): Promise<(place: FigurePlace) => readonly FigureOn[]> {
  const found = new Map<string, FigureOn[]>();
  for (const figure of await figuresOn(sql, places))
    if (figure.state !== 'withdrawn') found.set(keyOf(figure), [...(found.get(keyOf(figure)) ?? []), figure]);
  return (place) => found.get(keyOf(place)) ?? [];
}

const keyOf = ({ indicatorId, localityId, asOf }: FigurePlace): string => `${indicatorId} ${localityId} ${asOf}`;
