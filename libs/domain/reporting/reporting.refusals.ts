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
  holiday_out_of_year: invalid('Ngày {day} không thuộc năm {year}.', 'The day {day} is not in the year {year}.'),
  holiday_named_twice: invalid('Ngày {day} được nêu hai lần.', 'The day {day} is named twice.'),
  holidays_too_many: invalid(
    'Nhiều nhất {most} ngày nghỉ và {most} ngày làm bù một năm.',
    'At most {most} days off and {most} days worked a year.',
  ),
  holiday_worked_anyway: rule(
    'Ngày {day} là ngày làm việc bình thường, không bảng nào cho nghỉ, nên không thể là ngày làm bù. Ngày làm bù phải là thứ Bảy, Chủ nhật hoặc một ngày nghỉ.',
    'The day {day} is a plain working day that no table has off, so it cannot be worked in exchange. Only a Saturday, a Sunday or a day off can be.',
  ),
};
