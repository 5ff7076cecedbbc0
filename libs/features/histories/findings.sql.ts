import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { FindingKind, FindingTerms } from '../../domain/story/findings.js';
import { isCovered } from '../access/scope.sql.js';
import { conjunction, given, type Fragment } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';

/** What findings are looked for in. `day` is the civil day from which ages count. */
export interface Search {
  readonly scope: string;
  readonly locality?: string | undefined;
  readonly indicator?: string | undefined;
  readonly from?: CivilDate | undefined;
  readonly until?: CivilDate | undefined;
  readonly day: CivilDate;
  readonly terms: FindingTerms;
}

/** What a finding rests on: events by stream and revision, and what its sentence says. */
export interface FoundRow {
  readonly id: string;
  readonly kind: FindingKind;
  readonly ordinal: string;
  readonly indicatorId: string;
  readonly localityId: string;
  readonly targetId: string | null;
  readonly refs: readonly { readonly stream: string; readonly revision: number }[];
  readonly facts: Readonly<Record<string, unknown>>;
}

type Rule = (sql: Sql, search: Search) => Fragment;

/** The findings of the kinds, each a row `x`: id, kind, ordinal, ids, events, facts. */
export function foundSql(sql: Sql, kinds: readonly FindingKind[], search: Search): Fragment {
  const parts = kinds.map(
    (kind) => sql`select ${kind}::text || '.' || r.id as id, ${kind}::text as kind, r.ordinal, r.indicator_id as "indicatorId",
    r.locality_id as "localityId", r.target_id as "targetId", r.refs, r.facts from (${RULES[kind](sql, search)}) r`,
  );
  return parts.reduce((all, part) => sql`${all} union all ${part}`);
}

