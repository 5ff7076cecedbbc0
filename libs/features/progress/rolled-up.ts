import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { exact } from '../../domain/kernel/decimal.js';
import { BASES } from '../../domain/measurement/figure.js';
import { rollUp, type RolledUp, type RollUpPart } from '../../domain/schedule/roll-up.js';
import { tableNameOf } from '../http/reading.js';
import { childrenOn, isInForce, localityTree, reach, type LocalityTree } from './locality-tree.js';
import { summed, type CountedRow, type KnownDefinition, type SeriesKey } from './counted.js';
import { figureOf, type FigureRow } from './figure-row.js';
import { bestFigureSql } from './refresh.js';

/** A target whose figure may be made of those beneath it. */
export interface Whole {
  readonly targetId: string;
  readonly indicatorId: string;
  readonly localityId: string;
  readonly yearFrom: number;
  readonly yearTo: number;
  readonly definition: KnownDefinition;
  /** The localities that the target was allocated to, which then are its parts; null: all beneath. */
  readonly among: readonly string[] | null;
}

interface Asked {
  readonly asOf: CivilDate;
  readonly boundaries: CivilDate;
}

type Figures = ReadonlyMap<string, CountedRow>;

/**
 * What the figures beneath each target's locality amount to (house rule: a locality's own figure where there is one, else
 * those of its children on the day of the boundaries; for the time before it was founded, those of its predecessors by their
 * share). Targets with nothing beneath them that could report are absent.
 */
export async function rolledUp(sql: Sql, wholes: readonly Whole[], asked: Asked): Promise<ReadonlyMap<string, RolledUp>> {
  const summable = wholes.filter(({ definition }) => definition.rollUp !== 'none');
  if (summable.length === 0) return new Map();
  const tree = await localityTree(sql);
  const reaches = new Map([...new Set(summable.map(({ localityId }) => localityId))].map((id) => [id, reach(tree, id, asked.boundaries)]));
  const composed = summable.filter(({ localityId }) => (reaches.get(localityId)?.size ?? 0) > 1);
  const figures = await figuresOf(sql, composed, reaches, asked.asOf);
  const sums = new Map<string, RolledUp>();
  for (const whole of composed) {
    const parts = beneath(tree, whole, figures, asked);
    if (parts.some(({ reported }) => reported)) sums.set(whole.targetId, rollUp(whole.definition, parts));
  }
  return sums;
}

async function figuresOf(
  sql: Sql,
  wholes: readonly Whole[],
  reaches: ReadonlyMap<string, ReadonlySet<string>>,
  asOf: CivilDate,
): Promise<Figures> {
  const [indicators, localities, from, to]: [string[], string[], number[], number[]] = [[], [], [], []];
  const seen = new Set<string>();
  for (const { indicatorId, localityId, yearFrom, yearTo } of wholes) {
    for (const id of reaches.get(localityId) ?? []) {
      const key = keyOf(indicatorId, id, yearFrom, yearTo);
      if (id === localityId || seen.has(key)) continue;
      seen.add(key);
      indicators.push(indicatorId);
      localities.push(id);
      from.push(yearFrom);
      to.push(yearTo);
    }
  }
  if (indicators.length === 0) return new Map();
  const rows = await sql.unsafe<(FigureRow & SeriesKey)[]>(
    `select p.*, b.as_of::text, b.basis_rank, b.year, b.state, b.shape, b.numerator, b.denominator, b.value, b.done_on::text, b.ordinal
     from unnest($1::text[], $2::text[], $3::int[], $4::int[]) p(indicator_id, locality_id, year_from, year_to)
     cross join lateral (${bestFigureSql(tableNameOf(sql, 'progress.figure'), '$5::date')}) b`,
    [indicators, localities, from, to, asOf],
  );
  const definitions = new Map(wholes.map(({ indicatorId, definition }) => [indicatorId, definition]));
  const sums = await summed(sql, rows, (id) => definitions.get(id), asOf);
  return new Map(sums.map((row) => [keyOf(row.indicator_id, row.locality_id, row.year_from, row.year_to), row]));
}

const keyOf = (indicatorId: string, localityId: string, from: number, to: number): string => `${indicatorId}.${localityId}.${from}.${to}`;

/** The parts of a whole, without its own figure. */
function beneath(tree: LocalityTree, whole: Whole, figures: Figures, asked: Asked): readonly RollUpPart[] {
  const find = (id: string): CountedRow | undefined => figures.get(keyOf(whole.indicatorId, id, whole.yearFrom, whole.yearTo));
  // Under later boundaries the localities of the allocation may be gone: then the tree tells who took their place.
  if (whole.among?.every((id) => isInForce(tree, id, asked.boundaries)))
    return whole.among.flatMap((id) => partsOf(tree, id, '1', find, asked));
  return split(tree, whole.localityId, '1', find, asked);
}

type Find = (id: string) => CountedRow | undefined;

function partsOf(tree: LocalityTree, id: string, share: string | null, find: Find, asked: Asked): readonly RollUpPart[] {
  const own = find(id);
  const figure = own && figureOf(own);
  if (own && figure) {
    const basis = BASES[own.basis_rank] ?? 'actual';
    return [{ localityId: id, share, reported: { figure, asOf: own.as_of, basis, isWhole: !own.missing?.length } }];
  }
  const parts = split(tree, id, share, find, asked);
  // Where nobody beneath reported, one locality is missing, not all beneath it.
  return parts.some(({ reported }) => reported) ? parts : [{ localityId: id, share, reported: null }];
}

function split(tree: LocalityTree, id: string, share: string | null, find: Find, asked: Asked): readonly RollUpPart[] {
  const node = tree.get(id);
  if (!node) return [];
  const isBefore = node.from !== null && asked.asOf < node.from;
  const day = node.to !== null && node.to < asked.boundaries ? node.to : asked.boundaries;
  const earlier = (): readonly RollUpPart[] =>
    node.predecessors.flatMap((one) => partsOf(tree, one.id, times(share, one.share), find, asked));
  const under = (): readonly RollUpPart[] => childrenOn(tree, id, day).flatMap((child) => partsOf(tree, child, share, find, asked));
  const first = isBefore ? earlier() : under();
  if (first.some(({ reported }) => reported)) return first;
  const second = isBefore ? under() : earlier();
  return second.some(({ reported }) => reported) || first.length === 0 ? second : first;
}

function times(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  return b === '1' ? a : exact(a).times(b).toFixed();
}
