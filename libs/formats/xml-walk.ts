import { Parser } from 'htmlparser2';
import { damaged, FormatError } from './format-error.js';

export type Attributes = Readonly<Record<string, string>>;

/** What a walk meets, in order; `from` and `to` are the UTF-16 indices of the tag, `to` exclusive. */
export interface Visitor {
  open?(name: string, attributes: Attributes, from: number, to: number): void;
  close?(name: string, from: number, to: number): void;
}

/** Walks over the elements of an XML part of a Word package, in one pass, with no tree. Throws where they lie too deep or entities are declared. */
export function walkXml(xml: string, visitor: Visitor, nesting: number): void {
  let depth = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > nesting) throw new FormatError('nesting_too_deep', { limit: 'nesting', allowed: nesting });
        visitor.open?.(name, attributes, parser.startIndex, parser.endIndex + 1);
      },
      onclosetag(name) {
        depth--;
        visitor.close?.(name, parser.startIndex, parser.endIndex + 1);
      },
      // ECMA-376 part 2, 8.1.4: a part with a DOCTYPE is not conformant; entities could be declared there that grow without bound.
      onprocessinginstruction(name) {
        if (name.toLowerCase() === '!doctype') throw damaged('Word', 'doctype');
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}

/** `w:numPr` → `numPr`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The value of an attribute by its local name. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((key) => localName(key) === name);
  return key === undefined ? undefined : attributes[key];
}
