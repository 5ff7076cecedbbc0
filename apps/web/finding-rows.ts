import type { Finding, FindingCounts } from '../../libs/contract/histories.findings.js';
import { LOG_PATH } from './log-banner.js';
import { h } from './dom.js';
import { momentText, type Subject } from './history.js';
import type { Speech } from './text.js';
import { KINDS, type FindingWords } from './words.findings.js';

/** Chips with the number of findings by kind; a pressed one filters, the last one shows all again. */
export function kindChips(
  { byKind, total }: FindingCounts,
  chosen: readonly string[],
  words: FindingWords,
  choose: (kinds: readonly string[]) => void,
): HTMLElement[] {
  const chip = (name: string, text: string, count: number, isPressed: boolean, next: readonly string[]): HTMLElement =>
    h(
      'button',
      { type: 'button', class: 'chip', 'data-kind': name, 'aria-pressed': String(isPressed), click: () => choose(next) },
      h('b', {}, String(count)),
      ' ',
      text,
    );
  const shown = KINDS.filter((kind) => (byKind[kind] ?? 0) > 0 || chosen.includes(kind));
  const toggled = (kind: string): readonly string[] => (chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind]);
  if (shown.length === 0) return [];
  return [
    ...shown.map((kind) => chip(kind, words.kind(kind), byKind[kind] ?? 0, chosen.includes(kind), toggled(kind))),
    chip('all', words.word('all'), total, chosen.length === 0, []),
  ];
}

/** The address at which the page opens a history. */
export const hashOf = ({ kind, id }: Subject): string => `#history=${kind}/${encodeURIComponent(id)}`;

/** A finding as a person reads it: how grave, of which kind, what, whose, where, by whom and when, and the events it rests on. */
export function findingRow(finding: Finding, speech: Speech, words: FindingWords, only: (localityId: string) => void): HTMLElement {
  const { id, kind, severity, sentence, about, indicatorName, localityName, localityId, evidence } = finding;
  const { language } = speech;
  const last = evidence.at(-1);
  const place = capital(localityName[language]);
  const subject = about as Subject;
  return h(
    'li',
    { class: `finding ${severity}`, 'data-finding': id },
    h('p', { class: 'what' }, h('span', { class: `tag ${severity}` }, speech.severity(severity)), h('br'), words.kind(kind)),
    h('p', { class: 'sentence' }, sentence[language]),
    h(
      'p',
      { class: 'facts' },
      `${words.word(subject.kind)}: ${indicatorName[language]} · `,
      h('button', { type: 'button', class: 'place', title: words.word('only', { place }), click: () => only(localityId) }, place),
      last
        ? ` · ${last.who.name}, ${words.role(last.who.role)} · ${words.word('recorded')} ${momentText(last.recordedAt, language)}`
        : null,
    ),
    evidenceOf(evidence, words, language),
    h(
      'a',
      { class: 'history-link', href: hashOf(subject), 'aria-label': `${words.word('history')}: ${sentence[language]}` },
      words.word('history'),
    ),
  );
}

function evidenceOf(evidence: Finding['evidence'], words: FindingWords, language: Speech['language']): HTMLElement {
  const { length: count } = evidence;
  const events = evidence.map(({ eventId, recordedAt, who, position, sentence }) =>
    h(
      'li',
      {},
      h('p', {}, sentence[language]),
      h(
        'small',
        {},
        `${momentText(recordedAt, language)} · ${who.name} (${who.id}), ${words.role(who.role)} · ${words.word('position', { position })}`,
        h('span', { class: 'on-screen' }, ' · ', proofOf(eventId, words)),
      ),
    ),
  );
  const name = count === 1 ? words.word('evidenceOne') : words.word('evidence', { count });
  return h('details', { class: 'evidence' }, h('summary', {}, name), h('ol', {}, ...events));
}

/** Open to everybody: what it proves nobody need believe. */
const proofOf = (eventId: string, { word }: FindingWords): HTMLElement =>
  h('a', { href: `/${LOG_PATH}/proofs/inclusion?event=${eventId}`, target: '_blank', rel: 'noopener' }, word('proof'));

/** What is folded on the screen is printed. */
export function openOnPaper(list: HTMLElement): void {
  let folded: readonly HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    folded = [...list.querySelectorAll('details')].filter(({ open }) => !open);
    for (const one of folded) one.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const one of folded) one.open = false;
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
