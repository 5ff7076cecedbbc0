import fc from 'fast-check';
import { given } from '../../../test/support/given.js';
import { addDays } from '../kernel/civil-date.js';
import { remindersOf } from '../reporting/duty-state.js';
import { workingDays } from '../reporting/working-days.js';
import { DAYS_BEFORE, reminderDaysOf } from './reminder.days.js';
import { remind, reminderDecider, type Remind, type ReminderState } from './reminder.decide.js';
import type { ReminderEvent } from './reminder.events.js';
import { reminderSentence, type NamedDuty } from './reminder.sentence.js';

const DAYS = workingDays();
const NAMES = ['Giải ngân vốn đầu tư công', 'Thu ngân sách', 'GRDP', 'Hộ nghèo', 'Di dời hộ dân', 'Trồng rừng', 'Xuất khẩu'];

const owed = (n: number, change: Partial<NamedDuty> = {}): NamedDuty => ({
  targetId: `t-${n}`,
  indicatorId: `i-${n}`,
  period: '2021-08',
  dueOn: '2021-08-25',
  name: { vi: NAMES[n]!, en: `Indicator ${n}` },
  ...change,
});
const first = (count: number): NamedDuty[] => Array.from({ length: count }, (_, n) => owed(n));
const REMIND: Remind = {
  localityId: 'vn-08@base',
  name: { vi: 'Tuyên Quang', en: 'Tuyen Quang' },
  day: '2021-08-20',
  owed: first(2),
};
const sentence = (duties: readonly NamedDuty[], day = '2021-08-20') => reminderSentence({ ...REMIND, day, owed: duties }, DAYS);

describe('the sentence of a reminder', () => {
  it('counts the reports and the working days left, and names what is owed', () => {
    expect(sentence(first(3))).toEqual({
      vi: 'Tuyên Quang còn 3 báo cáo phải gửi chậm nhất ngày 25/8/2021 (3 ngày làm việc nữa): giải ngân vốn đầu tư công, thu ngân sách, GRDP.',
      en: 'Tuyen Quang still owes 3 reports due by the end of 25 August 2021 (3 working days left): indicator 0, indicator 1, indicator 2.',
    });
    expect(sentence(first(1), '2021-08-24').en).toBe(
      'Tuyen Quang still owes 1 report due by the end of 25 August 2021 (1 working day left): indicator 0.',
    );
  });

  it('names five at most and counts the others', () => {
    expect(sentence(first(7)).vi).toBe(
      'Tuyên Quang còn 7 báo cáo phải gửi chậm nhất ngày 25/8/2021 (3 ngày làm việc nữa): giải ngân vốn đầu tư công, thu ngân sách, GRDP, hộ nghèo, di dời hộ dân và 2 báo cáo khác.',
    );
    expect(sentence(first(6)).en).toMatch(/indicator 4 and 1 other\.$/);
  });

  it('tells due days apart', () => {
    const later = { dueOn: '2021-08-25' };
    const soon = [0, 1, 2, 3, 4].map((n) => owed(n, { dueOn: '2021-08-23' }));
    expect(sentence([soon[0]!, owed(5, later)]).vi).toBe(
      'Tuyên Quang còn 1 báo cáo phải gửi chậm nhất ngày 23/8/2021 (1 ngày làm việc nữa): giải ngân vốn đầu tư công; 1 báo cáo phải gửi chậm nhất ngày 25/8/2021 (3 ngày làm việc nữa): trồng rừng.',
    );
    expect(sentence([...soon, owed(5, later)]).vi).toMatch(/; 1 báo cáo phải gửi chậm nhất ngày 25\/8\/2021 \(3 ngày làm việc nữa\)\.$/);
  });

  it('speaks of tasks as tasks, to be done and not sent, apart from reports of the same day', () => {
    const task = (n: number) => owed(n, { period: '2021-08-25', isTask: true });
    expect(sentence([task(4)])).toEqual({
      vi: 'Tuyên Quang còn 1 nhiệm vụ phải hoàn thành chậm nhất ngày 25/8/2021 (3 ngày làm việc nữa): di dời hộ dân.',
      en: 'Tuyen Quang still has 1 task to be done by the end of 25 August 2021 (3 working days left): indicator 4.',
    });
    expect(sentence([task(4), owed(0), task(5)]).vi).toBe(
      'Tuyên Quang còn 1 báo cáo phải gửi chậm nhất ngày 25/8/2021 (3 ngày làm việc nữa): giải ngân vốn đầu tư công; 2 nhiệm vụ phải hoàn thành chậm nhất ngày 25/8/2021 (3 ngày làm việc nữa): di dời hộ dân, trồng rừng.',
    );
    expect(sentence([task(4), owed(0)]).en).toMatch(/^Tuyen Quang still owes 1 report .*; 1 task to be done by/);
    expect(sentence([0, 1, 2, 3, 4, 5].map(task)).vi).toMatch(/ và 1 nhiệm vụ khác\.$/);
  });

  it('counts the figure that several targets await once', () => {
    expect(sentence([owed(0), owed(0, { targetId: 't-other' }), owed(1)]).vi).toContain('còn 2 báo cáo');
  });
});

