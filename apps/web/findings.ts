import type { Finding, FindingCounts } from '../../libs/contract/histories.findings.js';
import type { Page } from '../../libs/contract/lists.js';
import { hasToken, read, readAsKnownAt, readAt, takeToken } from './api.js';
import { listenToDialog, openDialog } from './dialog.js';
import { byId } from './dom.js';
import { findingRow, kindChips, openOnPaper } from './finding-rows.js';
import { findingsViewOf, queryOfFindings, searchOfFindings, type FindingsView } from './findings-view.js';
import { momentText, storyOf, type Subject } from './history.js';
import { placeOptions } from './localities.js';
import { watchLog } from './log-banner.js';
import { tellPast } from './past-line.js';
import { speechIn, type Speech } from './text.js';
import { askForToken, listenToToken, refusedBy, say } from './token-form.js';
import { instantOf, todayInVietnam } from './view-state.js';
import { findingWordsIn, type FindingWord, type FindingWords } from './words.findings.js';

const PAGE_SIZE = '50';
const MOST_PRINTED = '1000';

const field = (id: string): HTMLInputElement => byId(id) as HTMLInputElement;
const more = byId('more') as HTMLButtonElement;
const printing = byId('print') as HTMLButtonElement;
const refused = refusedBy(askToken);
const view = (): FindingsView => findingsViewOf(location.search);

/** Of answers under way only the newest may show. */
let turn = 0;
let cursor: string | null = null;
/** The position that the first page is of: counts and further pages are asked for as of then, so that all that is shown agrees. */
let position = '';
let total = 0;
let counted: { readonly key: string; readonly counts: Promise<FindingCounts> } | null = null;

function go(change: Partial<FindingsView>): void {
  history.pushState(null, '', location.pathname + searchOfFindings({ ...view(), ...change }));
  void show();
}

async function show(): Promise<void> {
  const mine = ++turn;
  const state = view();
  const [speech, words] = [speechIn(state.language), findingWordsIn(state.language)];
  label(state, speech, words);
  tellPast(state.knownAt, speech);
  watchLog(state.language);
  if (!hasToken()) return askToken(speech);
  say(words.word('loading'));
  readAsKnownAt(instantOf(state.knownAt));
  try {
    const query = queryOfFindings(state);
    const [page, places] = await Promise.all([
      readAt<Page<Finding>>('/v1/audit/findings', { ...query, limit: PAGE_SIZE }, state.language),
      placeOptions(state.knownAt.slice(0, 10) || todayInVietnam(), state.locality, speech),
    ]);
    if (mine !== turn) return;
    const counts = await countsOf(state, page.position ?? '');
    if (mine !== turn) return;
    position = page.position ?? '';
    say('');
    byId('access').hidden = true;
    byId('content').hidden = false;
    byId('locality').replaceChildren(...places);
    byId('kinds').replaceChildren(...kindChips(counts, state.kind, words, (kind) => go({ kind })));
    total = countOf(counts, state.kind);
    byId('findings').replaceChildren();
    append(page.answer, speech, words);
    byId('scope').textContent = scopeText(state, speech, words);
  } catch (error) {
    if (mine === turn) refused(error, speech);
  }
}

/** Of all kinds, so that pressing one asks for nothing again while nothing happens: over the whole country counting takes seconds. */
async function countsOf({ kind: _, ...state }: FindingsView, asOf: string): Promise<FindingCounts> {
  const key = JSON.stringify([state, asOf]);
  if (counted?.key !== key) {
    const query = { ...queryOfFindings({ ...state, kind: [] }), knownAt: asOf };
    counted = { key, counts: read<FindingCounts>('/v1/audit/findings/counts', query, state.language) };
    counted.counts.catch(() => (counted = null));
  }
  return counted.counts;
}

const countOf = ({ byKind, total: all }: FindingCounts, kinds: readonly string[]): number =>
  kinds.length === 0 ? all : kinds.reduce((sum, kind) => sum + (byKind[kind as Finding['kind']] ?? 0), 0);

function append({ items, nextCursor }: Page<Finding>, speech: Speech, words: FindingWords): void {
  byId('findings').append(...items.map((item) => findingRow(item, speech, words, (locality) => go({ locality }))));
  cursor = nextCursor;
  more.hidden = nextCursor === null;
  const shown = byId('findings').childElementCount;
  if (total === 0) return say(words.word('none'));
  say(nextCursor === null ? '' : words.word('partly', { shown, count: total }));
}

