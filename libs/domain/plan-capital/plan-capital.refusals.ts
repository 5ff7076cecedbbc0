import { invalid, missing, rule } from '../kernel/refusal.js';

export const PLAN_CAPITAL_REFUSALS = {
  capital_does_not_fit: rule(
    'Chỉ tiêu “{indicatorId}” dạng {shape} không có kế hoạch vốn; chỉ tỷ lệ mới có.',
    'Indicator “{indicatorId}” of shape {shape} has no plan capital; only a ratio has.',
  ),
  capital_not_positive: invalid('Vốn giao {amount} phải lớn hơn 0.', 'The capital assigned, {amount}, must be greater than zero.'),
  capital_negative: invalid('Vốn điều chỉnh {amount} không được âm.', 'The adjusted capital {amount} must not be negative.'),
  capital_in_future: rule('Ngày quyết định {on} sau ngày hôm nay {today}.', 'The day of decision {on} is after today, {today}.'),
  capital_year_out_of_range: invalid(
    'Quyết định ngày {on} không thể giao vốn của năm {year}.',
    'A decision of {on} cannot assign capital of the year {year}.',
  ),
  plan_capital_unknown: missing(
    'Chưa giao kế hoạch vốn năm {year} của “{indicatorId}” cho địa phương “{localityId}”.',
    'No capital of “{indicatorId}” has been assigned to locality “{localityId}” for {year}.',
  ),
  tranche_exists: rule(
    'Đợt vốn “{trancheId}” đã được giao ngày {on}, số vốn {amount}; hãy điều chỉnh đợt đó.',
    'Tranche “{trancheId}” was assigned on {on} already, {amount}; adjust it.',
  ),
  tranche_unknown: missing('Chưa giao đợt vốn “{trancheId}”.', 'Tranche “{trancheId}” has not been assigned.'),
  tranche_out_of_order: rule(
    'Điều chỉnh ngày {on} trước lần gần nhất của đợt vốn “{trancheId}”, ngày {previous}.',
    'An adjustment of {on} is before the last decision on tranche “{trancheId}”, of {previous}.',
  ),
};
