import type { CivilDate } from '../kernel/civil-date.js';
import type { AlertContext } from './alert.input.js';
import type { AlertState } from './alert.state.js';

export interface EscalationStep {
  readonly level: number;
  readonly day: CivilDate;
  readonly to: string;
}

type Chain = Pick<AlertContext, 'policy' | 'subject' | 'workingDays'>;

/**
 * The next step up for the open episode; null for none. It counts from the day on which the alert was raised, from the step
 * before, or from the promised day of recovery. A notice goes no further than its own locality. Where the chain has come to its
 * end and the severity rose since, it begins anew from that day: those above were told of something milder.
 */
export function nextEscalation({ open }: AlertState, chain: Chain): EscalationStep | null {
  if (!open || open.severity === 'notice') return null;
  const { level, since, worseOn } = open.escalation;
  return stepAbove(level, since, chain) ?? stepAbove(0, worseOn, chain);
}

function stepAbove(below: number, since: CivilDate | null, { policy, subject, workingDays }: Chain): EscalationStep | null {
  const step = policy.chain.find(({ level }) => level > below);
  const to = step && subject.parents[step.level - 1];
  if (!step || !to || since === null) return null;
  const day = workingDays.add(since, step.afterWorkingDays);
  return { level: step.level, day: policy.chainFrom && policy.chainFrom > day ? policy.chainFrom : day, to };
}
