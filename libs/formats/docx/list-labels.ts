import { alphabetic, roman } from '../counters.js';
import type { Level, List, ListUse, Numbering, ParagraphStyle } from './numbering.js';

const DEEPEST_STYLE = 20;

/** The labels of numbered paragraphs as Word shows them, asked for in the order of the document. */
export class ListLabels {
  private readonly counts = new Map<List, number[]>();
  private readonly begun = new Set<string>();

  constructor(private readonly numbering: Numbering) {}

  /** `1.1. `, `a) `, `- `: the label of the next paragraph by its own numbering, else by its style's; empty where it has none. */
  next(paragraph: ParagraphStyle, styleId: string | undefined): string {
    const { use: useId, level = 0 } = this.effective(paragraph, styleId);
    const use = useId === undefined ? undefined : this.numbering.uses.get(useId);
    const list = use && this.listOf(use);
    const shape = use && list && (use.levels.get(level) ?? list.levels.get(level));
    if (useId === undefined || !use || !list || !shape) return '';
    const counts = this.count(list, use, useId, level);
    const label = labelOf(shape, (n) => ({ count: counts[n] ?? 1, shape: use.levels.get(n) ?? list.levels.get(n) }));
    return label === '' ? '' : label + (shape.tight ? '' : ' ');
  }

  private effective(paragraph: ParagraphStyle, styleId: string | undefined): ParagraphStyle {
    if (paragraph.use !== undefined) return paragraph;
    let id = styleId;
    for (let n = 0; id !== undefined && n < DEEPEST_STYLE; n++) {
      const style = this.numbering.styles.get(id);
      if (style?.use !== undefined)
        return { use: style.use, level: paragraph.level ?? style.level ?? this.levelOfStyle(style.use, styleId) };
      id = style?.basedOn;
    }
    return {};
  }

  private levelOfStyle(useId: string, styleId: string | undefined): number {
    const use = this.numbering.uses.get(useId);
    const list = use && this.listOf(use);
    return [...(list?.levels ?? [])].find(([, { style }]) => style !== undefined && style === styleId)?.[0] ?? 0;
  }

  /** The list of a use, through a list style where it only names one. */
  private listOf(use: ListUse): List | undefined {
    const list = this.numbering.lists.get(use.list);
    if (list?.link === undefined || list.levels.size > 0) return list;
    const linked = this.numbering.uses.get(this.numbering.styles.get(list.link)?.use ?? '');
    return linked && this.numbering.lists.get(linked.list);
  }

  /** Counts go on over all uses of a list; a use that says so starts anew, once for each of its levels. */
  private count(list: List, use: ListUse, useId: string, level: number): readonly number[] {
    const counts = this.counts.get(list) ?? [];
    this.counts.set(list, counts);
    const start = (n: number): number => use.starts.get(n) ?? use.levels.get(n)?.start ?? list.levels.get(n)?.start ?? 1;
    for (let n = 0; n < level; n++) counts[n] ??= start(n);
    const first = `${useId} ${level}`;
    const restarts = use.starts.has(level) && !this.begun.has(first);
    this.begun.add(first);
    const before = counts[level];
    counts[level] = before === undefined || restarts ? start(level) : before + 1;
    counts.length = level + 1;
    return counts;
  }
}

function labelOf(shape: Level, at: (level: number) => { count: number; shape: Level | undefined }): string {
  if (shape.format === 'bullet') return bullet(shape.text);
  if (shape.format === 'none') return '';
  return shape.text.replace(/%([1-9])/g, (_, digit: string) => {
    const { count, shape: level } = at(Number(digit) - 1);
    return numeral(count, shape.legal ? 'decimal' : (level?.format ?? 'decimal'));
  });
}

/** Bullets are mostly glyphs of symbol fonts, which mean nothing outside of them. */
function bullet(text: string): string {
  const known: Readonly<Record<string, string>> = { '-': '-', '–': '-', '—': '-', '\uf02d': '-', '+': '+', '\uf02b': '+', '*': '*' };
  return known[text.trim()] ?? '•';
}

function numeral(count: number, format: string): string {
  if (format === 'lowerLetter') return alphabetic(count);
  if (format === 'upperLetter') return alphabetic(count).toUpperCase();
  if (format === 'lowerRoman') return roman(count).toLowerCase();
  if (format === 'upperRoman') return roman(count);
  return format === 'decimalZero' ? String(count).padStart(2, '0') : String(count);
}
