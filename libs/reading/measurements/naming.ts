import { textAt, tokenAt } from '../phrases/line.js';
import { onward } from '../phrases/word-tree.js';
import { isMark, type View } from '../proposals/view.js';
import { NOUNS, VERBS } from '../proposals/words.js';
import type { Action } from './counted.js';
import { headed, judgedBefore } from './named-before.js';
import { growthOf, type Before, type Name } from './names.js';
import { isItem, numberName } from './number-names.js';
import { listedKinds, type Parts } from './parts.js';
import type { Who } from './subject.js';
import { DID } from './told.js';
import { underTopic } from './topic.js';
import { lowered } from '../text/lowered.js';
import { spoken, wording } from './wording.js';
import { PLANS } from './words.js';

/** The unit with the plan that a percentage is of, `% kế hoạch`, where the words behind it name one. */
export function unitOf(view: View, parts: Parts): string | null {
  const { quantity, figure, tail } = parts;
  if (quantity.kind !== 'percentage') return listedUnit(view, parts);
  for (let index = figure.start; index <= figure.end; index += 1) {
    if (!isMark(view.line, index - 1, '%')) continue;
    const plan = onward(PLANS, view.line, index);
    if (plan !== null && plan.end <= Math.max(tail.end, figure.end)) return `% ${plan.value}`;
  }
  return quantity.unit;
}

function listedUnit(view: View, { quantity, figure }: Parts): string | null {
  const end = listedKinds(view, figure.end);
  if (end === figure.end || quantity.unitAt === null) return quantity.unit;
  return view.structure.prepared.folded.slice(quantity.unitAt.from, tokenAt(view.line, end - 1).to);
}

/** What a figure is of, by the words around it and by what was named before; null where nothing says it. */
export function nameOf(view: View, parts: Parts, who: Who, before: Before): Name | null {
  return parts.quantity.kind === 'percentage' ? rateName(view, parts, who, before) : numberName(view, parts, who, before);
}

function rateName(view: View, parts: Parts, who: Who, before: Before): Name | null {
  const unit = unitOf(view, parts);
  const plan = unit?.startsWith('% ') === true ? unit.slice(2) : null;
  const { action, topic } = before;
  const goOn = { unit, subject: before.subject, action };
  if (before.isShareOfCount && action !== null && who.subject === null)
    return { ...goOn, name: shareName(action, plan), series: action.series };
  const change = changeBeside(parts, before);
  if (change !== null) return { ...goOn, name: change, series: lowered(before.subject ?? change) };
  const whole = wholeBehind(view, parts, who)?.replace(/^(?:tổng )?số /iu, '') ?? null;
  if (whole !== null) return { ...goOn, subject: whole, name: `tỷ lệ ${whole}`, series: lowered(whole) };
  const own = who.subject ?? who.verb ?? changedPart(view, parts) ?? (plan === null ? null : plannedWork(view, parts));
  const subject =
    own ??
    (parts.bracketed || isItem(who) ? sharedRate(before.subject) : null) ??
    (before.goesOn ? before.subject : judgedBefore(view, parts)) ??
    before.subject ??
    topic?.name ??
    (who.place === null && !(plan !== null && parts.predicate !== null) ? null : headed(view));
  if (subject === null) return null;
  const average = averageName(view, parts, subject, before.subject);
  if (average !== null) return { ...goOn, name: average, series: lowered(before.subject ?? subject) };
  const isPlain = who.subject !== null && unit === '%' && parts.predicate?.kind === 'level';
  const name = rateOf(view, parts, underTopic(subject, topic, isPlain), plan, assignedBase(view, parts));
  return { ...goOn, subject, name: who.agency === null ? name : `${name} của ${who.agency}`, series: topic?.name ?? lowered(subject) };
}

/** `giảm 5 vụ (-10%)`: the same change as a share. */
function changeBeside({ bracketed, predicate, subject, figure }: Parts, { last }: Before): string | null {
  if (!bracketed || predicate !== null || subject.end > subject.start || last === null || figure.start > last.end + NEAR) return null;
  return /^mức (?:tăng|giảm) /u.test(last.name) ? last.name.replace(/^mức/u, 'tốc độ') : null;
}

const NEAR = 3;

/** `thấp hơn bình quân chung cả nước (42,35%)`: of the same as before, elsewhere. */
function averageName(view: View, parts: Parts, subject: string, before: string | null): string | null {
  const average = parts.joint === '(' ? AVERAGE.exec(subject)?.[1] : undefined;
  if (average === undefined || before === null || before === subject) return null;
  return `${rateOf(view, { ...parts, predicate: null }, before, null, null)} ${average}`;
}

const AVERAGE = /^(?:thấp|cao) hơn (?:so với )?(?:mức |tỷ lệ )?(bình quân .+)$/iu;

/** `14 chủ đầu tư giải ngân dưới 30% (phường … 21,8%)`: in the brackets stand the rates by which they are counted. */
function sharedRate(counted: string | null): string | null {
  return SHARED.exec(counted ?? '')?.[1] ?? null;
}

