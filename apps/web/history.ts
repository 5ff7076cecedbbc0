import type { History, HistoryEntry } from '../../libs/contract/histories.js';
import type { Page } from '../../libs/contract/lists.js';
import type { TargetItem } from '../../libs/contract/targets.reads.js';
import { read, roleOfToken } from './api.js';
import { h } from './dom.js';
import { takeAlong } from './take-along.js';
import type { Speech } from './text.js';
import { findingWordsIn } from './words.findings.js';
import type { Language } from './words.js';

const WORDS = {
  vi: {
    history: 'Lịch sử',
    more: 'Xem tiếp',
    reason: 'Lý do kết xuất (được ghi lại)',
    pdf: 'Tải PDF',
    bundle: 'Tải gói bằng chứng',
    bundleOf: 'Lý do lấy gói bằng chứng của mục tiêu {id} (được ghi lại)',
    kept: 'Đầu nhật ký đã giữ, nếu có (dán cả đầu, hoặc chỉ cỡ của nó)',
    noHead: 'Không thấy cỡ của đầu nhật ký nào: dán nguyên văn đầu đã giữ, hoặc chỉ số ở dòng thứ hai của nó.',
    position: 'vị trí',
  },
  en: {
    history: 'History',
    more: 'Show more',
    reason: 'Why it is exported (put on record)',
    pdf: 'Download PDF',
    bundle: 'Download evidence bundle',
    bundleOf: 'Why the evidence bundle of target {id} is taken (put on record)',
    kept: 'Head that you kept, if any (paste all of it, or only its size)',
    noHead: 'There is no size of a head in it: paste the head as you kept it, or only the number on its second line.',
    position: 'position',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** What has a history that the page shows. */
export interface Subject {
  readonly kind: 'target' | 'measurement' | 'alert';
  readonly id: string;
}

const pathOf = ({ kind, id }: Subject): string => `/v1/${kind}s/${encodeURIComponent(id)}/history`;

/** A target's story, fetched when it is opened, and the ways to take it along. `asOf` is the day of the figures in its bundle. */
export function historyOf(targetId: string, asOf: string, speech: Speech): HTMLElement {
  const subject: Subject = { kind: 'target', id: targetId };
  const content = h('div', {});
  const first = async (): Promise<void> => {
    if (!details.open || content.childElementCount > 0) return;
    try {
      content.replaceChildren(...(await toldOf(subject, await read<History>(pathOf(subject), {}, speech.language), speech, asOf)));
    } catch (error) {
      content.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  const summary = h('summary', {}, WORDS[speech.language].history);
  const details = h('details', { class: 'history', toggle: () => void first() }, summary, content);
  return details;
}

/** A story under its title, for the dialog. Throws what `read` throws. */
export async function storyOf(subject: Subject, speech: Speech): Promise<HTMLElement> {
  const first = await read<History>(pathOf(subject), {}, speech.language);
  const title = h('h2', { id: 'detail-title', tabindex: -1 }, `${WORDS[speech.language].history}: ${first.subject.name[speech.language]}`);
  return h('article', {}, title, ...(await toldOf(subject, first, speech, '')));
}

async function toldOf(subject: Subject, first: History, speech: Speech, asOf: string): Promise<HTMLElement[]> {
  const list = h('ol', { class: 'story' });
  const note = h('p', { class: 'refusal', role: 'status' });
  const more = h('button', { type: 'button', class: 'more', click: () => void next() }, WORDS[speech.language].more);
  let cursor: string | null = null;
  const append = (page: History): void => {
    list.append(...page.items.map((item) => entryOf(item, speech)));
    cursor = page.nextCursor;
    more.hidden = cursor === null;
  };
  const next = async (): Promise<void> => {
    more.disabled = true;
    try {
      append(await read<History>(pathOf(subject), { cursor: cursor ?? '' }, speech.language));
    } catch (error) {
      note.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      more.disabled = false;
    }
  };
  append(first);
  return [list, more, ...(await alongOf(subject, asOf, note, speech)), note];
}

/** The story as a PDF, and the bundles that prove it. */
async function alongOf(subject: Subject, asOf: string, note: HTMLElement, speech: Speech): Promise<HTMLElement[]> {
  const words = WORDS[speech.language];
  const pdf = { path: pathOf(subject), query: { limit: '1000' }, type: 'application/pdf', fileName: `${subject.id}.pdf` } as const;
  // Without them the story is told all the same.
  const targets = await targetsOf(subject, speech).catch((error: unknown) => {
    note.textContent = error instanceof Error ? error.message : String(error);
    return [];
  });
  const bundles = targets.map((id) => {
    const path = `/v1/targets/${encodeURIComponent(id)}/evidence`;
    const bundle = { path, query: { asOf }, type: 'application/zip', fileName: `${id}.zip` } as const;
    return { ...bundle, label: words.bundleOf.replace('{id}', id), button: words.bundle, kept: { label: words.kept, none: words.noHead } };
  });
  return [{ ...pdf, label: words.reason, button: words.pdf }, ...bundles].map((along) => takeAlong(along, note, speech));
}

/** The targets of which a bundle tells the same story, where the reader may take one. */
async function targetsOf({ kind, id }: Subject, { language }: Speech): Promise<readonly string[]> {
  if (!['auditor', 'admin'].includes(roleOfToken())) return [];
  if (kind === 'target') return [id];
  if (kind === 'alert') return [id.slice(0, id.lastIndexOf('~'))];
  const [indicator = '', locality = ''] = id.split('.');
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = { indicator, locality, limit: '1000', cursor };
    const page: Page<TargetItem> = await read('/v1/targets', query, language);
    found.push(...page.items.filter(({ localityId }) => localityId === locality).map((target) => target.id));
    cursor = page.nextCursor;
  }
  return found;
}

function entryOf({ recordedAt, sentence, position, who }: HistoryEntry, { language }: Speech): HTMLElement {
  return h(
    'li',
    {},
    h('time', { datetime: recordedAt }, momentText(recordedAt, language)),
    h(
      'div',
      {},
      h('p', {}, sentence[language]),
      h('small', {}, `${WORDS[language].position} ${position} · ${findingWordsIn(language).role(who.role)} ${who.id}`),
    ),
  );
}

/** `16:51:25 21/11/2026`, the time of day in Việt Nam. */
export const momentText = (instant: string, language: Language): string =>
  new Date(instant).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });
