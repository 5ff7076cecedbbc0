import { given } from '../../../test/support/given.js';
import { fold } from '../kernel/decider.js';
import type { RefusalCode } from '../refusals.js';
import { chainOn, escalationChainDecider, setEscalationChain, type EscalationChainState } from './escalation-chain.decide.js';
import type { ChainStep } from './escalation-chain.events.js';

const localityId = 'vn-08@base';
const step = (afterWorkingDays: number, level: number): ChainStep => ({ afterWorkingDays, level });
const set = (steps: readonly ChainStep[] | null, today = '2026-11-21') => {
  return (state: EscalationChainState) => setEscalationChain({ localityId, steps }, state, today);
};
const stored = (steps: readonly ChainStep[] | null, from = '2026-11-21') => ({
  type: 'EscalationChainSet' as const,
  data: { localityId, steps, from },
});

describe('a chain of escalation', () => {
  it('holds from the day on which it is set', () => {
    given(escalationChainDecider)
      .when(set([step(3, 1), step(10, 2)]))
      .then([stored([step(3, 1), step(10, 2)])]);
  });

  it('may let nothing go up, or take the chain from above again', () => {
    given(escalationChainDecider)
      .when(set([]))
      .then([stored([])]);
    given(escalationChainDecider, [stored([])])
      .when(set(null))
      .then([stored(null)]);
  });

  it('is nothing new when it stands so', () => {
    given(escalationChainDecider, [stored([step(3, 1)])])
      .when(set([step(3, 1)], '2026-12-01'))
      .thenNothing();
    given(escalationChainDecider).when(set(null)).thenNothing();
  });

  it('is refused where its steps come at once or too late, or do not rise', () => {
    const refused = (steps: readonly ChainStep[], code: RefusalCode, params: object) =>
      given(escalationChainDecider)
        .when(set(steps))
        .refused(code, params as never);
    refused([step(0, 1)], 'chain_days_out_of_range', { days: 0, most: 66 });
    refused([step(67, 1)], 'chain_days_out_of_range', { days: 67, most: 66 });
    refused([step(3, 2), step(3, 1)], 'chain_levels_out_of_order', { levels: '2, 1', most: 3 });
    refused([step(3, 1), step(3, 1)], 'chain_levels_out_of_order', { levels: '1, 1', most: 3 });
    refused([step(3, 4)], 'chain_levels_out_of_order', { levels: '4', most: 3 });
  });

  it('is on each day the one that was set last by then, so that days evaluated late find what held', () => {
    const state = fold(escalationChainDecider, [stored([step(3, 1)], '2026-03-02'), stored([], '2026-06-01'), stored(null, '2026-09-01')]);
    const found = (day: string) => chainOn(state, day);
    expect(found('2026-03-01')).toBeNull();
    expect(found('2026-05-31')).toEqual({ steps: [step(3, 1)], from: '2026-03-02' });
    expect(found('2026-06-01')).toEqual({ steps: [], from: '2026-06-01' });
    expect(found('2026-09-01')).toBeNull();
  });

  it('may be changed twice on a day: the last counts', () => {
    const state = fold(escalationChainDecider, [stored([step(3, 1)]), stored([step(4, 1)])]);
    expect(chainOn(state, '2026-11-21')).toEqual({ steps: [step(4, 1)], from: '2026-11-21' });
  });
});
