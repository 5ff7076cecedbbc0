import { hash } from 'node:crypto';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { POSITION } from '../../contract/fields.js';
import { FormatError } from '../../formats/format-error.js';
import { unzip } from '../../formats/docx/zip.js';
import { canonicalJson } from '../../transparency/canonical-json.js';
import { parseVerifier, verifierText } from '../../transparency/keys.js';
import { plain } from '../../transparency/plain-text.js';

/** The files of a bundle by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

export const MANIFEST = 'manifest.json';
export const INSTRUCTIONS = 'HUONG-DAN.txt';
export const PROOFS = 'proofs.json';
export const CONSISTENCY = 'consistency.json';
export const KEYS = 'keys.json';
export const HEAD = 'heads/head.txt';
export const PROGRESS = 'progress.json';
export const HISTORY = 'history.json';
export const PRINTED = 'history.pdf';

export const earlierHead = (size: number): string => `heads/earlier-${size}.txt`;
export const directiveText = (directiveId: string): string => `directives/${directiveId}.txt`;
/** By its place in the log; an event that is not in it by its id. */
export const eventFile = (index: number | null, id: string): string =>
  `events/${index === null ? `unlogged-${id}` : String(index).padStart(12, '0')}.json`;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const position = z.string().regex(POSITION);
const instant = z.iso.datetime();

export const manifest = z.strictObject({
  v: z.literal(1),
  /** In which form its page is printed and its answers are written. */
  form: z.string(),
  subject: z.strictObject({ kind: z.literal('target'), id: z.string() }),
  asOf: z.iso.date(),
  knownAt: z.strictObject({ position, at: instant.nullable() }),
  log: z.strictObject({ origin: z.string(), size: count, signedAt: instant }),
  files: z.record(z.string(), z.strictObject({ bytes: count, sha256 })),
});
export type Manifest = z.infer<typeof manifest>;

export const proofs = z.strictObject({
  size: count,
  root: z.string(),
  events: z.array(z.strictObject({ file: z.string(), index: count, proof: z.array(z.string()).max(64) })),
});
export type Proofs = z.infer<typeof proofs>;

export const consistency = z.array(z.strictObject({ from: count, to: count, proof: z.array(z.string()).max(64) }));
function isKey(text: string): boolean {
  try {
    return verifierText(parseVerifier(text)) === text;
  } catch {
    return false;
  }
}

export const keys = z.strictObject({
  origin: z.string(),
  keys: z.array(z.strictObject({ vkey: z.string().refine(isKey, { error: 'vkey' }), from: instant, until: instant.nullable() })),
});

const FIXED: ReadonlySet<string> = new Set([MANIFEST, INSTRUCTIONS, PROOFS, CONSISTENCY, KEYS, HEAD, PROGRESS, HISTORY, PRINTED]);
const FOLDERS = /^(events\/|heads\/earlier-|directives\/)/;

/** True for a name that some file of a bundle has; another file would be believed for the company it is in. */
export const isOfBundle = (name: string): boolean => FIXED.has(name) || FOLDERS.test(name);

/** JSON in the one form of RFC 8785. */
export function canonicalBytes(value: unknown): Uint8Array {
  return Buffer.from(canonicalJson(JSON.parse(JSON.stringify(value))));
}

/** What the manifest says of each file. */
export function digestsOf(files: Files): Manifest['files'] {
  return Object.fromEntries([...files].map(([name, bytes]) => [name, { bytes: bytes.length, sha256: hash('sha256', bytes) }]));
}

/** Zip knows no earlier day. */
const NO_TIME = new Date(1980, 0, 1);

/** The same files are the same bytes: in the order of their names, without times. */
export function zipped(files: Files): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: NO_TIME, os: 3, attrs: 0o644 << 16 });
}

/** Far more than any target's; a bundle beyond it is not read. */
export const LIMITS = { zipEntries: 60_000, expandedBytes: 500_000_000, expansionRatio: 1_000 } as const;
export const MOST_BYTES = 200_000_000;

const NAME = /^[A-Za-z0-9@_-]+(\.[a-z]+)?(\/[A-Za-z0-9@._-]+)?$/;

/** Why a file is no bundle at all. */
export class NoBundle extends Error {
  override readonly name = 'NoBundle';
  constructor(
    readonly vi: string,
    readonly en: string,
  ) {
    super(`${vi} / ${en}`);
  }
}

/**
 * The files of a zip, in memory and within limits; nothing is ever written by a name that the zip gives. Throws `NoBundle` for what is no
 * zip, expands beyond the limits, or names a file twice or as no bundle does.
 */
export function unzipped(bytes: Uint8Array): Files {
  if (bytes.length > MOST_BYTES) throw new NoBundle(`tệp dài hơn ${MOST_BYTES} byte`, `the file has more than ${MOST_BYTES} bytes`);
  const names: string[] = [];
  const isWanted = (name: string): boolean => {
    names.push(name);
    return NAME.test(name) && !name.includes('..');
  };
  try {
    const files = unzip(bytes, isWanted, LIMITS);
    const other = names.find((name) => !files.has(name));
    if (other !== undefined)
      throw new NoBundle(`tên tệp lạ trong gói: “${plain(other)}”`, `a file in it has a foreign name: “${plain(other)}”`);
    return files;
  } catch (error) {
    if (error instanceof FormatError) {
      const { vi, en } = new FormatError(error.code, { ...error.details, format: 'zip' });
      throw new NoBundle(`không phải tệp zip dùng được: ${vi}`, `it is no usable zip: ${en}`);
    }
    if (error instanceof RangeError) throw new NoBundle('tệp zip bị cắt cụt hoặc hỏng', 'the zip is cut off or damaged');
    throw error;
  }
}
