import { TransparencyError } from './errors.js';
import { EMPTY_ROOT, nodeHash } from './hashes.js';

/** The complete subtree of 2^level leaves whose first leaf is index · 2^level. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Leaves `from` (inclusive) to `to` (exclusive), D[from:to] in the language of RFC 6962. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** The hash of a complete subtree; tile-hashes.ts answers it from tiles. */
export type HashOfSubtree = (subtree: Subtree) => Uint8Array;

/** The Merkle Tree Hash of the first `size` leaves (RFC 6962 §2.1, RFC 9162 §2.1.1). */
export function treeRoot(size: number, hashOf: HashOfSubtree): Uint8Array {
  return size === 0 ? EMPTY_ROOT : rangeHash({ from: 0, to: size }, hashOf);
}

/** PATH(index, D[size]) from the leaf's sibling to the root's child (RFC 6962 §2.1.1, RFC 9162 §2.1.3.1). Throws `out_of_range`. */
export function inclusionProof(index: number, size: number, hashOf: HashOfSubtree): Uint8Array[] {
  return inclusionRanges(index, size).map((range) => rangeHash(range, hashOf));
}

/** PROOF(first, D[second]) (RFC 6962 §2.1.2, RFC 9162 §2.1.4.1); empty when `first` is 0 or `second`. Throws `out_of_range`. */
export function consistencyProof(first: number, second: number, hashOf: HashOfSubtree): Uint8Array[] {
  return consistencyRanges(first, second).map((range) => rangeHash(range, hashOf));
}

/** The ranges whose hashes make an inclusion proof, in its order. Throws `out_of_range`. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isSize(size) || !isSize(index) || index >= size) throw new TransparencyError('out_of_range', `${index} ≥ ${size}`);
  const path: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    path.push(index < middle ? { from: middle, to } : { from, to: middle });
    if (index < middle) to = middle;
    else from = middle;
  }
  return path.reverse();
}

/** The ranges whose hashes make a consistency proof, in its order. Throws `out_of_range`. */
export function consistencyRanges(first: number, second: number): LeafRange[] {
  if (!isSize(first) || !isSize(second) || first > second) throw new TransparencyError('out_of_range', `${first} > ${second}`);
  if (first === 0) return [];
  const path: LeafRange[] = [];
  let [from, to] = [0, second];
  while (first < to) {
    const middle = from + splitOf(to - from);
    path.push(first <= middle ? { from: middle, to } : { from, to: middle });
    if (first <= middle) to = middle;
    else from = middle;
  }
  // The verifier knows the hash of the whole first tree.
  if (from > 0) path.push({ from, to });
  return path.reverse();
}

/** The complete subtrees that make up a range of the tree's own, left to right and ever smaller. */
export function subtreesOf({ from, to }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = [];
  let at = from;
  while (at < to) {
    const level = levelWithin(to - at);
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

function rangeHash(range: LeafRange, hashOf: HashOfSubtree): Uint8Array {
  return subtreesOf(range)
    .map(hashOf)
    .reduceRight((right, left) => nodeHash(left, right));
}

/** The greatest power of two smaller than `count`, which is at least 2. */
function splitOf(count: number): number {
  return 2 ** levelWithin(count - 1);
}

/** The greatest level of which a subtree has at most `count` leaves. Counts may exceed 32 bits, so no bit operators. */
function levelWithin(count: number): number {
  let level = 0;
  while (2 ** (level + 1) <= count) level++;
  return level;
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
