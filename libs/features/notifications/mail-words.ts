import type { AlertKind, Resolution, Severity } from '../../domain/alert/alert.events.js';
import type { News, Occurrence } from './news.js';

interface Word {
  readonly vi: string;
  readonly en: string;
}

export const SEVERITY_WORDS: Readonly<Record<Severity, Word>> = {
  critical: { vi: 'Nghiêm trọng', en: 'Critical' },
  warning: { vi: 'Cảnh báo', en: 'Warning' },
  notice: { vi: 'Lưu ý', en: 'Notice' },
};

export const KIND_WORDS: Readonly<Record<AlertKind, Word>> = {
  milestone_missed: { vi: 'không đạt mốc', en: 'milestone missed' },
  behind: { vi: 'chậm tiến độ', en: 'behind schedule' },
  report_overdue: { vi: 'quá hạn báo cáo', en: 'report overdue' },
  implausible_figure: { vi: 'số liệu bất thường', en: 'implausible figure' },
  forecast_miss: { vi: 'dự báo không đạt', en: 'forecast to miss' },
  at_risk: { vi: 'có nguy cơ chậm', en: 'at risk' },
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

/** What the event itself adds to the evidence, a sentence in each language; null where it adds nothing. */
export function additionOf({ acknowledgement, escalatedTo, resolution, handedOverFrom, locality }: News): Word | null {
  if (acknowledgement) {
    const { by, note, recoveryOn } = acknowledgement;
    const [vi, en] =
      recoveryOn === null ? ['', ''] : [` (hẹn khắc phục: ${shownDay(recoveryOn)})`, ` (recovery promised by ${recoveryOn})`];
    return { vi: `${by.name}: ${note}${vi}`, en: `${by.name}: ${note}${en}` };
  }
  if (escalatedTo) {
    return {
      vi: `Chưa ai tiếp nhận hoặc đã quá ngày hẹn; báo cáo lên ${escalatedTo.name}.`,
      en: `Nobody acknowledged it, or the promised day is over; escalated to ${escalatedTo.name}.`,
    };
  }
  if (resolution) return RESOLUTION_WORDS[resolution];
  if (!handedOverFrom) return null;
  return { vi: `${handedOverFrom.name} nay thuộc ${locality.name}.`, en: `${handedOverFrom.name} is now ${locality.name}.` };
}

/** `2021-09-30` as `30/9/2021`. */
export function shownDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)}/${Number(month)}/${year}`;
}
