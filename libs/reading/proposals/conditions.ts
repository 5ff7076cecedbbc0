import type { Quantity } from '../phrases/phrases.js';
import { openingAt } from './clause.js';
import { foldedOfPart } from './draft.js';
import type { Part } from './rooms.js';
import { isMark, type View } from './view.js';

/** A number phrase and its tokens. */
export interface Numbered {
  readonly quantity: Quantity;
  readonly value: Part;
}

/** Whoever a rule is for, and what they have. */
const CLASS =
  /(?:^|\s)(?:xã|phường|thôn|bản|tổ dân phố|khu dân cư|hộ|hộ gia đình|hộ kinh doanh|doanh nghiệp|cơ sở|hợp tác xã|đơn vị|cơ quan|chủ rừng|tổ chức|cá nhân|trường|dự án|địa phương|công trình|tàu|trang trại|nhà máy|công ty|tòa nhà|chung cư|chi bộ)(?: [^,;.:\s]+){0,4} (?:có|sử dụng|nuôi|trồng|quản lý|với|thuê|sản xuất|tiêu thụ|nộp|quy mô|cao)(?: [^,;.:\s]+){0,3}$/;
const THEN = /^(?:được|có thể|phải|thì|bắt buộc|có trách nhiệm|sẽ|cần)(?:\s|$)/;

/** `từ 30% hộ nghèo trở lên được …`. */
const SHARE_THEN = /^(?:[^,;.:\s]+ ){0,4}(?:trở lên|trở xuống) (?:được|phải|thì|sẽ|cần)(?:\s|$)/;
const FOR_THOSE = /(?:^|[.;] )đối với (?:các |những )?[^,;.:]{2,60} (?:có|đạt|hoàn thành|giải ngân) [^,;.:]{0,60}$/;
/** `Trường hợp tỷ lệ giải ngân | dưới 50%`, `Nếu …`: when something holds; not the cases that are counted. */
const IN_CASE = /(?:^|[.,;:)+–-] |trong )(?:trường hợp|nếu) [^,;.:]{2,80}$/;
const THEN_ALLOWED = /^[^;.:]{0,60}(?:^|\s)(?:có thể|được phép|được quyền|cho phép|được xem xét)(?:\s|$)/;
/** Right behind a share: `tỷ lệ giải ngân dưới 40% | được phép điều chỉnh …`. */
const ALLOWED = /^(?:thì |sẽ )?(?:có thể|được phép|được quyền|được xem xét)(?:\s|$)/;
/** Tokens. */
const REACH = 14;

/** `Các xã có từ 200 hộ trở lên | thành lập 01 tổ`, `Đối với các xã có tỷ lệ hộ nghèo trên 20%, …`: which ones are meant; no value of its own. */
export function isCondition(view: View, { quantity, value }: Numbered): boolean {
  if (quantity.comparatorWord === null || quantity.valueTo !== null) return false;
  const before = foldedOfPart(view, { start: Math.max(0, value.start - REACH), end: value.start });
  if (isMark(view.line, value.end, ',:') && FOR_THOSE.test(before)) return true;
  const behind = foldedOfPart(view, { start: value.end, end: value.end + REACH });
  if (IN_CASE.test(before) && THEN_ALLOWED.test(behind)) return true;
  if (!/trở lên|trở xuống|^(?:từ|trên|dưới|hơn)/.test(quantity.comparatorWord)) return false;
  if (quantity.kind === 'percentage' && ALLOWED.test(behind)) return true;
  if (!CLASS.test(before)) return false;
  if (SHARE_THEN.test(behind)) return true;
  return quantity.kind !== 'percentage' && (openingAt(view, value.end) === 'verb' || THEN.test(behind));
}
