import fc from 'fast-check';
import { given } from '../../../test/support/given.js';
import { addDays, daysBetween } from '../kernel/civil-date.js';
import { fold } from '../kernel/decider.js';
import { beginDays, calendarDayDecider } from './calendar-day.decide.js';
import { calendarDayStreamOf, type CalendarDayEvent } from './calendar-day.events.js';

const began = (day: string): CalendarDayEvent => ({ type: 'DayBegan', data: { day } });
const on = (today: string) => (last: string | null) => beginDays(last, today);

describe('days that begin', () => {
  it('are recorded from today on, the first time', () => {
    given(calendarDayDecider)
      .when(on('2021-08-31'))
      .then([began('2021-08-31')]);
  });

  it('are recorded one after another after an outage, over the end of the year', () => {
    given(calendarDayDecider, [began('2021-12-30')])
      .when(on('2022-01-02'))
      .then(['2021-12-31', '2022-01-01', '2022-01-02'].map(began));
    expect(['2021-12-31', '2022-01-01'].map(calendarDayStreamOf)).toEqual(['calendar-2021', 'calendar-2022']);
  });

  it('are recorded once', () => {
    given(calendarDayDecider, [began('2021-08-31')])
      .when(on('2021-08-31'))
      .thenNothing();
  });

  it('do not come again when the clock goes back', () => {
    given(calendarDayDecider, [began('2021-08-31')])
      .when(on('2021-08-30'))
      .refused('day_already_over', { today: '2021-08-30', last: '2021-08-31' });
    given(calendarDayDecider).when(on('2021-02-30')).refused('date_malformed');
  });

  it('leave no day out, however often one looks', () => {
    const steps = fc.array(fc.nat(40), { maxLength: 10 });
    fc.assert(
      fc.property(steps, (gaps) => {
        let [today, events] = ['2020-12-20', beginDays(null, '2020-12-20')];
        for (const gap of gaps) {
          today = addDays(today, gap);
          events = [...events, ...beginDays(fold(calendarDayDecider, events), today)];
        }
        const days = events.map(({ data }) => data.day);
        expect(days).toEqual(Array.from({ length: daysBetween('2020-12-20', today) + 1 }, (_, n) => addDays('2020-12-20', n)));
      }),
    );
  });
});
