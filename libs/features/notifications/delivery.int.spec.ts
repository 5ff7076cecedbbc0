import { createHmac, randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import {
  decodedMail,
  EVIDENCE,
  freshDay,
  lookedAround,
  Newsroom,
  startMailServer,
  startReceiver,
  type MailServer,
  type Receiver,
} from '../../../test/support/notifications.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { silentLog } from '../../../test/support/silent-log.js';
import type { AlertEvent, Severity } from '../../domain/alert/alert.events.js';
import { subscriptionCodec } from '../../domain/subscription/subscription.codec.js';
import type { Channel } from '../../domain/subscription/subscription.events.js';
import { webhookCodec } from '../../domain/subscription/webhook.codec.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { createStatusTable } from '../../event-store/projection-tables.js';
import { GATHER_MS } from './outbox.js';
import { prepareNotifications } from './outbox.tables.js';
import { startNotifications, type NotificationParts } from './start-notifications.js';

let database: TestDatabase;
let sql: Sql;
let store: EventStore;
let news: Newsroom;
let receiver: Receiver;
let mailServer: MailServer;
/** What the clock of the program shows; it stands until a test moves it. */
let now: number;
let running: { stop(): Promise<void> } | null = null;

beforeEach(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 12, onnotice: () => {} });
  store = await openPostgresEventStore({ url: database.url });
  await Promise.all([createStatusTable(sql), prepareNotifications(sql)]);
  [receiver, mailServer] = await Promise.all([startReceiver(), startMailServer()]);
  news = new Newsroom(store, sql);
  await news.places();
  // After all that a test records.
  now = Date.now() + 60_000;
});

afterEach(async () => {
  await running?.stop();
  running = null;
  await Promise.all([receiver.close(), mailServer.close(), store.close()]);
  await sql.end();
  await database.drop();
});

function start(settings: Partial<NotificationParts> = {}): void {
  const stopping = new AbortController();
  const mail = { smtpUrl: mailServer.url, from: 'Tiến Độ <tiendo@example.vn>', publicUrl: 'https://tiendo.example.vn' };
  const parts = { store, sql, log: silentLog, mail, allowPrivate: true, now: () => now, ...settings };
  const work = startNotifications(parts, stopping.signal);
  running = {
    stop: () => {
      stopping.abort();
      return work;
    },
  };
}

/** The time of day in Việt Nam in so many minutes. */
const clock = (minutes: number): string => new Date(Date.now() + 7 * 3_600_000 + minutes * 60_000).toISOString().slice(11, 16);
const email = (contactId: string, change: Partial<Extract<Channel, { kind: 'email' }>> = {}): Channel => ({
  kind: 'email',
  contactId,
  mode: 'at_once',
  atOnceFrom: 'notice',
  // Far from now, at whatever time of the day that is.
  digestAt: clock(12 * 60),
  quietFrom: null,
  quietUntil: null,
  ...change,
});
const states = async (lane: string): Promise<string[]> =>
  (await sql`select state from notifications.outbox where lane = ${lane} order by seq`).map(({ state }) => String(state));
const change = (targetId: string, severity: Severity, day = freshDay()): AlertEvent => ({
  type: 'AlertChanged',
  data: { targetId, episode: 1, kind: 'behind', severity, day, evidence: EVIDENCE },
});
const escalate = (targetId: string, to: string, day = freshDay()): AlertEvent => ({
  type: 'AlertEscalated',
  data: { targetId, episode: 1, level: 1, day, to },
});
const resolve = (targetId: string): AlertEvent => ({
  type: 'AlertResolved',
  data: { targetId, episode: 1, day: freshDay(), why: 'recovered', actual: '60', asOf: '2021-09-07', measurementIds: [] },
});
const attempts = async (): Promise<string[]> =>
  (await sql`select outcome, detail from notifications.attempt order by seq`).map(({ outcome, detail }) => `${outcome} ${detail}`);
