import type { EventStore } from '../../libs/event-store/event-store.js';
import type { EventStoreHarness } from './event-store-harness.js';
import { describeAppending } from './event-store.append.contract.js';
import { describeFaults } from './event-store.faults.contract.js';
import { describeModel } from './event-store.model.contract.js';
import { describeReading } from './event-store.read.contract.js';
import { describeRetrying } from './event-store.retry.contract.js';
import { describeSubscribing } from './event-store.subscribe.contract.js';

/**
 * The specification of the EventStore port: every engine passes all of it. On a server that is not ours to kill (`canKill: false`)
 * the rules that need its death are skipped by name.
 */
export function describeEventStore(name: string, start: () => Promise<EventStoreHarness>, { canKill = true } = {}): void {
  describe(`event store on ${name}`, () => {
    let harness: EventStoreHarness;
    let store: EventStore;
    const world = () => ({ harness, store });

    beforeAll(async () => {
      harness = await start();
      store = await harness.open();
    }, 120_000);

    afterAll(async () => {
      await store?.close();
      await harness?.dispose();
    }, 120_000);

    describeAppending(world);
    describeRetrying(world, canKill);
    describeReading(world);
    describeSubscribing(world);
    describeModel(world);
    describeFaults(world, canKill);
  });
}
