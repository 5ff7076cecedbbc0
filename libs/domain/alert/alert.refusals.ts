import { invalid, missing, rule } from '../kernel/refusal.js';

export const ALERT_REFUSALS = {
  alert_unknown: missing('Không có cảnh báo “{id}”.', 'There is no alert “{id}”.'),
  alert_resolved: rule('Cảnh báo “{id}” đã kết thúc ngày {day}.', 'Alert “{id}” ended on {day}.'),
  recovery_in_past: invalid(
    'Ngày dự kiến khắc phục {recoveryOn} trước ngày {today}.',
    'The day of recovery, {recoveryOn}, lies before {today}.',
  ),
};
