import { changesOf, type FigureVersion } from './revision-history.js';

const SEPTEMBER = '2025-09-30';
const version = (basis: FigureVersion['basis'], value: string | null, more: Partial<FigureVersion> = {}): FigureVersion => ({
  ...{ asOf: SEPTEMBER, year: 2025, basis, value, isCounted: true, ...more },
});
const gone = (basis: FigureVersion['basis'], value: string) => version(basis, value, { isCounted: false });
const told = (...versions: readonly FigureVersion[]) =>
  changesOf(versions).map(({ why, from, to, before, after, change, percent }) => [why, from, to, before, after, change, percent]);

describe('the changes of a figure', () => {
  it('are a more settled basis and a correction, each with its size', () => {
    expect(told(version('estimated', '100'), version('estimated', '80'), version('actual', '88'), version('settled', '66'))).toEqual([
      ['correction', 'estimated', 'estimated', '100', '80', '-20', '-20'],
      ['basis', 'estimated', 'actual', '80', '88', '8', '10'],
      ['basis', 'actual', 'settled', '88', '66', '-22', '-25'],
    ]);
  });

  it('are none where a figure was confirmed, verified, or recorded beneath a more settled one', () => {
    expect(told(version('estimated', '5'), version('actual', '5.0'), version('actual', '5'))).toEqual([]);
    expect(told(version('settled', '5'), version('estimated', '7'), version('estimated', '8'))).toEqual([]);
  });

  it('go on from the last known figure after a withdrawal or a return', () => {
    expect(told(version('actual', '5'), gone('actual', '5'), version('actual', '6'))).toEqual([
      ['correction', 'actual', 'actual', '5', '6', '1', '20'],
    ]);
    expect(told(version('estimated', '4'), version('actual', '5'), gone('actual', '5'))).toEqual([
      ['basis', 'estimated', 'actual', '4', '5', '1', '25'],
      ['withdrawal', 'actual', 'estimated', '5', '4', '-1', '-20'],
    ]);
  });

  it('keep dates and years apart, and say nothing of tasks', () => {
    expect(told(version('actual', '5'), version('actual', '6', { asOf: '2025-10-31' }), version('actual', '7', { year: 2024 }))).toEqual(
      [],
    );
    expect(told(version('estimated', null), version('actual', null))).toEqual([]);
  });
});