describe('what goes into the outbox', () => {
  it('is each alert once for each recipient who subscribed before, under an id that stays', async () => {
    await news.raise('too-early');
    await news.subscribe('s-1', { kind: 'in_app' });
    await news.subscribe('elsewhere', { kind: 'in_app' }, { localities: ['vn-19@base'] });
    await news.subscribe('graver', { kind: 'in_app' }, { severities: ['critical'] });
    await news.subscribe('other-kind', { kind: 'in_app' }, { kinds: ['report_overdue'] });
    const id = await news.raise('t-1');
    start();
    await eventually(async () => {
      const rows =
        await sql`select id, person_id, state, news->'locality'->>'name' as place, news->'indicator'->>'name' as indicator from notifications.outbox`;
      expect(rows).toEqual([
        { id: uuidV5(id, 's-1'), person_id: 'person-of-s-1', state: 'sent', place: 'Huyện Na Hang', indicator: 'Số hộ được di chuyển' },
      ]);
    });
  });

  it('also tells who heard of an alert how it ends, and notes that he acknowledged it', async () => {
    await news.subscribe('s-1', { kind: 'in_app' }, { severities: ['warning'] });
    await news.raise('t-1');
    const change = { targetId: 't-1', episode: 1, kind: 'behind', severity: 'critical', day: '2021-09-06' } as const;
    await news.alert('t-1', {
      type: 'AlertChanged',
      data: { ...change, evidence: EVIDENCE },
    });
    const acknowledgement = { targetId: 't-1', episode: 1, note: 'đã họp', recoveryOn: null };
    const actor = { id: 'person-of-s-1', name: 'Bình', role: 'leader', locality: 'vn' } as const;
    await news.alert('t-1', { type: 'AlertAcknowledged', data: acknowledgement }, actor);
    const end = {
      targetId: 't-1',
      episode: 1,
      day: '2021-09-07',
      why: 'recovered',
      actual: '60',
      asOf: '2021-09-07',
      measurementIds: [],
    } as const;
    await news.alert('t-1', { type: 'AlertResolved', data: end });
    start();
    await eventually(async () => {
      const rows =
        await sql`select news->>'occurrence' as what, acknowledged_at is not null as noted from notifications.outbox order by seq`;
      expect(rows.map(({ what, noted }) => [what, noted])).toEqual([
        ['raised', true],
        ['changed', true],
        ['resolved', false],
      ]);
    });
  });
});

describe('a subscription to what comes up to its level', () => {
  const heardBy = async (person: string): Promise<string[]> =>
    (await sql`select news->>'occurrence' as what from notifications.outbox where person_id = ${`person-of-${person}`} order by seq`).map(
      ({ what }) => String(what),
    );

  it('hears of an alert beneath when it was escalated, and then how it ends; of one of its own at once', async () => {
    await news.subscribe('leader', { kind: 'in_app' }, { from: 'escalated_to_me' });
    await news.subscribe('nation', { kind: 'in_app' }, { from: 'escalated_to_me', localities: ['vn'] });
    await news.subscribe('all', { kind: 'in_app' });
    await news.raise('t-1');
    await news.alert('t-1', change('t-1', 'critical'));
    await news.alert('t-1', escalate('t-1', 'vn-08@base'));
    await news.alert('t-1', resolve('t-1'));
    await news.raise('t-2');
    await news.alert('t-2', resolve('t-2'));
    await news.raise('t-3', { localityId: 'vn-08@base' });
    start();
    await eventually(async () => expect(await heardBy('all')).toHaveLength(7));
    expect(await heardBy('leader')).toEqual(['escalated', 'resolved', 'raised']);
    expect(await heardBy('nation')).toEqual([]);
  });
});

