import { given } from '../../../test/support/given.js';
import { definedIndicator, DIRECTIVE, locality, localityState, milestone, plan, TUYEN_QUANG } from '../../../test/support/samples.js';
import { replanTarget, reviseTarget, setTarget, withdrawTarget, type ReviseTarget, type SetTarget } from './target.decide.js';
import type { TargetEvent, Trajectory } from './target.events.js';
import { targetDecider, type TargetState } from './target.state.js';

const provenance = { directiveId: DIRECTIVE.directiveId, clause: '1', strength: 'quantified' } as const;
const names = { targetId: 'relocation-2021', indicatorId: 'relocated-households', localityId: 'vn-08@base' };
const command = { ...plan(), ...names, responsible: 'Sở Nông nghiệp', provenance, note: null } satisfies SetTarget;
const wasSet: TargetEvent = { type: 'TargetSet', data: { ...command, allocatedFrom: null } };
const wasWithdrawn: TargetEvent = {
  type: 'TargetWithdrawn',
  data: { targetId: names.targetId, on: '2021-10-01', reason: 'nhập vào chương trình khác' },
};
const wasAllocated: TargetEvent = {
  type: 'TargetAllocated',
  data: {
    targetId: names.targetId,
    allocations: [
      { targetId: 'part-1', localityId: 'vn-072@base', quantity: '44' },
      { targetId: 'part-2', localityId: 'vn-073@base', quantity: '40' },
    ],
    confirmedMismatch: null,
  },
};
const facts = { indicator: definedIndicator(), locality: TUYEN_QUANG, directive: DIRECTIVE };

const set =
  (change: Partial<SetTarget> = {}) =>
  (state: TargetState | null) =>
    setTarget({ ...command, ...change }, state, facts);
const revise =
  (change: Partial<ReviseTarget> = {}) =>
  (state: TargetState | null) =>
    reviseTarget(
      { ...plan(), targetId: names.targetId, reason: 'điều chỉnh kế hoạch', provenance: null, confirm: [], ...change },
      state,
      facts,
    );

const none = given(targetDecider);
const standing = given(targetDecider, [wasSet]);
const gone = given(targetDecider, [wasSet, wasWithdrawn]);

describe('setting a target', () => {
  it('sets it once and is quiet when repeated', () => {
    none.when(set()).then([wasSet]);
    standing.when(set()).thenNothing();
  });

  it('refuses other content under the same id: revise it', () => {
    standing.when(set({ quantity: '85' })).refused('target_exists');
  });

  it('takes two milestones as one target', () => {
    const milestones = [milestone({ due: '2021-09-30', comparator: '>', value: '60' }), milestone({ value: '98' })];
    none.when(set({ milestones })).then([{ type: 'TargetSet', data: { ...command, milestones, allocatedFrom: null } }]);
  });

  it('refuses an unknown indicator, locality or directive', () => {
    none.when((state) => setTarget(command, state, { ...facts, indicator: null })).refused('indicator_unknown');
    none.when((state) => setTarget(command, state, { ...facts, locality: null })).refused('locality_unknown');
    none.when((state) => setTarget(command, state, { ...facts, directive: null })).refused('directive_unknown');
  });

  it('refuses a locality that is not in force on any day of the plan', () => {
    const later = localityState(locality({ validFrom: '2022-01-01' }));
    none.when((state) => setTarget(command, state, { ...facts, locality: later })).refused('locality_not_in_force');
  });

  it('refuses a malformed id', () => {
    none.when(set({ targetId: 'Mục tiêu' })).refused('id_malformed');
  });
});

