import type { View } from './view.js';

const AIM_HEAD =
  /^[\s\divxlc.()–+-]{0,10}(?:(?:một số|các|những|về|nhóm|hệ thống)\s+){0,2}(?:mục tiêu|chỉ tiêu|nhiệm vụ, chỉ tiêu)(?! vừa)/;
const AIM_WITHIN =
  /(?:mục tiêu|chỉ tiêu)\s+(?:chủ yếu|cụ thể|phấn đấu|như sau|sau đây|chính|kinh tế|xã hội|môi trường|đến năm|năm \d{4}|phát triển|kế hoạch|giao|cơ bản)|phấn đấu[^.;]{0,80}:\s*$/;
const DUTY = /nhiệm vụ|giải pháp|tổ chức thực hiện|mục đích|yêu cầu/;

/** True where a heading or lead-in says that what follows are targets: `II. CÁC CHỈ TIÊU CHỦ YẾU`, `Phấn đấu đến hết năm 2025:`. The innermost that tells decides. */
export function isUnderAims(view: View): boolean {
  return (view.above.aims ??= headingsAim(view));
}

function headingsAim({ structure, passage }: View): boolean {
  const { folded } = structure.prepared;
  for (const { from, to } of passage.above.toReversed()) {
    const words = folded.slice(Math.max(from, to > from + 400 ? to - 400 : from), to).trim();
    if (AIM_HEAD.test(words)) return true;
    const duty = DUTY.test(words);
    if (AIM_WITHIN.test(words) && (!duty || words.endsWith(':'))) return true;
    if (duty) return false;
  }
  return false;
}
