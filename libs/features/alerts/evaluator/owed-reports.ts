import type { AlertInput } from '../../../domain/alert/alert.input.js';
import type { IndicatorState } from '../../../domain/indicator/indicator.decide.js';
import { addDays, type CivilDate } from '../../../domain/kernel/civil-date.js';
import { DEFAULT_CALENDAR, dutiesBetween, type Duty, type ReportingCalendar } from '../../../domain/reporting/calendar.js';
import { awaitedSpan, inLife, isOwed, owedSpan, type Awaiting } from '../../../domain/reporting/owed-span.js';
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

/** What is known of a target's reports; `asOf` are the dates of the figures that stand, the newest first. */
export interface KnownReports extends Pick<Awaiting, 'isWithdrawn'> {
  readonly asOf: readonly CivilDate[];
  /** The day on which the target was set. */
  readonly knownFrom: CivilDate | null;
  /** First and last day of the locality. */
  readonly life: { readonly validFrom: CivilDate | null; readonly validTo: CivilDate | null } | null;
}

/** Which reports targets owe around a day. Targets share few calendars, so the duties of each are worked out once a day. */
export class ReportsOwed {
  private readonly kept = new Map<string, readonly KnownDuty[]>();
  private keptBy: WorkingDays | null = null;

  constructor(private readonly days: () => WorkingDays) {}

  /** Those known now: announcements come in meanwhile. */
  get workingDays(): WorkingDays {
    return this.days();
  }

  /** The oldest report that is missing on the day, the due day of the next, and what to remind of: the same that `GET /v1/duties` tells. */
  of(target: TargetState, indicator: NonNullable<IndicatorState>, known: KnownReports, day: CivilDate): OwedReports {
    const { asOf, knownFrom, life, isWithdrawn } = known;
    const span = inLife(owedSpan(target, knownFrom), life?.validFrom ?? null, life?.validTo ?? null);
    const awaited = awaitedSpan(span, { newest: asOf[0] ?? null, isFlow: indicator.accumulation === 'flow', isWithdrawn });
    const isMissed = (duty: Duty): boolean => isOwed(duty, awaited) && !asOf.some((date) => date >= duty.from && date <= duty.cutOff);
    const duties = this.around(indicator.calendar ?? DEFAULT_CALENDAR, day);
    const missing = duties.find((duty) => duty.dueOn < day && isMissed(duty));
    const open = duties.filter((duty) => duty.dueOn >= day && isMissed(duty));
    return {
      overdue: missing ? { period: missing.period, dueOn: missing.dueOn } : null,
      nextDueOn: open[0]?.dueOn ?? null,
      toRemind: open.filter(({ remindOn }) => remindOn.includes(day)),
      nextReminder: firstAfter(day, open),
    };
  }

  private around(calendar: ReportingCalendar, day: CivilDate): readonly KnownDuty[] {
    const { workingDays } = this;
    if (this.kept.size >= MOST_KEPT || this.keptBy !== workingDays) this.kept.clear();
    this.keptBy = workingDays;
    const key = `${day} ${JSON.stringify(calendar)}`;
    const kept = this.kept.get(key);
    if (kept) return kept;
    const duties = dutiesBetween(calendar, addDays(day, -DAYS_BACK), addDays(day, DAYS_AHEAD), workingDays).map((duty) => ({
      ...duty,
      remindOn: duty.dueOn < day ? [] : reminderDaysOf(duty.dueOn, workingDays),
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
