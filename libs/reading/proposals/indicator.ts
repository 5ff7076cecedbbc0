import { isInCapitals, textAt } from '../phrases/line.js';
import { beginningOf } from './clause.js';
import { wordsOfPart } from './draft.js';
import type { Item, Part } from './items.js';
import { rankName } from './rank-names.js';
import { earlierSubject, isBareLink, isOfGroup, predicateOf } from './shared-words.js';
import { tidied, timelessWords } from './tidy.js';
import { isMark, type View } from './view.js';

/** Of a name that stands before its level. */
const LEVELLING = /\s+(?:tăng|giảm|gấp|thêm)$/;
export const RATE = /^(?:tỷ|tỉ) (?:lệ|trọng|suất|số)|^tốc độ|^mức|^độ |^chỉ số|^hệ số|^mật độ|^năng suất|^cơ cấu|^tăng trưởng/i;
/** Their percentages are changes, not shares. */
const CHANGING = /^(?:chỉ số|năng suất|tổng|kim ngạch|giá trị|doanh thu|thu |lượng|sản lượng|số|thời gian|chi phí)/i;
const NAMED_COUNT = /^(?:số|tổng|sản lượng|diện tích|lượng|dân số|đàn|quy mô|mật độ|tỷ suất|khách)(?:\s|$)/i;

/** What is measured, as a noun phrase: `tỷ lệ đường xã được cứng hóa`, `số xã đạt chuẩn nông thôn mới tăng thêm`. `borrowed` is the name before it in the list. */
export function indicatorOf(view: View, item: Item, shared: Part | null, earlier: readonly Item[], borrowed: string | null = null): string {
  const told = nameOf(view, item, shared, earlier).replace(/ (?:phải|cần|đều|sẽ) (?=được |có |đạt )/gu, ' ');
  const name = ofGroup(view, item, exceeding(item, isInCapitals(view.line) ? told.toLowerCase() : told));
  return NAMELESS.test(name) ? (borrowed ?? workNamed(view, item) ?? `${name.trim() === '' ? 'mức' : name.trim()} thực hiện`) : name;
}

/** `thu ngân sách | vượt 5% dự toán`: by how much, not how much of it. */
function exceeding({ quantity: { kind, unit, incremental, change } }: Item, name: string): string {
  if (kind !== 'percentage' || !incremental || change !== null || unit?.startsWith('% ') !== true) return name;
  return `mức vượt ${unit.slice(2)} ${name.replace(/^tỷ lệ (?:hoàn thành (?:kế hoạch |dự toán |chỉ tiêu )?)?/u, '').replace(/^[^,]* giao được /u, '')}`.trim();
}

/** `đạt 168,5 cm | đối với nam`: of whom the level is belongs to the name. */
function ofGroup(view: View, { value, quote }: Item, name: string): string {
  const group = { start: value.end, end: quote.end };
  return isOfGroup(view, group) && !name.includes('đối với') ? `${name} ${tidied(timelessWords(view, group))}` : name;
}

/** Nothing but a measure, or a verb that tells how far the work of the clause before has come. */
const NAMELESS =
  /^(?:tỷ lệ|số|tốc độ tăng|mức giảm|mức)?(?: (?:được|còn|xử lý|thực hiện|hoàn thành|có|đạt|là|bảo đảm|đảm bảo|phấn đấu|được giao|kế hoạch))*\s*$/;
const SETTING_ABOUT =
  /^(?:tiếp tục|đẩy nhanh|đẩy mạnh|triển khai|thực hiện|tổ chức|tăng cường|tập trung|khẩn trương)(?: tiến độ| công tác| việc| thực hiện)?\s+/i;
/** Tokens. */
const LONGEST_WORK = 24;

/** `Xác thực thông tin hội viên, | phấn đấu đến 31/12 đạt 98%`: the work before its level. */
function workNamed(view: View, { quote, room }: Item): string | null {
  const end = isMark(view.line, quote.start - 1, ',:') ? quote.start - 1 : quote.start;
  if (end <= room.start + 1) return null;
  const start = beginningOf(view, Math.max(room.start, end - LONGEST_WORK), end);
  const words = tidied(timelessWords(view, { start, end }).replace(SETTING_ABOUT, ''));
  return words === '' ? null : `tỷ lệ ${words}`;
}

