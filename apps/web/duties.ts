import type { DutiesPage, DutyItem } from '../../libs/contract/duties.js';
import { ApiError, read, roleOfToken } from './api.js';
import { byId, h } from './dom.js';
import type { Speech } from './text.js';

const FIRST_ROWS = 5;
const PAGE_SIZE = '500';

/** What the reader's locality and those beneath it owe: overdue, and due within a month; open for a planner, closed for others until pressed. */
export class DutyPanel {
  private turn = 0;
  private readonly element = byId('duties') as HTMLDetailsElement;
  private asked: { readonly asOf: string; readonly speech: Speech } | null = null;
  private isRead = false;

  constructor() {
    this.element.addEventListener('toggle', () => {
      if (this.element.open && !this.isRead) void this.load();
    });
  }

  show(asOf: string, speech: Speech): void {
    const isFirst = this.asked === null;
    this.turn++;
    this.asked = { asOf, speech };
    this.isRead = false;
    this.element.hidden = false;
    byId('duties-counts').textContent = '';
    if (isFirst) this.element.open = roleOfToken() === 'planner';
    if (this.element.open) void this.load();
  }

  hide(): void {
    this.turn++;
    this.asked = null;
    this.element.hidden = true;
    byId('duties-list').replaceChildren();
  }

  private async load(): Promise<void> {
    if (!this.asked) return;
    const { asOf, speech } = this.asked;
    const mine = ++this.turn;
    this.isRead = true;
    try {
      const asked = { mine: 'true', asOf, sort: 'due' };
      const [page, open] = await Promise.all([
        read<DutiesPage>('/v1/duties', { ...asked, state: 'missing,open', limit: PAGE_SIZE }, speech.language),
        read<DutiesPage>('/v1/duties', { ...asked, state: 'open', limit: '1' }, speech.language),
      ]);
      if (mine === this.turn) draw(page, open.items[0] ?? null, speech);
    } catch (error) {
      if (mine !== this.turn) return;
      this.isRead = false;
      byId('duties-list').replaceChildren(
        h('p', { class: 'error' }, error instanceof ApiError ? error.message : speech.word('unreachable')),
      );
    }
  }
}

function draw({ items, summary }: DutiesPage, next: DutyItem | null, speech: Speech): void {
  const { word, date } = speech;
  const { missing = 0, open = 0, lapsed = 0 } = summary;
  byId('duties-counts').textContent = [
    word('dutyCounts', { missing, open }),
    lapsed > 0 && word('dutiesLapsed', { count: lapsed }),
    next && word('nextDue', { date: date(next.dueOn) }),
  ]
    .filter(Boolean)
    .join('; ');
  if (items.length === 0) return byId('duties-list').replaceChildren(h('p', { class: 'empty' }, word('noDuties')));
  const rows = items.map((item) => rowOf(item, speech));
  const hidden = rows.slice(FIRST_ROWS);
  for (const row of hidden) row.hidden = true;
  byId('duties-list').replaceChildren(h('ol', {}, ...rows), ...moreOf(hidden, missing + open - FIRST_ROWS, speech));
}

/** When, in what state in words, and the API's sentence on what is owed. */
function rowOf({ dueOn, state, sentence }: DutyItem, { word, date }: Speech): HTMLElement {
  const isOverdue = state === 'missing';
  return h(
    'li',
    { class: isOverdue ? 'overdue' : 'due', 'data-duty': state },
    h('time', { datetime: dueOn }, date(dueOn)),
    h('span', { class: `tag ${isOverdue ? 'critical' : 'notice'}` }, word(isOverdue ? 'overdue' : 'notYetDue')),
    h('span', { class: 'owed' }, sentence),
  );
}

function moreOf(hidden: readonly HTMLElement[], count: number, { word }: Speech): HTMLElement[] {
  if (hidden.length === 0) return [];
  const more = h('button', { type: 'button', class: 'more' }, word('moreDuties', { count }));
  more.addEventListener('click', () => {
    for (const row of hidden) row.hidden = false;
    more.remove();
  });
  return [more];
}
