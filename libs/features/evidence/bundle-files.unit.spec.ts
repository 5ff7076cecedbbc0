import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { madeZip } from '../../../test/support/made-zip.js';
import { canonicalBytes, NoBundle, unzipped, zipped } from './bundle-files.js';

const refusal = (bytes: Uint8Array): string => {
  try {
    unzipped(bytes);
    return 'taken';
  } catch (error) {
    if (error instanceof NoBundle) return error.en;
    throw error;
  }
};

describe('the zip of a bundle', () => {
  it('is the same bytes whatever the order of the files, and reads as it was written', () => {
    const files: [string, Uint8Array][] = [
      ['events/000000000001.json', Buffer.from('{}')],
      ['heads/head.txt', Buffer.from('— một\n')],
      ['manifest.json', Buffer.from('x'.repeat(5_000))],
    ];
    const bytes = zipped(new Map(files));
    expect(Buffer.compare(bytes, zipped(new Map(files.toReversed())))).toBe(0);
    expect([...unzipped(bytes)].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual(
      files.map(([name, content]) => [name, Buffer.from(content).toString()]),
    );
  });

  it('is refused where it climbs out, names a file twice or as no bundle does', () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'events/../x.json', 'a/b/c.json', 'C:\\x', 'events/', '', 'a\u0000b'])
      expect([name, refusal(madeZip([{ name, content: 'x' }]))]).toEqual([name, expect.stringContaining('foreign name')]);
    const twice = madeZip([
      { name: 'manifest.json', content: 'a' },
      { name: 'manifest.json', content: 'b' },
    ]);
    expect(refusal(twice)).toContain('no usable zip');
  });

  it('is refused before it can expand beyond the limits', () => {
    const zeros = Buffer.alloc(30_000_000);
    expect(refusal(madeZip([{ name: 'progress.json', content: zeros }]))).toMatch(
      /no usable zip: (The package unpacks|Part progress.json of the package grows)/,
    );
    const lying = madeZip([{ name: 'progress.json', content: 'x', deflated: deflateRawSync(zeros), declaredSize: 10 }]);
    expect(refusal(lying)).toContain('no usable zip');
    expect(refusal(madeZip([{ name: 'a.json', content: 'x', declaredSize: 600_000_000 }]))).toMatch(
      /no usable zip: (The package unpacks|Part progress.json of the package grows)/,
    );
  });

  it('is refused, never crashed upon, whatever bytes come', () => {
    const good = Buffer.from(zipped(new Map([['manifest.json', canonicalBytes({ v: 1 })]])));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, length) => {
        const bytes = Buffer.from(good);
        bytes[at] = byte;
        expect(typeof refusal(bytes)).toBe('string');
        expect(typeof refusal(bytes.subarray(0, length))).toBe('string');
      }),
    );
  });
});
