import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { EMPTY_ROOT, leafHash, leafHashOfText, nodeHash } from './hashes.js';
import { verifyConsistency, verifyInclusion, type ConsistencyClaim, type InclusionClaim } from './proofs.js';
import { consistencyProof, inclusionProof, treeRoot, type HashOfSubtree } from './tree.js';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

// The tree of eight leaves that the reference implementations of Certificate Transparency share (transparency-dev/merkle, proof/verify_test.go).
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hex);
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSION: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const CONSISTENCY: readonly (readonly [number, number, readonly string[]])[] = [
  [1, 1, []],
  [1, 8, INCLUSION[1]![2]],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    7,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
];

/** The definition itself (RFC 6962 §2.1), recursive and over all leaves. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length <= 1) return leaves.length === 0 ? EMPTY_ROOT : leafHash(leaves[0]!);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(mth(leaves.slice(0, half)), mth(leaves.slice(half)));
}

const hashesOf =
  (leaves: readonly Uint8Array[]): HashOfSubtree =>
  ({ level, index }) =>
    mth(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const some = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => Buffer.from(`leaf ${i}`));

describe('hashes (RFC 6962 §2.1)', () => {
  it('are the published ones', () => {
    expect(hexOf(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hexOf(leafHash(hex('')))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(hexOf(leafHash(Buffer.from('L123456')))).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
  });

  it('of a leaf longer than an entry are made as well', () => {
    const leaf = Buffer.alloc(70_000, 7);
    for (const entry of [leaf, leaf.subarray(0, 65_535), leaf.subarray(0, 65_536)]) {
      expect(hexOf(leafHash(entry))).toBe(createHash('sha256').update(Buffer.of(0)).update(entry).digest('hex'));
    }
  });

  it.each(['', 'a', 'Điều chỉnh', 'ệ'.repeat(21_844), 'ệ'.repeat(21_845), 'ệ'.repeat(21_846), 'a'.repeat(65_535), 'a'.repeat(65_536)])(
    'of a text are those of its UTF-8',
    (text) => {
      expect(hexOf(leafHashOfText(text))).toBe(hexOf(leafHash(Buffer.from(text))));
    },
  );
});

describe('the tree of the reference implementations', () => {
  it.each(ROOTS.map((root, i) => [i + 1, root] as const))('has with %i leaves the published root', (size, root) => {
    expect(hexOf(treeRoot(size, hashesOf(LEAVES)))).toBe(root);
  });

  it.each(INCLUSION)('proves leaf %i of %i as published', (index, size, published) => {
    const proof = inclusionProof(index, size, hashesOf(LEAVES));
    expect(proof.map(hexOf)).toEqual(published);
    const claim = { index, size, leafHash: leafHash(LEAVES[index]!), proof, root: hex(ROOTS[size - 1]!) };
    expect(verifyInclusion(claim)).toBe(true);
    expect(wrongInclusions(claim).filter(verifyInclusion)).toEqual([]);
  });

  it.each(CONSISTENCY)('proves %i of %i as published', (first, second, published) => {
    const proof = consistencyProof(first, second, hashesOf(LEAVES));
    expect(proof.map(hexOf)).toEqual(published);
    const claim = { first, second, firstRoot: hex(ROOTS[first - 1]!), secondRoot: hex(ROOTS[second - 1]!), proof };
    expect(verifyConsistency(claim)).toBe(true);
    if (proof.length > 0) expect(wrongConsistencies(claim).filter(verifyConsistency)).toEqual([]);
  });

  it('verifies the consistency proof that transparency-dev publishes for its witness', () => {
    const claim = {
      first: 5,
      second: 8,
      firstRoot: Buffer.from('41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=', 'base64'),
      secondRoot: Buffer.from('V8K9aklZ4EPB+RMOk1/8VsJUdFZR77GDtZUQq84vSbo=', 'base64'),
      proof: [
        'b9e1d62618f7fee8034e4c5010f727ab24d8e4705cb296c374bf2025a87a10d2',
        'aac66cd7a79ce4012d80762fe8eec3a77f22d1ca4145c3f4cee022e7efcd599d',
        '89d0f753f66a290c483b39cd5e9eafb12021293395fad3d4a2ad053cfbcfdc9e',
        '29e40bb79c966f4c6fe96aff6f30acfce5f3e8d84c02215175d6e018a5dee833',
      ].map(hex),
    };
    expect(verifyConsistency(claim)).toBe(true);
    expect(wrongConsistencies(claim).filter(verifyConsistency)).toEqual([]);
  });
});

describe('proofs', () => {
  const sizes = fc.integer({ min: 1, max: 300 });

  it('of inclusion hold for every leaf of every tree, and for no other claim', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, at) => {
        const leaves = some(size);
        const index = at % size;
        const proof = inclusionProof(index, size, hashesOf(leaves));
        const claim = { index, size, leafHash: leafHash(leaves[index]!), proof, root: mth(leaves) };
        expect(verifyInclusion(claim)).toBe(true);
        expect(wrongInclusions(claim).filter(verifyInclusion)).toEqual([]);
      }),
    );
  });

  it('of consistency hold for every prefix, and not for a rewritten one', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (one, other, at) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const leaves = some(second);
        const proof = consistencyProof(first, second, hashesOf(leaves));
        const firstRoot = mth(leaves.slice(0, first));
        expect(verifyConsistency({ first, second, firstRoot, secondRoot: mth(leaves), proof })).toBe(true);
        const forked = leaves.with(at % first, Buffer.from('rewritten'));
        const forkedProof = consistencyProof(first, second, hashesOf(forked));
        expect(verifyConsistency({ first, second, firstRoot, secondRoot: mth(forked), proof: forkedProof })).toBe(false);
      }),
    );
  });

  it('are refused outside the tree', () => {
    expect(() => inclusionProof(3, 3, hashesOf(some(3)))).toThrow(expect.objectContaining({ code: 'out_of_range' }));
    expect(() => consistencyProof(4, 3, hashesOf(some(3)))).toThrow(expect.objectContaining({ code: 'out_of_range' }));
  });

  it('from the tree of no leaves need nothing, but its root', () => {
    const claim = { first: 0, second: 3, firstRoot: EMPTY_ROOT, secondRoot: mth(some(3)), proof: [] };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, firstRoot: claim.secondRoot })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: [EMPTY_ROOT] })).toBe(false);
    expect(verifyConsistency({ ...claim, first: 1, second: 0 })).toBe(false);
    expect(verifyInclusion({ index: 0, size: 0, leafHash: EMPTY_ROOT, proof: [], root: EMPTY_ROOT })).toBe(false);
  });
});

/** The corruptions of the reference implementation's tests. */
function wrongInclusions(claim: InclusionClaim): InclusionClaim[] {
  const { index, size, proof, root, leafHash: leaf } = claim;
  return [
    ...[index - 1, index + 1, index ^ 2].map((wrong) => ({ ...claim, index: wrong })),
    ...[size * 2, Math.floor(size / 2)].map((wrong) => ({ ...claim, size: wrong })),
    ...[Buffer.from('WrongLeaf'), flipped(leaf)].map((wrong) => ({ ...claim, leafHash: wrong })),
    ...[EMPTY_ROOT, flipped(root)].map((wrong) => ({ ...claim, root: wrong })),
    ...wrongPaths(proof, root).map((wrong) => ({ ...claim, proof: wrong })),
  ];
}

