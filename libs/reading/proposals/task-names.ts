import { agencyAt } from '../structure/agencies.js';
import { placesIn } from '../structure/places.js';
import { openingAt } from './clause.js';
import { wordsOfPart, type Draft } from './draft.js';
import { isMark, tokenFrom, type View } from './view.js';

/** Words that head a list without naming a thing. */
const NO_THING =
  /^(?:về|công tác|cụ thể|trong đó|riêng|gồm|bao gồm|chia ra|nhiệm vụ|mục tiêu|chỉ tiêu|kết quả|yêu cầu|giải pháp|nội dung|tổng|cả|toàn|năm|quý|tháng|đến|từ|trên|đối với|ngành|lĩnh vực|nhóm|kế hoạch|thời|sản phẩm|kinh phí|nguồn|đơn vị|cơ quan|dự kiến|khu vực|giai đoạn|phương án|kinh tế|xã hội|văn hóa|môi trường|tiến độ|đợt|cơ cấu)(?:\s|$)/iu;
/** Tokens. */
const LONGEST = 16;
/** An indicator of so few words says only what is done or measured. */
const BARE = 4;

/** `Vắc xin Dại: | tiêm đạt trên 80% tổng đàn`: an indicator that names no thing has the one before the colon. */
export function withTaskName(view: View, { quote, strength, indicator, list }: Draft): string {
  if (strength !== 'quantified' || indicator.split(' ').length > BARE) return indicator;
  const name = nameBefore(view, list, tokenFrom(view.line, quote.from));
  return name === null || indicator.toLowerCase().includes(name.toLowerCase()) ? indicator : `${indicator} ${name}`;
}

/** From the head of the sentence to a colon before the words. */
function nameBefore(view: View, start: number, at: number): string | null {
  let end = start;
  while (end < Math.min(at, start + LONGEST) && !isMark(view.line, end, ':')) {
    if (view.cover[end] != null || (openingAt(view, end) ?? 'noun') !== 'noun') return null;
    end += 1;
  }
  if (end - start < 2 || !isMark(view.line, end, ':')) return null;
  const name = wordsOfPart(view, { start, end });
  return NO_THING.test(name) || isPlaceOrAgency(view, start, end) ? null : name.charAt(0).toLowerCase() + name.slice(1);
}

function isPlaceOrAgency({ structure, line, passage }: View, start: number, end: number): boolean {
  const [from, to] = [line.tokens[start]?.from ?? 0, line.tokens[end - 1]?.to ?? 0];
  return agencyAt(structure.prepared, from, passage.to) !== null || placesIn(structure.prepared, from, to, structure.places).length > 0;
}
