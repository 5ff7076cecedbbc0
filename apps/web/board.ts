import type { Scoreboard, ScoreboardRow } from '../../libs/contract/scoreboard.js';
import { h } from './dom.js';
import { amountText, type Speech } from './text.js';
import { OWN, type ViewState } from './view-state.js';
import { STATUSES } from './words.js';

type Status = (typeof STATUSES)[number];
type Choice = Pick<ViewState, 'within' | 'status'>;

/** More than these wait behind a button: the list below should begin on the first screen. */
const MOST_ROWS = 8;

/**
 * The localities as rows, worst first, with a column for each status that occurs, and always for missing figures: that there are none
 * has to be seen. A count or a name filters the list below.
 */
export function boardOf(board: Scoreboard, chosen: Choice, speech: Speech, choose: (choice: Choice) => void): HTMLElement[] {
  const rows = board.rows.filter(({ total, change }) => total > 0 || Object.values(change).some((n) => n !== 0));
  if (rows.length === 0) return [];
  const occurs = (status: Status): boolean => rows.some(({ counts, change }) => counts[status] > 0 || change[status] !== 0);
  const statuses = STATUSES.filter((status) => status === 'no_data' || occurs(status));
  const since = speech.date(board.since);
  const lines = rows.map((row) => {
    const line = lineOf(row, chosen, speech, choose);
    const cells = statuses.map((status) => cellOf(line, status, since, speech));
    return drawLine(line, cells, speech, chosen.within === idOf(row));
  });
  const isFar = rows.findIndex((row) => idOf(row) === chosen.within) >= MOST_ROWS;
  return [tableOf(statuses, lines, since, speech), ...moreOf(lines, isFar, speech)];
}

function tableOf(statuses: readonly Status[], lines: readonly HTMLElement[], since: string, speech: Speech): HTMLTableElement {
  const head = (text: string, name: string | null = null): HTMLElement =>
    h('th', { scope: 'col', role: 'columnheader', class: name }, text);
  const heads = [
    head(speech.word('locality')),
    ...statuses.map((status) => head(speech.status(status), status)),
    head(speech.word('worst')),
  ];
  return h(
    'table',
    { role: 'table', class: 'board' },
    h('caption', {}, speech.word('board', { since })),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads)),
    h('tbody', { role: 'rowgroup' }, ...lines),
  );
}

const idOf = ({ own, locality }: ScoreboardRow): string => (own ? OWN : locality.id);

function nameOf({ own, locality }: ScoreboardRow, { language, word }: Speech): string {
  const name = language === 'en' ? (locality.nameEn ?? locality.name) : locality.fullName;
  return own ? word('itself', { name }) : name;
}

interface Line {
  readonly row: ScoreboardRow;
  readonly name: string;
  /** Whether the list shows this row's targets of these statuses; none means all. */
  readonly isPressed: (status: readonly string[]) => boolean;
  readonly press: (status: readonly string[]) => void;
}

function lineOf(row: ScoreboardRow, chosen: Choice, speech: Speech, choose: (choice: Choice) => void): Line {
  const isPressed = (status: readonly string[]): boolean => chosen.within === idOf(row) && status.join() === chosen.status.join();
  const press = (status: readonly string[]): void => choose(isPressed(status) ? { within: '', status: [] } : { within: idOf(row), status });
  return { row, name: nameOf(row, speech), isPressed, press };
}

function drawLine({ row, name, isPressed, press }: Line, cells: readonly HTMLElement[], speech: Speech, isChosen: boolean) {
  const button = h('button', { type: 'button', 'aria-pressed': String(isPressed([])), click: () => press([]) }, name);
  return h(
    'tr',
    { role: 'row', 'data-row': idOf(row), class: isChosen ? 'chosen' : null },
    h('th', { scope: 'row', role: 'rowheader' }, button),
    ...cells,
    h('td', { role: 'cell', class: 'worst' }, worstText(row, speech)),
  );
}

function cellOf({ row, name, isPressed, press }: Line, status: Status, since: string, speech: Speech): HTMLElement {
  const [count, change] = [row.counts[status], row.change[status]];
  if (count === 0 && change === 0) return h('td', { role: 'cell', class: 'zero' }, '0');
  const changed = change !== 0 && speech.word(change > 0 ? 'increased' : 'decreased', { count: Math.abs(change), since });
  const said = [`${name}: ${count} ${speech.status(status)}`, changed].filter(Boolean).join(', ');
  const attributes = { type: 'button', class: `count ${status}`, 'data-status': status, 'aria-label': said, title: said };
  const button = h(
    'button',
    { ...attributes, 'aria-pressed': String(isPressed([status])), click: () => press([status]) },
    h('b', {}, String(count)),
    h('span', { class: 'name' }, speech.status(status)),
    change !== 0 && h('span', { class: 'change' }, `${change > 0 ? '▲' : '▼'}${Math.abs(change)}`),
  );
  return h('td', { role: 'cell' }, button);
}

/** `Di dời hộ dân: −57,48 điểm %`: the worst target and how far its figure is from its schedule; its status where that is no number. */
function worstText({ worst }: ScoreboardRow, speech: Speech): string {
  if (worst === null || !['missed', 'behind', 'at_risk', 'no_data'].includes(worst.status)) return '';
  return `${worst.indicator.name}: ${worst.gap === null ? speech.status(worst.status).toLowerCase() : gapText(worst.gap, worst.indicator, speech)}`;
}

// Percentages differ by points, not by per cent.
const gapText = (gap: string, indicator: Parameters<typeof amountText>[1], speech: Speech): string =>
  (indicator.shape === 'ratio' ? speech.word('points', { value: speech.number(gap) }) : amountText(gap, indicator, speech)).replace(
    '-',
    '−',
  );

function moreOf(lines: readonly HTMLElement[], openAlready: boolean, { word }: Speech): HTMLElement[] {
  const hidden = openAlready ? [] : lines.slice(MOST_ROWS);
  if (hidden.length === 0) return [];
  for (const line of hidden) line.hidden = true;
  const more = h('button', { type: 'button', class: 'more' }, word('allRows', { count: lines.length }));
  more.addEventListener('click', () => {
    for (const line of hidden) line.hidden = false;
    more.remove();
    hidden[0]?.querySelector('button')?.focus();
  });
  return [more];
}
