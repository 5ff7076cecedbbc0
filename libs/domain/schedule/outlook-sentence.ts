import { daysBetween, type CivilDate } from '../kernel/civil-date.js';
import type { Exact } from '../kernel/decimal.js';
import { exact, type DecimalText } from '../kernel/decimal.js';
import { dateText, numberText, type Language } from '../kernel/spoken.js';
import { DAYS_PER_MONTH, type Outlook } from './outlook-types.js';

/** One number word per month, as it is said; more months are written in digits. */
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  vi: ['', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'mười một', 'mười hai'],
  en: ['', 'month', 'two months', 'three months', 'four months', 'five months', 'six months'],
};

/**
 * The outlook as one sentence to a leader: required pace, recent pace, forecast with its 80 % interval, delay.
 * `unit` is that of the values: `%` for ratios, whose changes are percentage points.
 */
export function outlookSentence(outlook: Outlook, unit: string, language: Language): string {
  const paces = [required(outlook, unit, language), recent(outlook, unit, language)].filter((part) => part !== null).join(', ');
  const forecast = [expected(outlook, unit, language), delay(outlook, language)].filter((part) => part !== null).join(', ');
  const sentence = paces === '' ? forecast : `${paces}; ${forecast}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function required({ requiredPerMonth }: Outlook, unit: string, language: Language): string | null {
  if (requiredPerMonth === null) return null;
  const pace = exact(requiredPerMonth);
  const size = `${number(pace.abs(), language)} ${change(unit, language)}`;
  if (pace.isZero()) return language === 'vi' ? 'đã ở mức của mốc' : 'at the milestone already';
  if (pace.isNegative()) return language === 'vi' ? `cần giảm ${size}` : `needs a fall of ${size}`;
  return language === 'vi' ? `cần ${size}` : `needs ${size}`;
}

function recent({ requiredPerMonth, recentPerMonth, recentFrom, from }: Outlook, unit: string, language: Language): string | null {
  if (recentPerMonth === null || recentFrom === null) return null;
  const pace = exact(recentPerMonth);
  const size = requiredPerMonth === null ? `${number(pace.abs(), language)} ${change(unit, language)}` : number(pace.abs(), language);
  const verb = pace.isNegative() ? { vi: 'giảm', en: 'fell' } : isDown(requiredPerMonth) ? { vi: 'tăng', en: 'rose' } : null;
  const said = verb?.[language] ?? (language === 'vi' ? 'đạt' : 'did');
  return `${period(recentFrom, from, language)} ${said} ${size}`;
}

const isDown = (pace: DecimalText | null): boolean => pace !== null && exact(pace).isNegative();

function period(from: CivilDate, to: CivilDate, language: Language): string {
  const months = Math.round(daysBetween(from, to) / Number(DAYS_PER_MONTH));
  if (months < 1) return language === 'vi' ? `từ ${dateText(from, language, to)}` : `since ${dateText(from, language, to)}`;
  const word = MONTHS[language][months];
  if (language === 'vi') return `${word ?? months} tháng gần đây`;
  return `the last ${word ?? `${months} months`}`;
}

function expected({ milestone, forecast, low, high, from }: Outlook, unit: string, language: Language): string {
  const due = dateText(milestone.due, language, from);
  const [middle, ...ends] = [forecast, low, high].map((text) => number(exact(text), language));
  const range = `${middle} ${unit} (${ends.join('–')} ${unit})`;
  return language === 'vi' ? `dự báo đến ${due} đạt ${range}` : `expected by ${due}: ${range}`;
}

function delay({ delayMonths }: Outlook, language: Language): string | null {
  const months = delayMonths === null ? 0 : exact(delayMonths).round().toNumber();
  if (months < 1) return null;
  if (language === 'vi') return `chậm khoảng ${months} tháng`;
  return `about ${months} ${months === 1 ? 'month' : 'months'} late`;
}

function change(unit: string, language: Language): string {
  const what = unit === '%' ? { vi: 'điểm %', en: 'percentage points' }[language] : unit;
  return language === 'vi' ? `${what}/tháng` : `${what} a month`;
}

/** One decimal below a hundred, none above. */
const number = (value: Exact, language: Language): string => numberText(value, value.abs().lt(100) ? 1 : 0, language);
