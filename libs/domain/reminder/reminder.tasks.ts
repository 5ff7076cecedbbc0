import type { CivilDate } from '../kernel/civil-date.js';
import type { Duty } from '../reporting/calendar.js';
import type { WorkingDays } from '../reporting/working-days.js';
import type { CompiledPlan } from '../schedule/compile.js';
import { reminderDaysOf } from './reminder.days.js';

/** What of a task that is not done is to be reminded of on a day, and on which later day next: as of a report, before each of its last days. */
export function taskReminders(
  { limits, baselineOn }: Pick<CompiledPlan, 'limits' | 'baselineOn'>,
  day: CivilDate,
  days: WorkingDays,
): { readonly toRemind: readonly Duty[]; readonly nextReminder: CivilDate | null } {
  const dated = limits
    .filter(({ lastDay }) => lastDay >= day)
    .map(({ lastDay }) => ({
      period: lastDay,
      from: baselineOn,
      cutOff: lastDay,
      dueOn: lastDay,
      remindOn: reminderDaysOf(lastDay, days),
    }));
  const later = dated.flatMap(({ remindOn }) => remindOn.filter((on) => on > day)).sort();
  const toRemind = dated.filter(({ remindOn }) => remindOn.includes(day)).map(({ remindOn: _, ...duty }) => duty);
  return { toRemind, nextReminder: later[0] ?? null };
}
