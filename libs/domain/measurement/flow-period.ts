import { addDays, daysBetween, fromEpochDay, epochDay, type CivilDate } from '../kernel/civil-date.js';
import { monthOf, MONTHS, periodName, weekName, type ReportingCalendar } from '../reporting/calendar.js';

/** The periods whose flows are added up; consecutive ones have consecutive numbers. */
export interface FlowPeriods {
  /** The number of the period in which a figure's date lies. */
  readonly of: (date: CivilDate) => number;
  /** As `Duty.period`. */
  readonly name: (period: number) => string;
  /** False where dates are single ones: nothing lies between two of them. */
  readonly areConsecutive: boolean;
}

const DAYS = 7;

/**
 * Months, quarters, half-years and years are those of the solar calendar whatever the cut-off, so that the estimate of 14/1 and the
 * actual figure of 31/1 are two figures of one January; weeks begin on Monday; of an ad-hoc calendar each date is its own period.
 */
export function flowPeriods(calendar: ReportingCalendar): FlowPeriods {
  switch (calendar.kind) {
    case 'periodic':
    case 'before': {
      const months = MONTHS[calendar.frequency];
      const name = (period: number): string => periodName(calendar.frequency, period * months);
      return { of: (date) => Math.floor(monthOf(date) / months), name, areConsecutive: true };
    }
    case 'weekly':
      return {
        of: (date) => Math.floor(daysBetween(MONDAY, date) / DAYS),
        name: (period) => weekName(addDays(MONDAY, period * DAYS)),
        areConsecutive: true,
      };
    case 'ad_hoc':
      return { of: epochDay, name: fromEpochDay, areConsecutive: false };
  }
}

const MONDAY: CivilDate = '1900-01-01';
