import { freshDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import type { EventStore, RecordedEvent } from '../../../event-store/event-store.js';
import { openPostgresEventStore } from '../../../event-store/postgres/postgres-event-store.js';
import { recordDays } from './keep-days.js';

let database: TestDatabase;
let store: EventStore;
const warned: string[] = [];
const log = { info: () => {}, warn: (_: object, sentence: string) => warned.push(sentence) };
const clockAt = (today: CivilDate): Promise<void> => recordDays({ store, today: () => today, log });

beforeEach(async () => {
  database = await freshDatabase();
  store = await openPostgresEventStore({ url: database.url });
  warned.length = 0;
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

async function recorded(): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const { events } of store.readAll()) found.push(...events);
  return found;
}
const days = async () => (await recorded()).map(({ stream, data }) => `${stream} ${(data as { day: string }).day}`);

describe('the days on record', () => {
  it('are none of the past, however far the clock falls back, and go on when it has come back', async () => {
    for (const today of ['2026-07-01', '2026-06-30', '2019-03-01', '1970-01-01']) await clockAt(today);
    expect(warned).toHaveLength(3);
    expect(new Set(warned)).toEqual(new Set(['the clock is behind the days on record: none is recorded until it has caught up']));
    await clockAt('2026-07-02');
    await clockAt('2026-07-02');
    expect(await days()).toEqual(['calendar-2026 2026-07-01', 'calendar-2026 2026-07-02']);
    expect(warned).toHaveLength(3);
  });

  it('have the same ids whether they are recorded one by one or caught up with over the end of a year', async () => {
    const ids = async () => (await recorded()).map(({ id }) => id);
    for (const today of ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']) await clockAt(today);
    const [one, store1] = [await ids(), store];
    const other = await freshDatabase();
    store = await openPostgresEventStore({ url: other.url });
    try {
      for (const today of ['2026-12-30', '2027-01-02']) await clockAt(today);
      expect(await ids()).toEqual(one);
    } finally {
      await store.close();
      await other.drop();
      store = store1;
    }
  });
});
