import { randomUUID } from 'node:crypto';
import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import type { EventStore, NewEvent } from '../event-store.js';
import { openPostgresEventStore } from './postgres-event-store.js';

const newEvent = (data: unknown = {}): NewEvent => ({ id: randomUUID(), type: 'Happened', data, metadata: {} });

let database: TestDatabase;
let sql: Sql;
let store: EventStore;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
  store = await openPostgresEventStore({ url: database.url });
});

afterAll(async () => {
  await store.close();
  await sql.end();
  await database.drop();
});

describe('schema of the event store', () => {
  it('is created once when several processes start at the same time', async () => {
    const empty = await freshDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresEventStore({ url: empty.url })));
    await Promise.all(stores.map((one, n) => one.append(`start-${n}`, 'no_stream', [newEvent()])));
    expect(await stores[0]!.head()).toBe('4');
    await Promise.all(stores.map((one) => one.close()));
    await empty.drop();
  });

  it.each(['update event_store.event set stream = stream', 'delete from event_store.event', 'truncate event_store.event'])(
    'refuses %s',
    async (statement) => {
      await expect(sql.unsafe(statement)).rejects.toThrow('event_store.event is append-only');
    },
  );

  it('gives events dense positions from 1, in the order of commit', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => store.append(`dense-${n % 7}`, 'any', [newEvent(), newEvent()])));
    await Promise.allSettled(Array.from({ length: 10 }, () => store.append('dense-0', 'no_stream', [newEvent()])));
    const [row] = await sql`select min(position)::int as first, max(position)::int as last, count(*)::int as count from event_store.event`;
    expect(row).toEqual({ first: 1, last: row!.count, count: row!.count });
    const [late] =
      await sql`select count(*)::int as count from event_store.event a join event_store.event b on b.position = a.position + 1 where b.recorded_at < a.recorded_at`;
    expect(late).toEqual({ count: 0 });
  });

  it.each([
    ['2026-09-30 01:02:03+00', '2026-09-30T01:02:03.000Z'],
    ['2026-09-30 01:02:03.04+00', '2026-09-30T01:02:03.040Z'],
    ['1999-12-31 23:59:59.999+07', '1999-12-31T16:59:59.999Z'],
  ])('gives the instant %s in UTC with milliseconds', async (stored, given) => {
    const stream = `instant-${given}`;
    await sql`insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
      select max(position) + 1, 0, ${stored}::text::timestamptz, gen_random_uuid(), ${stream}, 'T', '{}', '{}' from event_store.event`;
    expect((await store.readStream(stream)).events[0]?.recordedAt).toBe(given);
  });
});

describe('appending to PostgreSQL', () => {
  it('puts appends that come together into one commit', async () => {
    const transactions = async () =>
      (await sql<{ n: number }[]>`select count(distinct xmin::text)::int as n from event_store.event where stream like 'together-%'`)[0]!.n;
    await store.append('together-0', 'no_stream', [newEvent()]);
    const before = await transactions();
    await Promise.all(Array.from({ length: 64 }, (_, n) => store.append(`together-${n + 1}`, 'no_stream', [newEvent()])));
    expect((await transactions()) - before).toBeLessThanOrEqual(2);
  });

  it('refuses an event id that stands in another stream, or twice in one append', async () => {
    const event = newEvent();
    await store.append('id-1', 'no_stream', [event]);
    for (const expected of ['no_stream', 'any'] as const) {
      await expect(store.append('id-2', expected, [newEvent(), event])).rejects.toMatchObject({ name: 'EventIdConflict', stream: 'id-2' });
    }
    const twice = newEvent();
    await expect(store.append('id-3', 'any', [twice, twice])).rejects.toMatchObject({ name: 'EventIdConflict', stream: 'id-3' });
    const two = ['id-4', 'id-5'].map((stream) => ({ stream, expected: 'any' as const, events: [twice] }));
    await expect(store.appendAll(two)).rejects.toMatchObject({ name: 'EventIdConflict', stream: 'id-5' });
    expect(await store.readStreams(['id-2', 'id-3', 'id-4', 'id-5'])).toEqual(new Map());
  });

  it('writes none of several streams when a stream without new events is not where it should be', async () => {
    await store.append('fact-1', 'no_stream', [newEvent(), newEvent()]);
    const decided = { stream: 'decision-1', expected: 'no_stream' as const, events: [newEvent()] };
    await expect(store.appendAll([decided, { stream: 'fact-1', expected: 0, events: [] }])).rejects.toMatchObject({
      name: 'WrongExpectedRevision',
      stream: 'fact-1',
      actual: 1,
    });
    expect((await store.readStream('decision-1')).found).toBe(false);
    await store.appendAll([
      decided,
      { stream: 'fact-1', expected: 1, events: [] },
      { stream: 'fact-2', expected: 'no_stream', events: [] },
    ]);
    expect((await store.readStream('decision-1')).found).toBe(true);
  });

  it('takes ten thousand events for as many streams at once, and refuses them all for one', async () => {
    const appends = Array.from({ length: 10_000 }, (_, n) => ({
      stream: `many-${n}`,
      expected: 'no_stream' as const,
      events: [newEvent({ n })],
    }));
    await store.append('many-9999', 'no_stream', [newEvent()]);
    await expect(store.appendAll(appends)).rejects.toMatchObject({ name: 'WrongExpectedRevision', stream: 'many-9999' });
    expect((await store.readStream('many-0')).found).toBe(false);
    const results = await store.appendAll(appends.slice(0, -1));
    expect(results).toHaveLength(9_999);
    expect(results.at(-1)!.position).toBe(await store.head());
  });

  it('refuses names and ids that it could not store', async () => {
    await expect(store.append('a\u001eb', 'any', [newEvent()])).rejects.toThrow(TypeError);
    await expect(store.append('ế'.repeat(400), 'any', [newEvent()])).rejects.toThrow(TypeError);
    await expect(store.append('a', 'any', [{ ...newEvent(), type: '' }])).rejects.toThrow(TypeError);
    await expect(store.append('a', 'any', [{ ...newEvent(), id: 'no-uuid' }])).rejects.toThrow('is not a UUID');
    await expect(store.append('a', -1, [newEvent()])).rejects.toThrow('is not a revision');
  });

  it('does not let an event that PostgreSQL refuses spoil those that come with it', async () => {
    await sql.unsafe(`alter table event_store.event add constraint no_spoilt check (type <> 'Spoilt')`);
    const events = [newEvent(), { ...newEvent(), type: 'Spoilt' }, newEvent()];
    const [before, refused, after] = await Promise.allSettled(events.map((event, n) => store.append(`spoil-${n}`, 'no_stream', [event])));
    expect(refused).toMatchObject({ reason: { name: 'StoreUnavailable' } });
    expect([before!.status, after!.status]).toEqual(['fulfilled', 'fulfilled']);
  });
});

