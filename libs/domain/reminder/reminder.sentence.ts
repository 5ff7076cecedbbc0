import type { Sentence } from '../alert/alert.events.js';
import { both, dateText, inSentence } from '../alert/alert.words.js';
import type { CivilDate } from '../kernel/civil-date.js';
import { workingDaysBetween, type WorkingDays } from '../reporting/working-days.js';
import type { ReminderDuty } from './reminder.events.js';

/** So many reports are named, the others counted: who owes more has a list of them. */
export const MOST_NAMED = 5;

type Language = keyof Sentence;

/** A duty with the name that its indicator has on the day. */
export interface NamedDuty extends ReminderDuty {
  readonly name: Sentence;
}

/** A locality by its name, and what it owes on a day. */
export interface Owing {
  readonly name: Sentence;
  readonly day: CivilDate;
  readonly owed: readonly NamedDuty[];
}

/** Reports, or tasks, due on one day; `named` are the first of them as far as the sentence names any. */
interface Due {
  readonly dueOn: CivilDate;
  readonly isTask: boolean;
  readonly left: number;
  readonly count: number;
  readonly named: readonly NamedDuty[];
}

/** One sentence on the reports and tasks that a locality owes soon, due day by due day; `owed` in the order of these. */
export function reminderSentence({ name, day, owed }: Owing, days: WorkingDays): Sentence {
  const reports = oneEach(owed);
  const named = new Set(reports.slice(0, MOST_NAMED));
  const dues = [...new Set(reports.map(({ dueOn }) => dueOn))].flatMap((dueOn) =>
    [false, true].flatMap((isTask): Due[] => {
      const own = reports.filter((one) => one.dueOn === dueOn && (one.isTask ?? false) === isTask);
      const left = workingDaysBetween(days, day, dueOn);
      return own.length === 0 ? [] : [{ dueOn, isTask, left, count: own.length, named: own.filter((one) => named.has(one)) }];
    }),
  );
  return both((language) => {
    const told = dues.map((due) => `${language === 'vi' ? dueVi(due) : dueEn(due)}${namesOf(due, language)}`).join('; ');
    return language === 'vi' ? `${name.vi} còn ${told}.` : `${name.en} still ${dues[0]?.isTask ? 'has' : 'owes'} ${told}.`;
  });
}

/** A figure serves all targets of its indicator: it is one report, however many of them await it. */
function oneEach(owed: readonly NamedDuty[]): readonly NamedDuty[] {
  const keyOf = ({ indicatorId, period }: NamedDuty): string => `${indicatorId} ${period}`;
  return [...new Map(owed.toReversed().map((duty) => [keyOf(duty), duty])).values()].toReversed();
}

const dueVi = ({ dueOn, isTask, left, count }: Due): string =>
  `${count} ${isTask ? 'nhiệm vụ phải hoàn thành' : 'báo cáo phải gửi'} chậm nhất ngày ${dateText(dueOn, 'vi')} (${left} ngày làm việc nữa)`;

const dueEn = ({ dueOn, isTask, left, count }: Due): string =>
  `${isTask ? `${counted(count, 'task')} to be done` : `${counted(count, 'report')} due`} by the end of ${dateText(dueOn, 'en')} (${counted(left, 'working day')} left)`;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function namesOf({ isTask, count, named }: Due, language: Language): string {
  if (named.length === 0) return '';
  const names = named.map(({ name }) => inSentence(name[language])).join(', ');
  const others = count - named.length;
  if (others === 0) return `: ${names}`;
  return language === 'vi'
    ? `: ${names} và ${others} ${isTask ? 'nhiệm vụ' : 'báo cáo'} khác`
    : `: ${names} and ${counted(others, 'other')}`;
}
