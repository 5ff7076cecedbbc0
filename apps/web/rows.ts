import type { ProgressRow } from '../../libs/contract/progress.js';
import { drawBar } from './bar.js';
import { h } from './dom.js';
import { ageText, coverageText, datedOn, demandText, dueText, figureText, sourceText, type Speech } from './text.js';
import type { Word } from './words.js';

const COLUMNS: readonly Word[] = ['locality', 'indicator', 'progress', 'figure', 'status', 'next', 'dated'];

/** An empty table with the columns of `rowOf`. Roles are said aloud because narrow screens lay the table out as cards. */
export function tableOf({ word }: Speech, caption: string, rows: readonly HTMLElement[]): HTMLTableElement {
  const heads = COLUMNS.map((name) => h('th', { scope: 'col', role: 'columnheader' }, word(name)));
  return h(
    'table',
    { role: 'table' },
    h('caption', {}, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads)),
    h('tbody', { role: 'rowgroup' }, ...rows),
  );
}

/** One target; the whole row opens it for a pointer, the indicator's button for a keyboard. */
export function rowOf(row: ProgressRow, speech: Speech, open: (targetId: string) => void): HTMLElement {
  const cell = (name: string, ...children: readonly (Node | string | null)[]): HTMLElement =>
    h('td', { class: name, role: 'cell' }, ...children);
  const small = (text: string | null): HTMLElement | null => (text === null || text === '' ? null : h('small', {}, text));
  const { nextMilestone, staleDays } = row;
  const dated = datedOn(row);
  return h(
    'tr',
    { role: 'row', class: 'target', 'data-target': row.target.id, click: () => open(row.target.id) },
    cell('place', speech.language === 'vi' ? row.locality.fullName : row.locality.name),
    cell('indicator', h('button', { type: 'button', 'aria-haspopup': 'dialog' }, row.indicator.name), small(sourceText(row))),
    cell('progress', drawBar(row, speech)),
    cell('figure', h('span', {}, figureText(row, speech)), small(coverageText(row, speech))),
    cell('status', statusOf(row, speech), small(speech.reason(row.reason)), small(row.late ? speech.word('late') : null)),
    cell(
      'next',
      nextMilestone && h('span', {}, demandText(nextMilestone, row.indicator, speech)),
      small(nextMilestone && dueText(nextMilestone, speech)),
    ),
    cell('dated', dated === null ? '—' : speech.date(dated), small(staleDays === null ? null : ageText(staleDays, speech))),
  );
}

/** The status in words: colour alone says nothing to many. */
export const statusOf = ({ status }: Pick<ProgressRow, 'status'>, speech: Speech): HTMLElement =>
  h('span', { class: `tag ${status}` }, speech.status(status));
