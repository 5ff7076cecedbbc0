import { confirm, invalid, missing, rule } from '../kernel/refusal.js';

export const TARGET_REFUSALS = {
  target_unknown: missing('Không có mục tiêu “{targetId}”.', 'There is no target “{targetId}”.'),
  target_exists: rule('Mục tiêu “{targetId}” đã được giao với nội dung khác.', 'Target “{targetId}” is set with other content.'),
  target_withdrawn: rule('Mục tiêu “{targetId}” đã được rút từ ngày {on}.', 'Target “{targetId}” was withdrawn with effect from {on}.'),
  milestones_empty: invalid('Mục tiêu phải có ít nhất một mốc.', 'A target needs at least one milestone.'),
  milestones_out_of_order: rule(
    'Các mốc không theo thứ tự: {from} đến {first}, rồi {to} đến {then}.',
    'Milestones are out of order: {from} by {first}, then {to} by {then}.',
  ),
  milestone_before_baseline: rule(
    'Mốc {due} trước ngày gốc so sánh {baseline}.',
    'The milestone due on {due} lies before the baseline of {baseline}.',
  ),
  comparator_does_not_fit: invalid(
    'Phép so sánh “{comparator}” không phù hợp với chỉ tiêu dạng {shape}, chiều {direction}.',
    'Comparator “{comparator}” does not fit an indicator of shape {shape} and direction {direction}.',
  ),
  milestone_value_required: invalid(
    'Mốc {due} với “{comparator}” thiếu giá trị.',
    'The milestone due on {due} needs a value for “{comparator}”.',
  ),
  milestone_value_unexpected: invalid(
    'Mốc {due} với “{comparator}” có giá trị thừa.',
    'The milestone due on {due} has a value that “{comparator}” does not take.',
  ),
  milestone_upper_out_of_order: rule(
    'Mốc {due}: giới hạn trên {upper} phải lớn hơn giới hạn dưới {value}.',
    'Milestone due on {due}: the upper end {upper} must be greater than {value}.',
  ),
  quantity_negative: invalid('Khối lượng {quantity} không được âm.', 'Quantity {quantity} must not be negative.'),
  quantity_contradicts_milestone: invalid(
    'Khối lượng {quantity} khác với giá trị mốc cuối {value}.',
    'Quantity {quantity} differs from the last milestone, {value}.',
  ),
  trajectory_does_not_fit: invalid(
    'Chỉ tiêu dạng {shape} không có lộ trình bằng số.',
    'An indicator of shape {shape} has no course in numbers.',
  ),
  trajectory_empty: invalid('Lộ trình phải có ít nhất một điểm.', 'A course needs at least one point.'),
  trajectory_out_of_order: rule('Điểm {on} của lộ trình không sau điểm {previous}.', 'Point {on} of the course is not after {previous}.'),
  trajectory_outside_plan: rule(
    'Điểm {on} của lộ trình nằm ngoài thời gian từ sau {from} đến {to}.',
    'Point {on} of the course lies outside the time after {from} until {to}.',
  ),
  thresholds_out_of_order: invalid(
    'Ngưỡng phải theo thứ tự: {onTrack} ≥ {atRisk} > 0 và dung sai {tolerance} ≥ 0.',
    'Thresholds must be in order: {onTrack} ≥ {atRisk} > 0 and tolerance {tolerance} ≥ 0.',
  ),
  grace_out_of_range: invalid(
    'Số ngày chờ báo cáo {graceDays} phải là số nguyên từ 0 đến {most}.',
    'Grace of {graceDays} days must be a whole number from 0 to {most}.',
  ),
  locality_not_beneath: rule(
    'Đơn vị “{localityId}” không trực thuộc “{above}”.',
    'Locality “{localityId}” does not lie beneath “{above}”.',
  ),
  allocation_mismatch: confirm(
    'Tổng phân giao là {sum}, mục tiêu là {quantity}. Xác nhận nếu đúng là như vậy.',
    'The parts sum to {sum}, the target is {quantity}. Confirm if that is meant.',
  ),
  parts_remain: confirm(
    'Mục tiêu “{targetId}” đã phân giao: {count} phần vẫn còn sau khi rút, và có thể rút riêng từng phần. Xác nhận nếu đúng là như vậy.',
    'Target “{targetId}” is allocated: its parts, {count} in number, stay when it is withdrawn, and can be withdrawn themselves. Confirm if that is meant.',
  ),
  allocation_drops_part: rule(
    'Phần “{targetId}” của “{localityId}” không còn trong phân giao; hãy rút mục tiêu đó trước.',
    'Part “{targetId}” of “{localityId}” is no longer in the allocation; withdraw that target first.',
  ),
  allocation_needs_milestones: invalid(
    'Không suy ra được các mốc của “{localityId}” từ khối lượng bằng 0; hãy nêu rõ các mốc.',
    'The milestones of “{localityId}” cannot be derived from a quantity of zero; state them.',
  ),
};
