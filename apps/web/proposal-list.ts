import type { DirectiveItem } from '../../libs/contract/directives.reads.js';
import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { arrange, h } from './dom.js';
import { cardOf, type CardDoors } from './proposal-card.js';
import type { ProposalWindow, Shown } from './proposal-window.js';
import type { Speech } from './text.js';

/** How many of the whole directive are in each state. */
export type Counts = DirectiveItem['proposals'];

export interface ListDoors extends Pick<CardDoors, 'words' | 'act' | 'openTarget' | 'pageOf' | 'lacks' | 'called'> {
  /** Accepts these as they were read. */
  readonly acceptMany: (numbers: readonly number[]) => void;
  readonly more: () => void;
  readonly earlier: () => void;
  /** Shows those of a state alone. */
  readonly filter: (shown: Shown) => void;
}

const FILTERS = ['', 'open', 'accepted', 'dismissed'] as const;
const FILTER_WORD = { '': 'allProposals', open: 'proposalOpen', accepted: 'proposalAccepted', dismissed: 'proposalDismissed' } as const;

/** The proposals of a directive in the order of the text: filtered by state, gone through by arrows, several accepted at once. */
export class ProposalList {
  readonly element: HTMLElement;
  private readonly list: HTMLOListElement;
  private readonly tools = h('div', { class: 'tools' });
  private readonly chosen = new Set<number>();
  private proposals: readonly ProposalItem[] = [];
  private counts: Counts = { open: 0, accepted: 0, dismissed: 0 };
  private window: Pick<ProposalWindow, 'hasMore' | 'hasEarlier' | 'shown'> = { hasMore: false, hasEarlier: false, shown: '' };

  constructor(
    private readonly speech: Speech,
    private readonly doors: ListDoors,
  ) {
    this.list = h('ol', { 'aria-label': speech.word('proposals'), keydown: (event) => this.move(event as KeyboardEvent) });
    this.element = h('section', { class: 'proposals', 'aria-label': speech.word('proposals') }, this.tools, this.list);
  }

  show(window: ProposalWindow, counts: Counts): void {
    // In the order of the text: later readings number what they add anew.
    this.proposals = [...window.items].sort((a, b) => a.quote.start - b.quote.start || a.n - b.n);
    this.window = window;
    this.counts = counts;
    const open = new Set(this.plain());
    for (const n of this.chosen) if (!open.has(n)) this.chosen.delete(n);
    this.draw();
  }

  card(n: number): HTMLElement | null {
    return this.list.querySelector<HTMLElement>(`[data-n="${n}"]`);
  }

  /** Puts the focus on a proposal, or where it is shown no more on the one that follows it. */
  choose(n: number): void {
    const card = this.card(n) ?? this.follower(n);
    if (!card) return this.tools.querySelector('select')?.focus();
    this.point(card);
    card.focus();
    card.scrollIntoView({ block: 'nearest' });
  }

  /** Brings a proposal into sight and leaves the focus where it is. */
  reveal(n: number): void {
    const card = this.card(n);
    if (!card) return;
    this.point(card);
    card.classList.add('asked');
    // Within the list alone, where that scrolls: what stands above it stays in sight.
    this.list.scrollTop = card.offsetTop - this.list.offsetTop;
  }

  private point(to: HTMLElement): void {
    for (const card of this.list.querySelectorAll<HTMLElement>('.proposal')) card.tabIndex = card === to ? 0 : -1;
  }

  private follower(n: number): HTMLElement | null {
    const numbers = this.proposals.map((one) => one.n);
    const next = numbers.filter((one) => one > n).sort((a, b) => a - b)[0] ?? Math.max(...numbers, 0);
    return this.card(next);
  }

