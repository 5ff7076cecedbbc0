import type { AlertInput, AlertPolicy, Found } from './alert.input.js';

export type * from './alert.input.js';

/** Stands in the evidence of every alert; raised by one whenever a rule of this folder comes to another answer. */
export const RULE_VERSION = 1;

export const DEFAULT_POLICY: AlertPolicy = {
  // Monthly rates are published to two decimals and revised by about a point between ước and thực hiện.
  margin: '0.02',
  // Half of Eurostat's lower cut-off.
  criticalRatio: '0.30',
  // Even December, the heaviest month of the budget year, brings less than half of a year's disbursement.
  jump: '0.5',
  jumpDays: 31,
  rateFall: '5',
  overdueWarningDays: 7,
  // A quarter: what is older belongs to the year's settlement, not to steering.
  staleDays: 90,
  // A working week for whoever answers for it, then for the level above.
  chain: [
    { afterWorkingDays: 5, level: 1 },
    { afterWorkingDays: 5, level: 2 },
  ],
};

/** What is true of the target on the day: pure, total, from nothing but its input. */
export function findingsOf(input: AlertInput): Found {
  throw new Error(`not yet: ${input.day}`);
}
