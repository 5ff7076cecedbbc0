import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UndecodableEventError, type EventCodec, type StoredForm } from '../kernel/codec.js';
import type { DomainEvent } from '../kernel/decider.js';

// One stored example of every event type and version that ever went to disk. A file here is never edited or removed:
// it stands for the events that are stored somewhere.

const domain = new URL('../', import.meta.url);
const golden = readdirSync(new URL('golden/', domain))
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, stored: JSON.parse(readFileSync(new URL(`golden/${name}`, domain), 'utf8')) as StoredForm }));

const codecs: EventCodec<DomainEvent>[] = [];

beforeAll(async () => {
  for (const file of readdirSync(domain, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.codec.ts')) continue;
    const exported = (await import(fileURLToPath(new URL(file, domain)))) as Record<string, unknown>;
    codecs.push(...Object.values(exported).filter(isCodec));
  }
});

function isCodec(value: unknown): value is EventCodec<DomainEvent> {
  return typeof value === 'object' && value !== null && 'decode' in value && 'types' in value;
}

function codecOf(type: string): EventCodec<DomainEvent> {
  const codec = codecs.find(({ types }) => types.includes(type));
  if (!codec) throw new Error(`no codec knows ${type}`);
  return codec;
}

describe('stored events', () => {
  it('have an example of every type and every version', () => {
    const wanted = codecs.flatMap((codec) =>
      codec.types.flatMap((type) => {
        const { schemaVersion } = codec.encode({ type, data: {} });
        return Array.from({ length: schemaVersion }, (_, index) => `${type}.v${index + 1}.json`);
      }),
    );
    expect(codecs.length).toBeGreaterThanOrEqual(5);
    expect(golden.map(({ name }) => name).sort()).toEqual(wanted.sort());
  });

  it.each(golden)('$name is decoded, and encoded again as it was if it is of the present version', ({ name, stored }) => {
    const codec = codecOf(stored.type);
    expect(name).toBe(`${stored.type}.v${stored.schemaVersion}.json`);
    const encoded = codec.encode(codec.decode(stored));
    if (encoded.schemaVersion === stored.schemaVersion) expect(encoded).toEqual(stored);
  });

  it.each(golden)('$name is refused with a member too many, one too few, and from a newer program', ({ stored }) => {
    const codec = codecOf(stored.type);
    const data = stored.data as Record<string, unknown>;
    const [first = ''] = Object.keys(data);
    const { [first]: _, ...fewer } = data;
    const damaged = [
      { ...stored, data: { ...data, extra: 1 } },
      { ...stored, data: fewer },
      { ...stored, schemaVersion: codec.encode({ type: stored.type, data: {} }).schemaVersion + 1 },
    ];
    for (const form of damaged) expect(() => codec.decode(form)).toThrow(UndecodableEventError);
  });

  it('of an unknown type are refused', () => {
    expect(() => codecs[0]?.decode({ type: 'Unheard', schemaVersion: 1, data: {} })).toThrow(UndecodableEventError);
  });
});
