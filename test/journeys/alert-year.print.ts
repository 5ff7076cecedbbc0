import type { AlertDetail, AlertItem, AlertStep } from '../../libs/contract/alerts.js';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { HttpClient } from '../support/http-client.js';
import type { ReceivedMail } from '../support/notifications.js';
import { cellsOf } from './alert-year.reading.js';
import { ACTS, COMMUNES, INDICATORS, PROVINCE, TARGETS, type TargetRow } from './alert-year.table.js';

interface Line {
  readonly day: CivilDate;
  readonly text: string;
}

const PLACES = new Map<string, string>([
  ['vn', 'Cả nước'],
  [PROVINCE, 'Tỉnh Sơn Hà'],
  ...COMMUNES.map(([id, name]) => [id, `Xã ${name}`] as const),
]);
const NAMES = new Map(INDICATORS.map(([id, name]) => [id, name]));
const PAD = ' '.repeat(14);

export const HOW_TO_READ = `Một năm cảnh báo của tỉnh Sơn Hà (mọi số liệu đều hư cấu). UPDATE_GOLDEN=1 viết lại tệp này.
“40 → >=46 31/12”: gốc so sánh 40 vào 31/12/2024, mốc ít nhất 46 đến hết 31/12/2025.
“số liệu”: mười hai tháng, mỗi tháng tính đến ngày 14 và gửi ngày 18, rồi 31/12 gửi ngày 12/01; “.” là không gửi, “7@03/04” là gửi ngày 3/4.
“#2”: đợt cảnh báo thứ hai. “·”: việc người ta làm. “ghi ngày”: ngày máy ghi lại, sau khi ngừng từ 22/8 đến 30/8.
`;

/** Every alert with its story. */
export async function storiesOf(client: HttpClient): Promise<readonly AlertDetail[]> {
  const { items } = (await client.get('/v1/alerts?state=all&sort=id&limit=1000')).body as { items: AlertItem[] };
  return Promise.all(items.map(async ({ id }) => (await client.get(`/v1/alerts/${id}`)).body as AlertDetail));
}

const civil = (instant: string): CivilDate => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

/** What is the same whenever it was written. */
export function timeless(stories: readonly AlertDetail[]): readonly AlertDetail[] {
  return stories.map(({ story, acknowledgement, ...alert }) => ({
    ...alert,
    acknowledgement: acknowledgement && { ...acknowledgement, at: '' },
    story: story.map((step) => ({ ...step, recordedAt: '' })),
  }));
}

/** The whole year, target by target. */
export function chapters(stories: readonly AlertDetail[]): string {
  const quiet = TARGETS.filter(({ id }) => !stories.some(({ targetId }) => targetId === id));
  const told = TARGETS.filter((target) => !quiet.includes(target)).map((target) => chapter(target, stories));
  return [...told, `KHÔNG CÓ CẢNH BÁO\n${quiet.map((target) => `${heading(target)}\n${figuresText(target)}`).join('\n')}\n`].join('\n');
}

function heading({ id, indicator, at, plan, of }: TargetRow): string {
  return `■ ${PLACES.get(at)} · ${NAMES.get(indicator)} [${id}]  ${of ? `${plan} của ${of}` : plan}`;
}

function figuresText({ id, indicator, figures }: TargetRow): string {
  const source = figures === '' ? TARGETS.find((other) => other.indicator === indicator && other.id !== id && !other.of) : null;
  return `  số liệu: ${figures === '' ? (source ? `như ${source.id}` : 'không có') : figures}`;
}

function chapter(target: TargetRow, stories: readonly AlertDetail[]): string {
  const own = stories.filter(({ targetId }) => targetId === target.id);
  const acts = ACTS.filter((act) => act.target === target.id).map(({ on, says }) => ({ day: on, text: `${on}  ·  ${says}` }));
  const late = cellsOf(target)
    .filter(({ sent, asOf }) => sent.slice(8) !== '18' && asOf !== '2025-12-31')
    .map(({ sent, asOf, value }) => ({ day: sent, text: `${sent}  ·  gửi số liệu ${asOf}: ${value}` }));
  const steps = own.flatMap(({ episode, story }) => story.map((step) => lineOf(episode, step)));
  const lines: Line[] = [...acts, ...late, ...steps].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return `${[heading(target), figuresText(target), ...lines.map(({ text }) => `  ${text}`)].join('\n')}\n`;
}

