import { isCapital, pairAt, textAt, tokenAt, type Line } from '../phrases/line.js';
import { onward } from '../phrases/word-tree.js';
import { isMark, type View } from './view.js';
import { STARTERS, type Starter } from './words.js';

export type Opening = Starter | 'date' | 'quantity' | 'recurrence';

const JOINERS: ReadonlySet<string> = new Set(['và', 'hoặc', 'để', 'nhằm', 'song', 'nhưng', 'giúp']);

/** What begins at a token; null for ordinary words, for words within citations, and for verbs within names (`Sở … và Phát triển nông thôn`). */
export function openingAt(view: View, index: number): Opening | null {
  const covered = view.cover[index];
  if (covered === 'cited' || covered === 'trap') return null;
  if (covered != null) return isInside(view, index) ? null : covered;
  const starter = onward(STARTERS, view.line, index)?.value ?? null;
  if (starter === null || isNamePart(view, index) || isOfCompound(view, index)) return null;
  return starter === 'commit' && !isCommitment(view, index) ? null : starter;
}

/** What `số` means digital behind: `công nghệ số`, `nền tảng số`. */
const DIGITAL: ReadonlySet<string> = new Set(
  'nghệ tế hội quyền đổi tảng trường liệu năng dân tầng ký quốc nghiệp hóa gia thái việt hàng'.split(' '),
);
/** Qualities that `đặc biệt` only strengthens. */
const QUALITIES: ReadonlySet<string> = new Set(['nghiêm', 'khó', 'quan', 'lớn', 'nguy', 'xuất', 'phức']);

const MANY: ReadonlySet<string> = new Set('các những mọi nhiều mỗi một hai ba của'.split(' '));
/** Last syllables of bodies before `, tổ chức`; first ones behind `tổ chức,`; what kinds of bodies are called. */
const BODIES: ReadonlySet<string> = new Set('quan vị thể nghiệp ngành hội'.split(' '));
const OTHER_BODIES: ReadonlySet<string> = new Set('cá doanh cơ đơn đoàn hộ'.split(' '));
const OF_BODIES: ReadonlySet<string> = new Set('đảng chính tín quốc phi'.split(' '));
/** `cấp xã`, `cấp ủy`. */
const LEVELS: ReadonlySet<string> = new Set('xã huyện tỉnh quận phường ủy trên dưới bộ sở ngành cơ'.split(' '));
/** `đầy đủ, kịp thời`: how, not what. */
const MANNERS: ReadonlySet<string> = new Set('đủ xác chóng túc quả bộ định'.split(' '));
/** `tờ trình`, `công trình`. */
const COURSES: ReadonlySet<string> = new Set(['tờ', 'công', 'chương', 'quy', 'lộ', 'quá', 'tiến', 'giáo', 'hành', 'toàn']);
/** `kế hoạch đầu tư công`, `vốn đầu tư công`. */
const OF_CAPITAL: ReadonlySet<string> = new Set(['hoạch', 'vốn', 'án']);
/** `rừng sản xuất`, `vùng trồng`. */
const GROUNDS: ReadonlySet<string> = new Set(['rừng', 'đất', 'vùng', 'khu', 'máy', 'làng', 'sở']);

/** `công nghệ số`, `đặc biệt nghiêm trọng`, `công nghiệp - xây dựng`: half of an expression, nothing that begins. */
export function isOfCompound({ line }: View, index: number): boolean {
  const [word, before] = [textAt(line, index), textAt(line, index - 1)];
  if (word === 'số') return DIGITAL.has(before);
  if (word === 'biệt' || word === 'đặc') return QUALITIES.has(textAt(line, word === 'đặc' ? index + 2 : index + 1));
  if (word === 'trình') return COURSES.has(before);
  if (word === 'chi') return before === ',' && textAt(line, index - 2) === 'thu';
  if (word === 'chuyển') return pairAt(line, index + 1) === 'đổi số';
  if (word === 'tổ') return isBody(line, index);
  if (word === 'cấp') return LEVELS.has(textAt(line, index + 1));
  if (word === 'đầu' && pairAt(line, index + 1) === 'tư công' && OF_CAPITAL.has(before)) return true;
  if (word === 'đầu' || word === 'xây') return isOfProject(line, index) || (word === 'xây' && isBuilding(line, index));
  if (word === 'kịp') return before === ',' && MANNERS.has(textAt(line, index - 2));
  if (word === 'hỗ' || word === 'giải' || word === 'gpmb') return before === ',' && pairAt(line, index - 3) === 'bồi thường';
  if (word === 'đắp') return before === 'đất';
  if (word === 'sản' || word === 'trồng' || word === 'nuôi') return GROUNDS.has(before);
  return false;
}

/** `công nghiệp - xây dựng`. */
function isBuilding(line: Line, index: number): boolean {
  return /^[-–]$|^và$/.test(textAt(line, index - 1)) && pairAt(line, index - 3) === 'công nghiệp';
}

/** `dự án | đầu tư xây dựng`: a kind of project, and the name of whoever runs it. */
function isOfProject(line: Line, index: number): boolean {
  const at = textAt(line, index) === 'xây' && pairAt(line, index - 2) === 'đầu tư' ? index - 2 : index;
  return pairAt(line, at) === 'đầu tư' && pairAt(line, at - 2) === 'dự án';
}

/** `các tổ chức`, `cơ quan, tổ chức, doanh nghiệp`: bodies, not work. */
function isBody(line: Line, index: number): boolean {
  if (textAt(line, index + 1) !== 'chức') return false;
  const [before, next] = [textAt(line, index - 1), textAt(line, index + 2)];
  if (MANY.has(before) || OF_BODIES.has(next)) return true;
  return before === ',' ? BODIES.has(textAt(line, index - 2)) : next === ',' && OTHER_BODIES.has(textAt(line, index + 3));
}

/** Within a phrase that began before it. */
function isInside({ cover }: View, index: number): boolean {
  return cover[index] != null && cover[index - 1] === cover[index];
}

/** A capital in the middle of a sentence: a part of a name. */
export function isNamePart(view: View, index: number): boolean {
  if (!isCapital(view.line, index) || index === 0) return false;
  return !isMark(view.line, index - 1, '.:;-–+/)"“') && !isShouted(view, index);
}

/** All in capitals, so that capitals say nothing. */
function isShouted({ line, structure }: View, index: number): boolean {
  const { from, to } = tokenAt(line, index);
  const word = structure.prepared.text.slice(from, to);
  return word.length > 1 && word === word.toUpperCase();
}

const AIM_WORDS: ReadonlySet<string> = new Set(['mục', 'chỉ']);
const BEFORE_AIMS: ReadonlySet<string> = new Set(['tới', 'đến', 'với', 'đặt', 'đề', 'ra']);

/** `mục tiêu`, `chỉ tiêu` promise only at the head of a clause; elsewhere they name papers and programmes. */
function isCommitment(view: View, index: number): boolean {
  const before = textAt(view.line, index - 1);
  if (!AIM_WORDS.has(textAt(view.line, index))) return before !== 'các';
  return index === 0 || afterSeparator(view, index) || BEFORE_AIMS.has(before);
}

/** True after a comma, a colon, a bracket, `và`, `để` and the like, but not within a phrase. */
export function afterSeparator(view: View, index: number): boolean {
  if (isInside(view, index)) return false;
  return isMark(view.line, index - 1, ',:(;') || JOINERS.has(textAt(view.line, index - 1));
}
