import { TUYEN_QUANG } from '../../../test/support/samples.js';
import { exact } from '../kernel/decimal.js';
import { fold } from '../kernel/decider.js';
import { DomainError } from '../kernel/errors.js';
import { disbursableUntil, disbursementRates, planOn } from './disbursement.js';
import { planCapitalCodec } from './plan-capital.codec.js';
import { adjustCapital, assignCapital, type AssignCapital } from './plan-capital.decide.js';
import { planCapitalStream, type PlanCapitalEvent } from './plan-capital.events.js';
import { planCapitalDecider } from './plan-capital.state.js';

const KEY = { indicatorId: 'public-investment-disbursement', localityId: 'vn-08@base', year: 2025 };
const facts = {
  indicator: { indicatorId: KEY.indicatorId, shape: 'ratio' as const },
  locality: TUYEN_QUANG,
  succession: new Map<string, never>(),
  directive: null,
  today: '2026-02-15',
};

const decided = (trancheId: string, on: string, amount: string) => ({ ...KEY, trancheId, on, amount, source: null });
const tranche = (trancheId: string, on: string, amount: string): AssignCapital => ({
  ...decided(trancheId, on, amount),
  predecessorId: null,
});
const assigned = ({ predecessorId, ...data }: AssignCapital): PlanCapitalEvent => ({
  type: 'CapitalAssigned',
  data: predecessorId === null ? data : { ...data, predecessorId },
});
const given = (...events: readonly PlanCapitalEvent[]) => fold(planCapitalDecider, events);

/** The plan of 2025 as it was published: 913.216,2 tỷ đồng, of it 27.429,6 assigned after 30/9. */
const PLAN_2025 = [assigned(tranche('dau-nam', '2024-12-04', '885786.6')), assigned(tranche('bo-sung', '2025-10-15', '27429.6'))];

function code(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
  }
  return 'none';
}

describe('both published rates of disbursement', () => {
  it.each([
    ['2025-12-04', '557054.4', '61.00', '62.89'],
    ['2025-12-11', '577703.9', '63.26', '65.22'],
  ])('of %s come out to the printed digit', (day, disbursed, whole, withoutLate) => {
    const rates = disbursementRates(given(...PLAN_2025), 2025, day, disbursed);
    const printed = [rates.ofWhole, rates.withoutLate].map((rate) => exact(rate ?? '0').toFixed(2));
    expect(printed).toEqual([whole, withoutLate]);
  });

  it('stand on the plan of the day: before the late tranche they are one', () => {
    const rates = disbursementRates(given(...PLAN_2025), 2025, '2025-09-30', '440402.3');
    expect(rates.ofWhole).toBe(rates.withoutLate);
    expect(planOn(given(...PLAN_2025), 2025, '2025-12-11')).toEqual({
      ...{ whole: '913216.2', late: '27429.6', withoutLate: '885786.6', disbursable: '913216.2' },
    });
  });

  it('are none where nothing is assigned', () => {
    expect(disbursementRates(given(), 2025, '2025-12-11', '1')).toEqual({ ofWhole: null, withoutLate: null });
    expect(disbursementRates(given(...PLAN_2025), 2025, '2024-12-03', '1')).toEqual({ ofWhole: null, withoutLate: null });
  });
});

describe('the disbursement year', () => {
  it('ends on 31/01, and on 31/12 of the next year for capital assigned after 30/9', () => {
    const { tranches } = given(assigned(tranche('a', '2025-09-30', '1')), assigned(tranche('b', '2025-10-01', '2')));
    expect(tranches.map((one) => disbursableUntil(one, 2025))).toEqual(['2026-01-31', '2026-12-31']);
    const state = given(...PLAN_2025);
    const left = ['2026-01-31', '2026-02-01', '2026-12-31', '2027-01-01'].map((day) => planOn(state, 2025, day).disbursable);
    expect(left).toEqual(['913216.2', '27429.6', '27429.6', '0']);
  });

  it('does not make an early tranche late by an adjustment', () => {
    const adjustment = { ...decided('dau-nam', '2025-11-20', '885000'), reason: 'điều chuyển' };
    const state = given(...PLAN_2025, { type: 'CapitalAdjusted', data: adjustment });
    expect(planOn(state, 2025, '2025-11-19').withoutLate).toBe('885786.6');
    expect(planOn(state, 2025, '2025-11-20')).toMatchObject({ whole: '912429.6', withoutLate: '885000' });
  });
});

