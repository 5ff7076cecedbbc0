import type { DirectiveItem } from '../../libs/contract/directives.reads.js';
import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { ask, ApiError } from './api.js';
import { h } from './dom.js';
import { markedText } from './marked-text.js';
import type { Speech } from './text.js';

/** Code points shown at once: some thirty pages. A text of ten megabytes is leafed through. */
const WINDOW = 60_000;

/** The text of a directive with its quotes marked, as far as it is on show. */
export class TextPane {
  readonly element: HTMLElement;
  private readonly body: HTMLElement;
  private readonly leaves: HTMLElement;
  private points: readonly string[] = [];
  private from = -1;
  /** Of readings of the text only the newest is shown. */
  private turn = 0;
  private proposals: readonly ProposalItem[] = [];

  constructor(
    private readonly directive: DirectiveItem,
    private readonly speech: Speech,
    private readonly choose: (n: number) => void,
    private readonly refused: (error: unknown) => void,
  ) {
    this.body = h('div', { class: 'words', tabindex: 0, role: 'document', 'aria-label': speech.word('textOf'), lang: 'vi' });
    this.leaves = h('div', { class: 'actions' });
    this.element = h('section', { 'aria-label': speech.word('textOf') }, this.body, this.leaves);
  }

  /** Shows the part of the text that holds the code point `at`. Throws `ApiError`. */
  async show(at: number, proposals: readonly ProposalItem[]): Promise<void> {
    const mine = ++this.turn;
    const from = Math.floor(at / WINDOW) * WINDOW;
    if (from !== this.from) {
      const path = `/v1/directives/${encodeURIComponent(this.directive.id)}/text?from=${from}&to=${from + WINDOW}`;
      const answer = await ask(path, this.speech.language);
      if (!answer.ok) throw new ApiError(answer.status, this.speech.word('unreachable'));
      const text = await answer.text();
      if (mine !== this.turn) return;
      this.points = [...text];
      this.from = from;
    }
    this.mark(proposals);
  }

  /** Draws the marks anew. */
  mark(proposals: readonly ProposalItem[]): void {
    this.proposals = proposals;
    const { scrollTop } = this.body;
    this.body.replaceChildren(...markedText(this.points, this.from, proposals, this.choose));
    this.body.scrollTop = scrollTop;
    this.leaves.replaceChildren(...this.leafing());
  }

  /** Puts the focus on the words of a proposal that is on show. */
  focus(n: number): void {
    const mark = this.body.querySelector<HTMLElement>(`mark[data-n="${n}"]`);
    mark?.scrollIntoView({ block: 'center' });
    mark?.focus();
  }

  /** Scrolls to the quote that begins at a code point. */
  reveal(at: number): void {
    const found = this.proposals.find(({ quote }) => quote.start === at);
    if (!found) return;
    const mark = this.body.querySelector<HTMLElement>(`mark[data-n="${found.n}"]`);
    mark?.classList.add('asked');
    // Within the pane alone: what stands above it stays in sight.
    if (mark) this.body.scrollTop = mark.offsetTop - this.body.clientHeight / 3;
  }

  private async leaf(to: number): Promise<void> {
    await this.show(to, this.proposals);
    this.body.scrollTop = 0;
  }

  private leafing(): HTMLElement[] {
    const { word } = this.speech;
    const leaf = (to: number, name: string): HTMLElement =>
      h('button', { type: 'button', click: () => void this.leaf(to).catch(this.refused) }, name);
    const total = this.directive.text?.codePoints ?? 0;
    return [
      ...(this.from > 0 ? [leaf(this.from - WINDOW, word('earlier'))] : []),
      ...(this.from + WINDOW < total ? [leaf(this.from + WINDOW, word('later'))] : []),
    ];
  }
}