const RULES: Readonly<Record<FindingKind, Rule>> = {
  revised_after_due: (sql, search) =>
    revised(
      sql,
      search,
      sql`(m.one->>'due')::date < ${dayOf(sql, sql`v.recorded_at`)}`,
      sql`${dayOf(sql, sql`v.recorded_at`)} - (m.one->>'due')::date`,
    ),

  revised_before_miss: (sql, search) => {
    const day = dayOf(sql, sql`v.recorded_at`);
    const isNear = sql`(m.one->>'due')::date between ${day} and ${day} + ${search.terms.beforeDue}::int and ${shortOf(sql)}`;
    return revised(sql, search, isNear, sql`(m.one->>'due')::date - ${day}`);
  },

  corrected_after_verification: (sql, search) => sql`
    select ${keyOf(sql)} as id, f.ordinal, f.indicator_id, f.locality_id, null::text as target_id, ${refs(sql, sql`${ref(sql, 'p')}, ${ref(sql, 'f')}`)} as refs,
      ${figureFacts(sql)} || jsonb_build_object('from', p.value::text, 'to', ${goneOr(sql)}) as facts
    from ${figures(sql)} f cross join lateral (${before(sql, sql`true`)}) p
    where f.state in ('corrected', 'withdrawn') and p.state = 'verified' and ${asked(sql, search, 'f')}`,

  corrected_after_alert: (sql, search) => sql`
    select ${keyOf(sql)} as id, f.ordinal, f.indicator_id, f.locality_id, a.target_id, ${refs(sql, sql`a.ref, ${ref(sql, 'f')}`)} as refs,
      ${figureFacts(sql)} || jsonb_build_object('from', p.value::text, 'to', ${goneOr(sql)}) as facts
    from ${figures(sql)} f cross join lateral (${before(sql, sql`p.state in ('recorded', 'corrected')`)}) p
    cross join lateral (
      select a.target_id, ${raiseOf(sql)} as ref from ${tableOf(sql, 'alerts.alert')} a
      where a.indicator_id = f.indicator_id and a.locality_id = f.locality_id
        and a.state->'evidence'->'measurementIds' ? ${measurementIdOf(sql)}
        and (a.state->'story'->0->>'recordedAt')::timestamptz < f.recorded_at
      order by a.id limit 1) a
    where f.state in ('corrected', 'withdrawn') and ${asked(sql, search, 'f')}`,

  estimate_unsettled: (sql, search) => sql`
    select ${keyOf(sql)} as id, f.ordinal, f.indicator_id, f.locality_id, null::text as target_id, ${refs(sql, ref(sql, 'f'))} as refs,
      ${figureFacts(sql)} || jsonb_build_object('to', f.value::text, 'days', ${search.day}::text::date - f.as_of, 'reason', null) as facts
    from ${figures(sql)} f
    where f.basis_rank = 0 and f.state in ('recorded', 'corrected', 'verified') and f.as_of < ${search.day}::text::date - ${search.terms.unsettled}::int
      and ${isNewest(sql)} and ${asked(sql, search, 'f')}
      and not exists (select from ${figures(sql)} g where g.indicator_id = f.indicator_id and g.locality_id = f.locality_id and g.year = f.year
        and g.basis_rank > 0 and g.as_of >= f.as_of and g.state in ('recorded', 'corrected', 'verified'))`,

  back_dated: (sql, search) => sql`
    select ${keyOf(sql)} as id, f.ordinal, f.indicator_id, f.locality_id, null::text as target_id, ${refs(sql, ref(sql, 'f'))} as refs,
      ${figureFacts(sql)} || jsonb_build_object('to', f.value::text, 'days', ${dayOf(sql, sql`f.recorded_at`)} - f.as_of) as facts
    from ${figures(sql)} f
    where f.state = 'recorded' and ${dayOf(sql, sql`f.recorded_at`)} - f.as_of > ${search.terms.late}::int and ${asked(sql, search, 'f')}`,

  // Of two ratios the numerators are compared, as when they are recorded: the base may be adjusted.
  cumulative_fell: (sql, search) => sql`
    select ${keyOf(sql)} as id, f.ordinal, f.indicator_id, f.locality_id, null::text as target_id, ${refs(sql, sql`f.earlier, ${ref(sql, 'f')}`)} as refs,
      ${figureFacts(sql)} || jsonb_build_object('from', f.from_value::text, 'to', f.value::text, 'reason', null,
        'fromSize', f.from_size::text, 'toSize', f.size::text) as facts
    from (
      select best.*, lag(best.size) over course as from_size, lag(best.value) over course as from_value, lag(best.shape) over course as from_shape,
        lag(${ref(sql, 'best')}) over course as earlier
      from (
        select distinct on (f.indicator_id, f.locality_id, f.year, f.basis_rank, f.as_of) f.*, coalesce(f.numerator, f.value) as size from ${figures(sql)} f
        join ${tableOf(sql, 'progress.indicator')} i on i.indicator_id = f.indicator_id and i.definition->>'accumulation' = 'cumulative'
        where ${asked(sql, { ...search, from: undefined, until: undefined }, 'f')} and f.shape <> 'done'
        order by f.indicator_id, f.locality_id, f.year, f.basis_rank, f.as_of, f.revision desc) best
      where best.state in ('recorded', 'corrected', 'verified')
      window course as (partition by best.indicator_id, best.locality_id, best.year, best.basis_rank order by best.as_of)) f
    where f.size < f.from_size and f.shape = f.from_shape and ${recorded(sql, search, 'f')}`,

  self_verified: (sql, search) => sql`
    select ${keyOf(sql)} as id, f.ordinal, f.indicator_id, f.locality_id, null::text as target_id, ${refs(sql, sql`${ref(sql, 'p')}, ${ref(sql, 'f')}`)} as refs,
      ${figureFacts(sql)} || jsonb_build_object('to', f.value::text, 'reason', null) as facts
    from ${figures(sql)} f cross join lateral (${before(sql, sql`p.state in ('recorded', 'corrected')`)}) p
    where f.state = 'verified' and p.actor_id = f.actor_id and ${asked(sql, search, 'f')}`,

  alert_unacknowledged: (sql, search) => sql`
    select a.id, a.ordinal, a.indicator_id, a.locality_id, a.target_id, ${refs(sql, raiseOf(sql))} as refs,
      jsonb_build_object('on', a.raised_on, 'day', a.raised_on, 'days', ${search.day}::text::date - a.raised_on, 'severity', a.severity) as facts
    from ${tableOf(sql, 'alerts.alert')} a
    where a.status = 'open' and a.raised_on < ${search.day}::text::date - ${search.terms.unacknowledged}::int and ${asked(sql, search, 'a')}`,
};

/** Revisions that changed or dropped a milestone `m.one` of the version before, the first one of which the condition holds. */
function revised(sql: Sql, search: Search, condition: Fragment, days: Fragment): Fragment {
  return sql`
    select v.id || '.' || v.revision as id, v.ordinal, v.state->>'indicatorId' as indicator_id, v.state->>'localityId' as locality_id, v.id as target_id,
      jsonb_build_array(jsonb_build_object('stream', 'target-' || v.id, 'revision', v.revision)) as refs,
      jsonb_build_object('day', ${dayOf(sql, sql`v.recorded_at`)}, 'who', v.actor_name, 'reason', v.reason, 'milestone', m.one, 'to', k.value::text, 'days', ${days}) as facts
    from ${tableOf(sql, 'targets.target_version')} v
    join ${tableOf(sql, 'targets.target_version')} p on p.id = v.id and p.revision = v.revision - 1
    left join ${tableOf(sql, 'progress.indicator')} i on i.indicator_id = v.state->>'indicatorId'
    left join lateral (
      select g.value from ${figures(sql)} g where g.indicator_id = v.state->>'indicatorId' and g.locality_id = v.state->>'localityId'
        and g.ordinal < v.ordinal and g.as_of <= ${dayOf(sql, sql`v.recorded_at`)} and g.state in ('recorded', 'corrected', 'verified')
      order by g.as_of desc, g.basis_rank desc, g.revision desc limit 1) k on true
    cross join lateral (
      select one from jsonb_array_elements(p.state->'milestones') m(one) where not v.state->'milestones' @> jsonb_build_array(m.one) and ${condition}
      order by m.one->>'due' limit 1) m
    where v.change = 'revised' and ${asked(sql, search, 'v', sql`v.state->>'indicatorId'`, sql`v.state->>'localityId'`)}`;
}

