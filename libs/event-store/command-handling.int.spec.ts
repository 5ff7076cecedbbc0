import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { eventCodec } from '../domain/kernel/codec.js';
import type { Decider, DomainEvent } from '../domain/kernel/decider.js';
import { DomainError, refuse } from '../domain/kernel/errors.js';
import { CommandHandling, type Issued } from './command-handling.js';
import { StoreUnavailable, WrongExpectedRevision } from './errors.js';
import { uuidV7 } from './event-ids.js';
import type { EventStore } from './event-store.js';
import { Facts } from './facts.js';
import { openPostgresEventStore } from './postgres/postgres-event-store.js';

interface Added extends DomainEvent {
  readonly type: 'Added';
  readonly data: { readonly amount: number };
}

const decider: Decider<number, Added> = { initial: 0, evolve: (sum, event) => sum + event.data.amount };
const SUM = { category: 'sum', codec: eventCodec<Added>({ Added: { version: 1, parse: (data) => data as object } }), decider };

const issued = (more: Partial<Issued> = {}): Issued => {
  const commandId = uuidV7();
  const actor = { id: 'u', name: 'u', role: 'admin', locality: 'vn' } as const;
  return { commandId, correlationId: commandId, causationId: commandId, actor, today: '2021-09-30', key: null, ifMatch: null, ...more };
};
const add = (amount: number) => (): readonly Added[] => [{ type: 'Added', data: { amount } }];
/** Adds up to a limit, refuses beyond, and has nothing to say at it. */
const upTo = (limit: number) => (sum: number) => (sum > limit ? refuse('beyond', { sum }) : sum === limit ? [] : add(1)());

