import { invalid, missing, rule } from '../kernel/refusal.js';

export const MEASUREMENT_REFUSALS = {
  measurement_unknown: missing(
    'Chưa có số liệu “{indicatorId}” của “{localityId}” tính đến {asOf} ({basis}).',
    'There is no figure of “{indicatorId}” for “{localityId}” as of {asOf} ({basis}).',
  ),
  measurement_exists: rule(
    'Đã có số liệu “{indicatorId}” của “{localityId}” tính đến {asOf} ({basis}); hãy sửa số liệu đó.',
    'There is a figure of “{indicatorId}” for “{localityId}” as of {asOf} ({basis}) already; correct it.',
  ),
  measurement_withdrawn: rule(
    'Số liệu “{indicatorId}” của “{localityId}” tính đến {asOf} ({basis}) đã được rút.',
    'The figure of “{indicatorId}” for “{localityId}” as of {asOf} ({basis}) was withdrawn.',
  ),
  measurement_returned: rule(
    'Số liệu “{indicatorId}” của “{localityId}” tính đến {asOf} ({basis}) đã bị trả lại và phải được sửa trước.',
    'The figure of “{indicatorId}” for “{localityId}” as of {asOf} ({basis}) was returned and must be corrected first.',
  ),
  as_of_in_future: rule('Ngày tính số liệu {asOf} sau ngày hôm nay {today}.', 'The as-of date {asOf} is after today, {today}.'),
  year_out_of_range: invalid(
    'Số liệu tính đến {asOf} không thể thuộc năm {year}.',
    'A figure as of {asOf} cannot count towards the year {year}.',
  ),
  shape_does_not_fit: rule(
    'Chỉ tiêu “{indicatorId}” dạng {shape} không nhận số liệu dạng {given}.',
    'Indicator “{indicatorId}” of shape {shape} takes no figure of shape {given}.',
  ),
  flow_needs_parts: rule(
    'Chỉ tiêu “{indicatorId}” tính theo từng kỳ và được cộng dồn: cần cả tử số và mẫu số, không chỉ tỷ lệ phần trăm.',
    'Indicator “{indicatorId}” is reported period by period and summed: it needs numerator and denominator, not a percentage alone.',
  ),
  unit_does_not_fit: rule(
    'Chỉ tiêu “{indicatorId}” tính bằng “{unit}”, không phải “{given}”.',
    'Indicator “{indicatorId}” is measured in “{unit}”, not “{given}”.',
  ),
  denominator_not_positive: rule('Mẫu số {denominator} phải lớn hơn 0.', 'The denominator {denominator} must be greater than zero.'),
  numerator_negative: rule('Tử số {numerator} không được âm.', 'The numerator {numerator} must not be negative.'),
  numerator_exceeds_denominator: rule(
    'Tử số lớn hơn mẫu số ({percent} %), chỉ tiêu này không cho phép.',
    'The numerator exceeds the denominator ({percent} %), which this indicator forbids.',
  ),
  count_negative: rule('Số đếm {value} không được âm.', 'The count {value} must not be negative.'),
  count_not_whole: rule('Số đếm {value} phải là số nguyên.', 'The count {value} must be a whole number.'),
  below_minimum: rule('Giá trị {value} thấp hơn giới hạn dưới {min}.', 'The value {value} is below the minimum {min}.'),
  above_maximum: rule('Giá trị {value} cao hơn giới hạn trên {max}.', 'The value {value} is above the maximum {max}.'),
  cumulative_falls: rule(
    'Số lũy kế giảm từ {from} ({earlier}) xuống {to} ({later}); phải giải trình.',
    'The cumulative figure falls from {from} ({earlier}) to {to} ({later}); a justification is needed.',
  ),
  done_in_future: rule('Ngày hoàn thành {on} sau ngày hôm nay {today}.', 'The day of completion {on} is after today, {today}.'),
  done_after_as_of: rule(
    'Ngày hoàn thành {on} sau ngày tính số liệu {asOf}.',
    'The day of completion {on} is after the as-of date {asOf}.',
  ),
};
