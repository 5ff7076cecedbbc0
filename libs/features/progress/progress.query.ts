import type { Sql } from 'postgres';
import type { ProgressPage, ProgressQuery, ProgressRow } from '../../contract/progress.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { ScheduleStatus } from '../../domain/schedule/schedule-plan.js';
import { NATION } from '../../domain/locality/locality.events.js';
import { coveredSql } from '../access/scope.sql.js';
import type { Fragment } from '../http/keyset.js';
import type { Language } from '../http/language.js';
import { fillingSql, tableNameOf, tableOf } from '../http/reading.js';
import { answersOf, wholeOf, type AskedDay, type Definitions, type ProgressAnswer } from './answers.js';
import type { KnownDefinition } from './counted.js';
import type { LightRow } from './light-row.js';
import { atMoment } from './moment-answers.js';
import { cut, SEVERITY } from './progress-order.js';
import { rowOf, type Detail } from './progress-row.js';
import { rolledUp } from './rolled-up.js';
import { rulesIn } from './rule-rows.js';

/** The progress of the targets that the actor may see, on a day, by default `day`. */
export async function progressPage(
  sql: Sql,
  actor: Actor,
  query: ProgressQuery,
  day: CivilDate,
  language: Language,
): Promise<ProgressPage> {
  const asked = { asOf: query.asOf ?? day, boundaries: query.boundaries ?? query.asOf ?? day };
  const definitions = await definitionsOf(sql);
  const answers = await atMoment(sql, actor, query, asked, async () =>
    answersOf(sql, await lightRows(sql, actor, query, asked.asOf), definitions, asked),
  );
  const summary = summaryOf(answers);
  const wanted = query.status ? answers.filter(({ status }) => query.status?.includes(status)) : answers;
  const { items, nextCursor } = cut(wanted, query);
  return {
    asOf: asked.asOf,
    boundaries: asked.boundaries,
    summary,
    items: await rowsOf(sql, items, definitions, asked, language),
    nextCursor,
  };
}

/** The full rows for answers, in their order. */
export async function rowsOf(
  sql: Sql,
  answers: readonly ProgressAnswer[],
  definitions: Definitions,
  asked: AskedDay,
  language: Language,
): Promise<ProgressRow[]> {
  const ids = answers.map(({ row }) => row.target_id);
  // A roll-up beside an own figure shows whether the two agree.
  const beside = answers.filter(({ figure, sum }) => figure !== null && !sum).map(({ row }) => wholeOf(row, definitions));
  const [details, sums] = await Promise.all([detailsOf(sql, ids), rolledUp(sql, beside, asked)]);
  return answers.flatMap((answer) => {
    const detail = details.get(answer.row.target_id);
    const definition = definitions.get(answer.row.indicator_id);
    return detail && definition
      ? [rowOf(answer, detail, definition, answer.sum ?? sums.get(answer.row.target_id) ?? null, asked, language)]
      : [];
  });
}

export async function definitionsOf(sql: Sql): Promise<Definitions> {
  const rules = await rulesIn(sql, tableNameOf(sql, 'progress.rules'));
  const rows = await sql<{ indicator_id: string; definition: Omit<KnownDefinition, 'rules' | 'since'>; since: string }[]>`
    select indicator_id, definition, ordinal || ' ' || ${fillingSql(sql, 'progress')} as since
    from ${tableOf(sql, 'progress.indicator')}`;
  return new Map(rows.map(({ indicator_id, definition, since }) => [indicator_id, { ...definition, rules, since }]));
}

export async function lightRows(
  sql: Sql,
  actor: Actor,
  { locality, indicator, directive, level }: Pick<ProgressQuery, 'locality' | 'indicator' | 'directive' | 'level'>,
  asOf: CivilDate,
  ids: readonly string[] | null = null,
): Promise<LightRow[]> {
  const within = (id: string): Fragment => (id === NATION ? sql`true` : sql`p.locality_id = any(array(${coveredSql(sql, id)}))`);
  return sql<LightRow[]>`
    select p.target_id, p.indicator_id, p.locality_id, p.year_from, p.year_to, b.bucket, p.figure_as_of is not null as has_figure, p.ordinal,
      p.statuses[b.bucket] as status, p.reasons[b.bucket] as reason, p.lates[b.bucket] as late, p.ratio, p.next_dues[b.bucket]::text as due,
      case when p.is_allocated then (select array_agg(a->>'localityId') from jsonb_array_elements(p.target->'allocations') a) end as among
    from ${tableOf(sql, 'progress.progress')} p cross join lateral (select width_bucket(${asOf}::date, p.from_dates) as bucket) b
    where p.from_dates is not null and ${within(actor.locality)}
      ${locality === undefined ? sql`` : sql`and ${within(locality)}`}
      ${indicator === undefined ? sql`` : sql`and p.indicator_id = ${indicator}`}
      ${directive === undefined ? sql`` : sql`and p.directive_id = ${directive}`}
      ${level === undefined ? sql`` : sql`and p.locality_id in (select id from ${tableOf(sql, 'localities.locality')} where level = ${level})`}
      ${ids === null ? sql`` : sql`and p.target_id = any(${ids as string[]})`}
    order by p.locality_id, p.target_id`;
}

function summaryOf(answers: readonly ProgressAnswer[]): Record<ScheduleStatus, number> {
  const summary = Object.fromEntries(SEVERITY.map((status) => [status, 0])) as Record<ScheduleStatus, number>;
  for (const { status } of answers) summary[status] += 1;
  return summary;
}

async function detailsOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Detail>> {
  const rows = await sql<Detail[]>`
    select p.target_id, p.target, p.ordinal, p.figure_ordinal, p.figure_as_of::text, p.figure_basis_rank, p.figure_year, p.figure_state, p.figure_shape as shape,
      p.numerator, p.denominator, p.done_on::text, p.actual, p.expected, l.name, l.full_name, l.level, d.number as directive_number, d.issuer
    from ${tableOf(sql, 'progress.progress')} p left join ${tableOf(sql, 'localities.locality')} l on l.id = p.locality_id
      left join ${tableOf(sql, 'directives.directive')} d on d.id = p.directive_id
    where p.target_id = any(${ids as string[]})`;
  return new Map(rows.map((row) => [row.target_id, row]));
}
