import { pairAt, textAt, tokenAt } from '../phrases/line.js';
import { wordSet, onward } from '../phrases/word-tree.js';
import { endOf } from './clause.js';
import { directionAt, strivingBefore, type Direction } from './directions.js';
import { BLANK, foldedOfPart, stretchOfPart, wordsOfPart, type Draft } from './draft.js';
import type { Part } from './items.js';
import { isClosed, isMark, type Statement, type View } from './view.js';

/** Published rankings of provinces and agencies by their short names. */
const ACRONYMS = wordSet(
  'pci, papi, par index, par - index, par-index, parindex, sipas, dti, ict index, ict, pgi, ddci, hdi, gii, pii, egdi, lpi, cpi, iip, dci, satr index',
);
const INDEX_WORDS = wordSet('chỉ số, các chỉ số, bộ chỉ số, những chỉ số, nhóm chỉ số, chỉ số thành phần, các chỉ số thành phần');
const RANK_WORDS = wordSet(
  'thứ hạng, xếp hạng, thứ bậc, vị trí, vị thứ, vị trí xếp hạng, thứ hạng của, hạng, điểm số, điểm, điểm số và thứ hạng, thứ hạng và điểm số, kết quả, kết quả xếp hạng, kết quả đánh giá, kết quả thực hiện, mức xếp hạng, mức độ, giá trị, các, của, về, mạnh mẽ, hơn nữa, mạnh, rõ rệt, tốt, và, bền vững',
);
/** What an index is called for short, by words of its long name; the first that fits. */
const SHORT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/tiếp cận đất đai/, 'PCI – tiếp cận đất đai'],
  [/\bddci\b|năng lực cạnh tranh (?:cấp )?(?:sở|huyện|địa phương)/, 'DDCI'],
  [/\bpci\b|năng lực cạnh tranh/, 'PCI'],
  [/\bpapi\b|hiệu quả quản trị/, 'PAPI'],
  [/\bsipas\b|hài lòng/, 'SIPAS'],
  [/\bpar\b|\bparindex\b|cải cách hành chính/, 'PAR INDEX'],
  [/\bdti\b|chuyển đổi số/, 'DTI'],
  [/\bict\b|ứng dụng công nghệ thông tin|sẵn sàng/, 'ICT'],
  [/\bpgi\b|\bchỉ số xanh/, 'PGI'],
  [/\bpii\b|đổi mới sáng tạo cấp/, 'PII'],
  [/\bgii\b|đổi mới sáng tạo/, 'GII'],
  [/\bhdi\b|phát triển con người/, 'HDI'],
];
const RANKED = /(?:^|\s)(?:thứ hạng|xếp hạng|thứ bậc|vị trí|vị thứ|hạng)(?:\s|$)/;

/** A named index or rank that is to rise or be kept; one draft for each that a list names. */
export function indexesIn(view: View, statement: Statement): readonly Draft[] {
  const drafts: Draft[] = [];
  for (let index = statement.start; index < statement.end; index += 1) {
    const direction = directionAt(view, index);
    if (direction === null) continue;
    const first = namesAt(view, direction.end, statement.end);
    if (first === null) continue;
    const entries = entriesOf(view, first, statement.end);
    const lead = { start: direction.start, end: rankEnd(view, direction.end, first) };
    drafts.push(...entries.map((entry, order) => draftOf(view, statement, direction, lead, entry, order)));
    index = (entries.at(-1)?.end ?? index + 1) - 1;
  }
  return drafts;
}

/** `nâng cao thứ hạng | các chỉ số`: what the entries of a list share reaches over the words of rank. */
function rankEnd(view: View, from: number, before: number): number {
  let end = from;
  for (let index = from; index < before; index += 1)
    if (RANKED.test(textAt(view.line, index)) || RANKED.test(pairAt(view.line, index))) end = index + 2;
  return Math.min(end, before);
}

