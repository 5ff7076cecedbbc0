import { datesIn } from '../phrases/phrases-in.js';
import type { DatePhrase, Stretch } from '../phrases/phrases.js';
import { dueBy } from './draft.js';
import type { Due } from './due-phrase.js';
import { isTimely } from './timely.js';
import type { View } from './view.js';

/** What a council grants for a year is to be reached in it. */
const AIMS = /mục tiêu|chỉ tiêu|phấn đấu|dự toán (?:tổng )?(?:thu|chi|ngân sách)/;
const DUTIES = /nhiệm vụ|giải pháp|tổ chức thực hiện|mục đích|yêu cầu/;
/** What is finished by the time of a lead-in: `hoàn thành trước ngày 30/6 các việc sau:`. */
const FINISHING = /hoàn thành|hoàn tất|xong|chậm nhất|muộn nhất|trước|báo cáo|gửi/;
/** `Để hoàn thành các chỉ tiêu năm 2024, … yêu cầu:` leads duties in. */
const PURPOSE = /^\s*(?:để|nhằm|căn cứ|thực hiện)\s/;
/** How much of a heading, and of a lead-in before its colon, is looked at. */
const LONGEST = 400;

interface Heading {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** It ends with a colon, and what follows is its list. */
  readonly leads: boolean;
  /** Aims, duties, both, or nothing of the kind. */
  readonly tells: 'aims' | 'duties' | 'both' | null;
}

/**
 * The deadline of the headings and lead-ins above a passage; the innermost that names a time decides. It is that of their items where
 * they tell aims (`Các chỉ tiêu chủ yếu năm 2022`, or `Đến năm 2025` under `Mục tiêu`), where nothing but a time leads a list in, and
 * where a lead-in says by when its list is finished. Duties under the year of a plan have none.
 */
export function dueOfHeadings(view: View): Due | null {
  if (view.above.due === undefined) view.above.due = found(view);
  return view.above.due;
}

function found(view: View): Due | null {
  let told: Heading['tells'] = null;
  const above = view.passage.above.map((stretch) => headingOf(view, stretch));
  for (let at = above.length - 1; at >= 0; at -= 1) {
    const heading = above[at];
    if (heading === undefined) continue;
    const isAim = told === null ? tellsOf(above, at) === 'aims' : told === 'aims' && heading.tells !== 'duties';
    const phrase = timeOf(view, heading, isAim);
    if (phrase !== null) return isAim || governs(view, heading, phrase) ? dueBy(view, phrase, true) : null;
    if (told === null && heading.tells !== null) told = heading.tells;
    if (told === 'duties') return null;
  }
  return null;
}

/** Of a heading that tells nothing itself, what the one around it tells. */
function tellsOf(above: readonly Heading[], at: number): Heading['tells'] {
  for (let index = at; index >= 0; index -= 1) {
    const tells = above[index]?.tells ?? null;
    if (tells !== null) return tells;
  }
  return null;
}

function headingOf({ structure: { prepared } }: View, { from, to }: Stretch): Heading {
  const leads = prepared.folded
    .slice(Math.max(from, to - 3), to)
    .trimEnd()
    .endsWith(':');
  const start = leads ? lastSentence(prepared.folded, Math.max(from, to - LONGEST), to) : from;
  const end = Math.min(to, start + LONGEST);
  const words = prepared.folded.slice(start, end);
  const [aims, duties] = [AIMS.test(words) && !(leads && PURPOSE.test(words)), DUTIES.test(words)];
  const tells = aims && duties ? (leads ? 'aims' : 'both') : aims ? 'aims' : duties ? 'duties' : null;
  return { from: start, to: end, words, leads, tells };
}

/** Where the last sentence before a colon begins. */
function lastSentence(folded: string, from: number, to: number): number {
  // Of the stretch alone: to the left of it lies the whole text, which holds perhaps no semicolon at all.
  const words = folded.slice(from, to - 2);
  const stop = Math.max(words.lastIndexOf('. '), words.lastIndexOf('; '));
  return stop < 0 ? from : from + stop + 2;
}

/** The time that the head of a table's column names, `Kế hoạch 2016`; else that of the headings above the table. */
export function dueOfColumn(view: View, head: Stretch): Due | null {
  const { prepared, time } = view.structure;
  const named = datesIn(prepared, head.from, head.to, time.year).find(({ date }) => date !== null);
  if (named !== undefined) return dueBy(view, named, true);
  const year = /(?<!\d)(20\d\d)(?!\d)/.exec(prepared.folded.slice(head.from, head.to));
  if (year?.[1] === undefined) return dueOfHeadings(view);
  const from = head.from + year.index;
  return dueBy(view, wholeYear(Number(year[1]), { from, to: from + 4 }), true);
}

/** A year as the time by which something is due. */
export function wholeYear(year: number, { from, to }: Stretch): DatePhrase {
  return {
    from,
    to,
    date: `${year}-12-31`,
    first: `${year}-01-01`,
    op: '<=',
    precision: 'year',
    role: 'deadline',
    period: String(year),
    yearPrinted: false,
    bound: true,
    expanded: [],
  };
}

function timeOf(view: View, { from, to, leads }: Heading, isAim: boolean): DatePhrase | null {
  const { prepared, time } = view.structure;
  const times = datesIn(prepared, from, to, time.year)
    .map((date) => (isAim ? withoutHorizon(view, date) : date))
    .filter((date) => date.date !== null && date.precision !== 'recurring' && isTimely(view.structure, date))
    .filter(({ role }) => role === 'deadline' || (isAim && role === 'plan'));
  return (leads ? times.at(-1) : times[0]) ?? null;
}

/** `Định hướng đến năm 2030` over a list of aims: they are due then. A span of years is no time. */
function withoutHorizon({ structure: { prepared } }: View, date: DatePhrase): DatePhrase {
  const words = prepared.folded.slice(date.from, date.to);
  const lead =
    date.role === 'horizon' ? (/^(?:tầm nhìn|định hướng|hướng)\s+(?=(?:đến|tới)\s+năm\s+\d{4}$)/.exec(words)?.[0] ?? null) : null;
  return lead === null ? date : { ...date, from: date.from + lead.length, role: 'deadline', bound: true };
}

/** Nothing but a time, `2. Đến năm 2030:`; or a lead-in that says by when its list is finished. */
function governs(view: View, { words, leads, from }: Heading, date: DatePhrase): boolean {
  const rest = `${words.slice(0, date.from - from)}${words.slice(date.to - from)}`;
  if (/^[\s\divxlcđa-e.,:;()–+*-]{0,16}$/.test(rest)) return true;
  return leads && date.bound && date.precision !== 'year' && FINISHING.test(words);
}
