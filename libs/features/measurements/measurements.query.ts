import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { Page } from '../../contract/lists.js';
import type { MeasurementDetail, MeasurementItem, MeasurementsQuery, MeasurementVersion } from '../../contract/measurements.reads.js';
import { isCivilDate } from '../../domain/kernel/civil-date.js';
import { lacking } from '../../domain/kernel/errors.js';
import { BASES, BASIS_RANK, type Figure } from '../../domain/measurement/figure.js';
import type { MeasurementKey } from '../../domain/measurement/measurement.events.js';
import { checkFilters, isCovered } from '../access/scope.sql.js';
import { given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { SQL } from '../http/tokens.js';

type Parts = Pick<MeasurementVersion, 'revision' | 'state' | 'value' | 'note' | 'reason' | 'recordedAt' | 'actor'>;

interface VersionRow extends Parts {
  readonly shape: Figure['shape'] | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly doneOn: string | null;
}

interface Row extends VersionRow, Omit<MeasurementItem, 'basis' | 'figure' | keyof Parts> {
  readonly basisRank: number;
}

/** Reads the figures of the projection `progress`, with names from `indicators` and `localities`. */
@Injectable()
export class MeasurementQueries {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  /** The measurements within the scope of a locality, each as it stands. */
  async list(query: MeasurementsQuery, scope: string): Promise<Page<MeasurementItem>> {
    await checkFilters(this.sql, scope, query);
    const { items, nextCursor } = await listed<Row>(this.sql, this.listing(query, scope), query);
    return { items: items.map(itemOf), nextCursor };
  }

  /** One measurement with all its versions, the first first, whatever the scope. Throws `measurement_unknown`. */
  async one({ indicatorId, localityId, year, asOf, basis }: MeasurementKey): Promise<MeasurementDetail> {
    const { sql } = this;
    if (!isCivilDate(asOf)) return lacking('measurement_unknown', { indicatorId, localityId, asOf, basis });
    const inStream = sql`f.indicator_id = ${indicatorId} and f.locality_id = ${localityId} and f.year = ${year}`;
    const [rows, [stream]] = await Promise.all([
      sql<Row[]>`
        select ${columns(sql)} from ${tables(sql)}
        where ${inStream} and f.as_of = ${asOf}::text::date and f.basis_rank = ${BASIS_RANK[basis]} order by f.revision`,
      sql<{ revision: number }[]>`select max(f.revision) as revision from progress.figure f where ${inStream}`,
    ]);
    const last = rows.at(-1);
    if (!last) return lacking('measurement_unknown', { indicatorId, localityId, asOf, basis });
    return { ...itemOf(last), versions: rows.map(versionOf), streamRevision: stream?.revision ?? last.revision };
  }

  private listing({ indicator, locality, year, asOf, asOfFrom, asOfTo, basis, state }: MeasurementsQuery, scope: string): Listing {
    const { sql } = this;
    return {
      columns: columns(sql),
      from: tables(sql),
      where: [
        sql`not exists (select from progress.figure newer where newer.indicator_id = f.indicator_id and newer.locality_id = f.locality_id
          and newer.as_of = f.as_of and newer.basis_rank = f.basis_rank and newer.year = f.year and newer.revision > f.revision)`,
        isCovered(sql, sql`f.locality_id`, scope),
        ...given(locality, (id) => isCovered(sql, sql`f.locality_id`, id)),
        ...given(indicator, (id) => sql`f.indicator_id = ${id}`),
        ...given(year, (number) => sql`f.year = ${number}`),
        ...given(asOf, (date) => sql`f.as_of <= ${date}::text::date`),
        ...given(asOfFrom, (date) => sql`f.as_of >= ${date}::text::date`),
        ...given(asOfTo, (date) => sql`f.as_of <= ${date}::text::date`),
        ...given(basis, (name) => sql`f.basis_rank = ${BASIS_RANK[name]}`),
        ...given(state, (name) => sql`f.state = ${name}`),
      ],
      sorts: {
        asOf: { by: sql`f.as_of`, type: 'date' },
        recordedAt: { by: sql`f.ordinal`, type: 'bigint' },
        id: { by: idOf(sql), type: 'text' },
      },
      id: idOf(sql),
    };
  }
}

function tables(sql: Sql): Fragment {
  return sql`progress.figure f left join indicators.indicator i on i.id = f.indicator_id left join localities.locality l on l.id = f.locality_id`;
}

/** `<indicatorId>.<localityId>.<year>.<asOf>.<basis>` */
function idOf(sql: Sql): Fragment {
  return sql`(f.indicator_id || '.' || f.locality_id || '.' || f.year || '.' || f.as_of || '.' || (${sql.array([...BASES])}::text[])[f.basis_rank + 1])`;
}

function columns(sql: Sql): Fragment {
  return sql`${idOf(sql)} as id, f.indicator_id as "indicatorId", i.name as "indicatorName", i.unit, f.locality_id as "localityId",
    l.name as "localityName", f.year, f.as_of::text as "asOf", f.basis_rank as "basisRank", f.revision, f.state, f.shape,
    f.numerator::text as numerator, f.denominator::text as denominator, f.value::text as value, f.done_on::text as "doneOn", f.note, f.reason,
    to_char(f.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
    jsonb_build_object('id', f.actor_id, 'name', f.actor_name) as actor`;
}

function itemOf(row: Row): MeasurementItem {
  const { id, indicatorId, indicatorName, unit, localityId, localityName, year, asOf, basisRank } = row;
  const basis = BASES[basisRank] ?? 'actual';
  return { id, indicatorId, indicatorName, unit, localityId, localityName, year, asOf, basis, ...versionOf(row) };
}

function versionOf(row: VersionRow): MeasurementVersion {
  const { revision, state, value, note, reason, recordedAt, actor } = row;
  return { revision, state, figure: figureOf(row), value, note, reason, recordedAt, actor };
}

function figureOf({ shape, numerator, denominator, value, doneOn }: VersionRow): MeasurementVersion['figure'] {
  switch (shape) {
    case null:
      return null;
    case 'ratio':
      return { shape, numerator: numerator ?? '', denominator: denominator ?? '' };
    case 'rate':
      return { shape, percent: value ?? '' };
    case 'done':
      return { shape, on: doneOn };
    default:
      return { shape, value: value ?? '' };
  }
}
