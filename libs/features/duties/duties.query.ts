import type { DutiesPage, DutiesQuery, DutySummary, DutySummaryQuery } from '../../contract/duties.js';
import { addDays, type CivilDate } from '../../domain/kernel/civil-date.js';
import { DUTY_STATES, reportingRates, type DutyState } from '../../domain/reporting/duty-state.js';
import { tableOf } from '../http/reading.js';
import { decodeCursor, encodeCursor, listNameOf, sortOf } from '../http/paging.js';
import { dutiesOfPage, keysOfPage } from './duty-buckets.js';
import { countDuties, withRoom, type DutyCounts } from './duty-counts.sql.js';
import { itemsOf, placeOf, placesOf } from './duty-items.js';
import { askedLocalities, type AskedDuties, type OwedFilters } from './duty-pairs.sql.js';
import { readDuties, type DutyRow, type Order, type SortKey } from './duty-page.sql.js';
import { termsOf, windowOf, type DutyReader, type DutyWindow, type Terms } from './duty-terms.js';

/** What is owed by the localities that the actor may see, and what became of it. */
export async function dutiesPage(reader: DutyReader, query: DutiesQuery): Promise<DutiesPage> {
  const window = windowOf(query, reader);
  const [asked, terms] = await askedTerms(reader, query, window);
  const order = orderOf(query);
  const { counts, rows } = await withRoom(reader.sql, async (tx) => {
    const isByKey = order.key === 'locality' || order.key === 'indicator';
    const by = order.key === 'locality' ? 'locality_id' : order.key === 'indicator' ? 'indicator_id' : null;
    const slots = terms.duties.map(({ no }) => (isByKey ? 0 : no));
    const found = terms.duties.length === 0 ? [] : await countDuties(tx, asked, terms, by, slots);
    const keys = isByKey ? keysOfPage(found, order) : null;
    const duties = isByKey ? (keys ? terms.duties : []) : dutiesOfPage(terms.duties, found, order);
    return { counts: found, rows: duties.length === 0 ? [] : await readDuties(tx, asked, { ...terms, duties }, { ...order, keys }) };
  });
  const items = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  return {
    ...window,
    summary: summed(counts),
    items: await itemsOf(reader, asked, terms, items),
    nextCursor: last ? encodeCursor(listNameOf(query), sortKeyOf(last, terms)) : null,
  };
}

async function askedTerms(
  { sql, actor, language }: DutyReader,
  query: OwedFilters & { readonly period?: string | undefined },
  window: DutyWindow,
) {
  const [localities, [extent]] = await Promise.all([
    askedLocalities(sql, actor, query.locality),
    sql<
      { from: CivilDate | null; to: CivilDate | null }[]
    >`select min(owed_after)::text as from, max(owed_until)::text as to from ${tableOf(sql, 'progress.progress')}`,
  ]);
  const [from, to] = [extent?.from ?? '9999-12-31', extent?.to ? addDays(extent.to, LONGEST_WAIT) : '0001-01-01'];
  const { asOf } = window;
  const asked: AskedDuties = { asOf, localities, indicator: query.indicator, level: query.level };
  return [asked, await termsOf(sql, window, query.period, { from, to }, language)] as const;
}

/** So many days after its cut-off a report is due at the latest, days off included. */
const LONGEST_WAIT = 120;

const PARTS = 5;

function orderOf(query: DutiesQuery): Order {
  const { key, descending } = sortOf(query.sort ?? (query.mine ? 'state' : 'due'));
  const after = decodeCursor(query.cursor, listNameOf(query), PARTS) as SortKey | null;
  return { key, descending, after, states: query.state, most: query.limit + 1, keys: null };
}

function sortKeyOf({ at, localityId, indicatorId, no }: DutyRow, { duties }: Terms): SortKey {
  return [at, duties[no]?.dueOn ?? '', localityId, indicatorId, duties[no]?.period ?? ''];
}

type Counts = Record<DutyState, number>;

function summed(counts: readonly DutyCounts[]): Counts {
  return Object.fromEntries(DUTY_STATES.map((state) => [state, counts.reduce((sum, count) => sum + count[state], 0)])) as Counts;
}

const [OPEN, OVER] = [0, 1];

/** How complete and how timely the localities report, the least complete first. */
export async function dutySummary(reader: DutyReader, query: DutySummaryQuery): Promise<DutySummary> {
  const window = windowOf(query, reader);
  const [asked, terms] = await askedTerms(reader, query, window);
  const slots = terms.duties.map(({ dueOn }) => (dueOn < window.asOf ? OVER : OPEN));
  const counts = slots.length === 0 ? [] : await withRoom(reader.sql, (tx) => countDuties(tx, asked, terms, 'locality_id', slots));
  const byLocality = new Map<string, DutyCounts[]>();
  for (const count of counts) byLocality.set(count.key ?? '', [...(byLocality.get(count.key ?? '') ?? []), count]);
  const places = await placesOf(reader.sql, [...byLocality.keys()]);
  const localities = [...byLocality].map(([id, own]) => ({ locality: placeOf(places, id), ...ratesOf(own) }));
  return { ...window, total: ratesOf(counts), localities: localities.sort(leastComplete) };
}

function ratesOf(counts: readonly DutyCounts[]) {
  return { counts: summed(counts), ...reportingRates(summed(counts.filter(({ slot }) => slot === OVER))) };
}

type Rated = DutySummary['localities'][number];

/** Those of whom nothing was due stand last. */
function leastComplete(a: Rated, b: Rated): number {
  return rank(a.completeness) - rank(b.completeness) || rank(a.timeliness) - rank(b.timeliness) || (a.locality.id < b.locality.id ? -1 : 1);
}

const rank = (percent: string | null): number => (percent === null ? 101 : Number(percent));
