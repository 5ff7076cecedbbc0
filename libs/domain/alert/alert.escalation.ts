import type { CivilDate } from '../kernel/civil-date.js';
import type { AlertContext } from './alert.input.js';
import type { AlertState } from './alert.state.js';

/**
 * The next step up for the open episode; null for none. It counts from the day on which the alert was raised, from the step
 * before, or from the promised day of recovery. A notice goes no further than its own locality.
 */
export function nextEscalation(
  { open }: AlertState,
  { policy, subject, workingDays }: Pick<AlertContext, 'policy' | 'subject' | 'workingDays'>,
): { readonly level: number; readonly day: CivilDate; readonly to: string } | null {
  if (!open || open.severity === 'notice' || open.escalation.since === null) return null;
  const step = policy.chain.find(({ level }) => level > open.escalation.level);
  const to = step && subject.parents[step.level - 1];
  return step && to ? { level: step.level, day: workingDays.add(open.escalation.since, step.afterWorkingDays), to } : null;
}