function wrongConsistencies(claim: ConsistencyClaim): ConsistencyClaim[] {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  return [
    ...[first - 1, first + 1, first ^ 2].map((wrong) => ({ ...claim, first: wrong })),
    ...[second * 2, Math.floor(second / 2)].map((wrong) => ({ ...claim, second: wrong })),
    { ...claim, firstRoot: Buffer.from('WrongRoot') },
    { ...claim, secondRoot: flipped(secondRoot) },
    { ...claim, firstRoot: secondRoot, secondRoot: firstRoot },
    ...[[], ...wrongPaths(proof, firstRoot), ...wrongPaths(proof, secondRoot)].map((wrong) => ({ ...claim, proof: wrong })),
  ];
}

function wrongPaths(proof: readonly Uint8Array[], root: Uint8Array): (readonly Uint8Array[])[] {
  return [
    [...proof, Buffer.alloc(0)],
    [...proof, root],
    [Buffer.alloc(0), ...proof],
    [root, ...proof],
    ...proof.map((hash, i) => proof.with(i, flipped(hash))),
    ...(proof.length > 0 ? [proof.slice(0, -1)] : []),
  ];
}

function flipped(hash: Uint8Array): Uint8Array {
  return Uint8Array.from(hash).with(0, hash[0]! ^ 16);
}
