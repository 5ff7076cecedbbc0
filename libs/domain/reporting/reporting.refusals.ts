import { invalid, rule } from '../kernel/refusal.js';

export const REPORTING_REFUSALS = {
  calendar_out_of_range: invalid(
    'Lịch báo cáo: {field} là {value}, phải là số nguyên từ {least} đến {most}.',
    'Reporting calendar: {field} is {value} and must be a whole number from {least} to {most}.',
  ),
  calendar_dates_empty: invalid(
    'Lịch báo cáo đột xuất phải có ít nhất một và nhiều nhất {most} kỳ.',
    'An ad-hoc reporting calendar needs at least one date and {most} at most.',
  ),
  calendar_dates_out_of_order: rule(
    'Ngày chốt số liệu {cutOff} phải sau ngày chốt liền trước {previous}.',
    'The cut-off of {cutOff} must come after the one before it, {previous}.',
  ),
  calendar_due_before_cut_off: rule(
    'Thời hạn gửi {due} không được trước ngày chốt số liệu {cutOff}.',
    'The due day {due} must not come before the cut-off of {cutOff}.',
  ),
};
