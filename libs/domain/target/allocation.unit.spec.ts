import fc from 'fast-check';
import { expectRefusal, given } from '../../../test/support/given.js';
import { countIndicator, district, indicator, localityState, milestone, plan, TUYEN_QUANG } from '../../../test/support/samples.js';
import { Exact } from '../kernel/decimal.js';
import { fold } from '../kernel/decider.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { allocateTarget, type AllocateTarget, type AllocationDecisionFacts } from './allocate.decide.js';
import { planOfPart, type AllocationPart } from './allocation.js';
import { checkPlan } from './plan-rules.js';
import type { TargetEvent, TargetPlan } from './target.events.js';
import { targetDecider, type TargetState } from './target.state.js';

// The relocation of 84 households in Tuyên Quang, split over five districts.
const HOUSEHOLDS: Readonly<Record<string, string>> = {
  'vn-071@base': '16',
  'vn-072@base': '44',
  'vn-073@base': '10',
  'vn-074@base': '6',
  'vn-075@base': '8',
};
const localities = new Map(
  [TUYEN_QUANG, ...Object.keys(HOUSEHOLDS).map((id) => localityState(district(id)))].map((state) => [state.localityId, state]),
);

const part = (localityId: string, quantity: string, more: Partial<AllocationPart> = {}): AllocationPart => ({
  localityId,
  quantity,
  targetId: null,
  milestones: null,
  baseline: null,
  responsible: null,
  ...more,
});
const command: AllocateTarget = {
  targetId: 'relocation-2021',
  parts: Object.entries(HOUSEHOLDS).map(([id, quantity]) => part(id, quantity)),
  reason: null,
  confirm: [],
};
const setEvent = (data: Partial<TargetPlan> = {}): TargetEvent => ({
  type: 'TargetSet',
  data: {
    ...plan(data),
    targetId: 'relocation-2021',
    indicatorId: 'relocated-households',
    localityId: 'vn-08@base',
    responsible: null,
    provenance: null,
    allocatedFrom: null,
    note: null,
  },
});
const facts: AllocationDecisionFacts = { indicator: indicator(), localities, targets: new Map() };
const allocate =
  (change: Partial<AllocateTarget> = {}, known: Partial<AllocationDecisionFacts> = {}) =>
  (state: TargetState | null) =>
    allocateTarget({ ...command, ...change }, state, { ...facts, ...known });
const whole = given(targetDecider, [setEvent()]);

/** The state of the whole and of its parts after a first allocation. */
function allocated(): { events: readonly TargetEvent[]; targets: Map<string, TargetState> } {
  const events = allocate()(fold(targetDecider, [setEvent()]));
  const targets = new Map<string, TargetState>();
  for (const event of events) {
    const state = event.type === 'TargetSet' ? fold(targetDecider, [event]) : null;
    if (state) targets.set(state.targetId, state);
  }
  return { events: [setEvent(), ...events.slice(-1)], targets };
}

