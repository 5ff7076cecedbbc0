import type { Clause } from '../reading.js';
import type { PreparedText } from '../structure.js';
import type { ItemKind, ItemMark } from '../text/item-mark.js';
import { deeper, follows, type Open, parentOf, pathOf, RANK } from './clause-path.js';
import { isDash, type Item, marksAhead } from './items.js';

/** What a block is within its clause. */
export type Role = 'heading' | 'paragraph' | 'dash' | 'plus' | 'row' | 'note' | 'closing' | 'head' | 'form';

export interface Placed {
  readonly item: Item;
  readonly role: Role;
  readonly clause: number | null;
}

export interface ClauseDraft extends Omit<Clause, 'start' | 'end'> {
  readonly from: number;
  to: number;
  readonly kind: ItemKind | 'heading';
  /** Where its heading stands; null where its first line is a paragraph. */
  readonly headingAt: { readonly from: number; readonly to: number } | null;
}

export interface Outline {
  readonly clauses: readonly ClauseDraft[];
  readonly placed: readonly Placed[];
}

/** Lists within lists beyond this depth are read as one. */
const DEEPEST = 8;
const CLOSING =
  /^(?:xin thông báo|trên đây là|(?:nghị quyết|quyết định|kế hoạch|chỉ thị|thông báo|công điện|chương trình) này|trong quá trình (?:tổ chức |triển khai )?thực hiện|căn cứ (?:nội dung )?(?:kế hoạch|chỉ thị|nghị quyết|thông báo|công văn) này|nhận được (?:kế hoạch|chỉ thị|công văn)|(?:yêu cầu|đề nghị) (?:các|thủ trưởng|chủ tịch|giám đốc|lãnh đạo)|\p{L}[^.;:]{3,80} (?:yêu cầu|đề nghị) (?:các|thủ trưởng|chủ tịch|giám đốc))/iu;
const LAST_WORDS =
  /(?:thi hành|thực hiện|triển khai|chỉ đạo|này|(?:thực|theo) quy định)(?: [^.;]{0,40})?\s*[./]*\s*$|thông báo để|\.\/\.?\s*$/iu;

/** The tree of clauses, and for every block the clause that it belongs to and what it is there. */
export function outlineOf(prepared: PreparedText, items: readonly Item[]): Outline {
  const builder = new OutlineBuilder(prepared, items);
  return { placed: items.map((_, index) => builder.place(index)), clauses: builder.finish() };
}

class OutlineBuilder {
  private readonly clauses: ClauseDraft[] = [];
  private stack: Open[] = [];
  private readonly nextMark: readonly (ItemMark | null)[];

  constructor(
    private readonly prepared: PreparedText,
    private readonly items: readonly Item[],
  ) {
    this.nextMark = marksAhead(items);
  }

  place(index: number): Placed {
    const item = this.items[index] as Item;
    if (item.region !== 'body') return this.put(item, item.region);
    if (item.block.note !== null) return this.put(item, 'note');
    if (item.block.row) return this.put(item, 'row');
    if (isDash(item)) return this.put(item, item.mark?.kind === 'plus' ? 'plus' : 'dash');
    const text = this.prepared.text.slice(item.from, item.to);
    if (item.mark !== null && this.fits(item.mark)) return this.openClause(item, item.mark, text, this.isHeading(index, text));
    if (item.mark === null && this.isLateHeading(index, text)) return this.takeHeading(item, text);
    if (item.mark === null && isBareHeading(item, text)) return this.openClause(item, null, text, true);
    if (this.isClosing(index, text)) return this.close(item, index);
    return this.put(item, 'paragraph');
  }

  finish(): readonly ClauseDraft[] {
    return this.clauses;
  }

  private put(item: Item, role: Role): Placed {
    const clause = item.region === 'body' ? (this.stack.at(-1)?.clause ?? null) : null;
    if (clause !== null && role !== 'note') for (const open of this.stack) (this.clauses[open.clause] as ClauseDraft).to = item.to;
    return { item, role, clause };
  }

  /** A number opens a clause when it follows the last one of its list, or begins a list. */
  private fits({ kind, label }: ItemMark): boolean {
    if (kind !== 'number' && kind !== 'parenthesis') return true;
    const numbers = label.split('.').map(Number);
    const last = numbers.at(-1) ?? 0;
    const parent = numbers.slice(0, -1).join('.');
    const sibling = this.stack.findLast((open) => open.kind === kind && parentOf(open.label) === parent);
    if (sibling !== undefined && follows(Number(sibling.label.split('.').at(-1)), last)) return true;
    if (parent === '') return last === 1 || this.stack.every((open) => open.kind !== kind) ? last <= 30 : false;
    return last <= 2 || this.stack.some((open) => open.label === parent);
  }

  private openClause(item: Item, mark: ItemMark | null, text: string, headed: boolean): Placed {
    const kind = mark?.kind ?? 'heading';
    this.unwind(kind, mark?.label ?? '', item);
    const parent = this.stack.at(-1) ?? null;
    const path = mark === null ? (parent?.path ?? '') : pathOf(parent, kind, mark.label);
    this.clauses.push({
      label: path,
      kind,
      depth: this.stack.length,
      heading: headed ? text.replace(/\s*[:.]$/, '') : null,
      headingAt: headed ? { from: item.from, to: item.to } : null,
      parent: parent?.clause ?? null,
      from: item.block.from,
      to: item.to,
    });
    this.stack.push({ clause: this.clauses.length - 1, kind, label: mark?.label ?? '', path });
    return this.put(item, headed ? 'heading' : 'paragraph');
  }

