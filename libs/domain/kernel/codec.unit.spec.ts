import { eventCodec, UndecodableEventError } from './codec.js';

type Renamed = { readonly type: 'Renamed'; readonly data: { readonly name: string; readonly language: string } };

const codec = eventCodec<Renamed>({
  Renamed: {
    version: 3,
    parse: (data) => data as object,
    upcast: {
      1: (older: { title: string }) => ({ name: older.title }),
      2: (older: { name: string }) => ({ ...older, language: 'vi' }),
    },
  },
});

describe('a codec', () => {
  it('writes the present version and lifts older ones step by step', () => {
    const data = { name: 'Tiến Độ', language: 'vi' };
    expect(codec.encode({ type: 'Renamed', data })).toEqual({ type: 'Renamed', schemaVersion: 3, data });
    expect(codec.decode({ type: 'Renamed', schemaVersion: 1, data: { title: 'Tiến Độ' } })).toEqual({ type: 'Renamed', data });
    expect(codec.decode({ type: 'Renamed', schemaVersion: 2, data: { name: 'Tiến Độ' } })).toEqual({ type: 'Renamed', data });
  });

  it('says which event it cannot read and why', () => {
    const read = (schemaVersion: number) => () => codec.decode({ type: 'Renamed', schemaVersion, data: {} });
    expect(read(4)).toThrow(UndecodableEventError);
    expect(read(4)).toThrow('event Renamed v4 cannot be decoded: written by a newer program (v4 > v3)');
    expect(read(0)).toThrow('event Renamed v0 cannot be decoded: no upcaster from v0');
  });
});
