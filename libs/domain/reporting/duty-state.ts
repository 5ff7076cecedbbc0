import type { CivilDate } from '../kernel/civil-date.js';
import { Exact, type DecimalText } from '../kernel/decimal.js';
import type { Duty } from './calendar.js';
import { workingDays, workingDaysBetween, type WorkingDays } from './working-days.js';

/** missing: not received and the due day is over. The most pressing first. */
export const DUTY_STATES = ['missing', 'open', 'late', 'on_time'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** A standing figure, neither withdrawn nor returned, and the day on which it came (again). */
export interface Receipt {
  readonly asOf: CivilDate;
  readonly recordedOn: CivilDate;
}

export interface DutyFinding {
  readonly state: DutyState;
  /** The day on which the first figure of the period came; null while there is none. */
  readonly receivedOn: CivilDate | null;
  /** Working days after today until the due day, that day included; only while open. */
  readonly workingDaysLeft?: number;
}

const USUAL = workingDays();

/**
 * What became of a duty by the end of `today`. A figure fulfils it when its as-of day lies in the period, however early or late it
 * came; the first that did decides between on time and late.
 */
export function dutyStateOf(duty: Duty, received: readonly Receipt[], today: CivilDate, days: WorkingDays = USUAL): DutyFinding {
  let receivedOn: CivilDate | null = null;
  for (const { asOf, recordedOn } of received) {
    if (asOf < duty.from || asOf > duty.cutOff || recordedOn > today) continue;
    if (receivedOn === null || recordedOn < receivedOn) receivedOn = recordedOn;
  }
  if (receivedOn !== null) return { state: receivedOn <= duty.dueOn ? 'on_time' : 'late', receivedOn };
  if (today > duty.dueOn) return { state: 'missing', receivedOn };
  return { state: 'open', receivedOn, workingDaysLeft: workingDaysBetween(days, today, duty.dueOn) };
}

/** For how long a locality owes reports: for what became of its target after the baseline, until the last milestone and its grace. */
export interface OwedSpan {
  readonly after: CivilDate;
  readonly until: CivilDate;
}

/** True when the duty's cut-off falls into the span: what happened up to it is then the target's. */
export function isOwed({ cutOff }: Duty, { after, until }: OwedSpan): boolean {
  return cutOff > after && cutOff <= until;
}

export interface ReportingRates {
  /** Duties whose due day is over. */
  readonly expected: number;
  readonly received: number;
  readonly onTime: number;
  /** Of those expected, how many came at all; percent with two decimals, null where none was expected. */
  readonly completeness: DecimalText | null;
  /** Of those expected, how many came on time; percent with two decimals, null where none was expected. */
  readonly timeliness: DecimalText | null;
}

/**
 * Completeness and timeliness over the duties whose due day is over, both with all that were expected as denominator (as DHIS2's
 * reporting rate and reporting rate on time), so that what never came counts against both.
 */
export function reportingRates(
  duties: readonly { readonly dueOn: CivilDate; readonly state: DutyState }[],
  today: CivilDate,
): ReportingRates {
  const over = duties.filter(({ dueOn }) => dueOn < today);
  const onTime = over.filter(({ state }) => state === 'on_time').length;
  const received = onTime + over.filter(({ state }) => state === 'late').length;
  const percent = (part: number) => (over.length === 0 ? null : new Exact(part).times(100).div(over.length).toFixed(2));
  return { expected: over.length, received, onTime, completeness: percent(received), timeliness: percent(onTime) };
}

/** The open duties of which to remind on `day`: those due in exactly one of `daysBefore` working days (0: on the due day itself). */
export function remindersOf<Owed extends DutyFinding>(
  duties: readonly (Owed & Duty)[],
  day: CivilDate,
  daysBefore: readonly number[],
  days: WorkingDays = USUAL,
): readonly (Owed & Duty)[] {
  if (!days.isWorking(day)) return [];
  return duties.filter(({ state, dueOn }) => state === 'open' && dueOn >= day && daysBefore.includes(workingDaysBetween(days, day, dueOn)));
}