  /** Leaves the clauses that end where one of this kind begins. */
  private unwind(kind: ItemKind | 'heading', label: string, item: Item): void {
    if (kind === 'heading') {
      const strong = item.block.capitals || item.block.heading;
      this.stack = this.stack.filter((open) => (strong ? RANK[open.kind] < RANK.heading : open.kind !== 'heading'));
      return;
    }
    const depth = (text: string) => RANK[kind] + (kind === 'number' ? text.split('.').length * 0.3 : 0);
    const rank = (open: Open) => (open.kind === kind ? depth(open.label) : RANK[open.kind]);
    const first = kind === 'number' && label === '1';
    if (kind === 'parenthesis' && this.stack.at(-1)?.kind === 'point' && this.stack.every((open) => open.kind !== kind)) return;
    const nested = first && this.stack.at(-1)?.kind === 'number' && this.stack.length < DEEPEST && this.endsWithColon();
    if (nested) return;
    const sibling = this.stack.findLastIndex((open) => open.kind === kind && (kind !== 'number' || depth(open.label) === depth(label)));
    const bare = this.stack.findLastIndex((open) => open.kind === 'heading');
    if (sibling >= 0 && first && bare > sibling)
      this.stack = this.stack.filter((open, index) => index >= bare || rank(open) < depth(label));
    else if (sibling >= 0) this.stack = this.stack.slice(0, sibling);
    else this.stack = this.stack.filter((open) => rank(open) < depth(label));
  }

  private endsWithColon(): boolean {
    const last = this.clauses[this.stack.at(-1)?.clause ?? -1];
    return last !== undefined && this.prepared.text.slice(last.from, last.to).endsWith(':');
  }

  /** A label's line is a heading when it is no whole sentence and something stands beneath it. */
  private isHeading(index: number, text: string): boolean {
    const next = this.items[index + 1];
    const { mark, block } = this.items[index] as Item;
    if (['part', 'chapter', 'section'].includes(mark?.kind ?? '') || block.heading) return text.length < 400;
    if (block.capitals) return text.length < 400 && !isPromise(text);
    if (next === undefined || next.region !== 'body') return false;
    if (/^(?:dự thảo|về (?:dự thảo|việc))\s/iu.test(text) && text.length < 700 && next.mark === null) return true;
    if (text.length > 300 || /[.;…]["”)]*$/.test(text) || text.endsWith(':')) return false;
    return (
      block.bold || next.mark === null || isDash(next) || RANK[next.mark.kind] > RANK[mark?.kind ?? 'number'] || deeper(mark, next.mark)
    );
  }

  /** The order to all, or the last words of the document, behind the last item of a list. */
  private isClosing(index: number, text: string): boolean {
    // Beneath a heading stands what the heading is for.
    const beneath = this.clauses.at(-1)?.headingAt?.to === this.items[index - 1]?.to;
    const last = !beneath && this.items[index + 1]?.region !== 'body' && LAST_WORDS.test(text.slice(-120));
    return (last || CLOSING.test(text)) && this.listEndsAt(index);
  }

  /** `CHƯƠNG II` alone in its line: its heading is the next line. */
  private isLateHeading(index: number, text: string): boolean {
    const before = this.items[index - 1];
    return before?.mark != null && before.from >= before.to && !isDash(before) && text.length < 250 && !/[.;…]["”)]*$/.test(text);
  }

  private takeHeading(item: Item, text: string): Placed {
    const at = this.stack.at(-1)?.clause ?? -1;
    const own = this.clauses[at];
    if (own !== undefined) this.clauses[at] = { ...own, heading: text, headingAt: { from: item.from, to: item.to } };
    return this.put(item, 'heading');
  }

  /** True when the list that a block stands behind does not go on after it. */
  private listEndsAt(index: number): boolean {
    const next = this.nextMark[index] ?? null;
    const top = this.stack.findLast((open) => open.kind !== 'heading');
    if (top === undefined) return this.stack.length === 0 && this.clauses.length > 0;
    return next === null || next.kind !== top.kind || !follows(Number(top.label.split('.').at(-1)), Number(next.label.split('.').at(-1)));
  }

  private close(item: Item, index: number): Placed {
    const last = this.stack.at(-1);
    const outermost = (this.nextMark[index] ?? null) === null;
    if (outermost) this.stack = [];
    else if (last !== undefined) this.stack = this.stack.filter((open) => RANK[open.kind] < RANK[last.kind]);
    return this.put(item, 'closing');
  }
}

/** A line in capitals, bold or behind a markdown `#`, without a label and no sentence. */
function isBareHeading({ block }: Item, text: string): boolean {
  const isStrong = block.heading || ((block.capitals || block.bold) && !isPromise(text));
  return isStrong && text.length < 250 && !/[.;…]["”)]*$/.test(text) && /\p{L}{2}/u.test(text);
}

/** `PHẤN ĐẤU GIẢI NGÂN TRÊN 95%`, `2. GRDP: 8,5%.`: said in capitals, but said. */
function isPromise(text: string): boolean {
  return (
    /^(?:[\d.)-]{0,6} ?)?(?:ph[ấầâ]n đấu|bảo đảm|đảm bảo|hoàn thành)(?!\p{L})[^\n]{0,200}\d/iu.test(text) ||
    (/\d ?%|\d (?:tỷ|triệu|ha|xã|km|hộ)(?!\p{L})/iu.test(text) && /[.;]$/.test(text)) ||
    /(?:trước|đến|trong|vào) (?:hết )?(?:ngày |tháng |quý )?(?:\d{1,2}\/|[ivx]{1,3}\/)\d[^\n]{0,60}[.;]$/iu.test(text)
  );
}
