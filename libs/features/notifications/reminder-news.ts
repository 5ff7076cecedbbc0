import type { Sentence, Severity } from '../../domain/alert/alert.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { ReminderDuty, ReminderEvent } from '../../domain/reminder/reminder.events.js';
import type { SubscribedKind } from '../../domain/subscription/subscription.events.js';
import type { Named, NamesOf, News } from './news.js';

/** Reports that a locality owes soon: what every channel is made of. */
export interface ReminderNews {
  readonly occurrence: 'report_due';
  readonly kind: Extract<SubscribedKind, 'report_due'>;
  readonly severity: Extract<Severity, 'notice'>;
  readonly locality: Named;
  readonly day: CivilDate;
  /** The later day on which it was recorded, after an interruption; absent where it was the same. */
  readonly recordedOn?: CivilDate;
  /** The first due first. */
  readonly duties: readonly (Omit<ReminderDuty, 'indicatorId'> & { readonly indicator: Named })[];
  readonly sentence: Sentence;
}

/** What a message may be about. */
export type AnyNews = News | ReminderNews;

export const isReminder = (news: AnyNews): news is ReminderNews => news.occurrence === 'report_due';

/** News of a reminder. */
export function reminderNewsOf(
  { data: { localityId, day, duties, sentence } }: ReminderEvent,
  { indicator, locality }: NamesOf,
): ReminderNews {
  return {
    occurrence: 'report_due',
    kind: 'report_due',
    severity: 'notice',
    locality: locality(localityId),
    day,
    duties: duties.map(({ targetId, indicatorId, ...duty }) => ({ targetId, indicator: indicator(indicatorId), ...duty })),
    sentence,
  };
}
