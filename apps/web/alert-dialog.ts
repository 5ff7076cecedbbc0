import type { AlertDetail } from '../../libs/contract/alerts.js';
import { acknowledgeForm } from './acknowledge.js';
import { placesIn, storyOf } from './alert-story.js';
import { hasToken, readAt, readsPast, roleOfToken } from './api.js';
import { openDialog } from './dialog.js';
import { h } from './dom.js';
import { PlaceNames } from './place-names.js';
import type { Speech } from './text.js';

/** Those whom the API lets acknowledge. */
const ACKNOWLEDGERS = ['leader', 'planner', 'admin'];

/** Not in what is shown of a moment of the past. */
export const mayAcknowledge = (): boolean => ACKNOWLEDGERS.includes(roleOfToken()) && !readsPast();

/** The alert that the address names, as links in mails do (`#alert=t-1~1`); none before there is a token to read it with. */
export const askedAlert = (): string | null => (hasToken() ? new URLSearchParams(location.hash.slice(1)).get('alert') : null);

export interface AlertDialogDoors {
  readonly openTarget: (targetId: string) => void;
  /** An alert was acknowledged, as of a position. */
  readonly acknowledged: (position: string) => void;
}

/** The story of one alert in the page's dialog, with the form that acknowledges it while that is open to the reader. */
export class AlertDialog {
  /** Of readings of the story only the newest may be drawn. */
  private turn = 0;
  private shown: { readonly id: string; readonly speech: Speech; readonly article: HTMLElement } | null = null;

  constructor(private readonly doors: AlertDialogDoors) {}

  /** Throws `ApiError` for a refusal. */
  async open(id: string, speech: Speech, at: 'story' | 'form' = 'story'): Promise<void> {
    const article = h('article', { 'data-alert-shown': id });
    this.shown = { id, speech, article };
    const story = this.draw(null).then(() => article);
    if ((await openDialog(story, speech)) && at === 'form') article.querySelector<HTMLElement>('.acknowledgement input')?.focus();
  }

  /** Something happened to an alert: its story grows, and what is being written in the form stays. */
  async refresh(id: string, after: string | null = null): Promise<void> {
    if (this.shown?.id === id && this.shown.article.isConnected) await this.draw(after).catch(() => {});
  }

  /** The dialog closed, and its row may have been drawn anew meanwhile: `focus` puts the reader back on it. */
  closed(focus: (id: string) => void): void {
    if (!this.shown?.article.isConnected) return;
    if (document.activeElement === document.body) focus(this.shown.id);
    this.shown = null;
  }

  private async draw(after: string | null): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    const mine = ++this.turn;
    const { id, speech, article } = shown;
    const { answer } = await readAt<AlertDetail>(`/v1/alerts/${encodeURIComponent(id)}`, {}, speech.language, after);
    const places = new PlaceNames(speech);
    await places.learn(placesIn(answer));
    if (mine !== this.turn || this.shown !== shown) return;
    const story = storyOf(answer, speech, places, () => this.doors.openTarget(answer.targetId));
    const old = article.querySelector('.alert-story');
    if (old) old.replaceWith(story);
    else article.append(story);
    this.drawForm(answer);
  }

  private drawForm({ id, state }: AlertDetail): void {
    const { shown } = this;
    const form = shown?.article.querySelector('.acknowledgement');
    if (state !== 'open' || !mayAcknowledge()) return form?.remove();
    if (form || !shown) return;
    const done = async (position: string): Promise<void> => {
      this.doors.acknowledged(position);
      await this.refresh(id, position);
      shown.article.querySelector<HTMLElement>('h2')?.focus();
    };
    shown.article.append(acknowledgeForm(id, shown.speech, (position) => void done(position)));
  }
}