describe('allocating a target', () => {
  it('writes one target for every part, with the percentages of the whole, and then the allocation', () => {
    const events = allocate()(fold(targetDecider, [setEvent()]));
    expect(events.map(({ type, data }) => [type, data.targetId])).toEqual([
      ...Object.keys(HOUSEHOLDS).map((id) => ['TargetSet', `relocation-2021-${id}`]),
      ['TargetAllocated', 'relocation-2021'],
    ]);
    expect(events[1]?.data).toMatchObject({
      localityId: 'vn-072@base',
      quantity: '44',
      allocatedFrom: 'relocation-2021',
      milestones: [milestone()],
      baseline: { value: '0', on: '2020-12-31' },
    });
  });

  it('asks to confirm parts that do not sum to the target, and keeps the confirmed difference', () => {
    const parts = [part('vn-071@base', '16'), part('vn-072@base', '44.5')];
    const mismatch = { sum: '60.5', quantity: '84' };
    whole.when(allocate({ parts })).refused('allocation_mismatch', mismatch);
    const last = allocate({ parts, confirm: ['allocation_mismatch'] })(fold(targetDecider, [setEvent()])).at(-1);
    expect(last).toMatchObject({ type: 'TargetAllocated', data: { confirmedMismatch: mismatch } });
  });

  it('has no sum to check where the size of the whole is unknown', () => {
    given(targetDecider, [setEvent({ quantity: null })]).when((state) => {
      expect(allocate({ parts: [part('vn-071@base', '1')] })(state)).toHaveLength(2);
      return [];
    });
  });

  it('is quiet when repeated, and leaves alone a part that was revised on its own', () => {
    const { events, targets } = allocated();
    const after = given(targetDecider, events);
    after.when(allocate({}, { targets })).thenNothing();
    const revised = new Map([...targets].map(([id, state]) => [id, { ...state, graceDays: 9 }]));
    after.when(allocate({}, { targets: revised })).thenNothing();
  });

  it('sets a part that is still lacking when repeated', () => {
    const { events, targets } = allocated();
    targets.delete('relocation-2021-vn-072@base');
    const again = allocate({}, { targets })(fold(targetDecider, events));
    expect(again.map(({ type, data }) => [type, data.targetId])).toEqual([['TargetSet', 'relocation-2021-vn-072@base']]);
  });

  it('revises the parts that a second allocation changes, with a reason', () => {
    const { events, targets } = allocated();
    const parts = command.parts.map((each) =>
      each.localityId === 'vn-071@base'
        ? part(each.localityId, '20')
        : each.localityId === 'vn-072@base'
          ? part(each.localityId, '40')
          : each,
    );
    given(targetDecider, events).when(allocate({ parts }, { targets })).refused('reason_required');
    const changed = allocate({ parts, reason: 'cân đối lại' }, { targets })(fold(targetDecider, events));
    expect(changed.map(({ type }) => type)).toEqual(['TargetRevised', 'TargetRevised', 'TargetAllocated']);
  });

  it('drops a part only once its target is withdrawn', () => {
    const { events, targets } = allocated();
    const parts = command.parts.filter(({ localityId }) => localityId !== 'vn-071@base');
    const change = { parts, confirm: ['allocation_mismatch'] };
    given(targetDecider, events).when(allocate(change, { targets })).refused('allocation_drops_part');
    const id = 'relocation-2021-vn-071@base';
    const dropped = targets.get(id);
    if (dropped) targets.set(id, { ...dropped, withdrawn: { on: '2021-10-01', reason: 'x' } });
    expect(allocate(change, { targets })(fold(targetDecider, events))).toHaveLength(1);
  });

  it('refuses localities that do not lie beneath, are unknown or occur twice, and parts without a size', () => {
    const only = (...parts: readonly AllocationPart[]) => allocate({ parts, confirm: ['allocation_mismatch'] });
    const elsewhere = localityState(district('vn-001@base'));
    const known = { localities: new Map([[elsewhere.localityId, { ...elsewhere, parents: [] }]]) };
    whole.when(allocate({ parts: [part('vn-001@base', '84')] }, known)).refused('locality_not_beneath');
    whole.when(only(part('vn-08@base', '84'))).refused('locality_not_beneath');
    whole.when(only(part('vn-999@base', '84'))).refused('locality_unknown');
    whole.when(only(part('vn-071@base', '1'), part('vn-071@base', '2'))).refused('part_repeated');
    whole.when(only()).refused('parts_empty');
    whole.when(only(part('vn-071@base', '-84'))).refused('quantity_negative');
    whole.when(only(part('vn-071@base', 'x'))).refused('number_malformed');
    whole.when(only(part('vn-071@base', '84', { targetId: 'relocation-2021' }))).refused('part_repeated');
  });

  it('takes a locality that lay beneath during the plan, not before or after', () => {
    const moved = (from: string) =>
      localityState(district('vn-071@base'), {
        type: 'LocalityReassigned',
        data: { localityId: 'vn-071@base', parentId: 'vn-19@base', from, legalBasis: null },
      });
    const only = (from: string) =>
      allocate({ parts: [part('vn-071@base', '84')] }, { localities: new Map([['vn-071@base', moved(from)]]) });
    whole.when(only('2020-12-31')).refused('locality_not_beneath');
    expect(only('2021-01-01')(fold(targetDecider, [setEvent()]))).toHaveLength(2);
  });

  it('refuses an unknown or withdrawn target, and the id of a target that is something else', () => {
    given(targetDecider).when(allocate()).refused('target_unknown');
    const withdrawn: TargetEvent = { type: 'TargetWithdrawn', data: { targetId: 'relocation-2021', on: '2021-10-01', reason: 'x' } };
    given(targetDecider, [setEvent(), withdrawn]).when(allocate()).refused('target_withdrawn');
    const other = fold(targetDecider, [setEvent()]);
    const targets = new Map(other ? [['relocation-2021-vn-071@base', other]] : []);
    whole.when(allocate({}, { targets })).refused('target_exists');
    whole.when(allocate({}, { indicator: null })).refused('indicator_unknown');
  });
});

