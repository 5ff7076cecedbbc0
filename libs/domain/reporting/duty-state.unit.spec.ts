import fc from 'fast-check';
import { addDays } from '../kernel/civil-date.js';
import { DEFAULT_CALENDAR, dutiesBetween, type Duty } from './calendar.js';
import { dutyStateOf, isOwed, remindersOf, reportingRates } from './duty-state.js';
import { dutySentence, periodText } from './duty-text.js';
import { workingDays } from './working-days.js';

const AUGUST: Duty = { period: '2021-08', from: '2021-07-15', cutOff: '2021-08-14', dueOn: '2021-08-25' };
const came = (asOf: string, recordedOn: string) => ({ asOf, recordedOn });

describe('a duty', () => {
  it('is open until its due day is over, and missing then', () => {
    expect(dutyStateOf(AUGUST, [], '2021-08-20')).toEqual({ state: 'open', receivedOn: null, workingDaysLeft: 3 });
    expect(dutyStateOf(AUGUST, [], '2021-08-25')).toEqual({ state: 'open', receivedOn: null, workingDaysLeft: 0 });
    expect(dutyStateOf(AUGUST, [], '2021-08-26')).toEqual({ state: 'missing', receivedOn: null });
  });

  it('is on time up to the end of the due day, and late afterwards', () => {
    expect(dutyStateOf(AUGUST, [came('2021-08-14', '2021-08-25')], '2021-09-01')).toEqual({ state: 'on_time', receivedOn: '2021-08-25' });
    expect(dutyStateOf(AUGUST, [came('2021-08-14', '2021-08-26')], '2021-09-01')).toEqual({ state: 'late', receivedOn: '2021-08-26' });
  });

  it('goes by the first figure that came', () => {
    const received = [came('2021-08-14', '2021-08-30'), came('2021-07-31', '2021-08-03')];
    expect(dutyStateOf(AUGUST, received, '2021-09-01')).toEqual({ state: 'on_time', receivedOn: '2021-08-03' });
  });

  it('is not fulfilled by figures of other periods, nor by those that came after the asked day', () => {
    const received = [came('2021-07-14', '2021-08-20'), came('2021-08-15', '2021-08-20'), came('2021-08-14', '2021-08-27')];
    expect(dutyStateOf(AUGUST, received, '2021-08-26').state).toBe('missing');
    expect(dutyStateOf(AUGUST, received, '2021-08-27').state).toBe('late');
  });

  it('never turns back: day by day it is open, then missing or received', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2021-07-15', days));
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { maxLength: 4 }), (figures) => {
        const received = figures.map(([asOf, recordedOn]) => came(asOf, recordedOn));
        const states = Array.from({ length: 70 }, (_, days) => dutyStateOf(AUGUST, received, addDays('2021-07-15', days)).state);
        const changes = states.filter((state, index) => state !== states[index - 1]).join(' ');
        expect(['open', 'open missing', 'open on_time', 'on_time', 'open late', 'open missing late']).toContain(changes);
      }),
    );
  });

  it('is owed from the baseline until the last milestone and its grace', () => {
    const span = { after: '2020-12-31', until: '2022-01-30' };
    const owed = dutiesBetween(DEFAULT_CALENDAR, '2020-01-01', '2023-01-01', workingDays()).filter((duty) => isOwed(duty, span));
    expect([owed.length, owed[0]?.period, owed.at(-1)?.period]).toEqual([13, '2021-01', '2022-01']);
  });
});

describe('reporting rates', () => {
  const duty = (state: 'on_time' | 'late' | 'missing' | 'open', dueOn = '2021-08-25') => ({ state, dueOn });

  it('count what came, and what came on time, against all that was due', () => {
    expect(reportingRates([duty('on_time'), duty('late'), duty('missing')], '2021-08-26')).toEqual({
      expected: 3,
      received: 2,
      onTime: 1,
      completeness: '66.67',
      timeliness: '33.33',
    });
  });

  it('leave out what is not due yet, received or not, and are unknown for nothing', () => {
    expect(reportingRates([duty('open'), duty('on_time', '2021-09-27')], '2021-08-25')).toEqual({
      expected: 0,
      received: 0,
      onTime: 0,
      completeness: null,
      timeliness: null,
    });
  });
});

describe('reminders', () => {
  const open = { ...AUGUST, ...dutyStateOf(AUGUST, [], '2021-08-10') };

  it('come the asked number of working days before, and on the day', () => {
    const reminded = Array.from({ length: 40 }, (_, days) => addDays('2021-08-01', days)).filter(
      (day) => remindersOf([open], day, [3, 1, 0]).length > 0,
    );
    expect(reminded).toEqual(['2021-08-20', '2021-08-24', '2021-08-25']);
  });

  it('are not sent on days off, nor for what has come', () => {
    expect(remindersOf([open], '2021-08-22', [3])).toEqual([]);
    expect(remindersOf([{ ...AUGUST, state: 'on_time' as const, receivedOn: '2021-08-03' }], '2021-08-25', [0])).toEqual([]);
  });
});

describe('the sentence on a duty', () => {
  const named = { ...AUGUST, indicator: 'Di dời hộ dân', locality: 'Tỉnh Tuyên Quang' };
  const on = (today: string, ...received: { asOf: string; recordedOn: string }[]) => ({
    ...named,
    ...dutyStateOf(AUGUST, received, today),
  });

  it.each([
    [on('2021-08-20'), 'còn 3 ngày làm việc', 'with 3 working days left'],
    [on('2021-08-24'), 'còn 1 ngày làm việc', 'with 1 working day left'],
    [on('2021-08-25'), 'không còn ngày làm việc nào sau hôm nay', 'with no working day left after today'],
    [on('2021-08-26'), 'đã quá hạn mà chưa nhận được', 'are overdue and have not been received'],
    [on('2021-09-01', came('2021-08-14', '2021-08-27')), 'nhận muộn vào ngày 27/8/2021', 'and were received late, on 27/8/2021'],
    [on('2021-09-01', came('2021-08-14', '2021-08-16')), 'đã nhận đúng hạn vào ngày 16/8/2021', 'and were received on time, on 16/8/2021'],
  ])('%#', (duty, vi, en) => {
    expect(dutySentence(duty, 'vi')).toBe(
      `Số liệu tháng 8/2021 “Di dời hộ dân” của Tỉnh Tuyên Quang phải gửi trước hết ngày 25/8/2021, ${vi}.`,
    );
    expect(dutySentence(duty, 'en')).toBe(
      `The figures of Tỉnh Tuyên Quang for “Di dời hộ dân”, month 8/2021, are due by the end of 25/8/2021, ${en}.`,
    );
  });

  it.each([
    ['2021-Q3', 'quý III/2021', 'quarter 3 of 2021'],
    ['2021-H1', '6 tháng đầu năm 2021', 'half 1 of 2021'],
    ['2021-H2', '6 tháng cuối năm 2021', 'half 2 of 2021'],
    ['2021', 'năm 2021', 'the year 2021'],
    ['2021-W05', 'tuần 5/2021', 'week 5 of 2021'],
    ['2021-09-10', 'chốt ngày 10/9/2021', 'cut off on 10/9/2021'],
  ])('names the period %s', (period, vi, en) => {
    expect([periodText(period, 'vi'), periodText(period, 'en')]).toEqual([vi, en]);
  });
});