function nameOf(view: View, item: Item, shared: Part | null, earlier: readonly Item[]): string {
  if (item.quantity.kind === 'index_rank' && RANK.test(item.quantity.unit ?? ''))
    return rankName(view, subjectOf(view, { start: item.core, end: item.value.start }), item.value.end);
  const subject = subjectWords(view, item, earlier);
  if (subject !== null) return levelName(view, item, subject);
  const object = item.object === null ? '' : tidied(timelessWords(view, item.object));
  const verb = verbWords(view, item, shared);
  const behind = shared !== null && shared.start > item.quote.start ? ` ${wordsOfPart(view, shared)}` : '';
  const named = item.quantity.unitAt !== null && item.quantity.kind !== 'percentage' ? unitWords(view, item) : '';
  const words = tidied(`${named.replace(/^(?:nghìn|triệu|tỷ|vạn|trăm) /i, '')} ${object}${behind}`);
  const predicate = behind !== '' || (item.object !== null && predicateOf(view, withoutPurpose(view, item.object)) !== null);
  if (item.quantity.kind === 'percentage') return shareName(item, words, verb, predicate);
  if (item.quantity.kind === 'amount') return amountName(item.quantity.unit ?? '', object, verb);
  const things = words.replace(/^số /, '');
  if (predicate || verb === '') return `số ${things}${item.quantity.incremental && verb === '' ? ' tăng thêm' : ''}`;
  return item.quantity.incremental ? `số ${things} ${verb}` : `số ${things} được ${verb}`;
}

const RANK = /^(?:hạng|bậc)/;

function withoutPurpose({ line }: View, { start, end }: Part): Part {
  for (let index = start; index < end; index += 1) if (/^(?:để|nhằm)$/.test(textAt(line, index))) return { start, end: index };
  return { start, end };
}

/** Work that is measured by how much of it is done: `tỷ lệ giải ngân vốn được giao`. */
const PROCESSED =
  /^(?:giải ngân|thi hành|thi hành xong|giải quyết|xử lý|xử lý xong|thu hồi|thu gom|hoàn thành|điều tra|khám phá|điều tra khám phá|điều tra, khám phá|thực hiện|tham mưu giải quyết)$/;
/** How many fewer: the things themselves are named. */
const LESSENED = /^(?:(?:kéo|cắt)? ?giảm|tăng|tiết giảm)$/;

function shareName({ quantity }: Item, words: string, verb: string, predicate: boolean): string {
  const things = words.replace(/^số /, '');
  if (things === '') return `tỷ lệ ${verb}`;
  if (PROCESSED.test(verb)) return `tỷ lệ ${verb.replace(/^tham mưu /, '')} ${things}`;
  if (LESSENED.test(verb) && quantity.incremental) return /^số /.test(words) || RATE.test(words) ? words : `tỷ lệ ${verb} ${words}`;
  if (/^(?:bố trí|dành|phân bổ)/.test(verb)) return `tỷ lệ ${things.replace(/^tổng (?:số )?/, '')}`;
  return predicate || verb === '' ? `tỷ lệ ${things}` : `tỷ lệ ${things} được ${verb}`;
}

const MEASURES: readonly (readonly [RegExp, string])[] = [
  [/đồng|usd/i, 'số tiền'],
  [/^(?:ha|m2|km2)/i, 'diện tích'],
  [/^(?:km|m)$/i, 'chiều dài'],
  [/tấn|tạ|kg|lít|m3/i, 'sản lượng'],
  [/mw|kwh/i, 'công suất'],
  [/^(?:giờ|phút|ngày)/i, 'thời gian'],
];

/** `diện tích rừng được trồng mới`: what is measured by the unit of an amount. */
function amountName(unit: string, object: string, verb: string): string {
  const measure = MEASURES.find(([pattern]) => pattern.test(unit))?.[1] ?? 'mức';
  const done = object === '' ? verb : verb === '' ? '' : `được ${verb}`;
  return [measure, object, done].filter((word) => word !== '').join(' ');
}

/** `đạt 95% kế hoạch được giao`: nothing behind the number but whose plan it is. */
const OF_THE_PLAN =
  /^so (?:với|cùng)|^kế hoạch vốn$|^(?:kế hoạch )?(?:vốn )?(?:được|đã|đã được) giao|^(?:kế hoạch )?(?:vốn )?(?:trung ương|tỉnh|huyện|thủ tướng chính phủ|hđnd tỉnh|cấp trên) giao/i;

