import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Figure } from '../../domain/measurement/figure.js';
import { comparePeers, type PeerComparison } from '../../domain/schedule/peers.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { tableNameOf, tableOf } from '../http/reading.js';
import { childrenOn, localityTree } from './locality-tree.js';
import { summed, type KnownDefinition, type SeriesKey } from './counted.js';
import { figureOf, type FigureRow } from './figure-row.js';
import { bestFigureSql } from './refresh.js';

/** Of fewer, one could reckon back to the figure of another. */
const FEWEST = 3;

/**
 * The target's figure beside the average of the localities under the same parent on the day of the boundaries, each with its best
 * figure up to the day. null where there is no figure, nobody to compare with, or too few of whom the actor may not see all.
 */
export async function peersOf(
  sql: Sql,
  { targetId, localityId }: Pick<TargetState, 'targetId' | 'localityId'>,
  own: Figure | null,
  definition: KnownDefinition,
  asked: { readonly asOf: CivilDate; readonly boundaries: CivilDate },
  scope: ReadonlySet<string> | null,
): Promise<PeerComparison | null> {
  if (!own || own.shape === 'done') return null;
  const peers = await besides(sql, localityId, asked.boundaries);
  if (peers.length === 0) return null;
  const rows = await sql.unsafe<(FigureRow & SeriesKey)[]>(
    `select p.*, b.as_of::text, b.basis_rank, b.year, b.state, b.shape, b.numerator, b.denominator, b.value, b.done_on::text, b.ordinal from ${tableNameOf(sql, 'progress.progress')} t cross join unnest($2::text[]) l(id)
     cross join lateral (select t.indicator_id, l.id as locality_id, t.year_from, t.year_to) p
     cross join lateral (${bestFigureSql(tableNameOf(sql, 'progress.figure'), '$3::date')}) b where t.target_id = $1`,
    [targetId, peers as never, asked.asOf],
  );
  const compared = comparePeers(
    own,
    (await summed(sql, rows, () => definition, asked.asOf)).map(figureOf).filter((figure) => figure !== null),
    definition.direction,
  );
  const seesAll = scope === null || peers.every((peer) => scope.has(peer));
  return compared && (seesAll || compared.count >= FEWEST) ? compared : null;
}

async function besides(sql: Sql, localityId: string, day: CivilDate): Promise<readonly string[]> {
  const [above] = await sql<{ parent_id: string }[]>`
    select parent_id from ${tableOf(sql, 'localities.parent')} where locality_id = ${localityId}
      and (valid_from is null or valid_from <= ${day}) and (valid_to is null or valid_to >= ${day}) limit 1`;
  if (!above) return [];
  return childrenOn(await localityTree(sql), above.parent_id, day).filter((id) => id !== localityId);
}
