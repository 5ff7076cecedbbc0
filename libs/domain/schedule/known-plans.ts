import { compilePlan, type CompiledPlan } from './compile.js';
import type { SchedulePlan } from './schedule-plan.js';

const MOST_PLANS = 5_000;
const plans = new Map<string, CompiledPlan>();

/** As `compilePlan`. Plans that say the same share one: what is worked out for a date then serves all of them. */
export function knownPlan(plan: SchedulePlan): CompiledPlan {
  const key = JSON.stringify(plan);
  const known = plans.get(key);
  if (known) return known;
  if (plans.size >= MOST_PLANS) plans.clear();
  const compiled = compilePlan(plan);
  plans.set(key, compiled);
  return compiled;
}
