import { milestone, plan } from '../../../test/support/samples.js';
import { exact } from '../kernel/decimal.js';
import { compilePlan } from './compile.js';
import { evaluate } from './evaluate.js';
import { newestRules, RULES, rulesOf } from './rules.js';
import { schedulePlan } from './schedule-plan.js';

const TARGET = schedulePlan(plan({ milestones: [milestone({ value: '100' })] }), { shape: 'ratio', direction: 'increasing' });
const FIGURE = { asOf: '2021-07-02', value: '48.5', doneOn: null, basis: 'actual' } as const;

describe('versions of the rules', () => {
  it('ascend, and the first is in force until another was adopted', () => {
    expect(RULES.map(({ version }) => version)).toEqual(RULES.map((_, index) => index + 1));
    expect(rulesOf(null).version).toBe(1);
    expect(() => rulesOf(99)).toThrow(RangeError);
  });

  it('decide where the target says nothing, and nowhere else', () => {
    const stricter = { ...newestRules(), version: 2, onTrack: exact('0.99'), atRisk: exact('0.98') };
    const own = { ...TARGET, thresholds: { onTrack: '0.9', atRisk: '0.5', tolerance: '0' } };
    const statusBy = (target: typeof TARGET, rules = rulesOf(1)): string =>
      evaluate(compilePlan(target, rules), FIGURE, '2021-07-10').status;
    expect([statusBy(TARGET), statusBy(TARGET, stricter)]).toEqual(['on_track', 'behind']);
    expect([statusBy(own), statusBy(own, stricter)]).toEqual(['on_track', 'on_track']);
  });
});