describe('losing PostgreSQL', () => {
  it('names the reason when it cannot be opened', async () => {
    const nobody = new URL(database.url);
    nobody.username = 'nobody';
    await expect(openPostgresEventStore({ url: nobody.href })).rejects.toThrow(/^event store unavailable: .*authentication failed/);
    await expect(openPostgresEventStore({ url: 'postgres://127.0.0.1:1/x', patienceMs: 1_000 })).rejects.toThrow(
      /^event store unavailable: .*ECONNREFUSED/,
    );
  });

  it('gives up on a server that is silent, and works again with one that answers', async () => {
    const gate = await openGate(database.url);
    const behind = await openPostgresEventStore({ url: gate.url, patienceMs: 700 });
    const event = newEvent();
    try {
      gate.silent = true;
      await expect(behind.append('silent-1', 'no_stream', [event])).rejects.toMatchObject({ name: 'StoreUnavailable' });
      gate.silent = false;
      expect(await behind.append('silent-1', 'no_stream', [event])).toMatchObject({ revision: 0 });
      expect((await behind.readStream('silent-1')).events).toHaveLength(1);
    } finally {
      await behind.close();
      gate.close();
    }
  });

  it('repeats an append whose answer was lost without writing it twice', async () => {
    const gate = await openGate(database.url);
    const behind = await openPostgresEventStore({ url: gate.url });
    try {
      gate.cutNextAnswer = true;
      expect(await behind.append('answer-1', 'any', [newEvent()])).toMatchObject({ revision: 0 });
      expect(gate.cutNextAnswer).toBe(false);
      expect((await store.readStream('answer-1')).events).toHaveLength(1);
    } finally {
      await behind.close();
      gate.close();
    }
  });
});

describe('a subscription to PostgreSQL', () => {
  it('asks a silent server less and less often, and goes on when it answers', async () => {
    const gate = await openGate(database.url);
    const behind = await openPostgresEventStore({ url: gate.url, patienceMs: 300 });
    await store.append('asked-1', 'no_stream', [newEvent()]);
    const batches = behind.subscribe({ filter: { categories: ['asked'] } })[Symbol.asyncIterator]();
    try {
      gate.silent = true;
      const [asked, begun] = [gate.taken, Date.now()];
      const next = batches.next();
      await eventually(() => expect(gate.taken).toBeGreaterThanOrEqual(asked + 4));
      // The first of at least four rounds of 300 ms may have had a connection; after them lie pauses of 50, 100, 200 and 400 ms.
      expect(Date.now() - begun).toBeGreaterThan(1_900);
      gate.silent = false;
      expect((await next).value).toMatchObject({ events: [{ stream: 'asked-1' }] });
    } finally {
      await batches.return?.();
      await behind.close();
      gate.close();
    }
  });

  it('is told what the server refuses, and ends', async () => {
    const refusing = await freshDatabase();
    const behind = await openPostgresEventStore({ url: refusing.url });
    const owner = postgres(refusing.url, { max: 1, onnotice: () => {} });
    try {
      await owner`alter table event_store.event rename to gone`;
      await expect(behind.subscribe()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        name: 'StoreUnavailable',
        cause: { code: '42P01' },
      });
    } finally {
      await owner.end();
      await behind.close();
      await refusing.drop();
    }
  });
});

interface Gate {
  readonly url: string;
  /** Connections so far. */
  taken: number;
  silent: boolean;
  cutNextAnswer: boolean;
  close(): void;
}

/** A way to the server on which answers can be withheld. */
async function openGate(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const sockets: Socket[] = [];
  const server: Server = createServer((client) => {
    gate.taken++;
    const upstream = connectSocket(Number(port), hostname);
    sockets.push(client, upstream);
    client
      .on('data', (data) => upstream.write(data))
      .on('error', () => upstream.destroy())
      .on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    upstream.on('data', (data) => {
      if (gate.cutNextAnswer) {
        gate.cutNextAnswer = false;
        client.destroy();
      } else if (!gate.silent) client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as { port: number }).port);
  const gate: Gate = {
    url: url.href,
    taken: 0,
    silent: false,
    cutNextAnswer: false,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return gate;
}
