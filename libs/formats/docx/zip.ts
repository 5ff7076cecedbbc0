import { crc32, inflateRawSync } from 'node:zlib';
import { damaged, FormatError } from '../format-error.js';
import type { Limits } from '../limits.js';

type ZipLimits = Pick<Limits, 'zipEntries' | 'expandedBytes' | 'expansionRatio'>;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly deflated: number;
  readonly inflated: number;
  readonly offset: number;
}

/** Layout of the records: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
const END = 0x06054b50;
const END_LENGTH = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
/** Small parts of repeated XML shrink well and do no harm. */
const RATIO_FROM_BYTES = 1_000_000;

/**
 * The parts of a zip package whose names are wanted, inflated. The directory is checked before a byte is inflated: number of entries, sizes
 * as they are declared, overlaps; each part then stops at its declared size, so that headers that lie are found out and cost nothing.
 */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean, limits: ZipLimits): Map<string, Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endRecord(file);
  const found = file.readUInt16LE(end + 10);
  if (found > limits.zipEntries) throw new FormatError('too_many_entries', { limit: 'zipEntries', allowed: limits.zipEntries, found });
  const entries = directory(file, file.readUInt32LE(end + 16), found, end);
  refuseOverlaps(file, entries);
  const chosen = entries.filter(({ name }) => wanted(name));
  refuseExpansion(chosen, limits);
  return new Map(chosen.map((entry) => [entry.name, inflate(file, entry)]));
}

function endRecord(file: Buffer): number {
  const earliest = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = file.length - END_LENGTH; at >= earliest; at--) {
    if (file.readUInt32LE(at) === END && at + END_LENGTH + file.readUInt16LE(at + 20) === file.length) return at;
  }
  throw damaged('Word', 'cut_off');
}

function directory(file: Buffer, start: number, count: number, end: number): Entry[] {
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = start;
  for (let n = 0; n < count; n++) {
    if (at + CENTRAL_LENGTH > end || file.readUInt32LE(at) !== CENTRAL) throw damaged('Word', 'directory');
    const nameLength = file.readUInt16LE(at + 28);
    const entry = {
      name: file.toString('utf8', at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      deflated: file.readUInt32LE(at + 20),
      inflated: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    };
    if (file.readUInt16LE(at + 8) & ENCRYPTED_FLAG) throw new FormatError('encrypted', { format: 'Word' });
    if (names.has(entry.name)) throw damaged('Word', 'directory');
    names.add(entry.name);
    entries.push(entry);
    at += CENTRAL_LENGTH + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** Each entry has bytes of its own, all before the directory: what a bomb of overlapping entries has not. */
function refuseOverlaps(file: Buffer, entries: readonly Entry[]): void {
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < free) throw damaged('Word', 'overlap');
    free = dataAt(file, entry) + entry.deflated;
    if (free > file.length) throw damaged('Word', 'cut_off');
  }
}

function dataAt(file: Buffer, { offset, name }: Entry): number {
  if (offset + LOCAL_LENGTH > file.length || file.readUInt32LE(offset) !== LOCAL) throw damaged('Word', 'directory');
  const nameAt = offset + LOCAL_LENGTH;
  const data = nameAt + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (file.toString('utf8', nameAt, nameAt + file.readUInt16LE(offset + 26)) !== name) throw damaged('Word', 'directory');
  return data;
}

function refuseExpansion(entries: readonly Entry[], { expandedBytes, expansionRatio }: ZipLimits): void {
  const found = entries.reduce((total, { inflated }) => total + inflated, 0);
  if (found > expandedBytes) throw new FormatError('expansion_too_large', { limit: 'expandedBytes', allowed: expandedBytes, found });
  for (const { name, deflated, inflated } of entries) {
    const ratio = Math.floor(inflated / Math.max(1, deflated));
    if (inflated > RATIO_FROM_BYTES && ratio > expansionRatio) {
      throw new FormatError('expansion_too_large', { limit: 'expansionRatio', allowed: expansionRatio, found: ratio, part: name });
    }
  }
}

function inflate(file: Buffer, entry: Entry): Buffer {
  const at = dataAt(file, entry);
  const data = file.subarray(at, at + entry.deflated);
  const content = entry.method === STORED ? data : entry.method === DEFLATED ? inflated(data, entry.inflated) : null;
  if (content?.length !== entry.inflated) throw damaged('Word', content ? 'sizes' : 'directory');
  if (crc32(content) !== entry.crc) throw damaged('Word', 'checksum');
  return content;
}

function inflated(data: Buffer, length: number): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, length) });
  } catch (error) {
    throw damaged('Word', (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'sizes' : 'structure');
  }
}
