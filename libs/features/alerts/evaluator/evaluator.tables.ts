import type { TransactionSql } from 'postgres';
import type { AlertState } from '../../../domain/alert/alert.state.js';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { START, type Position } from '../../../event-store/event-store.js';
import type { TargetState } from '../../../domain/target/target.state.js';

/** Where a batch is written. `isLive` is false while the tables are filled anew: then nothing is looked at. */
export interface Place {
  readonly tx: TransactionSql;
  readonly schema: string;
  readonly isLive: boolean;
}

/** A pair of target and locality, as the evaluator last knew it. */
export interface Pair {
  readonly targetId: string;
  readonly target: TargetState;
  readonly alert: AlertState;
  /** Of the alert's stream; -1 before its first event. */
  readonly alertRevision: number;
  /** The day on which it was set: nothing that was due before is asked for. null where no day had begun yet. */
  readonly knownFrom: CivilDate | null;
  /** The first day on which something may be found without a new fact: `ALWAYS` for at once, null for never. */
  readonly nextDay: CivilDate | null;
  /** Plan years whose figures count; all for a state that is a state in whatever year it is seen. */
  readonly yearFrom: number;
  readonly yearTo: number;
}

/** Before every day: the pair has not been looked at since it changed. */
export const ALWAYS: CivilDate = '0001-01-01';

