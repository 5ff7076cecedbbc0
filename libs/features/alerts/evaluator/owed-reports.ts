import type { AlertInput } from '../../../domain/alert/alert.input.js';
import type { IndicatorState } from '../../../domain/indicator/indicator.decide.js';
import { addDays, type CivilDate } from '../../../domain/kernel/civil-date.js';
import { DEFAULT_CALENDAR, dutiesBetween, type Duty, type ReportingCalendar } from '../../../domain/reporting/calendar.js';
import { reminderDaysOf } from '../../../domain/reminder/reminder.days.js';
import type { WorkingDays } from '../../../domain/reporting/working-days.js';
import type { TargetState } from '../../../domain/target/target.state.js';

/** So far back a missing report is looked for, and so far ahead the next one may lie: a year, its grace and a quarter. */
const DAYS_BACK = 460;
const DAYS_AHEAD = 460;
const MOST_KEPT = 500;

export interface OwedReports extends Pick<AlertInput, 'overdue' | 'nextDueOn'> {
  /** Those of which to remind on the day. */
  readonly toRemind: readonly Duty[];
  /** The first later day on which to remind of one, should it not come before; null for none. */
  readonly nextReminder: CivilDate | null;
}

interface KnownDuty extends Duty {
  readonly remindOn: readonly CivilDate[];
}

interface Known {
  /** Date of the newest figure. */
  readonly newest: CivilDate | null;
  /** The day on which the target was set. */
  readonly knownFrom: CivilDate | null;
  /** Last day of the locality. */
  readonly validTo: CivilDate | null;
}

/** Which reports targets owe around a day. Targets share few calendars, so the duties of each are worked out once a day. */
export class ReportsOwed {
  private readonly kept = new Map<string, readonly KnownDuty[]>();

  constructor(readonly workingDays: WorkingDays) {}

  /**
   * The oldest report that is missing on the day, the due day of the next, and what to remind of. Owed are those of periods that end after the
   * baseline and begin by the last milestone, but none that was due before the target was set or ends after the locality did.
   */
  of(target: TargetState, indicator: NonNullable<IndicatorState>, { newest, knownFrom, validTo }: Known, day: CivilDate): OwedReports {
    const [start, end] = [target.baseline.on, target.milestones.at(-1)?.due ?? target.baseline.on];
    const isInTime = ({ from, cutOff }: Duty): boolean => cutOff > start && from <= end && (validTo === null || cutOff <= validTo);
    const isOwed = (duty: Duty): boolean =>
      isInTime(duty) && (knownFrom === null || duty.dueOn >= knownFrom) && (newest === null || duty.from > newest);
    const duties = this.around(indicator.calendar ?? DEFAULT_CALENDAR, day);
    const missing = duties.find((duty) => duty.dueOn < day && isOwed(duty));
    const open = duties.filter((duty) => duty.dueOn >= day && isOwed(duty));
    return {
      overdue: missing ? { period: missing.period, dueOn: missing.dueOn } : null,
      nextDueOn: open[0]?.dueOn ?? null,
      toRemind: open.filter(({ remindOn }) => remindOn.includes(day)),
      nextReminder: firstAfter(day, open),
    };
  }

  private around(calendar: ReportingCalendar, day: CivilDate): readonly KnownDuty[] {
    const key = `${day} ${JSON.stringify(calendar)}`;
    const kept = this.kept.get(key);
    if (kept) return kept;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const duties = dutiesBetween(calendar, addDays(day, -DAYS_BACK), addDays(day, DAYS_AHEAD), this.workingDays).map((duty) => ({
      ...duty,
      remindOn: duty.dueOn < day ? [] : reminderDaysOf(duty.dueOn, this.workingDays),
    }));
    this.kept.set(key, duties);
    return duties;
  }
}

function firstAfter(day: CivilDate, duties: readonly KnownDuty[]): CivilDate | null {
  let first: CivilDate | null = null;
  for (const { remindOn } of duties) for (const on of remindOn) if (on > day && (first === null || on < first)) first = on;
  return first;
}
