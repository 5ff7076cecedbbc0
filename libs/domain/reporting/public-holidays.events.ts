import type { CivilDate } from '../kernel/civil-date.js';

/** One stream per year. */
export const publicHolidaysStream = (year: number): string => `holidays-${year}`;

/** A day and why it is not what it would be: the holiday, the day in lieu, the swap. */
export interface NamedDay {
  readonly day: CivilDate;
  readonly name: string;
}

// Storage format: add a version and an upcaster, never edit one.
/** What was announced of a year, in place of whatever had been announced of it before; what it does not name stays as the table has it. */
export type PublicHolidaysEvent = {
  readonly type: 'HolidaysSet';
  readonly data: {
    readonly year: number;
    readonly off: readonly NamedDay[];
    /** Days worked although they would be off: Saturdays worked in exchange, a holiday of the table that was moved. */
    readonly worked: readonly NamedDay[];
    /** The notice or decision, such as “Thông báo 9441/TB-BNV”. */
    readonly source: string;
  };
};
