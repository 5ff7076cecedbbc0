import { lowered } from '../text/lowered.js';

const LEVEL = /^(?:của )?cấp (?:tỉnh|huyện|xã|trung ương|thôn|cơ sở)$/iu;
const OF_LEVEL = / (?:của |ở |tại )?cấp (?:tỉnh|huyện|xã|trung ương|thôn|cơ sở)(?!\p{L})/iu;
const RATE = /^(?:với |đạt )?(?:tỷ|tỉ) lệ$/iu;
const RATE_NAMED = /^(?:tỷ|tỉ) lệ /iu;
const OF_CROPS = /^(?:năng suất|sản lượng|diện tích)(?: bình quân| thu hoạch| gieo trồng)?$/iu;
const CROPS =
  /^(?:tổng )?(?:diện tích|năng suất|sản lượng)(?: bình quân| thu hoạch| gieo trồng| gieo cấy)? (?!bình quân|gieo|thu|cả|ước)(\p{L}+(?: \p{L}+){0,4})$/iu;

/**
 * A name that only says in what it differs from the one before, whole: `cấp huyện` behind `tỷ lệ hồ sơ đúng hạn của cấp tỉnh`, `năng suất`
 * behind `diện tích lúa`, `tỷ lệ` in the brackets behind `có 6.009 xã đạt chuẩn`.
 */
export function completed(name: string, before: string | null): string {
  if (before === null) return name;
  if (RATE.test(name)) return RATE_NAMED.test(before) ? before : `tỷ lệ ${lowered(before).replace(/^số /u, '')}`;
  if (LEVEL.test(name) && OF_LEVEL.test(before)) {
    const level = lowered(name).replace(/^của /u, '');
    return before.replace(OF_LEVEL, (found) => found.replace(/cấp .*$/iu, level));
  }
  const crop = OF_CROPS.test(name) ? CROPS.exec(before)?.[1] : undefined;
  return crop === undefined ? name : `${name} ${crop}`;
}
