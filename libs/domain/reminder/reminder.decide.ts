import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import type { WorkingDays } from '../reporting/working-days.js';
import type { ReminderDuty, ReminderEvent } from './reminder.events.js';
import { reminderSentence, type Owing } from './reminder.sentence.js';

/** The last day on which the locality was reminded; null before the first. */
export type ReminderState = CivilDate | null;

export const reminderDecider: Decider<ReminderState, ReminderEvent> = {
  initial: null,
  evolve: (last, { data: { day } }) => (last === null || day > last ? day : last),
};

/** What the locality is reminded of on the day; `owed` in any order. */
export interface Remind extends Owing {
  readonly localityId: string;
}

/** Reminds a locality of all that it owes soon, once a day; quiet where nothing is owed and where the day is over. */
export function remind({ localityId, name, day, owed }: Remind, state: ReminderState, days: WorkingDays): readonly ReminderEvent[] {
  if (owed.length === 0 || (state !== null && state >= day)) return [];
  const ordered = owed.toSorted(byDueDay);
  const duties = ordered.map(({ name: _, ...duty }) => duty);
  return [{ type: 'RemindersDue', data: { localityId, day, duties, sentence: reminderSentence({ name, day, owed: ordered }, days) } }];
}

function byDueDay(a: ReminderDuty, b: ReminderDuty): number {
  const [x, y] = [orderOf(a), orderOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const orderOf = ({ dueOn, indicatorId, period, targetId }: ReminderDuty): string => [dueOn, indicatorId, period, targetId].join(' ');
