import fc from 'fast-check';
import { eventIdOf, eventOf, streamOf } from '../../../test/support/transparency.js';
import { leafHashOfText } from '../../transparency/hashes.js';
import { entryOf } from '../../transparency/leaf.js';
import type { LoggedEntry, StoredEntry } from './compared-entries.js';
import { Comparison } from './comparison.js';
import type { Finding } from './findings.js';

const stored = (n: number, numerator = `${n}.25`): StoredEntry => {
  const event = eventOf(n);
  const data = { ...(event.data as object), numerator };
  const place = { id: eventIdOf(n), stream: streamOf(n), revision: n, type: event.type };
  return { ...place, text: entryOf({ ...place, data, metadata: event.metadata, recordedAt: '2026-01-01T00:00:00.000Z' }), isBeyond: false };
};
const logged = (n: number): LoggedEntry => {
  const { id, text } = stored(n);
  return { index: n, id, text, hash: leafHashOfText(text), isSound: true };
};

/** What is found when both come in pieces. */
async function compared(size: number, events: readonly StoredEntry[], piece = 100): Promise<readonly Finding[]> {
  const comparison = new Comparison((id) =>
    Promise.resolve(Array.from({ length: size }, (_, n) => n).find((n) => eventIdOf(n) === id) ?? null),
  );
  let at = 0;
  for (let from = 0; from < size; from += piece) {
    comparison.addLogged(Array.from({ length: Math.min(piece, size - from) }, (_, i) => logged(from + i)));
    while (comparison.wantsStored && at < events.length) {
      comparison.addStored(events.slice(at, at + piece));
      at += piece;
      await comparison.advance(at >= events.length);
    }
    await comparison.advance(at >= events.length);
  }
  comparison.addStored(events.slice(at));
  return comparison.end(size);
}

const SIZE = 60;
const all = (): StoredEntry[] => Array.from({ length: SIZE }, (_, n) => stored(n));
const kinds = (findings: readonly Finding[]): unknown[] => findings.map(({ kind, place }) => [kind, (place as { id: string }).id]);

describe('comparing store and log', () => {
  it('finds nothing where nothing differs, in whatever pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), async (piece) => {
        expect(await compared(SIZE, all(), piece)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('finds exactly the events that were changed, wherever', async () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: SIZE - 1 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 1, max: 70 }), async (changed, piece) => {
        const events = all().map((event, n) => (changed.includes(n) ? stored(n, 'changed') : event));
        const expected = [...changed].sort((a, b) => a - b).map((n) => ['event_changed', eventIdOf(n)]);
        expect(kinds(await compared(SIZE, events, piece))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('finds exactly the events that were deleted or inserted, wherever', async () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: SIZE - 2 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(some, some, fc.integer({ min: 1, max: 70 }), async (deleted, before, piece) => {
        const events = all().flatMap((event, n) => [
          ...(before.includes(n) ? [stored(1_000 + n)] : []),
          ...(deleted.includes(n) ? [] : [event]),
        ]);
        const found = kinds(await compared(SIZE, events, piece)).sort();
        const expected = [
          ...deleted.map((n) => ['event_missing', eventIdOf(n)]),
          ...before.map((n) => ['event_added', eventIdOf(1_000 + n)]),
        ];
        expect(found).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });

  it('names one event when one was moved to another place', async () => {
    const place = fc.integer({ min: 0, max: SIZE - 1 });
    await fc.assert(
      fc.asyncProperty(place, place, fc.integer({ min: 1, max: 70 }), async (from, to, piece) => {
        fc.pre(from !== to);
        const events = all();
        const [event] = events.splice(from, 1);
        events.splice(to, 0, event!);
        const found = await compared(SIZE, events, piece);
        // Of two neighbours either one may be said to have moved.
        const named = Math.abs(from - to) === 1 ? [eventIdOf(from), eventIdOf(to)] : [eventIdOf(from)];
        expect(kinds(found)).toEqual([['event_reordered', expect.any(String)]]);
        expect(named).toContain((found[0]!.place as { id: string }).id);
      }),
      { numRuns: 60 },
    );
  });

  it('never passes a store that differs', async () => {
    const ids = fc.array(fc.integer({ min: 0, max: SIZE + 5 }), { maxLength: SIZE + 5 });
    await fc.assert(
      fc.asyncProperty(ids, async (order) => {
        const isSame = order.length === SIZE && order.every((n, i) => n === i);
        expect(
          (
            await compared(
              SIZE,
              order.map((n) => stored(n)),
            )
          ).length === 0,
        ).toBe(isSame);
      }),
      { numRuns: 60 },
    );
  });

  it('gives up listing where nearly everything differs', async () => {
    const size = 1_300;
    const events = Array.from({ length: size }, (_, n) => stored(n, 'changed'));
    const findings = await compared(size, events, 400);
    expect(findings.length).toBeLessThanOrEqual(1_002);
    expect(findings.at(-1)).toMatchObject({ kind: 'too_many' });
  });
});
