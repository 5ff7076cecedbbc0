import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import { addDays, type CivilDate } from '../../domain/kernel/civil-date.js';
import { dutiesBetween, type Duty, type ReportingCalendar } from '../../domain/reporting/calendar.js';
import { DUTY_STATES, dutyStateOf, isOwed, type DutyFinding, type DutyState, type Receipt } from '../../domain/reporting/duty-state.js';
import { workingDays } from '../../domain/reporting/working-days.js';
import { owedPairs, pairKey, receiptsOf, type OwedFilters, type OwedIndicator, type OwedPair } from './owed-rows.js';

/** One duty of one locality, and what became of it. */
export interface DutyRow {
  readonly pair: OwedPair;
  readonly duty: Duty;
  readonly finding: DutyFinding;
}

export interface DutyWindow {
  readonly asOf: CivilDate;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

interface Asked extends OwedFilters {
  readonly asOf?: CivilDate | undefined;
  readonly period?: string | undefined;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
}

const DAYS_BEFORE = 365;
const DAYS_AFTER = 31;
const DAYS = workingDays();

/** The due days that are asked about: those around `asOf` by default, all for a period. */
export function windowOf({ asOf, period, from, to }: Asked, today: CivilDate): DutyWindow {
  const day = asOf ?? today;
  const [first, last] = period === undefined ? [addDays(day, -DAYS_BEFORE), addDays(day, DAYS_AFTER)] : ['1900-01-01', '2200-12-31'];
  return { asOf: day, from: from ?? first, to: to ?? last };
}

/** What is owed within a window of due days and what became of it, in no order: from targets, calendars and figures alone. */
export async function dutyRows(
  sql: Sql,
  actor: Actor,
  asked: Asked,
  window: DutyWindow,
  indicators: ReadonlyMap<string, OwedIndicator>,
): Promise<DutyRow[]> {
  const pairs = await owedPairs(sql, actor, asked, window);
  const owed = owedOf(pairs, asked, window, indicators);
  if (owed.length === 0) return [];
  const reporting = [...new Set(owed.map(({ pair }) => pair))];
  const [from, to] = extent(owed.map(({ duty }) => duty));
  const received = await receiptsOf(sql, reporting, { from, to, today: window.asOf });
  const findingOf = findings(window.asOf);
  return owed.map(({ pair, duty }) => ({ pair, duty, finding: findingOf(duty, received.get(pairKey(pair)) ?? []) }));
}

/** What became of duties; counts the working days left once for all localities that owe the same. */
function findings(asOf: CivilDate): (duty: Duty, received: readonly Receipt[]) => DutyFinding {
  const unanswered = new Map<Duty, DutyFinding>();
  return (duty, received) => {
    if (received.some((receipt) => isWithin(receipt, duty))) return dutyStateOf(duty, received, asOf, DAYS);
    const known = unanswered.get(duty) ?? dutyStateOf(duty, [], asOf, DAYS);
    unanswered.set(duty, known);
    return known;
  };
}

const isWithin = ({ asOf }: Receipt, { from, cutOff }: Duty): boolean => from <= asOf && asOf <= cutOff;

/** The targets for which the figures of a duty are wanted. */
export function targetsOf({ pair, duty }: Pick<DutyRow, 'pair' | 'duty'>): string[] {
  return pair.targets.filter((span) => isOwed(duty, span)).map(({ targetId }) => targetId);
}

export function countsOf(rows: readonly DutyRow[]): Record<DutyState, number> {
  const counts = Object.fromEntries(DUTY_STATES.map((state) => [state, 0])) as Record<DutyState, number>;
  for (const { finding } of rows) counts[finding.state] += 1;
  return counts;
}

function owedOf(
  pairs: readonly OwedPair[],
  { period }: Asked,
  { from, to }: DutyWindow,
  indicators: ReadonlyMap<string, OwedIndicator>,
): { readonly pair: OwedPair; readonly duty: Duty }[] {
  const spans = pairs.flatMap(({ targets }) => targets);
  const bounds = spansOf(spans, from, to);
  const kept = new Map<string, readonly Duty[]>();
  const dutiesOf = (calendar: ReportingCalendar): readonly Duty[] => {
    const key = JSON.stringify(calendar);
    const known = kept.get(key);
    if (known) return known;
    // Only of single dates may the due day lie far behind the cut-off.
    const [first, last] = calendar.kind === 'ad_hoc' ? [from, to] : bounds;
    const found = dutiesBetween(calendar, first, last, DAYS).filter((duty) => period === undefined || duty.period === period);
    kept.set(key, found);
    return found;
  };
  const byIndicator = new Map([...indicators].map(([id, { calendar }]) => [id, dutiesOf(calendar)]));
  return pairs.flatMap((pair) =>
    (byIndicator.get(pair.indicatorId) ?? [])
      .filter((duty) => pair.targets.some((span) => isOwed(duty, span)))
      .map((duty) => ({ pair, duty })),
  );
}

const LONGEST_WAIT = 120;

/** The window, cut to the time in which something is owed. */
function spansOf(spans: OwedPair['targets'], from: CivilDate, to: CivilDate): readonly [CivilDate, CivilDate] {
  let [first, last] = ['9999-12-31', '0000-01-01'];
  for (const { after, until } of spans) {
    if (after < first) first = after;
    if (until > last) last = until;
  }
  const end = last < '9999' && last > '0001' ? addDays(last, LONGEST_WAIT) : last;
  return [first > from ? first : from, end < to ? end : to];
}

/** The first day and the last cut-off of duties, of which there is at least one. */
function extent(duties: readonly Duty[]): readonly [CivilDate, CivilDate] {
  return [
    duties.reduce((first, { from }) => (from < first ? from : first), '9999-12-31'),
    duties.reduce((last, { cutOff }) => (cutOff > last ? cutOff : last), '0000-01-01'),
  ];
}
