import { pairAt, textAt, tokenAt } from '../phrases/line.js';
import { yearOf } from '../../domain/kernel/civil-date.js';
import { backward, wordSet } from '../phrases/word-tree.js';
import { isUnderAims } from '../proposals/aims.js';
import type { Statement, View } from '../proposals/view.js';
import { dayOf, isOfBase, isToCome, type Standing } from './as-of.js';
import { says } from './markers.js';
import { listedKinds, type Parts } from './parts.js';
import { withinReach } from './range.js';
import { spoken } from './wording.js';
import { ASKING, NOT_COUNTED, NOT_TOLD_BEFORE, TOLD, URGING } from './words.js';

/** Not years, minutes, parts of a text, nor what is implied and not printed: none of these is reported. */
export function isFigure(view: View, parts: Parts): boolean {
  const { quantity, figure, tail } = parts;
  const { line } = view;
  const { source, valueTo, unit, numerator } = quantity;
  if (source !== 'printed' || valueTo !== null || unit === null) return false;
  if (TIMES.has(unit)) return isDuration(view, parts);
  if (numerator !== null || !NOT_COUNTED.has(unit) || listedKinds(view, figure.end) > figure.end) return true;
  if (unit === 'lần') return [textAt(line, figure.start), textAt(line, figure.start - 1)].includes('gấp');
  return unit === 'chỉ tiêu' && MET.has(textAt(line, tail.start));
}

const TIMES: ReadonlySet<string> = new Set(['phút', 'giờ', 'ngày', 'ngày làm việc']);

/** `thời gian chờ khám giảm từ 95 phút xuống còn 62 phút`: how long something takes is measured in time. */
function isDuration(view: View, { predicate, subject, statement, segment }: Parts): boolean {
  const named = subject.end > subject.start ? subject.start : Math.min(segment, statement.start);
  return (
    predicate !== null &&
    /^(?:việc |giúp |làm |đưa )?thời gian(?! qua| tới| này)/u.test(spoken(view, { start: named, end: predicate.start }))
  );
}

/** `18 chỉ tiêu đạt kế hoạch`, `2 chỉ tiêu không đạt`. */
const MET: ReadonlySet<string> = new Set(['đạt', 'vượt', 'hoàn', 'không', 'chưa', 'ước', 'dự']);

/** Right before the figure stands what makes it a plan or a base of comparison. */
export function isOfSomethingElse(view: View, parts: Parts): boolean {
  const { statement, figure, segment, predicate } = parts;
  const [from, to] = [tokenAt(view.line, segment).from, tokenAt(view.line, figure.start).from];
  const isCompared = statement.phrases.dates.some(
    (date) => date.role === 'comparison' && date.from >= from && date.to <= to && !isOfBase(view, date),
  );
  if (isCompared && predicate?.kind !== 'growth') return true;
  if (isQualifier(view, parts)) return true;
  if (
    parts.quantity.value === '0' &&
    parts.bracketed &&
    parts.subject.end <= parts.subject.start &&
    says(view, NOT_YET, statement.start, figure.start)
  )
    return true;
  if (parts.quantity.comparator === '<' && NONE_LEFT.test(spoken(view, { start: segment, end: figure.start }))) return true;
  if (AIM.test(spoken(view, parts.subject))) return true;
  if (parts.joint === '(' && SAME_TIME.test(spoken(view, parts.subject))) return true;
  if (predicate === null && MEETING.test(spoken(view, { start: segment, end: figure.start }))) return true;
  const match = backward(NOT_TOLD_BEFORE, view.line, predicate?.start ?? figure.start);
  return (
    match !== null &&
    !(textAt(view.line, match.start) === 'tại' && textAt(view.line, match.start - 1) === 'hiện') &&
    (predicate === null || predicate.kind === 'level' || predicate.kind === 'share') &&
    !(predicate !== null && match.end - match.start === 1)
  );
}

/** `có tỷ lệ giải ngân trên 40%` says which ones are meant; `trên 90% số hộ đã có nước sạch` tells of the whole. */
function isQualifier(view: View, { quantity, predicate, subject, tail }: Parts): boolean {
  const { kind, comparator } = quantity;
  if (predicate !== null || kind !== 'percentage' || (comparator !== '>' && comparator !== '<')) return false;
  return subject.end > subject.start || !DID.test(spoken(view, tail));
}

/** Behind a share: what they did, or how they are. */
export const DID = / (?:được|đã|có|đạt|tham gia|bị|chưa|không|còn)(?!\p{L})/u;

/** `04 đơn vị chưa giải ngân (0%)` says once that nothing was done. */
const NOT_YET = wordSet('chưa, không');
/** `không còn xã dưới 10 tiêu chí`. */
const NONE_LEFT = /không (?:còn|có) [^,;]{0,40}$/u;

/** `trong khi mục tiêu đề ra là 50%`. */
const AIM = /^(?:mục tiêu|chỉ tiêu (?:đề ra|đặt ra|được giao))(?: (?:đề ra|đặt ra|của|cả năm|năm)[^,;]{0,30})?$/u;

