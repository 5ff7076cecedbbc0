import { fileURLToPath } from 'node:url';
import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { startFakeEventStoreDb } from '../support/eventstoredb/server.js';
import type { EventStoreHarness } from './event-store-harness.js';
import { describeEventStore } from './event-store.contract.js';

describeEventStore('EventStoreDB, a server in this process that keeps to its rules', async () => {
  const fake = await startFakeEventStoreDb();
  return {
    ...clientsOf(fake.connectionString),
    killServer: () => fake.kill(),
    startServer: () => fake.start(),
    dispose: () => fake.stop(),
  };
});

const realServer = process.env.TIENDO_TEST_ESDB_URL;

if (realServer === undefined) {
  describe.skip('event store on EventStoreDB, a real server: TIENDO_TEST_ESDB_URL names none', () => {
    it('passes the same suite', () => undefined);
  });
} else {
  const notOurs = () => Promise.reject(new Error('the server that TIENDO_TEST_ESDB_URL names is not ours to kill'));
  const harness = { ...clientsOf(realServer), killServer: notOurs, startServer: notOurs, dispose: () => Promise.resolve() };
  describeEventStore('EventStoreDB, the real server of TIENDO_TEST_ESDB_URL', () => Promise.resolve(harness), { canKill: false });
}

function clientsOf(connectionString: string): Pick<EventStoreHarness, 'open' | 'opener'> {
  return {
    open: ({ maxEventBytes: maxAppendBytes } = {}) =>
      openEventStoreDb({ connectionString, ...(maxAppendBytes === undefined ? {} : { maxAppendBytes }) }),
    opener: {
      module: fileURLToPath(new URL('../../libs/event-store/eventstoredb/eventstoredb-event-store.ts', import.meta.url)),
      name: openEventStoreDb.name,
      args: [{ connectionString }],
    },
  };
}
