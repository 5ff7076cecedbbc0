import { TUYEN_QUANG } from '../../../test/support/samples.js';
import { exact } from '../kernel/decimal.js';
import { fold } from '../kernel/decider.js';
import { DomainError } from '../kernel/errors.js';
import { disbursementRates, planOn, tranchesOn } from './disbursement.js';
import * as decide from './plan-capital.decide.js';
import type { PlanCapitalEvent } from './plan-capital.events.js';
import { planCapitalDecider, type PlanCapitalState } from './plan-capital.state.js';

const KEY = { indicatorId: 'public-investment-disbursement', localityId: 'vn-08@base', year: 2025 };
const facts: decide.PlanCapitalFacts = {
  indicator: { indicatorId: KEY.indicatorId, shape: 'ratio' },
  locality: TUYEN_QUANG,
  succession: new Map(),
  directive: null,
  today: '2026-02-15',
};
const PLACE = { ...KEY, source: null, predecessorId: null };
const RATED = ['2025-12-11', '577703.9'] as const;

const given = (...events: readonly PlanCapitalEvent[]): PlanCapitalState => fold(planCapitalDecider, events);
const assigned = (trancheId: string, on: string, amount: string): PlanCapitalEvent => ({
  type: 'CapitalAssigned',
  data: { ...KEY, trancheId, on, amount, source: null },
});
const correction = (more: Partial<decide.CorrectTranche>): decide.CorrectTranche => ({
  ...{ ...PLACE, trancheId: 'dau-nam', decision: 0, on: '2024-12-04', amount: '885786.6', reason: 'nhập nhầm', confirm: [], ...more },
});
const adjustment = (on: string, amount: string, more: Partial<decide.AdjustCapital> = {}): decide.AdjustCapital => ({
  ...{ ...PLACE, trancheId: 'dau-nam', on, amount, reason: 'theo quyết định', confirm: [], ...more },
});

function refusal(attempt: () => unknown): DomainError | null {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  return null;
}

function rates(state: PlanCapitalState): readonly string[] {
  const { ofWhole, withoutLate } = disbursementRates(state, 2025, ...RATED);
  return [ofWhole, withoutLate].map((rate) => exact(rate ?? '0').toFixed(2));
}

const EARLY = assigned('dau-nam', '2024-12-04', '885786.6');
const WRONG_DAY = [EARLY, assigned('bo-sung', '2025-01-15', '27429.6')];

describe('correcting a tranche', () => {
  const right = correction({ trancheId: 'bo-sung', on: '2025-10-15', amount: '27429.6' });

  it('puts its day right, and with it until when it may be disbursed and the rate without late capital', () => {
    expect(rates(given(...WRONG_DAY))).toEqual(['63.26', '63.26']);
    const events = decide.correctTranche(right, given(...WRONG_DAY), facts);
    expect(events).toMatchObject([{ type: 'TrancheCorrected', data: { decision: 0, on: '2025-10-15', reason: 'nhập nhầm' } }]);
    const state = given(...WRONG_DAY, ...events);
    expect(rates(state)).toEqual(['63.26', '65.22']);
    expect(tranchesOn(state, 2025, '2025-10-15')[1]).toMatchObject({
      ...{ trancheId: 'bo-sung', isLate: true, disbursableUntil: '2026-12-31' },
      decisions: [{ on: '2025-10-15', reason: null, correction: 'nhập nhầm' }],
    });
    expect(planOn(state, 2025, '2025-10-14').whole).toBe('885786.6');
    expect(decide.correctTranche(right, state, facts)).toEqual([]);
  });

  it('puts a later decision right and leaves why it was taken', () => {
    const wrong = [EARLY, ...decide.adjustCapital(adjustment('2025-06-30', '88000'), given(EARLY), facts)];
    const events = decide.correctTranche(correction({ decision: 1, on: '2025-06-20', amount: '880000' }), given(...wrong), facts);
    const [tranche] = tranchesOn(given(...wrong, ...events), 2025, '2025-12-31');
    expect(tranche).toMatchObject({ amount: '880000', assignedOn: '2024-12-04' });
    expect(tranche?.decisions[1]).toMatchObject({ on: '2025-06-20', reason: 'theo quyết định', correction: 'nhập nhầm' });
  });

  it.each<[string, Partial<decide.CorrectTranche>]>([
    ['reason_required', { reason: ' ' }],
    ['tranche_unknown', { trancheId: 'khac' }],
    ['decision_unknown', { decision: 2 }],
    ['capital_not_positive', { amount: '0' }],
    ['capital_negative', { decision: 1, on: '2025-06-30', amount: '-1' }],
    ['capital_in_future', { on: '2026-02-16' }],
    ['directive_unknown', { source: { directiveId: 'qd-1', clause: null } }],
    ['correction_out_of_order', { on: '2025-07-01' }],
    ['correction_out_of_order', { decision: 1, on: '2024-12-03' }],
  ])('refuses with %s %o', (expected, change) => {
    const state = given(EARLY, ...decide.adjustCapital(adjustment('2025-06-30', '880000'), given(EARLY), facts));
    expect(refusal(() => decide.correctTranche(correction(change), state, facts))?.code).toBe(expected);
  });
});

