import type { Sql } from 'postgres';

/** 3,321 communes × indicators × months: the size of the country. */
export const COMMUNES = 3_321;
const PROVINCES = 34;
const METADATA = `'{"commandId":"00000000-0000-4000-8000-000000000000","correlationId":"00000000-0000-4000-8000-000000000000","causationId":"00000000-0000-4000-8000-000000000000","actor":{"id":"bench","name":"Bench","role":"planner","locality":"vn"},"schemaVersion":1}'::json`;

interface Size {
  readonly indicators: number;
  readonly months: number;
}

const commune = (n: string): string => `'vn-' || lpad((${n})::text, 5, '0') || '@bench'`;
const province = (n: string): string => `'vn-' || lpad((${n})::text, 2, '0') || '@bench'`;

/**
 * Writes generated history straight into the event table: localities, indicators, a target for each commune × indicator, then
 * month by month a cumulative ratio of each commune × indicator. Answers with the number of measurement events.
 */
export async function generate(sql: Sql, { indicators, months }: Size): Promise<number> {
  await sql.unsafe(insert('locality', `'locality-' || id`, '0', `'LocalityRegistered'`, LOCALITY, `from (${LOCALITIES}) l`, 'n'));
  await sql.unsafe(
    insert('indicator', `'indicator-bench-' || i`, '0', `'IndicatorDefined'`, INDICATOR, `from generate_series(1, ${indicators}) i`, 'i'),
  );
  const pairs = `generate_series(1, ${COMMUNES}) c cross join generate_series(1, ${indicators}) i`;
  await sql.unsafe(insert('target', `'target-bench-' || i || '-' || c`, '0', `'TargetSet'`, target(months), `from ${pairs}`, 'c, i'));
  const series = `generate_series(0, ${months - 1}) m cross join ${pairs}`;
  const stream = `'measurement-bench-' || i || '.' || ${commune('c')} || '.' || (2021 + m / 12)`;
  await sql.unsafe(insert('measurement', stream, 'm % 12', `'MeasurementRecorded'`, MEASUREMENT, `from ${series}`, 'm, c, i'));
  await sql`vacuum analyze event_store.event`;
  return months * COMMUNES * indicators;
}

function insert(name: string, stream: string, revision: string, type: string, data: string, from: string, order: string): string {
  return `/* ${name} */ insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
    select (select coalesce(max(position), 0) from event_store.event) + row_number() over (order by ${order}), ${revision}, now(), gen_random_uuid(), ${stream}, ${type}, ${data}::json, ${METADATA} ${from}`;
}

const LOCALITIES = `
  select 'vn' as id, 'vn' as code, 'nation' as level, null as parent, 0 as n
  union all select ${province('p')}, lpad(p::text, 2, '0'), 'province', 'vn', p from generate_series(1, ${PROVINCES}) p
  union all select ${commune('c')}, lpad(c::text, 5, '0'), 'commune', ${province(`1 + c % ${PROVINCES}`)}, 1000 + c from generate_series(1, ${COMMUNES}) c`;

const LOCALITY = `json_build_object('localityId', id, 'code', code, 'name', code, 'fullName', code, 'nameEn', null, 'level', level, 'kind', level, 'parentId', parent, 'validFrom', null, 'legalBasis', null)`;

const INDICATOR = `json_build_object('indicatorId', 'bench-' || i, 'name', 'Chỉ tiêu ' || i, 'nameEn', 'Indicator ' || i, 'shape', 'ratio', 'unit', '%', 'direction', 'increasing',
  'rollUp', 'ratio', 'accumulation', 'cumulative', 'base', null, 'numeratorMayExceedDenominator', false, 'min', null, 'max', null)`;

const target = (months: number): string => {
  const year = 2020 + Math.ceil(months / 12);
  return `json_build_object('targetId', 'bench-' || i || '-' || c, 'indicatorId', 'bench-' || i, 'localityId', ${commune('c')}, 'responsible', null, 'provenance', null,
    'allocatedFrom', null, 'note', null, 'baseline', json_build_object('value', '0', 'on', '${year - 1}-12-31'),
    'milestones', json_build_array(
      json_build_object('due', '${year}-09-30', 'dueOp', '<=', 'dueSource', 'printed', 'comparator', '>', 'value', '60', 'upper', null),
      json_build_object('due', '${year}-12-31', 'dueOp', '<=', 'dueSource', 'printed', 'comparator', '>=', 'value', '98', 'upper', null)),
    'quantity', null, 'trajectory', json_build_object('kind', 'linear'), 'thresholds', null, 'graceDays', 30)`;
};

const MEASUREMENT = `json_build_object('indicatorId', 'bench-' || i, 'localityId', ${commune('c')}, 'year', 2021 + m / 12,
  'asOf', to_char(make_date(2021 + m / 12, 1 + m % 12, 14), 'YYYY-MM-DD'), 'basis', 'actual',
  'figure', json_build_object('shape', 'ratio', 'numerator', ((1 + m % 12) * (40 + c % 50))::text, 'denominator', '1000'),
  'justification', null, 'note', null, 'source', null)`;
