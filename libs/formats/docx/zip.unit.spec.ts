import fc from 'fast-check';
import { madeZip } from '../../../test/support/made-zip.js';
import { FormatError } from '../format-error.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { storedZip } from './stored-zip.js';
import { unzip } from './zip.js';

const parts = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'ế', '/', '.') }),
  fc.uint8Array({ maxLength: 300 }),
  { maxKeys: 8 },
);
const all = (): boolean => true;

describe('a zip package', () => {
  it('gives back what was put in, deflated or stored, and only what is wanted', () => {
    fc.assert(
      fc.property(parts, fc.boolean(), (contents, stored) => {
        const entries = Object.entries(contents).map(([name, content]) => ({ name, content: Buffer.from(content), stored }));
        const expected = new Map(entries.map(({ name, content }) => [name, content]));
        expect(unzip(madeZip(entries), all, DEFAULT_LIMITS)).toEqual(expected);
        expect(unzip(storedZip(expected), all, DEFAULT_LIMITS)).toEqual(expected);
        expect(unzip(madeZip(entries), () => false, DEFAULT_LIMITS).size).toBe(0);
      }),
    );
  });

  it('with any byte changed gives what was put in or is refused, never anything else', () => {
    const contents = new Map(['a.xml', 'b.xml'].map((name) => [name, Buffer.from('nội dung '.repeat(9))]));
    const sound = madeZip([...contents].map(([name, content]) => ({ name, content })));
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(sound);
        changed[at] = byte;
        try {
          for (const [name, content] of unzip(changed, all, DEFAULT_LIMITS)) expect(content).toEqual(contents.get(name) ?? content);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('whose end record was put behind other bytes that look like one is read by the last', () => {
    const sound = madeZip([{ name: 'a', content: 'b' }]);
    expect(() => unzip(Buffer.concat([sound, Buffer.from('PK\x05\x06')]), all, DEFAULT_LIMITS)).toThrow(FormatError);
  });
});
