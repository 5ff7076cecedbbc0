import { Parser } from 'htmlparser2';
import { alphabetic, raised, roman } from '../counters.js';
import { FormatError } from '../format-error.js';
import { regionOf, type Attributes } from './regions.js';
import { type Block, Table } from './table.js';

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article blockquote body caption center dd details dir div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hr html ' +
    'legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
/** mammoth's ids of notes and of the marks that lead to them. */
const NOTE = /^(?:foot|end)note-[0-9]+$/;
const NOTE_MARK = /^#((?:foot|end)note-[0-9]+)$/;
const NOTE_BACK = /^#(?:foot|end)note-ref-/;

interface List {
  readonly ordered: boolean;
  readonly type: string | undefined;
  next: number;
}

interface Open {
  readonly name: string;
  /** Undone when it closes. */
  readonly close: (() => void) | undefined;
}

/**
 * The text of an HTML page in one pass, with no tree: paragraphs, list items with their numbers, tables as rows of `a | b | c`, raised digits
 * as ¹²³. Scripts, styles, forms, navigation, headers and footers of the site are dropped; where the page marks its main part, only that stays.
 */
export function textOfHtml(html: string, nesting: number): string {
  const reader = new HtmlReader(nesting);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: () => reader.close(),
      ontext: (text) => reader.write(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return reader.text();
}

class HtmlReader {
  private readonly stack: Open[] = [];
  private readonly lists: List[] = [];
  private readonly tables: Table[] = [];
  private readonly notes = new Map<string, string>();
  private blocks: Block[] = [];
  private pieces: string[] = [];
  private marks: string[] = [];
  /** The number of a list item of which no word has come yet. */
  private label = '';
  private dropped = 0;
  private main = 0;
  private superscript = 0;
  /** Notes written so far. */
  private told = 0;
  private preformatted = 0;

  constructor(private readonly nesting: number) {}

  open(name: string, attributes: Attributes): void {
    if (this.stack.length >= this.nesting) throw new FormatError('nesting_too_deep', { limit: 'nesting', allowed: this.nesting });
    if (BLOCKS.has(name)) this.flush();
    const region = regionOf(name, attributes, this.main > 0);
    if (this.dropped > 0 || region === 'dropped') return this.enter(name, 'dropped');
    if (region === 'main') return this.enter(name, 'main');
    if (name === 'br') this.pieces.push('\n');
    this.stack.push({ name, close: this.opened(name, attributes) });
  }

  close(): void {
    const open = this.stack.pop();
    if (!open) return;
    if (BLOCKS.has(open.name)) this.flush();
    open.close?.();
  }

  write(text: string): void {
    if (this.dropped > 0) return;
    const plain = this.preformatted > 0 ? text.replace(/\u00A0/g, ' ') : text.replace(/[ \t\r\n\f\u00A0]+/g, ' ');
    this.pieces.push(this.superscript > 0 ? raised(plain) : plain);
  }

  text(): string {
    this.flush();
    const inMain = this.blocks.filter(({ main }) => main);
    const length = (blocks: readonly Block[]): number => blocks.reduce((total, { text }) => total + text.length, 0);
    const chosen = length(inMain) * 2 >= length(this.blocks) || length(inMain) >= 500 ? inMain : this.blocks;
    const lines = chosen.flatMap(({ text, tight, marks }) => [tight ? '\n' : '\n\n', text, ...marks.flatMap((mark) => this.noteOf(mark))]);
    return lines.join('').trim();
  }

  private noteOf(mark: string): string[] {
    const note = this.notes.get(mark);
    return note === undefined ? [] : [`\n\n${raised(String(++this.told))} `, note];
  }

  private enter(name: string, counter: 'dropped' | 'main'): void {
    this[counter]++;
    this.stack.push({ name, close: () => void this[counter]-- });
  }

  private opened(name: string, attributes: Attributes): (() => void) | undefined {
    const count = (counter: 'superscript' | 'preformatted') => {
      this[counter]++;
      return () => void this[counter]--;
    };
    switch (name) {
      case 'sup':
        return count('superscript');
      case 'pre':
        return count('preformatted');
      case 'a':
        return this.link(attributes.href ?? '');
      case 'ol':
      case 'ul':
        return this.list(name === 'ol', attributes);
      case 'li':
        return this.item(attributes);
      case 'table':
        return this.table();
      case 'tr':
        return void this.tables.at(-1)?.row();
      case 'td':
      case 'th':
        return this.cell(attributes);
      default:
        return undefined;
    }
  }

  private link(href: string): (() => void) | undefined {
    const mark = NOTE_MARK.exec(href)?.[1];
    if (mark !== undefined) this.marks.push(mark);
    if (!NOTE_BACK.test(href)) return undefined;
    this.dropped++;
    return () => void this.dropped--;
  }

  private list(ordered: boolean, { type, style, start }: Attributes): () => void {
    this.lists.push({ ordered, type: type ?? styled(style), next: Number(start ?? 1) || 1 });
    return () => void this.lists.pop();
  }

  private item(attributes: Attributes): (() => void) | undefined {
    if (NOTE.test(attributes.id ?? '')) return this.note(attributes.id ?? '');
    const list = this.lists.at(-1);
    if (!list) return undefined;
    if (attributes.value) list.next = Number(attributes.value) || list.next;
    this.label = list.ordered ? `${ordinal(list.next++, list.type)}. ` : '- ';
    return undefined;
  }

  /** A note's text is kept apart under its id; mammoth numbers the marks in reading order, and so are the notes. */
  private note(id: string): () => void {
    const outer = this.blocks;
    this.blocks = [];
    return () => {
      this.notes.set(id, this.blocks.map(({ text }) => text).join(' '));
      this.blocks = outer;
    };
  }

  private table(): () => void {
    const table = new Table();
    this.tables.push(table);
    return () => {
      this.tables.pop();
      this.tables.at(-1)?.nested();
      for (const block of table.blocks()) this.blocks.push(block);
    };
  }

  private cell(attributes: Attributes): (() => void) | undefined {
    const table = this.tables.at(-1);
    if (!table) return undefined;
    const outer = this.blocks;
    this.blocks = [];
    return () => {
      table.cell(this.blocks, Number(attributes.colspan ?? 1), Number(attributes.rowspan ?? 1));
      this.blocks = outer;
    };
  }

  private flush(): void {
    const text = this.pieces
      .join('')
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
    this.pieces = [];
    if (text === '') return;
    this.blocks.push({ text: this.label + text, tight: this.lists.length > 0, main: this.main > 0, marks: this.marks });
    this.label = '';
    this.marks = [];
  }
}

function ordinal(count: number, type: string | undefined): string {
  if (type === 'a' || type === 'lower-alpha' || type === 'lower-latin') return alphabetic(count);
  if (type === 'A' || type === 'upper-alpha' || type === 'upper-latin') return alphabetic(count).toUpperCase();
  if (type === 'i' || type === 'lower-roman') return roman(count).toLowerCase();
  return type === 'I' || type === 'upper-roman' ? roman(count) : String(count);
}

const styled = (style: string | undefined): string | undefined => /list-style(?:-type)?:\s*([a-z-]{3,20})/.exec(style ?? '')?.[1];
