import { invalid, missing, rule } from '../kernel/refusal.js';

export const INDICATOR_REFUSALS = {
  indicator_unknown: missing('Không có chỉ tiêu “{indicatorId}”.', 'There is no indicator “{indicatorId}”.'),
  indicator_differs: rule(
    'Chỉ tiêu “{indicatorId}” đã được định nghĩa khác; hãy định nghĩa một chỉ tiêu mới.',
    'Indicator “{indicatorId}” is defined otherwise; define another one.',
  ),
  indicator_id_malformed: invalid(
    'Mã chỉ tiêu “{indicatorId}” chỉ gồm chữ thường không dấu và chữ số, nối bằng “-”.',
    'Indicator id “{indicatorId}” may have lower-case letters and digits only, joined by “-”.',
  ),
  roll_up_does_not_fit: invalid(
    'Chỉ tiêu dạng {shape} không tổng hợp được theo cách “{rollUp}”.',
    'An indicator of shape {shape} cannot be rolled up by “{rollUp}”.',
  ),
  ratio_member_does_not_fit: invalid(
    'Chỉ tiêu dạng {shape} không có “{member}”; chỉ tỷ lệ mới có.',
    'An indicator of shape {shape} has no “{member}”; only a ratio has.',
  ),
  limits_crossed: invalid('Giới hạn dưới {min} lớn hơn giới hạn trên {max}.', 'The minimum {min} is greater than the maximum {max}.'),
};
