import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { doubtedAs, evaluate } from '../../domain/schedule/evaluate.js';
import type { Evaluation } from '../../domain/schedule/schedule-plan.js';
import { momentOf, poolOf, tableNameOf } from '../http/reading.js';
import { seriesNeeded, standingOn, type Best, type KnownDefinition } from './counted.js';
import { compiledPlanOf, knownOf, type FigureRow } from './figure-row.js';
import type { LightRow } from './light-row.js';
import { ofTargetSql, recentSql } from './refresh.js';

/** What figures up to a day say of a target, looked up and judged. */
export interface OlderAnswer {
  readonly figure: FigureRow | null;
  readonly evaluation: Evaluation;
}

/** The moments at which the same figures are known: from the event that is the last of them to before the next, by ordinal. */
interface Span {
  readonly from: number;
  readonly until: number;
}

type Asked = Pick<LightRow, 'target_id' | 'indicator_id' | 'ordinal'>;
type Definitions = ReadonlyMap<string, KnownDefinition>;
type Kept = OlderAnswer & Span;

/** Answers, the newest first, by all that they follow from but the figures: the next page, and another moment, mostly find theirs here. */
const kept = new WeakMap<Sql, Map<string, readonly Kept[]>>();
const MOST_KEPT = 30_000;
const MOST_OF_ONE = 4;

/** The answers to days before the course that a row keeps, and to those of a moment of the past, by target. */
export async function olderAnswers(
  sql: Sql,
  rows: readonly Asked[],
  definitions: Definitions,
  asOf: CivilDate,
): Promise<ReadonlyMap<string, OlderAnswer>> {
  if (rows.length === 0) return new Map();
  // Outside of a reading one statement sees more than the one before it: nothing to keep.
  if (rows.length > MOST_KEPT || poolOf(sql) === sql) return lookedUp(sql, rows, definitions, asOf);
  const known = kept.get(poolOf(sql)) ?? new Map<string, readonly Kept[]>();
  kept.set(poolOf(sql), known);
  const holds = await holding(sql, rows, asOf);
  const answers = new Map<string, OlderAnswer>();
  const lacking = rows.filter((row) => {
    const answer = known.get(groundOf(row, definitions, asOf))?.find((one) => holds(row.target_id, one));
    if (answer) answers.set(row.target_id, answer);
    return !answer;
  });
  const found = await lookedUp(sql, lacking, definitions, asOf);
  if (known.size + found.size > MOST_KEPT) known.clear();
  for (const row of lacking) {
    const [answer, ground] = [found.get(row.target_id), groundOf(row, definitions, asOf)];
    if (!answer) continue;
    answers.set(row.target_id, answer);
    known.set(ground, [answer, ...(known.get(ground) ?? [])].slice(0, MOST_OF_ONE));
  }
  return answers;
}

/** The target as it stands, its indicator's definition, the rules and the day. */
function groundOf({ target_id, indicator_id, ordinal }: Asked, definitions: Definitions, asOf: CivilDate): string {
  const { since, rules } = definitions.get(indicator_id)!;
  return `${target_id} ${ordinal} ${since} ${rules.version} ${asOf}`;
}

/** Figures of the target `p` up to the day $2. */
const FIGURES_OF_P = `progress.figure f where ${ofTargetSql('$2::date')}`;

/** Whether an answer holds: at a moment of the past, within its span; in the present, when nothing came after it. */
async function holding(sql: Sql, rows: readonly Asked[], asOf: CivilDate): Promise<(id: string, span: Span) => boolean> {
  const moment = momentOf(sql);
  if (moment !== null) return (_, { from, until }) => from <= Number(moment) && Number(moment) < until;
  const found = await sql.unsafe<{ target_id: string; last: number }[]>(
    `select p.target_id, (select coalesce(max(f.ordinal), 0) from ${FIGURES_OF_P})::float8 as last
     from progress.progress p where p.target_id = any($1)`,
    [rows.map(({ target_id }) => target_id), asOf],
  );
  const lasts = new Map(found.map(({ target_id, last }) => [target_id, last]));
  return (id, { from }) => lasts.get(id) === from;
}

