import { ALERT_REFUSALS } from './alert/alert.refusals.js';
import { CALENDAR_DAY_REFUSALS } from './calendar-day/calendar-day.refusals.js';
import { DIRECTIVE_REFUSALS } from './directive/directive.refusals.js';
import { INDICATOR_REFUSALS } from './indicator/indicator.refusals.js';
import type { DomainError } from './kernel/errors.js';
import { KERNEL_REFUSALS } from './kernel/kernel.refusals.js';
import { filled, type Refusal } from './kernel/refusal.js';
import { LOCALITY_REFUSALS } from './locality/locality.refusals.js';
import { MEASUREMENT_REFUSALS } from './measurement/measurement.refusals.js';
import { PLAN_CAPITAL_REFUSALS } from './plan-capital/plan-capital.refusals.js';
import { REPORTING_REFUSALS } from './reporting/reporting.refusals.js';
import { SUBSCRIPTION_REFUSALS } from './subscription/subscription.refusals.js';
import { TARGET_REFUSALS } from './target/target.refusals.js';

const ALL = {
  ...KERNEL_REFUSALS,
  ...LOCALITY_REFUSALS,
  ...DIRECTIVE_REFUSALS,
  ...INDICATOR_REFUSALS,
  ...TARGET_REFUSALS,
  ...MEASUREMENT_REFUSALS,
  ...SUBSCRIPTION_REFUSALS,
  ...REPORTING_REFUSALS,
  ...ALERT_REFUSALS,
  ...CALENDAR_DAY_REFUSALS,
  ...PLAN_CAPITAL_REFUSALS,
};

export type RefusalCode = keyof typeof ALL;

/** Every code with which the domain refuses, its kind, and its sentences. Codes are part of the API: never rename one. */
export const REFUSALS: Readonly<Record<RefusalCode, Refusal>> = ALL;

/** The refusal as a sentence; null for a code that is not the domain's. */
export function refusalText({ code, params }: Pick<DomainError, 'code' | 'params'>, language: 'vi' | 'en'): string | null {
  return Object.hasOwn(REFUSALS, code) ? filled(REFUSALS[code as RefusalCode][language], params) : null;
}
