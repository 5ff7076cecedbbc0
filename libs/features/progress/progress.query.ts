import type { Sql } from 'postgres';
import type { ProgressPage, ProgressQuery, ProgressRow, RollUpView } from '../../contract/progress.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import type { Actor } from '../../domain/kernel/command.js';
import { daysBetween, type CivilDate } from '../../domain/kernel/civil-date.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { BASES, type Figure } from '../../domain/measurement/figure.js';
import { valueOf } from '../../domain/measurement/figure-value.js';
import type { RolledUp } from '../../domain/schedule/roll-up.js';
import type { ScheduleStatus } from '../../domain/schedule/schedule-plan.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { isCovered } from '../access/scope.sql.js';
import type { Language } from '../http/language.js';
import { agree, answersOf, percentText, wholeOf, type AskedDay, type Definitions, type LightRow, type ProgressAnswer } from './answers.js';
import { cut, SEVERITY } from './progress-order.js';
import { shown, type FigureRow } from './refresh.js';
import { rolledUp } from './rolled-up.js';

const MOST_LEFT_OUT = 20;

/** The progress of the targets that the actor may see, on a day. */
export async function progressPage(
  sql: Sql,
  actor: Actor,
  query: ProgressQuery,
  today: CivilDate,
  language: Language,
): Promise<ProgressPage> {
  const asked = { asOf: query.asOf ?? today, boundaries: query.boundaries ?? query.asOf ?? today };
  const [definitions, rows] = await Promise.all([definitionsOf(sql), lightRows(sql, actor, query, asked.asOf)]);
  const answers = await answersOf(sql, rows, definitions, asked);
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
  const rows = await sql<
    { indicator_id: string; definition: IndicatorDefinition }[]
  >`select indicator_id, definition from progress.indicator`;
  return new Map(rows.map(({ indicator_id, definition }) => [indicator_id, definition]));
}

export async function lightRows(
  sql: Sql,
  actor: Actor,
  { locality, indicator, directive, level }: Pick<ProgressQuery, 'locality' | 'indicator' | 'directive' | 'level'>,
  asOf: CivilDate,
  ids: readonly string[] | null = null,
): Promise<LightRow[]> {
  const place = sql`p.locality_id`;
  return sql<LightRow[]>`
    select p.target_id, p.indicator_id, p.locality_id, p.year_from, p.year_to, b.bucket, p.figure_as_of is not null as has_figure,
      p.statuses[b.bucket] as status, p.reasons[b.bucket] as reason, p.lates[b.bucket] as late, p.ratio, p.next_dues[b.bucket]::text as due,
      case when p.target->'allocations' <> '[]' then (select array_agg(a->>'localityId') from jsonb_array_elements(p.target->'allocations') a) end as among
    from progress.progress p cross join lateral (select width_bucket(${asOf}::date, p.from_dates) as bucket) b
    where p.from_dates is not null and ${isCovered(sql, place, actor.locality)}
      ${locality === undefined ? sql`` : sql`and ${isCovered(sql, place, locality)}`}
      ${indicator === undefined ? sql`` : sql`and p.indicator_id = ${indicator}`}
      ${directive === undefined ? sql`` : sql`and p.directive_id = ${directive}`}
      ${level === undefined ? sql`` : sql`and p.locality_id in (select id from localities.locality where level = ${level})`}
      ${ids === null ? sql`` : sql`and p.target_id = any(${ids as string[]})`}
    order by p.locality_id, p.target_id`;
}

function summaryOf(answers: readonly ProgressAnswer[]): Record<ScheduleStatus, number> {
  const summary = Object.fromEntries(SEVERITY.map((status) => [status, 0])) as Record<ScheduleStatus, number>;
  for (const { status } of answers) summary[status] += 1;
  return summary;
}

interface Detail extends Omit<FigureRow, 'state' | 'value' | 'ordinal' | 'as_of' | 'basis_rank' | 'year'> {
  readonly target_id: string;
  readonly target: TargetState;
  readonly ordinal: string;
  readonly figure_ordinal: string | null;
  readonly figure_as_of: CivilDate | null;
  readonly figure_basis_rank: number | null;
  readonly figure_year: number | null;
  readonly figure_state: string | null;
  readonly actual: string | null;
  readonly expected: string | null;
  readonly name: string | null;
  readonly full_name: string | null;
  readonly level: LocalityLevel | null;
  readonly directive_number: string | null;
  readonly issuer: string | null;
}

async function detailsOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Detail>> {
  const rows = await sql<Detail[]>`
    select p.target_id, p.target, p.ordinal, p.figure_ordinal, p.figure_as_of::text, p.figure_basis_rank, p.figure_year, p.figure_state, p.figure_shape as shape,
      p.numerator, p.denominator, p.done_on::text, p.actual, p.expected, l.name, l.full_name, l.level, d.number as directive_number, d.issuer
    from progress.progress p left join localities.locality l on l.id = p.locality_id left join directives.directive d on d.id = p.directive_id
    where p.target_id = any(${ids as string[]})`;
  return new Map(rows.map((row) => [row.target_id, row]));
}

