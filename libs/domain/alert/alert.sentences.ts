import type { CivilDate } from '../kernel/civil-date.js';
import { exact, type DecimalText, type Exact } from '../kernel/decimal.js';
import type { Direction } from '../indicator/indicator.events.js';
import { edgeOf, type Limit, type Sense } from '../schedule/limits.js';
import type { Milestone } from '../target/target.events.js';
import type { Sentence } from './alert.events.js';
import type { AlertNames, Dated, Doubt } from './alert.input.js';
import { both, dateText, gapText, inSentence, lackText, numberText, periodText, quantityText } from './alert.words.js';

type Language = keyof Sentence;

/** Names, unit and direction for a sentence. Numbers as given to two decimals, the expected ones to one. */
export interface Wording extends AlertNames {
  readonly unit: string;
  readonly direction: Direction;
}

/** “Chiêm Hóa: giải ngân vốn đầu tư công đạt 44,05 % tính đến 31/8/2021, theo tiến độ cần 66,6 %; chậm 22,5 điểm %.” */
export function behindSentence(words: Wording, figure: Dated, expected: DecimalText, sense: CourseSense): Sentence {
  return both((language) => {
    const [lacks, isFloor] = [lackText(figure.missing, language), sense === 'floor'];
    const need = quantityText(expected, words.unit, 1, language);
    const gap = gapText(exact(figure.value).minus(expected), words.unit, language);
    return language === 'vi'
      ? `${reached(words, figure, language)}, theo tiến độ ${NEED[sense].vi} ${need}; ${isFloor ? shortWord(words.unit) : 'vượt'} ${gap}${lacks}.`
      : `${reached(words, figure, language)}; the schedule ${NEED[sense].en} ${need}: ${gap} ${isFloor ? 'short' : 'over'}${lacks}.`;
  });
}

/** A band has no course: it is inside or outside. */
type CourseSense = Exclude<Sense, 'band'>;

const NEED: Readonly<Record<CourseSense, Sentence>> = {
  floor: { vi: 'cần', en: 'asks for' },
  ceiling: { vi: 'không được quá', en: 'allows' },
};

// A share is late, things are lacking.
const shortWord = (unit: string): string => (unit === '%' ? 'chậm' : 'còn thiếu');

/** Short of the course, but not by much. */
export function atRiskSentence(words: Wording, figure: Dated, expected: DecimalText, sense: CourseSense): Sentence {
  const behind = behindSentence(words, figure, expected, sense);
  return {
    vi: `${behind.vi.slice(0, -1)}, có nguy cơ không kịp tiến độ.`,
    en: `${behind.en.slice(0, -1)}, at risk of falling behind.`,
  };
}

/** Outside limits that must be kept, where no course says how far along it should be. */
export function outsideSentence(words: Wording, figure: Dated, limit: Limit): Sentence {
  return both((language) => {
    const demand = demandText(limit, words.unit, language);
    return language === 'vi'
      ? `${reached(words, figure, language)}, ngoài mức đề ra: ${demand}.`
      : `${reached(words, figure, language)}, outside what is asked: ${demand}.`;
  });
}

/** A due milestone that the figure does not reach. */
export function notMetSentence(words: Wording, figure: Dated, limit: Limit): Sentence {
  const edge = edgeOf(limit);
  return both((language) => {
    const demand = demandText(limit, words.unit, language);
    const by = edge && !edge.eq(figure.value) ? missedBy(gapText(edge.minus(figure.value), words.unit, language), limit, language) : '';
    return language === 'vi'
      ? `${reached(words, figure, language)}, không đạt mốc ${demand}${by}${lackText(figure.missing, language)}.`
      : `${reached(words, figure, language)} and misses the milestone: ${demand}${by}${lackText(figure.missing, language)}.`;
  });
}

function missedBy(gap: string, { sense }: Limit, language: Language): string {
  const isFloor = sense === 'floor';
  return language === 'vi' ? `; ${isFloor ? 'còn thiếu' : 'vượt'} ${gap}` : `; ${gap} ${isFloor ? 'short' : 'over'}`;
}

/** A due milestone of which nobody said in time whether it holds. */
export function nothingReportedSentence(words: Wording, last: Dated | null, limit: Limit): Sentence {
  return both((language) => {
    const subject = subjectOf(words, language);
    const demand = demandText(limit, words.unit, language);
    const value = last && quantityText(last.value, words.unit, 2, language);
    if (language === 'vi') {
      const known = last ? `số liệu gần nhất là ${value} tính đến ${dateText(last.asOf, language)}` : 'chưa có số liệu nào';
      return `${subject} không có báo cáo cho mốc ${demand}; ${known}.`;
    }
    const known = last ? `the latest figure is ${value} as of ${dateText(last.asOf, language)}` : 'there is no figure at all';
    return `${subject} has no report for the milestone: ${demand}; ${known}.`;
  });
}

/** chưa hoàn thành, quá hạn */
export function taskOverdueSentence(words: Wording, { due, dueOp }: Milestone): Sentence {
  return both((language) => {
    const [subject, date] = [subjectOf(words, language), dateText(due, language)];
    return language === 'vi'
      ? `${subject} chưa hoàn thành, đã quá hạn (phải xong ${dueOp === '<' ? 'trước' : 'chậm nhất'} ngày ${date}).`
      : `${subject} is not done and overdue: it was due ${dueOp === '<' ? 'before' : 'by'} ${date}.`;
  });
}