describe('withdrawing a tranche', () => {
  const withdrawal = { ...KEY, trancheId: 'bo-sung', reason: 'nhập nhầm tỉnh' };

  it('takes it out of the plan for every day, and frees its id', () => {
    const events = decide.withdrawTranche(withdrawal, given(...WRONG_DAY));
    expect(events).toEqual([{ type: 'TrancheWithdrawn', data: withdrawal }]);
    const state = given(...WRONG_DAY, ...events);
    expect(tranchesOn(state, 2025, '2025-12-31').map(({ trancheId }) => trancheId)).toEqual(['dau-nam']);
    expect(planOn(state, 2025, '2025-12-31').whole).toBe('885786.6');
    const again = { ...PLACE, trancheId: 'bo-sung', on: '2025-10-15', amount: '27429.6' };
    expect(rates(given(...WRONG_DAY, ...events, ...decide.assignCapital(again, state, facts)))).toEqual(['63.26', '65.22']);
  });

  it('refuses without a reason, what was never assigned, and whatever is done to a withdrawn one', () => {
    const state = given(...WRONG_DAY, { type: 'TrancheWithdrawn', data: withdrawal });
    const attempts = {
      reason_required: () => decide.withdrawTranche({ ...withdrawal, reason: '' }, given(...WRONG_DAY)),
      plan_capital_unknown: () => decide.withdrawTranche(withdrawal, given()),
      tranche_unknown: () => decide.withdrawTranche({ ...withdrawal, trancheId: 'khac' }, state),
    };
    for (const [code, attempt] of Object.entries(attempts)) expect(refusal(attempt)?.code).toBe(code);
    for (const attempt of [
      () => decide.withdrawTranche(withdrawal, state),
      () => decide.adjustCapital(adjustment('2025-06-30', '1', { trancheId: 'bo-sung' }), state, facts),
      () => decide.correctTranche(correction({ trancheId: 'bo-sung' }), state, facts),
    ]) {
      expect(refusal(attempt)?.code).toBe('tranche_withdrawn');
    }
  });
});

describe('an increase after 30/9 of a tranche of earlier', () => {
  const raise = adjustment('2025-10-15', '913216.2');

  it('asks whether it is capital moved, and records by how much once that is confirmed', () => {
    const asked = refusal(() => decide.adjustCapital(raise, given(EARLY), facts));
    expect(asked).toMatchObject({ code: 'late_supplement', kind: 'confirm', params: { by: '27429.6' } });
    const events = decide.adjustCapital({ ...raise, confirm: ['late_supplement'] }, given(EARLY), facts);
    expect(events).toMatchObject([{ type: 'CapitalAdjusted', data: { confirmedIncrease: '27429.6' } }]);
    expect(rates(given(EARLY, ...events))).toEqual(['63.26', '63.26']);
  });

  it.each<[string, decide.AdjustCapital]>([
    ['on 30/9', { ...raise, on: '2025-09-30' }],
    ['that lowers', { ...raise, amount: '885786.5' }],
  ])('asks nothing %s', (_, quiet) => {
    const [event] = decide.adjustCapital(quiet, given(EARLY), facts);
    expect(event?.data).not.toHaveProperty('confirmedIncrease');
  });

  it('asks nothing of a tranche that is late itself', () => {
    const late = given(assigned('dau-nam', '2025-10-01', '5'));
    expect(decide.adjustCapital(adjustment('2025-10-15', '6'), late, facts)).toHaveLength(1);
  });

  it('asks when a correction makes it one, but not again of what was confirmed', () => {
    const moved = decide.adjustCapital({ ...raise, confirm: ['late_supplement'] }, given(EARLY), facts);
    const state = given(EARLY, ...moved);
    const correct = (more: Partial<decide.CorrectTranche>) => () => decide.correctTranche(correction(more), state, facts);
    expect(refusal(correct({ amount: '885786.5' }))).toMatchObject({ code: 'late_supplement', params: { by: '0.1' } });
    expect(refusal(correct({ decision: 1, on: '2025-10-16', amount: '913216.3' }))?.code).toBe('late_supplement');
    expect(correct({ decision: 1, on: '2025-10-16', amount: '913216.2' })()).toHaveLength(1);
    expect(correct({ on: '2025-10-02' })()).toHaveLength(1);
  });
});
