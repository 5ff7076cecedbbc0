import type { History, HistoryEntry } from '../../contract/histories.js';
import type { Role } from '../../domain/kernel/command.js';
import { dateText } from '../../domain/kernel/spoken.js';
import { clauseText } from '../../domain/story/story.words.js';
import type { Language } from '../http/language.js';
import { todayInVietnam } from '../http/today.js';

/** A story laid out for paper, in one language: what the page and the PDF both show. */
export interface Printable {
  readonly language: Language;
  readonly title: string;
  readonly subject: string;
  /** The moment up to which it is told, for the head of every page. */
  readonly moment: string;
  /** The position, for the foot of every page. */
  readonly place: string;
  readonly entries: readonly PrintedEntry[];
  /** What is to be said where there is more, or nothing at all. */
  readonly ending: string;
}

export interface PrintedEntry {
  readonly when: string;
  readonly sentence: string;
  /** Name and text of each member that changed, and of what else is known of it. */
  readonly rows: readonly (readonly [name: string, text: string])[];
  /** How it is found in the history. */
  readonly origin: string;
}

const WORDS = {
  vi: {
    title: {
      target: 'Lịch sử mục tiêu',
      measurement: 'Lịch sử số liệu',
      locality: 'Lịch sử địa phương',
      directive: 'Lịch sử văn bản',
      alert: 'Lịch sử cảnh báo',
    },
    known: 'Đã biết đến',
    position: 'vị trí',
    who: 'Người thực hiện',
    on: 'Cho ngày',
    reason: 'Lý do',
    source: 'Căn cứ',
    command: 'theo lệnh',
    event: 'do sự kiện',
    empty: 'để trống',
    change: (from: string, to: string) => `từ ${from} thành ${to}`,
    more: 'Còn nữa: đây chưa phải toàn bộ lịch sử.',
    nothing: 'Không có việc nào được ghi trong khoảng đã chọn.',
    end: 'Hết.',
  },
  en: {
    title: {
      target: 'History of a target',
      measurement: 'History of a figure',
      locality: 'History of a locality',
      directive: 'History of a directive',
      alert: 'History of an alert',
    },
    known: 'Known at',
    position: 'position',
    who: 'Who',
    on: 'For the day',
    reason: 'Reason',
    source: 'Source',
    command: 'by command',
    event: 'because of event',
    empty: 'empty',
    change: (from: string, to: string) => `from ${from} to ${to}`,
    more: 'There is more: this is not the whole history.',
    nothing: 'Nothing was recorded in the chosen time.',
    end: 'End.',
  },
} as const;

export const ROLE_WORDS: Readonly<Record<Role, Readonly<Record<Language, string>>>> = {
  planner: { vi: 'cán bộ kế hoạch', en: 'planner' },
  verifier: { vi: 'người thẩm tra', en: 'verifier' },
  leader: { vi: 'lãnh đạo', en: 'leader' },
  auditor: { vi: 'kiểm toán', en: 'auditor' },
  admin: { vi: 'quản trị', en: 'administrator' },
};

/** `21/11/2026 16:51:25`, the time of day in Việt Nam. */
export function momentText(instant: string, language: Language): string {
  const at = Date.parse(instant);
  const time = new Date(at + 7 * 3_600_000).toISOString().slice(11, 19);
  return `${dateText(todayInVietnam(at), language)} ${time}`;
}

/** A history in the form in which it is printed. */
export function printable({ subject, knownAt, items, nextCursor }: History, language: Language): Printable {
  const words = WORDS[language];
  const place = `${words.position} ${knownAt.position}`;
  return {
    language,
    title: words.title[subject.kind],
    subject: subject.name[language],
    moment: `${words.known} ${knownAt.at === null ? place : momentText(knownAt.at, language)}`,
    place,
    entries: items.map((item) => printedEntry(item, language)),
    ending: nextCursor !== null ? words.more : items.length === 0 ? words.nothing : words.end,
  };
}

function printedEntry(item: HistoryEntry, language: Language): PrintedEntry {
  const words = WORDS[language];
  const { who, on, reason, directive, cause, position, type, commandId } = item;
  const changes = item.changes.map(({ name, from, to }) => {
    const [old, now] = [from?.text[language], to?.text[language] ?? words.empty];
    return [capital(name[language]), old === undefined ? now : words.change(old, now)] as const;
  });
  const source =
    directive && [directive.name[language], directive.clause && clauseText(directive.clause)[language]].filter(Boolean).join(', ');
  const besides: readonly (readonly [string, string | null])[] = [
    [words.reason, reason],
    [words.source, source],
    [words.on, on && dateText(on, language)],
    [words.who, `${who.name} (${who.id}), ${ROLE_WORDS[who.role][language]}, ${who.locality}`],
  ];
  const by =
    cause.kind === 'command' ? `${words.command} ${commandId}` : `${words.event} ${cause.type ?? ''} ${cause.id}`.replace('  ', ' ');
  return {
    when: momentText(item.recordedAt, language),
    sentence: item.sentence[language],
    rows: [...changes, ...besides.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]))],
    origin: `${words.position} ${position} · ${type} · ${by}`,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
