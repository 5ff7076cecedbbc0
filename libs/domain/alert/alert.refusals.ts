import { invalid, missing, rule } from '../kernel/refusal.js';

export const ALERT_REFUSALS = {
  alert_unknown: missing('Không có cảnh báo “{id}”.', 'There is no alert “{id}”.'),
  alert_resolved: rule(
    'Cảnh báo “{id}” đã kết thúc ngày {day}, không tiếp nhận được nữa.',
    'Alert “{id}” ended on {day} and can no longer be acknowledged.',
  ),
  recovery_in_past: invalid(
    'Ngày dự kiến khắc phục {recoveryOn} trước ngày {today}.',
    'The day of recovery, {recoveryOn}, lies before {today}.',
  ),
  recovery_too_far: invalid(
    'Ngày dự kiến khắc phục {recoveryOn} phải trong vòng {most} ngày kể từ hôm nay.',
    'The day of recovery, {recoveryOn}, must lie within {most} days from today.',
  ),
  chain_days_out_of_range: invalid(
    'Mỗi bước chuyển cấp sau từ 1 đến {most} ngày làm việc, không phải {days}.',
    'Each step of a chain comes after 1 to {most} working days, not {days}.',
  ),
  chain_levels_out_of_order: invalid(
    'Các cấp của chuỗi chuyển cấp phải tăng dần, từ 1 (cấp trên trực tiếp) đến {most}: {levels}.',
    'The levels of a chain rise from 1 (the level directly above) to {most}: {levels}.',
  ),
};
