import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { eventually } from '../../../test/support/eventually.js';
import { Newsroom, startMailServer, startReceiver, type MailServer, type Receiver } from '../../../test/support/notifications.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { reminderCodec } from '../../domain/reminder/reminder.codec.js';
import { reminderStream } from '../../domain/reminder/reminder.events.js';
import type { Channel } from '../../domain/subscription/subscription.events.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { createStatusTable } from '../../event-store/projection-tables.js';
import { todayInVietnam } from '../http/today.js';
import { prepareNotifications } from './outbox.tables.js';
import { startNotifications } from './start-notifications.js';

let database: TestDatabase;
let sql: Sql;
let store: EventStore;
let news: Newsroom;
let receiver: Receiver;
let mailServer: MailServer;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 12, onnotice: () => {} });
  store = await openPostgresEventStore({ url: database.url });
  await Promise.all([createStatusTable(sql), prepareNotifications(sql)]);
  [receiver, mailServer] = await Promise.all([startReceiver(), startMailServer()]);
  news = new Newsroom(store, sql);
  await news.places();
  const stopping = new AbortController();
  const mail = { smtpUrl: mailServer.url, from: 'Tiến Độ <tiendo@example.vn>', publicUrl: 'https://tiendo.example.vn' };
  const work = startNotifications({ store, sql, log: silentLog, mail, allowPrivate: true, now: () => Date.now() }, stopping.signal);
  stop = () => {
    stopping.abort();
    return work;
  };
});

afterAll(async () => {
  await stop();
  await Promise.all([receiver.close(), mailServer.close(), store.close()]);
  await sql.end();
  await database.drop();
});

const SENTENCE = { vi: 'Na Hang còn 1 báo cáo phải gửi.', en: 'Na Hang still owes 1 report.' };
const DUTY = { targetId: 't-1', indicatorId: 'relocated-households', period: '2021-08', dueOn: '2021-08-25' };

function remind(day: string, localityId = 'vn-072@base'): Promise<string> {
  const data = { localityId, day, duties: [DUTY], sentence: SENTENCE };
  const evaluator = { id: 'tiendo', name: 'Tiến Độ', role: 'admin', locality: 'vn' } as const;
  return news.write(reminderCodec, reminderStream(localityId), { type: 'RemindersDue', data }, evaluator);
}

const email = (contactId: string): Channel => ({
  ...{ kind: 'email', contactId, mode: 'at_once', atOnceFrom: 'notice', digestAt: '07:00', quietFrom: null, quietUntil: null },
});
const decoded = (raw: string): string =>
  raw.replace(/=\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());

describe('reminders', () => {
  it('go to those who asked for them, by mail in Vietnamese first and by webhook, in order and under ids that stay', async () => {
    const contactId = randomUUID();
    await news.contact(contactId, 'lan@example.vn');
    await news.endpoint('hook', receiver.url);
    const kinds = ['report_due'] as const;
    await news.subscribe('mail', email(contactId), { kinds });
    await news.subscribe('hooked', { kind: 'webhook', endpointId: 'hook' }, { kinds });
    await news.subscribe('alerts-only', { kind: 'in_app' });
    await news.subscribe('graver', { kind: 'in_app' }, { kinds, severities: ['critical', 'warning'] });
    await news.subscribe('elsewhere', { kind: 'in_app' }, { kinds, localities: ['vn-19@base'] });
    const day = todayInVietnam();
    const ids = [await remind(day)];
    await eventually(() => expect(mailServer.mails).toHaveLength(1));
    ids.push(await remind(day));
    await eventually(() => expect([mailServer.mails, receiver.received].map(({ length }) => length)).toEqual([2, 2]));

    expect(mailServer.mails.map(({ messageId }) => messageId)).toEqual(ids.map((id) => `${uuidV5(id, 'mail')}@example.vn`));
    const text = decoded(mailServer.mails[0]?.raw ?? '');
    expect(text).toContain('Nhắc báo cáo, hạn 25/8/2021');
    expect(text.indexOf(SENTENCE.vi)).toBeLessThan(text.indexOf(SENTENCE.en));

    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(bodies.map(({ id }) => id)).toEqual(ids.map((id) => uuidV5(id, 'hooked')));
    expect(bodies[0]).toMatchObject({ type: 'vn.tiendo.report.due', source: '/v1/duties', subject: 'vn-072@base' });
    expect(bodies[0]?.['data']).toEqual({
      ...{ occurrence: 'report_due', kind: 'report_due', severity: 'notice', day, sentence: SENTENCE },
      locality: { id: 'vn-072@base', name: 'Huyện Na Hang', nameEn: 'Tuyen Quang Province', localityLevel: 'district' },
      duties: [
        {
          targetId: 't-1',
          indicator: { id: 'relocated-households', name: 'Số hộ được di chuyển', nameEn: 'Relocated households' },
          period: '2021-08',
          dueOn: '2021-08-25',
        },
      ],
    });
    expect((await sql`select distinct subscription_id as id from notifications.outbox order by 1`).map(({ id }) => id)).toEqual([
      'hooked',
      'mail',
    ]);
  });
});
