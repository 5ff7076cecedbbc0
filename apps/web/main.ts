import type { ProgressPage, TargetProgress } from '../../libs/contract/progress.js';
import type { Scoreboard } from '../../libs/contract/scoreboard.js';
import { AlertDialog, askedAlert, mayAcknowledge } from './alert-dialog.js';
import { AlertPanel } from './alerts.js';
import { hasToken, read, readAsKnownAt, readAt, takeToken } from './api.js';
import { allocationOf } from './allocation.js';
import { boardOf } from './board.js';
import { detailOf } from './detail.js';
import { listenToDialog, openDialog } from './dialog.js';
import { askedDirective, DirectivePanel } from './directives.js';
import { byId, h } from './dom.js';
import { DutyPanel } from './duties.js';
import { linkToFindings } from './findings-view.js';
import { localityOptions } from './localities.js';
import { watchLog } from './log-banner.js';
import { tellPast } from './past-line.js';
import { rowOf, tableOf } from './rows.js';
import { chipsOf } from './summary.js';
import { speechIn, type Speech } from './text.js';
import { askForToken, listenToToken, refusedBy, say } from './token-form.js';
import { dayOf, instantOf, OWN, searchOf, stateOf, todayInVietnam, type ViewState } from './view-state.js';

const PAGE_SIZE = 50;

const date = byId('asOf') as HTMLInputElement;
const known = byId('knownAt') as HTMLInputElement;
const locality = byId('locality') as HTMLSelectElement;
const language = byId('language') as HTMLSelectElement;

const refused = refusedBy(askToken);
const story = new AlertDialog({ openTarget: (id) => void open(id), acknowledged: (position) => void alerts.refresh(position) });
const alerts = new AlertPanel(
  () => ({
    open: (id) => void openAlert(id, 'story'),
    acknowledge: mayAcknowledge() ? (id) => void openAlert(id, 'form') : null,
  }),
  (id) => void story.refresh(id),
);
const duties = new DutyPanel();
const directives = new DirectivePanel((id) => void open(id), refused);

/** Of answers under way only the newest may show. */
let turn = 0;

const view = (): ViewState => stateOf(location.search);

/** Of what addresses ask for only the newest is opened. */
let asking = 0;

/** Shows the view, then the directive or the alert that the address names now: one that it comes to name meanwhile is asked for by itself. */
async function showAsked(): Promise<void> {
  const mine = ++asking;
  const [directive, alert] = [askedDirective(), askedAlert()];
  await show();
  if (mine !== asking) return;
  if (directive) void directives.open(directive.id, speechIn(view().language), directive);
  if (alert !== null) void openAlert(alert, 'form');
}

function go(change: Partial<ViewState>): void {
  history.pushState(null, '', location.pathname + searchOf({ ...view(), ...change }));
  void show();
}

async function show(): Promise<void> {
  const mine = ++turn;
  const state = view();
  const speech = speechIn(state.language);
  label(state, speech);
  tellPast(state.knownAt, speech);
  linkToFindings(byId('findings-link') as HTMLAnchorElement, state);
  watchLog(state.language);
  if (!hasToken()) return askToken(speech);
  say(speech.word('loading'));
  readAsKnownAt(instantOf(state.knownAt));
  void alerts.show(state.locality, state.knownAt !== '', speech);
  duties.show(dayOf(state), speech);
  // What stood in directives then cannot be asked for: nothing of now among the past.
  if (state.knownAt === '') directives.show(state.locality, speech);
  else directives.hide();
  try {
    const board = read<Scoreboard>('/v1/scoreboard', { asOf: dayOf(state), locality: state.locality }, state.language);
    const options = localityOptions(dayOf(state), state.locality, speech);
    const listed = (state.within === OWN ? board : Promise.resolve(null)).then(async (first) => {
      const query = queryOf(state, first);
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
  byId('alerts-today').hidden = state.knownAt !== '' || dayOf(state) === todayInVietnam();
  date.value = dayOf(state);
  known.value = state.knownAt;
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
      if (mine === turn) refused(error, speech);
    }
  }
}

async function open(targetId: string, after: string | null = null): Promise<void> {
  const state = view();
  const speech = speechIn(state.language);
  try {
    const path = `/v1/targets/${encodeURIComponent(targetId)}/progress`;
    const reading = readAt<TargetProgress>(path, { asOf: dayOf(state) }, state.language, after);
    const shown = reading.then(({ answer }) => detailOf(answer, speech, (id) => void open(id)));
    if (!(await openDialog(shown, speech))) return;
    const [{ answer: progress }, detail] = await Promise.all([reading, shown]);
    const handedOut = (position: string): void => void (detail.checkVisibility() ? open(targetId, position) : Promise.resolve()).then(show);
    const [, allocation] = await Promise.all([
      directives.lead(targetId, progress.row.figure?.id ?? null, detail, speech),
      allocationOf(progress, speech, handedOut),
    ]);
    if (allocation) detail.querySelector('.history')?.before(allocation);
  } catch (error) {
    refused(error, speech);
  }
}

async function openAlert(id: string, at: 'story' | 'form'): Promise<void> {
  const speech = speechIn(view().language);
  try {
    await story.open(id, speech, at);
  } catch (error) {
    refused(error, speech);
  }
}

function askToken(speech: Speech, refusal = ''): void {
  for (const id of ['board', 'summary', 'rows']) byId(id).replaceChildren();
  for (const panel of [alerts, duties, directives]) panel.hide();
  askForToken(speech, refusal);
}

function listen(): void {
  date.addEventListener('change', () => date.value !== '' && go({ asOf: date.value }));
  known.addEventListener('change', () => go({ knownAt: known.value }));
  byId('present').addEventListener('click', () => go({ knownAt: '' }));
  locality.addEventListener('change', () => go({ locality: locality.value, within: '', status: [] }));
  language.addEventListener('change', () => go({ language: language.value === 'en' ? 'en' : 'vi' }));
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  listenToToken(() => void showAsked());
  listenToDialog(() => story.closed((id) => alerts.focus(id)));
  window.addEventListener('popstate', () => void show());
  window.addEventListener('hashchange', () => {
    takeToken();
    void showAsked();
  });
}

takeToken();
listen();
void showAsked();