  private draw(): void {
    const { speech, doors } = this;
    const isChosen = (n: number): boolean => this.chosen.has(n);
    const written = this.written();
    const cards = this.proposals.map(
      (proposal) =>
        written.get(`${proposal.state} ${proposal.n}`) ??
        cardOf(proposal, speech, { ...doors, isChosen, choose: (n, on) => this.pick([n], on) }),
    );
    const [first] = cards;
    if (first) first.tabIndex = 0;
    const { hasMore, hasEarlier, shown } = this.window;
    const none = h('li', { class: 'empty' }, speech.word(shown === '' ? 'noProposals' : 'noneSo'));
    const { scrollTop } = this.list;
    arrange(this.list, [
      ...(hasEarlier ? [this.further('earlierProposals', doors.earlier)] : []),
      ...cards,
      ...(cards.length === 0 ? [none] : []),
      ...(hasMore ? [this.further('moreProposals', doors.more)] : []),
    ]);
    this.list.scrollTop = scrollTop;
    this.tools.replaceChildren(...(this.total() === 0 ? [] : [this.filter(), this.count(), ...this.together()]));
  }

  /** The cards that somebody writes in, by state and number: they stay as they are until that is another one. */
  private written(): ReadonlyMap<string, HTMLElement> {
    const cards = [...this.list.querySelectorAll<HTMLElement>('.proposal:has(form)')];
    return new Map(cards.map((card) => [`${card.dataset['state']} ${card.dataset['n']}`, card]));
  }

  private further(name: 'earlierProposals' | 'moreProposals', click: () => void): HTMLElement {
    return h('li', {}, h('button', { type: 'button', class: 'more', click }, this.speech.word(name)));
  }

  private total(): number {
    return this.counts.open + this.counts.accepted + this.counts.dismissed;
  }

  private filter(): HTMLElement {
    const { word } = this.speech;
    const change = (event: Event): void => this.doors.filter((event.target as HTMLSelectElement).value as Shown);
    const { shown } = this.window;
    const options = FILTERS.map((state) =>
      h(
        'option',
        { value: state, selected: state === shown },
        `${word(FILTER_WORD[state])} (${state === '' ? this.total() : this.counts[state]})`,
      ),
    );
    return h('label', {}, word('showProposals'), h('select', { name: 'state', change }, ...options));
  }

  private count(): HTMLElement {
    const all = this.total();
    return h('span', { class: 'quiet' }, this.speech.word('decidedCount', { decided: all - this.counts.open, all }));
  }

  /** Choosing all that can be accepted as they were read, and accepting what is chosen. */
  private together(): HTMLElement[] {
    const plain = this.doors.act ? this.plain() : [];
    if (plain.length === 0) return [];
    const { word } = this.speech;
    const change = (event: Event): void => this.pick(plain, (event.target as HTMLInputElement).checked);
    const all = h('input', { type: 'checkbox', checked: this.chosen.size === plain.length, change });
    const click = (): void => this.doors.acceptMany(plain.filter((n) => this.chosen.has(n)));
    const button = h(
      'button',
      { type: 'button', class: 'primary', disabled: this.chosen.size === 0, click },
      word('acceptChosen', { count: this.chosen.size }),
    );
    return [
      h('label', {}, all, word(this.window.hasMore || this.window.hasEarlier ? 'chooseAllShown' : 'chooseAll', { count: plain.length })),
      button,
    ];
  }

  private plain(): readonly number[] {
    return this.proposals.filter((one) => one.state === 'open' && this.doors.lacks(one).length === 0).map(({ n }) => n);
  }

  private pick(numbers: readonly number[], isChosen: boolean): void {
    for (const n of numbers) {
      if (isChosen) this.chosen.add(n);
      else this.chosen.delete(n);
      const box = this.card(n)?.querySelector<HTMLInputElement>('.what input');
      if (box) box.checked = isChosen;
    }
    const hadFocus = this.tools.contains(document.activeElement);
    this.tools.replaceChildren(this.filter(), this.count(), ...this.together());
    if (hadFocus) this.tools.querySelector('input')?.focus();
  }

  /** Arrows go from card to card. */
  private move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const card = event.target as HTMLElement;
    if (step === undefined || !card.matches('.proposal')) return;
    event.preventDefault();
    const next = step > 0 ? card.nextElementSibling : card.previousElementSibling;
    const n = (next as HTMLElement | null)?.dataset['n'];
    if (n !== undefined) this.choose(Number(n));
  }
}
