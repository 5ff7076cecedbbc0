import type { ProposalItem, ProposalPage } from '../../libs/contract/proposals.reads.js';
import { readAt } from './api.js';
import type { Language } from './words.js';

export type Shown = ProposalItem['state'] | '';

const PAGE = 200;

/** The stretch of a directive's proposals that is on the page: those of one state, from one number on. */
export class ProposalWindow {
  items: readonly ProposalItem[] = [];
  shown: Shown = '';
  /** The position of what was decided last: nothing older is read after it. */
  after: string | null = null;
  /** What may be read after these; null at the end. */
  private next: number | null = null;
  /** Only greater numbers are on the page. */
  private from = 0;
  /** Of readings of what is on the page only the newest counts. */
  private turn = 0;
  private readonly known = new Map<number, ProposalItem>();

  constructor(
    private readonly path: string,
    private readonly language: Language,
  ) {}

  get hasMore(): boolean {
    return this.next !== null;
  }

  get hasEarlier(): boolean {
    return this.from > 0;
  }

  /** All that was read so far, whatever state is shown. */
  all(): readonly ProposalItem[] {
    return [...this.known.values()];
  }

  find(n: number): ProposalItem | undefined {
    return this.known.get(n);
  }

  /** Reads what is on the page anew, and `decided` also where it is of the shown state no more. */
  async refresh(decided: readonly number[] = []): Promise<void> {
    const mine = ++this.turn;
    const { from } = this;
    const items: ProposalItem[] = [];
    let next: number | null = from;
    do {
      const page: ProposalPage = await this.read({ after: String(next) });
      items.push(...page.items);
      next = page.nextAfter;
    } while (next !== null && next < (this.items.at(-1)?.n ?? 0));
    // Earlier ones have come meanwhile.
    if (mine === this.turn && from !== this.from) return this.refresh(decided);
    if (mine === this.turn) {
      [this.items, this.next, this.from] = [items, next, from];
      this.learn(items);
    }
    const gone = decided.filter((n) => items.every((one) => one.n !== n));
    await Promise.all(gone.map(async (n) => this.learn([(await readAt<ProposalItem>(`${this.path}/${n}`, {}, this.language)).answer])));
  }

  /** Shows those of one state from the beginning. */
  async show(shown: Shown): Promise<void> {
    this.shown = shown;
    [this.items, this.from] = [[], 0];
    await this.refresh();
  }

  async more(): Promise<void> {
    const { turn, next } = this;
    const page = await this.read({ after: String(next ?? 0) });
    if (turn !== this.turn || next !== this.next) return;
    this.items = [...this.items, ...page.items];
    this.next = page.nextAfter;
    this.learn(page.items);
  }

  async earlier(): Promise<void> {
    const { turn, from: to } = this;
    const from = Math.max(0, to - PAGE);
    const page = await this.read({ after: String(from) });
    if (turn !== this.turn || to !== this.from) return;
    this.items = [...page.items.filter(({ n }) => n <= to), ...this.items];
    this.from = from;
    this.learn(page.items);
  }

  /** Shows the page that holds the words at a code point, of whatever state; null where no proposal has them. */
  async holding(at: number): Promise<ProposalItem | null> {
    const { items } = await this.read({ at: String(at) });
    const found = items.find(({ quote }) => quote.start === at) ?? items[0];
    if (!found) return null;
    await this.bring(found.n);
    return found;
  }

  lists(n: number): boolean {
    return this.items.some((one) => one.n === n);
  }

  /** Sees to it that a proposal is on the page. */
  async bring(n: number): Promise<void> {
    if (this.lists(n)) return;
    this.shown = '';
    this.items = [];
    this.from = n <= PAGE ? 0 : n - PAGE / 2;
    await this.refresh();
  }

  private async read(query: Readonly<Record<string, string>>): Promise<ProposalPage> {
    const { answer } = await readAt<ProposalPage>(
      this.path,
      { state: 'at' in query ? '' : this.shown, limit: String(PAGE), ...query },
      this.language,
      this.after,
    );
    return answer;
  }

  private learn(items: readonly ProposalItem[]): void {
    for (const item of items) this.known.set(item.n, item);
  }
}
