import type { DecimalText, Exact } from '../kernel/decimal.js';
import { dateText, monthText, numberText } from '../kernel/spoken.js';
import type { ScheduleStatus } from '../schedule/schedule-plan.js';
import type { AlertKind, Sentence } from './alert.events.js';

export { dateText, numberText };

const ROMAN = ['I', 'II', 'III', 'IV'];

/** Builds a text in both languages. */
export function both(write: (language: keyof Sentence) => string): Sentence {
  return { vi: write('vi'), en: write('en') };
}

/** tình trạng tiến độ, as the page has it. */
export const STATUS_WORDS: Readonly<Record<ScheduleStatus, Sentence>> = {
  not_started: { vi: 'Chưa bắt đầu', en: 'Not started' },
  on_track: { vi: 'Đúng tiến độ', en: 'On track' },
  at_risk: { vi: 'Có nguy cơ chậm', en: 'At risk' },
  behind: { vi: 'Chậm tiến độ', en: 'Behind' },
  achieved: { vi: 'Đã đạt', en: 'Achieved' },
  missed: { vi: 'Không đạt', en: 'Missed' },
  no_data: { vi: 'Chưa có số liệu', en: 'No data' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
};

/** What an alert is about, within a sentence. */
export const KIND_WORDS: Readonly<Record<AlertKind, Sentence>> = {
  milestone_missed: { vi: 'không đạt mốc', en: 'milestone missed' },
  behind: { vi: 'chậm tiến độ', en: 'behind schedule' },
  report_overdue: { vi: 'quá hạn báo cáo', en: 'report overdue' },
  implausible_figure: { vi: 'số liệu bất thường', en: 'implausible figure' },
  forecast_miss: { vi: 'dự báo không đạt', en: 'forecast to miss' },
  at_risk: { vi: 'có nguy cơ chậm', en: 'at risk' },
};

/** English for the units of the catalogue and other common ones, one and many; the others stay as they are written. */
const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  hộ: ['household', 'households'],
  người: ['person', 'people'],
  xã: ['commune', 'communes'],
  huyện: ['district', 'districts'],
  thôn: ['village', 'villages'],
  nhà: ['house', 'houses'],
  'bệnh viện': ['hospital', 'hospitals'],
  'doanh nghiệp': ['enterprise', 'enterprises'],
  'dự án': ['project', 'projects'],
  'công trình': ['works', 'works'],
  'hồ sơ': ['file', 'files'],
  lượt: ['visit', 'visits'],
  kỳ: ['time', 'times'],
  điểm: ['point', 'points'],
  tấn: ['tonne', 'tonnes'],
  đồng: ['VND', 'VND'],
  'triệu đồng': ['million VND', 'million VND'],
  'tỷ đồng': ['billion VND', 'billion VND'],
  'triệu USD': ['million USD', 'million USD'],
};

/** `hạng 12`: of all units the rank alone stands before its number. */
const RANK = 'hạng';

function unitText(unit: string, number: string, language: keyof Sentence): string {
  const english = language === 'en' ? UNITS[unit] : undefined;
  return english ? english[number === '1' ? 0 : 1] : unit;
}

/** A number with its unit: `44,05 %`, `1.800 hộ` and `1,800 households`, `hạng 12` and `rank 12`. */
export function quantityText(value: DecimalText | Exact, unit: string, decimals: number, language: keyof Sentence): string {
  return withUnit(numberText(value, decimals, language), unit, language);
}

/** As `quantityText`, of a number that is written already. */
export function withUnit(number: string, unit: string, language: keyof Sentence): string {
  if (unit === RANK) return `${language === 'vi' ? RANK : 'rank'} ${number}`;
  return `${number} ${unitText(unit, number, language)}`.trim();
}

/** A difference: of percentages in points, of ranks in places. */
export function gapText(gap: Exact, unit: string, language: keyof Sentence): string {
  const decimals = gap.abs().lt('0.1') ? 2 : 1;
  const number = numberText(gap.abs(), decimals, language);
  if (unit === '%') return `${number} ${language === 'vi' ? 'điểm %' : `percentage ${number === '1' ? 'point' : 'points'}`}`;
  if (unit === RANK) return `${number} ${language === 'vi' ? 'bậc' : number === '1' ? 'place' : 'places'}`;
  return quantityText(gap.abs(), unit, decimals, language);
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
      return isVietnamese ? `tháng ${Number(number)}/${year}` : `${monthText(Number(number))} ${year}`;
  }
}

const MOST_NAMED = 3;

/** The periods that a running sum lacks: what is short may only be unreported. */
export function lackText(missing: readonly string[] | undefined, language: keyof Sentence): string {
  if (!missing?.length) return '';
  const named = missing
    .slice(0, MOST_NAMED)
    .map((period) => periodText(period, language))
    .join(', ');
  const others = missing.length - MOST_NAMED;
  if (language === 'vi') return ` (chưa cộng ${named}${others > 0 ? ` và ${others} kỳ khác` : ''} vì chưa có số liệu)`;
  return ` (without ${named}${others > 0 ? ` and ${others} more` : ''}, not reported)`;
}

/** For the middle of a sentence: a capital goes, unless the word is written in capitals (GRDP). */
export function inSentence(name: string): string {
  return /^\p{Lu}(\p{Ll}|\s)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
