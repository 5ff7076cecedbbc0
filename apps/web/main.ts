import type { ProgressPage, TargetProgress } from '../../libs/contract/progress.js';
import type { Scoreboard } from '../../libs/contract/scoreboard.js';
import { AlertDialog, mayAcknowledge } from './alert-dialog.js';
import { AlertPanel } from './alerts.js';
import { ApiError, forgetToken, hasToken, keepToken, read, takeToken } from './api.js';
import { boardOf } from './board.js';
import { detailOf } from './detail.js';
import { closeDialog, listenToDialog, showDialog } from './dialog.js';
import { byId, h } from './dom.js';
import { DutyPanel } from './duties.js';
import { localityOptions } from './localities.js';
import { rowOf, tableOf } from './rows.js';
import { chipsOf } from './summary.js';
import { speechIn, type Speech } from './text.js';
import { OWN, searchOf, stateOf, todayInVietnam, type ViewState } from './view-state.js';

const PAGE_SIZE = 50;

const date = byId('asOf') as HTMLInputElement;
const locality = byId('locality') as HTMLSelectElement;
const language = byId('language') as HTMLSelectElement;

const story = new AlertDialog({ openTarget: (id) => void open(id), acknowledged: (position) => void alerts.refresh(position) });
const alerts = new AlertPanel(
  () => ({
    open: (id) => void openAlert(id, 'story'),
    acknowledge: mayAcknowledge() ? (id) => void openAlert(id, 'form') : null,
  }),
  (id) => void story.refresh(id),
);
const duties = new DutyPanel();

/** Of answers under way only the newest may show. */
let turn = 0;

const view = (): ViewState => stateOf(location.search);
const dayOf = ({ asOf }: ViewState): string => asOf || todayInVietnam();

function go(change: Partial<ViewState>): void {
  history.pushState(null, '', location.pathname + searchOf({ ...view(), ...change }));
  void show();
}

async function show(): Promise<void> {
  const mine = ++turn;
  const state = view();
  const speech = speechIn(state.language);
  label(state, speech);
  if (!hasToken()) return askToken(speech);
  say(speech.word('loading'));
  void alerts.show(state.locality, speech);
  duties.show(dayOf(state), speech);
  try {
    const board = read<Scoreboard>('/v1/scoreboard', { asOf: dayOf(state), locality: state.locality }, state.language);
    const options = localityOptions(dayOf(state), state.locality, speech);
    const listed = (state.within === OWN ? board : Promise.resolve(null)).then(async (known) => {
      const query = queryOf(state, known);
      return { query, page: await read<ProgressPage>('/v1/progress', query, state.language) };
    });
    const [found, { query, page }, places] = await Promise.all([board, listed, options]);
    if (mine !== turn) return;
    locality.replaceChildren(...places);
    byId('board').replaceChildren(...boardOf(found, state, speech, go));
    list(page, state, speech, query);
  } catch (error) {
    if (mine === turn) refused(error, speech);
  }
}

/** `board` is needed for what belongs to its locality alone: that is of its level, unless nothing else is on the board. */
function queryOf(state: ViewState, board: Scoreboard | null) {
  const isPart = state.within !== '' && state.within !== OWN;
  const level = board?.rows.some(({ own, total }) => !own && total > 0) ? board.locality.level : '';
  const place = { locality: isPart ? state.within : state.locality, level };
  return { asOf: dayOf(state), ...place, status: state.status.join(','), sort: 'status', limit: String(PAGE_SIZE) };
}

function label(state: ViewState, { word, language: spoken }: Speech): void {
  document.documentElement.lang = spoken;
  document.title = `${word('title')} – Tiến Độ`;
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
    element.textContent = word(element.dataset['word'] as Parameters<Speech['word']>[0]);
  byId('summary').setAttribute('aria-label', word('counts'));
  byId('board').setAttribute('aria-label', word('boardName'));
  byId('alerts-counts').setAttribute('aria-label', word('alertCounts'));
  byId('alerts-list').setAttribute('aria-label', word('alertsNow'));
  byId('alerts-today').hidden = dayOf(state) === todayInVietnam();
  date.value = dayOf(state);
  language.value = spoken;
}