describe('the plan of a part', () => {
  const count: IndicatorDefinition = countIndicator();
  const counts = plan({ quantity: null, milestones: [milestone({ due: '2021-06-30', value: '31' }), milestone({ value: '84' })] });

  it('scales counts by the quantity and ends exactly on it', () => {
    const scaled = planOfPart(counts, part('vn-072@base', '44'), 'count');
    expect(scaled.milestones.map(({ value }) => value)).toEqual(['16', '44']);
    expect(scaled.quantity).toBe('44');
  });

  it('scales the course with the milestones', () => {
    const trajectory = { kind: 'points', points: [{ on: '2021-03-31', value: '21' }] } as const;
    expect(planOfPart({ ...counts, trajectory }, part('vn-072@base', '42'), 'count').trajectory).toEqual({
      kind: 'points',
      points: [{ on: '2021-03-31', value: '11' }],
    });
  });

  it('scales the height of steps and leaves a profile as it is', () => {
    const part42 = part('vn-072@base', '42');
    const step = { kind: 'step', points: [{ on: '2021-03-31', value: '21' }] } as const;
    expect(planOfPart({ ...counts, trajectory: step }, part42, 'count').trajectory).toEqual({
      kind: 'step',
      points: [{ on: '2021-03-31', value: '11' }],
    });
    const profile = { kind: 'profile', profileId: 'seasonal', shares: [{ month: 12, share: '1' }] } as const;
    expect(planOfPart({ ...counts, trajectory: profile }, part42, 'count').trajectory).toEqual(profile);
  });

  it('takes milestones and a baseline that are given', () => {
    const given = part('vn-072@base', '44', { milestones: [milestone({ value: '44' })], baseline: '4' });
    expect(planOfPart(counts, given, 'count')).toMatchObject({ baseline: { value: '4' }, milestones: [milestone({ value: '44' })] });
  });

  it('cannot divide earlier milestones by a whole of zero', () => {
    const toZero = plan({
      quantity: null,
      milestones: [milestone({ due: '2021-06-30', comparator: '<=', value: '50' }), milestone({ comparator: '<=', value: '0' })],
    });
    expectRefusal(() => planOfPart(toZero, part('vn-072@base', '0'), 'count'), 'allocation_needs_milestones');
  });

  it('gives scores and tasks no quantity', () => {
    expect(planOfPart(plan(), part('vn-072@base', '1'), 'task').quantity).toBeNull();
  });

  it('keeps every rule that the whole keeps, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 1_000_000 });
    const decimals = fc.integer({ min: 0, max: 999 });
    fc.assert(
      fc.property(size, size, size, decimals, (first, more, share, decimal) => {
        const amounts = plan({
          quantity: null,
          milestones: [milestone({ due: '2021-06-30', value: `${first}.${decimal}` }), milestone({ value: String(first + more) })],
        });
        const scaled = planOfPart(amounts, part('vn-072@base', `${share}.5`), 'amount');
        checkPlan(scaled, { ...count, shape: 'amount' });
        expect(new Exact(scaled.milestones.at(-1)?.value ?? NaN).eq(`${share}.5`)).toBe(true);
      }),
    );
  });
});
