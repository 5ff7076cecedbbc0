import fc from 'fast-check';
import { canonicalJson, parseCanonicalJson } from './canonical-json.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Numbers by their IEEE 754 bits: RFC 8785, Appendix B. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

/** Pairs of input and output of the test data that RFC 8785 refers to (github.com/cyberphone/json-canonicalization). */
const TEXTS: Readonly<Record<string, readonly [string, string]>> = {
  arrays: ['[56,{"d":true,"10":null,"1":[ ]}]', '[56,{"1":[],"10":null,"d":true}]'],
  french: [
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}',
  ],
  structures: [
    '{"1":{"f":{"f":"hi","F":5} ,"\\n":56.0},"10":{ },"":"empty","a":{ },"111":[ { } ],"A":{ }}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
  ],
  unicode: ['{"Unnormalized Unicode":"\\u1e0d\\u0307"}', '{"Unnormalized Unicode":"\u1e0d\u0307"}'],
  values: [
    `{"numbers":[1E30,4.50,333333333.33333329,2e-3,0.000000000000000000000000001],
      "escaping":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null, true, false]}`,
    `{"escaping":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/","literals":[null,true,false],"numbers":[1e+30,4.5,333333333.3333333,0.002,1e-27]}`,
  ],
  weird: [
    `{"\\u20ac":"Euro Sign","1":"One","\\u0080":"Control\\u007f","\\ud83d\\ude02":"Smiley",
      "\\u00f6":"Latin Small Letter O With Diaeresis","\\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}`,
    `{"1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis",` +
      `"€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}`,
  ],
  'order of keys (RFC 8785 §3.2.3)': [
    `{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
      "\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}`,
    `{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",` +
      `"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}`,
  ],
};

describe('canonical JSON (RFC 8785)', () => {
  it('writes the same members alike in whatever order and after however many other forms of objects', () => {
    const many = Array.from({ length: 100 }, (_, n) => ({ first: n, [`m${n}`]: 1, a: 0 }));
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`k${199 - n}`, n]));
    for (const value of [...many, ...many.toReversed(), wide, wide]) {
      const names = Object.keys(value).sort();
      const expected = `{${names.map((name) => `"${name}":${(value as Record<string, number>)[name]}`).join()}}`;
      expect(canonicalJson(value)).toBe(expected);
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(expected);
    }
    expect(canonicalJson({ first: {}, b: [] })).toBe('{"b":[],"first":{}}');
  });

  it.each(NUMBERS)('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it.each(Object.entries(TEXTS))('writes the published %s', (_name, [input, output]) => {
    expect(canonicalJson(JSON.parse(input))).toBe(output);
  });

  it('leaves text as it is, composed or not', () => {
    expect(canonicalJson('hoa\u0300')).not.toBe(canonicalJson('ho\u00e0'));
  });

  it.each([
    ['NaN', NaN],
    ['infinity', [Infinity]],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['undefined', { a: undefined }],
    ['a hole', [, 1]],
    ['a bigint', 1n],
    ['a function', { toJSON: () => 1 }],
    ['a date', new Date(0)],
    [
      'an instance',
      new (class {
        value = 1;
      })(),
    ],
    ['a map', new Map()],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'not_canonical' }));
  });

  it('refuses what nests without end, before the stack is full', () => {
    expect(() => canonicalJson(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toThrow(/levels deep/);
    expect(canonicalJson(JSON.parse('['.repeat(500) + ']'.repeat(500)))).toHaveLength(1_000);
  });

  it.each(['{"a":1,"a":2}', '{"b":1,"a":2}', '{"a": 1}', '[1.0]', '["\\u0061"]', '-0', '["\\ud800"]', '\ufeff1', '[1', ''])(
    'reads no other spelling: %s',
    (text) => {
      expect(() => parseCanonicalJson(bytes(text))).toThrow(expect.objectContaining({ code: 'not_canonical' }));
    },
  );

  it('reads no bytes that are not UTF-8', () => {
    expect(() => parseCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(/UTF-8/);
  });

  it('keeps the value, is its own canonical text, and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), (value) => {
        const text = canonicalJson(value);
        const read = parseCanonicalJson(bytes(text));
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]));
}
