import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { allEvents } from '../../../test/support/projected.js';
import { exact } from '../../domain/kernel/decimal.js';
import { newestRules, RULES, type ScheduleRules } from '../../domain/schedule/rules.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { adoptRules } from './adopt-rules.js';

const known = RULES as unknown as ScheduleRules[];

describe('the rules of the schedule', () => {
  let database: TestDatabase;
  let store: EventStore;

  beforeAll(async () => {
    database = await freshDatabase();
    store = await openPostgresEventStore({ url: database.url });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it('are those of the first version without a word', async () => {
    await adoptRules(store);
    expect(await allEvents(store)).toEqual([]);
  });

  it('are put on record once when a program brings newer ones', async () => {
    known.push({ ...newestRules(), version: 2, onTrack: exact('1.2') });
    try {
      await adoptRules(store);
      await Promise.all([adoptRules(store), adoptRules(store)]);
    } finally {
      known.pop();
    }
    const events = await allEvents(store);
    expect(events.map(({ stream, type, data }) => [stream, type, data])).toEqual([
      ['rules-schedule', 'ScheduleRulesAdopted', { version: 2 }],
    ]);
  });

  it('are not set back by a program that does not know those in force', async () => {
    await expect(adoptRules(store)).rejects.toThrow('no schedule rules of version 2');
  });
});
