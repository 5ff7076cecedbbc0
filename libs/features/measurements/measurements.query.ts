import type { Sql } from 'postgres';
import type { Page } from '../../contract/lists.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import type { MeasurementDetail, MeasurementItem, MeasurementsQuery, MeasurementVersion } from '../../contract/measurements.reads.js';
import { isCivilDate } from '../../domain/kernel/civil-date.js';
import { lacking } from '../../domain/kernel/errors.js';
import { BASES, BASIS_RANK, figureOfParts, type FigureParts } from '../../domain/measurement/figure.js';
import type { MeasurementKey } from '../../domain/measurement/measurement.events.js';
import { checkFilters, isCovered } from '../access/scope.sql.js';
import { acceptedWords } from '../http/accepted-words.js';
import { given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';

type Parts = Pick<MeasurementVersion, 'revision' | 'state' | 'value' | 'note' | 'reason' | 'recordedAt' | 'actor'>;

interface VersionRow extends Parts, Omit<FigureParts, 'value'> {}

interface Row extends VersionRow, Omit<MeasurementItem, 'basis' | 'figure' | keyof Parts> {
  readonly basisRank: number;
}

/** Reads the figures of the projection `progress`, with names from `indicators` and `localities`, and words from `directives`. */
export class MeasurementQueries {
  constructor(private readonly sql: Sql) {}

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
    const [rows, [stream], words] = await Promise.all([
      sql<Row[]>`
        select ${columns(sql)} from ${tables(sql)}
        where ${inStream} and f.as_of = ${asOf}::text::date and f.basis_rank = ${BASIS_RANK[basis]} order by f.revision`,
      sql<{ revision: number }[]>`select max(f.revision) as revision from ${tableOf(sql, 'progress.figure')} f where ${inStream}`,
      acceptedWords(sql, 'measurement_id', measurementIdOf({ indicatorId, localityId, year, asOf, basis })),
    ]);
    const last = rows.at(-1);
    if (!last) return lacking('measurement_unknown', { indicatorId, localityId, asOf, basis });
    return { ...itemOf(last), versions: rows.map(versionOf), words, streamRevision: stream?.revision ?? last.revision };
  }

  private listing({ indicator, locality, year, asOf, asOfFrom, asOfTo, basis, state }: MeasurementsQuery, scope: string): Listing {
    const { sql } = this;
    return {
      columns: columns(sql),
      from: tables(sql),
      where: [
        sql`not exists (select from ${tableOf(sql, 'progress.figure')} newer where newer.indicator_id = f.indicator_id and newer.locality_id = f.locality_id
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
  return sql`${tableOf(sql, 'progress.figure')} f left join ${tableOf(sql, 'indicators.indicator')} i on i.id = f.indicator_id
    left join ${tableOf(sql, 'localities.locality')} l on l.id = f.locality_id`;
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
  return { revision, state, figure: figureOfParts(row), value, note, reason, recordedAt, actor };
}
