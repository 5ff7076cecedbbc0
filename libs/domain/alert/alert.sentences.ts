import type { CivilDate } from '../kernel/civil-date.js';
import { exact, type DecimalText } from '../kernel/decimal.js';
import { edgeOf, type Limit, type Sense } from '../schedule/limits.js';
import type { Milestone } from '../target/target.events.js';
import type { Sentence } from './alert.events.js';
import type { AlertNames } from './alert.input.js';
import { both, dateText, gapText, inSentence, numberText, periodText, quantityText } from './alert.words.js';

type Language = keyof Sentence;

/** Names and unit for a sentence. Numbers as given to two decimals, the expected ones to one. */
export interface Wording extends AlertNames {
  readonly unit: string;
}

/** A number and the day it is of. */
export interface Dated {
  readonly value: DecimalText;
  readonly asOf: CivilDate;
}

/** “Chiêm Hóa: giải ngân vốn đầu tư công đạt 44,05 % tính đến 31/8/2021, theo tiến độ cần 66,6 %; chậm 22,5 điểm %.” */
export function behindSentence(words: Wording, figure: Dated, expected: DecimalText, sense: Sense): Sentence {
  const { unit } = words;
  return both((language) => {
    const need = quantityText(expected, unit, 1, language);
    const gap = gapText(exact(figure.value).minus(expected), unit, language);
    const isFloor = sense === 'floor';
    if (language === 'vi') {
      return `${reached(words, figure, language)}, theo tiến độ ${isFloor ? 'cần' : 'chỉ được đến'} ${need}; ${isFloor ? 'chậm' : 'vượt'} ${gap}.`;
    }
    return `${reached(words, figure, language)}; the schedule ${isFloor ? 'asks for' : 'allows'} ${need}: ${gap} ${isFloor ? 'short' : 'over'}.`;
  });
}

/** Short of the course, but not by much. */
export function atRiskSentence(words: Wording, figure: Dated, expected: DecimalText, sense: Sense): Sentence {
  const behind = behindSentence(words, figure, expected, sense);
  return {
    vi: `${behind.vi.slice(0, -1)}, có nguy cơ không kịp tiến độ.`,
    en: `${behind.en.slice(0, -1)}, at risk of falling behind.`,
  };
}

/** Outside limits that must be kept, where no course says how far along it should be. */
export function outsideSentence(words: Wording, figure: Dated, limit: Limit): Sentence {
  return both((language) => {
    const demand = demandText(limit.milestone, words.unit, language);
    return language === 'vi'
      ? `${reached(words, figure, language)}, ngoài mức đề ra: ${demand}.`
      : `${reached(words, figure, language)}, outside what is asked: ${demand}.`;
  });
}

/** A due milestone that the figure does not reach. */
export function notMetSentence(words: Wording, figure: Dated, limit: Limit): Sentence {
  const edge = edgeOf(limit);
  return both((language) => {
    const demand = demandText(limit.milestone, words.unit, language);
    const gap = edge && !edge.eq(figure.value) ? gapText(edge.minus(figure.value), words.unit, language) : null;
    const isFloor = limit.sense === 'floor';
    if (language === 'vi') {
      return `${reached(words, figure, language)}, không đạt mốc ${demand}${gap === null ? '' : `; ${isFloor ? 'thiếu' : 'vượt'} ${gap}`}.`;
    }
    return `${reached(words, figure, language)} and misses the milestone: ${demand}${gap === null ? '' : `; ${gap} ${isFloor ? 'short' : 'over'}`}.`;
  });
}

