import type { AlertCounts, AlertItem, AlertStreamMessage } from '../../libs/contract/alerts.js';
import type { Page } from '../../libs/contract/lists.js';
import { alertRow, countsOf, type AlertDoors } from './alert-rows.js';
import { ApiError, readAt } from './api.js';
import { ConnectionLine } from './connection-line.js';
import { byId, h } from './dom.js';
import { LiveStream } from './live.js';
import { PlaceNames } from './place-names.js';
import type { Speech } from './text.js';

/** The first screen belongs to the worst few and to the board below. */
const FIRST_ROWS = 5;
const MORE_ROWS = 50;
const MOST_ROWS = 1_000;
/** News that come together are read together. */
const GATHER_MS = 150;

/** The alerts in force beneath a locality, kept up to date while the page is open. */
export class AlertPanel {
  private speech: Speech | null = null;
  private places: PlaceNames | null = null;
  private locality = '';
  private isPast = false;
  private limit = FIRST_ROWS;
  private turn = 0;
  /** The newest reading that is drawn: what was asked for before it comes too late. */
  private drawn = 0;
  private isRead = false;
  private readonly fresh = new Set<string>();
  private news: AlertStreamMessage[] = [];
  private isTelling = false;
  private readonly line = new ConnectionLine(byId('alerts-link'), () => this.stream.retryNow());
  private readonly stream = new LiveStream('/v1/alerts/stream', {
    told: (data) => this.hear(JSON.parse(data) as AlertStreamMessage),
    connected: () => {
      if (this.line.show('live') || !this.isRead) void this.refresh();
    },
    lost: () => this.line.show('lost'),
    refused: (error) => this.line.refused(error),
  });

  /** `changed`: hears of every alert that something happened to. */
  constructor(
    private readonly doorsFor: () => AlertDoors,
    private readonly changed: (id: string) => void,
  ) {
    window.addEventListener('online', () => this.isPast || this.stream.retryNow());
    document.addEventListener('visibilitychange', () => this.pauseUnseen());
  }

  /** Shows the alerts beneath a locality (empty: all that the reader may see) and follows them, but for those of a moment of the past. */
  async show(locality: string, isPast: boolean, speech: Speech): Promise<void> {
    if (this.speech?.language !== speech.language) this.places = new PlaceNames(speech);
    const isSame = this.locality === locality && this.isPast === isPast;
    if (this.speech && isSame && this.speech.language === speech.language) return void this.refresh();
    [this.speech, this.locality, this.isPast, this.limit] = [speech, locality, isPast, FIRST_ROWS];
    this.drawn = this.turn;
    byId('alerts').hidden = false;
    if (isPast) return this.standStill();
    this.line.start(speech);
    await this.follow(speech);
  }

  /** Reads the list and follows what comes after it, where it is still what is to be seen. */
  private async follow(speech: Speech): Promise<void> {
    const position = await this.refresh();
    if (this.speech === speech && !document.hidden) this.stream.start(position ?? '', speech.language);
  }

  private standStill(): void {
    this.stream.stop();
    byId('alerts-link').replaceChildren();
    void this.refresh();
  }

  hide(): void {
    this.stream.stop();
    [this.speech, this.news] = [null, []];
    this.drawn = ++this.turn;
    this.fresh.clear();
    byId('alerts').hidden = true;
  }

  /** Reads the list again, not before `after`; gives the position up to which it tells, null where it could not be read. */
  async refresh(after: string | null = null): Promise<string | null> {
    const { speech, places, locality, limit } = this;
    if (!speech || !places) return null;
    const mine = ++this.turn;
    try {
      const [list, counts] = await Promise.all([
        readAt<Page<AlertItem>>('/v1/alerts', { locality, limit: String(limit), sort: 'severity' }, speech.language, after),
        readAt<AlertCounts>('/v1/alerts/counts', { locality }, speech.language, after),
      ]);
      const { items } = list.answer;
      await places.learn(items.flatMap(({ localityId, escalation }) => [localityId, ...(escalation ? [escalation.to] : [])]));
      if (mine > this.drawn) {
        [this.drawn, this.isRead] = [mine, true];
        this.draw(items, counts.answer, speech, places);
      }
      return list.position;
    } catch (error) {
      if (mine === this.turn) {
        this.isRead = false;
        byId('alerts-list').replaceChildren(h('li', { class: 'error' }, whyNot(error, speech)));
      }
      return null;
    }
  }

