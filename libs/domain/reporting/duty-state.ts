import type { CivilDate } from '../kernel/civil-date.js';
import { Exact, type DecimalText } from '../kernel/decimal.js';
import type { Duty } from './calendar.js';
import { fulfils, type Receipt } from './owed-span.js';
import { workingDays, workingDaysBetween, type WorkingDays } from './working-days.js';

/**
 * missing: not received, though awaited, and the due day is over. lapsed: missing when its due day was over, and asked for no more since a
 * newer figure came that holds it; in the rates it stays a report that never came. The most pressing first.
 */
export const DUTY_STATES = ['missing', 'open', 'late', 'on_time', 'lapsed'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export interface DutyFinding {
  readonly state: DutyState;
  /** The day on which the first figure of the period came; null while there is none. */
  readonly receivedOn: CivilDate | null;
  /** Working days after today until the due day, that day included; only while open. */
  readonly workingDaysLeft?: number;
}

export interface Held {
  /** False where a newer figure holds the period; see `awaitedSpan`. */
  readonly isAwaited?: boolean;
  /** Default true: no figure speaks for an earlier period. */
  readonly isFlow?: boolean;
}

const USUAL = workingDays();

/**
 * What became of a duty by the end of `today`. The first figure that fulfils it (see `fulfils`) decides between on time and late.
 */
export function dutyStateOf(
  duty: Duty,
  received: readonly Receipt[],
  today: CivilDate,
  days: WorkingDays = USUAL,
  { isAwaited, isFlow }: Held = {},
): DutyFinding {
  let receivedOn: CivilDate | null = null;
  for (const receipt of received) {
    const { recordedOn } = receipt;
    if (recordedOn > today || !fulfils(duty, receipt, isFlow ?? true)) continue;
    if (receivedOn === null || recordedOn < receivedOn) receivedOn = recordedOn;
  }
  if (receivedOn !== null) return { state: receivedOn <= duty.dueOn ? 'on_time' : 'late', receivedOn };
  if (today > duty.dueOn) return { state: isAwaited === false ? 'lapsed' : 'missing', receivedOn };
  return { state: 'open', receivedOn, workingDaysLeft: workingDaysBetween(days, today, duty.dueOn) };
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
 * Completeness and timeliness over the duties whose due day is over, counted by state, both with all that were expected as denominator (as
 * DHIS2's reporting rate and reporting rate on time), so that what never came counts against both.
 */
export function reportingRates(over: Readonly<Record<DutyState, number>>): ReportingRates {
  const expected = DUTY_STATES.reduce((sum, state) => sum + over[state], 0);
  const [onTime, received] = [over.on_time, over.on_time + over.late];
  const percent = (part: number) => (expected === 0 ? null : new Exact(part).times(100).div(expected).toFixed(2));
  return { expected, received, onTime, completeness: percent(received), timeliness: percent(onTime) };
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