export async function createEvaluatorTables(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    create table ${schema}.pair (
      target_id text collate "C" primary key, indicator_id text collate "C" not null, locality_id text collate "C" not null,
      year_from int not null, year_to int not null, target jsonb not null, alert jsonb not null, alert_revision int not null, known_from date, next_day date);
    create index pair_next_day on ${schema}.pair (next_day, target_id);
    create index pair_figure on ${schema}.pair (indicator_id, locality_id);
    create index pair_locality on ${schema}.pair (locality_id);
    create table ${schema}.coming (day date not null, indicator_id text collate "C" not null, locality_id text collate "C" not null);
    create table ${schema}.taken (is_one boolean primary key default true check (is_one), day date, through text not null);
    insert into ${schema}.taken (through) values ('${START}')`);
}

/** How far events were taken: the last day that has begun, null before the first, and the position of the last event. */
export interface Taken {
  readonly day: CivilDate | null;
  readonly through: Position;
}

export async function readTaken({ tx, schema }: Place): Promise<Taken> {
  const [row] = await tx.unsafe<Taken[]>(`select day::text, through from ${schema}.taken`);
  return row ?? { day: null, through: START };
}

export async function writeTaken({ tx, schema }: Place, { day, through }: Taken): Promise<void> {
  await tx.unsafe(`update ${schema}.taken set day = $1::text::date, through = $2`, [day, through]);
}

const COLUMNS = `target_id as "targetId", target, alert, alert_revision as "alertRevision", known_from::text as "knownFrom", next_day::text as "nextDay",
  year_from as "yearFrom", year_to as "yearTo"`;

export async function readPairs({ tx, schema }: Place, ids: readonly string[]): Promise<ReadonlyMap<string, Pair>> {
  const rows = await tx.unsafe<Pair[]>(`select ${COLUMNS} from ${schema}.pair where target_id = any($1)`, [[...ids]]);
  return new Map(rows.map((pair) => [pair.targetId, pair]));
}

export interface DuePair {
  readonly targetId: string;
  readonly nextDay: CivilDate;
}

/** Pairs that may find something on `day`, a portion at a time: the longest due first, those after `after`. */
export async function duePairs({ tx, schema }: Place, day: CivilDate, after: DuePair | null, limit: number): Promise<readonly DuePair[]> {
  return tx.unsafe<DuePair[]>(
    `select target_id as "targetId", next_day::text as "nextDay" from ${schema}.pair
     where next_day <= $1::text::date and (next_day, target_id) > ($2::text::date, $3) order by next_day, target_id limit $4`,
    [day, after?.nextDay ?? '-infinity', after?.targetId ?? '', limit],
  );
}

/** Which of these alert streams were read here no further than before the given revision. */
export async function behind({ tx, schema }: Place, revisions: ReadonlyMap<string, number>): Promise<ReadonlySet<string>> {
  const rows = await tx.unsafe<{ id: string }[]>(
    `select p.target_id as id from unnest($1::text[], $2::int[]) e(target_id, revision) join ${schema}.pair p using (target_id)
     where p.alert_revision < e.revision`,
    [[...revisions.keys()], [...revisions.values()]],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function putPairs({ tx, schema }: Place, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await tx.unsafe(
    `insert into ${schema}.pair
     select r."targetId", r.target->>'indicatorId', r.target->>'localityId', r."yearFrom", r."yearTo", r.target, r.alert, r."alertRevision", r."knownFrom", r."nextDay"
     from jsonb_to_recordset($1::jsonb) as r("targetId" text, "yearFrom" int, "yearTo" int, target jsonb, alert jsonb, "alertRevision" int,
       "knownFrom" date, "nextDay" date)
     on conflict (target_id) do update set indicator_id = excluded.indicator_id, locality_id = excluded.locality_id,
       year_from = excluded.year_from, year_to = excluded.year_to, target = excluded.target, next_day = excluded.next_day`,
    [pairs as never],
  );
}

export type Outcome = Pick<Pair, 'targetId' | 'alert' | 'alertRevision' | 'nextDay'>;

/** What became of pairs that were looked at. */
export async function writeOutcomes({ tx, schema }: Place, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.unsafe(
    `update ${schema}.pair p set alert = r.alert, alert_revision = r."alertRevision", next_day = r."nextDay"
     from jsonb_to_recordset($1::jsonb) as r("targetId" text, alert jsonb, "alertRevision" int, "nextDay" date) where p.target_id = r."targetId"`,
    [outcomes as never],
  );
}

/** The localities that have pairs. */
export async function placesWithPairs({ tx, schema }: Place): Promise<ReadonlySet<string>> {
  const rows = await tx.unsafe<{ id: string }[]>(`select distinct locality_id as id from ${schema}.pair`);
  return new Set(rows.map(({ id }) => id));
}

/** Lets the pairs of these indicators or localities be looked at again on a day, where they are not before. */
export async function wake(
  { tx, schema }: Place,
  by: 'indicator_id' | 'locality_id',
  ids: readonly string[],
  day: CivilDate,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.unsafe(`update ${schema}.pair set next_day = least(next_day, $2::text::date) where ${by} = any($1)`, [[...ids], day]);
}

/** An indicator at a locality. */
export type Key = readonly [indicatorId: string, localityId: string];

/** Lets the pairs of these indicators and localities be looked at again on a day. */
export async function wakePairs({ tx, schema }: Place, keys: readonly Key[], day: CivilDate): Promise<void> {
  if (keys.length === 0) return;
  await tx.unsafe(
    `update ${schema}.pair p set next_day = $3::text::date
     from unnest($1::text[], $2::text[]) w(indicator_id, locality_id)
     where p.indicator_id = w.indicator_id and p.locality_id = w.locality_id and coalesce(p.next_day, 'infinity') > $3::text::date`,
    [keys.map(([indicator]) => indicator), keys.map(([, locality]) => locality), day],
  );
}

/** Keeps where figures are of a day that has not begun: whoever reported after midnight was faster than the day. */
export async function putComing({ tx, schema }: Place, figures: readonly { readonly key: Key; readonly day: CivilDate }[]): Promise<void> {
  if (figures.length === 0) return;
  await tx.unsafe(`insert into ${schema}.coming select * from unnest($1::text[]::date[], $2::text[], $3::text[])`, [
    figures.map(({ day }) => day),
    figures.map(({ key: [indicator] }) => indicator),
    figures.map(({ key: [, locality] }) => locality),
  ]);
}

/** Where figures count from a day on that were kept before it, and no longer keeps them. */
export async function takeComing({ tx, schema }: Place, day: CivilDate): Promise<readonly Key[]> {
  const rows = await tx.unsafe<{ indicator: string; locality: string }[]>(
    `delete from ${schema}.coming where day <= $1::text::date returning indicator_id as indicator, locality_id as locality`,
    [day],
  );
  return rows.map(({ indicator, locality }) => [indicator, locality]);
}
