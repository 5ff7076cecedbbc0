import { EMPTY_ROOT, HASH_BYTES, nodeHash, sameBytes } from './hashes.js';

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

export interface ConsistencyClaim {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** True when the leaf is the one at `index` of the tree with that size and root (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || ![leafHash, root, ...proof].every(isHash)) return false;
  let hash = leafHash;
  const climb = new Climb(index, size - 1);
  for (const sibling of proof) {
    if (climb.isAtTop) return false;
    hash = climb.siblingIsLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    climb.up();
  }
  return climb.isAtTop && sameBytes(hash, root);
}

/**
 * True when the first tree is a prefix of the second (RFC 9162 §2.1.4.2): nothing of the first was changed, removed or
 * reordered. The tree of no leaves is a prefix of every tree and needs no proof.
 */
export function verifyConsistency({ first, second, firstRoot, secondRoot, proof }: ConsistencyClaim): boolean {
  if (!isCount(first) || !isCount(second) || first > second || ![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot) && (first > 0 || sameBytes(firstRoot, EMPTY_ROOT));
  if (first === 0) return proof.length === 0 && sameBytes(firstRoot, EMPTY_ROOT);
  const climb = new Climb(first - 1, second - 1);
  climb.skipLeft();
  const [start, ...rest] = climb.isLeftmost ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  let [ofFirst, ofSecond] = [start, start];
  for (const sibling of rest) {
    if (climb.isAtTop) return false;
    if (climb.siblingIsLeft) ofFirst = nodeHash(sibling, ofFirst);
    ofSecond = climb.siblingIsLeft ? nodeHash(sibling, ofSecond) : nodeHash(ofSecond, sibling);
    climb.up();
  }
  return climb.isAtTop && sameBytes(ofFirst, firstRoot) && sameBytes(ofSecond, secondRoot);
}

/** The way from a node to the root: `fn` and `sn` of RFC 9162, the node's place and the last place of its level. */
class Climb {
  constructor(
    private node: number,
    private last: number,
  ) {}

  get isAtTop(): boolean {
    return this.last === 0;
  }

  get isLeftmost(): boolean {
    return this.node === 0;
  }

  get siblingIsLeft(): boolean {
    return isOdd(this.node) || this.node === this.last;
  }

  up(): void {
    // A last node without a right sibling stands for its parent until it is a right child itself.
    if (this.siblingIsLeft) while (this.node !== 0 && !isOdd(this.node)) this.halve();
    this.halve();
  }

  /** Up while the node is a right child: so far the first tree is complete. */
  skipLeft(): void {
    while (isOdd(this.node)) this.halve();
  }

  private halve(): void {
    this.node = Math.floor(this.node / 2);
    this.last = Math.floor(this.last / 2);
  }
}

const isOdd = (value: number): boolean => value % 2 === 1;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;
