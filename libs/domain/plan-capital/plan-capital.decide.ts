import { checkDate, checkId, checkNumber, givenReason } from '../kernel/checks.js';
import { yearOf, type CivilDate } from '../kernel/civil-date.js';
import { exact, type DecimalText } from '../kernel/decimal.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import type { DirectiveFacts } from '../directive/directive.events.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { isInForce, type LocalityState } from '../locality/locality.state.js';
import type { CapitalSource, PlanCapitalEvent, PlanKey } from './plan-capital.events.js';
import type { PlanCapitalState, Tranche } from './plan-capital.state.js';

export interface AssignCapital extends PlanKey {
  readonly trancheId: string;
  readonly on: CivilDate;
  readonly amount: DecimalText;
  readonly source: CapitalSource | null;
}
export interface AdjustCapital extends AssignCapital {
  readonly reason: string;
}

/** What the decision needs from other streams, null where there is nothing of that id; `today` is the day of receipt. */
export interface PlanCapitalFacts {
  readonly indicator: Pick<IndicatorDefinition, 'indicatorId' | 'shape'> | null;
  readonly locality: LocalityState | null;
  /** The directive that the source names; null when it names none. */
  readonly directive: Pick<DirectiveFacts, 'directiveId'> | null;
  readonly today: CivilDate;
}

/**
 * Assigns a tranche; the same again is nothing new. Throws `tranche_exists`, `capital_not_positive`, `capital_does_not_fit`,
 * `capital_in_future`, `capital_year_out_of_range`, `indicator_unknown`, `locality_unknown`, `directive_unknown`, `locality_not_in_force`,
 * `id_malformed`, `date_malformed`, `number_malformed`.
 */
export function assignCapital(command: AssignCapital, state: PlanCapitalState, facts: PlanCapitalFacts): readonly PlanCapitalEvent[] {
  const data = dataOf(command);
  checkPlace(command, facts);
  if (!exact(command.amount).gt(0)) reject('capital_not_positive', { amount: command.amount });
  const present = trancheOf(state, command.trancheId);
  if (present) return isSame(present.amounts[0], data) ? [] : refuse('tranche_exists', { trancheId: present.trancheId, ...plain(present) });
  return [{ type: 'CapitalAssigned', data }];
}

/**
 * Sets a tranche's amount from a day on, zero where it was taken back; the same again is nothing new. Throws `reason_required`,
 * `plan_capital_unknown`, `tranche_unknown`, `tranche_out_of_order`, `capital_negative` and as `assignCapital`.
 */
export function adjustCapital(command: AdjustCapital, state: PlanCapitalState, facts: PlanCapitalFacts): readonly PlanCapitalEvent[] {
  const reason = givenReason(command.reason);
  checkPlace(command, facts);
  if (exact(command.amount).lt(0)) reject('capital_negative', { amount: command.amount });
  const { indicatorId, localityId, year, trancheId, on } = command;
  if (state.tranches.length === 0) lacking('plan_capital_unknown', { indicatorId, localityId, year });
  const { amounts } = trancheOf(state, trancheId) ?? lacking('tranche_unknown', { trancheId });
  const last = amounts.at(-1) ?? amounts[0];
  if (isSame(last, command)) return [];
  if (on < last.on) refuse('tranche_out_of_order', { trancheId, on, previous: last.on });
  return [{ type: 'CapitalAdjusted', data: { ...dataOf(command), reason } }];
}

function checkPlace(command: AssignCapital, { indicator, locality, directive, today }: PlanCapitalFacts): void {
  const { indicatorId, localityId, year, trancheId, on, amount, source } = command;
  checkId('trancheId', trancheId);
  checkDate('on', on);
  checkNumber('amount', amount);
  if (!indicator) lacking('indicator_unknown', { indicatorId });
  if (!locality) lacking('locality_unknown', { localityId });
  if (source && !directive) lacking('directive_unknown', { directiveId: source.directiveId });
  if (indicator.shape !== 'ratio') refuse('capital_does_not_fit', { indicatorId, shape: indicator.shape });
  // A year's plan is assigned from the autumn before and may be adjusted until the next one's end.
  if (!Number.isInteger(year) || Math.abs(yearOf(on) - year) > 1) reject('capital_year_out_of_range', { on, year });
  if (on > today) refuse('capital_in_future', { on, today });
  if (!isInForce(locality, on)) refuse('locality_not_in_force', { localityId, date: on });
}

function dataOf({ indicatorId, localityId, year, trancheId, on, amount, source }: AssignCapital): AssignCapital {
  return { indicatorId, localityId, year, trancheId, on, amount, source };
}

function isSame(a: Pick<AssignCapital, 'on' | 'amount' | 'source'>, b: Pick<AssignCapital, 'on' | 'amount' | 'source'>): boolean {
  return a.on === b.on && exact(a.amount).eq(exact(b.amount)) && same(a.source, b.source);
}

const trancheOf = ({ tranches }: PlanCapitalState, id: string): Tranche | undefined => tranches.find(({ trancheId }) => trancheId === id);

function plain({ amounts: [{ on, amount }] }: Tranche): { on: CivilDate; amount: DecimalText } {
  return { on, amount };
}