function subjectWords(view: View, whole: Item, earlier: readonly Item[]): string | null {
  const isOfPlan = whole.object !== null && OF_THE_PLAN.test(wordsOfPart(view, whole.object));
  const item = isOfPlan ? { ...whole, object: null } : whole;
  if (item.subject !== null && item.object === null && !isAgent(view, item))
    return withWhole(view, item, subjectOf(view, item.subject), earlier);
  const previous = earlier.at(-1) ?? null;
  const isLevel = previous?.subject != null && item.object === null && item.verb !== null && isBareLink(view, item);
  const lender = isLevel
    ? previous
    : (earlierSubject(view, item, earlier) ?? (item.subject === null && item.object === null ? previous : null));
  if (lender?.subject == null) return null;
  const lent = subjectOf(view, lender.subject);
  return ledRate(view, lent, earlier) ?? lent;
}

const AGENTS =
  /^(?:tỉnh|huyện|xã|phường|thị xã|thị trấn|thành phố|quận|ubnd|ủy ban|sở|ban|công an|(?:các|mỗi|toàn) (?:tỉnh|huyện|xã|địa phương|đơn vị|sở|phường|thành phố))(?:\s|$)/i;

/** `thành phố Hà Tĩnh | hoàn thành 4.670 căn`: who does it is no part of the name. */
function isAgent(view: View, { subject, verb, chain }: Item): boolean {
  return subject !== null && verb !== null && chain !== null && AGENTS.test(wordsOfPart(view, subject));
}

export function subjectOf(view: View, subject: Part): string {
  return tidied(tidied(timelessWords(view, subject)).replace(LEVELLING, '').replace(RAISING, ''));
}

/** Verbs that say which way a named rate is to go: `giữ vững và nâng | tỷ lệ che phủ rừng`. */
const RAISING = /^(?:(?:giữ vững|duy trì|nâng cao|nâng|giảm|tăng|đưa|kéo giảm|và) )+(?=(?:tỷ|tỉ) (?:lệ|trọng|suất)|độ che phủ)/iu;

const PART_OF_WHOLE = /^(?:các |những )?(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|khu vực|vùng|có|được|qua|cấp)\s/i;
const STRUCTURE = /^cơ cấu/i;

/**
 * `trong đó có bằng cấp đạt 30%`, `xã A giảm 9%`: a part of what was named before; `Tỷ lệ phòng học kiên cố: mầm non 76%, tiểu học 81%`: of
 * what leads the list in; `dịch vụ 39%` of a structure.
 */
function withWhole(view: View, { subject, quantity }: Item, words: string, earlier: readonly Item[]): string {
  const led = quantity.kind === 'percentage' ? ledRate(view, words, earlier) : null;
  if (led !== null) return led;
  const [own, isFirst] = words.includes(':') ? [tidied(words.slice(words.indexOf(':') + 1)), true] : [words, false];
  const whole = isFirst ? words : wholeOf(view, earlier);
  const lead = tidied(whole.split(':')[0] ?? '');
  if (quantity.kind !== 'percentage' || own === '' || RATE.test(own)) return isFirst && own !== '' ? own : words;
  if (STRUCTURE.test(lead)) return `tỷ trọng ${own}`;
  const isPart = subject !== null && PART_OF_WHOLE.test(wordsOfPart(view, subject));
  return RATE.test(lead) && (isPart || whole.includes(':')) ? `${lead} ${own}` : own;
}

/** `giao chỉ tiêu giải ngân cho các đơn vị: | UBND huyện A tối thiểu 92%; UBND huyện B 70%`: what leads a list of assignees in. */
const LED = /^(?:giao )?(?:chỉ tiêu|tỷ lệ) ([^:]+?) (?:cho|của|đối với) [^:]*:/iu;
const ASSIGNEE = /^(?:ubnd|ủy ban|sở|ban (?:quản|qlda)|công an|(?:tỉnh|huyện|xã|phường|thị xã|thành phố|quận) \p{Lu})/iu;

function ledRate(view: View, words: string, earlier: readonly Item[]): string | null {
  const own = words.slice(words.lastIndexOf(':') + 1).trim();
  if (!ASSIGNEE.test(own)) return null;
  const first = earlier.slice(-FAR).find(({ subject }) => subject !== null && LED.test(subjectOf(view, subject)));
  const lead = LED.exec(words) ?? (first?.subject == null ? null : LED.exec(subjectOf(view, first.subject)));
  return lead?.[1] === undefined ? null : `tỷ lệ ${tidied(lead[1])}`;
}

