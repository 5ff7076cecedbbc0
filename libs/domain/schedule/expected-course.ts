import { fromEpochDay, type CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { TargetState } from '../target/target.state.js';
import type { CompiledPlan } from './compile.js';

/** The expected course of a target at its turning points, in the indicator's unit: baseline, milestones, and the points of its trajectory. */
export function expectedCourse(
  { baseline, milestones, trajectory }: TargetState,
  plan: CompiledPlan,
): { on: CivilDate; expected: DecimalText | null }[] {
  const days = [
    baseline.on,
    ...milestones.map(({ due }) => due),
    ...('points' in trajectory ? trajectory.points.map(({ on }) => on) : []),
    ...(trajectory.kind === 'profile' ? plan.knots.map(({ day }) => fromEpochDay(day)).filter((on) => on > baseline.on) : []),
  ];
  const expectedOn = (on: CivilDate): DecimalText | null => (on === baseline.on ? baseline.value : (plan.expectation(on)?.text ?? null));
  return [...new Set(days)].sort().map((on) => ({ on, expected: expectedOn(on) }));
}
