import { attribute, type Attributes, localName, type Visitor, walkXml } from '../xml-walk.js';
import type { ListLabels } from './list-labels.js';
import type { ParagraphStyle } from './numbering.js';

interface Paragraph extends ParagraphStyle {
  styleId?: string;
  properties: boolean;
}

/** The main part with each list label as a run of text at the beginning of its paragraph, where a parser that knows no numbers finds it. */
export function withLabels(xml: string, labels: ListLabels, nesting: number): string {
  const walk = new LabelWalk(labels);
  walkXml(xml, walk, nesting);
  return inserted(xml, walk.runs);
}

interface Run {
  readonly at: number;
  readonly text: string;
}

class LabelWalk implements Visitor {
  readonly runs: Run[] = [];
  private readonly paragraphs: Paragraph[] = [];
  private ignored = 0;

  constructor(private readonly labels: ListLabels) {}

  open(name: string, attributes: Attributes): void {
    const local = localName(name);
    if (IGNORED.has(local)) this.ignored++;
    if (this.ignored > 0) return;
    if (local === 'p') this.paragraphs.push({ properties: false });
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph) return;
    if (local === 'pPr') paragraph.properties = true;
    if (paragraph.properties) read(paragraph, local, attribute(attributes, 'val') ?? '');
  }

  close(name: string, _from: number, to: number): void {
    const local = localName(name);
    if (this.ignored === 0 && local === 'p') this.paragraphs.pop();
    if (this.ignored === 0 && local === 'pPr') this.label(name.slice(0, -local.length), to);
    if (IGNORED.has(local)) this.ignored--;
  }

  private label(prefix: string, at: number): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph?.properties) return;
    paragraph.properties = false;
    const label = this.labels.next(paragraph, paragraph.styleId);
    if (label !== '') this.runs.push({ at, text: run(prefix, label) });
  }
}

function read(paragraph: Paragraph, property: string, value: string): void {
  if (property === 'pStyle') paragraph.styleId = value;
  if (property === 'ilvl') paragraph.level = Number(value);
  if (property === 'numId') paragraph.use = value;
}

/** Former properties of a changed paragraph, and the newer form of what also stands in the older form that the parser reads. */
const IGNORED: ReadonlySet<string> = new Set(['pPrChange', 'Choice']);

const run = (prefix: string, label: string): string =>
  `<${prefix}r><${prefix}t xml:space="preserve">${label.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</${prefix}t></${prefix}r>`;

function inserted(xml: string, runs: readonly Run[]): string {
  let done = 0;
  const pieces: string[] = [];
  for (const { at, text } of runs) {
    pieces.push(xml.slice(done, at), text);
    done = at;
  }
  return pieces.join('') + xml.slice(done);
}
