import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import { Newsroom, startMailServer, startReceiver, type MailServer, type Receiver } from '../../../test/support/notifications.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { prepareNotifications } from './outbox.tables.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const ALERTS = 250;
const HOOKS = ['w-1', 'w-2', 'w-3'];

describe('a thousand deliveries', () => {
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;
  let receiver: Receiver;
  let mailServer: MailServer;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 4, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await prepareNotifications(sql);
    [receiver, mailServer] = await Promise.all([startReceiver(), startMailServer()]);
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all([receiver.close(), mailServer.close(), store.close()]);
    await sql.end();
    await database.drop();
  });

  function start(): ChildProcess {
    const program = ['--import', at('../../../test/support/register-typescript.js'), at('../../../test/support/notifications-child.ts')];
    const child = spawn(process.execPath, [...program, database.url, mailServer.url], { stdio: ['ignore', 'ignore', 'inherit'] });
    children.push(child);
    return child;
  }

  const reached = (): number => receiver.received.length + mailServer.mails.length;

  it('survive kill -9 in their midst: none is lost, repeats carry the same id, and each recipient’s order stays', async () => {
    const news = new Newsroom(store, sql);
    await news.places();
    const contactId = randomUUID();
    await news.contact(contactId, 'lan@example.vn');
    const email = { kind: 'email', contactId, mode: 'at_once', atOnceFrom: 'notice', digestAt: '07:00' } as const;
    await news.subscribe('mail', { ...email, quietFrom: null, quietUntil: null });
    for (const id of HOOKS) {
      await news.endpoint(id, `${receiver.url}/${id}`);
      await news.subscribe(`to-${id}`, { kind: 'webhook', endpointId: id });
    }
    for (let number = 0; number < ALERTS; number++) await news.raise(`t-${number}`);

    for (const mark of [150, 400, 700]) {
      // Past the mark nothing is acknowledged, so that something waits however late the kill comes.
      receiver.answer = () => (reached() > mark ? null : 204);
      const child = start();
      await eventually(() => expect(reached()).toBeGreaterThan(mark), 60_000);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const [row] = await sql`select count(*)::int as waiting from notifications.outbox where state = 'waiting'`;
      expect(row?.waiting).toBeGreaterThan(0);
    }
    receiver.answer = () => 204;
    start();
    await eventually(async () => {
      const counts = await sql`select state, count(*)::int as n from notifications.outbox group by state`;
      expect(counts).toEqual([{ state: 'sent', n: ALERTS * (HOOKS.length + 1) }]);
    }, 120_000);

    const wanted = await sql<{ id: string; lane: string }[]>`select id, lane from notifications.outbox order by seq`;
    const sent = (lane: string): string[] => wanted.filter((row) => row.lane === lane).map(({ id }) => id);
    const hooked = receiver.received.map(({ headers, body }) => ({ id: String(headers['webhook-id']), body }));
    const mailed = mailServer.mails.map(({ messageId, raw }) => ({ id: messageId.split('@')[0] ?? '', body: raw.split('\r\n\r\n')[1] }));
    for (const lane of [`email:${contactId}`, ...HOOKS.map((id) => `webhook:${id}`)]) {
      const own = new Set(sent(lane));
      const got = [...hooked, ...mailed].filter(({ id }) => own.has(id)).map(({ id }) => id);
      // With the repeats dropped, exactly what was to be sent in the order of the alerts; and a repeat follows its first at once.
      expect([...new Set(got)]).toEqual(sent(lane));
      expect(got.filter((id, index) => id !== got[index - 1])).toEqual(sent(lane));
      expect(got.length).toBeLessThanOrEqual(own.size + children.length);
    }
    const bodies = new Set(hooked.map(({ id, body }) => `${id} ${body}`));
    expect(bodies.size).toBe(new Set(hooked.map(({ id }) => id)).size);
  }, 300_000);
});
