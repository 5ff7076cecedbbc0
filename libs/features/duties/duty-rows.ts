import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import { addDays, epochDay, fromEpochDay, type CivilDate } from '../../domain/kernel/civil-date.js';
import { DEFAULT_CALENDAR, dutiesBetween, type Duty, type ReportingCalendar } from '../../domain/reporting/calendar.js';
import { DUTY_STATES, dutyStateOf, isOwed, type DutyFinding, type DutyState } from '../../domain/reporting/duty-state.js';
import { workingDays } from '../../domain/reporting/working-days.js';
import { owedPairs, receiptsOf, type OwedFilters, type OwedIndicator, type OwedPair, type Receipts } from './owed-rows.js';

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
): Promise<Iterable<DutyRow>> {
  const pairs = await owedPairs(sql, actor, asked, window);
  const duties = dutiesByIndicator(pairs, asked, window, indicators);
  const all = [...new Set([...duties.values()].flat())];
  if (all.length === 0) return [];
  const receipts = await receiptsOf(sql, pairs, { ...extent(all), today: window.asOf });
  return walk(pairs, duties, receipts);
}

/** Row by row, since a whole country has a million: nobody needs them all at once. */
function* walk(
  pairs: readonly OwedPair[],
  duties: ReadonlyMap<string, readonly KnownDuty[]>,
  receipts: (pair: OwedPair) => Receipts,
): Generator<DutyRow> {
  for (const pair of pairs) {
    const owed = duties.get(pair.indicatorId)?.filter(({ duty }) => pair.targets.some((span) => isOwed(duty, span))) ?? [];
    const received = owed.length > 0 ? receipts(pair) : [];
    for (const known of owed) yield { pair, duty: known.duty, finding: known.findingOf(received) };
  }
}

/** The targets for which the figures of a duty are wanted. */
export function targetsOf({ pair, duty }: Pick<DutyRow, 'pair' | 'duty'>): string[] {
  return pair.targets
    .filter((span) => isOwed(duty, span))
    .map(({ targetId }) => targetId)
    .sort();
}

export const noCounts = (): Record<DutyState, number> =>
  Object.fromEntries(DUTY_STATES.map((state) => [state, 0])) as Record<DutyState, number>;

/** The duties of each indicator that is reported on: worked out once for each calendar, whoever owes them. */
function dutiesByIndicator(
  pairs: readonly OwedPair[],
  { period }: Asked,
  { asOf, from, to }: DutyWindow,
  indicators: ReadonlyMap<string, OwedIndicator>,
): ReadonlyMap<string, readonly KnownDuty[]> {
  const bounds = spansOf(pairs, from, to);
  const kept = new Map<string, readonly KnownDuty[]>();
  const dutiesOf = (calendar: ReportingCalendar): readonly KnownDuty[] => {
    const key = JSON.stringify(calendar);
    const known = kept.get(key);
    if (known) return known;
    // Only of single dates may the due day lie far behind the cut-off.
    const [first, last] = calendar.kind === 'ad_hoc' ? [from, to] : bounds;
    const duties = dutiesBetween(calendar, first, last, DAYS).filter((duty) => period === undefined || duty.period === period);
    const found = duties.map((duty) => new KnownDuty(duty, asOf));
    kept.set(key, found);
    return found;
  };
  const reported = [...new Set(pairs.map(({ indicatorId }) => indicatorId))];
  return new Map(reported.map((id) => [id, dutiesOf(indicators.get(id)?.calendar ?? DEFAULT_CALENDAR)]));
}

/** Later than every day. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** A duty, and what becomes of it for each day of receipt: worked out once for all localities that owe the same. */
class KnownDuty {
  private readonly findings = new Map<number, DutyFinding>();
  private readonly from: number;
  private readonly cutOff: number;

  constructor(
    readonly duty: Duty,
    private readonly today: CivilDate,
  ) {
    [this.from, this.cutOff] = [epochDay(duty.from), epochDay(duty.cutOff)];
  }

  findingOf(received: Receipts): DutyFinding {
    let first = NEVER;
    for (let at = 0; at < received.length; at += 2) {
      const [asOf, recordedOn] = [received[at] ?? NEVER, received[at + 1] ?? NEVER];
      if (asOf >= this.from && asOf <= this.cutOff && recordedOn < first) first = recordedOn;
    }
    const known = this.findings.get(first) ?? this.found(first);
    this.findings.set(first, known);
    return known;
  }

  private found(recordedOn: number): DutyFinding {
    const received = recordedOn === NEVER ? [] : [{ asOf: this.duty.cutOff, recordedOn: fromEpochDay(recordedOn) }];
    return dutyStateOf(this.duty, received, this.today, DAYS);
  }
}

const LONGEST_WAIT = 120;

/** The window, cut to the time in which something is owed. */
function spansOf(pairs: readonly OwedPair[], from: CivilDate, to: CivilDate): readonly [CivilDate, CivilDate] {
  let [first, last] = ['9999-12-31', '0000-01-01'];
  for (const { targets } of pairs) {
    for (const { after, until } of targets) {
      if (after < first) first = after;
      if (until > last) last = until;
    }
  }
  const end = last < '9999' && last > '0001' ? addDays(last, LONGEST_WAIT) : last;
  return [first > from ? first : from, end < to ? end : to];
}

/** The first day and the last cut-off of duties, of which there is at least one. */
function extent(duties: readonly KnownDuty[]): { readonly from: CivilDate; readonly to: CivilDate } {
  const [from, to] = [duties.map(({ duty }) => duty.from).sort(), duties.map(({ duty }) => duty.cutOff).sort()];
  return { from: from[0] ?? '', to: to.at(-1) ?? '' };
}
