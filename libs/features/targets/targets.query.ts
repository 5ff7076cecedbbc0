import type { Sql } from 'postgres';
import type { Page } from '../../contract/lists.js';
import type { TargetDetail, TargetItem, TargetsQuery } from '../../contract/targets.reads.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { lacking } from '../../domain/kernel/errors.js';
import type { Trajectory } from '../../domain/target/target.events.js';
import { planOf, type TargetState } from '../../domain/target/target.state.js';
import { checkFilters, isCovered } from '../access/scope.sql.js';
import { acceptedWords } from '../http/accepted-words.js';
import { given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';

interface Row {
  readonly state: TargetState;
  readonly revision: number;
  readonly recordedAt: string;
  readonly indicatorName: string | null;
  readonly unit: string | null;
  readonly localityName: string | null;
}

type Version = TargetDetail['versions'][number];
interface VersionRow extends Pick<Version, 'revision' | 'change' | 'reason' | 'recordedAt' | 'actor'> {
  readonly state: TargetState;
}

/** Reads the tables of the projection `targets`, with names from `indicators` and `localities`. */
export class TargetQueries {
  constructor(private readonly sql: Sql) {}

  /** Targets within the scope of a locality. */
  async list(query: TargetsQuery, scope: string): Promise<Page<TargetItem>> {
    await checkFilters(this.sql, scope, query);
    const { items, nextCursor } = await listed<Row>(this.sql, this.listing(query, scope), query);
    return { items: items.map((row) => itemOf(row, query.asOf)), nextCursor };
  }

  /** A target as of a day, by default now, with its parts and all its versions, whatever the scope. Throws `target_unknown`. */
  async one(id: string, asOf?: CivilDate): Promise<TargetDetail> {
    const [[row], versions, words, names] = await Promise.all([
      this.sql<Row[]>`select ${columns(this.sql)} from ${tables(this.sql)} where t.id = ${id}`,
      this.versions(id),
      acceptedWords(this.sql, 'target_id', id),
      this.sql<{ id: string; name: string }[]>`
        select l.id, l.name from ${tableOf(this.sql, 'localities.locality')} l where l.id in
          (select part->>'localityId' from ${tableOf(this.sql, 'targets.target')} t, jsonb_array_elements(t.state->'allocations') part where t.id = ${id})`,
    ]);
    if (!row) return lacking('target_unknown', { targetId: id });
    const nameOf = new Map(names.map(({ id, name }) => [id, name]));
    const allocations = row.state.allocations.map((part) => ({ ...part, localityName: nameOf.get(part.localityId) ?? null }));
    return { ...itemOf(row, asOf), note: row.state.note, words, allocations, versions };
  }

  private async versions(id: string): Promise<Version[]> {
    const rows = await this.sql<VersionRow[]>`
      select revision, change, reason, ${instant(this.sql, 'recorded_at')} as "recordedAt",
        jsonb_build_object('id', actor_id, 'name', actor_name) as actor, state
      from ${tableOf(this.sql, 'targets.target_version')} where id = ${id} order by revision`;
    return rows.map(({ state, ...version }) => ({
      ...version,
      provenance: provenanceIn(state.provenance),
      withdrawn: state.withdrawn,
      ...planIn(state),
    }));
  }

  private listing({ asOf, locality, indicator, directive, parent, year, withdrawn }: TargetsQuery, scope: string): Listing {
    const { sql } = this;
    return {
      columns: columns(sql),
      from: tables(sql),
      where: [
        isCovered(sql, sql`t.locality_id`, scope),
        ...given(locality, (id) => isCovered(sql, sql`t.locality_id`, id)),
        ...given(indicator, (id) => sql`t.indicator_id = ${id}`),
        ...given(directive, (id) => sql`t.directive_id = ${id}`),
        ...given(parent, (id) => sql`t.allocated_from = ${id}`),
        ...given(year, (number) => sql`${number}::int = any (t.years)`),
        ...given(withdrawn, (is) => sql`${isWithdrawn(sql, asOf)} = ${is}`),
      ],
      sorts: {
        id: { by: sql`t.id`, type: 'text' },
        due: { by: sql`coalesce(t.last_due, '9999-12-31'::date)`, type: 'date' },
        indicator: { by: sql`t.indicator_id`, type: 'text' },
        locality: { by: sql`t.locality_id`, type: 'text' },
        recordedAt: { by: sql`t.ordinal`, type: 'bigint' },
      },
      id: sql`t.id`,
    };
  }
}

function isWithdrawn(sql: Sql, asOf: CivilDate | undefined): Fragment {
  return asOf === undefined ? sql`(t.withdrawn_on is not null)` : sql`coalesce(t.withdrawn_on <= ${asOf}::text::date, false)`;
}

function tables(sql: Sql): Fragment {
  return sql`${tableOf(sql, 'targets.target')} t left join ${tableOf(sql, 'indicators.indicator')} i on i.id = t.indicator_id
    left join ${tableOf(sql, 'localities.locality')} l on l.id = t.locality_id`;
}

function columns(sql: Sql): Fragment {
  return sql`t.state, t.revision, ${instant(sql, 't.recorded_at')} as "recordedAt", i.name as "indicatorName", i.unit, l.name as "localityName"`;
}

function instant(sql: Sql, column: string): Fragment {
  return sql.unsafe(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}

/** On days before its withdrawal a target still stands. */
function itemOf({ state, revision, recordedAt, indicatorName, unit, localityName }: Row, asOf: CivilDate | undefined): TargetItem {
  const { targetId: id, indicatorId, localityId, responsible, provenance, allocatedFrom } = state;
  const withdrawn = state.withdrawn && asOf !== undefined && asOf < state.withdrawn.on ? null : state.withdrawn;
  const who = { id, indicatorId, indicatorName, unit, localityId, localityName, responsible };
  return { ...who, provenance: provenanceIn(provenance), allocatedFrom, withdrawn, ...planIn(state), revision, recordedAt };
}

/** With the way back to the words. */
function provenanceIn(provenance: TargetState['provenance']): TargetItem['provenance'] {
  if (!provenance) return null;
  const { directiveId, words = [] } = provenance;
  const href = ({ start, end }: (typeof words)[number]): string => `/v1/directives/${directiveId}/text?from=${start}&to=${end}`;
  return { ...provenance, words: words.map((one) => ({ ...one, href: href(one) })) };
}

function planIn(state: TargetState): Pick<TargetItem, keyof ReturnType<typeof planOf>> {
  const { milestones, trajectory, ...plan } = planOf(state);
  return {
    ...plan,
    milestones: [...milestones],
    trajectory: courseIn(trajectory),
  };
}

function courseIn(trajectory: Trajectory): TargetItem['trajectory'] {
  switch (trajectory.kind) {
    case 'linear':
      return trajectory;
    case 'profile':
      return { ...trajectory, shares: [...trajectory.shares] };
    case 'points':
    case 'step':
      return { kind: trajectory.kind, points: [...trajectory.points] };
  }
}
