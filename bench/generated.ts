import type { Sql } from 'postgres';

/** 3,321 communes × indicators × months: the size of the country. */
export const COMMUNES = 3_321;
const PROVINCES = 34;
const METADATA = `'{"commandId":"00000000-0000-4000-8000-000000000000","correlationId":"00000000-0000-4000-8000-000000000000","causationId":"00000000-0000-4000-8000-000000000000","actor":{"id":"bench","name":"Bench","role":"planner","locality":"vn"},"schemaVersion":1}'::json`;

interface Size {
  readonly indicators: number;
  readonly months: number;
  /** The first year of figures; default 2021. */
  readonly firstYear?: number;
  /** Recorded when it happened, figures up to twenty days after their date, rather than now. */
  readonly isDated?: boolean;
  /** Every so many figures one is corrected, after its year; default none. */
  readonly correctedEvery?: number;
}

const commune = (n: string): string => `'vn-' || lpad((${n})::text, 5, '0') || '@bench'`;
const province = (n: string): string => `'vn-' || lpad((${n})::text, 2, '0') || '@bench'`;

/**
 * Writes generated history straight into the event table: localities, indicators, a target for each commune × indicator, then
 * month by month a cumulative ratio of each commune × indicator. Answers with the number of measurement events.
 */
export async function generate(sql: Sql, { indicators, months, firstYear = 2021, isDated = false, correctedEvery }: Size): Promise<number> {
  const [before, after] = isDated
    ? [`'${firstYear - 1}-12-31'::timestamptz`, `${dayOf(firstYear)} + interval '1 day' * ((c + i) % 20)`]
    : [];
  await sql.unsafe(insert('locality', `'locality-' || id`, '0', `'LocalityRegistered'`, LOCALITY, `from (${LOCALITIES}) l`, 'n', before));
  const ofIndicators = `from generate_series(1, ${indicators}) i`;
  await sql.unsafe(insert('indicator', `'indicator-bench-' || i`, '0', `'IndicatorDefined'`, INDICATOR, ofIndicators, 'i', before));
  const pairs = `generate_series(1, ${COMMUNES}) c cross join generate_series(1, ${indicators}) i`;
  await sql.unsafe(
    insert('target', `'target-bench-' || i || '-' || c`, '0', `'TargetSet'`, target(months, firstYear), `from ${pairs}`, 'c, i', before),
  );
  const stream = `'measurement-bench-' || i || '.' || ${commune('c')} || '.' || (${firstYear} + m / 12)`;
  for (let first = 0; first < months; first += correctedEvery === undefined ? months : 12) {
    const last = correctedEvery === undefined ? months - 1 : Math.min(months, first + 12) - 1;
    const series = `from generate_series(${first}, ${last}) m cross join ${pairs}`;
    await sql.unsafe(insert('measurement', stream, 'm % 12', `'MeasurementRecorded'`, measurement(firstYear), series, 'm, c, i', after));
    if (correctedEvery === undefined) continue;
    const some = `${series} where (m + c + i) % ${correctedEvery} = 0`;
    const revision = `${last - first} + row_number() over (partition by c, i order by m)`;
    await sql.unsafe(insert('correction', stream, revision, `'MeasurementCorrected'`, correction(firstYear), some, 'm, c, i', after));
  }
  await sql`vacuum analyze event_store.event`;
  return months * COMMUNES * indicators;
}

function insert(
  name: string,
  stream: string,
  revision: string,
  type: string,
  data: string,
  from: string,
  order: string,
  at = 'now()',
): string {
  return `/* ${name} */ insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
    select (select coalesce(max(position), 0) from event_store.event) + row_number() over (order by ${order}), ${revision}, ${at}, gen_random_uuid(), ${stream}, ${type}, ${data}::json, ${METADATA} ${from}`;
}

const LOCALITIES = `
  select 'vn' as id, 'vn' as code, 'nation' as level, null as parent, 0 as n
  union all select ${province('p')}, lpad(p::text, 2, '0'), 'province', 'vn', p from generate_series(1, ${PROVINCES}) p
  union all select ${commune('c')}, lpad(c::text, 5, '0'), 'commune', ${province(`1 + c % ${PROVINCES}`)}, 1000 + c from generate_series(1, ${COMMUNES}) c`;

const LOCALITY = `json_build_object('localityId', id, 'code', code, 'name', code, 'fullName', code, 'nameEn', null, 'level', level, 'kind', level, 'parentId', parent, 'validFrom', null, 'legalBasis', null)`;

const INDICATOR = `json_build_object('indicatorId', 'bench-' || i, 'name', 'Chỉ tiêu ' || i, 'nameEn', 'Indicator ' || i, 'shape', 'ratio', 'unit', '%', 'direction', 'increasing',
  'rollUp', 'ratio', 'accumulation', 'cumulative', 'base', null, 'numeratorMayExceedDenominator', false, 'min', null, 'max', null)`;

const target = (months: number, firstYear: number): string => {
  const year = firstYear - 1 + Math.ceil(months / 12);
  return `json_build_object('targetId', 'bench-' || i || '-' || c, 'indicatorId', 'bench-' || i, 'localityId', ${commune('c')}, 'responsible', null, 'provenance', null,
    'allocatedFrom', null, 'note', null, 'baseline', json_build_object('value', '0', 'on', '${year - 1}-12-31'),
    'milestones', json_build_array(
      json_build_object('due', '${year}-09-30', 'dueOp', '<=', 'dueSource', 'printed', 'comparator', '>', 'value', '60', 'upper', null),
      json_build_object('due', '${year}-12-31', 'dueOp', '<=', 'dueSource', 'printed', 'comparator', '>=', 'value', '98', 'upper', null)),
    'quantity', null, 'trajectory', json_build_object('kind', 'linear'), 'thresholds', null, 'graceDays', 30)`;
};

const dayOf = (firstYear: number): string => `make_date(${firstYear} + m / 12, 1 + m % 12, 14)`;

const correction = (firstYear: number): string => `json_build_object(
  'indicatorId', 'bench-' || i, 'localityId', ${commune('c')}, 'year', ${firstYear} + m / 12,
  'asOf', to_char(${dayOf(firstYear)}, 'YYYY-MM-DD'), 'basis', 'actual',
  'figure', json_build_object('shape', 'ratio', 'numerator', (1 + (1 + m % 12) * (40 + c % 50))::text, 'denominator', '1000'),
  'reason', 'rà soát', 'justification', null)`;

const measurement = (
  firstYear: number,
): string => `json_build_object('indicatorId', 'bench-' || i, 'localityId', ${commune('c')}, 'year', ${firstYear} + m / 12,
  'asOf', to_char(${dayOf(firstYear)}, 'YYYY-MM-DD'), 'basis', 'actual',
  'figure', json_build_object('shape', 'ratio', 'numerator', ((1 + m % 12) * (40 + c % 50))::text, 'denominator', '1000'),
  'justification', null, 'note', null, 'source', null)`;

/** Events in a second that a bare cursor reads in the global order, all columns. */
export async function cursorRead(sql: Sql): Promise<number> {
  let rows = 0;
  const startedAt = performance.now();
  const events = sql`select position, stream, revision, event_id, type, data, metadata, recorded_at from event_store.event order by position`;
  for await (const batch of events.cursor(5_000)) rows += batch.length;
  return rows / ((performance.now() - startedAt) / 1_000);
}
