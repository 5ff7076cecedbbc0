import { attribute, type Attributes, localName, walkXml } from '../xml-walk.js';

/** One level of a list (ECMA-376 part 1, 17.9.6). */
export interface Level {
  readonly start: number;
  /** `decimal`, `lowerLetter`, `upperRoman`, `bullet` … */
  readonly format: string;
  /** `%1.%2.`: the label, with the number of each level. */
  readonly text: string;
  /** Nothing stands between label and text. */
  readonly tight: boolean;
  /** All its numbers are decimal, whatever the levels above say. */
  readonly legal: boolean;
  /** The style whose paragraphs stand on it. */
  readonly style: string | undefined;
}

export interface List {
  readonly levels: Map<number, Level>;
  /** A list style that has the levels. */
  link?: string;
}

export interface ListUse {
  list: string;
  readonly starts: Map<number, number>;
  readonly levels: Map<number, Level>;
}

export interface ParagraphStyle {
  basedOn?: string;
  use?: string;
  level?: number;
}

export interface Numbering {
  readonly lists: ReadonlyMap<string, List>;
  readonly uses: ReadonlyMap<string, ListUse>;
  readonly styles: ReadonlyMap<string, ParagraphStyle>;
}

type Readers = Readonly<Record<string, (value: string, attributes: Attributes) => void>>;
type Draft = { -readonly [K in keyof Level]: Level[K] };

/** What numbering.xml and styles.xml say of lists; either may be missing. */
export function readNumbering(numberingXml: string, stylesXml: string, nesting: number): Numbering {
  return { ...readLists(numberingXml, nesting), styles: readStyles(stylesXml, nesting) };
}

function readLists(xml: string, nesting: number): Pick<Numbering, 'lists' | 'uses'> {
  const lists = new Map<string, List>();
  const uses = new Map<string, ListUse>();
  let list: List | undefined;
  let use: ListUse | undefined;
  let override = 0;
  let level: Draft | undefined;
  const open: Readers = {
    abstractNum: (_, attributes) => lists.set(attribute(attributes, 'abstractNumId') ?? '', (list = { levels: new Map() })),
    numStyleLink: (value) => list && (list.link = value),
    num: (_, attributes) => {
      list = undefined;
      uses.set(attribute(attributes, 'numId') ?? '', (use = { list: '', starts: new Map(), levels: new Map() }));
    },
    abstractNumId: (value) => use && (use.list = value),
    lvlOverride: (_, attributes) => (override = Number(attribute(attributes, 'ilvl'))),
    startOverride: (value) => use?.starts.set(override, Number(value)),
    lvl: (_, attributes) => {
      level = { start: 1, format: 'decimal', text: '', tight: false, legal: false, style: undefined };
      (list ?? use)?.levels.set(Number(attribute(attributes, 'ilvl')), level);
    },
    ...levelReaders(() => level),
  };
  walk(xml, open, nesting);
  return { lists, uses };
}

/** What a level says of itself. */
function levelReaders(current: () => Draft | undefined): Readers {
  const set = (change: (level: Draft, value: string) => void) => (value: string) => {
    const level = current();
    if (level) change(level, value);
  };
  return {
    start: set((level, value) => (level.start = Number(value))),
    numFmt: set((level, value) => (level.format = value)),
    lvlText: set((level, value) => (level.text = value)),
    suff: set((level, value) => (level.tight = value === 'nothing')),
    isLgl: set((level, value) => (level.legal = value !== '0' && value !== 'false')),
    pStyle: set((level, value) => (level.style = value)),
  };
}

function readStyles(xml: string, nesting: number): Map<string, ParagraphStyle> {
  const styles = new Map<string, ParagraphStyle>();
  let style: ParagraphStyle | undefined;
  const open: Readers = {
    style: (_, attributes) => styles.set(attribute(attributes, 'styleId') ?? '', (style = {})),
    basedOn: (value) => style && (style.basedOn = value),
    numId: (value) => style && (style.use = value),
    ilvl: (value) => style && (style.level = Number(value)),
  };
  walk(xml, open, nesting);
  return styles;
}

const walk = (xml: string, readers: Readers, nesting: number): void => {
  walkXml(xml, { open: (name, attributes) => readers[localName(name)]?.(attribute(attributes, 'val') ?? '', attributes) }, nesting);
};