/** A due milestone of which nobody said in time whether it holds. */
export function nothingReportedSentence(words: Wording, last: Dated | null, milestone: Milestone): Sentence {
  return both((language) => {
    const subject = subjectOf(words, language);
    const demand = demandText(milestone, words.unit, language);
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
export function taskOverdueSentence(words: Wording, milestone: Milestone): Sentence {
  return both((language) =>
    language === 'vi'
      ? `${subjectOf(words, language)} chưa hoàn thành, quá hạn ${dueText(milestone, language)}.`
      : `${subjectOf(words, language)} is not done and overdue: it was due ${dueText(milestone, language)}.`,
  );
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
  outlook: { readonly milestone: Milestone; readonly forecast: DecimalText; readonly low: DecimalText; readonly high: DecimalText },
): Sentence {
  return both((language) => {
    const demand = demandText(outlook.milestone, words.unit, language);
    const forecast = quantityText(outlook.forecast, words.unit, 1, language);
    const [low, high] = [numberText(outlook.low, 1, language), numberText(outlook.high, 1, language)];
    return language === 'vi'
      ? `${subjectOf(words, language)} theo đà hiện nay được ${forecast} (khoảng ${low} đến ${high}), không đạt mốc ${demand}.`
      : `${subjectOf(words, language)} will come to ${forecast} (${low} to ${high}) as it goes now and miss the milestone: ${demand}.`;
  });
}

/** Why a figure should be looked at again. */
export function implausibleSentence(words: Wording, figure: Dated, previous: Dated | null): Sentence {
  return both((language) => {
    const before = previous && gapText(exact(figure.value).minus(previous.value), words.unit, language);
    const hasRisen = previous !== null && exact(figure.value).gte(previous.value);
    if (language === 'vi') {
      const why = previous
        ? `${hasRisen ? 'tăng' : 'giảm'} ${before} so với ${dateText(previous.asOf, language)}`
        : 'nằm ngoài giới hạn có thể có';
      return `${reached(words, figure, language)}, ${why}: cần kiểm tra lại số liệu.`;
    }
    const why = previous
      ? `${before} ${hasRisen ? 'more' : 'less'} than on ${dateText(previous.asOf, language)}`
      : 'outside the limits of what is possible';
    return `${reached(words, figure, language)}, ${why}: the figure should be checked.`;
  });
}

function subjectOf({ locality, indicator }: AlertNames, language: Language): string {
  return `${locality[language]}: ${inSentence(indicator[language])}`;
}

function reached(words: Wording, { value, asOf }: Dated, language: Language): string {
  const amount = quantityText(value, words.unit, 2, language);
  const date = dateText(asOf, language);
  return language === 'vi'
    ? `${subjectOf(words, language)} đạt ${amount} tính đến ${date}`
    : `${subjectOf(words, language)} reached ${amount} as of ${date}`;
}

const DEMAND: Readonly<Record<Milestone['comparator'], Sentence>> = {
  '>': { vi: 'trên {value}', en: 'more than {value}' },
  '>=': { vi: 'ít nhất {value}', en: 'at least {value}' },
  '<': { vi: 'dưới {value}', en: 'less than {value}' },
  '<=': { vi: 'không quá {value}', en: 'at most {value}' },
  '=': { vi: '{value}', en: '{value}' },
  between: { vi: 'từ {value} đến {upper}', en: '{value} to {upper}' },
  complete: { vi: 'hoàn thành', en: 'done' },
  improve: { vi: 'cải thiện so với gốc so sánh', en: 'better than the baseline' },
  maintain: { vi: 'giữ vững so với gốc so sánh', en: 'no worse than the baseline' },
};

/** “ít nhất 60 % đến hết 30/9/2021” */
function demandText(milestone: Milestone, unit: string, language: Language): string {
  const { comparator, value, upper } = milestone;
  const written = (text: DecimalText | null): string => (text === null ? '–' : quantityText(text, unit, 2, language));
  const demand = DEMAND[comparator][language].replace('{value}', written(value)).replace('{upper}', written(upper));
  return language === 'vi'
    ? `${demand} ${milestone.dueOp === '<' ? '' : 'đến hết '}${dueText(milestone, language)}`
    : `${demand} ${dueText(milestone, language)}`;
}

function dueText({ due, dueOp }: Milestone, language: Language): string {
  const date = dateText(due, language);
  if (language === 'en') return `${dueOp === '<' ? 'before' : 'by'} ${date}`;
  return dueOp === '<' ? `trước ${date}` : date;
}
