import type { AlertItem, AlertStep } from '../../libs/contract/alerts.js';

type Pair = readonly [vi: string, en: string];

export const KIND: Readonly<Record<AlertItem['kind'], Pair>> = {
  milestone_missed: ['Không đạt mốc', 'Milestone missed'],
  behind: ['Chậm tiến độ', 'Behind schedule'],
  report_overdue: ['Quá hạn báo cáo', 'Report overdue'],
  implausible_figure: ['Số liệu bất thường', 'Implausible figure'],
  forecast_miss: ['Dự báo không đạt', 'Forecast to miss'],
  at_risk: ['Có nguy cơ chậm', 'At risk'],
};

/** Worst first. “Cảnh báo” is the alert itself, so no degree of it is called so. */
export const SEVERITY: Readonly<Record<AlertItem['severity'], Pair>> = {
  critical: ['Nghiêm trọng', 'Critical'],
  warning: ['Đáng lo ngại', 'Warning'],
  notice: ['Lưu ý', 'Notice'],
};

export const ALERT_STATE: Readonly<Record<AlertItem['state'], Pair>> = {
  open: ['Chưa tiếp nhận', 'Not acknowledged'],
  acknowledged: ['Đã tiếp nhận', 'Acknowledged'],
  resolved: ['Đã kết thúc', 'Ended'],
};

export const STEP: Readonly<Record<AlertStep['what'], Pair>> = {
  raised: ['Phát cảnh báo', 'Raised'],
  changed: ['Cảnh báo thay đổi', 'Changed'],
  escalated: ['Báo lên {place}', 'Escalated to {place}'],
  acknowledged: ['{by} tiếp nhận', 'Acknowledged by {by}'],
  resolved: ['Kết thúc', 'Ended'],
  handed_over: ['Chuyển sang {place}', 'Handed over to {place}'],
};

export const RESOLUTION: Readonly<Record<NonNullable<AlertItem['resolution']>['why'], Pair>> = {
  recovered: ['Tiến độ đã trở lại như kế hoạch.', 'Progress is back on course.'],
  borne_out: ['Số liệu kỳ sau phù hợp với số liệu từng bị nghi ngờ.', 'A later figure agrees with the one that was doubted.'],
  corrected: ['Số liệu gây cảnh báo đã được sửa hoặc rút.', 'The figure behind it was corrected or withdrawn.'],
  target_withdrawn: ['Mục tiêu đã được rút.', 'The target was withdrawn.'],
  target_revised: ['Mục tiêu đã được điều chỉnh.', 'The target was revised.'],
  reported: ['Báo cáo đã được gửi.', 'The report came.'],
  achieved: ['Mục tiêu đã hoàn thành.', 'The target was achieved.'],
  handed_over: [
    'Địa phương kế thừa có mục tiêu riêng thay cho mục tiêu này.',
    'A target of the successor’s own takes the place of this one.',
  ],
};

/** What the panels of alerts and of reporting duties say. */
export const ALERT_WORD = {
  alerts: ['Cảnh báo', 'Alerts'],
  alertsNow: ['Đang có hiệu lực, nặng nhất trước', 'In force now, worst first'],
  alertsToday: ['hiện nay, không theo ngày đã chọn', 'as of now, whatever day is chosen'],
  alertCounts: ['Số cảnh báo theo mức độ', 'Alerts by severity'],
  noAlerts: ['Không có cảnh báo nào đang mở.', 'No alert is open.'],
  moreAlerts: ['Xem thêm, còn {count} cảnh báo', 'Show more, {count} left'],
  found: ['Khi phát hiện', 'When found'],
  now: ['Hiện nay', 'Now'],
  then: ['Khi đó', 'Then'],
  since: ['từ {date}', 'since {date}'],
  escalatedTo: ['đã báo lên {place} ngày {date}', 'escalated to {place} on {date}'],
  recoveryBy: ['hẹn khắc phục {date}', 'recovery by {date}'],
  fresh: ['Mới', 'New'],
  newAlert: ['Cảnh báo mới: {sentence}', 'New alert: {sentence}'],
  newAlerts: ['{count} cảnh báo mới. {sentence}', '{count} new alerts. {sentence}'],
  worsened: ['Cảnh báo thay đổi: {sentence}', 'Alert changed: {sentence}'],
  live: ['Cập nhật trực tiếp', 'Live'],
  connecting: ['Đang kết nối…', 'Connecting…'],
  lost: [
    'Mất kết nối từ {time}; đang tự kết nối lại. Danh sách có thể đã cũ.',
    'Connection lost at {time}; reconnecting by itself. The list may be out of date.',
  ],
  retry: ['Thử lại ngay', 'Try now'],
  refusedStream: ['Không theo dõi trực tiếp được: {why}', 'Cannot be followed live: {why}'],
  acknowledge: ['Tiếp nhận', 'Acknowledge'],
  acknowledgeThis: ['Tiếp nhận cảnh báo: {sentence}', 'Acknowledge the alert: {sentence}'],
  acknowledgeTitle: ['Tiếp nhận cảnh báo này', 'Acknowledge this alert'],
  note: ['Ghi chú (nguyên nhân, biện pháp)', 'Note (cause and remedy)'],
  recoveryOn: ['Dự kiến khắc phục vào ngày (không bắt buộc)', 'Expected recovery on (optional)'],
  story: ['Diễn biến', 'Story'],
  toTarget: ['Xem tiến độ mục tiêu này', 'See the progress of this target'],
  state: ['Trạng thái', 'State'],
  raisedOn: ['Phát ngày', 'Raised on'],
  escalation: ['Báo lên cấp trên', 'Escalated to'],
  acknowledgedBy: ['Người tiếp nhận', 'Acknowledged by'],
  ended: ['Kết thúc', 'Ended'],
  myDuties: ['Việc phải báo cáo', 'My due list'],
  dutyCounts: ['{missing} quá hạn, {open} chưa đến hạn', '{missing} overdue, {open} not yet due'],
  dutiesLapsed: ['{count} không nhận được, nay đã có số liệu mới hơn', '{count} never received, newer figures came since'],
  nextDue: ['hạn kế tiếp {date}', 'next due {date}'],
  noDuties: ['Không có báo cáo nào quá hạn hay sắp đến hạn.', 'No report is overdue or due soon.'],
  overdue: ['Quá hạn', 'Overdue'],
  notYetDue: ['Chưa đến hạn', 'Not yet due'],
  moreDuties: ['Xem thêm, còn {count} việc', 'Show more, {count} left'],
} satisfies Readonly<Record<string, Pair>>;
