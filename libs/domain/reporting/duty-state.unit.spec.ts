import fc from 'fast-check';
import { addDays } from '../kernel/civil-date.js';
import type { Duty } from './calendar.js';
import { dutyStateOf, remindersOf, reportingRates } from './duty-state.js';
import { dutySentence } from './duty-text.js';
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

  it('has lapsed where a newer figure came after the due day, unless it comes after all, and never before that day', () => {
    const lapsed = (...received: ReturnType<typeof came>[]) =>
      dutyStateOf(AUGUST, received, '2021-09-20', workingDays(), { isAwaited: false, isFlow: false }).state;
    expect(lapsed()).toBe('lapsed');
    expect(lapsed(came('2021-09-10', '2021-09-12'))).toBe('lapsed');
    expect(lapsed(came('2021-08-14', '2021-09-01'))).toBe('late');
    expect(dutyStateOf(AUGUST, [], '2021-08-25', workingDays(), { isAwaited: false }).state).toBe('open');
    expect(lapsed(came('2021-08-20', '2021-08-24'))).toBe('on_time');
  });
});

describe('reporting rates', () => {
  const none = { missing: 0, open: 0, late: 0, on_time: 0, lapsed: 0 };

  it('count what came, and what came on time, against all that was due, awaited still or not', () => {
    expect(reportingRates({ ...none, on_time: 1, late: 1, missing: 1 })).toEqual({
      expected: 3,
      received: 2,
      onTime: 1,
      completeness: '66.67',
      timeliness: '33.33',
    });
    expect(reportingRates({ ...none, on_time: 1, lapsed: 1 })).toMatchObject({ expected: 2, completeness: '50.00' });
  });

  it('are unknown where nothing was due', () => {
    expect(reportingRates(none)).toEqual({ expected: 0, received: 0, onTime: 0, completeness: null, timeliness: null });
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
  const lapsed = { ...named, ...dutyStateOf(AUGUST, [], '2021-09-20', workingDays(), { isAwaited: false, isFlow: false }) };

  it.each([
    [on('2021-08-20'), ', còn 3 ngày làm việc', 'are', ', with 3 working days left'],
    [on('2021-08-24'), ', còn 1 ngày làm việc', 'are', ', with 1 working day left'],
    [on('2021-08-25'), ', không còn ngày làm việc nào sau hôm nay', 'are', ', with no working day left after today'],
    [on('2021-08-26'), ', đã quá hạn mà chưa nhận được', 'were', ' and have not been received'],
    [
      on('2021-09-01', came('2021-08-14', '2021-08-27')),
      ', đã nhận ngày 27/8/2021, chậm so với hạn',
      'were',
      ' and came late, on 27 August 2021',
    ],
    [
      on('2021-09-01', came('2021-08-14', '2021-08-16')),
      ', đã nhận đúng hạn, ngày 16/8/2021',
      'were',
      ' and came on time, on 16 August 2021',
    ],
    [
      lapsed,
      ', đã quá hạn mà không nhận được; nay đã có số liệu mới hơn nên không cần gửi bù',
      'were',
      ' and were not received; newer figures have come since, so they need not be sent any more',
    ],
  ])('%#', (duty, vi, verb, en) => {
    expect(dutySentence(duty, 'vi')).toBe(
      `Số liệu tháng 8/2021 “Di dời hộ dân” của Tỉnh Tuyên Quang phải gửi chậm nhất ngày 25/8/2021${vi}.`,
    );
    expect(dutySentence(duty, 'en')).toBe(
      `The figures of Tỉnh Tuyên Quang for “Di dời hộ dân”, August 2021, ${verb} due by the end of 25 August 2021${en}.`,
    );
  });
});
