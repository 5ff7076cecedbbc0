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
  profile_unknown: missing(
    'Chỉ tiêu “{indicatorId}” không có đường mùa vụ “{profileId}”.',
    'Indicator “{indicatorId}” has no seasonal profile “{profileId}”.',
  ),
  profile_does_not_fit: invalid(
    'Chỉ tiêu dạng {shape} không có đường mùa vụ bằng số.',
    'An indicator of shape {shape} has no seasonal profile.',
  ),
  profile_empty: invalid('Đường mùa vụ phải có ít nhất một tháng.', 'A seasonal profile needs at least one month.'),
  profile_month_out_of_range: invalid(
    'Tháng {month} của đường mùa vụ phải là số nguyên từ 1 đến 13 (13 là tháng Một năm sau).',
    'Month {month} of the profile must be a whole number from 1 to 13 (13 is January of the next year).',
  ),
  profile_months_out_of_order: rule(
    'Tháng {month} của đường mùa vụ không sau tháng {previous}.',
    'Month {month} of the profile is not after month {previous}.',
  ),
  profile_share_out_of_range: invalid(
    'Tháng {month}: tỷ lệ lũy kế {share} phải từ 0 đến 1.',
    'Month {month}: the cumulative share {share} must lie between 0 and 1.',
  ),
  profile_shares_fall: rule(
    'Tháng {month}: tỷ lệ lũy kế {share} nhỏ hơn tháng trước, {previous}.',
    'Month {month}: the cumulative share {share} is smaller than the one before, {previous}.',
  ),
  profile_unfinished: rule(
    'Đường mùa vụ phải kết thúc ở 1; tháng {month} là {share}.',
    'A seasonal profile must end at 1; month {month} has {share}.',
  ),
  profile_year_out_of_range: invalid(
    'Năm {year} phải là số nguyên từ {least} đến {most}.',
    'Year {year} must be a whole number from {least} to {most}.',
  ),
};
