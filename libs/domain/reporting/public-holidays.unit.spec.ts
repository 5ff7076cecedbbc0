import fc from 'fast-check';
import { given } from '../../../test/support/given.js';
import { addDays } from '../kernel/civil-date.js';
import { fold } from '../kernel/decider.js';
import type { RefusalCode } from '../refusals.js';
import {
  holidayChanges,
  overridesOf,
  publicHolidaysDecider,
  setHolidays,
  type PublicHolidaysState,
  type SetHolidays,
} from './public-holidays.decide.js';
import { workingDays } from './working-days.js';

const swap: SetHolidays = {
  year: 2026,
  off: [{ day: '2026-11-23', name: 'Nghỉ hoán đổi' }],
  worked: [{ day: '2026-11-28', name: 'Làm bù ngày 23/11' }],
  source: 'Thông báo 12/TB-BNV',
};
const announce = (more: Partial<SetHolidays> = {}) => {
  const command = { ...swap, ...more };
  return (state: PublicHolidaysState) => setHolidays(command, state);
};
const stored = (data: SetHolidays = swap) => ({ type: 'HolidaysSet', data }) as const;
const day = (date: string, name = 'Nghỉ') => ({ day: date, name });

describe('what is announced of a year', () => {
  it('is recorded in the order of its days, in clean text', () => {
    const off = [day('2026-12-31', ' Nghỉ  '), day('2026-11-23')];
    given(publicHolidaysDecider)
      .when(announce({ off, source: ' TB 12 ' }))
      .then([stored({ ...swap, off: [day('2026-11-23'), day('2026-12-31')], source: 'TB 12' })]);
  });

  it('is nothing new when it is announced again, and takes the place of what was announced before', () => {
    given(publicHolidaysDecider, [stored()]).when(announce()).thenNothing();
    given(publicHolidaysDecider, [stored()])
      .when(announce({ off: [] }))
      .then([stored({ ...swap, off: [] })]);
  });

  it('may name days that are off anyway, as whole notices do', () => {
    const off = [day('2026-09-02', 'Quốc khánh'), day('2026-11-28', 'thứ Bảy')];
    given(publicHolidaysDecider)
      .when(announce({ off, worked: [] }))
      .then([stored({ ...swap, off, worked: [] })]);
  });

  it('may name days worked that are worked already, as whole notices do', () => {
    const worked = [day('2026-01-10', 'Làm bù'), day('2026-08-22', 'Làm bù')];
    given(publicHolidaysDecider)
      .when(announce({ off: [], worked }))
      .then([stored({ ...swap, off: [], worked })]);
    const taken = { ...swap, off: [], worked: [day('2026-11-23', 'Không nghỉ nữa')] };
    given(publicHolidaysDecider, [stored()])
      .when(announce(taken))
      .then([stored(taken)]);
    given(publicHolidaysDecider).when(announce(taken)).refused('holiday_worked_anyway', { day: '2026-11-23' });
  });

  it('is refused where it cannot be meant', () => {
    const refused = (more: Partial<SetHolidays>, code: RefusalCode, params?: object) =>
      given(publicHolidaysDecider)
        .when(announce(more))
        .refused(code, params as never);
    refused({ off: [day('2027-01-01')] }, 'holiday_out_of_year', { day: '2027-01-01', year: 2026 });
    refused({ off: [day('2026-11-23'), day('2026-11-23', 'lần nữa')] }, 'holiday_named_twice', { day: '2026-11-23' });
    refused({ off: [day('2026-11-28')] }, 'holiday_named_twice', { day: '2026-11-28' });
    refused({ worked: [day('2026-11-27')] }, 'holiday_worked_anyway', { day: '2026-11-27' });
    refused({ off: [day('2026-02-30')] }, 'date_malformed');
    refused({ off: [day('2026-11-23', '  ')] }, 'text_required');
    refused({ source: ' ' }, 'text_required');
    const many = Array.from({ length: 41 }, (_, index) => day(addDays('2026-06-01', index)));
    refused({ off: many }, 'holidays_too_many', { most: 40 });
  });

  it('changes the days that it names, of its own year alone, until it is revised', () => {
    const before = workingDays(overridesOf([swap]));
    expect(['2026-11-23', '2026-11-28', '2026-11-26'].map((on) => before.isWorking(on))).toEqual([false, true, true]);
    const after = workingDays(overridesOf([fold(publicHolidaysDecider, [stored(), stored({ ...swap, off: [], worked: [] })])]));
    expect(['2026-11-23', '2026-11-28'].map((on) => after.isWorking(on))).toEqual([true, false]);
  });

  it('turns only the days over that are not so already, named as they are now', () => {
    expect(holidayChanges(null, { ...swap, off: [day('2026-09-02'), ...swap.off] })).toEqual([
      { day: '2026-11-23', name: 'Nghỉ hoán đổi', was: 'worked', becomes: 'off' },
      { day: '2026-11-28', name: 'Làm bù ngày 23/11', was: 'off', becomes: 'worked' },
    ]);
    expect(holidayChanges(swap, { ...swap, worked: [] })).toEqual([{ day: '2026-11-28', name: null, was: 'worked', becomes: 'off' }]);
    expect(holidayChanges(swap, { ...swap, source: 'Thông báo 13/TB-BNV' })).toEqual([]);
  });

  it('leaves the years that were announced of beside each other, in whatever order', () => {
    const states = [swap, { ...swap, year: 2027, off: [day('2027-04-29')], worked: [day('2027-05-08')] }];
    const date = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-06-01', days));
    const [forwards, backwards] = [workingDays(overridesOf(states)), workingDays(overridesOf(states.toReversed()))];
    fc.assert(fc.property(date, (on) => expect(forwards.isWorking(on)).toBe(backwards.isWorking(on))));
  });
});
