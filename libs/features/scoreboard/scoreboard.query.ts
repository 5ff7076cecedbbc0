import type { Sql } from 'postgres';
import type { Scoreboard, ScoreboardQuery, ScoreboardRow } from '../../contract/scoreboard.js';
import type { Actor } from '../../domain/kernel/command.js';
import { addDays, type CivilDate } from '../../domain/kernel/civil-date.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { ScheduleStatus } from '../../domain/schedule/schedule-plan.js';
import type { Language } from '../http/language.js';
import type { TargetVerdict, TargetVerdicts } from '../http/target-verdicts.js';
import { namesOf, worstOf, type Names } from './details.sql.js';
import { readTallies, type AskedBoard, type Place, type TallyRow, type WorstRow } from './tallies.sql.js';
import { byShare, Counter, worse, type Ranked } from './tally.js';

const WEEK = 7;
/** The first day that every table can hold. */
const FIRST_DAY = '0001-01-01';

export interface Reader {
  readonly sql: Sql;
  readonly verdicts: TargetVerdicts;
  readonly actor: Actor;
  /** Meant where none is named. */
  readonly day: CivilDate;
  readonly language: Language;
}

type Verdicts = ReadonlyMap<string, TargetVerdict>;
type Settled = TallyRow & { readonly now: ScheduleStatus; readonly before: ScheduleStatus };

/** The localities directly beneath one, with their targets counted by status on a day and a week before. */
export async function scoreboardOf(reader: Reader, query: ScoreboardQuery & { readonly locality: string }): Promise<Scoreboard> {
  const asked = askedBoard(query, reader.day);
  const { places, tallies, worst } = await readTallies(reader.sql, asked);
  const open = (day: 'now' | 'before'): string[] => [
    ...new Set(tallies.flatMap((row) => (row[day] === null && row.target !== null ? [row.target] : []))),
  ];
  const on = (ids: readonly string[], asOf: CivilDate) =>
    reader.verdicts(reader.sql, reader.actor, ids, { asOf, boundaries: asked.boundaries });
  // The later day first: what is looked up for it mostly tells of the earlier one as well.
  const now = await on(open('now'), asked.asOf);
  const before = await on(open('before'), asked.since);
  const settled = tallies.flatMap((row) => settledOf(row, now, before));
  const names = asked.by === 'indicator' ? await namesOf(reader.sql, reader.language) : null;
  const ranked = worstByRow(settled, worst, now, asked);
  const details = await worstOf(reader.sql, [...ranked.values()], now, asked.asOf, reader.language);
  const detailOf = (id: string): ScoreboardRow['worst'] => details.get(ranked.get(id)?.target ?? '') ?? null;
  const byRow = grouped(settled);
  const rows = places.flatMap((place) =>
    rowOf(place, byRow.get(place.id) ?? [], asked, names).map((row) => ({ ...row, worst: detailOf(place.id) })),
  );
  const { asOf, boundaries, since } = asked;
  const totals = count(
    settled.filter(({ first }) => first),
    asked,
  );
  return {
    asOf,
    boundaries,
    since,
    locality: places.find(({ id }) => id === asked.locality) ?? unregistered(asked.locality),
    totals,
    rows: rows.sort(inOrder),
  };
}

/** The caller's locality before anybody registered it. */
const unregistered = (id: string): Place => ({ id, name: id, fullName: id, nameEn: null, level: id === NATION ? 'nation' : 'commune' });

function askedBoard({ asOf: day, boundaries, ...query }: ScoreboardQuery & { readonly locality: string }, today: CivilDate): AskedBoard {
  const asOf = day ?? today;
  const earlier = asOf < addDays(FIRST_DAY, WEEK) ? FIRST_DAY : addDays(asOf, -WEEK);
  return { ...query, asOf, since: earlier, boundaries: boundaries ?? asOf };
}

/** Fills in what the kept courses did not tell. */
function settledOf(row: TallyRow, nowKnown: Verdicts, beforeKnown: Verdicts): readonly Settled[] {
  const now = row.now ?? nowKnown.get(row.target ?? '')?.status;
  const before = row.before ?? beforeKnown.get(row.target ?? '')?.status;
  // Withdrawn from sight between two statements: then it is in neither count.
  return now === undefined || before === undefined ? [] : [{ ...row, now, before }];
}

function grouped(tallies: readonly Settled[]): ReadonlyMap<string, readonly Settled[]> {
  const groups = new Map<string, Settled[]>();
  for (const tally of tallies) {
    const group = groups.get(tally.row);
    if (group) group.push(tally);
    else groups.set(tally.row, [tally]);
  }
  return groups;
}

function count(tallies: readonly Settled[], { status }: AskedBoard) {
  const counter = new Counter(status);
  for (const { now, before, n } of tallies) counter.add(now, before, n);
  return counter.tally();
}

function worstByRow(settled: readonly Settled[], kept: readonly WorstRow[], now: Verdicts, { status }: AskedBoard) {
  const worst = new Map<string, Ranked>(kept.map((one) => [one.row, one]));
  for (const { row, target } of settled) {
    const verdict = now.get(target ?? '');
    if (target === null || !verdict || verdict.status === 'withdrawn' || status?.includes(verdict.status) === false) continue;
    const [known, one] = [worst.get(row), { target, status: verdict.status, ratio: verdict.ratio }];
    if (!known || worse(one, known) < 0) worst.set(row, one);
  }
  return worst;
}

/** No row for the asked locality itself where everything lies beneath, nor for localities without any target of the asked statuses. */
function rowOf(place: Place, mine: readonly Settled[], asked: AskedBoard, names: Names | null): readonly Omit<ScoreboardRow, 'worst'>[] {
  const own = place.id === asked.locality;
  const tally = count(mine, asked);
  const isEmpty = tally.total === 0 && Object.values(tally.change).every((change) => change === 0);
  if (isEmpty && (own || asked.status)) return [];
  const indicators = names && { indicators: indicatorsOf(mine, asked, names) };
  return [{ locality: place, own, ...tally, ...indicators }];
}

function indicatorsOf(tallies: readonly Settled[], asked: AskedBoard, names: Names): NonNullable<ScoreboardRow['indicators']> {
  const ids = [...new Set(tallies.map(({ indicator }) => indicator ?? ''))];
  return ids
    .map((id) => ({
      id,
      name: names.get(id) ?? id,
      ...count(
        tallies.filter(({ indicator }) => indicator === id),
        asked,
      ),
    }))
    .sort((a, b) => byShare(a, b) || (a.id < b.id ? -1 : 1));
}

function inOrder(a: Omit<ScoreboardRow, 'worst'>, b: Omit<ScoreboardRow, 'worst'>): number {
  return byShare(a, b) || (a.locality.id < b.locality.id ? -1 : 1);
}