function list(page: ProgressPage, state: ViewState, speech: Speech, query: Readonly<Record<string, string>>): void {
  const { word } = speech;
  byId('access').hidden = true;
  byId('summary').replaceChildren(...chipsOf(page.summary, state.status, speech, (status) => go({ status })));
  if (page.items.length === 0) {
    byId('rows').replaceChildren();
    return say(state.status.length > 0 ? word('nothingSo') : word('nothing', { date: speech.date(page.asOf) }));
  }
  say('');
  const table = tableOf(speech, `${word('title')}, ${word('asOf').toLowerCase()} ${speech.date(page.asOf)} (${word('barKey')})`, []);
  byId('rows').replaceChildren(table);
  append(page, table, speech, query);
}

function append(page: ProgressPage, table: HTMLTableElement, speech: Speech, query: Readonly<Record<string, string>>): void {
  table.tBodies[0]?.append(...page.items.map((row) => rowOf(row, speech, (id) => void open(id))));
  const { nextCursor: cursor } = page;
  if (cursor === null) return;
  const mine = turn;
  const more = h('button', { type: 'button', class: 'more', click: () => void next() }, speech.word('more'));
  table.after(more);
  async function next(): Promise<void> {
    more.disabled = true;
    try {
      const following = await read<ProgressPage>('/v1/progress', { ...query, cursor: cursor ?? '' }, speech.language);
      if (mine !== turn) return;
      more.remove();
      append(following, table, speech, query);
    } catch (error) {
      more.disabled = false;
      refused(error, speech);
    }
  }
}

async function open(targetId: string): Promise<void> {
  const state = view();
  const speech = speechIn(state.language);
  try {
    const progress = await read<TargetProgress>(
      `/v1/targets/${encodeURIComponent(targetId)}/progress`,
      { asOf: dayOf(state) },
      state.language,
    );
    showDialog(
      detailOf(progress, speech, (id) => void open(id)),
      speech,
    );
  } catch (error) {
    closeDialog();
    refused(error, speech);
  }
}

async function openAlert(id: string, at: 'story' | 'form'): Promise<void> {
  const speech = speechIn(view().language);
  try {
    await story.open(id, speech, at);
  } catch (error) {
    closeDialog();
    refused(error, speech);
  }
}

function say(text: string, isError = false): void {
  byId('message').textContent = text;
  byId('message').classList.toggle('error', isError);
}

function refused(error: unknown, speech: Speech): void {
  if (error instanceof ApiError && error.status === 401) {
    forgetToken();
    return askToken(speech, error.message);
  }
  say(error instanceof ApiError ? error.message : speech.word('unreachable'), true);
}

function askToken(speech: Speech, refusal = ''): void {
  for (const id of ['board', 'summary', 'rows']) byId(id).replaceChildren();
  for (const panel of [alerts, duties]) panel.hide();
  byId('access').hidden = false;
  say(`${refusal} ${speech.word('needToken')}`.trim());
  byId('token').focus();
}

function listen(): void {
  date.addEventListener('change', () => date.value !== '' && go({ asOf: date.value }));
  locality.addEventListener('change', () => go({ locality: locality.value, within: '', status: [] }));
  language.addEventListener('change', () => go({ language: language.value === 'en' ? 'en' : 'vi' }));
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('access').addEventListener('submit', (event) => {
    event.preventDefault();
    const input = byId('token') as HTMLInputElement;
    if (input.value.trim() !== '') keepToken(input.value);
    input.value = '';
    void show();
  });
  listenToDialog(() => story.closed((id) => alerts.focus(id)));
  window.addEventListener('popstate', () => void show());
  window.addEventListener('hashchange', () => {
    takeToken();
    void show();
  });
}

takeToken();
listen();
void show();