const SHARED =
  /^số .*? ((?:giải ngân|hoàn thành|thực hiện|thu|(?:tỷ|tỉ) lệ)(?: \p{L}+)*?)(?: đạt| là| ở mức)? (?:dưới|trên|đạt|từ|là) (?:mức |[\d.,]+ ?%)/u;

function shareName({ counted, verb, plain }: Action, plan: string | null): string {
  if (counted === '' && plan === null) return `tỷ lệ ${verb}`;
  return plan === null ? `tỷ lệ ${[counted, verb && `đã ${verb}`].filter(Boolean).join(' ')}` : `tỷ lệ hoàn thành ${plan} ${plain}`;
}

/** `100% hồ sơ được giải quyết đúng hạn`, `toàn tỉnh có 75% hộ có Internet`: of what stands behind. */
function wholeBehind(view: View, { predicate, tail }: Parts, { subject, verb, place, bareName, agency }: Who): string | null {
  if (subject !== null || verb !== null || bareName !== null || agency !== null) return null;
  if (predicate?.kind === 'have' && tail.end > tail.start) return wording(view, tail);
  if (predicate !== null || place !== null) return null;
  return DID.test(spoken(view, tail)) ? wording(view, tail) : null;
}

/** `tăng 15% về số doanh nghiệp`: what has changed stands behind. */
function changedPart(view: View, { predicate, tail }: Parts): string | null {
  if (predicate?.kind !== 'growth' || textAt(view.line, tail.start) !== 'về' || tail.end - tail.start < 2) return null;
  return wording(view, { start: tail.start + 1, end: tail.end });
}

/** `hoàn thành 110% kế hoạch trồng rừng`: the work that the plan is for. */
function plannedWork(view: View, { figure, tail }: Parts): string | null {
  for (let index = figure.start; index < tail.end; index += 1) {
    if (onward(PLANS, view.line, index) === null) continue;
    const start = onward(PLANS, view.line, index)?.end ?? index;
    // `kế hoạch vốn đầu tư công`: capital, not work.
    if (textAt(view.line, start - 1) === 'vốn') return null;
    const isWork = start < tail.end && (onward(NOUNS, view.line, start) ?? onward(VERBS, view.line, start)) !== null;
    return isWork && textAt(view.line, start) !== 'giao' ? wording(view, { start, end: tail.end }) : null;
  }
  return null;
}

const ASSIGNED =
  /^(?:so )?(?:với )?((?:(?:kế hoạch|dự toán|chỉ tiêu)(?: vốn| năm| thu| chi)?(?: \d{4})? )?(?!được |đã )\p{L}+(?: (?!được |và )\p{L}+){0,5} giao)(?!\p{L})/iu;

/** `so với kế hoạch tỉnh giao`, `so với HĐND huyện giao`: whose plan a share is of tells two shares of one thing apart. */
function assignedBase(view: View, { figure, tail }: Parts): string | null {
  let start = figure.start;
  while (start < figure.end && !isMark(view.line, start, '%')) start += 1;
  const base = ASSIGNED.exec(wording(view, { start: start + 1, end: Math.max(tail.end, figure.end) }))?.[1] ?? null;
  return base === null || /^(?:kế hoạch|dự toán|chỉ tiêu)(?: vốn| năm)? giao$/iu.test(base) ? null : base;
}

function rateOf(
  view: View,
  { predicate, tail, quantity, figure }: Parts,
  subject: string,
  plan: string | null,
  base: string | null,
): string {
  const how = predicate === null ? '' : spoken(view, predicate);
  if (predicate?.kind === 'growth')
    return growthOf(subject, how, spoken(view, tail), isRate(subject) || /^điểm/u.test(quantity.unit ?? '') ? 'mức' : 'tốc độ');
  if (/^giải ngân/iu.test(subject) || (/tỷ lệ/u.test(how) && !isRate(subject)))
    return `tỷ lệ ${lowered(subject).replace(/^số /u, '')}${base === null ? '' : ` so với ${base}`}`;
  if (plan !== null && (textAt(view.line, figure.start) === 'vượt' || /(?:^| )vượt$/u.test(how)))
    return `mức vượt ${plan} ${lowered(subject)}`;
  const measure = base ?? plan;
  if (measure !== null && !isRate(subject)) return `${lowered(subject)} so với ${measure}`;
  if (plan === null && predicate !== null && /^số (?!vốn|tiền)/iu.test(subject)) return `tỷ lệ ${lowered(subject).slice('số '.length)}`;
  if (predicate?.kind !== 'share' || plan !== null || isRate(subject)) return lowered(subject);
  return /^so với cùng kỳ/u.test(spoken(view, tail)) ? `${lowered(subject)} so với cùng kỳ` : `tỷ trọng ${lowered(subject)}`;
}

function isRate(name: string): boolean {
  return /^(?:tỷ lệ|tỉ lệ|tỷ trọng|tỷ suất|tốc độ|mức|độ)(?!\p{L})/iu.test(name);
}
