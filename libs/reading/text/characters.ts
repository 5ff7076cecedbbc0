import { type Mapped, MappedBuilder } from './mapped.js';
import { placeToneMarks } from './tone-marks.js';

/** Characters that no reader sees: soft hyphen, zero-width and direction marks, byte order mark. */
const INVISIBLE = '\\u00AD\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\uFEFF';
const SPACES = '\\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u009F';
const BREAKS = '\\r\\u000B\\u0085\\u2028\\u2029';
const DASHES = '\\u2010-\\u2015\\u2212\\uF02D';
const BULLETS = '\\uF0B7\\uF0A7\\uF0D8\\uF0FC\\u25CF\\u25AA\\u25E6\\u2023\\u2043\\u25A0\\u25A1\\u25CB\\u27A2\\u2756';
const ETH = 'ÐðƉ';
/** Signs as wide as an ideograph, `２０２５％`. */
const WIDE = '\\uFF01-\\uFF5E\\u3002';
const SPECIAL = `\\r\\n|[${INVISIBLE}${SPACES}${BREAKS}${DASHES}${BULLETS}${ETH}${WIDE}]`;

const PLAIN = '\\u0000-\\u024F\\u1E00-\\u1EFF';
const IN_COMPOSED = new RegExp(SPECIAL, 'gu');
/** Besides what is special: whatever normalization may change, a letter with its marks at a time. */
const IN_DECOMPOSED = new RegExp(
  `\\r\\n|(?:[^${PLAIN}\\p{M}]|[${PLAIN}](?=\\p{M}))[\\p{M}\\u1160-\\u11FF]*|\\p{M}+|[${INVISIBLE}${SPACES}${BREAKS}${DASHES}${BULLETS}${ETH}]`,
  'gu',
);
const KINDS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`[${INVISIBLE}]`, 'gu'), ''],
  [new RegExp(`\\r\\n|[${BREAKS}]`, 'gu'), '\n'],
  [new RegExp(`[${SPACES}]`, 'gu'), ' '],
  [new RegExp(`[${DASHES}]`, 'gu'), '-'],
  [new RegExp(`[${BULLETS}]`, 'gu'), '•'],
  [/[ÐƉ]/gu, 'Đ'],
  [/ð/gu, 'đ'],
  [/\u3002/gu, '.'],
];

const FULL_WIDTH = 0xfee0;
const narrow = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH);
const read = (cluster: string): string =>
  KINDS.reduce((text, [kind, as]) => text.replace(kind, as), cluster.normalize('NFC').replace(/[\uFF01-\uFF5E]/gu, narrow));

/**
 * The characters of the source as the reader takes them, each with its place: NFC, one kind of line break, blank, dash and bullet,
 * nothing invisible, no wide digits, `Ð` of old encodings as `Đ`, tone marks in one place.
 */
export function charactersOf(source: string): Mapped {
  const builder = new MappedBuilder(source.length);
  const known = new Map<string, string>();
  let copied = 0;
  const identity = identityOf(source);
  for (const match of source.matchAll(source.normalize('NFC') === source ? IN_COMPOSED : IN_DECOMPOSED)) {
    const cluster = match[0];
    const as = known.get(cluster) ?? read(cluster);
    if (known.size < 10_000) known.set(cluster, as);
    builder.copy(identity, copied, match.index);
    copied = match.index + cluster.length;
    builder.put(as, match.index, copied);
  }
  builder.copy(identity, copied, source.length);
  const characters = builder.build();
  return { ...characters, text: placeToneMarks(characters.text) };
}

function identityOf(text: string): Mapped {
  const start = new Uint32Array(text.length);
  const end = new Uint32Array(text.length);
  for (let index = 0; index < text.length; index++) {
    start[index] = index;
    end[index] = index + 1;
  }
  return { text, start, end };
}
