import type { Sql } from 'postgres';
import { DomainError, lacking } from '../../domain/kernel/errors.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { Fragment } from '../http/keyset.js';
import { poolOf, tableOf } from '../http/reading.js';

const KEPT_MS = 3_000;
const MOST_KEPT = 500;

interface Kept {
  readonly at: number;
  readonly ids: Promise<ReadonlySet<string>>;
}

const keptBySql = new WeakMap<Sql, Map<string, Kept>>();

/**
 * The ids that a locality covers: itself, what lies beneath it at any time, and the predecessors of any of these, which it
 * inherits. For `locality_id in (…)`. Reads the tables of the projection `localities`.
 */
export function coveredSql(sql: Sql, localityId: string): Fragment {
  if (localityId === NATION) return sql`select locality_id from ${tableOf(sql, 'localities.locality')}`;
  return sql`
    with recursive covered (id) as (
      select ${localityId}::text collate "C"
      union
      select edge.below from covered join (
        select parent_id as above, locality_id as below from ${tableOf(sql, 'localities.parent')}
        union all
        select successor_id, locality_id from ${tableOf(sql, 'localities.succession')}
      ) edge on edge.above = covered.id
    )
    select id from covered`;
}

/** The condition that `column` names a locality that `localityId` covers; always true for the nation. */
export function isCovered(sql: Sql, column: Fragment, localityId: string): Fragment {
  return localityId === NATION ? sql`true` : sql`${column} in (${coveredSql(sql, localityId)})`;
}

/**
 * The ids that a locality covers, as `coveredSql`; null for the nation, which covers everything. Those of a reading are of its moment, others up
 * to three seconds old.
 */
export async function scopeOf(sql: Sql, localityId: string): Promise<ReadonlySet<string> | null> {
  if (localityId === NATION) return null;
  if (poolOf(sql) !== sql) return readScope(sql, localityId);
  const kept = keptOf(sql);
  const known = kept.get(localityId);
  if (known && Date.now() - known.at < KEPT_MS) return known.ids;
  if (kept.size >= MOST_KEPT) kept.clear();
  const ids = readScope(sql, localityId);
  kept.set(localityId, { at: Date.now(), ids });
  ids.catch(() => kept.delete(localityId));
  return ids;
}

function keptOf(sql: Sql): Map<string, Kept> {
  const kept = keptBySql.get(sql) ?? new Map<string, Kept>();
  keptBySql.set(sql, kept);
  return kept;
}

async function readScope(sql: Sql, localityId: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`select id from (${coveredSql(sql, localityId)}) covered`;
  return new Set(rows.map(({ id }) => id));
}

export interface ListFilters {
  readonly locality?: string | undefined;
  readonly indicator?: string | undefined;
  readonly directive?: string | undefined;
}

/**
 * Refuses filters of a list that could only ever find nothing, which a reader would take for good news. Throws
 * `locality_unknown`, `indicator_unknown`, `directive_unknown`, and `locality_out_of_scope` for a locality beyond the caller's.
 */
export async function checkFilters(sql: Sql, scope: string, { locality, indicator, directive }: ListFilters): Promise<void> {
  if (locality === undefined && indicator === undefined && directive === undefined) return;
  const [known] = await sql<{ locality: boolean; indicator: boolean; directive: boolean }[]>`
    select ${locality ?? null}::text is null or exists (select from ${tableOf(sql, 'localities.locality')} where id = ${locality ?? null}) as locality,
      ${indicator ?? null}::text is null or exists (select from ${tableOf(sql, 'indicators.indicator')} where id = ${indicator ?? null}) as indicator,
      ${directive ?? null}::text is null or exists (select from ${tableOf(sql, 'directives.directive')} where id = ${directive ?? null}) as directive`;
  if (locality !== undefined && !known?.locality) lacking('locality_unknown', { localityId: locality });
  if (indicator !== undefined && !known?.indicator) lacking('indicator_unknown', { indicatorId: indicator });
  if (directive !== undefined && !known?.directive) lacking('directive_unknown', { directiveId: directive });
  const covered = await scopeOf(sql, scope);
  if (locality !== undefined && covered && !covered.has(locality)) {
    throw new DomainError('locality_out_of_scope', 'forbidden', { localityId: locality, scope });
  }
}
