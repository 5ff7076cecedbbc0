import postgres, { type Sql } from 'postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../test/support/eventually.js';
import { lookedAround, Newsroom } from '../../../test/support/notifications.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { deliver, type DelivererParts } from './deliverer.js';
import type { Batch } from './outcome.js';
import { prepareNotifications } from './outbox.tables.js';

const DAY_MS = 86_400_000;
const CONTACT = '0197a3c2-6f1e-5d0c-9a54-2f6f2d7b8c31';

describe('the deliverer', () => {
  let database: TestDatabase;
  let sql: Sql;
  let sent: Batch[];
  let ahead: number;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    [sent, ahead, database] = [[], 0, await freshDatabase()];
    sql = postgres(database.url, { max: 8, onnotice: () => {} });
    await prepareNotifications(sql);
  });
  afterEach(async () => {
    await stop();
    await sql.end();
    await database.drop();
  });

  function start(parts: Partial<DelivererParts> = {}): void {
    const stopping = new AbortController();
    const take = async (batch: Batch) => {
      await sleep(5);
      sent.push(batch);
      return { kind: 'sent', detail: '200' } as const;
    };
    const all = { sql, store: null as never, now: () => Date.now() + ahead, log: silentLog, mail: take, webhook: take, ...parts };
    const work = deliver(all, stopping.signal);
    stop = () => {
      stopping.abort();
      return work;
    };
  }

  const waiting = (lane: string, count: number, dueInMs = 0) => {
    const [channel = '', recipient = ''] = lane.split(':');
    return sql`
      insert into notifications.outbox (digest, id, event_id, subscription_id, person_id, channel, recipient, lane, target_id, episode, news, recorded_at, due_at, state)
      select ${channel === 'email'}, gen_random_uuid(), gen_random_uuid(), 's', 'p', ${channel}, ${recipient}, ${lane}, 't', 1, '{}', now(),
        now() + make_interval(secs => ${dueInMs / 1_000}), 'waiting' from generate_series(1, ${count})`;
  };

  it('holds nobody up behind a recipient for whom a thousand messages wait', async () => {
    await waiting('webhook:busy', 1_000);
    start();
    await eventually(() => expect(sent.length).toBeGreaterThan(20));
    await waiting('webhook:other', 3);
    await eventually(() => expect(sent.filter(({ messages }) => messages[0]?.recipient === 'other')).toHaveLength(3));
    expect(sent.length).toBeLessThan(900);
  });

  it('waits as long as a receiver asks it to', async () => {
    await waiting('webhook:w', 1);
    start({ webhook: () => Promise.resolve({ kind: 'failed', detail: '429', retryAfterMs: 3_600_000 }) });
    await eventually(async () => {
      const [row] = await sql`select attempts, due_at > now() + interval '59 minutes' as later from notifications.outbox`;
      expect(row).toEqual({ attempts: 1, later: true });
    });
  });

  it('sends no digest on a day on which there is nothing to say', async () => {
    await new Newsroom(null as never, sql).contact(CONTACT, 'lan@example.vn');
    await waiting(`email:${CONTACT}`, 2, DAY_MS);
    const digests = () => sent.filter(({ messages }) => messages[0]?.recipient === CONTACT).map(({ messages }) => messages.length);
    start();
    await lookedAround(sql);
    expect(digests()).toEqual([]);
    await sql`update notifications.outbox set state = 'dropped' where state = 'waiting'`;
    ahead = 3 * DAY_MS;
    await lookedAround(sql);
    expect(digests()).toEqual([]);
    await waiting(`email:${CONTACT}`, 2);
    await eventually(() => expect(digests()).toEqual([2]));
  });

  it('gives each of several mails of an address an id of its own, that of a message in it', async () => {
    await new Newsroom(null as never, sql).contact(CONTACT, 'lan@example.vn');
    await waiting(`email:${CONTACT}`, 251, DAY_MS);
    // More than one mail holds was recorded late, before the message that is due.
    await sql`update notifications.outbox set late = true, recorded_at = now() - interval '1 hour', target_id = 't-' || seq`;
    await sql`update notifications.outbox set due_at = now() - interval '1 minute' where seq = (select max(seq) from notifications.outbox)`;
    start();
    await eventually(() => expect(sent.map(({ messages }) => messages.length)).toEqual([200, 51]));
    expect(sent.map(({ id }) => id)).toEqual(sent.map(({ messages }) => messages[0]?.id));
  });

  it('stops at once while the database is out of reach', async () => {
    const refusing = (() => {
      throw new Error('out of reach');
    }) as never;
    await new Promise<void>((warned) => start({ sql: refusing, log: { warn: () => warned() } }));
    // Timers go off in order, however busy the machine is.
    expect(await Promise.race([stop(), sleep(1_500, 'late')])).toBeUndefined();
  });

  it('holds back all that is for an address which is not proven', async () => {
    await new Newsroom(null as never, sql).contact(CONTACT, 'lan@example.vn');
    await sql`update notifications.contact set confirmed_at = null`;
    await waiting(`email:${CONTACT}`, 2);
    await waiting(`email:${CONTACT}`, 2, DAY_MS);
    start();
    await eventually(async () => expect(await sql`select from notifications.outbox where state = 'held'`).toHaveLength(4));
    expect(sent).toEqual([]);
  });
});
