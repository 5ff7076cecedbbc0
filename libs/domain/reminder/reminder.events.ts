import type { Sentence } from '../alert/alert.events.js';
import type { CivilDate } from '../kernel/civil-date.js';

export const reminderStream = (localityId: string): string => `reminder-${localityId}`;

/** A report that is owed: the period's figures of the target's indicator, to be received by the end of `dueOn`. */
export interface ReminderDuty {
  readonly targetId: string;
  readonly indicatorId: string;
  /** As `Duty.period`: `2021-08`, `2021-Q3`, `2021-H1`, `2021`, `2021-W35`, or an ad-hoc cut-off's date. */
  readonly period: string;
  readonly dueOn: CivilDate;
  /** Present where no figure is owed but a task is to be done. */
  readonly isTask?: true;
}

// Storage format: add a version and an upcaster, never edit one.
/** What a locality owes soon, as it was known when `day` began: at most one a day, with all its duties. */
export type ReminderEvent = {
  readonly type: 'RemindersDue';
  readonly data: {
    readonly localityId: string;
    readonly day: CivilDate;
    /** The first due first. */
    readonly duties: readonly ReminderDuty[];
    readonly sentence: Sentence;
  };
};
