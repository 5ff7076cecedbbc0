import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip package; what is given beside name and content is written as it is, true or not. */
export interface MadeEntry {
  readonly name: string;
  readonly content: Buffer | string;
  readonly stored?: boolean;
  readonly declaredSize?: number;
  readonly declaredCrc?: number;
  /** Where the directory says that it is; the entry itself is then not written. */
  readonly offset?: number;
  readonly flags?: number;
  /** Already deflated. */
  readonly deflated?: Buffer;
}

/** A zip package, written record by record (APPNOTE.TXT 6.3.10), so that its records can lie. */
export function madeZip(entries: readonly MadeEntry[], declaredCount = entries.length): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const data = entry.deflated ?? (entry.stored ? content : deflateRawSync(content));
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0, 2);
    fields.writeUInt16LE(entry.stored ? 0 : 8, 4);
    fields.writeUInt32LE(entry.declaredCrc ?? crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(entry.declaredSize ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(entry.name), 22);
    const record = Buffer.concat([signed(0x04034b50, 4), fields, Buffer.from(entry.name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.offset ?? at, 10);
    central.push(Buffer.concat([signed(0x02014b50, 6), fields, tail, Buffer.from(entry.name)]));
    if (entry.offset !== undefined) continue;
    local.push(record);
    at += record.length;
  }
  const directory = Buffer.concat(central);
  const end = signed(0x06054b50, 22);
  end.writeUInt16LE(declaredCount, 8);
  end.writeUInt16LE(declaredCount, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}

function signed(signature: number, length: number): Buffer {
  const record = Buffer.alloc(length);
  record.writeUInt32LE(signature);
  return record;
}
