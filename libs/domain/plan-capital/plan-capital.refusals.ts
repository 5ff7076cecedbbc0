import { confirm, invalid, missing, rule } from '../kernel/refusal.js';

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
    'Đợt vốn “{trancheId}” đã được giao ngày {on}, số vốn {amount}; hãy điều chỉnh đợt đó, hoặc sửa nếu đã nhập sai.',
    'Tranche “{trancheId}” was assigned on {on} already, {amount}; adjust it, or correct it where it was entered wrongly.',
  ),
  tranche_withdrawn: rule(
    'Đợt vốn “{trancheId}” đã được rút vì nhập nhầm; hãy giao lại nếu cần.',
    'Tranche “{trancheId}” was withdrawn as entered by mistake; assign it again if need be.',
  ),
  decision_unknown: missing(
    'Đợt vốn “{trancheId}” không có quyết định thứ {decision} (tính từ 0, lần giao).',
    'Tranche “{trancheId}” has no decision {decision} (counted from 0, its assignment).',
  ),
  correction_out_of_order: rule(
    'Ngày {on} làm đảo thứ tự các quyết định của đợt vốn “{trancheId}”: quyết định liền kề là ngày {neighbour}.',
    'The day {on} puts the decisions on tranche “{trancheId}” out of order: the one beside it is of {neighbour}.',
  ),
  late_supplement: confirm(
    'Ngày {on} sau 30/9, đợt vốn “{trancheId}” giao trước đó tăng thêm {by}. Nếu là vốn bổ sung, hãy giao thành đợt riêng (vốn giao muộn); nếu chỉ là điều chuyển vốn đã giao, hãy xác nhận.',
    'After 30/9, on {on}, tranche “{trancheId}”, assigned before, grows by {by}. Assign supplemented capital as a tranche of its own, which is late; confirm if it is only capital moved that had been assigned before.',
  ),
  predecessor_needed: rule(
    'Ngày {on}, “{localityId}” chưa thành lập (từ {validFrom}); hãy nêu đơn vị tiền thân đã quyết định (predecessorId).',
    'On {on} “{localityId}” did not exist yet (it does from {validFrom}); name the predecessor that decided (predecessorId).',
  ),
  not_a_predecessor: rule(
    '“{predecessorId}” không phải là đơn vị tiền thân của “{localityId}”.',
    '“{predecessorId}” is no predecessor of “{localityId}”.',
  ),
  tranche_unknown: missing('Chưa giao đợt vốn “{trancheId}”.', 'Tranche “{trancheId}” has not been assigned.'),
  tranche_out_of_order: rule(
    'Điều chỉnh ngày {on} trước lần gần nhất của đợt vốn “{trancheId}”, ngày {previous}.',
    'An adjustment of {on} is before the last decision on tranche “{trancheId}”, of {previous}.',
  ),
};
