import type { CivilDate } from './civil-date.js';
import { exact, type DecimalText, type Exact } from './decimal.js';

/** The languages that people read here. */
export type Language = 'vi' | 'en';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `913.216,2` in Vietnamese, `913,216.2` in English; `decimals` at most, without zeros at the end. */
export function numberText(value: DecimalText | Exact, decimals: number, language: Language): string {
  const [whole = '', fraction] = exact(String(value)).toDecimalPlaces(decimals).toFixed().split('.');
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

/** `31/8/2021` in Vietnamese, `31 August 2021` in English; without the year where it is that of the day `besides`. */
export function dateText(day: CivilDate, language: Language, besides?: CivilDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const isSaid = besides === undefined || !besides.startsWith(year);
  if (language === 'vi') return `${Number(date)}/${Number(month)}${isSaid ? `/${year}` : ''}`;
  return `${Number(date)} ${monthText(Number(month))}${isSaid ? ` ${year}` : ''}`;
}

/** The English name of a month from 1 to 12. */
export function monthText(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}