  /** Puts the focus on an alert's row, where it is still listed. */
  focus(id: string): void {
    document.querySelector<HTMLElement>(`[data-alert="${CSS.escape(id)}"] .sentence`)?.focus();
  }

  private draw(items: readonly AlertItem[], counts: AlertCounts, speech: Speech, places: PlaceNames): void {
    const focused = focusOf(document.activeElement);
    byId('alerts-counts').replaceChildren(...countsOf(counts, speech));
    const doors = this.doorsFor();
    byId('alerts-list').replaceChildren(...items.map((item) => alertRow(item, this.fresh.has(item.id), speech, places, doors)));
    const empty = byId('alerts-empty');
    empty.textContent = items.length === 0 ? speech.word('noAlerts') : '';
    this.drawMore(counts.total - items.length, speech);
    if (focused !== null) document.querySelector<HTMLElement>(focused)?.focus();
  }

  private drawMore(left: number, speech: Speech): void {
    const more = byId('alerts-more') as HTMLButtonElement;
    more.hidden = left <= 0 || this.limit >= MOST_ROWS;
    more.textContent = speech.word('moreAlerts', { count: left });
    more.onclick = () => {
      this.limit = Math.min(MOST_ROWS, this.limit + MORE_ROWS);
      void this.refresh();
    };
  }

  private hear(message: AlertStreamMessage): void {
    this.news.push(message);
    if (!this.isTelling) void this.tellAll();
  }

  // One reading after the other, however fast the news come: each would make the one before it void.
  private async tellAll(): Promise<void> {
    this.isTelling = true;
    while (this.news.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      await this.tell(this.news.splice(0));
    }
    this.isTelling = false;
  }

  private async tell(news: readonly AlertStreamMessage[]): Promise<void> {
    const { speech } = this;
    const last = news.at(-1);
    if (!speech || !last) return;
    for (const { what, alert } of news) if (what === 'raised') this.fresh.add(alert.id);
    await this.refresh(last.id);
    for (const id of new Set(news.map(({ alert }) => alert.id))) this.changed(id);
    // Only what is on the list is said: the stream also tells of localities that the reader did not choose.
    const heard = news.filter(({ what, alert }) => ['raised', 'changed', 'escalated'].includes(what) && isListed(alert.id));
    if (heard.length > 0) byId('alerts-news').textContent = newsText(heard, speech);
  }

  /** A browser keeps few connections to one server: a page that nobody sees gives its own back, and takes up where it was. */
  private pauseUnseen(): void {
    if (!this.speech || this.isPast) return;
    if (document.hidden) return this.stream.stop();
    void this.follow(this.speech);
  }
}

const isListed = (id: string): boolean => document.querySelector(`[data-alert="${CSS.escape(id)}"]`) !== null;

function newsText(news: readonly AlertStreamMessage[], { word, language }: Speech): string {
  const raised = news.filter(({ what }) => what === 'raised');
  const [first] = raised.length > 0 ? raised : news;
  const sentence = first?.alert.evidence.sentence[language] ?? '';
  if (raised.length === 0) return word('worsened', { sentence });
  return raised.length === 1 ? word('newAlert', { sentence }) : word('newAlerts', { count: raised.length, sentence });
}

const whyNot = (error: unknown, { word }: Speech): string => (error instanceof ApiError ? error.message : word('unreachable'));

/** How to find the focused button of a row again after the rows were drawn anew; null where the focus is elsewhere. */
function focusOf(element: Element | null): string | null {
  const id = element?.closest<HTMLElement>('[data-alert]')?.dataset['alert'];
  return id === undefined ? null : `[data-alert="${CSS.escape(id)}"] .${element?.className ?? 'sentence'}`;
}
