import { tokenAt, type Line } from './line.js';

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  value?: T;
}

/** A dictionary of expressions of one or more tokens, looked up from a place onward or backward in time of the longest expression. */
export interface WordTree<T> {
  readonly onward: Node<T>;
  readonly backward: Node<T>;
}

/** What stands there, and the tokens that it covers: from `start` to before `end`. */
export interface Match<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
}

export function wordTree<T>(entries: Iterable<readonly [string, T]>): WordTree<T> {
  const tree: WordTree<T> = { onward: { next: new Map() }, backward: { next: new Map() } };
  for (const [expression, value] of entries) {
    const words = expression.split(' ');
    plant(tree.onward, words, value);
    plant(tree.backward, words.reverse(), value);
  }
  return tree;
}

/** Many expressions, separated by commas, with one meaning. */
export function meaning<const T>(expressions: string, value: T): (readonly [string, T])[] {
  return expressions.split(',').map((expression) => [expression.trim(), value] as const);
}

/** A dictionary in which each expression only is known. */
export function wordSet(expressions: string): WordTree<true> {
  return wordTree(meaning(expressions, true as const));
}

function plant<T>(root: Node<T>, words: readonly string[], value: T): void {
  let node = root;
  for (const word of words) {
    const next: Node<T> = node.next.get(word) ?? { next: new Map() };
    node.next.set(word, next);
    node = next;
  }
  node.value = value;
}

/** The longest expression that begins at a token. */
export function onward<T>(tree: WordTree<T>, line: Line, start: number): Match<T> | null {
  let found: Match<T> | null = null;
  let node: Node<T> | undefined = tree.onward;
  for (let index = start; (node = node.next.get(tokenAt(line, index).text)) !== undefined; index += 1)
    if (node.value !== undefined) found = { value: node.value, start, end: index + 1 };
  return found;
}

/** The longest expression that ends before a token. */
export function backward<T>(tree: WordTree<T>, line: Line, end: number): Match<T> | null {
  let found: Match<T> | null = null;
  let node: Node<T> | undefined = tree.backward;
  for (let index = end - 1; (node = node.next.get(tokenAt(line, index).text)) !== undefined; index -= 1)
    if (node.value !== undefined) found = { value: node.value, start: index, end };
  return found;
}

/** The first words of all its expressions. */
export function openingsOf<T>(...trees: readonly WordTree<T>[]): string[] {
  return trees.flatMap((tree) => [...tree.onward.next.keys()]);
}
