import type { Direction, IndicatorShape } from '../indicator/indicator.events.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { ScheduleStatus } from '../schedule/schedule-plan.js';
import type { Sentence } from './alert.events.js';
import { both, dateText, quantityText, STATUS_WORDS } from './alert.words.js';

/** How a target stands on the day of asking, beside what an alert's evidence found of it. */
export interface Standing {
  readonly status: ScheduleStatus;
  readonly actual: DecimalText | null;
  readonly expected: DecimalText | null;
  /** Date of the figure; null without one. */
  readonly asOf: CivilDate | null;
  /** Of a task that is done. */
  readonly doneOn: CivilDate | null;
  readonly indicator: { readonly shape: IndicatorShape; readonly unit: string; readonly direction: Direction };
}

/** Percentages for ratios, whatever their numerator counts. */
export const unitOf = ({ shape, unit }: Standing['indicator']): string => (shape === 'ratio' ? '%' : unit);

/** “Chậm tiến độ: đạt 44,05 % tính đến 31/8/2021, theo tiến độ cần 66,6 %.” It names neither place nor indicator: it stands beside who does. */
export function presentSentence(standing: Standing): Sentence {
  return both((language) => {
    const facts = standing.indicator.shape === 'task' ? taskText(standing, language) : figureText(standing, language);
    const status = STATUS_WORDS[standing.status][language];
    return facts === '' ? `${status}.` : `${status}: ${facts}.`;
  });
}

function taskText({ asOf, doneOn, status }: Standing, language: keyof Sentence): string {
  const isVietnamese = language === 'vi';
  if (doneOn !== null) return `${isVietnamese ? 'hoàn thành ngày' : 'done on'} ${dateText(doneOn, language)}`;
  if (asOf === null || status === 'achieved') return '';
  return `${isVietnamese ? 'chưa hoàn thành, tính đến' : 'not done as of'} ${dateText(asOf, language)}`;
}

function figureText({ status, actual, expected, asOf, indicator }: Standing, language: keyof Sentence): string {
  const isVietnamese = language === 'vi';
  if (actual === null || asOf === null) return status === 'no_data' ? '' : isVietnamese ? 'chưa có số liệu' : 'no figure yet';
  const [unit, isMore] = [unitOf(indicator), indicator.direction === 'increasing'];
  const [amount, date] = [quantityText(actual, unit, 2, language), dateText(asOf, language)];
  const figure = isVietnamese
    ? `${isMore ? 'đạt' : 'ở mức'} ${amount} tính đến ${date}`
    : `${isMore ? 'reached' : 'stands at'} ${amount} as of ${date}`;
  if (expected === null || indicator.direction === 'band' || !['on_track', 'at_risk', 'behind'].includes(status)) return figure;
  const need = quantityText(expected, unit, 1, language);
  if (isVietnamese) return `${figure}, theo tiến độ ${isMore ? 'cần' : 'không được quá'} ${need}`;
  return `${figure}, the schedule ${isMore ? 'asks for' : 'allows'} ${need}`;
}
