import { DEFAULT_CALENDAR, dutiesBetween } from './calendar.js';
import { awaitedSpan, fulfils, inLife, isOwed, owedSpan } from './owed-span.js';
import { workingDays } from './working-days.js';

const milestone = { due: '2021-12-31', dueOp: '<=', dueSource: 'printed', comparator: '>=', value: '98', upper: null } as const;
const target = { baseline: { value: '0', on: '2020-12-31' }, milestones: [milestone], graceDays: 30, withdrawn: null };
const periods = (span: ReturnType<typeof awaitedSpan>) =>
  dutiesBetween(DEFAULT_CALENDAR, '2020-01-01', '2023-01-01', workingDays())
    .filter((duty) => isOwed(duty, span))
    .map(({ period }) => period);
const ends = (span: ReturnType<typeof awaitedSpan>) => [periods(span).length, periods(span)[0], periods(span).at(-1)];

describe('reports are owed', () => {
  it('from the baseline until the last milestone and its grace', () => {
    expect(ends(owedSpan(target, null))).toEqual([13, '2021-01', '2022-01']);
    const before = { ...target, graceDays: 14, milestones: [{ ...milestone, dueOp: '<' as const }] };
    expect(owedSpan(before, null).until).toBe('2022-01-13');
  });

  it('of no period that was over before the target was set', () => {
    expect(ends(owedSpan(target, '2021-09-14'))).toEqual([5, '2021-09', '2022-01']);
    expect(ends(owedSpan(target, '2021-09-15'))).toEqual([4, '2021-10', '2022-01']);
    expect(ends(owedSpan(target, '2020-10-01'))).toEqual([13, '2021-01', '2022-01']);
  });

  it('of no period that had not ended before the target was withdrawn', () => {
    expect(ends(owedSpan({ ...target, withdrawn: { on: '2021-09-14', reason: 'thôi' } }, null))).toEqual([8, '2021-01', '2021-08']);
  });

  it('while the locality exists', () => {
    const span = owedSpan(target, null);
    expect(ends(inLife(span, '2021-03-15', '2021-06-14'))).toEqual([3, '2021-04', '2021-06']);
    expect(inLife(span, null, null)).toEqual(span);
    expect(periods(inLife(span, '2022-07-01', null))).toEqual([]);
  });
});

describe('reports that have not come are awaited', () => {
  const span = owedSpan(target, null);
  const known = { newest: null, isFlow: false, isWithdrawn: false };

  it('until a newer figure holds what they would have said', () => {
    expect(awaitedSpan(span, known)).toEqual(span);
    expect(ends(awaitedSpan(span, { ...known, newest: '2021-08-14' }))).toEqual([6, '2021-08', '2022-01']);
    expect(ends(awaitedSpan(span, { ...known, newest: '2021-08-15' }))).toEqual([5, '2021-09', '2022-01']);
    expect(ends(awaitedSpan(span, { ...known, newest: '2020-06-30' }))).toEqual([13, '2021-01', '2022-01']);
  });

  it('each for itself where periods are counted apart', () => {
    expect(awaitedSpan(span, { ...known, newest: '2021-08-15', isFlow: true })).toEqual(span);
  });

  it('no more once the target is withdrawn', () => {
    expect(periods(awaitedSpan(span, { ...known, isWithdrawn: true }))).toEqual([]);
  });
});

describe('a report is what was sent', () => {
  const august = { period: '2021-08', from: '2021-07-15', cutOff: '2021-08-14', dueOn: '2021-08-25' };
  const isReport = (asOf: string, recordedOn: string, isFlow = false) => fulfils(august, { asOf, recordedOn }, isFlow);

  it('of its period, whenever it came', () => {
    expect([isReport('2021-07-15', '2021-07-20'), isReport('2021-08-14', '2021-12-01')]).toEqual([true, true]);
    expect(isReport('2021-07-14', '2021-08-20')).toBe(false);
  });

  it('or a newer figure that came by the due day, but for flows', () => {
    expect([isReport('2021-08-20', '2021-08-25'), isReport('2021-08-20', '2021-08-26')]).toEqual([true, false]);
    expect(isReport('2021-08-20', '2021-08-25', true)).toBe(false);
  });
});
