import type { ScheduleStatus } from '../../domain/schedule/schedule-plan.js';
import { byShare, Counter, worse, type Tally } from './tally.js';

const tally = (...statuses: readonly ScheduleStatus[]): Tally => {
  const counter = new Counter();
  for (const status of statuses) counter.add(status, status, 1);
  return counter.tally();
};
const order = (boards: Readonly<Record<string, Tally>>): string[] =>
  Object.entries(boards)
    .sort(([, a], [, b]) => byShare(a, b))
    .map(([name]) => name);

describe('the order of a scoreboard', () => {
  it('is by the share of missed and behind, then at risk, then no data, and what has no standing target is last', () => {
    expect(
      order({
        empty: tally(),
        gone: tally('withdrawn'),
        good: tally('on_track', 'achieved'),
        silent: tally('no_data', 'on_track'),
        risky: tally('at_risk', 'on_track'),
        third: tally('behind', 'on_track', 'on_track'),
        half: tally('missed', 'on_track'),
        withWithdrawn: tally('behind', 'behind', 'on_track', 'withdrawn'),
      }),
    ).toEqual(['withWithdrawn', 'half', 'third', 'risky', 'silent', 'good', 'empty', 'gone']);
  });

  it('puts more targets first where the shares are alike', () => {
    expect(order({ few: tally('missed', 'on_track'), many: tally('missed', 'missed', 'on_track', 'on_track') })).toEqual(['many', 'few']);
  });

  it('takes the lower ratio for the worse of two targets of one status, and one without a ratio after both', () => {
    const one = (target: string, status: ScheduleStatus, ratio: string | null) => ({ target, status, ratio });
    const ranked = [
      one('d', 'behind', null),
      one('c', 'at_risk', '-1'),
      one('b', 'behind', '0.5'),
      one('a', 'behind', '-0.2'),
      one('e', 'missed', null),
    ];
    expect(ranked.sort(worse).map(({ target }) => target)).toEqual(['e', 'a', 'b', 'd', 'c']);
  });
});

describe('a counter', () => {
  it('tells the change of each status between two days', () => {
    const counter = new Counter();
    counter.add('behind', 'on_track', 3);
    counter.add('achieved', 'achieved', 2);
    expect(counter.tally()).toMatchObject({
      total: 5,
      counts: { behind: 3, achieved: 2 },
      change: { behind: 3, on_track: -3, achieved: 0 },
    });
  });

  it('counts only the wanted statuses, on either day', () => {
    const counter = new Counter(['behind']);
    counter.add('on_track', 'behind', 2);
    counter.add('behind', 'no_data', 1);
    expect(counter.tally()).toMatchObject({ total: 1, counts: { behind: 1, on_track: 0 }, change: { behind: -1, no_data: 0 } });
  });
});
