import { SEVERITIES, type Severity } from '../../domain/alert/alert.events.js';
import { both, dateText, KIND_WORDS, quantityText } from '../../domain/alert/alert.words.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { DecimalText } from '../../domain/kernel/decimal.js';
import { escaped, framed, type MailPart, type MailText } from './mail-frame.js';
import { additionOf, CALM_WORDS, earlierOf, isCalm, lateWords, OCCURRENCE_WORDS, SEVERITY_WORDS } from './mail-words.js';
import { alertIdOf, type News } from './news.js';
import { isReminder, type AnyNews, type ReminderNews } from './reminder-news.js';

/** The figure that a target has by now, and what its schedule expects of that figure's date. */
export interface Present {
  readonly actual: DecimalText;
  readonly expected: DecimalText | null;
  readonly asOf: CivilDate;
}

const COLOURS: Readonly<Record<Severity, string>> = { critical: '#b00020', warning: '#8f5200', notice: '#555555' };
const CALM_COLOUR = '#1b6e3c';

/** Where the links of a mail lead. */
export interface MailUrls {
  readonly stop: string;
  readonly alert: (alertId: string) => string;
}

/** The mail about one alert or one reminder: what happened last, and what of it was not told before. */
export function mailOf(all: readonly AnyNews[], urls: MailUrls): MailText {
  const last = all.at(-1)!;
  return framed(subjectOf(last), [partOf({ last, earlier: all.slice(0, -1), present: null }, urls)], urls.stop);
}

function subjectOf(news: AnyNews): string {
  if (isReminder(news)) return `[${reminderWords(news).vi}] ${news.locality.name}: hạn ${dueOf(news)}`;
  const { severity, kind, locality, indicator, occurrence } = news;
  const label = isCalm(news) ? CALM_WORDS[news.occurrence] : SEVERITY_WORDS[severity].vi;
  const what = occurrence === 'raised' || isCalm(news) ? KIND_WORDS[kind].vi : OCCURRENCE_WORDS[occurrence].vi.toLowerCase();
  return `[${label}] ${locality.name}: ${indicator.name} – ${what}`;
}

/**
 * The mail about several: open alerts first, the gravest of them first, then reminders, then what ended or is in hand; each by what came
 * last of it. `day` is today's date; `present` has the figures of targets as they are now.
 */
export function digestOf(all: readonly AnyNews[], day: CivilDate, urls: MailUrls, present: ReadonlyMap<string, Present>): MailText {
  const matters = byMatter(all).map((news) => ({ last: news.at(-1)!, earlier: news.slice(0, -1) }));
  const ordered = matters.toSorted((a, b) => rankOf(a.last) - rankOf(b.last));
  const parts = ordered.map(({ last, earlier }) => {
    return partOf({ last, earlier, present: isReminder(last) ? null : (present.get(last.targetId) ?? null) }, urls);
  });
  return framed(`Tiến Độ ${dateText(day, 'vi')}: ${tally(matters.map(({ last }) => last))}`, parts, urls.stop);
}

/** The news of each alert in their order, and every reminder by itself. */
export function byMatter(all: readonly AnyNews[]): readonly (readonly AnyNews[])[] {
  const keyOf = (news: AnyNews): unknown => (isReminder(news) ? news : alertIdOf(news));
  const matters = new Map<unknown, AnyNews[]>();
  for (const news of all) matters.set(keyOf(news), [...(matters.get(keyOf(news)) ?? []), news]);
  return [...matters.values()];
}

function rankOf(news: AnyNews): number {
  if (isReminder(news)) return SEVERITIES.length;
  return isCalm(news) ? SEVERITIES.length + 1 : SEVERITIES.indexOf(news.severity);
}

/** “2 cảnh báo nghiêm trọng, 1 lưu ý; 3 đã kết thúc; 1 nhắc báo cáo”: an alert counts once, by what became of it. */
function tally(all: readonly AnyNews[]): string {
  const alerts = all.filter((news) => !isReminder(news));
  const reminders = [REPORT_WORDS, WORK_WORDS].map((words) => {
    return [all.filter((news) => isReminder(news) && reminderWords(news) === words).length, words.vi] as const;
  });
  const grave = SEVERITIES.map((severity) => {
    return [alerts.filter((news) => news.severity === severity && !isCalm(news)).length, SEVERITY_WORDS[severity].vi] as const;
  });
  const calm = Object.entries(CALM_WORDS).map(
    ([what, words]) => [alerts.filter((news) => news.occurrence === what).length, words] as const,
  );
  const told = [listed(grave), listed(calm)].filter((text) => text !== '').join('; ');
  // The noun once, for all that are alerts.
  return [told.replace(/^\d+/, '$& cảnh báo'), listed(reminders)].filter((text) => text !== '').join('; ');
}

