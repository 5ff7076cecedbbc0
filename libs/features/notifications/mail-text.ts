import { SEVERITIES } from '../../domain/alert/alert.events.js';
import { additionOf, KIND_WORDS, OCCURRENCE_WORDS, SEVERITY_WORDS, shownDay } from './mail-words.js';
import { isReminder, type AnyNews, type ReminderNews } from './reminder-news.js';

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const COLOURS = { critical: '#b00020', warning: '#a15c00', notice: '#555555' } as const;
const FOOTER = {
  vi: 'Bạn nhận thư này vì đã đăng ký nhận cảnh báo của Tiến Độ; có thể đổi hoặc kết thúc đăng ký bất cứ lúc nào.',
  en: 'You get this mail because you subscribed to alerts of Tiến Độ; you can change or end the subscription at any time.',
};

/** The mail about one event. */
export function mailOf(news: AnyNews): MailText {
  if (isReminder(news)) return mail(`${news.locality.name}: ${reminderHead(news).toLowerCase()}`, [news]);
  const { severity, kind, locality, indicator, occurrence } = news;
  const what = occurrence === 'raised' ? KIND_WORDS[kind].vi : OCCURRENCE_WORDS[occurrence].vi.toLowerCase();
  return mail(`[${SEVERITY_WORDS[severity].vi}] ${locality.name}: ${indicator.name} – ${what}`, [news]);
}

/** The day's mail about several events: the most severe first, each severity in the order in which they happened. `day` is today's date. */
export function digestOf(all: readonly AnyNews[], day: string): MailText {
  const ordered = all.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const counts = SEVERITIES.map((severity) => ({ severity, count: all.filter((news) => news.severity === severity).length }));
  const told = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${SEVERITY_WORDS[severity].vi.toLowerCase()}`);
  return mail(`Tiến Độ ${shownDay(day)}: ${told.join(', ')}`, ordered);
}

function mail(subject: string, all: readonly AnyNews[]): MailText {
  // A header is one line, whatever the names hold.
  const line = subject.replace(/\s+/g, ' ');
  const text = [...all.map(textOf), `--\n${FOOTER.vi}\n${FOOTER.en}`].join('\n\n');
  const html = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>${escaped(line)}</title></head>
<body style="font-family:sans-serif;line-height:1.45;max-width:40em">
${all.map(htmlOf).join('\n')}
<p style="color:#666;font-size:.85em">${escaped(FOOTER.vi)}<br><span lang="en">${escaped(FOOTER.en)}</span></p>
</body></html>`;
  return { subject: line, text, html };
}

interface Told {
  readonly head: string;
  readonly where: string;
  readonly vi: readonly string[];
  readonly en: readonly string[];
}

function toldOf(news: AnyNews): Told {
  if (isReminder(news)) return toldOfReminder(news);
  const { occurrence, severity, kind, day, locality, indicator, evidence } = news;
  const addition = additionOf(news);
  const on = day === null ? '' : ` (${shownDay(day)})`;
  const english = `${OCCURRENCE_WORDS[occurrence].en}: ${SEVERITY_WORDS[severity].en.toLowerCase()}, ${KIND_WORDS[kind].en}.`;
  return {
    head: `${SEVERITY_WORDS[severity].vi} · ${OCCURRENCE_WORDS[occurrence].vi}: ${KIND_WORDS[kind].vi}${on}`,
    where: `${locality.name} – ${indicator.name}`,
    vi: [evidence.sentence.vi, ...(addition ? [addition.vi] : [])],
    en: [english, evidence.sentence.en, ...(addition ? [addition.en] : [])],
  };
}

const reminderHead = ({ duties }: ReminderNews): string => `Nhắc báo cáo trước hạn ${shownDay(duties[0]?.dueOn ?? '')}`;

function toldOfReminder(news: ReminderNews): Told {
  const { locality, sentence } = news;
  return { head: reminderHead(news), where: locality.name, vi: [sentence.vi], en: [`Reports due: ${sentence.en}`] };
}

function textOf(news: AnyNews): string {
  const { head, where, vi, en } = toldOf(news);
  return [head, where, ...vi, `English: ${en.join(' ')}`].join('\n');
}

function htmlOf(news: AnyNews): string {
  const { head, where, vi, en } = toldOf(news);
  const colour = COLOURS[news.severity];
  return `<div style="border-left:4px solid ${colour};padding:.2em 0 .2em 1em;margin:0 0 1.2em">
<p style="margin:0;color:${colour}"><strong>${escaped(head)}</strong></p>
<p style="margin:.2em 0"><strong>${escaped(where)}</strong></p>
${vi.map((sentence) => `<p style="margin:.2em 0">${escaped(sentence)}</p>`).join('\n')}
<p lang="en" style="margin:.2em 0;color:#555">${escaped(en.join(' '))}</p>
</div>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