describe('assigning capital', () => {
  it('records a tranche, and repeating it nothing', () => {
    const command = tranche('dau-nam', '2024-12-04', '885786.6');
    expect(assignCapital(command, given(), facts)).toEqual([assigned(command)]);
    expect(assignCapital({ ...command, amount: '885786.60' }, given(assigned(command)), facts)).toEqual([]);
  });

  it.each<[string, Partial<AssignCapital>]>([
    ['capital_not_positive', { amount: '0' }],
    ['number_malformed', { amount: '885.786,6' }],
    ['date_malformed', { on: '2025-02-30' }],
    ['capital_in_future', { on: '2026-02-16' }],
    ['capital_year_out_of_range', { on: '2023-12-31' }],
    ['id_malformed', { trancheId: 'Đợt 1' }],
    ['tranche_exists', { trancheId: 'dau-nam', amount: '5' }],
  ])('refuses with %s', (expected, change) => {
    expect(code(() => assignCapital({ ...tranche('them', '2025-03-01', '1'), ...change }, given(...PLAN_2025), facts))).toBe(expected);
  });

  it('refuses a source that nobody registered', () => {
    const command = { ...tranche('them', '2025-03-01', '1'), source: { directiveId: 'qd-1', clause: null } };
    expect(code(() => assignCapital(command, given(), facts))).toBe('directive_unknown');
    expect(assignCapital(command, given(), { ...facts, directive: { directiveId: 'qd-1' } })).toEqual([assigned(command)]);
  });

  it('refuses what it does not know, and an indicator that is no ratio', () => {
    const command = tranche('them', '2025-03-01', '1');
    const count = { indicatorId: KEY.indicatorId, shape: 'count' as const };
    expect(code(() => assignCapital(command, given(), { ...facts, indicator: null }))).toBe('indicator_unknown');
    expect(code(() => assignCapital(command, given(), { ...facts, locality: null }))).toBe('locality_unknown');
    expect(code(() => assignCapital(command, given(), { ...facts, indicator: count }))).toBe('capital_does_not_fit');
  });
});

describe('adjusting capital', () => {
  const adjustment = { ...tranche('dau-nam', '2025-06-30', '0'), reason: 'thu hồi', confirm: [] };

  it('sets the new amount with its reason, down to zero, and repeating it records nothing', () => {
    const events = adjustCapital(adjustment, given(...PLAN_2025), facts);
    expect(events).toEqual([{ type: 'CapitalAdjusted', data: { ...decided('dau-nam', '2025-06-30', '0'), reason: 'thu hồi' } }]);
    expect(adjustCapital(adjustment, given(...PLAN_2025, ...events), facts)).toEqual([]);
  });

  it.each([
    ['reason_required', { reason: ' ' }],
    ['tranche_unknown', { trancheId: 'khac' }],
    ['tranche_out_of_order', { on: '2024-12-03' }],
    ['capital_negative', { amount: '-1' }],
  ])('refuses with %s', (expected, change) => {
    expect(code(() => adjustCapital({ ...adjustment, ...change }, given(...PLAN_2025), facts))).toBe(expected);
  });
});

it('refuses an adjustment where nothing was assigned', () => {
  const adjustment = { ...tranche('dau-nam', '2025-06-30', '0'), reason: 'thu hồi', confirm: [] };
  expect(code(() => adjustCapital(adjustment, given(), facts))).toBe('plan_capital_unknown');
});

it('is stored by plan and read back as it was', () => {
  expect(planCapitalStream(KEY.indicatorId, KEY.localityId, 2025)).toBe('plan-public-investment-disbursement.vn-08@base.2025');
  for (const event of PLAN_2025) expect(planCapitalCodec.decode(planCapitalCodec.encode(event))).toEqual(event);
});