const listed = (counts: readonly (readonly [count: number, words: string])[]): string =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words.toLowerCase()}`)
    .join(', ');

/** One alert or reminder as a mail tells it. */
interface Matter {
  readonly last: AnyNews;
  readonly earlier: readonly AnyNews[];
  readonly present: Present | null;
}

interface Told {
  readonly colour: string;
  readonly head: string;
  readonly where: string;
  readonly vi: readonly string[];
  readonly en: readonly string[];
}

function toldOf({ last: news, earlier, present }: Matter): Told {
  if (isReminder(news)) return toldOfReminder(news);
  const { occurrence, severity, kind, day, locality, indicator, evidence } = news;
  const before = earlierOf(earlier.filter((other) => !isReminder(other)));
  const late = [news, ...earlier].find(({ recordedOn }) => recordedOn)?.recordedOn;
  const more = [additionOf(news), presentOf(news, present), before, late ? lateWords(late) : null].filter((sentence) => sentence !== null);
  const { vi, en } = evidence.sentence;
  // What is over comes first, and what it was about after it.
  const told =
    occurrence === 'resolved' ? [...more, { vi: `Nội dung đã cảnh báo: ${vi}`, en: `The alert was: ${en}` }] : [{ vi, en }, ...more];
  const calm = isCalm(news);
  const head = both((language) => {
    const what = `${OCCURRENCE_WORDS[occurrence][language]}: ${KIND_WORDS[kind][language]}${day === null ? '' : ` (${dateText(day, language)})`}`;
    return calm ? what : `${SEVERITY_WORDS[severity][language]} · ${what}`;
  });
  return {
    colour: calm ? CALM_COLOUR : COLOURS[severity],
    head: head.vi,
    where: `${locality.name} – ${indicator.name}`,
    vi: told.map(({ vi }) => vi),
    en: [`${head.en}.`, ...told.map(({ en }) => en)],
  };
}

/** The present figure where it is another than the one that the sentence tells; an alert that ended needs none. */
function presentOf({ occurrence, evidence }: News, present: Present | null) {
  if (!present || occurrence === 'resolved' || (present.asOf === evidence.asOf && present.actual === evidence.actual)) return null;
  const { actual, expected, asOf } = present;
  return both((language) => {
    const isVietnamese = language === 'vi';
    const quantity = (value: DecimalText): string => quantityText(value, evidence.unit, 2, language);
    const need = expected === null ? '' : isVietnamese ? `, theo tiến độ ${quantity(expected)}` : `, ${quantity(expected)} by the schedule`;
    const on = dateText(asOf, language);
    return isVietnamese ? `Hiện nay: ${quantity(actual)} tính đến ${on}${need}.` : `Now: ${quantity(actual)} as of ${on}${need}.`;
  });
}

const REPORT_WORDS = { vi: 'Nhắc báo cáo', en: 'Reports due' };
const WORK_WORDS = { vi: 'Nhắc việc', en: 'Due soon' };

/** A task is not reported but done. */
const reminderWords = ({ duties }: ReminderNews) => (duties.some(({ isTask }) => isTask) ? WORK_WORDS : REPORT_WORDS);

const dueOf = ({ duties }: ReminderNews): string => dateText(duties[0]?.dueOn ?? '', 'vi');

function toldOfReminder(news: ReminderNews): Told {
  const { locality, sentence, severity, recordedOn } = news;
  const told = [{ vi: sentence.vi, en: `${reminderWords(news).en}: ${sentence.en}` }, ...(recordedOn ? [lateWords(recordedOn)] : [])];
  const head = `${reminderWords(news).vi}, hạn ${dueOf(news)}`;
  return { colour: COLOURS[severity], head, where: locality.name, vi: told.map(({ vi }) => vi), en: told.map(({ en }) => en) };
}

function partOf(matter: Matter, urls: MailUrls): MailPart {
  const { colour, head, where, vi, en } = toldOf(matter);
  const link = linkOf(matter.last, urls);
  const text = [head, where, ...vi, ...(link ? [`${link.vi}: ${link.url}`] : []), `English: ${en.join(' ')}`].join('\n');
  const html = `<div style="border-left:4px solid ${colour};padding:.1em 0 .1em .9em;margin:0 0 1.4em">
<p style="margin:0;color:${colour}"><strong>${escaped(head)}</strong></p>
<p style="margin:.2em 0"><strong>${escaped(where)}</strong></p>
${vi.map((sentence) => `<p style="margin:.2em 0">${escaped(sentence)}</p>`).join('\n')}
${link ? `<p style="margin:.4em 0"><a href="${escaped(link.url)}">${link.vi} / <span lang="en">${link.en}</span></a></p>` : ''}
<p lang="en" style="margin:.4em 0 0;color:#5a5a5a;font-size:.9em">${escaped(en.join(' '))}</p>
</div>`;
  return { text, html };
}

/** The way from an alert to where it can be acknowledged, or read when that is no longer asked. */
function linkOf(news: AnyNews, urls: MailUrls) {
  if (isReminder(news)) return null;
  const words = isCalm(news) ? { vi: 'Xem cảnh báo', en: 'See the alert' } : { vi: 'Xem và tiếp nhận', en: 'See and acknowledge' };
  return { ...words, url: urls.alert(alertIdOf(news)) };
}