describe('reminding a locality', () => {
  const doing =
    (change: Partial<Remind> = {}) =>
    (state: ReminderState) =>
      remind({ ...REMIND, ...change }, state, DAYS);
  const [reminded] = remind(REMIND, null, DAYS) as [ReminderEvent];

  it('is one event with every duty, the first due first, in whatever order they were found', () => {
    const duties = [owed(1), owed(0), owed(2, { dueOn: '2021-08-23' })];
    const [event] = remind({ ...REMIND, owed: duties }, null, DAYS);
    expect(event?.data.duties.map(({ targetId }) => targetId)).toEqual(['t-2', 't-0', 't-1']);
    expect(event?.data.duties[0]).toEqual({ targetId: 't-2', indicatorId: 'i-2', period: '2021-08', dueOn: '2021-08-23' });
    expect(remind({ ...REMIND, owed: duties.toReversed() }, null, DAYS)).toEqual([event]);
    const [done] = remind({ ...REMIND, owed: [owed(0, { isTask: true })] }, null, DAYS);
    expect(done?.data.duties).toEqual([{ targetId: 't-0', indicatorId: 'i-0', period: '2021-08', dueOn: '2021-08-25', isTask: true }]);
  });

  it('is quiet when repeated, for a day that is over, and where nothing is owed', () => {
    const once = given(reminderDecider, [reminded]);
    once.when(doing()).thenNothing();
    once.when(doing({ day: '2021-08-19' })).thenNothing();
    given(reminderDecider)
      .when(doing({ owed: [] }))
      .thenNothing();
    expect(doing({ day: '2021-08-24' })('2021-08-20')).toHaveLength(1);
  });
});

describe('the days of reminders', () => {
  it('lie three working days and one before the due day', () => {
    expect(reminderDaysOf('2021-08-25', DAYS)).toEqual(['2021-08-20', '2021-08-24']);
  });

  it('leave holidays out', () => {
    // 2 and 3 September 2021 were holidays.
    expect(reminderDaysOf('2021-09-06', DAYS)).toEqual(['2021-08-30', '2021-09-01']);
  });

  it('are those on which a duty is reminded of, for every due day', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(25), (shift, before) => {
        const dueOn = addDays('2020-01-10', shift);
        const day = addDays(dueOn, -before);
        const duty = { period: 'x', from: '2020-01-01', cutOff: dueOn, dueOn, state: 'open', receivedOn: null } as const;
        expect(reminderDaysOf(dueOn, DAYS).includes(day)).toBe(remindersOf([duty], day, DAYS_BEFORE, DAYS).length > 0);
      }),
    );
  });
});
