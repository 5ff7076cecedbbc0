import { tokenAt } from '../phrases/line.js';
import { isMark, type View } from '../proposals/view.js';
import { countedName } from './counted.js';
import { growthOf, type Before, type Name } from './names.js';
import type { Parts } from './parts.js';
import type { Who } from './subject.js';
import { underTopic } from './topic.js';
import { lowered } from '../text/lowered.js';
import { spoken } from './wording.js';

/** What a count or an amount is of; null where nothing says it. */
export function numberName(view: View, parts: Parts, who: Who, before: Before): Name | null {
  const { unit, kind } = parts.quantity;
  if (parts.predicate?.kind === 'growth') return changeName(view, parts, who, before);
  const said = subjectOfNumber(parts, who, before);
  if (said !== null)
    return { name: lowered(underTopic(said, before.topic, false)), unit, subject: said, action: null, series: lowered(said) };
  const item = isItem(who) ? itemName(unit, parts, before) : null;
  if (item !== null) return item;
  const isCounted =
    who.verb !== null ||
    parts.predicate !== null ||
    before.goesOn ||
    (isItem(who) && parts.quantity.numerator !== null) ||
    tellsOf(view, parts);
  if (!isCounted || (kind === 'index_rank' && parts.tail.end === parts.tail.start)) return null;
  const action = countedName(view, parts, who.verb ?? besideVerb(view, parts, before), before.topic);
  if (action.name === '') return null;
  return { name: action.name, unit, subject: who.verb === null ? action.name : action.plain, action, series: action.series };
}

/** `bắt giữ 45 vụ/67 bị can`: what was done to the ones was done to the others. */
function besideVerb({ line }: View, { figure }: Parts, { action }: Before): string | null {
  return isMark(line, figure.start - 1, '/') && action !== null && action.verb !== '' ? action.verb : null;
}

/** `05 chủ đầu tư giải ngân dưới 10%`, with which a sentence begins: behind the things counted is told what they did. */
function tellsOf(view: View, { tail, subject, figure }: Parts): boolean {
  return (
    tokenAt(view.line, figure.start).kind === 'number' &&
    subject.end <= subject.start &&
    / (?:được|đã|đạt|chưa|không|bị|giải ngân|hoàn thành|vượt)(?!\p{L})/u.test(` ${spoken(view, tail)}`)
  );
}

/** `tăng 5 vụ`, `tăng 1.200 tỷ đồng`: by how much what was named before has changed. */
function changeName(view: View, parts: Parts, who: Who, before: Before): Name | null {
  const { tail, predicate, quantity } = parts;
  const isCount = quantity.kind === 'count' || quantity.kind === 'index_rank';
  const counted = isCount && tail.end > tail.start ? countedName(view, parts, null, null).name : '';
  const ofUnit = isCount ? (before.byUnit.get(quantity.unit) ?? null) : null;
  const subject = who.subject ?? (/^số \p{L}+ \p{L}/u.test(counted) ? counted : (ofUnit ?? before.subject));
  if (subject === null) return null;
  const name = growthOf(subject, spoken(view, predicate ?? tail), spoken(view, tail), 'mức');
  return { name, unit: null, subject: before.subject ?? subject, action: before.action, series: lowered(subject) };
}

/** A subject that is a level of its own: `thu ngân sách đạt 412 tỷ đồng`, `đàn gia súc có 9.870 con`. */
function subjectOfNumber({ predicate, quantity, tail, joint }: Parts, who: Who, before: Before): string | null {
  const kind = predicate?.kind ?? null;
  const own = kind === 'have' && (tail.end > tail.start || /^(?:ngành|đơn vị)/iu.test(who.subject ?? '')) ? null : who.subject;
  const carries = kind === 'rank' || quantity.unit === 'hạng' || ((kind === 'level' || kind === 'share') && quantity.kind === 'amount');
  const subject = own ?? (carries ? before.subject : null);
  return subject === null || (kind === null && !who.isMeasured && !before.goesOn && quantity.unit !== 'hạng' && joint !== ':')
    ? null
    : subject;
}

export function isItem({ place, bareName, agency, subject, verb }: Who): boolean {
  return subject === null && verb === null && (bareName !== null || agency !== null || (place !== null && typeof place === 'object'));
}

/** `Lâm Bình 13/16 hộ`: of the same as what was counted in that unit before, or announced. */
function itemName(unit: string | null, { predicate }: Parts, { byUnit, action, subject, topic }: Before): Name | null {
  const name = byUnit.get(unit) ?? (predicate === null ? (subject ?? topic?.name ?? null) : null);
  return name === null ? null : { name: lowered(name), unit, subject, action, series: action?.series ?? lowered(subject ?? name) };
}
