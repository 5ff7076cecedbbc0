import type { Sentence } from '../alert/alert.events.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { Basis } from '../measurement/figure.js';
import type { Milestone } from '../target/target.events.js';
import type { FindingKind } from './findings.js';
import { BASIS_WORDS, because, both, dateText, demand, shortAmount } from './story.words.js';

/** A finding as sentences take it; what a kind does not have is null. Numbers in the unit of the indicator. */
export interface FoundFacts {
  readonly kind: FindingKind;
  readonly indicator: Sentence;
  readonly locality: Sentence;
  readonly unit: string;
  /** Whose doing it was. */
  readonly who: string;
  /** The day on which it was recorded. */
  readonly day: CivilDate;
  /** Date and basis of the figure, or the day on which the alert was raised. */
  readonly on: CivilDate | null;
  readonly basis: Basis | null;
  readonly from: DecimalText | null;
  readonly to: DecimalText | null;
  readonly days: number | null;
  /** The milestone that was changed, and the baseline that it is measured by. */
  readonly milestone: Milestone | null;
  readonly reason: string | null;
}

export const FINDING_WORDS: Readonly<Record<FindingKind, Sentence>> = {
  revised_after_due: { vi: 'Sửa mục tiêu sau khi mốc đã đến hạn', en: 'Target revised after a milestone was due' },
  revised_before_miss: { vi: 'Sửa mục tiêu ngay trước khi không đạt', en: 'Target revised just before a miss' },
  corrected_after_verification: { vi: 'Sửa số liệu sau khi đã thẩm tra', en: 'Figure changed after it was verified' },
  corrected_after_alert: { vi: 'Sửa số liệu sau cảnh báo', en: 'Figure changed after an alert' },
  estimate_unsettled: { vi: 'Số ước chưa có số chính thức', en: 'Estimate never settled' },
  back_dated: { vi: 'Ghi lùi ngày', en: 'Back-dated entry' },
  cumulative_fell: { vi: 'Số lũy kế giảm', en: 'Cumulative figure fell' },
  self_verified: { vi: 'Cùng một người nhập và thẩm tra', en: 'Same person recorded and verified' },
  alert_unacknowledged: { vi: 'Cảnh báo lâu không ai tiếp nhận', en: 'Alert long unacknowledged' },
};

/** A finding as one sentence, with what it rests on. */
export function findingSentence(facts: FoundFacts): Sentence {
  return both((language) => `${saidOf(facts, language)}${because(facts.reason, language)}.`);
}

function saidOf(facts: FoundFacts, language: keyof Sentence): string {
  const isVietnamese = language === 'vi';
  const { kind, who, days } = facts;
  const [figure, change, day] = [figureOf(facts, language), changeOf(facts, language), dateText(facts.day, language)];
  const [target, asked] = [targetOf(facts, language), milestoneOf(facts, language)];
  switch (kind) {
    case 'revised_after_due':
      if (isVietnamese) return `${who} sửa ${target} ngày ${day}, khi mốc ${asked} đã qua hạn ${days} ngày`;
      return `${who} revised ${target} on ${day}, ${counted(days)} after its milestone, ${asked}, was due`;
    case 'revised_before_miss': {
      const known = facts.to === null ? null : shortAmount(facts.to, facts.unit)[language];
      if (isVietnamese)
        return `${who} sửa ${target} ngày ${day}, ${days} ngày trước hạn của mốc ${asked}; ${known ? `số liệu khi đó là ${known}` : 'khi đó chưa có số liệu'}`;
      return `${who} revised ${target} on ${day}, ${counted(days)} before its milestone, ${asked}, was due; ${known ? `the figure was then ${known}` : 'there was no figure then'}`;
    }
    case 'corrected_after_verification':
      return isVietnamese
        ? `${who} sửa ${figure} ngày ${day} sau khi đã được thẩm tra: ${change}`
        : `${who} changed ${figure} on ${day} after it had been verified: ${change}`;
    case 'corrected_after_alert':
      return isVietnamese
        ? `${who} sửa ${figure} ngày ${day} sau khi có cảnh báo dựa trên số liệu đó: ${change}`
        : `${who} changed ${figure} on ${day} after an alert had been raised because of it: ${change}`;
    case 'estimate_unsettled':
      return isVietnamese
        ? `Sau ${days} ngày ${figure} vẫn là số ước, không có số thực hiện hay quyết toán nào sau đó`
        : `After ${counted(days)} ${figure} is still an estimate, which no actual or settled figure followed`;
    case 'back_dated':
      return isVietnamese
        ? `${who} ghi ${figure} vào ngày ${day}, ${days} ngày sau ngày của số liệu`
        : `${who} recorded ${figure} on ${day}, ${counted(days)} after its date`;
    case 'cumulative_fell':
      return isVietnamese
        ? `${capital(figure)} là số lũy kế mà giảm so với kỳ trước: ${change}`
        : `${capital(figure)} is cumulative and fell since the one before: ${change}`;
    case 'self_verified':
      return isVietnamese ? `${who} vừa nhập vừa thẩm tra ${figure}` : `${who} both recorded and verified ${figure}`;
    case 'alert_unacknowledged': {
      const [of, since] = [
        `${facts.indicator[language]} ${isVietnamese ? 'của' : 'of'} ${facts.locality[language]}`,
        dateText(facts.on ?? facts.day, language),
      ];
      return isVietnamese
        ? `Cảnh báo về ${of} từ ngày ${since} đã ${days} ngày chưa ai tiếp nhận`
        : `The alert on ${of} of ${since} has not been acknowledged for ${counted(days)}`;
    }
  }
}

const counted = (days: number | null): string => `${days} ${days === 1 ? 'day' : 'days'}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function targetOf({ indicator, locality }: FoundFacts, language: keyof Sentence): string {
  return language === 'vi' ? `mục tiêu ${indicator.vi} của ${locality.vi}` : `the target of ${locality.en} for ${indicator.en}`;
}

function milestoneOf({ milestone, unit }: FoundFacts, language: keyof Sentence): string {
  if (!milestone) return '–';
  return `${demand(milestone, null, unit)[language]} (${dateText(milestone.due, language)})`;
}

function figureOf({ indicator, locality, on, basis }: FoundFacts, language: keyof Sentence): string {
  const [word, date] = [basis === null ? '' : `${BASIS_WORDS[basis][language]} `, on === null ? '–' : dateText(on, language)];
  if (language === 'vi') return `số liệu ${word}${indicator.vi} của ${locality.vi} tính đến ${date}`;
  return `the ${word}figure of ${locality.en} for ${indicator.en} as of ${date}`;
}

function changeOf({ from, to, unit }: FoundFacts, language: keyof Sentence): string {
  const said = (value: DecimalText | null): string =>
    value === null ? (language === 'vi' ? 'không còn' : 'none') : shortAmount(value, unit)[language];
  return language === 'vi' ? `từ ${said(from)} thành ${said(to)}` : `from ${said(from)} to ${said(to)}`;
}