/** A report that is owed and did not come, `days` after its due day. */
export function reportOverdueSentence(words: Wording, period: string, dueOn: CivilDate, days: number): Sentence {
  return both((language) => {
    const [due, name] = [dateText(dueOn, language), periodText(period, language)];
    return language === 'vi'
      ? `${words.locality.vi}: chưa có báo cáo ${inSentence(words.indicator.vi)} ${name}, hạn ${due}, quá hạn ${days} ngày.`
      : `${subjectOf(words, language)}: the report for ${name} was due on ${due} and is ${days} ${days === 1 ? 'day' : 'days'} overdue.`;
  });
}

/** No value of the forecast's interval reaches the milestone. */
export function forecastSentence(
  words: Wording,
  limit: Limit,
  outlook: { readonly forecast: DecimalText; readonly low: DecimalText; readonly high: DecimalText },
): Sentence {
  return both((language) => {
    const demand = demandText(limit, words.unit, language);
    const forecast = quantityText(outlook.forecast, words.unit, 1, language);
    const [low, high] = [numberText(outlook.low, 1, language), numberText(outlook.high, 1, language)];
    const verb = words.direction === 'increasing' ? 'chỉ đạt' : 'ở mức';
    return language === 'vi'
      ? `${subjectOf(words, language)} theo đà hiện nay dự báo ${verb} ${forecast} (khoảng ${low}–${high}), nhiều khả năng không đạt mốc ${demand}.`
      : `${subjectOf(words, language)} is heading for ${forecast} (${low}–${high}) as it goes now and will probably miss the milestone: ${demand}.`;
  });
}

/** Why a figure should be looked at again. */
export function implausibleSentence(words: Wording, figure: Dated, doubt: Doubt): Sentence {
  return both((language) => {
    const why = [changeText(words, figure, doubt, language), ...extraOf(words, doubt, language)].join(', ');
    return language === 'vi'
      ? `${reached(words, figure, language)}, ${why}; cần kiểm tra lại số liệu.`
      : `${reached(words, figure, language)}, ${why}; the figure should be checked.`;
  });
}

function changeText({ unit }: Wording, figure: Dated, doubt: Doubt, language: Language): string {
  if (doubt.why === 'outside') return language === 'vi' ? 'nằm ngoài giới hạn có thể có' : 'outside the limits of what is possible';
  const change = exact(figure.value).minus(doubt.previous.value);
  const [size, date] = [gapText(change, unit, language), dateText(doubt.previous.asOf, language)];
  if (language === 'vi') return `${change.isNegative() ? 'giảm' : 'tăng'} ${size} so với ngày ${date}`;
  return `${size} ${change.isNegative() ? 'less' : 'more'} than on ${date}`;
}

function extraOf({ unit }: Wording, doubt: Doubt, language: Language): readonly string[] {
  if (doubt.why === 'overshoots') {
    const demand = demandText(doubt.limit, unit, language);
    return [language === 'vi' ? `vượt xa mục tiêu ${demand}` : `far beyond the target: ${demand}`];
  }
  if (doubt.why !== 'surges') return [];
  const times = numberText(doubt.times, 0, language);
  return [language === 'vi' ? `nhanh gấp ${times} lần mức tăng giảm lớn nhất trước đó` : `${times} times as fast as ever before`];
}

function subjectOf({ locality, indicator }: AlertNames, language: Language): string {
  return `${locality[language]}: ${inSentence(indicator[language])}`;
}

// What should be little is not “đạt”: that is said of what was striven for.
function reached(words: Wording, { value, asOf }: Dated, language: Language): string {
  const [amount, date] = [quantityText(value, words.unit, 2, language), dateText(asOf, language)];
  const isMore = words.direction === 'increasing';
  return language === 'vi'
    ? `${subjectOf(words, language)} ${isMore ? 'đạt' : 'ở mức'} ${amount} tính đến ${date}`
    : `${subjectOf(words, language)} ${isMore ? 'reached' : 'stood at'} ${amount} as of ${date}`;
}

/** What a milestone asks for, by its comparator. */
export const DEMAND: Readonly<Record<Milestone['comparator'], Sentence>> = {
  '>': { vi: 'trên {value}', en: 'more than {value}' },
  '>=': { vi: 'ít nhất {value}', en: 'at least {value}' },
  '<': { vi: 'dưới {value}', en: 'less than {value}' },
  '<=': { vi: 'không quá {value}', en: 'at most {value}' },
  '=': { vi: '{value}', en: '{value}' },
  between: { vi: 'từ {value} đến {upper}', en: '{value} to {upper}' },
  complete: { vi: 'hoàn thành', en: 'done' },
  improve: { vi: 'tốt hơn mức gốc {value}', en: 'better than the baseline of {value}' },
  maintain: { vi: 'giữ vững mức gốc {value}', en: 'no worse than the baseline of {value}' },
};

/** By when. */
export const UNTIL: Readonly<Record<Milestone['dueOp'], Sentence>> = {
  '<': { vi: 'trước ngày', en: 'before' },
  '<=': { vi: 'đến hết ngày', en: 'by' },
};

/** “ít nhất 60 % (đến hết ngày 30/9/2021)” */
function demandText({ milestone, isRelative, lower, upper }: Limit, unit: string, language: Language): string {
  const { comparator, due, dueOp } = milestone;
  const value = isRelative ? (lower ?? upper) : milestone.value;
  const written = (amount: DecimalText | Exact | null): string => (amount === null ? '–' : quantityText(amount, unit, 2, language));
  const demand = DEMAND[comparator][language].replace('{value}', written(value)).replace('{upper}', written(milestone.upper));
  return `${demand} (${UNTIL[dueOp][language]} ${dateText(due, language)})`;
}
