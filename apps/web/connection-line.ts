import { ApiError } from './api.js';
import { h } from './dom.js';
import type { Speech } from './text.js';

type Link = 'connecting' | 'live' | 'lost';

/** Says whether the list is live, and since when it is not. */
export class ConnectionLine {
  private speech: Speech | null = null;
  private link: Link = 'connecting';

  constructor(
    private readonly element: HTMLElement,
    private readonly retry: () => void,
  ) {}

  start(speech: Speech): void {
    this.speech = speech;
    this.link = 'connecting';
    this.say(speech.word('connecting'));
  }

  /** True where the connection comes back after it was lost. Says nothing again: only a change is worth reading out. */
  show(link: 'live' | 'lost'): boolean {
    const before = this.link;
    if (!this.speech || before === link) return false;
    this.link = link;
    const { word, language } = this.speech;
    if (link === 'live') this.say(word('live'));
    else
      this.say(word('lost', { time: timeText(new Date(), language) }), h('button', { type: 'button', click: this.retry }, word('retry')));
    return before === 'lost';
  }

  refused(error: unknown): void {
    if (!this.speech) return;
    this.link = 'lost';
    this.say(this.speech.word('refusedStream', { why: error instanceof ApiError ? error.message : '' }));
  }

  private say(text: string, ...more: readonly HTMLElement[]): void {
    this.element.className = this.link;
    this.element.replaceChildren(text, ...more.flatMap((one) => [' ', one]));
  }
}

const timeText = (time: Date, language: string): string => time.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
