import { pairAt } from '../phrases/line.js';
import { onward, wordSet } from '../phrases/word-tree.js';
import { foldedOfPart } from './draft.js';
import type { Item, Part } from './items.js';
import type { View } from './view.js';

const PREDICATES = wordSet(
  'được, đạt, có, phải, hoàn thành, tham gia, sử dụng, ra lớp, đảm bảo, bảo đảm, cam kết, thực hiện, áp dụng, ứng dụng, kết nối, tiếp cận, biết, hài lòng, trở thành, là, triển khai, đáp ứng, ký kết, nộp, dùng, mang, học theo, theo học, học chương trình, xếp loại, thanh toán, lắp đặt, cài đặt',
);

/**
 * The words that an item of a list lacks and shares with others, as tokens: the verb or subject of an item before it (`phấn đấu cải tạo 100% …,
 * 90% …`; `giải ngân … đạt 60%, đến 31/12 đạt 98%`), or the predicate of one behind it (`100% …, 90% … được cứng hóa`).
 */
export function sharedWordsOf(view: View, item: Item, earlier: readonly Item[], later: readonly Item[]): Part | null {
  const { subject, verb, object, quantity } = item;
  const previous = earlier.at(-1) ?? null;
  if (item.attribute) return previous === null ? null : { start: previous.value.start, end: previous.object?.end ?? previous.value.end };
  if (subject !== null) return null;
  const first = earlierSubject(view, item, earlier);
  if (first !== null) return subjectOf(first);
  if (verb !== null) return isBareLink(view, item) && previous !== null ? subjectOf(previous) : null;
  const lead = leadOf(earlier);
  if (lead !== null && LESSENING.test(foldedOfPart(view, lead))) return lead;
  if (object !== null && predicateOf(view, object) !== null) return null;
  if (quantity.kind === 'percentage') return predicateBehind(view, later) ?? lead;
  return lead;
}

/** What follows these is lessened, whatever it does. */
const LESSENING = /^(?:phấn đấu )?(?:cắt giảm|kéo giảm|giảm|tiết giảm|tiết kiệm)(?:\s|$)/;

/** The subject that several bare levels share: `đạt 50% trong quý I, 70% trong quý II và 80% vào cuối năm`. */
export function earlierSubject(view: View, item: Item, earlier: readonly Item[]): Item | null {
  const isBare = ({ subject, verb, object }: Item): boolean =>
    subject === null && verb === null && (object === null || isOnlyTime(view, object) || isOfGroup(view, object));
  if (!isBare(item)) return null;
  const first = earlier.slice(-REACH).findLast((one) => !isBare(one)) ?? null;
  return first?.subject == null ? null : first;
}

/** `168,5 cm đối với nam và 157,5 cm | đối với nữ`: of whom the level is. */
export function isOfGroup({ line }: View, { start }: Part): boolean {
  return pairAt(line, start) === 'đối với';
}

/** `80% vào cuối năm`: nothing behind the number but a time. */
export function isOnlyTime({ cover }: View, { start, end }: Part): boolean {
  for (let index = start; index < end; index += 1) if (cover[index] !== 'date') return false;
  return true;
}

/** Only `đạt`, `còn`, `đến 31/12 đạt` before the number. */
export function isBareLink(view: View, { verb, quote, value }: Item): boolean {
  const words = foldedOfPart(view, verb === null ? quote : { start: verb.start, end: value.start });
  return /^(?:phải |cần |sẽ )?(?:đạt|còn|chiếm|giảm còn|giảm xuống còn|tăng lên|xuống còn|tăng|giảm|đạt từ|vượt|bằng|nâng lên|đạt mức|là|lên)(?: (?:từ|mức))?$/.test(
    words,
  );
}

function subjectOf({ subject, quote, value, link }: Item): Part | null {
  if (subject === null) return null;
  const part = { start: Math.max(subject.start, quote.start), end: link === null ? subject.end : value.start };
  return part.start < part.end ? part : null;
}

/** The predicate of an item behind in the list. */
export function predicateBehind(view: View, later: readonly Item[]): Part | null {
  for (const { object, verb, subject } of later) {
    if (verb !== null || subject !== null) return null;
    if (object === null) continue;
    const predicate = predicateOf(view, object);
    if (predicate !== null) return predicate;
  }
  return null;
}

/** The part of an object from its predicate on: `được cứng hóa`. */
export function predicateOf(view: View, object: Part): Part | null {
  for (let index = object.start + 1; index < object.end; index += 1)
    if (view.cover[index] == null && onward(PREDICATES, view.line, index) !== null) return { start: index, end: object.end };
  return null;
}

/** How many items back in a list words are borrowed from. */
const REACH = 12;

/** The verbs of the nearest item before that has its own. */
function leadOf(earlier: readonly Item[]): Part | null {
  for (const { verb, subject, quote, value } of earlier.slice(-REACH).reverse()) {
    if (subject !== null && verb === null) return null;
    if (verb !== null) return { start: quote.start, end: value.start };
  }
  return null;
}
