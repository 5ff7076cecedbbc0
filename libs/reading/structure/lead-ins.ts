import type { Mood, PreparedText } from '../structure.js';
import type { Agency } from './agencies.js';
import type { Placed } from './outline.js';

/** `Theo báo cáo của …`: whose figures follow. */
export const SOURCE = /^(?:theo|qua) (?:báo cáo|số liệu|thống kê|tổng hợp) của (?=\S)/u;

const EVERYBODY =
  /(?:sở|ban|ngành|cấp|bộ|địa phương|cơ quan|đơn vị)(?:,| và|$)|UBND|Ủy ban nhân dân|thủ trưởng|giám đốc|đồng chí|tổ chức/iu;
/** Committees beneath and nobody else are a class of doers. */
const COMMITTEES =
  /^(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân) (?:các )?(?:(?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)(?:, | và |$))+/iu;
/** One committee, by its rank or its name. */
const COMMITTEE =
  /^(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân) (?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)(?: \p{Lu}[^,;]*)?$/u;

/** One doer or a class of them. */
export const isDoer = (name: string): boolean => COMMITTEES.test(name) || COMMITTEE.test(name) || !EVERYBODY.test(name);

const DOER = /^(?:cơ quan|đơn vị|bộ phận)(?: (?:chủ trì|thực hiện|chịu trách nhiệm|phụ trách))+\s*:\s*/iu;

/** `- Cơ quan chủ trì: …` beneath a task says of the whole clause who is to do it. */
export function labelledAgencies({ text }: PreparedText, placed: readonly Placed[]): ReadonlyMap<number | null, Agency> {
  const found = new Map<number | null, Agency>();
  for (const { item, role, clause } of placed) {
    const label = role === 'dash' || role === 'plus' || role === 'paragraph' ? DOER.exec(text.slice(item.from, item.from + 60)) : null;
    if (label === null || clause === null || found.has(clause)) continue;
    const from = item.from + label[0].length;
    const name = /^[^.;\n]*/u.exec(text.slice(from, Math.min(item.to, from + 200)))?.[0].trim() ?? '';
    if (name !== '') found.set(clause, { from, to: from + name.length, name: name.charAt(0).toUpperCase() + name.slice(1) });
  }
  return found;
}

export function leadMood(folded: string): Mood | null {
  const last = folded.slice(-160);
  if (/(?:nhiệm vụ|giải pháp|nội dung|mục tiêu|chỉ tiêu|công việc|yêu cầu)[^.;]{0,60}:$/.test(last)) return 'task';
  return /(?:kết quả|hạn chế|tồn tại|khó khăn|nguyên nhân)[^.;]{0,60}:$/.test(last) ? 'report' : null;
}
