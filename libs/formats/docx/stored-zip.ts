import { crc32 } from 'node:zlib';

/** Layout of the records: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
const END = 0x06054b50;
const END_LENGTH = 22;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;

/** A zip package that holds its parts as they are, for a parser that must see nothing of the package they came in. */
export function storedZip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const header = commonHeader(Buffer.byteLength(name), content);
    const before = Buffer.alloc(4);
    before.writeUInt32LE(LOCAL);
    const record = Buffer.concat([before, header, Buffer.from(name), content]);
    local.push(record);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(CENTRAL);
    head.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(head, header, tail, Buffer.from(name));
    offset += record.length;
  }
  return Buffer.concat([...local, ...central, endOf(parts.size, Buffer.concat(central).length, offset)]);
}

/** What a local record and its line in the directory share: version, flags (names in UTF-8), method, time, crc, sizes, lengths. */
function commonHeader(nameLength: number, content: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x0800, 2);
  header.writeUInt16LE(STORED, 4);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}

function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
