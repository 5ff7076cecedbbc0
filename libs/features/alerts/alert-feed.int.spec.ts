import postgres from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import { Newsroom } from '../../../test/support/notifications.js';
import { freshDatabase } from '../../../test/support/postgres.js';
import { StoreUnavailable } from '../../event-store/errors.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { AlertFeed } from './alert-feed.js';

/** The store, which refuses the first who subscribes. */
function refusingOnce(store: EventStore): EventStore {
  let refused = false;
  const subscribe: EventStore['subscribe'] = async function* (options) {
    if (!refused) {
      refused = true;
      throw new StoreUnavailable('permission denied for table event');
    }
    yield* store.subscribe(options);
  };
  return { ...store, subscribe, head: () => store.head(), readAll: (options) => store.readAll(options) };
}

it('those who listen to alerts hear of them although the store refused the first time', async () => {
  const database = await freshDatabase();
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const store = await openPostgresEventStore({ url: database.url });
  const feed = new AlertFeed(refusingOnce(store));
  const heard: string[] = [];
  const listening = (async () => {
    for await (const events of feed.follow('0', new AbortController().signal)) heard.push(...events.map(({ id }) => id));
  })();
  try {
    const id = await new Newsroom(store, sql).raise('t-1');
    await eventually(() => expect(heard).toEqual([id]));
  } finally {
    feed.onModuleDestroy();
    await listening;
    await store.close();
    await sql.end();
    await database.drop();
  }
});