function lineOf(episode: number, { what, day, recordedAt, kind, severity, sentence, note }: AlertStep): Line {
  const recorded = civil(recordedAt);
  const on = day ?? recorded;
  const rest =
    what === 'escalated' || what === 'handed_over' ? `→ ${PLACES.get(note ?? '')}` : [kind, severity, note].filter(Boolean).join(' ');
  const later = recorded === on ? '' : `  (ghi ngày ${recorded})`;
  return { day: on, text: [`${on}  #${episode} ${what} ${rest}${later}`, ...(sentence ? [`${PAD}${sentence.vi}`] : [])].join('\n  ') };
}

export function totals(stories: readonly AlertDetail[]): string {
  const steps = stories.flatMap(({ story }) => story);
  const count = (keys: readonly (string | null)[]): string =>
    [...new Set(keys)]
      .sort()
      .map((key) => `  ${String(keys.filter((other) => other === key).length).padStart(4)}  ${key}`)
      .join('\n');
  const raised = steps.filter(({ what }) => what === 'raised');
  return [
    `TỔNG HỢP: ${stories.length} đợt cảnh báo`,
    count(steps.map(({ what }) => what)),
    `Khi nêu lần đầu`,
    count(raised.map(({ kind, severity }) => `${kind} ${severity}`)),
    `Kết thúc`,
    count(stories.map(({ resolution }) => resolution?.why ?? 'còn mở')),
    `Theo tháng`,
    count(raised.map(({ day }) => (day ?? '').slice(0, 7))),
    '',
  ].join('\n');
}

/** Date, recipient, subject and the Vietnamese lines of each mail. */
export function letters(mails: readonly ReceivedMail[]): string {
  const all = mails.map((mail) => ({ to: mail.to.join(' '), ...decodedMail(mail.raw) }));
  return ['chu-tich', 'binh']
    .map((who) => all.filter(({ to }) => to.startsWith(who)))
    .map((own) => [
      `THƯ GỬI ${own[0]?.to} (${own.length})`,
      ...own.map(({ at, subject, lines }) => [`${at}  ${subject}`, ...lines.map((line) => `      ${line}`)].join('\n')),
    ])
    .map((part) => part.join('\n'))
    .join('\n\n');
}

function decodedMail(raw: string): { readonly at: string; readonly subject: string; readonly lines: readonly string[] } {
  const [head = ''] = raw.split('\r\n\r\n');
  const header = (name: string): string =>
    new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(head)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? '';
  const at = new Date(Date.parse(header('Date')) + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  const boundary = /boundary="([^"]*)"/.exec(header('Content-Type'))?.[1] ?? '';
  const part = raw.split(`--${boundary}`).find((text) => /content-type: text\/plain/i.test(text)) ?? '';
  const [partHead = '', ...body] = part.split('\r\n\r\n');
  const text =
    decodedText(body.join('\r\n\r\n'), /base64/i.test(partHead))
      .replaceAll('\r\n', '\n')
      .split('\n--\n')[0] ?? '';
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('English: '));
  return { at, subject: decodedHeader(header('Subject')), lines };
}

function decodedText(text: string, isBase64: boolean): string {
  if (isBase64) return Buffer.from(text, 'base64').toString();
  const bytes = text.replace(/=\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString());
  return bytes;
}

function decodedHeader(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  const parts = [...joined.matchAll(/=\?utf-8\?([bq])\?(.*?)\?=|([^=]+|=)/gi)];
  const bytes = parts.map(([, kind, coded = '', plain = '']) =>
    kind === undefined ? Buffer.from(plain) : /b/i.test(kind) ? Buffer.from(coded, 'base64') : quoted(coded),
  );
  return Buffer.concat(bytes).toString();
}

function quoted(text: string): Buffer {
  return Buffer.from(
    text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}
