import fc from 'fast-check';
import { sseReader, type SseMessage } from './sse.js';

function messagesOf(...pieces: readonly string[]): readonly SseMessage[] {
  const found: SseMessage[] = [];
  const feed = sseReader((message) => found.push(message));
  pieces.forEach(feed);
  return found;
}

const STREAM =
  'retry: 2000\n\n: \n\nid: 7\nevent: alert\ndata: {"a":"Chiêm Hóa: 9 %"}\n\nid: 8\r\ndata: one\r\ndata:two\r\n\r\ndata: three\n\n';
const TOLD = [
  { id: '7', data: '{"a":"Chiêm Hóa: 9 %"}' },
  { id: '8', data: 'one\ntwo' },
  { id: '8', data: 'three' },
];

describe('server-sent events', () => {
  it('are read with their ids; comments and heartbeats are no messages', () => {
    expect(messagesOf(STREAM)).toEqual(TOLD);
  });

  it('are the same wherever the network cuts them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(STREAM.length)), (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), STREAM.length];
        expect(messagesOf(...ends.map((end, index) => STREAM.slice(ends[index - 1] ?? 0, end)))).toEqual(TOLD);
      }),
    );
  });

  it('are told only when they are whole', () => {
    expect(messagesOf('id: 9\ndata: half\n')).toEqual([]);
  });
});
