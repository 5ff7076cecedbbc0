import { checkDate, checkId, checkNumber, givenReason } from '../kernel/checks.js';
import { yearOf, type CivilDate } from '../kernel/civil-date.js';
import { exact, type DecimalText } from '../kernel/decimal.js';
import { askToConfirm, lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import type { DirectiveFacts } from '../directive/directive.events.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { isInForce, type KnownLocalities, type LocalityState } from '../locality/locality.state.js';
import { outOfForce } from '../locality/out-of-force.js';
import { increaseAfterTerm } from './disbursement.js';
import type { CapitalSource, PlanCapitalEvent, PlanKey } from './plan-capital.events.js';
import { planCapitalDecider, type Amount, type PlanCapitalState, type Tranche } from './plan-capital.state.js';

export interface AssignCapital extends PlanKey {
  readonly trancheId: string;
  readonly on: CivilDate;
  readonly amount: DecimalText;
  readonly source: CapitalSource | null;
  /** The locality that decided, before the one of the plan succeeded it; null where that one decided itself. */
  readonly predecessorId: string | null;
}
export interface AdjustCapital extends AssignCapital {
  readonly reason: string;
  /** Codes of the warnings that are confirmed. */
  readonly confirm: readonly string[];
}
export interface CorrectTranche extends AdjustCapital {
  /** Which decision on the tranche, counted from 0, the assignment. */
  readonly decision: number;
}
export interface WithdrawTranche extends PlanKey {
  readonly trancheId: string;
  readonly reason: string;
}

/** What the decision needs from other streams, null where there is nothing of that id; `today` is the day of receipt. */
export interface PlanCapitalFacts {
  readonly indicator: Pick<IndicatorDefinition, 'indicatorId' | 'shape'> | null;
  readonly locality: LocalityState | null;
  /** The predecessor that the command names and those that succeeded it; empty where it names none. */
  readonly succession: KnownLocalities;
  /** The directive that the source names; null when it names none. */
  readonly directive: Pick<DirectiveFacts, 'directiveId'> | null;
  readonly today: CivilDate;
}

/**
 * Assigns a tranche under a free id; the same again is nothing new. Throws `tranche_exists`, `capital_not_positive`, `capital_does_not_fit`,
 * `capital_in_future`, `capital_year_out_of_range`, `indicator_unknown`, `locality_unknown`, `directive_unknown`, `locality_not_in_force`,
 * `predecessor_needed`, `not_a_predecessor`, `id_malformed`, `date_malformed`, `number_malformed`.
 */
export function assignCapital(command: AssignCapital, state: PlanCapitalState, facts: PlanCapitalFacts): readonly PlanCapitalEvent[] {
  const { trancheId, amount } = command;
  checkPlace(command, facts);
  if (!exact(amount).gt(0)) reject('capital_not_positive', { amount });
  const present = state.tranches.find((one) => one.trancheId === trancheId && one.withdrawn === null);
  if (!present) return [{ type: 'CapitalAssigned', data: dataOf(command) }];
  const [first] = present.amounts;
  return isSame(first, command) ? [] : refuse('tranche_exists', { trancheId, on: first.on, amount: first.amount });
}

/**
 * Sets a tranche's amount from a day on, zero where it was taken back; the same again is nothing new. Throws `reason_required`,
 * `plan_capital_unknown`, `tranche_unknown`, `tranche_withdrawn`, `tranche_out_of_order`, `capital_negative`, `late_supplement` (to be
 * confirmed) when a tranche assigned by 30/9 grows after it, and as `assignCapital`.
 */
export function adjustCapital(command: AdjustCapital, state: PlanCapitalState, facts: PlanCapitalFacts): readonly PlanCapitalEvent[] {
  const { trancheId, on, amount } = command;
  const reason = givenReason(command.reason);
  checkPlace(command, facts);
  if (exact(amount).lt(0)) reject('capital_negative', { amount });
  const tranche = standingTranche(command, state);
  const last = tranche.amounts.at(-1) ?? tranche.amounts[0];
  if (isSame(last, command)) return [];
  if (on < last.on) refuse('tranche_out_of_order', { trancheId, on, previous: last.on });
  return confirmed({ type: 'CapitalAdjusted', data: { ...dataOf(command), reason } }, command, tranche);
}

/**
 * Puts right what was recorded of a decision on a tranche: its day, amount and source; the same again is nothing new. Throws
 * `reason_required`, `plan_capital_unknown`, `tranche_unknown`, `tranche_withdrawn`, `decision_unknown`, `correction_out_of_order`,
 * `capital_negative`, `late_supplement` as `adjustCapital`, and as `assignCapital`.
 */
export function correctTranche(command: CorrectTranche, state: PlanCapitalState, facts: PlanCapitalFacts): readonly PlanCapitalEvent[] {
  const { trancheId, decision, on, amount } = command;
  const reason = givenReason(command.reason);
  checkPlace(command, facts);
  if (exact(amount).lt(0)) reject('capital_negative', { amount });
  if (decision === 0 && !exact(amount).gt(0)) reject('capital_not_positive', { amount });
  const tranche = standingTranche(command, state);
  const wrong = tranche.amounts[decision] ?? lacking('decision_unknown', { trancheId, decision });
  if (isSame(wrong, command)) return [];
  const [before, after] = [tranche.amounts[decision - 1], tranche.amounts[decision + 1]];
  if (before && on < before.on) refuse('correction_out_of_order', { trancheId, on, neighbour: before.on });
  if (after && on > after.on) refuse('correction_out_of_order', { trancheId, on, neighbour: after.on });
  return confirmed({ type: 'TrancheCorrected', data: { ...dataOf(command), decision, reason } }, command, tranche);
}

/**
 * Takes back a tranche that was entered by mistake; its id is free again. Throws `reason_required`, `plan_capital_unknown`,
 * `tranche_unknown`, `tranche_withdrawn`.
 */
export function withdrawTranche(command: WithdrawTranche, state: PlanCapitalState): readonly PlanCapitalEvent[] {
  const { indicatorId, localityId, year, trancheId } = command;
  const reason = givenReason(command.reason);
  standingTranche(command, state);
  return [{ type: 'TrancheWithdrawn', data: { indicatorId, localityId, year, trancheId, reason } }];
}

type Change = Extract<PlanCapitalEvent, { readonly type: 'CapitalAdjusted' | 'TrancheCorrected' }>;

/** The event, with what it adds after 30/9 to capital of earlier, once that is confirmed. */
function confirmed(event: Change, { confirm, trancheId, on, year }: AdjustCapital, tranche: Tranche): readonly PlanCapitalEvent[] {
  const [after = tranche] = planCapitalDecider.evolve({ tranches: [tranche] }, event).tranches;
  const by = increaseAfterTerm(after, year).minus(increaseAfterTerm(tranche, year));
  if (!by.gt(0)) return [event];
  if (!confirm.includes('late_supplement')) askToConfirm('late_supplement', { trancheId, on, by: by.toFixed() });
  return [{ ...event, data: { ...event.data, confirmedIncrease: by.toFixed() } } as Change];
}

function checkPlace(command: AssignCapital, facts: PlanCapitalFacts): void {
  const { indicatorId, year, trancheId, on, amount, source } = command;
  const { indicator, directive, today } = facts;
  checkId('trancheId', trancheId);
  checkDate('on', on);
  checkNumber('amount', amount);
  if (!indicator) lacking('indicator_unknown', { indicatorId });
  if (source && !directive) lacking('directive_unknown', { directiveId: source.directiveId });
  if (indicator.shape !== 'ratio') refuse('capital_does_not_fit', { indicatorId, shape: indicator.shape });
  // A year's plan is assigned from the autumn before and may be adjusted until the next one's end.
  if (!Number.isInteger(year) || Math.abs(yearOf(on) - year) > 1) reject('capital_year_out_of_range', { on, year });
  if (on > today) refuse('capital_in_future', { on, today });
  checkLocality(command, facts);
}

/** Whoever decided was in force on the day: the locality of the plan, or a predecessor of it. */
function checkLocality({ localityId, predecessorId, on }: AssignCapital, { locality, succession }: PlanCapitalFacts): void {
  if (!locality) lacking('locality_unknown', { localityId });
  if (predecessorId === null) {
    const { validFrom } = locality;
    if (validFrom !== null && on < validFrom) refuse('predecessor_needed', { localityId, on, validFrom });
    if (!isInForce(locality, on)) outOfForce(locality, on);
    return;
  }
  const predecessor = succession.get(predecessorId) ?? lacking('locality_unknown', { localityId: predecessorId });
  if (!precedes(predecessor, localityId, succession)) refuse('not_a_predecessor', { predecessorId, localityId });
  if (!isInForce(predecessor, on)) outOfForce(predecessor, on);
}

function precedes(predecessor: LocalityState | undefined, localityId: string, known: KnownLocalities): boolean {
  const successors = predecessor?.successors ?? [];
  return successors.some((next) => next.localityId === localityId || precedes(known.get(next.localityId), localityId, known));
}

function standingTranche({ indicatorId, localityId, year, trancheId }: WithdrawTranche, { tranches }: PlanCapitalState): Tranche {
  if (tranches.length === 0) lacking('plan_capital_unknown', { indicatorId, localityId, year });
  const tranche = tranches.find((one) => one.trancheId === trancheId) ?? lacking('tranche_unknown', { trancheId });
  return tranche.withdrawn === null ? tranche : refuse('tranche_withdrawn', { trancheId });
}

function dataOf({ indicatorId, localityId, year, trancheId, on, amount, source, predecessorId }: AssignCapital) {
  const decided = { indicatorId, localityId, year, trancheId, on, amount, source };
  return predecessorId === null ? decided : { ...decided, predecessorId };
}

function isSame(a: Amount, b: AssignCapital): boolean {
  return a.on === b.on && exact(a.amount).eq(exact(b.amount)) && same(a.source, b.source) && a.predecessorId === b.predecessorId;
}
