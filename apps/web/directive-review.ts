import type { DirectiveItem } from '../../libs/contract/directives.reads.js';
import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { ApiError, readAt, send } from './api.js';
import { DirectiveHead } from './directive-head.js';
import { mayReview } from './directive-name.js';
import { openDialog } from './dialog.js';
import { h } from './dom.js';
import { newKey } from './keys.js';
import type { Action } from './proposal-card.js';
import { acceptAll, outcomeOf } from './proposal-bulk.js';
import { Choices } from './proposal-choices.js';
import { formOf } from './proposal-forms.js';
import { ProposalList } from './proposal-list.js';
import { lacksOf, plainAcceptance, type PlainAcceptance } from './proposal-readiness.js';
import { ProposalWindow, type Shown } from './proposal-window.js';
import { TextPane } from './text-pane.js';
import type { Speech } from './text.js';

/** Where to begin: not before a position in the history, at a code point of the text. */
export interface Place {
  readonly after?: string | null;
  readonly at?: number | null;
}

export interface ReviewDoors {
  readonly openTarget: (targetId: string) => void;
  /** Something was decided, as of a position. */
  readonly decided: (position: string) => void;
}

/** A directive's text beside its proposals: each is marked where it stands, and decided here. */
export class DirectiveReview {
  private readonly window: ProposalWindow;
  private readonly list: ProposalList;
  private readonly head: DirectiveHead;
  private readonly said = h('p', { class: 'refusal', role: 'alert' });
  private readonly pane: TextPane;
  /** Why proposals could not be accepted with others, until they are decided. */
  private readonly refusals = new Map<number, string>();
  /** What is being accepted: pressed twice it is accepted once. */
  private readonly accepting = new Set<number>();
  /** Of readings of the directive only the newest counts. */
  private turn = 0;

  private constructor(
    private directive: DirectiveItem,
    private choices: Choices,
    private readonly speech: Speech,
    private readonly doors: ReviewDoors,
  ) {
    this.window = new ProposalWindow(`${pathOf(directive.id)}/proposals`, speech.language);
    this.pane = new TextPane(directive, speech, (n) => void this.choose(n), this.refused);
    this.head = new DirectiveHead(directive, speech, (position) => this.refresh(position));
    this.list = new ProposalList(speech, {
      words: (n) => void this.toWords(n).catch(this.refused),
      act: mayReview() ? (proposal, action) => void this.act(proposal, action).catch(this.refused) : null,
      acceptMany: (asked) => void this.once(asked, (numbers) => this.acceptMany(numbers)),
      more: () => void this.further('more'),
      earlier: () => void this.further('earlier'),
      filter: (shown) => void this.filter(shown),
      openTarget: doors.openTarget,
      lacks: (proposal) => this.lacks(proposal),
      called: (id) => this.choices.called(id),
      pageOf: (at) => directive.text?.pages?.findLast(({ start }) => start <= at)?.page ?? null,
    });
  }

  /** Shows the directive as of a position, at certain words where they are asked for; false where something else was meanwhile. Throws `ApiError`. */
  static async open(id: string, speech: Speech, doors: ReviewDoors, { after = null, at = null }: Place = {}): Promise<boolean> {
    let reveal = (): void => {};
    const reading = async (): Promise<HTMLElement> => {
      const { answer } = await readAt<DirectiveItem>(pathOf(id), {}, speech.language, after);
      const review = new DirectiveReview(answer, await Choices.of(answer, speech), speech, doors);
      reveal = await review.begin(after, at);
      return review.article();
    };
    const isShown = await openDialog(reading(), speech);
    if (isShown) reveal();
    return isShown;
  }

  /** Reads the proposals and the words to begin with, which what is answered brings into view. */
  private async begin(after: string | null, at: number | null): Promise<() => void> {
    this.window.after = after;
    await this.window.refresh();
    const asked = at === null ? null : await this.window.holding(at);
    const start = asked?.quote.start ?? at ?? this.window.items[0]?.quote.start ?? 0;
    this.list.show(this.window, this.directive.proposals);
    await this.pane.show(start, this.window.all());
    return () => {
      this.pane.reveal(start);
      if (asked) this.list.reveal(asked.n);
    };
  }

  private article(): HTMLElement {
    return h(
      'article',
      { class: 'review', 'data-review': this.directive.id },
      this.head.element,
      mayReview() && h('p', { class: 'quiet keys' }, this.speech.word('proposalKeys')),
      this.said,
      h('div', { class: 'columns' }, this.pane.element, this.list.element),
    );
  }

  /** Reads directive and proposals anew, as of a position. */
  private async refresh(position: string | null, decided: readonly number[] = []): Promise<void> {
    if (position !== null) this.doors.decided((this.window.after = position));
    const mine = ++this.turn;
    const { answer } = await readAt<DirectiveItem>(pathOf(this.directive.id), {}, this.speech.language, this.window.after);
    if (mine === this.turn) {
      this.directive = answer;
      this.head.show(answer);
    }
    await this.window.refresh(decided);
    this.show();
  }

  private show(): void {
    this.list.show(this.window, this.directive.proposals);
    this.pane.mark(this.window.all());
  }

