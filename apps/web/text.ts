import type { ProgressRow } from '../../libs/contract/progress.js';
import { wordsIn, type Language } from './words.js';

type Milestone = Omit<ProgressRow['milestones'][number], 'dueSource'>;

/** All that the page says in one language. */
export interface Speech extends ReturnType<typeof wordsIn> {
  readonly language: Language;
  date(date: string): string;
  number(value: string): string;
}

export function speechIn(language: Language): Speech {
  return { language, ...wordsIn(language), date: (date) => dateText(date, language), number: (value) => numberText(value, language) };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2021-09-30` as `30/9/2021` in Vietnamese and `30 Sep 2021` in English. */
export function dateText(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return language === 'vi' ? `${Number(day)}/${Number(month)}/${year}` : `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** A decimal text with the separators of the language, at most two decimals; never through binary arithmetic. */
export function numberText(value: string, language: Language): string {
  const [whole = '0', fraction = ''] = rounded(value).split('.');
  const [point, comma] = language === 'vi' ? [',', '.'] : ['.', ','];
  return whole.replace(/\B(?=(\d{3})+$)/g, comma) + (fraction === '' ? '' : point + fraction);
}

// Half up on the digits themselves: a figure of 10^15 with decimals does not fit a double.
function rounded(value: string): string {
  const isNegative = value.startsWith('-');
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const hundredths = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0')) + (fraction.charAt(2) >= '5' ? 1n : 0n);
  const digits = hundredths.toString().padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '');
  return isNegative && hundredths !== 0n ? `-${text}` : text;
}

/** Non-breaking, so that a number keeps its unit. */
const SPACE = '\u00a0';

interface Measured {
  readonly shape: string;
  readonly unit: string;
}

/** `98 %`, `12 xã` */
export function amountText(value: string, { shape, unit }: Measured, speech: Speech): string {
  const suffix = shape === 'ratio' ? '%' : unit;
  return speech.number(value) + (suffix === '' ? '' : SPACE + suffix);
}

/** `37/84 · 44,05 %`; an em dash without a figure: missing is never zero. */
export function figureText({ indicator, actual, percent, numerator, denominator, doneOn }: ProgressRow, speech: Speech): string {
  if (doneOn !== null) return speech.word('done', { date: speech.date(doneOn) });
  if (actual === null) return '—';
  const value = amountText(percent ?? actual, indicator, speech);
  return numerator === null || denominator === null ? value : `${speech.number(numerator)}/${speech.number(denominator)} · ${value}`;
}

/** `trên 60 %` */
export function demandText({ comparator, value, upper }: Milestone, indicator: Measured, speech: Speech): string {
  const shown = (number: string | null): string => (number === null ? '' : amountText(number, indicator, speech));
  return speech.comparator(comparator, { value: shown(value), upper: shown(upper) });
}

/** `đến 30/9/2021` */
export const dueText = ({ due, dueOp }: Milestone, { word, date }: Speech): string =>
  word(dueOp === '<' ? 'before' : 'by', { date: date(due) });

/** `Thường trực Tỉnh ủy, mục 3.3`: the directive's number, or who issued it where it has none, and the clause. */
export const sourceText = ({ directive, target }: ProgressRow): string =>
  [directive?.number ?? directive?.issuer, target.clause].filter((part) => part != null).join(', ');

/** How many of how many reported beneath, where the row has a roll-up. */
export function coverageText({ rollUp, source }: ProgressRow, { word }: Speech): string | null {
  if (rollUp === null || rollUp.expected === 0) return null;
  return word(source === 'roll_up' ? 'rolledUp' : 'beneath', { reported: rollUp.reported, expected: rollUp.expected });
}

/** The day of the figure, of its latest part where it is rolled up. */
export const datedOn = ({ figure, rollUp, source }: ProgressRow): string | null =>
  figure?.asOf ?? (source === 'roll_up' ? (rollUp?.latest ?? null) : null);

/** `đúng ngày`, `12 ngày trước`: how old the figure is on the asked day. */
export const ageText = (staleDays: number, { word }: Speech): string =>
  staleDays === 0 ? word('onTheDay') : word('daysBefore', { days: staleDays });
