import { invalid, missing, rule } from '../kernel/refusal.js';

export const LOCALITY_REFUSALS = {
  locality_unknown: missing('Không có đơn vị hành chính “{localityId}”.', 'There is no locality “{localityId}”.'),
  locality_differs: rule(
    'Đơn vị “{localityId}” đã được đăng ký với nội dung khác.',
    'Locality “{localityId}” is registered with other facts.',
  ),
  locality_not_in_force: rule(
    'Đơn vị “{localityId}” không tồn tại vào thời điểm {date}{successors}.',
    'Locality “{localityId}” was not in force on {date}{successors}.',
  ),
  locality_ended: rule(
    'Đơn vị “{localityId}” đã kết thúc từ ngày {effectiveOn}.',
    'Locality “{localityId}” has already ended with effect from {effectiveOn}.',
  ),
  ending_before_validity: rule(
    'Ngày {effectiveOn} không sau ngày đơn vị “{localityId}” bắt đầu tồn tại ({validFrom}).',
    '{effectiveOn} is not after the day on which locality “{localityId}” came into force ({validFrom}).',
  ),
  ending_before_reassignment: rule(
    'Ngày {effectiveOn} không sau ngày đơn vị “{localityId}” chuyển sang cấp trên hiện tại ({from}).',
    '{effectiveOn} is not after the day on which locality “{localityId}” came under its present parent ({from}).',
  ),
  reassignment_out_of_order: rule(
    'Đơn vị “{localityId}” đã thuộc cấp trên hiện tại từ {present}; không thể chuyển từ ngày {from}.',
    'Locality “{localityId}” has had its present parent since {present}; it cannot move from {from}.',
  ),
  successor_is_itself: invalid('Đơn vị “{localityId}” không thể kế thừa chính mình.', 'Locality “{localityId}” cannot succeed itself.'),
  successor_of_another_level: invalid(
    'Đơn vị kế thừa “{localityId}” thuộc cấp {level}, không cùng cấp {expected} với đơn vị kết thúc.',
    'Successor “{localityId}” is a {level}, but what ends is a {expected}.',
  ),
  parts_empty: invalid('Phải có ít nhất một phần.', 'At least one part is required.'),
  part_repeated: invalid('Đơn vị “{localityId}” xuất hiện nhiều hơn một lần.', 'Locality “{localityId}” occurs more than once.'),
  share_out_of_range: invalid(
    'Tỷ lệ {share} của “{localityId}” phải lớn hơn 0 và không quá 1.',
    'Share {share} of “{localityId}” must be greater than 0 and at most 1.',
  ),
  shares_exceed_one: invalid('Tổng các tỷ lệ là {sum}, vượt quá 1.', 'The shares sum to {sum}, more than 1.'),
  parent_required: invalid('Đơn vị cấp {level} phải có cấp trên.', 'A locality of level {level} needs a parent.'),
  level_does_not_fit: invalid('Đơn vị cấp {level} không thể trực thuộc cấp {parentLevel}.', 'A {level} cannot hang under a {parentLevel}.'),
  nation_stands_alone: invalid(
    'Cả nước là gốc duy nhất: không có cấp trên và không kết thúc.',
    'The nation is the one root: it has no parent and does not end.',
  ),
};
