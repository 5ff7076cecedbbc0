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
  const what = periodText(period, language);
  if (language === 'vi')
    return `Số liệu ${what} “${indicator}” của ${locality} phải gửi trước hết ngày ${dayText(dueOn)}, ${outcomeVi(duty)}.`;
  return `The figures of ${locality} for “${indicator}”, ${what}, are due by the end of ${dayText(dueOn)}, ${outcomeEn(duty)}.`;
}

function outcomeVi({ state, receivedOn, workingDaysLeft }: DutyFinding): string {
  switch (state) {
    case 'open':
      return workingDaysLeft ? `còn ${workingDaysLeft} ngày làm việc` : 'không còn ngày làm việc nào sau hôm nay';
    case 'missing':
      return 'đã quá hạn mà chưa nhận được';
    case 'late':
      return `nhận muộn vào ngày ${dayText(receivedOn)}`;
    case 'on_time':
      return `đã nhận đúng hạn vào ngày ${dayText(receivedOn)}`;
  }
}

function outcomeEn({ state, receivedOn, workingDaysLeft }: DutyFinding): string {
  switch (state) {
    case 'open':
      if (!workingDaysLeft) return 'with no working day left after today';
      return workingDaysLeft === 1 ? 'with 1 working day left' : `with ${workingDaysLeft} working days left`;
    case 'missing':
      return 'are overdue and have not been received';
    case 'late':
      return `and were received late, on ${dayText(receivedOn)}`;
    case 'on_time':
      return `and were received on time, on ${dayText(receivedOn)}`;
  }
}

/** `2021-08` is “tháng 8/2021”; `2021-Q3`, `2021-H1`, `2021-W35`, `2021` and a cut-off's date likewise. */
export function periodText(period: string, language: Language): string {
  const year = period.slice(0, 4);
  const rest = period.slice(5);
  const number = Number(rest.replace(/^[QHW]/, ''));
  const vi = language === 'vi';
  if (rest === '') return vi ? `năm ${year}` : `the year ${year}`;
  if (rest.length > 3) return vi ? `chốt ngày ${dayText(period)}` : `cut off on ${dayText(period)}`;
  if (rest.startsWith('Q')) return vi ? `quý ${ROMAN[number]}/${year}` : `quarter ${number} of ${year}`;
  if (rest.startsWith('H')) return vi ? HALF_YEARS[number] + year : `half ${number} of ${year}`;
  if (rest.startsWith('W')) return vi ? `tuần ${number}/${year}` : `week ${number} of ${year}`;
  return vi ? `tháng ${number}/${year}` : `month ${number}/${year}`;
}

const ROMAN: Readonly<Record<number, string>> = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' };
const HALF_YEARS: Readonly<Record<number, string>> = { 1: '6 tháng đầu năm ', 2: '6 tháng cuối năm ' };

/** 25/8/2021, as dates are written in both languages here. */
function dayText(date: CivilDate | null): string {
  return date === null ? '–' : [Number(date.slice(8)), Number(date.slice(5, 7)), date.slice(0, 4)].join('/');
}
