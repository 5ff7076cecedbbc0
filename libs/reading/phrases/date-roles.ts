import type { Period } from './calendar.js';
import { BELONGS, DATED_PAPERS, TURNS, type Lead } from './date-words.js';
import { pairAt, textAt, tokenAt, type Line } from './line.js';
import type { DateRole } from './phrases.js';
import { backward, wordSet } from './word-tree.js';

const NEAR = 14;
const FAR = 34;

/** What a time is for, from its own words, those before it and the noun that it belongs to. */
export function roleOf(line: Line, period: Period, lead: Lead | null, start: number): DateRole {
  if (period.role) return period.role;
  if (lead && lead.role !== 'deadline') return lead.role;
  if (!lead && start < 7 && textAt(line, start - 1) === ',' && tokenAt(line, period.end).kind === 'end') return 'document';
  if (start === 2 && pairAt(line, start - 2) === ', ngày') return 'document';
  if (period.precision === 'recurring' || period.precision === 'relative') return 'deadline';
  if (!lead && (isBase(line, period, start) || isCompared(line, start))) return 'comparison';
  if (period.precision === 'day') return dayRole(line, period, start, lead !== null);
  if (!lead && textAt(line, start - 1) === '(' && textAt(line, period.end) === ')' && period.plain) return 'comparison';
  if (lead && period.plain && textAt(line, period.end - 3) === 'đến' && ofPlan(line, start)) return 'horizon';
  if (lead) return lead.op === '<=' && textAt(line, start) === 'trong' && reviewed(line, start) ? 'review' : 'deadline';
  return reviewed(line, start) ? 'review' : belonging(line, start);
}

/** A day without a word of time is that of a meeting, a paper or a deed. */
function dayRole(line: Line, period: Period, start: number, led: boolean): DateRole {
  if (led) return 'deadline';
  for (let index = start; index > start - NEAR; index -= 1) {
    const word = textAt(line, index - 1);
    if (word === ';' || word === '.' || word === '') break;
    if (backward(DATED_PAPERS, line, index)) return 'document';
    if (backward(BELONGS, line, index)?.value === 'meeting') return 'meeting';
  }
  const opens = tokenAt(line, start - 1).kind === 'end' && textAt(line, period.end) === ',' && textAt(line, start) === 'ngày';
  return opens ? 'meeting' : 'deadline';
}

const WAYS: ReadonlySet<string> = new Set(['lên', 'xuống', 'còn', 'đến', 'tới', 'giảm', 'tăng', 'thành', 'sang', ')']);

/** `từ 6,5% năm 2021 xuống còn 5%`: the year of the level that it starts from. */
function isBase(line: Line, { end }: Period, start: number): boolean {
  if (!WAYS.has(textAt(line, end))) return false;
  for (let index = start - 1; index > start - 9; index -= 1) {
    const { kind, text } = tokenAt(line, index);
    if (kind === 'number') return textAt(line, index - 1) === 'từ' || pairAt(line, index - 2) === 'từ mức';
    if (kind === 'end' || text === ',' || text === ';' || text === ':' || text === 'từ') return false;
  }
  return false;
}

/** `so với dự toán năm 2021`, `gấp 1,6 lần năm 2020`, `bằng 95% năm 2019`: the year of what it is compared with. */
function isCompared(line: Line, start: number): boolean {
  if (textAt(line, start - 1) === 'lần' && ['gấp', 'bằng'].includes(textAt(line, start - 3))) return true;
  if (textAt(line, start - 1) === '%' && textAt(line, start - 3) === 'bằng') return true;
  for (let index = start - 2; index > start - NEAR; index -= 1) {
    const { kind, text } = tokenAt(line, index + 1);
    if (kind === 'end' || [',', ';', ':', '.', '('].includes(text)) return false;
    if (text === 'với' && textAt(line, index) === 'so') return true;
  }
  return false;
}

/** Back to the verb or noun that the time belongs to, over no end of a clause. */
function belonging(line: Line, start: number): DateRole {
  for (let index = start; index > start - NEAR; index -= 1) {
    const word = textAt(line, index - 1);
    if (word === ';' || word === '.' || word === '' || word === ':' || (word === ',' && index === start)) return 'deadline';
    const found = backward(BELONGS, line, index);
    if (found) return found.value === 'stop' ? 'deadline' : found.value;
  }
  return 'deadline';
}

function reviewed(line: Line, start: number): boolean {
  for (let index = start; index > start - FAR; index -= 1) {
    const word = textAt(line, index - 1);
    if (word === ';' || word === '.' || word === '' || word === ':') return false;
    if (backward(TURNS, line, index)) return false;
    const found = backward(BELONGS, line, index)?.value;
    if (found === 'review') return true;
    if (found === 'stop' && !['hiện', 'khai', 'đạt', 'đảm', 'bảo', 'dựng', 'chức'].includes(word)) return false;
  }
  return false;
}

const PLANS = wordSet('kế hoạch, lộ trình, đề án, chiến lược, quy hoạch, chương trình, nghị quyết, phương án, định hướng, dự án');
const MEASURES = wordSet('đạt, phấn đấu, ít nhất, tối thiểu, trên, hoàn thành, giảm, tăng, mục tiêu, có, bảo đảm, đảm bảo, đưa');

/** `xây dựng kế hoạch … đến năm 2025`: how far the plan reaches, not when it is due. */
function ofPlan(line: Line, start: number): boolean {
  for (let index = start; index > start - FAR; index -= 1) {
    const token = tokenAt(line, index - 1);
    if (token.kind === 'end' || token.kind === 'number' || [';', '.', ':'].includes(token.text) || backward(MEASURES, line, index))
      return false;
    if (backward(PLANS, line, index)) return true;
  }
  return false;
}
