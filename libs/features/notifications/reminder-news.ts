import type { Sentence, Severity } from '../../domain/alert/alert.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { ReminderEvent } from '../../domain/reminder/reminder.events.js';
import type { SubscribedKind } from '../../domain/subscription/subscription.events.js';
import type { Named, News } from './news.js';

/** Reports that a locality owes soon: what every channel is made of. */
export interface ReminderNews {
  readonly occurrence: 'report_due';
  readonly kind: Extract<SubscribedKind, 'report_due'>;
  readonly severity: Extract<Severity, 'notice'>;
  readonly locality: Named;
  readonly day: CivilDate;
  /** The first due first. */
  readonly duties: readonly { readonly targetId: string; readonly indicator: Named; readonly period: string; readonly dueOn: CivilDate }[];
  readonly sentence: Sentence;
}

/** What a message may be about. */
export type AnyNews = News | ReminderNews;

export const isReminder = (news: AnyNews): news is ReminderNews => news.occurrence === 'report_due';

/** News of a reminder; `nameOf` names a locality or an indicator. */
export function reminderNewsOf(
  { data: { localityId, day, duties, sentence } }: ReminderEvent,
  nameOf: { readonly indicator: (id: string) => string; readonly locality: (id: string) => string },
): ReminderNews {
  return {
    occurrence: 'report_due',
    kind: 'report_due',
    severity: 'notice',
    locality: { id: localityId, name: nameOf.locality(localityId) },
    day,
    duties: duties.map(({ targetId, indicatorId: id, period, dueOn }) => {
      return { targetId, indicator: { id, name: nameOf.indicator(id) }, period, dueOn };
    }),
    sentence,
  };
}
