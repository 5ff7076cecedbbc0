import { compilePlan, type CompiledPlan } from './compile.js';
import { newestRules } from './rules.js';
import type { SchedulePlan } from './schedule-plan.js';

const MOST_PLANS = 5_000;
const plans = new Map<string, CompiledPlan>();

/** As `compilePlan`. Plans that say the same share one: what is worked out for a date then serves all of them. */
export function knownPlan(plan: SchedulePlan, rules = newestRules()): CompiledPlan {
  const key = `${rules.version} ${JSON.stringify(plan)}`;
  const known = plans.get(key);
  if (known) return known;
  if (plans.size >= MOST_PLANS) plans.clear();
  const compiled = compilePlan(plan, rules);
  plans.set(key, compiled);
  return compiled;
}