  private async further(where: 'more' | 'earlier'): Promise<void> {
    const [first, last] = [this.window.items[0]?.n ?? 1, this.window.items.at(-1)?.n ?? 0];
    await this.attempt(() => this.window[where]());
    if (!isWriting()) this.list.choose(where === 'more' ? last + 1 : first - 1);
  }

  private async filter(shown: Shown): Promise<void> {
    await this.attempt(() => this.window.show(shown));
    if (!isWriting()) this.list.element.querySelector('select')?.focus();
  }

  /** What the text marks may stand outside of what is listed. */
  private async choose(n: number): Promise<void> {
    if (!this.window.lists(n)) {
      await this.attempt(() => this.window.bring(n));
      if (isWriting()) return;
    }
    this.list.choose(n);
  }

  /** Reads something and shows it, or says why it cannot. */
  private async attempt(reading: () => Promise<void>): Promise<void> {
    await reading().then(() => this.show(), this.refused);
  }

  private async toWords(n: number): Promise<void> {
    const found = this.window.find(n);
    if (!found) return;
    await this.pane.show(found.quote.start, this.window.all());
    this.pane.focus(n);
  }

  private readonly lacks = (proposal: ProposalItem): readonly string[] =>
    [...lacksOf(proposal, this.speech, (id, on) => this.choices.inForce(id, on)), this.refusals.get(proposal.n) ?? ''].filter(Boolean);

  private plain(proposal: ProposalItem): PlainAcceptance | null {
    return plainAcceptance(proposal, this.lacks(proposal));
  }

  private async act(proposal: ProposalItem, action: Action): Promise<void> {
    const plain = action === 'accept' ? this.plain(proposal) : null;
    if (!plain) return this.form(proposal, action === 'accept' ? (proposal.suggestions.targets.length > 0 ? 'merge' : 'edit') : action);
    await this.once([proposal.n], () =>
      this.send(proposal.n, 'acceptance', plain, newKey()).then(
        (position) => this.decided(proposal.n, position),
        (error: unknown) => this.notAccepted(proposal, error),
      ),
    );
  }

  private async notAccepted(proposal: ProposalItem, error: unknown): Promise<void> {
    this.refused(error);
    // Another person may have decided it meanwhile; where that cannot be read, it is as it was.
    await this.refresh(null, [proposal.n]).catch(() => {});
    if (isWriting()) return;
    const found = this.window.find(proposal.n) ?? proposal;
    if (found.state === 'open') this.form(found, 'edit');
    else this.list.choose(proposal.n);
  }

  /** Accepts those that are not being accepted already. */
  private async once(asked: readonly number[], accept: (numbers: readonly number[]) => Promise<void>): Promise<void> {
    const numbers = asked.filter((n) => !this.accepting.has(n));
    if (numbers.length === 0) return;
    this.said.textContent = '';
    for (const n of numbers) this.accepting.add(n);
    await accept(numbers).finally(() => numbers.forEach((n) => this.accepting.delete(n)));
  }

  private form(proposal: ProposalItem, action: Action): void {
    const card = this.list.card(proposal.n);
    card?.querySelector('form')?.remove();
    // One key until something else is written: pressing twice decides once.
    let key = newKey();
    const form = formOf(action, proposal, this.speech, {
      choices: this.choices,
      submit: (path, body) => this.submit(proposal.n, path, body, key),
      cancel: () => (form.remove(), this.list.choose(proposal.n)),
      proposalOf: (n) => this.window.find(n),
    });
    form.addEventListener('input', () => (key = newKey()));
    card?.append(form);
    form.querySelector<HTMLElement>('input, select')?.focus();
  }

  private async submit(n: number, path: string, body: object, key: string): Promise<void> {
    const position = await this.send(n, path, body, key);
    if ('newIndicator' in body) this.choices = await Choices.of(this.directive, this.speech, position);
    await this.decided(n, position);
  }

  private async decided(n: number, position: string): Promise<void> {
    this.refusals.delete(n);
    await this.refresh(position, [n]);
    if (!isWriting()) this.list.choose(n);
  }

  private async send(n: number, path: string, body: object, key: string): Promise<string> {
    return (await send(`${pathOf(this.directive.id)}/proposals/${n}/${path}`, body, key, this.speech.language)).position;
  }

  private async acceptMany(numbers: readonly number[]): Promise<void> {
    const accepted = await acceptAll(numbers, this.speech, {
      find: (n) => this.window.find(n),
      plain: (proposal) => this.plain(proposal),
      send: (...sent) => this.send(...sent),
      sentence: (error) => this.sentence(error),
      progress: (text) => (this.said.textContent = text),
    });
    for (const [n, why] of accepted.refused) this.refusals.set(n, why);
    let { broken } = accepted;
    if (accepted.position === null) this.show();
    else await this.refresh(accepted.position, [...accepted.taken]).catch((error: unknown) => (broken ??= this.sentence(error)));
    this.said.replaceChildren(...outcomeOf({ ...accepted, broken }, this.speech));
  }

  private readonly refused = (error: unknown): void => {
    this.said.textContent = this.sentence(error);
  };

  private sentence(error: unknown): string {
    return error instanceof ApiError ? error.message : this.speech.word('unreachable');
  }
}

const isWriting = (): boolean => document.activeElement?.closest('form') != null;
const pathOf = (id: string): string => `/v1/directives/${encodeURIComponent(id)}`;