/** Where the name of an index begins after words of rank: `thứ hạng | chỉ số …`, `thứ hạng | năng lực chuyển đổi số DTI`; null where none follows. */
function namesAt(view: View, from: number, before: number): number | null {
  let index = from;
  while (index < before) {
    if (isClosed(view, index) && !isIndexAt(view, index)) return null;
    if (isIndexAt(view, index)) return index;
    const skipped =
      onward(RANK_WORDS, view.line, index) ?? (isMark(view.line, index, ',') ? { end: index + 1 } : null) ?? directionAt(view, index);
    if (skipped === null) break;
    index = skipped.end;
  }
  if (index === from || !RANKED.test(foldedOfPart(view, { start: from, end: index }))) return null;
  const end = endOf(view, index + 1, Math.min(before, index + 16), 'purpose');
  return shortNameOf(view, { start: index, end }) === null ? null : index;
}

function isIndexAt(view: View, index: number): boolean {
  return onward(INDEX_WORDS, view.line, index) !== null || onward(ACRONYMS, view.line, index) !== null;
}

function entriesOf(view: View, first: number, before: number): readonly Part[] {
  const entries: Part[] = [];
  let start = first;
  for (let index = first + 1; index <= before; index += 1) {
    const joins = isMark(view.line, index, ',;') || textAt(view.line, index) === 'và';
    const next = joins && index < before ? nextEntry(view, index + 1) : null;
    if (next === null && index < before && !endsEntry(view, start, index)) continue;
    entries.push({ start, end: index });
    if (next === null) return entries;
    start = next;
    index = next;
  }
  return entries;
}

function nextEntry(view: View, index: number): number | null {
  const past = onward(RANK_WORDS, view.line, index)?.end ?? index;
  if (isIndexAt(view, index)) return index;
  return isIndexAt(view, past) ? past : null;
}

function endsEntry(view: View, start: number, index: number): boolean {
  if (isMark(view.line, index, '(') && onward(ACRONYMS, view.line, index + 1) !== null) return false;
  if ((view.depth[index] ?? 0) > (view.depth[start] ?? 0))
    return isMark(view.line, index, '(') && tokenAt(view.line, index + 1).kind !== 'word';
  if (isMark(view.line, index, ',') && isShortNamed(view, index)) return false;
  return endOf(view, index, index + 1, 'purpose') === index || isMark(view.line, index, ',');
}

/** How far behind a comma the short name of an index may stand. Tokens. */
const LONGEST_NAME = 24;

/** `Chỉ số hài lòng của người dân, tổ chức đối với … (SIPAS)`: the name goes on to its short form, with no other index between. */
function isShortNamed(view: View, comma: number): boolean {
  for (let index = comma + 1; index < comma + LONGEST_NAME; index += 1) {
    if (isMark(view.line, index, '(')) return onward(ACRONYMS, view.line, index + 1) !== null;
    if (tokenAt(view.line, index).kind !== 'word' && !isMark(view.line, index, ',')) return false;
    if (isIndexAt(view, index) || directionAt(view, index) !== null) return false;
  }
  return false;
}

function draftOf(view: View, statement: Statement, direction: Direction, shared: Part, entry: Part, order: number): Draft {
  const quote = order === 0 ? { start: strivingBefore(view, direction.start), end: entry.end } : entry;
  const lead = foldedOfPart(view, { start: direction.start, end: entry.start });
  const keeps = direction.way === 'maintain';
  return {
    ...BLANK,
    rule: 'index',
    strength: 'qualitative',
    quote: stretchOfPart(view, quote),
    head: order === 0 ? null : stretchOfPart(view, shared),
    indicator: nameOf(view, entry, lead),
    kind: 'index_rank',
    comparator: keeps ? '=' : 'improve',
    comparatorAlt: keeps ? ['>='] : [],
    comparatorWord: direction.word,
    unit: RANKED.test(lead) ? 'hạng' : null,
    direction: direction.way,
    indexName: shortNameOf(view, entry),
    list: statement.sentence,
  };
}

function nameOf(view: View, entry: Part, lead: string): string {
  const words = wordsOfPart(view, entry).replace(/^các /i, '');
  const ranked = /thứ hạng|xếp hạng/.exec(lead)?.[0] ?? null;
  const name = /^chỉ số/i.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
  return ranked === null ? (/^[A-Z]/.test(name) ? `chỉ số ${name}` : name) : `thứ hạng ${name}`;
}

export function shortNameOf(view: View, entry: Part): string | null {
  const words = foldedOfPart(view, entry);
  return SHORT_NAMES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