/** As `fallsShort` of the domain: the figure `k` does not reach the milestone `m.one`. */
export function shortOf(sql: Sql): Fragment {
  const limit = sql`(m.one->>'value')::numeric`;
  return sql`m.one->>'value' is not null and m.one->>'comparator' in ('>', '>=', '<', '<=', '=') and coalesce(case m.one->>'comparator'
    when '>' then k.value <= ${limit} when '<' then k.value >= ${limit} when '<=' then k.value > ${limit}
    when '=' then case when i.definition->>'direction' = 'decreasing' then k.value > ${limit} else k.value < ${limit} end
    else k.value < ${limit} end, true)`;
}

const figures = (sql: Sql): Fragment => tableOf(sql, 'progress.figure');

/** The newest row before `f` of the same figure of which the condition on `p` holds. */
function before(sql: Sql, condition: Fragment): Fragment {
  return sql`select p.* from ${figures(sql)} p where p.indicator_id = f.indicator_id and p.locality_id = f.locality_id and p.as_of = f.as_of
    and p.basis_rank = f.basis_rank and p.year = f.year and p.revision < f.revision and ${condition} order by p.revision desc limit 1`;
}

function isNewest(sql: Sql): Fragment {
  return sql`not exists (select from ${figures(sql)} n where n.indicator_id = f.indicator_id and n.locality_id = f.locality_id and n.as_of = f.as_of
    and n.basis_rank = f.basis_rank and n.year = f.year and n.revision > f.revision)`;
}

/** Who asks may see it, and asked for it. */
function asked(
  sql: Sql,
  search: Search,
  alias: string,
  indicator = sql`${sql(alias)}.indicator_id`,
  place = sql`${sql(alias)}.locality_id`,
): Fragment {
  return conjunction(sql, [
    isCovered(sql, place, search.scope),
    ...given(search.locality, (id) => isCovered(sql, place, id)),
    ...given(search.indicator, (id) => sql`${indicator} = ${id}`),
    recorded(sql, search, alias),
  ]);
}

function recorded(sql: Sql, { from, until }: Search, alias: string): Fragment {
  const day = dayOf(sql, sql`${sql(alias)}.recorded_at`);
  return conjunction(sql, [
    ...given(from, (date) => sql`${day} >= ${date}::text::date`),
    ...given(until, (date) => sql`${day} <= ${date}::text::date`),
  ]);
}

const dayOf = (sql: Sql, instant: Fragment): Fragment => sql`(${instant} at time zone 'Asia/Ho_Chi_Minh')::date`;

const keyOf = (sql: Sql): Fragment => sql`${measurementIdOf(sql)} || '.' || f.revision`;

function measurementIdOf(sql: Sql): Fragment {
  return sql`(f.indicator_id || '.' || f.locality_id || '.' || f.year || '.' || f.as_of || '.' || ${basisOf(sql)})`;
}

const basisOf = (sql: Sql): Fragment => sql`(array['estimated', 'actual', 'settled'])[f.basis_rank + 1]`;

function figureFacts(sql: Sql): Fragment {
  return sql`jsonb_build_object('on', f.as_of, 'basis', ${basisOf(sql)}, 'day', ${dayOf(sql, sql`f.recorded_at`)}, 'who', f.actor_name, 'reason', f.reason)`;
}

/** What the figure is afterwards; nothing where it was withdrawn. */
const goneOr = (sql: Sql): Fragment => sql`case when f.state = 'withdrawn' then null else f.value::text end`;

/** The event of a row of `figure`. */
function ref(sql: Sql, alias: string): Fragment {
  const a = sql(alias);
  return sql`jsonb_build_object('stream', 'measurement-' || ${a}.indicator_id || '.' || ${a}.locality_id || '.' || ${a}.year, 'revision', ${a}.revision)`;
}

/** The event with which an alert began: its story is without gaps up to its last event. */
const raiseOf = (sql: Sql): Fragment =>
  sql`jsonb_build_object('stream', 'alert-' || a.target_id, 'revision', a.revision - jsonb_array_length(a.state->'story') + 1)`;

const refs = (sql: Sql, parts: Fragment): Fragment => sql`jsonb_build_array(${parts})`;