/** What was looked up of a target, up to a day. */
interface LookUp extends Span {
  readonly row: Best;
  readonly series: readonly FigureRow[] | undefined;
  readonly day: CivilDate;
}

/** By the client of a reading, which sees the same throughout: what was looked up for a day mostly tells of a week before as well. */
const lookUps = new WeakMap<Sql, Map<string, LookUp>>();

async function lookedUp(sql: Sql, rows: readonly Asked[], definitions: Definitions, asOf: CivilDate): Promise<ReadonlyMap<string, Kept>> {
  if (rows.length === 0) return new Map();
  const known = lookUps.get(sql) ?? new Map<string, LookUp>();
  if (poolOf(sql) !== sql) lookUps.set(sql, known);
  const missing = rows.flatMap(({ target_id }) => (tells(known.get(target_id), asOf) ? [] : [target_id]));
  for (const [id, one] of await lookUp(sql, missing, definitions, asOf)) known.set(id, one);
  return new Map(
    rows.flatMap(({ target_id, indicator_id }) => {
      const found = known.get(target_id);
      return found ? [[target_id, judged(found, definitions.get(indicator_id)!, asOf)]] : [];
    }),
  );
}

/** Up to the last but one of its figures a look-up tells what counted on a day. */
function tells(found: LookUp | undefined, asOf: CivilDate): boolean {
  if (!found || asOf > found.day) return false;
  const [, previous] = found.row.recent;
  return previous === undefined || asOf >= previous.as_of;
}

async function lookUp(sql: Sql, ids: readonly string[], definitions: Definitions, day: CivilDate): Promise<ReadonlyMap<string, LookUp>> {
  if (ids.length === 0) return new Map();
  const figures = tableNameOf(sql, 'progress.figure');
  const moment = momentOf(sql) ?? 'infinity';
  const found = await sql.unsafe<(Best & Span & { target_id: string })[]>(
    `select p.target_id, p.target, p.indicator_id, p.locality_id, p.year_from, p.year_to, r.recent, t.in_time, s.*
     from ${tableNameOf(sql, 'progress.progress')} p ${recentSql(figures, '$2::date')}
     cross join lateral (${ids.length > MOST_KEPT ? NO_SPAN : SPAN}) s where p.target_id = any($1)`,
    [ids as string[], day, moment],
  );
  const definitionOf = ({ indicator_id }: Best): KnownDefinition => definitions.get(indicator_id)!;
  const series = await seriesNeeded(sql, figures, found, definitionOf, day);
  return new Map(found.map((row) => [row.target_id, { row, series: series.get(row), day, from: row.from, until: row.until }]));
}

/** Around the moment $3, by all that is known now: what nothing came after holds as far as this sight of the tables reaches, the moment at least. */
const SPAN = `
  select coalesce(max(f.ordinal) filter (where f.ordinal <= $3::float8), 0)::float8 as from,
    coalesce(min(f.ordinal) filter (where f.ordinal > $3::float8),
      (select greatest(max(ordinal), nullif($3::float8, 'infinity')) + 1 from progress.figure), 1)::float8 as until
  from ${FIGURES_OF_P}`;
const NO_SPAN = `select 'NaN'::float8 as from, 'NaN'::float8 as until where $3::float8 is not null`;

function judged({ row, series, from, until }: LookUp, definition: KnownDefinition, asOf: CivilDate): Kept {
  const { figure, inTime, doubtedOn } = standingOn(row, series, definition, asOf);
  const evaluation = evaluate(compiledPlanOf(row.target, definition), figure && knownOf(figure), asOf, inTime && knownOf(inTime));
  return { figure, evaluation: doubtedOn === null ? evaluation : doubtedAs(evaluation), from, until };
}