describe('e-mail', () => {
  const contactId = randomUUID();
  beforeEach(() => news.contact(contactId, 'lan@example.vn'));

  it('is sent at once, in Vietnamese, under the id of its message', async () => {
    await news.subscribe('s-1', email(contactId));
    const id = await news.raise('t-1');
    start();
    await eventually(() => expect(mailServer.mails).toHaveLength(1));
    const [mail] = mailServer.mails;
    expect(mail).toMatchObject({ to: ['lan@example.vn'], messageId: `${uuidV5(id, 's-1')}@example.vn` });
    expect(decodedMail(mail!.raw)).toContain('Đạt 41 % so với 55 % dự kiến.');
    expect(mail!.raw).toContain('multipart/alternative');
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['sent']));
  });

  it('waits for the end of quiet hours', async () => {
    await news.subscribe('s-1', email(contactId, { quietFrom: clock(-5), quietUntil: clock(5) }));
    await news.raise('t-1');
    start();
    await eventually(async () => {
      const [row] = await sql`select due_at > ${new Date(now).toISOString()} as later from notifications.outbox`;
      expect(row?.later).toBe(true);
    });
    expect([mailServer.mails.length, await attempts()]).toEqual([0, []]);
    now += 6 * 60_000;
    await eventually(() => expect(mailServer.mails).toHaveLength(1));
  });

  it('of lesser news comes together once a day, and what comes later on the next', async () => {
    await news.subscribe('s-1', email(contactId, { atOnceFrom: 'critical' }));
    for (const target of ['t-1', 't-2', 't-3']) await news.raise(target);
    start();
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['waiting', 'waiting', 'waiting']));
    now += 86_400_000;
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['sent', 'sent', 'sent']));
    expect(mailServer.mails).toHaveLength(1);
    expect(decodedMail(mailServer.mails[0]!.raw).match(/Huyện Na Hang – Số hộ được di chuyển/g)).toHaveLength(6);
  });

  it('of what was recorded late is one, when nothing more of it comes, and says so', async () => {
    now = Date.now();
    await news.subscribe('s-1', email(contactId, { atOnceFrom: 'warning' }));
    for (const target of ['t-1', 't-2']) {
      await news.raise(target, { day: '2021-09-05' });
      await news.alert(target, change(target, 'critical', '2021-09-07'));
      await news.alert(target, escalate(target, 'vn-08@base', '2021-09-12'));
    }
    await news.raise('t-3', { day: '2021-09-06', severity: 'notice' });
    await news.raise('t-4');
    start();
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(Array(8).fill('waiting')));
    const [last] = await sql`select max(recorded_at) as at from notifications.outbox where late`;
    now = last?.at.getTime() + GATHER_MS - 1_000;
    await lookedAround(sql);
    expect(mailServer.mails).toHaveLength(0);
    now += 2_000;
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(Array(8).fill('sent')));
    expect(mailServer.mails).toHaveLength(1);
    const text = decodedMail(mailServer.mails[0]!.raw).split('<!doctype')[0]!;
    expect(text.match(/Nghiêm trọng · Báo cáo lên cấp trên: chậm tiến độ \(12\/9\/2021\)/g)).toHaveLength(2);
    expect(text).toContain(
      'Trước đó: cảnh báo mới: chậm tiến độ, đáng lo ngại (5/9/2021); cảnh báo thay đổi: chậm tiến độ, nghiêm trọng (7/9/2021).',
    );
    expect(text.match(/ghi nhận muộn/g)).toHaveLength(3);
  });

  it('at once takes along what waits of the same alert for the daily mail, and that alone', async () => {
    await news.subscribe('s-1', email(contactId, { atOnceFrom: 'critical' }));
    await news.raise('t-1', { severity: 'notice' });
    await news.raise('t-2', { severity: 'notice' });
    const id = await news.alert('t-1', change('t-1', 'critical'));
    start();
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['sent', 'waiting', 'sent']));
    const [mail] = mailServer.mails;
    expect(mail?.messageId).toBe(`${uuidV5(id, 's-1')}@example.vn`);
    expect(decodedMail(mail!.raw)).toContain('Trước đó: cảnh báo mới: chậm tiến độ, lưu ý');
    now += 86_400_000;
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['sent', 'sent', 'sent']));
    expect(mailServer.mails).toHaveLength(2);
  });

  it('that failed goes out again as it was, before what came meanwhile', async () => {
    await news.subscribe('s-1', email(contactId));
    const tried = new Set<string>();
    mailServer.refuse = () => ({ code: 450 });
    const id = await news.raise('t-1');
    start();
    await eventually(async () => expect(await attempts()).toEqual(['failed 450']));
    const end = await news.alert('t-1', resolve('t-1'));
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['waiting', 'waiting']));
    mailServer.refuse = () => null;
    now += 6_000;
    await eventually(() => expect(mailServer.mails).toHaveLength(2));
    for (const { messageId } of mailServer.mails) tried.add(messageId);
    expect([...tried]).toEqual([id, end].map((event) => `${uuidV5(event, 's-1')}@example.vn`));
    expect(decodedMail(mailServer.mails[0]!.raw)).not.toContain('đã kết thúc');
  });

  it('leads to the alert on the page, where it can be acknowledged', async () => {
    await news.subscribe('s-1', email(contactId));
    await news.raise('t-1');
    start();
    await eventually(() => expect(mailServer.mails).toHaveLength(1));
    expect(decodedMail(mailServer.mails[0]!.raw)).toContain('Xem và tiếp nhận: https://tiendo.example.vn/#alert=t-1~1');
  });

  it('that the server refuses for good is given up, what it refuses for now is tried again, and no address is noted down', async () => {
    await news.subscribe('s-1', email(contactId));
    mailServer.refuse = () => ({ code: 550 });
    await news.raise('t-1');
    start();
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['failed']));
    mailServer.refuse = () => ({ code: 450 });
    await news.raise('t-2');
    await eventually(async () => expect(await attempts()).toEqual(['refused 550', 'failed 450']));
    mailServer.refuse = () => null;
    now += 6_000;
    await eventually(async () => expect(await states(`email:${contactId}`)).toEqual(['failed', 'sent']));
    expect(JSON.stringify(await sql`select * from notifications.attempt`)).not.toContain('lan@');
  });

  it('to an erased address is given up', async () => {
    await news.subscribe('s-1', email(contactId));
    await sql`delete from notifications.contact`;
    await news.raise('t-1');
    start();
    await eventually(async () => expect(await attempts()).toEqual(['refused contact_erased']));
  });

  it('waits while there is no mail server, which health says', async () => {
    await news.subscribe('s-1', email(contactId));
    await news.raise('t-1');
    start({ mail: null });
    await eventually(async () => {
      const [row] = await sql`select state, error->>'message' as message from projections.status where name = 'notifications'`;
      expect(row).toMatchObject({ state: 'running', message: expect.stringMatching(/^1 thư đang chờ .*TIENDO_SMTP_URL/) });
    });
    await running?.stop();
    start();
    await eventually(() => expect(mailServer.mails).toHaveLength(1));
    await eventually(async () =>
      expect((await sql`select error from projections.status where name = 'notifications'`)[0]?.error).toBeNull(),
    );
  });

  it('waits while the mail server is out of reach', async () => {
    await news.subscribe('s-1', email(contactId));
    await news.raise('t-1');
    start({ mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'a@b.vn', publicUrl: 'https://b.vn' } });
    await eventually(async () => expect(await attempts()).toMatchObject(['stuck ESOCKET']));
    expect(await states(`email:${contactId}`)).toEqual(['waiting']);
  });
});