describe('command handling', () => {
  let database: TestDatabase;
  let store: EventStore;
  let [mine, others]: CommandHandling[] = [];
  let count = 0;
  const fresh = () => `sum-${++count}`;
  const processOn = (on: EventStore) => new CommandHandling(on, new Facts(on, ['sum']));
  const amounts = async (stream: string) => (await store.readStream(stream)).events.map(({ data }) => (data as Added['data']).amount);

  beforeAll(async () => {
    database = await freshDatabase();
    store = await openPostgresEventStore({ url: database.url });
    [mine, others] = [processOn(store), processOn(store)];
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it('appends what was decided on the folded stream, and says where that stands', async () => {
    const stream = fresh();
    await mine!.handle(SUM, stream, issued(), add(2));
    const seen: number[] = [];
    const handled = await mine!.handle(SUM, stream, issued(), (sum) => {
      seen.push(sum);
      return add(3)();
    });
    expect(handled).toEqual({ stream, revision: 1, position: await store.head() });
    expect(seen).toEqual([2]);
  });

  it('says where the stream stands when there is nothing new', async () => {
    const stream = fresh();
    const first = await mine!.handle(SUM, stream, issued(), upTo(1));
    expect(await mine!.handle(SUM, stream, issued(), upTo(1))).toEqual(first);
    expect(await mine!.handle(SUM, fresh(), issued(), () => [])).toMatchObject({ revision: -1, position: '0' });
  });

  it('decides again when another process was faster', async () => {
    const stream = fresh();
    await mine!.handle(SUM, stream, issued(), add(1));
    await others!.handle(SUM, stream, issued(), add(10));
    const seen: number[] = [];
    await mine!.handle(SUM, stream, issued(), (sum) => {
      seen.push(sum);
      return add(100)();
    });
    expect(seen).toEqual([1, 11]);
    expect(await amounts(stream)).toEqual([1, 10, 100]);
  });

  it('never refuses, and never finds nothing new, on what it only remembers', async () => {
    const stream = fresh();
    await mine!.handle(SUM, stream, issued(), add(5));
    await others!.handle(SUM, stream, issued(), add(-5));
    expect(await mine!.handle(SUM, stream, issued(), upTo(4))).toMatchObject({ revision: 2 });
    await others!.handle(SUM, stream, issued(), add(-1));
    expect(await mine!.handle(SUM, stream, issued(), upTo(1))).toMatchObject({ revision: 4 });
    await expect(mine!.handle(SUM, stream, issued(), upTo(0))).rejects.toMatchObject({ code: 'beyond', params: { sum: 1 } });
  });

  it('takes one command after the other on one stream, and many streams at once', async () => {
    const stream = fresh();
    const handled = await Promise.all(Array.from({ length: 50 }, () => mine!.handle(SUM, stream, issued(), add(1))));
    expect(handled.map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('settles between two processes that write to one stream all the time', async () => {
    const stream = fresh();
    const work = async (handling: CommandHandling) => {
      for (let n = 0; n < 20; n++) await handling.handle(SUM, stream, issued(), add(1));
    };
    await Promise.all([work(mine!), work(others!)]);
    expect(await amounts(stream)).toHaveLength(40);
  });

  it('gives up after six tries', async () => {
    const stream = fresh();
    let tries = 0;
    const meddling = async () => {
      tries += 1;
      await others!.handle(SUM, stream, issued(), add(1));
      return add(1)();
    };
    await expect(mine!.handle(SUM, stream, issued(), meddling)).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(tries).toBe(6);
  });

  it('takes streams to be new while they are, and reads again as soon as one was not', async () => {
    const reads: string[] = [];
    const watched = new Proxy(store, {
      get: (target, name) => {
        if (name === 'readStream') return (stream: string) => (reads.push(stream), target.readStream(stream));
        return Reflect.get(target, name).bind?.(target);
      },
    });
    const handling = processOn(watched);
    const before = Array.from({ length: 12 }, fresh);
    for (const stream of before) await handling.handle(SUM, stream, issued(), add(1));
    expect(reads).toEqual(before.slice(0, 8));
    const present = [fresh(), fresh()] as const;
    for (const stream of present) await others!.handle(SUM, stream, issued(), add(1));
    for (const stream of present) expect(await handling.handle(SUM, stream, issued(), add(1))).toMatchObject({ revision: 1 });
    await expect(handling.handle(SUM, present[0], issued(), upTo(1))).rejects.toMatchObject({ code: 'beyond', params: { sum: 2 } });
    expect(reads.slice(8)).toEqual([present[0], present[1], present[0]]);
  });

  it('answers a keyed command from the stream when it stands there', async () => {
    const stream = fresh();
    const command = issued({ key: 'k' });
    const first = await mine!.handle(SUM, stream, command, add(1));
    await mine!.handle(SUM, stream, issued(), add(1));
    const again = () => Promise.reject<never>(new Error('decided twice'));
    expect(await mine!.handle(SUM, stream, command, again)).toEqual(first);
    expect(await others!.handle(SUM, stream, command, again)).toEqual(first);
  });

  it('writes a keyed command once that two processes carry out at once', async () => {
    const stream = fresh();
    const command = issued({ key: 'k' });
    const [a, b] = await Promise.all([mine!.handle(SUM, stream, command, add(1)), others!.handle(SUM, stream, command, add(1))]);
    expect(a).toEqual(b);
    expect(await amounts(stream)).toEqual([1]);
  });

  it('answers a keyed command first and looks at If-Match after', async () => {
    const stream = fresh();
    const command = issued({ key: 'k', ifMatch: -1 });
    const first = await mine!.handle(SUM, stream, command, add(1));
    expect(await mine!.handle(SUM, stream, command, add(1))).toEqual(first);
    await expect(mine!.handle(SUM, stream, issued({ ifMatch: 5 }), add(1))).rejects.toMatchObject({
      code: 'stale_revision',
      kind: 'stale',
      params: { expected: 5, actual: 0 },
    });
    await expect(mine!.handle(SUM, fresh(), issued({ ifMatch: 0 }), add(1))).rejects.toBeInstanceOf(DomainError);
  });

  it('says when the store does not answer, and goes on when it does', async () => {
    let isDown = true;
    const shaky = new Proxy(store, {
      get: (target, name) =>
        name === 'append' && isDown ? () => Promise.reject(new StoreUnavailable('down')) : Reflect.get(target, name).bind?.(target),
    });
    const handling = processOn(shaky);
    const stream = fresh();
    await expect(handling.handle(SUM, stream, issued(), add(1))).rejects.toBeInstanceOf(StoreUnavailable);
    isDown = false;
    expect(await handling.handle(SUM, stream, issued(), add(1))).toMatchObject({ revision: 0 });
  });

  it('stops at an event that it cannot read', async () => {
    const stream = fresh();
    await store.append(stream, 'no_stream', [{ id: uuidV7(), type: 'Unheard', data: {}, metadata: { schemaVersion: 1 } }]);
    await expect(mine!.handle(SUM, stream, issued(), add(1))).rejects.toMatchObject({
      name: 'UndecodableEventError',
      eventType: 'Unheard',
    });
  });

  describe('facts', () => {
    it('are what stands in the streams, also right after this process wrote there', async () => {
      const stream = fresh();
      expect(await mine!.facts.of(SUM, stream)).toBe(0);
      await mine!.handle(SUM, stream, issued(), add(1));
      expect(await mine!.facts.of(SUM, stream)).toBe(1);
      await mine!.handle(SUM, stream, issued(), add(1));
      expect(await mine!.facts.of(SUM, stream)).toBe(2);
    });

    it('are at most a second older than what another process wrote', async () => {
      const stream = fresh();
      await mine!.handle(SUM, stream, issued(), add(1));
      const facts = new Facts(store, ['sum']);
      await facts.of(SUM, stream);
      expect(await facts.of(SUM, stream)).toBe(1);
      await others!.handle(SUM, stream, issued(), add(1));
      await others!.handle(SUM, stream, issued(), add(1));
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      expect(await facts.of(SUM, stream)).toBe(3);
    });

    it('cost no read while they are fresh, and one for all when they are not', async () => {
      const streams = [fresh(), fresh(), fresh()];
      await Promise.all(streams.map((stream) => mine!.handle(SUM, stream, issued(), add(1))));
      const reads: string[] = [];
      const watched = new Proxy(store, {
        get: (target, name) => {
          if (String(name).startsWith('read') || name === 'head') reads.push(String(name));
          return Reflect.get(target, name).bind?.(target);
        },
      });
      const facts = new Facts(watched, ['sum']);
      await facts.ofMany(SUM, streams);
      expect(reads).toEqual(['head', 'readStreams']);
      await Promise.all(streams.map((stream) => facts.of(SUM, stream)));
      expect(reads).toHaveLength(2);
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      await Promise.all(streams.map((stream) => facts.of(SUM, stream)));
      expect(reads.slice(2)).toEqual(['readAll']);
    });

    it('are not kept when they were read while somebody wrote', async () => {
      const stream = fresh();
      await mine!.handle(SUM, stream, issued(), add(1));
      let interrupt: (() => Promise<unknown>) | null = null;
      const slow = new Proxy(store, {
        get: (target, name) => {
          if (name !== 'readStreams') return Reflect.get(target, name).bind?.(target);
          return async (streams: readonly string[]) => {
            const found = await target.readStreams(streams);
            await interrupt?.();
            return found;
          };
        },
      });
      const facts = new Facts(slow, ['sum']);
      interrupt = async () => {
        await others!.handle(SUM, stream, issued(), add(1));
        facts.forget([stream]);
      };
      expect(await facts.of(SUM, stream)).toBe(1);
      interrupt = null;
      expect(await facts.of(SUM, stream)).toBe(2);
    });
  });
});
