import type { CivilDate } from '../kernel/civil-date.js';
import { exact, type DecimalText, type Exact } from '../kernel/decimal.js';
import type { Sentence } from './alert.events.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const ROMAN = ['I', 'II', 'III', 'IV'];

/** Builds a text in both languages. */
export function both(write: (language: keyof Sentence) => string): Sentence {
  return { vi: write('vi'), en: write('en') };
}

/** `913.216,2` in Vietnamese, `913,216.2` in English; `decimals` at most, without zeros at the end. */
export function numberText(value: DecimalText | Exact, decimals: number, language: keyof Sentence): string {
  const [whole = '', fraction] = exact(String(value)).toDecimalPlaces(decimals).toFixed().split('.');
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

/** A number with its unit. Percentages and amounts alike have a thin thing to say: number, space, unit. */
export function quantityText(value: DecimalText | Exact, unit: string, decimals: number, language: keyof Sentence): string {
  return `${numberText(value, decimals, language)} ${unit}`;
}

/** A difference: of percentages in points. */
export function gapText(gap: Exact, unit: string, language: keyof Sentence): string {
  const points = language === 'vi' ? 'điểm %' : 'percentage points';
  return quantityText(gap.abs(), unit === '%' ? points : unit, gap.abs().lt('0.1') ? 2 : 1, language);
}

/** `31/8/2021` in Vietnamese, `31 August 2021` in English. */
export function dateText(day: CivilDate, language: keyof Sentence): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return language === 'vi' ? `${Number(date)}/${Number(month)}/${year}` : `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** A reporting period in words: `2021-08`, `2021-Q3`, `2021-H1`, `2021`, `2021-W35`, or the cut-off date of an ad-hoc report. */
export function periodText(period: string, language: keyof Sentence): string {
  const [, year = '', sign = '', number = ''] = /^(\d{4})(?:-([QHW]?)(\d{1,2}))?$/.exec(period) ?? [];
  const isVietnamese = language === 'vi';
  if (year === '') return `${isVietnamese ? 'đến ngày' : 'up to'} ${dateText(period, language)}`;
  if (number === '') return isVietnamese ? `năm ${year}` : year;
  switch (sign) {
    case 'Q':
      return isVietnamese ? `quý ${ROMAN[Number(number) - 1] ?? number}/${year}` : `quarter ${number} of ${year}`;
    case 'H':
      if (isVietnamese) return `6 tháng ${number === '1' ? 'đầu' : 'cuối'} năm ${year}`;
      return `the ${number === '1' ? 'first' : 'second'} half of ${year}`;
    case 'W':
      return isVietnamese ? `tuần ${Number(number)}/${year}` : `week ${Number(number)} of ${year}`;
    default:
      return isVietnamese ? `tháng ${Number(number)}/${year}` : `${MONTHS[Number(number) - 1] ?? number} ${year}`;
  }
}

/** For the middle of a sentence: a capital goes, unless the word is written in capitals (GRDP). */
export function inSentence(name: string): string {
  return /^\p{Lu}(\p{Ll}|\s)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
