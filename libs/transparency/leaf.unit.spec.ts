import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { canonicalEvent, entryOf, isDigest, isEntryOf, MAX_ENTRY_BYTES, readEntry, type LoggedEvent } from './leaf.js';
import { leafHash, leafHashOfText } from './hashes.js';

const event: LoggedEvent = {
  stream: 'target-42',
  revision: 3,
  id: '0193B1F0-7C5D-7A3E-9D1A-2F0C5B8E6A11',
  type: 'TargetRevised',
  recordedAt: '2026-09-30T01:02:03.004Z',
  data: { value: '98', reason: 'Điều chỉnh "mốc"' },
  metadata: { actor: { id: 'u1' } },
};

describe('the entry of an event', () => {
  it('is its canonical JSON, without the position of the store', () => {
    const stored = { ...event, position: '17' };
    expect(entryOf(stored)).toBe(
      '{"data":{"reason":"Điều chỉnh \\"mốc\\"","value":"98"},"id":"0193b1f0-7c5d-7a3e-9d1a-2f0c5b8e6a11",' +
        '"metadata":{"actor":{"id":"u1"}},"recordedAt":"2026-09-30T01:02:03.004Z","revision":3,"stream":"target-42","type":"TargetRevised","v":1}',
    );
  });

  it('is the same whichever engine returned it', () => {
    const other = { ...event, id: event.id.toLowerCase(), data: { reason: 'Điều chỉnh "mốc"', value: '98' }, position: '900/880' };
    expect(entryOf(other)).toEqual(entryOf(event));
    expect(entryOf({ ...event, metadata: undefined })).toEqual(entryOf({ ...event, metadata: null }));
  });

  it.each([
    ['id', 'not-a-uuid'],
    ['recordedAt', '2026-09-30T01:02:03Z'],
    ['recordedAt', '2026-09-30 01:02:03.004+00'],
    ['revision', -1],
    ['revision', 0.5],
    ['stream', undefined],
  ])('is refused when %s is %s', (field, value) => {
    expect(() => entryOf({ ...event, [field]: value })).toThrow(expect.objectContaining({ code: 'malformed_event' }));
  });

  it('is refused when the event is not JSON', () => {
    expect(() => entryOf({ ...event, data: { value: NaN } })).toThrow(expect.objectContaining({ code: 'not_canonical' }));
  });

  it('is the digest of an event longer than a bundle can hold', () => {
    const room = MAX_ENTRY_BYTES - Buffer.byteLength(canonicalEvent({ ...event, data: '' }));
    const [longest, tooLong] = [room, room + 1].map((length) => ({ ...event, data: 'a'.repeat(length) }));
    expect(Buffer.byteLength(entryOf(longest!))).toBe(MAX_ENTRY_BYTES);
    const read = readEntry(entryOf(tooLong!));
    expect(read).toEqual({
      stream: event.stream,
      revision: 3,
      id: event.id.toLowerCase(),
      type: event.type,
      recordedAt: event.recordedAt,
      bytes: MAX_ENTRY_BYTES + 1,
      sha256: createHash('sha256').update(canonicalEvent(tooLong!)).digest('hex'),
    });
    expect(isDigest(read)).toBe(true);
    expect(isDigest(readEntry(entryOf(longest!)))).toBe(false);
  });

  it.each([
    '[]',
    '{"v":1}',
    entryOf(event).replace('"v":1', '"v":2'),
    entryOf(event).replace('"revision":3', '"revision":"3"'),
    entryOf(event).replace('0193b1f0', '0193B1F0'),
  ])('is not read from %s', (entry) => {
    expect(() => readEntry(Buffer.from(entry))).toThrow(expect.objectContaining({ code: 'malformed_entry' }));
  });

  it('is that of the one id at its place, whatever ids stand elsewhere in it', () => {
    const [own, other] = [event.id.toLowerCase(), '0193b1f0-7c5d-7a3e-9d1a-2f0c5b8e6a12'];
    const nested = { list: [{ id: other, metadata: null }], text: `,"id":"${other}","metadata":` };
    const entries = [
      { ...event, metadata: { actor: { id: other } } },
      { ...event, data: nested },
      { ...event, metadata: nested },
      { ...event, data: [nested, 'a'.repeat(MAX_ENTRY_BYTES)], stream: `"id":"${other}"` },
    ].map(entryOf);
    for (const entry of entries) expect([isEntryOf(own, entry), isEntryOf(other, entry)]).toEqual([true, false]);
    for (const none of ['', '[]', `{"id":"${own}"}`, `{"data":1,"id":"${own}","metadata":{"id":"${own}","metadata":`])
      expect(isEntryOf(own, none)).toBe(false);
  });

  it('gives the event back, and another hash for every other event', () => {
    const events = fc.record({
      stream: fc.string({ unit: 'grapheme', maxLength: 20 }),
      revision: fc.nat(),
      id: fc.uuid(),
      type: fc.string({ maxLength: 10 }),
      recordedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') }).map((at) => at.toISOString()),
      data: fc.jsonValue({ stringUnit: 'grapheme' }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
      metadata: fc.dictionary(fc.string(), fc.string()).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    });
    fc.assert(
      fc.property(events, events, (a, b) => {
        expect(readEntry(entryOf(a))).toEqual(a);
        expect(entryOf(a)).toBe(canonicalJson({ ...a, v: 1 }));
        const isSame = entryOf(a) === entryOf(b);
        expect(Buffer.compare(leafHashOfText(entryOf(a)), leafHashOfText(entryOf(b))) === 0).toBe(isSame);
        expect(Buffer.compare(leafHashOfText(entryOf(a)), leafHash(Buffer.from(entryOf(a))))).toBe(0);
      }),
    );
  });
});