describe('revising a target', () => {
  it('replaces the plan and keeps who, where and from where', () => {
    standing.when(revise({ quantity: '90' })).then([
      {
        type: 'TargetRevised',
        data: { ...plan({ quantity: '90' }), targetId: names.targetId, reason: 'điều chỉnh kế hoạch', provenance: null },
      },
    ]);
    const revised = targetDecider.evolve(targetDecider.evolve(null, wasSet), {
      type: 'TargetRevised',
      data: { ...plan({ quantity: '90' }), targetId: names.targetId, reason: 'x', provenance: null },
    });
    expect(revised).toMatchObject({ quantity: '90', provenance, localityId: 'vn-08@base', withdrawn: null });
  });

  it('is quiet when nothing changes, but not when only the source does', () => {
    standing.when(revise()).thenNothing();
    standing.when(revise({ provenance })).thenNothing();
    const other = { ...provenance, clause: '2' };
    standing.when(revise({ provenance: other })).then([expect.objectContaining({ type: 'TargetRevised' }) as unknown as TargetEvent]);
  });

  it('refuses what was never set or is withdrawn, and a missing reason', () => {
    none.when(revise()).refused('target_unknown');
    gone.when(revise({ quantity: '90' })).refused('target_withdrawn', { on: '2021-10-01' });
    standing.when(revise({ quantity: '90', reason: '  ' })).refused('reason_required');
  });

  it('keeps the course, the quantity, the thresholds and the grace that it does not name', () => {
    const trajectory: Trajectory = { kind: 'points', points: [{ on: '2021-06-30', value: '20' }] };
    const thresholds = { onTrack: '0.9', atRisk: '0.7', tolerance: '0' };
    const kept = { ...plan({ quantity: '84', trajectory, thresholds }), graceDays: 30 };
    const milestones = [milestone({ value: '95' })];
    const { baseline } = kept;
    const before = given(targetDecider, [{ type: 'TargetSet', data: { ...command, ...kept, allocatedFrom: null } }]);
    const bare = { targetId: names.targetId, reason: 'nghị quyết', provenance: null, baseline, milestones, confirm: [] };
    const revised = (more: object) => ({
      type: 'TargetRevised' as const,
      data: { ...kept, milestones, targetId: names.targetId, reason: 'nghị quyết', provenance: null, ...more },
    });
    before.when((state) => reviseTarget(bare, state, facts)).then([revised({})]);
    before
      .when((state) => reviseTarget({ ...bare, quantity: null, thresholds: null }, state, facts))
      .then([revised({ quantity: null, thresholds: null })]);
  });

  it('asks to confirm a new quantity that is not what the parts sum to', () => {
    const allocated = given(targetDecider, [wasSet, wasAllocated]);
    allocated.when(revise({ quantity: '90' })).refused('allocation_mismatch', { sum: '84', quantity: '90' });
    const done = [expect.objectContaining({ type: 'TargetRevised' }) as unknown as TargetEvent];
    allocated.when(revise({ quantity: '90', confirm: ['allocation_mismatch'] })).then(done);
    allocated.when(revise({ graceDays: 30 })).then(done);
  });

  it('holds the revised plan to the same rules', () => {
    standing.when(revise({ milestones: [] })).refused('milestones_empty');
  });
});

describe('replanning a target', () => {
  const trajectory: Trajectory = { kind: 'points', points: [{ on: '2021-06-30', value: '20' }] };
  const replan =
    (course: Trajectory = trajectory, reason = 'mùa mưa') =>
    (state: TargetState | null) =>
      replanTarget({ targetId: names.targetId, trajectory: course, reason }, state, facts);
  const replanned: TargetEvent = { type: 'TargetReplanned', data: { targetId: names.targetId, trajectory, reason: 'mùa mưa' } };

  it('replaces the course once', () => {
    standing.when(replan()).then([replanned]);
    given(targetDecider, [wasSet, replanned]).when(replan()).thenNothing();
    standing.when(replan({ kind: 'linear' })).thenNothing();
  });

  it('refuses a withdrawn or unknown target, a missing reason and a course outside the plan', () => {
    gone.when(replan()).refused('target_withdrawn');
    none.when(replan()).refused('target_unknown');
    standing.when(replan(trajectory, '')).refused('reason_required');
    standing.when(replan({ kind: 'points', points: [{ on: '2022-01-01', value: '20' }] })).refused('trajectory_outside_plan');
  });
});

