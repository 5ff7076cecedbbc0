import type { Sql } from 'postgres';
import type { DutiesPage, DutiesQuery, DutyItem, DutySummary, DutySummaryQuery } from '../../contract/duties.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { reportingRates, type DutyState } from '../../domain/reporting/duty-state.js';
import { dutySentence } from '../../domain/reporting/duty-text.js';
import type { Language } from '../http/language.js';
import { cut } from './duty-order.js';
import { dutyRows, noCounts, targetsOf, windowOf, type DutyRow } from './duty-rows.js';
import { owedIndicators, placesOf, type OwedIndicator, type Place } from './owed-rows.js';

/** What is owed by the localities that the actor may see, and what became of it. */
export async function dutiesPage(sql: Sql, actor: Actor, query: DutiesQuery, today: CivilDate, language: Language): Promise<DutiesPage> {
  const window = windowOf(query, today);
  const indicators = await owedIndicators(sql, language);
  const rows = await dutyRows(sql, actor, query, window, indicators);
  const summary = noCounts();
  const { items, nextCursor } = cut(wanted(rows, query.state, summary), { ...query, sort: query.sort ?? (query.mine ? 'state' : 'due') });
  const places = await placesOf(
    sql,
    items.map(({ pair }) => pair.localityId),
  );
  return { ...window, summary, items: items.map((row) => itemOf(row, indicators, places, language)), nextCursor };
}

/** The rows in the asked states; counts all that pass by. */
function* wanted(rows: Iterable<DutyRow>, states: readonly DutyState[] | undefined, counts: Record<DutyState, number>): Generator<DutyRow> {
  for (const row of rows) {
    counts[row.finding.state] += 1;
    if (states === undefined || states.includes(row.finding.state)) yield row;
  }
}

function itemOf(
  row: DutyRow,
  indicators: ReadonlyMap<string, OwedIndicator>,
  places: ReadonlyMap<string, Place>,
  language: Language,
): DutyItem {
  const { pair, duty, finding } = row;
  const name = indicators.get(pair.indicatorId)?.name ?? pair.indicatorId;
  const locality = placeOf(places, pair.localityId);
  return {
    indicator: { id: pair.indicatorId, name },
    locality,
    ...duty,
    state: finding.state,
    receivedOn: finding.receivedOn,
    workingDaysLeft: finding.workingDaysLeft ?? null,
    targets: targetsOf(row),
    sentence: dutySentence({ ...duty, ...finding, indicator: name, locality: locality.fullName }, language),
  };
}

const placeOf = (places: ReadonlyMap<string, Place>, id: string): Place =>
  places.get(id) ?? { id, name: id, fullName: id, level: 'commune' };

/** How complete and how timely the localities report, the least complete first. */
export async function dutySummary(sql: Sql, actor: Actor, query: DutySummaryQuery, today: CivilDate): Promise<DutySummary> {
  const window = windowOf(query, today);
  const rows = await dutyRows(sql, actor, query, window, await owedIndicators(sql, 'vi'));
  const byLocality = grouped(rows);
  const places = await placesOf(sql, [...byLocality.keys()]);
  const localities = [...byLocality].map(([id, own]) => ({ locality: placeOf(places, id), ...ratesOf(own, window.asOf) }));
  return { ...window, total: ratesOf([...byLocality.values()].flat(), window.asOf), localities: localities.sort(leastComplete) };
}

interface Rateable {
  readonly dueOn: CivilDate;
  readonly state: DutyState;
}

function grouped(rows: Iterable<DutyRow>): ReadonlyMap<string, readonly Rateable[]> {
  const groups = new Map<string, Rateable[]>();
  for (const { pair, duty, finding } of rows) {
    const rateable = { dueOn: duty.dueOn, state: finding.state };
    const group = groups.get(pair.localityId);
    if (group) group.push(rateable);
    else groups.set(pair.localityId, [rateable]);
  }
  return groups;
}

function ratesOf(duties: readonly Rateable[], asOf: CivilDate) {
  const counts = noCounts();
  for (const { state } of duties) counts[state] += 1;
  return { counts, ...reportingRates(duties, asOf) };
}

type Rated = DutySummary['localities'][number];

/** Those of whom nothing was due stand last. */
function leastComplete(a: Rated, b: Rated): number {
  return rank(a.completeness) - rank(b.completeness) || rank(a.timeliness) - rank(b.timeliness) || (a.locality.id < b.locality.id ? -1 : 1);
}

const rank = (percent: string | null): number => (percent === null ? 101 : Number(percent));
