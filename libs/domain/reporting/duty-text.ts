import { dateText, periodText } from '../alert/alert.words.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { Duty } from './calendar.js';
import type { DutyFinding } from './duty-state.js';

export type Language = 'vi' | 'en';

export interface NamedDuty extends Duty, DutyFinding {
  /** Whose figure is owed: the indicator's name in the language asked for. */
  readonly indicator: string;
  readonly locality: string;
}

/** One sentence on what is owed, until when, and what became of it. */
export function dutySentence(duty: NamedDuty, language: Language): string {
  const { period, indicator, locality, dueOn } = duty;
  const [what, due] = [periodText(period, language), dateText(dueOn, language)];
  if (language === 'vi') return `Số liệu ${what} “${indicator}” của ${locality} phải gửi chậm nhất ngày ${due}${outcomeVi(duty)}.`;
  const verb = duty.state === 'open' ? 'are' : 'were';
  return `The figures of ${locality} for “${indicator}”, ${what}, ${verb} due by the end of ${due}${outcomeEn(duty)}.`;
}

function outcomeVi({ state, receivedOn, workingDaysLeft }: DutyFinding): string {
  switch (state) {
    case 'open':
      return workingDaysLeft ? `, còn ${workingDaysLeft} ngày làm việc` : ', không còn ngày làm việc nào sau hôm nay';
    case 'missing':
      return ', đã quá hạn mà chưa nhận được';
    case 'late':
      return `, đã nhận ngày ${on(receivedOn, 'vi')}, chậm so với hạn`;
    case 'on_time':
      return `, đã nhận đúng hạn, ngày ${on(receivedOn, 'vi')}`;
    case 'lapsed':
      return ', đã quá hạn mà không nhận được; nay đã có số liệu mới hơn nên không cần gửi bù';
  }
}

function outcomeEn({ state, receivedOn, workingDaysLeft }: DutyFinding): string {
  switch (state) {
    case 'open':
      if (!workingDaysLeft) return ', with no working day left after today';
      return workingDaysLeft === 1 ? ', with 1 working day left' : `, with ${workingDaysLeft} working days left`;
    case 'missing':
      return ' and have not been received';
    case 'late':
      return ` and came late, on ${on(receivedOn, 'en')}`;
    case 'on_time':
      return ` and came on time, on ${on(receivedOn, 'en')}`;
    case 'lapsed':
      return ' and were not received; newer figures have come since, so they need not be sent any more';
  }
}

const on = (date: CivilDate | null, language: Language): string => (date === null ? '–' : dateText(date, language));
