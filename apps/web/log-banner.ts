import type { LogStatus } from '../../libs/contract/transparency.js';
import { read } from './api.js';
import { byId, h } from './dom.js';
import { isWatcher } from './findings-view.js';
import { momentText } from './history.js';
import type { Language } from './words.js';

export const LOG_PATH = 'v1/audit/log';
const EVERY_MS = 60_000;
const WORDS = {
  vi: {
    since: 'Thấy từ {time}. Trước hết:',
    more: 'Còn {count} điều khác.',
    todo: 'Hãy để nguyên hệ thống, đừng sửa gì, và báo ngay cho quản trị và kiểm toán.',
  },
  en: {
    since: 'Found at {time}. First of all:',
    more: 'There are {count} others.',
    todo: 'Leave the system as it is, mend nothing, and tell the administrator and the auditor at once.',
  },
} as const;

let watching: ReturnType<typeof setInterval> | undefined;
/** Of answers under way only the newest may show. */
let turn = 0;

/** Says on top of the page that the history is no longer as it was logged, since when and where first, or that the log is late; else nothing. */
export function watchLog(language: Language): void {
  clearInterval(watching);
  void look(language);
  watching = setInterval(() => void look(language), EVERY_MS);
}

async function look(language: Language): Promise<void> {
  const mine = ++turn;
  if (!isWatcher()) return draw(null, language);
  // A status that cannot be read says nothing of the log: what stood there stays.
  const status = await read<LogStatus>(`/${LOG_PATH}/status`, {}, language).catch(() => null);
  if (status && mine === turn) draw(status, language);
}

function draw(status: LogStatus | null, language: Language): void {
  const banner = byId('log-banner');
  const { first = null, message = null, findings = [] } = status ?? {};
  const words = WORDS[language];
  const others = findings.length > 1 && words.more.replace('{count}', String(findings.length - 1));
  const found = first && [words.since.replace('{time}', momentText(first.foundAt, language)), first[language], others];
  const lines = message && [
    h('strong', {}, message[language]),
    ...(found ? [h('p', {}, found.filter(Boolean).join(' ')), h('p', {}, words.todo)] : []),
  ];
  banner.classList.toggle('late', found === null);
  banner.hidden = lines === null;
  // The same again would be read out again.
  const said = (lines ?? []).map(({ textContent }) => textContent).join(' ');
  if (banner.dataset['said'] === said) return;
  banner.dataset['said'] = said;
  banner.replaceChildren(...(lines ?? []));
}
