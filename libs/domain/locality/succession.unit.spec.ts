import { given } from '../../../test/support/given.js';
import { locality, localityState, NATION_FACTS } from '../../../test/support/samples.js';
import type { LocalityEvent, SuccessionPart } from './locality.events.js';
import { localityDecider, type LocalityState } from './locality.state.js';
import { abolishLocality, mergeLocality, renameLocality, splitLocality } from './succession.decide.js';

const enlarged = localityState(locality({ localityId: 'vn-08@2025', validFrom: '2025-07-01' }));
const neighbour = localityState(locality({ localityId: 'vn-19@2025', validFrom: '2025-07-01' }));
const facts = { localities: new Map([enlarged, neighbour].map((state) => [state.localityId, state])) };
const registered: LocalityEvent = { type: 'LocalityRegistered', data: locality({ validFrom: '1991-08-12' }) };
const ending = { localityId: 'vn-08@base', effectiveOn: '2025-07-01', legalBasis: '202/2025/QH15' };
const merged: LocalityEvent = { type: 'LocalityMerged', data: { ...ending, into: 'vn-08@2025' } };

const merge =
  (change: Partial<typeof ending & { into: string }> = {}) =>
  (state: LocalityState | null) =>
    mergeLocality({ ...ending, into: 'vn-08@2025', ...change }, state, facts);
const split = (parts: readonly SuccessionPart[]) => (state: LocalityState | null) => splitLocality({ ...ending, parts }, state, facts);
const given1 = given(localityDecider, [registered]);

describe('succession', () => {
  it('merges, renames and abolishes, and says what follows', () => {
    given1.when(merge()).then([merged]);
    expect(localityState(registered.data as never, merged).successors).toEqual([{ localityId: 'vn-08@2025', share: '1' }]);
    given1
      .when((state) => renameLocality({ ...ending, into: 'vn-08@2025' }, state, facts))
      .then([{ type: 'LocalityRenamed', data: { ...ending, into: 'vn-08@2025' } }]);
    given1.when((state) => abolishLocality(ending, state)).then([{ type: 'LocalityAbolished', data: ending }]);
  });

  it('splits with shares, known or not', () => {
    const parts = [
      { localityId: 'vn-08@2025', share: '0.75' },
      { localityId: 'vn-19@2025', share: null },
    ];
    given1.when(split(parts)).then([{ type: 'LocalitySplit', data: { ...ending, parts } }]);
  });

  it('refuses shares outside (0, 1], shares above one together, none and repeated parts', () => {
    const part = (share: string | null, localityId = 'vn-08@2025'): SuccessionPart => ({ localityId, share });
    given1.when(split([part('0')])).refused('share_out_of_range');
    given1.when(split([part('-0.1')])).refused('share_out_of_range');
    given1.when(split([part('1.01')])).refused('share_out_of_range');
    given1.when(split([part('0.6'), part('0.5', 'vn-19@2025')])).refused('shares_exceed_one', { sum: '1.1' });
    given1.when(split([part('a half')])).refused('number_malformed');
    given1.when(split([])).refused('parts_empty');
    given1.when(split([part('0.5'), part('0.5')])).refused('part_repeated');
  });

  it('is quiet when the same ending is repeated and refuses a second one', () => {
    const after = given(localityDecider, [registered, merged]);
    after.when(merge()).thenNothing();
    after.when(merge({ effectiveOn: '2026-01-01' })).refused('locality_ended');
    after.when((state) => abolishLocality(ending, state)).refused('locality_ended');
  });

  it('refuses an ending that is not after the beginning or the last change of parent', () => {
    given1.when(merge({ effectiveOn: '1991-08-12' })).refused('ending_before_validity');
    const moved: LocalityEvent = {
      type: 'LocalityReassigned',
      data: { localityId: 'vn-08@base', parentId: 'vn', from: '2025-07-01', legalBasis: null },
    };
    given(localityDecider, [registered, moved]).when(merge()).refused('ending_before_reassignment');
  });

  it('refuses a successor of another level', () => {
    const district = localityState(locality({ localityId: 'vn-071@base', level: 'district', parentId: 'vn-08@base' }));
    const among = { localities: new Map([['vn-071@base', district]]) };
    given1
      .when((state) => mergeLocality({ ...ending, into: 'vn-071@base' }, state, among))
      .refused('successor_of_another_level', { level: 'district', expected: 'province' });
  });

  it('refuses itself, an unknown one and one that is not in force as successor', () => {
    given1.when(merge({ into: 'vn-08@base' })).refused('successor_is_itself');
    given1.when(merge({ into: 'vn-24@2025' })).refused('locality_unknown');
    given1.when(merge({ effectiveOn: '2025-06-30' })).refused('locality_not_in_force');
  });

  it('refuses the end of what does not exist, and of the nation', () => {
    given(localityDecider).when(merge()).refused('locality_unknown');
    given1.when(merge({ effectiveOn: '1/7/2025' })).refused('date_malformed');
    given(localityDecider, [{ type: 'LocalityRegistered', data: NATION_FACTS }])
      .when((state) => abolishLocality({ ...ending, localityId: 'vn' }, state))
      .refused('nation_stands_alone');
  });
});
