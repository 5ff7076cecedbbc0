import type { DirectiveItem } from '../../libs/contract/directives.reads.js';
import { ApiError, hasToken, readAt } from './api.js';
import { followReading } from './directive-head.js';
import { issuedText, mayReview, nameOf } from './directive-name.js';
import { DirectiveReview, type Place } from './directive-review.js';
import { UploadForm, type Sent } from './directive-upload.js';
import { wordsOf } from './directive-words.js';
import { isDialogTaken } from './dialog.js';
import { arrange, byId, h } from './dom.js';
import type { Speech } from './text.js';

const PAGE = '20';

/** The directive and the place in it that the address names, `#directive=…&at=…`; null before there is a token to read it with. */
export function askedDirective(): { readonly id: string; readonly at: number | null } | null {
  const asked = new URLSearchParams(location.hash.slice(1));
  const [id, at] = [asked.get('directive'), asked.get('at')];
  return id === null || !hasToken() ? null : { id, at: at === null || !/^\d{1,8}$/.test(at) ? null : Number(at) };
}

interface Listed {
  readonly items: readonly DirectiveItem[];
  readonly nextCursor: string | null;
}

/** The directives of the chosen locality, newest first, with what is still to be decided; a planner uploads more of them here. */
export class DirectivePanel {
  private turn = 0;
  private shown: { readonly locality: string; readonly speech: Speech } | null = null;
  private items: readonly DirectiveItem[] = [];
  private upload: UploadForm | null = null;
  private readonly element = byId('directives') as HTMLDetailsElement;

  constructor(
    private readonly openTarget: (targetId: string) => void,
    private readonly refused: (error: unknown, speech: Speech) => void,
  ) {
    this.element.addEventListener('toggle', () => void (this.element.open && this.load(null)));
  }

  show(locality: string, speech: Speech): void {
    this.shown = { locality, speech };
    this.element.hidden = false;
    this.offerUpload(locality, speech);
    void this.load(null);
  }

  /** The same form as long as it speaks the same language: what is to be sent stays in it. */
  private offerUpload(locality: string, speech: Speech): void {
    if (!mayReview()) this.upload = null;
    else if (this.upload?.language !== speech.language) this.upload = new UploadForm(speech, (sent) => void this.follow(sent));
    this.upload?.offer(locality);
    arrange(byId('directives-upload'), this.upload ? [this.upload.element] : []);
  }

  hide(): void {
    this.turn++;
    this.shown = null;
    this.element.hidden = true;
    byId('directives-list').replaceChildren();
  }

  /** Shows a directive's text and proposals in the dialog, and names it in the address as long as they are on show. */
  async open(id: string, speech: Speech, place: Place = {}): Promise<void> {
    const openTarget = (targetId: string): void => (forget(), this.openTarget(targetId));
    try {
      const decided = (position: string): void => void this.load(position);
      if (!(await DirectiveReview.open(id, speech, { openTarget, decided }, place))) return;
      const at = place.at == null ? '' : `&at=${place.at}`;
      history.replaceState(null, '', `${location.pathname}${location.search}#directive=${encodeURIComponent(id)}${at}`);
      document.querySelector('dialog')?.addEventListener('close', forget, { once: true });
    } catch (error) {
      this.refused(error, speech);
    }
  }

  /** Adds to a target's detail the words that it and its figure were accepted from. */
  async lead(targetId: string, figureId: string | null, detail: HTMLElement, speech: Speech): Promise<void> {
    const words = await wordsOf(targetId, figureId, speech, (id, at) => void this.open(id, speech, { at }));
    if (words) detail.append(words);
  }

  private async load(after: string | null, cursor = ''): Promise<void> {
    if (!this.shown) return;
    const { locality, speech } = this.shown;
    const mine = ++this.turn;
    try {
      const query = { locality, sort: '-recordedAt', limit: PAGE, cursor };
      const { answer } = await readAt<Listed>('/v1/directives', query, speech.language, after);
      if (mine !== this.turn) return;
      this.items = cursor === '' ? answer.items : [...this.items, ...answer.items];
      this.draw(answer.nextCursor, speech);
    } catch (error) {
      if (mine === this.turn) this.say(error instanceof ApiError ? error.message : speech.word('unreachable'), true);
    }
  }

  private draw(nextCursor: string | null, speech: Speech): void {
    const { items } = this;
    const open = items.reduce((sum, { proposals, withdrawn }) => sum + (withdrawn === null ? proposals.open : 0), 0);
    const count = `${items.length}${nextCursor === null ? '' : '+'}`;
    byId('directives-counts').textContent = speech.word('directiveCounts', { count, open });
    const rows = items.map((item) => rowOf(item, speech, () => void this.open(item.id, speech)));
    const more = h('button', { type: 'button', class: 'more', click: () => void this.load(null, nextCursor ?? '') }, speech.word('more'));
    byId('directives-list').replaceChildren(
      ...(items.length === 0 ? [h('p', { class: 'empty' }, speech.word('noDirectives'))] : [h('ol', {}, ...rows)]),
      ...(nextCursor === null ? [] : [more]),
    );
  }

  /** Tells how far the reader is, then shows what it found. */
  private async follow({ id, notes, position }: Sent): Promise<void> {
    if (!this.shown) return;
    const { speech } = this.shown;
    const { language, word } = speech;
    try {
      const read = await followReading(id, position, language, (share) => this.progress(share, speech));
      this.say([word(read === null ? 'readBroken' : 'readDone'), ...notes.map((note) => note[language])].join(' '));
      // Nobody is taken from what he is at.
      if (!isDialogTaken()) await this.open(id, speech, { after: read ?? position });
      await this.load(read ?? position);
    } catch (error) {
      this.say(error instanceof ApiError ? error.message : word('unreachable'), true);
    }
  }

  private progress(share: number, { word }: Speech): void {
    const text = word('reading', { share });
    this.say(h('progress', { max: 100, value: share, 'aria-label': text }), false, text);
  }

  private say(what: string | HTMLElement, isError = false, beside = ''): void {
    byId('directives-news').classList.toggle('error', isError);
    byId('directives-news').replaceChildren(what, ' ', beside);
  }
}

function forget(): void {
  if (location.hash.startsWith('#directive=')) history.replaceState(null, '', location.pathname + location.search);
}

function rowOf(item: DirectiveItem, speech: Speech, open: () => void): HTMLElement {
  const { word } = speech;
  const { open: left } = item.proposals;
  const state =
    item.withdrawn !== null
      ? word('withdrawnDirective')
      : item.text
        ? word(left === 0 ? 'allDecided' : 'openProposals', { open: left })
        : word('paperOnly');
  return h(
    'li',
    { 'data-directive': item.id },
    h('span', { class: 'issued' }, issuedText(item, speech) ?? '—'),
    h('span', { class: `tag ${left > 0 && item.withdrawn === null ? 'warning' : 'notice'}` }, state),
    item.text ? h('button', { type: 'button', class: 'link', click: open }, nameOf(item)) : h('span', {}, nameOf(item)),
  );
}