describe('webhooks', () => {
  const lane = 'webhook:w-1';
  beforeEach(async () => {
    await news.endpoint('w-1', receiver.url);
    await news.subscribe('s-1', { kind: 'webhook', endpointId: 'w-1' });
  });

  it('carry a CloudEvent, signed', async () => {
    const event = await news.raise('t-1');
    start();
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const [{ headers, body }] = receiver.received as [Receiver['received'][number]];
    const id = uuidV5(event, 's-1');
    expect(headers).toMatchObject({ 'content-type': 'application/cloudevents+json; charset=utf-8', 'webhook-id': id });
    expect(JSON.parse(body)).toMatchObject({
      specversion: '1.0',
      id,
      source: '/v1/alerts',
      type: 'vn.tiendo.alert.raised',
      subject: 't-1',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      datacontenttype: 'application/json',
      data: {
        occurrence: 'raised',
        alertId: 't-1~1',
        targetId: 't-1',
        severity: 'warning',
        locality: { id: 'vn-072@base', name: 'Huyện Na Hang' },
      },
    });
    const signed = createHmac('sha256', 'secret')
      .update(`${id}.${String(headers['webhook-timestamp'])}.${body}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signed}`);
  });

  it('that fail are sent again by the schedule, under the same id, and those behind wait', async () => {
    receiver.answer = (_, count) => (count <= 2 ? 500 : 204);
    for (const target of ['t-1', 't-2']) await news.raise(target);
    start();
    await eventually(async () => expect(await attempts()).toEqual(['failed 500']));
    now += 5_000;
    await eventually(async () => expect(await attempts()).toEqual(['failed 500', 'failed 500']));
    now += 5_000;
    await lookedAround(sql);
    expect(receiver.received).toHaveLength(2);
    now += 295_000;
    await eventually(async () => expect(await states(lane)).toEqual(['sent', 'sent']));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids[0], ids[1]]).toEqual([ids[2], ids[2]]);
    expect(receiver.received.map(({ body }) => JSON.parse(body).subject)).toEqual(['t-1', 't-1', 't-1', 't-2']);
  });

  it('follow no redirect', async () => {
    receiver.answer = () => 302;
    await news.raise('t-1');
    start();
    await eventually(async () => expect(await attempts()).toEqual(['failed 302']));
    expect(receiver.received).toHaveLength(1);
  });

  it('that hang are broken off, and hold up nobody else', async () => {
    const other = await startReceiver();
    await news.endpoint('w-2', other.url);
    await news.subscribe('s-2', { kind: 'webhook', endpointId: 'w-2' });
    receiver.answer = () => null;
    await news.raise('t-1');
    start();
    await eventually(() => expect([receiver.received.length, other.received.length]).toEqual([1, 1]));
    await eventually(async () => expect(await attempts()).toEqual(['sent 204', 'failed timeout']), 40_000);
    await other.close();
  }, 60_000);

  it('are answered 410 once: the endpoint is disabled, by an event, and what comes is kept until it is taken into use again', async () => {
    receiver.answer = () => 410;
    for (const target of ['t-1', 't-2']) await news.raise(target);
    start();
    await eventually(async () => expect(await states(lane)).toEqual(['held', 'held']));
    const { events } = await store.readStream('webhook-w-1');
    expect(events.at(-1)).toMatchObject({ type: 'WebhookEndpointDisabled', data: { endpointId: 'w-1', reason: 'gone' } });
    await news.raise('t-3');
    await eventually(async () => expect(await states(lane)).toEqual(['held', 'held', 'held']));
    expect(receiver.received).toHaveLength(1);
    receiver.answer = () => 200;
    await news.endpoint('w-1', receiver.url);
    await eventually(async () => expect(await states(lane)).toEqual(['sent', 'sent', 'sent']));
    expect(receiver.received.slice(1).map(({ body }) => JSON.parse(body).subject)).toEqual(['t-1', 't-2', 't-3']);
  });

  it('that failed ten times disable the endpoint', async () => {
    receiver.answer = () => 503;
    await news.raise('t-1');
    start();
    for (let attempt = 1; attempt <= 10; attempt++) {
      await eventually(async () => expect(await attempts()).toHaveLength(attempt));
      now += 24 * 3_600_000;
    }
    await eventually(async () => expect(await states(lane)).toEqual(['held']));
    expect((await store.readStream('webhook-w-1')).events.at(-1)?.data).toEqual({ endpointId: 'w-1', reason: 'unreachable' });
  });

  it('go to no address of this network, by number or by name, unless that is allowed', async () => {
    await news.endpoint('w-2', receiver.url.replace('127.0.0.1', 'localhost').replace('http:', 'https:'));
    await news.endpoint('w-3', receiver.url.replace('http:', 'https:'));
    await news.subscribe('s-2', { kind: 'webhook', endpointId: 'w-2' });
    await news.subscribe('s-3', { kind: 'webhook', endpointId: 'w-3' });
    await news.raise('t-1');
    start({ allowPrivate: false });
    await eventually(async () => expect(await attempts()).toEqual(Array(3).fill('failed address_not_public')));
    expect(receiver.received).toHaveLength(0);
  });

  it('of a subscription that ended are not sent', async () => {
    receiver.answer = () => 500;
    await news.raise('t-1');
    start();
    await eventually(async () => expect(await attempts()).toHaveLength(1));
    await news.write(subscriptionCodec, 'subscription-s-1', { type: 'SubscriptionEnded', data: { subscriptionId: 's-1', reason: null } });
    await eventually(async () => expect(await states(lane)).toEqual(['dropped']));
  });

  describe('under way when somebody stops them', () => {
    const end = () =>
      news.write(subscriptionCodec, 'subscription-s-1', { type: 'SubscriptionEnded', data: { subscriptionId: 's-1', reason: null } });
    const disable = () =>
      news.write(webhookCodec, 'webhook-w-1', { type: 'WebhookEndpointDisabled', data: { endpointId: 'w-1', reason: 'owner' } });

    it.each([
      ['ended', 'dropped', end],
      ['disabled', 'held', disable],
    ])('%s: what then fails stays %s, and the attempt is on record', async (_, state, stop) => {
      const answers: ((status: number) => void)[] = [];
      receiver.answer = () => new Promise((resolve) => answers.push(resolve));
      await news.raise('t-1');
      start();
      await eventually(() => expect(answers).toHaveLength(1));
      await stop();
      await eventually(async () => expect(await states(lane)).toEqual([state]));
      answers[0]!(503);
      await eventually(async () => expect(await attempts()).toEqual(['failed 503']));
      expect(await states(lane)).toEqual([state]);
    });

    it('are not sent again when they have arrived all the same', async () => {
      const answers: ((status: number) => void)[] = [];
      receiver.answer = () => new Promise((resolve) => answers.push(resolve));
      await news.raise('t-1');
      start();
      await eventually(() => expect(answers).toHaveLength(1));
      await disable();
      await eventually(async () => expect(await states(lane)).toEqual(['held']));
      answers[0]!(204);
      await eventually(async () => expect(await states(lane)).toEqual(['sent']));
    });
  });
});

describe('tables that cannot be made', () => {
  const health = async () =>
    (await sql`select state, error->>'message' as message from projections.status where name = 'notifications'`)[0];
  beforeEach(async () => {
    await sql`drop schema notifications cascade`;
  });

  it('because the database refuses them stop the notifications, and health says why', async () => {
    await sql`create schema notifications`;
    await sql`create table notifications.contact (id int)`;
    start();
    await eventually(async () => expect(await health()).toEqual({ state: 'stopped', message: 'relation "contact" already exists' }));
  });

  it('for a moment are made when that has passed', async () => {
    let refused = false;
    const begin = (work: never): unknown => {
      if (refused) return sql.begin(work);
      refused = true;
      return Promise.reject(Object.assign(new Error('No space left on device'), { code: '53100' }));
    };
    start({ sql: new Proxy(sql, { get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)) }) });
    await eventually(async () => expect(await health()).toMatchObject({ state: 'running' }));
    expect(refused).toBe(true);
  });
});