interface Shown {
  readonly asOf: CivilDate;
  readonly figure: ProgressRow['figure'];
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly doneOn: CivilDate | null;
}

function rowOf(
  answer: ProgressAnswer,
  detail: Detail,
  definition: IndicatorDefinition,
  sum: RolledUp | null,
  asked: AskedDay,
  language: Language,
): ProgressRow {
  const { target } = detail;
  const { row, status, reason, late, evaluation } = answer;
  const own = shownFigure(answer, detail);
  const actual = evaluation ? evaluation.actual : own ? detail.actual : null;
  const expected = evaluation ? evaluation.expected : own ? detail.expected : null;
  const dated = own?.asOf ?? (answer.sum ? answer.sum.latest : null);
  const terms = own ?? termsOf(answer.sum);
  return {
    target: {
      id: row.target_id,
      clause: target.provenance?.clause ?? null,
      responsible: target.responsible,
      allocatedFrom: target.allocatedFrom,
      quantity: target.quantity,
    },
    directive: target.provenance && { id: target.provenance.directiveId, number: detail.directive_number, issuer: detail.issuer },
    indicator: {
      id: row.indicator_id,
      name: language === 'vi' ? definition.name : definition.nameEn,
      unit: definition.unit,
      shape: definition.shape,
      direction: definition.direction,
    },
    locality: {
      id: row.locality_id,
      name: detail.name ?? row.locality_id,
      fullName: detail.full_name ?? row.locality_id,
      level: detail.level ?? 'commune',
    },
    status,
    reason,
    late,
    source: own ? 'own' : answer.sum ? 'roll_up' : null,
    actual: shown(actual),
    expected: shown(expected),
    ratio: shown(answer.ratio),
    percent: definition.shape === 'ratio' ? percentText(actual) : null,
    numerator: shown(terms.numerator),
    denominator: shown(terms.denominator),
    doneOn: own?.doneOn ?? null,
    figure: own?.figure ?? null,
    staleDays: dated === null ? null : daysBetween(dated, asked.asOf),
    milestones: target.milestones.map((milestone) => ({ ...milestone })),
    nextMilestone: target.milestones.find(({ due }) => due === answer.due) ?? null,
    rollUp: sum && rollUpView(sum, own && { ...own, actual }),
    lastPosition: later(detail.ordinal, detail.figure_ordinal),
  };
}

function shownFigure({ figure, row }: ProgressAnswer, detail: Detail): Shown | null {
  if (figure === null) return null;
  const source: FigureRow =
    figure === 'kept'
      ? {
          ...detail,
          as_of: detail.figure_as_of!,
          basis_rank: detail.figure_basis_rank ?? 1,
          year: detail.figure_year ?? 0,
          state: detail.figure_state ?? '',
          value: null,
        }
      : figure;
  const { as_of: asOf, year, state, numerator, denominator, done_on: doneOn } = source;
  const basis = BASES[source.basis_rank] ?? 'actual';
  const id = measurementIdOf({ indicatorId: row.indicator_id, localityId: row.locality_id, year, asOf, basis });
  return { asOf, figure: { id, asOf, basis, state }, numerator, denominator, doneOn };
}

function termsOf(sum: RolledUp | null): { numerator: string | null; denominator: string | null } {
  return sum?.figure?.shape === 'ratio' ? sum.figure : { numerator: null, denominator: null };
}

function rollUpView(sum: RolledUp, own: OwnNumbers | null): RollUpView {
  const { figure, coverage, leftOut, earliest, latest } = sum;
  const { numerator, denominator } = termsOf(sum);
  return {
    numerator: shown(numerator),
    denominator: shown(denominator),
    value: figure && shown(valueOf(figure)),
    ...coverage,
    earliest,
    latest,
    leftOut: leftOut.slice(0, MOST_LEFT_OUT).map((one) => ({ ...one })),
    leftOutCount: leftOut.length,
    agrees: own && figure && agreement(own, figure),
  };
}

type OwnNumbers = Pick<Shown, 'numerator' | 'denominator'> & { readonly actual: string | null };

/** null for a percentage whose parts are unknown: a sum of parts cannot be held against it. */
function agreement(own: OwnNumbers, sum: Figure): boolean | null {
  if (sum.shape === 'ratio')
    return own.numerator === null ? null : agree([own.numerator, own.denominator], [sum.numerator, sum.denominator]);
  return 'value' in sum && own.actual !== null ? agree([own.actual], [sum.value]) : null;
}

function later(a: string, b: string | null): string {
  return b !== null && BigInt(b) > BigInt(a) ? b : a;
}
