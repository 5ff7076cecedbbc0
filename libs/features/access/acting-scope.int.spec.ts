import { draft } from '../../../test/support/projected.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { locality } from '../../../test/support/samples.js';
import type { Actor } from '../../domain/kernel/command.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityStream, type LocalityEvent } from '../../domain/locality/locality.events.js';
import type { EventStore } from '../../event-store/event-store.js';
import { Facts } from '../../event-store/facts.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { LocalityScope } from './locality-scope.js';

const MOVED = '2024-07-01';
const on = { effectiveOn: MOVED, legalBasis: null };
const registered = (localityId: string, parentId = 'vn'): LocalityEvent => ({
  type: 'LocalityRegistered',
  data: locality({ localityId, parentId }),
});
const reassigned = (localityId: string, parentId: string): LocalityEvent => ({
  type: 'LocalityReassigned',
  data: { localityId, parentId, from: MOVED, legalBasis: null },
});
const split = (localityId: string, ...parts: string[]): LocalityEvent => ({
  type: 'LocalitySplit',
  data: { localityId, ...on, parts: parts.map((part) => ({ localityId: part, share: null })) },
});

/** A commune goes from A to B; a province is split into two; another is merged whole; a commune is split; one is abolished. */
const HISTORY: readonly LocalityEvent[] = [
  ...['a', 'b', 'cut', 'cut-1', 'cut-2', 'old', 'new'].map((id) => registered(id)),
  ...[registered('moved', 'a'), registered('of-cut', 'cut'), registered('of-old', 'old'), registered('gone', 'a')],
  ...[registered('torn', 'a'), registered('torn-1', 'a'), registered('torn-2', 'b')],
  reassigned('moved', 'b'),
  reassigned('of-cut', 'cut-1'),
  split('cut', 'cut-1', 'cut-2'),
  split('torn', 'torn-1', 'torn-2'),
  { type: 'LocalityMerged', data: { localityId: 'old', ...on, into: 'new' } },
  { type: 'LocalityAbolished', data: { localityId: 'gone', ...on } },
];

describe('the scope of a role', () => {
  let database: TestDatabase;
  let store: EventStore;
  let scope: LocalityScope;
  const planner = (place: string): Actor => ({ id: 'p', name: 'P', role: 'planner', locality: place });

  beforeAll(async () => {
    database = await freshDatabase();
    store = await openPostgresEventStore({ url: database.url });
    for (const [index, event] of HISTORY.entries()) {
      await store.append(localityStream(event.data.localityId), 'any', [draft(localityCodec, event, `${index}`)]);
    }
    scope = new LocalityScope(new Facts(store, ['locality']));
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it.each([
    ['the parent that lost it', 'a', 'moved', '2024-06-30', true],
    ['the parent that lost it', 'a', 'moved', MOVED, false],
    ['the parent that has it now', 'b', 'moved', MOVED, true],
    ['the parent that has it now', 'b', 'moved', '2020-01-01', true],
    ['the part that a locality beneath went to', 'cut-1', 'of-cut', '2020-01-01', true],
    ['the part that a locality beneath did not go to', 'cut-2', 'of-cut', '2020-01-01', false],
    ['a part of a province, for the province itself', 'cut-2', 'cut', '2020-01-01', true],
    ['a part of a commune', 'torn-1', 'torn', '2020-01-01', true],
    ['who stands above a part', 'b', 'torn', '2020-01-01', true],
    ['the province that the one above was merged into', 'new', 'of-old', '2025-01-01', true],
    ['the last parent of what was abolished', 'a', 'gone', '2025-01-01', true],
    ['a neighbour', 'b', 'gone', '2020-01-01', false],
  ])('lets %s (%s) act for %s on %s: %p', async (_, place, localityId, date, may) => {
    const refusal = (await scope.acting(planner(place), [localityId]))(localityId, date);
    expect(refusal?.code ?? null).toBe(may ? null : 'locality_out_of_scope');
  });

  it.each(['a', 'b'])('lets %s go on reading what was ever beneath it', (place) =>
    expect(scope.check(planner(place), 'moved')).resolves.toBeUndefined(),
  );

  it('judges ten thousand dates without asking the store again', async () => {
    const acting = await scope.acting(planner('b'), ['moved']);
    const startedAt = performance.now();
    for (let day = 0; day < 10_000; day++) acting('moved', '2023-01-01');
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