/** The nearest rate or structure that an item before it names. */
function wholeOf(view: View, earlier: readonly Item[]): string {
  for (const { subject } of earlier.slice(-FAR).reverse()) {
    const named = subject === null ? '' : subjectOf(view, subject);
    if (RATE.test(named) || STRUCTURE.test(named)) return named;
  }
  return '';
}

const FAR = 8;

function levelName(view: View, { quantity, value }: Item, subject: string): string {
  if (/^(?:grdp|gdp|iip)$/i.test(subject) && quantity.kind === 'percentage') return `tốc độ tăng ${subject}`;
  if (/^tăng trưởng/i.test(subject)) return `tốc độ ${subject}`;
  if (/ tăng trưởng$/.test(subject)) return `tốc độ tăng trưởng ${subject.replace(/ tăng trưởng$/, '')}`;
  const isChange =
    quantity.incremental && quantity.change !== null && (!RATE.test(subject) || (CHANGING.test(subject) && quantity.kind === 'percentage'));
  if (isChange) return `${CHANGE_NAMES[quantity.change.direction][quantity.kind === 'percentage' ? 0 : 1]} ${subject}`;
  const isLabel = isMark(view.line, value.start - 1, ':');
  if (quantity.kind === 'percentage' && /^số \p{Ll}/u.test(subject)) return `tỷ lệ ${subject.replace(/^số (?:lượng )?/u, '')}`;
  if (quantity.kind === 'percentage' && !RATE.test(subject) && !CHANGING.test(subject)) return `tỷ lệ ${subject}`;
  if (quantity.kind === 'count' && quantity.unit !== null && !isLabel && !NAMED_COUNT.test(subject))
    return subject.startsWith(plainUnit(quantity.unit)) ? `số ${subject}` : `số ${plainUnit(quantity.unit)} ${subject}`;
  if (quantity.kind === 'amount' && SIMPLE.test(quantity.unit ?? '') && !isLabel && !MEASURED.test(subject))
    return amountName(quantity.unit ?? '', subject, '');
  return /^tổng số$/.test(subject) && quantity.unit !== null ? `tổng số ${quantity.unit}` : subject;
}

/** `đường trục xã 6 km`: a length, though nothing says so but the unit. */
const SIMPLE = /^(?:km|ha)$/;
const MEASURED = /^(?:chiều|diện tích|tổng|quy mô|độ|khối lượng|khoảng cách|mức)/i;

const plainUnit = (unit: string): string => unit.replace(/^(?:nghìn|triệu|vạn) /, '');

const CHANGE_NAMES = { increase: ['tốc độ tăng', 'mức tăng'], decrease: ['mức giảm', 'mức giảm'] } as const;

/** The verbs before the number, without commitments: `cải tạo, nâng cấp`. */
function verbWords(view: View, item: Item, shared: Part | null): string {
  const part = item.verb ?? (shared !== null && shared.end <= item.quote.start ? shared : null);
  if (part === null) return '';
  const words = tidied(timelessWords(view, part));
  return words
    .replace(/^(?:phấn đấu|dự kiến|hướng tới mục tiêu|quyết tâm|bảo đảm|đảm bảo)\s+/i, '')
    .replace(/\s+(?:cho|đến|tới|với|được|ít nhất|thêm|đạt)$/i, '')
    .replace(/^(?:(?:hoàn thành|thực hiện|đạt)\s)?(?:mục tiêu|chỉ tiêu|kế hoạch)$/i, '')
    .replace(/^(?:cơ bản )?hoàn thành (?:việc |công tác )?(?=\S+ )/i, '')
    .replace(/^không(?: để| có| còn)?(?: xảy ra)?$/i, '')
    .replace(/^(?:có thêm|thêm|có|đạt|đạt được|bảo đảm|đảm bảo|phấn đấu|hoàn thành mục tiêu|tổ chức|đưa|còn)$/i, '')
    .replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

function unitWords(view: View, { quantity }: Item): string {
  return quantity.unitAt === null ? '' : view.structure.prepared.text.slice(quantity.unitAt.from, quantity.unitAt.to);
}