describe('withdrawing a target', () => {
  const withdraw =
    (on = '2021-10-01', reason = 'nhập vào chương trình khác', confirm: readonly string[] = [], standingParts = 0) =>
    (state: TargetState | null) =>
      withdrawTarget({ targetId: names.targetId, on, reason, confirm }, state, { standingParts });

  it('withdraws it once', () => {
    standing.when(withdraw()).then([wasWithdrawn]);
    gone.when(withdraw()).thenNothing();
    gone.when(withdraw('2021-11-01')).refused('target_withdrawn');
  });

  it('asks to confirm that the parts of an allocated target stay', () => {
    const allocated = given(targetDecider, [wasSet, wasAllocated]);
    const why = 'nhập vào chương trình khác';
    allocated.when(withdraw('2021-10-01', why, [], 2)).refused('parts_remain', { targetId: names.targetId, count: 2 });
    allocated.when(withdraw('2021-10-01', why, ['parts_remain'], 2)).then([wasWithdrawn]);
    allocated.when(withdraw('2021-10-01', why, [], 0)).then([wasWithdrawn]);
    given(targetDecider, [wasSet, wasAllocated, wasWithdrawn]).when(withdraw()).thenNothing();
  });

  it('refuses an unknown target, a missing reason and a day that does not exist', () => {
    none.when(withdraw()).refused('target_unknown');
    standing.when(withdraw('2021-10-01', '')).refused('reason_required');
    standing.when(withdraw('2021-10-32')).refused('date_malformed');
  });
});

describe('a target planned by a seasonal profile', () => {
  const shares = (june: string) => [
    { month: 6, share: june },
    { month: 12, share: '1' },
  ];
  const fitted = (june: string) => ({ name: 'Theo mùa', nameEn: 'Seasonal', shares: shares(june), source: null, fittedYears: [2020] });
  const known = (june: string) => ({ ...facts, indicator: definedIndicator({}, { profiles: { seasonal: fitted(june) } }) });
  const planned = { kind: 'profile', profileId: 'seasonal' } as const;
  const copied = (june: string): Trajectory => ({ ...planned, shares: shares(june) });
  const wasPlanned: TargetEvent = { type: 'TargetSet', data: { ...command, trajectory: copied('0.3'), allocatedFrom: null } };
  const seasonal = given(targetDecider, [wasPlanned]);
  const replan = (june: string) => (state: TargetState | null) =>
    replanTarget({ targetId: names.targetId, trajectory: planned, reason: 'tính lại' }, state, known(june));

  it('copies the shares that the profile has now', () => {
    none.when((state) => setTarget({ ...command, trajectory: planned }, state, known('0.3'))).then([wasPlanned]);
  });

  it('keeps them when the profile is fitted anew, and is still the same target', () => {
    seasonal.when((state) => setTarget({ ...command, trajectory: planned }, state, known('0.4'))).thenNothing();
    seasonal.when((state) => setTarget({ ...command, quantity: '85', trajectory: planned }, state, known('0.4'))).refused('target_exists');
  });

  it('takes the new shares when it is replanned by them, and is quiet while they are the same', () => {
    seasonal.when(replan('0.3')).thenNothing();
    seasonal
      .when(replan('0.4'))
      .then([{ type: 'TargetReplanned', data: { targetId: names.targetId, trajectory: copied('0.4'), reason: 'tính lại' } }]);
  });

  it('keeps its course in a revision that names none, and takes the present shares in one that names the profile', () => {
    const revised = (trajectory: ReviseTarget['trajectory']) => (state: TargetState | null) =>
      reviseTarget({ ...command, trajectory, quantity: '90', reason: 'nâng', confirm: [] }, state, known('0.4'));
    const event = (june: string): TargetEvent => ({
      type: 'TargetRevised',
      data: { ...plan({ quantity: '90', trajectory: copied(june) }), targetId: names.targetId, reason: 'nâng', provenance },
    });
    seasonal.when(revised(undefined)).then([event('0.3')]);
    seasonal.when(revised(planned)).then([event('0.4')]);
  });

  it('refuses a profile that the indicator does not have', () => {
    const params = { profileId: 'constructor', indicatorId: names.indicatorId };
    const unknown = { kind: 'profile', profileId: 'constructor' } as const;
    none.when(set({ trajectory: unknown })).refused('profile_unknown', params);
    standing.when(revise({ trajectory: unknown })).refused('profile_unknown', params);
    standing
      .when((state) => replanTarget({ targetId: names.targetId, trajectory: unknown, reason: 'thử' }, state, facts))
      .refused('profile_unknown', params);
    none.when((state) => setTarget({ ...command, trajectory: planned }, state, { ...facts, indicator: null })).refused('indicator_unknown');
  });
});