/** What the list is of, so that a printed one says so by itself. */
function scopeText({ kind, from, until, knownAt }: FindingsView, speech: Speech, words: FindingWords): string {
  const { word } = words;
  const time = knownAt ? momentText(instantOf(knownAt), speech.language) : momentText(new Date().toISOString(), speech.language);
  const chosen = (byId('locality') as HTMLSelectElement).selectedOptions[0]?.textContent;
  return [
    total === 1 ? word('one') : word('found', { count: total }),
    ...kind.map((one) => words.kind(one as Finding['kind'])),
    chosen,
    [from && `${word('recorded')} ${word('since', { date: speech.date(from) })}`, until && word('to', { date: speech.date(until) })]
      .filter(Boolean)
      .join(' '),
    `${word('known', { time })}${position && ` (${word('position', { position })})`}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Reads what comes after the rows on show; false where it could not. */
async function next(limit: string): Promise<boolean> {
  const [mine, state, after] = [turn, view(), cursor];
  const speech = speechIn(state.language);
  more.disabled = true;
  try {
    const query = { ...queryOfFindings(state), limit, cursor: after ?? '', knownAt: position };
    const page = await read<Page<Finding>>('/v1/audit/findings', query, state.language);
    if (mine !== turn) return false;
    // Somebody may have asked for the same rows twice.
    if (after === cursor) append(page, speech, findingWordsIn(state.language));
    return true;
  } catch (error) {
    if (mine === turn) refused(error, speech);
    return false;
  } finally {
    more.disabled = false;
  }
}

/** All of it: paper has no button for more. */
async function print(): Promise<void> {
  printing.disabled = true;
  let isWhole = true;
  while (isWhole && cursor !== null) isWhole = await next(MOST_PRINTED);
  printing.disabled = false;
  if (isWhole) window.print();
}

/** Whose history the address names, `#history=target/…`; null before there is a token to read it with. */
function askedHistory(): Subject | null {
  const asked = new URLSearchParams(location.hash.slice(1)).get('history');
  const [, kind, id] = /^(target|measurement|alert)\/(.+)$/.exec(asked ?? '') ?? [];
  return kind && id && hasToken() ? ({ kind, id } as Subject) : null;
}

/** Shows the findings, then the history that the address names now: one that it comes to name meanwhile is opened by itself. */
async function showAsked(): Promise<void> {
  const asked = askedHistory();
  await show();
  await openHistory(asked);
}

async function openHistory(asked: Subject | null): Promise<void> {
  if (!asked) return;
  const speech = speechIn(view().language);
  try {
    await openDialog(storyOf(asked, speech), speech);
  } catch (error) {
    refused(error, speech);
  }
}

function label(state: FindingsView, speech: Speech, { word }: FindingWords): void {
  document.documentElement.lang = state.language;
  document.title = `${word('title')} – Tiến Độ`;
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
    element.textContent = word(element.dataset['word'] as FindingWord);
  for (const element of document.querySelectorAll<HTMLElement>('[data-token-word]'))
    element.textContent = speech.word(element.dataset['tokenWord'] as 'token' | 'open' | 'toPresent');
  byId('kinds').setAttribute('aria-label', word('kinds'));
  for (const name of ['knownAt', 'from', 'until'] as const) field(name).value = state[name];
  field('language').value = state.language;
  const { locality, knownAt, language } = state;
  (byId('back') as HTMLAnchorElement).href = `/${searchOfFindings({ kind: [], locality, from: '', until: '', knownAt, language })}`;
}

function askToken(speech: Speech, refusal = ''): void {
  counted = null;
  byId('content').hidden = true;
  askForToken(speech, refusal);
}

function listen(): void {
  for (const name of ['knownAt', 'locality', 'from', 'until'] as const)
    byId(name).addEventListener('change', () => go({ [name]: field(name).value }));
  byId('language').addEventListener('change', () => go({ language: field('language').value === 'en' ? 'en' : 'vi' }));
  byId('present').addEventListener('click', () => go({ knownAt: '' }));
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  listenToToken(() => void showAsked());
  more.addEventListener('click', () => void next(PAGE_SIZE));
  printing.addEventListener('click', () => void print());
  listenToDialog(() => history.replaceState(null, '', location.pathname + location.search));
  window.addEventListener('popstate', () => void show());
  window.addEventListener('hashchange', () => void openHistory(askedHistory()));
  openOnPaper(byId('findings'));
}

takeToken();
listen();
void showAsked();
