import { differenceSentence } from './difference.words.js';
import { findingSentence, type FoundFacts } from './findings.words.js';
import { fallsShort, findingSeverity, FINDING_TERMS } from './findings.js';

const nothing = { days: null, from: null, to: null, alert: null };

describe('a figure falls short of a milestone', () => {
  it.each([
    ['60', '>', '60', 'increasing', true],
    ['60', '>=', '60', 'increasing', false],
    ['59.9', '=', '60', 'increasing', true],
    ['61', '=', '60', 'increasing', false],
    ['61', '=', '60', 'decreasing', true],
    ['5', '<', '5', 'decreasing', true],
    ['5', '<=', '5', 'decreasing', false],
    [null, '>=', '60', 'increasing', true],
    [null, 'complete', null, 'increasing', false],
    ['1', 'between', '2', 'band', false],
  ] as const)('%s, %s %s (%s): %p', (value, comparator, limit, direction, short) =>
    expect(fallsShort(value, comparator, limit, direction)).toBe(short),
  );
});

describe('the weight of a finding', () => {
  it('is greatest for what was changed after the fact, and that of the alert for an alert', () => {
    expect(findingSeverity('revised_after_due', { ...nothing, days: 1 }, FINDING_TERMS)).toBe('critical');
    expect(findingSeverity('alert_unacknowledged', { ...nothing, alert: 'critical' }, FINDING_TERMS)).toBe('critical');
    expect(findingSeverity('self_verified', nothing, FINDING_TERMS)).toBe('warning');
  });

  it('grows with the days of delay and with the size of a fall', () => {
    const late = (days: number) => findingSeverity('back_dated', { ...nothing, days }, FINDING_TERMS);
    expect([late(46), late(135), late(136)]).toEqual(['notice', 'notice', 'warning']);
    const fell = (to: string) => findingSeverity('cumulative_fell', { ...nothing, from: '100', to }, FINDING_TERMS);
    expect([fell('99'), fell('95'), fell('94.9')]).toEqual(['notice', 'notice', 'warning']);
  });
});

describe('figures in a sentence', () => {
  const subject = { indicator: { vi: 'di dời hộ dân', en: 'relocation' }, locality: { vi: 'huyện Na Hang', en: 'Na Hang' } };
  const facts: FoundFacts = {
    ...{ kind: 'corrected_after_verification', ...subject, unit: '%', who: 'Nguyễn Thị Hoà', day: '2021-10-02', on: '2021-09-30' },
    ...{ basis: 'actual', from: '20.454545454545', to: '70.455', days: null, milestone: null, reason: 'cộng sót' },
  };

  it('that are percentages have two decimals, half up; what was counted stands as it was recorded', () => {
    expect(findingSentence(facts).vi).toMatch(/: từ 20,45 % thành 70,46 %; lý do: cộng sót\.$/);
    expect(findingSentence({ ...facts, unit: 'ha', from: '1.2345', to: null }).vi).toMatch(/: từ 1,2345 ha thành không còn; /);
    const then = { status: 'behind', actual: '44.047619047619', doneOn: null } as const;
    expect(differenceSentence({ ...subject, unit: '%' }, then, { ...then, actual: '55.1' }).vi).toBe(
      'Di dời hộ dân, huyện Na Hang: từ chậm tiến độ (44,05 %) thành chậm tiến độ (55,1 %).',
    );
  });
});