/** `cao hơn cùng kỳ (32,1%)`: what it was before. */
const SAME_TIME = /cùng (?:kỳ|thời điểm)(?: năm (?:trước|ngoái|\d{4}))?$/u;

/** Who was there is no result: `tổ chức hội nghị trực tuyến với 10 huyện`. */
const MEETING = /(?:hội nghị|họp|trực tuyến|làm việc|phối hợp|giao ban|ký kết)[^,;]* với$/u;

/** Words before the figure, within its statement, that speak of what is to be. */
export function isAskedFor(view: View, { statement, figure, quantity }: Parts): boolean {
  if (quantity.comparatorWord !== null && /ít nhất|tối thiểu|không quá|tối đa|trở lên|trở xuống/.test(quantity.comparatorWord)) return true;
  return (
    says(view, ASKING, statement.start, figure.start) &&
    !CLAIMED.test(spoken(view, { start: withinReach(statement.start, figure.start), end: figure.start }))
  );
}

/** `chi phí đề nghị thanh toán 1.021,7 tỷ đồng`: what was claimed is a figure. */
const CLAIMED =
  /(?:chi phí|số tiền|kinh phí|giá trị|số|hồ sơ|tổng)(?: \p{L}+){0,6} đề nghị (?:thanh toán|quyết toán|chi trả|hỗ trợ|công nhận)[^,;]*$/u;

/**
 * Headings and lead-ins decide over words that results and goals share: what stands under `Các chỉ tiêu chủ yếu` is to be, unless that
 * is a part of the results.
 */
export function isReport({ passage, structure }: View): boolean {
  if (passage.mood !== 'report') return false;
  const above = passage.above.map(({ from, to }) => {
    const words = structure.prepared.folded.slice(from, to);
    return words.endsWith(':') ? words.slice(words.lastIndexOf('. ') + 1) : words;
  });
  return above.some((words) => RESULTS.test(words)) || !above.some((words) => /mục tiêu|chỉ tiêu/.test(words));
}

const RESULTS = /kết quả|tình hình|đánh giá|thực trạng|hạn chế|tồn tại|ưu điểm|khó khăn|nguyên nhân/;

/** A sentence among tasks that nevertheless tells a result: a word or a day before the figure says so, and the day is not to come. */
export function tellsAmongTasks(view: View, parts: Parts, day: Standing | null): boolean {
  const { statement, figure, subject, predicate, qualified } = parts;
  const known = dayOf(view);
  if (
    day?.asOf != null &&
    isToCome(view, day) &&
    (yearOf(day.asOf) >= (view.structure.time.year ?? 0) || !says(view, ESTIMATED, statement.sentence, figure.start))
  )
    return false;
  // `hoàn thành 100% kế hoạch` is an order, whatever is told before it.
  if (day?.isResult !== true && predicate !== null && /^(?:hoàn thành|thực hiện)$/u.test(spoken(view, predicate))) return false;
  const from = day?.isResult === true ? Math.min(subject.start, predicate?.start ?? figure.start) : statement.start;
  if (says(view, URGING, from, figure.start)) return false;
  // `Có 14 chủ đầu tư giải ngân dưới 30%`: nobody strives for that.
  if (qualified !== null && spoken(view, qualified).startsWith('dưới ')) return true;
  if (day?.isResult !== true && subject.end <= (predicate?.start ?? 0) && isUnderAims(view) && WHICH.test(spoken(view, subject)))
    return false;
  const isPast = day?.asOf != null && (isBefore(day, known) || yearOf(day.asOf) < (view.structure.time.year ?? 0));
  return day?.isResult === true || isPast || says(view, TOLD, statement.sentence, figure.start) || saysDone(view, statement, figure.start);
}

/** `tỷ lệ học sinh đã hoàn thành chương trình | đạt 99%` below aims: which ones are meant. */
const WHICH = /\p{L} đã \p{L}/u;

/** The year that is not over yet is told only where it is estimated. */
const ESTIMATED = wordSet('ước, ước đạt, ước thực hiện, ước tính, ước cả năm');

function isBefore({ asOf, asOfSource }: Standing, known: string | null): boolean {
  return asOf !== null && known !== null && asOf <= known && asOfSource === 'printed';
}

/** `toàn huyện hiện có 24 trạm`, `đã giải quyết`, but not `kế hoạch đã giao`, `theo chỉ tiêu đã phê duyệt`. */
function saysDone(view: View, { start }: Statement, figure: number): boolean {
  for (let index = withinReach(start, figure); index < figure; index += 1) {
    if (pairAt(view.line, index) === 'hiện có' && index + 2 >= figure - 1) return true;
    if (textAt(view.line, index) !== 'đã' || view.cover[index] != null) continue;
    if (!GIVEN.has(textAt(view.line, index + 1))) return true;
  }
  return false;
}

const GIVEN: ReadonlySet<string> = new Set(['giao', 'được', 'phê', 'đề', 'ban', 'nêu', 'có', 'ký', 'đăng', 'cam', 'xác', 'bố']);
