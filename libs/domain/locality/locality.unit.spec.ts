import { given } from '../../../test/support/given.js';
import { district, locality, localityState, NATION_FACTS, TUYEN_QUANG } from '../../../test/support/samples.js';
import type { LocalityEvent, LocalityFacts } from './locality.events.js';
import { reassignLocality, registerLocality } from './locality.decide.js';
import { isBeneath, isInForce, isInForceWithin, localityDecider, parentOn, type LocalityState } from './locality.state.js';

const nation = localityState(NATION_FACTS);
const province = locality();
const naHang = district();
const commune = locality({ localityId: 'vn-02233@base', level: 'commune', kind: 'xã', parentId: 'vn-072@base' });
const facts = { localities: new Map([nation, TUYEN_QUANG, localityState(naHang)].map((state) => [state.localityId, state])) };

const registered = (data: LocalityFacts): LocalityEvent => ({ type: 'LocalityRegistered', data });
const abolished = (localityId: string, effectiveOn: string): LocalityEvent => ({
  type: 'LocalityAbolished',
  data: { localityId, effectiveOn, legalBasis: '203/2025/QH15' },
});
const register = (command: LocalityFacts) => (state: LocalityState | null) => registerLocality(command, state, facts);

describe('registering a locality', () => {
  const nothing = given(localityDecider);

  it('registers the nation, a province, a district and a commune', () => {
    for (const command of [NATION_FACTS, province, naHang, commune]) nothing.when(register(command)).then([registered(command)]);
  });

  it('lets a commune hang under a province', () => {
    const direct = { ...commune, parentId: 'vn-08@base' };
    nothing.when(register(direct)).then([registered(direct)]);
  });

  it('is quiet when repeated, also after a reassignment', () => {
    given(localityDecider, [registered(province)])
      .when(register(province))
      .thenNothing();
    const moved: LocalityEvent = {
      type: 'LocalityReassigned',
      data: { localityId: commune.localityId, parentId: 'vn-08@base', from: '2025-07-01', legalBasis: null },
    };
    given(localityDecider, [registered(commune), moved])
      .when(register(commune))
      .thenNothing();
  });

  it('refuses other facts under the same id', () => {
    given(localityDecider, [registered(province)])
      .when(register({ ...province, name: 'Hà Giang' }))
      .refused('locality_differs');
  });

  it('refuses a level above or beside its own as parent, an unknown parent and none', () => {
    nothing.when(register({ ...naHang, parentId: 'vn' })).refused('level_does_not_fit');
    nothing.when(register({ ...province, parentId: 'vn-072@base' })).refused('level_does_not_fit');
    nothing.when(register({ ...province, parentId: 'vn-99@base' })).refused('locality_unknown');
    nothing.when(register({ ...province, parentId: null })).refused('parent_required');
  });

  it('knows one nation, without a parent', () => {
    nothing.when(register({ ...NATION_FACTS, parentId: 'vn-08@base' })).refused('nation_stands_alone');
    nothing.when(register({ ...NATION_FACTS, localityId: 'vn-1' })).refused('nation_stands_alone');
    nothing.when(register({ ...NATION_FACTS, level: 'province' })).refused('nation_stands_alone');
  });

  it('refuses a parent that is not in force on the first day', () => {
    const ended = localityState(province, abolished('vn-08@base', '2025-07-01'));
    const late = { localities: new Map([[ended.localityId, ended]]) };
    given(localityDecider)
      .when((state) => registerLocality({ ...naHang, validFrom: '2025-07-01' }, state, late))
      .refused('locality_not_in_force', { date: '2025-07-01' });
  });

  it('refuses a malformed id, an empty name and a day that does not exist', () => {
    nothing.when(register({ ...province, localityId: 'vn.08' })).refused('id_malformed');
    nothing.when(register({ ...province, name: ' ' })).refused('text_required');
    nothing.when(register({ ...province, validFrom: '2025-02-30' })).refused('date_malformed');
  });
});

describe('reassigning a locality', () => {
  const command = { localityId: 'vn-02233@base', parentId: 'vn-08@base', from: '2025-07-01', legalBasis: null };
  const moved: LocalityEvent = { type: 'LocalityReassigned', data: command };
  const reassign =
    (change: Partial<typeof command> = {}) =>
    (state: LocalityState | null) =>
      reassignLocality({ ...command, ...change }, state, facts);

  it('keeps the earlier parent up to the day before', () => {
    given(localityDecider, [registered(commune)])
      .when(reassign())
      .then([moved]);
    const state = localityState(commune, moved);
    expect(parentOn(state, '2025-06-30')).toBe('vn-072@base');
    expect(parentOn(state, '2025-07-01')).toBe('vn-08@base');
  });

  it('is quiet when it has that parent already', () => {
    given(localityDecider, [registered(commune), moved])
      .when(reassign())
      .thenNothing();
  });

  it('refuses a day that is not after the last reassignment', () => {
    given(localityDecider, [registered(commune), moved])
      .when(reassign({ parentId: 'vn-072@base', from: '2025-07-01' }))
      .refused('reassignment_out_of_order');
  });

  it('refuses a locality that is unknown or no longer in force, and the nation', () => {
    given(localityDecider).when(reassign()).refused('locality_unknown');
    given(localityDecider, [registered(commune), abolished(commune.localityId, '2025-01-01')])
      .when(reassign())
      .refused('locality_not_in_force');
    given(localityDecider, [registered(NATION_FACTS)])
      .when(reassign({ localityId: 'vn' }))
      .refused('nation_stands_alone');
  });
});

describe('validity and the tree', () => {
  const ended = localityState(locality({ validFrom: '2021-01-01' }), abolished('vn-08@base', '2025-07-01'));

  it('is in force from its first day to the day before its ending', () => {
    expect(ended.validTo).toBe('2025-06-30');
    expect(['2020-12-31', '2021-01-01', '2025-06-30', '2025-07-01'].map((day) => isInForce(ended, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isInForceWithin(ended, '2025-06-30', '2026-01-01')).toBe(true);
    expect(isInForceWithin(ended, '2025-07-01', '2026-01-01')).toBe(false);
  });

  it('lies beneath all those above it, at the times at which it did', () => {
    const moved: LocalityEvent = {
      type: 'LocalityReassigned',
      data: { localityId: commune.localityId, parentId: 'vn-08@base', from: '2025-07-01', legalBasis: null },
    };
    const states = [nation, TUYEN_QUANG, localityState(naHang, abolished(naHang.localityId, '2025-07-01')), localityState(commune, moved)];
    const known = new Map(states.map((state) => [state.localityId, state]));
    expect(isBeneath(commune.localityId, 'vn', known)).toBe(true);
    expect(isBeneath(commune.localityId, naHang.localityId, known)).toBe(true);
    expect(isBeneath(commune.localityId, naHang.localityId, known, '2025-07-01', null)).toBe(false);
    expect(isBeneath(commune.localityId, 'vn-08@base', known, '2025-07-01', null)).toBe(true);
    expect(isBeneath('vn-08@base', commune.localityId, known)).toBe(false);
    expect(isBeneath('vn-08@base', 'vn-08@base', known)).toBe(false);
  });
});
