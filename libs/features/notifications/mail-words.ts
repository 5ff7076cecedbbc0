import type { Resolution, Severity } from '../../domain/alert/alert.events.js';
import { dateText, KIND_WORDS } from '../../domain/alert/alert.words.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Named, News, Occurrence } from './news.js';

interface Word {
  readonly vi: string;
  readonly en: string;
}

export const SEVERITY_WORDS: Readonly<Record<Severity, Word>> = {
  critical: { vi: 'Nghiêm trọng', en: 'Critical' },
  warning: { vi: 'Đáng lo ngại', en: 'Warning' },
  notice: { vi: 'Lưu ý', en: 'Notice' },
};

export const OCCURRENCE_WORDS: Readonly<Record<Occurrence, Word>> = {
  raised: { vi: 'Cảnh báo mới', en: 'New alert' },
  changed: { vi: 'Cảnh báo thay đổi', en: 'Alert changed' },
  escalated: { vi: 'Báo cáo lên cấp trên', en: 'Alert escalated' },
  acknowledged: { vi: 'Cảnh báo đã được tiếp nhận', en: 'Alert acknowledged' },
  resolved: { vi: 'Cảnh báo đã kết thúc', en: 'Alert resolved' },
  handed_over: { vi: 'Cảnh báo chuyển sang địa phương kế thừa', en: 'Alert handed over' },
};

const RESOLUTION_WORDS: Readonly<Record<Resolution, Word>> = {
  recovered: { vi: 'Tiến độ đã trở lại như kế hoạch.', en: 'Progress is back on course.' },
  borne_out: { vi: 'Số liệu kỳ sau phù hợp với số liệu từng bị nghi ngờ.', en: 'A later figure agrees with the one that was doubted.' },
  corrected: { vi: 'Số liệu gây cảnh báo đã được sửa hoặc rút.', en: 'The figure behind it was corrected or withdrawn.' },
  target_withdrawn: { vi: 'Mục tiêu đã được rút.', en: 'The target was withdrawn.' },
  target_revised: { vi: 'Mục tiêu đã được điều chỉnh.', en: 'The target was revised.' },
  reported: { vi: 'Báo cáo đã được gửi.', en: 'The report came.' },
  achieved: { vi: 'Mục tiêu đã hoàn thành.', en: 'The target was achieved.' },
  handed_over: {
    vi: 'Địa phương kế thừa có mục tiêu riêng thay cho mục tiêu này.',
    en: 'A target of the successor’s own takes the place of this one.',
  },
};

/** What is no cause for alarm any more, in place of a severity. */
export const CALM_WORDS = { acknowledged: 'Đã tiếp nhận', resolved: 'Đã kết thúc' } as const;

/** True for news after which nobody is expected to act anew. */
export function isCalm(news: News): news is News & { readonly occurrence: keyof typeof CALM_WORDS } {
  return news.occurrence in CALM_WORDS;
}

/** What the event itself adds to the evidence, a sentence in each language; null where it adds nothing. */
export function additionOf({ acknowledgement, escalatedTo, resolution, handedOverFrom, locality }: News): Word | null {
  if (acknowledgement) {
    const { by, note, recoveryOn } = acknowledgement;
    const [vi, en] =
      recoveryOn === null
        ? ['', '']
        : [` (hẹn khắc phục: ${dateText(recoveryOn, 'vi')})`, ` (recovery promised by ${dateText(recoveryOn, 'en')})`];
    return { vi: `${by.name}: ${note}${vi}`, en: `${by.name}: ${note}${en}` };
  }
  if (escalatedTo) {
    return {
      vi: `Chưa ai tiếp nhận hoặc đã quá ngày hẹn; báo cáo lên ${above(escalatedTo).vi}.`,
      en: `Nobody acknowledged it, or the promised day is over; escalated to ${above(escalatedTo).en}.`,
    };
  }
  if (resolution) return RESOLUTION_WORDS[resolution];
  if (!handedOverFrom) return null;
  return {
    vi: `${handedOverFrom.name} nay thuộc ${locality.name}.`,
    en: `${english(handedOverFrom)} is now part of ${english(locality)}.`,
  };
}

/** Each thing that happened before, as one line says it: what, how grave, when. */
export function earlierOf(all: readonly News[]): Word | null {
  if (all.length === 0) return null;
  const [vi, en] = (['vi', 'en'] as const).map((language) => all.map((news) => stepOf(news, language)).join('; '));
  return { vi: `Trước đó: ${vi}.`, en: `Before: ${en}.` };
}

function stepOf(news: News, language: keyof Word): string {
  const { occurrence, kind, severity, day, acknowledgement, escalatedTo } = news;
  const on = day === null ? '' : ` (${dateText(day, language)})`;
  if (acknowledgement) return `${language === 'vi' ? 'đã tiếp nhận' : 'acknowledged'}, ${additionOf(news)?.[language]}`;
  if (escalatedTo) return `${language === 'vi' ? 'báo cáo lên' : 'escalated to'} ${above(escalatedTo)[language]}${on}`;
  const [what, how, grave] = [OCCURRENCE_WORDS[occurrence], KIND_WORDS[kind], SEVERITY_WORDS[severity]].map((word) => word[language]);
  return `${what?.toLowerCase()}: ${how}, ${grave?.toLowerCase()}${on}`;
}

/** Said of what the program recorded later than it happened. */
export const lateWords = (on: CivilDate): Word => ({
  vi: `Hệ thống bị gián đoạn nên ghi nhận muộn, vào ngày ${dateText(on, 'vi')}.`,
  en: `Recorded late, on ${dateText(on, 'en')}, after an interruption.`,
});

/** To whom an alert goes up: what stands above the provinces is spoken of by its level, not by the country's name. */
function above(place: Named): Word {
  return place.localityLevel === 'nation' ? { vi: 'cấp trung ương', en: 'the national level' } : { vi: place.name, en: english(place) };
}

const english = ({ name, nameEn }: Named): string => nameEn ?? name;
