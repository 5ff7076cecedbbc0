import postgres, { type Sql } from 'postgres';
import type { Socket } from 'node:net';
import { eventually } from '../../../test/support/eventually.js';
import { startHostile, startHostileMailServer, type Hostile } from '../../../test/support/hostile.js';
import { Newsroom } from '../../../test/support/notifications.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { publicOf, publicOnly } from './addresses.js';
import type { Batch } from './outcome.js';
import { prepareNotifications } from './outbox.tables.js';
import { openMailer } from './send-mail.js';
import { sendWebhook } from './send-webhook.js';

const CONTACT = '0197a3c2-6f1e-5d0c-9a54-2f6f2d7b8c31';
const news = { occurrence: 'report_due', kind: 'report_due', severity: 'notice', day: '2021-09-22', duties: [] } as const;
/** Ends a hang only. */
const LONG_MS = 20_000;
const message = (channel: 'email' | 'webhook', recipient: string): Batch => ({
  id: '0197a3c2-6f1e-5d0c-9a54-2f6f2d7b8c32',
  messages: [
    {
      ...{
        id: '0197a3c2-6f1e-5d0c-9a54-2f6f2d7b8c32',
        subscriptionId: 's-1',
        channel,
        recipient,
        digest: false,
        lane: `${channel}:${recipient}`,
      },
      ...{ recordedAt: '2021-09-22T00:00:00.000000Z', attempts: 0 },
      news: { ...news, locality: { id: 'x', name: 'Xã Đầu' }, sentence: { vi: 'Nhắc.', en: 'Due.' } },
    },
  ],
});

let database: TestDatabase;
let sql: Sql;
let hostile: Hostile | null = null;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
  await prepareNotifications(sql);
  await new Newsroom(null as never, sql).contact(CONTACT, 'lan@example.vn');
});
afterEach(async () => {
  await hostile?.close();
  hostile = null;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

describe('a webhook receiver', () => {
  const send = async (url: string, allowPrivate = true, lookup = publicOnly, timeoutMs = LONG_MS) => {
    await sql`
      insert into notifications.endpoint values ('w', 'u', ${url}, ${sql.json([{ secret: 'whsec_c2VjcmV0', until: null }])})
      on conflict (id) do update set url = excluded.url`;
    return sendWebhook({ sql, allowPrivate, timeoutMs, lookup }, message('webhook', 'w'), Date.now(), new AbortController().signal);
  };
  const answering = async (act: (socket: Socket) => void, timeoutMs?: number) => {
    hostile = await startHostile(act);
    return send(`http://127.0.0.1:${hostile.port}/`, true, publicOnly, timeoutMs);
  };

  it('that trickles its answer byte by byte is broken off in time', async () => {
    const outcome = await answering((socket) => {
      const text = 'HTTP/1.1 200 OK\r\nX: '.padEnd(10_000, 'x');
      let at = 0;
      const timer = setInterval(() => socket.write(text[at++] ?? 'x'), 50);
      socket.on('close', () => clearInterval(timer));
    }, 600);
    expect(outcome).toEqual({ kind: 'failed', detail: 'timeout' });
  });

  it('whose answer never ends is left after the first line', async () => {
    const outcome = await answering((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')]);
      const more = (): void => {
        while (!socket.destroyed) if (!socket.write(chunk)) return void socket.once('drain', more);
      };
      more();
    });
    expect(outcome).toEqual({ kind: 'sent', detail: '200' });
    // What was left is not read on in the background.
    await eventually(() => expect(hostile?.connections).toBe(0));
  });

  it('whose head is without end is broken off', async () => {
    const outcome = await answering((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`);
    });
    expect(outcome).toEqual({ kind: 'failed', detail: 'HPE_HEADER_OVERFLOW' });
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['hangs up', (socket) => void socket.destroy(), 'ECONNRESET'],
    ['hangs up within its head', (socket) => void socket.end('HTTP/1.1 200 OK\r\nx'), 'ECONNRESET'],
    ['speaks no HTTP', (socket) => void socket.end('220 mail.example.vn\r\n'), 'HPE_INVALID_CONSTANT'],
  ])('that %s has not taken the message', async (_, act, detail) => {
    expect(await answering(act)).toEqual({ kind: 'failed', detail });
  });

  it('that hangs up within its body had taken the message', async () => {
    const outcome = await answering((socket) => void socket.end('HTTP/1.1 202 Accepted\r\ncontent-length: 50\r\n\r\nhalf'));
    expect(outcome).toEqual({ kind: 'sent', detail: '202' });
  });

  it('that asks to be left alone is, for as long as it says', async () => {
    const outcome = await answering((socket) => void socket.end('HTTP/1.1 429 Slow Down\r\nretry-after: 120\r\n\r\n'));
    expect(outcome).toEqual({ kind: 'failed', detail: '429', retryAfterMs: 120_000 });
  });

  it.each([
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://１２７.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://localhost/',
    'https://user:password@169.254.169.254/latest/meta-data',
    'http://8.8.8.8/',
  ])('of this network is not reached as %s', async (url) => {
    expect(await send(url, false)).toEqual({ kind: 'failed', detail: 'address_not_public' });
  });

  it('whose name has come to lead into this network by the time of delivery is not reached', async () => {
    let connections = 0;
    hostile = await startHostile((socket) => void (connections++, socket.destroy()));
    const PUBLIC = [{ address: '203.113.131.1', family: 4 }];
    const answers = [PUBLIC, [{ address: '127.0.0.1', family: 4 }], [...PUBLIC, { address: '127.0.0.1', family: 4 }]];
    const lookup = publicOf((_name, _options, callback) => callback(null, answers.shift() ?? []));
    const url = `https://receiver.example.vn:${hostile.port}/`;
    // At first the name is fit to be registered, and leads to where anybody may.
    await new Promise((resolve) =>
      lookup('receiver.example.vn', { all: true }, (error, found) => resolve(expect([error, found]).toEqual([null, PUBLIC]))),
    );
    for (const _ of ['alone', 'beside a public one', 'nowhere'])
      expect(await send(url, false, lookup)).toEqual({ kind: 'failed', detail: 'address_not_public' });
    expect(connections).toBe(0);
    // What is refused is the address and nothing else: allowed, it is connected to.
    expect(await send(url.replace('receiver.example.vn', '127.0.0.1'), true)).toMatchObject({ kind: 'failed' });
    expect(connections).toBe(1);
  });
});

describe('a mail server', () => {
  const send = async (answers: Parameters<typeof startHostileMailServer>[0], silenceMs = LONG_MS) => {
    hostile = await startHostileMailServer(answers);
    const url = `smtp://127.0.0.1:${hostile.port}`;
    const mailer = openMailer(sql, { smtpUrl: url, from: 'tiendo@example.vn', publicUrl: 'https://tiendo.example.vn', silenceMs });
    const outcome = await mailer.send(message('email', CONTACT), Date.now());
    mailer.close();
    return outcome;
  };
  const silence = (): void => {};
  const hangUp = (socket: Socket): void => void socket.destroy();

  it('that takes the message has it', async () => {
    expect(await send({})).toEqual({ kind: 'sent', detail: '250' });
    expect(hostile?.seen.join('')).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  it.each([
    ['falls silent in DATA', { DATA: silence }],
    ['falls silent after the message', { '.': silence }],
    ['hangs up in DATA', { DATA: hangUp }],
    ['drops the connection when TLS begins', { EHLO: '250-hostile\r\n250 STARTTLS', STARTTLS: hangUp }],
    ['has no TLS behind its word', { EHLO: '250-hostile\r\n250 STARTTLS', STARTTLS: '220 go on\r\n250 no' }],
  ])('that %s is tried again for as long as it takes', async (_, answers) => {
    expect((await send(answers, 500)).kind).toBe('stuck');
  });

  it('that has something against our sender, or its own state, costs no message', async () => {
    expect(await send({ MAIL: '550 sender rejected' })).toEqual({ kind: 'stuck', detail: '550' });
    await hostile?.close();
    expect(await send({ EHLO: '421 too busy', HELO: '421 too busy' })).toMatchObject({ kind: 'stuck' });
  });

  it.each([
    ['451 greylisted', { RCPT: '451 greylisted' }, { kind: 'failed', detail: '451' }],
    ['451 after the message', { '.': '451 later' }, { kind: 'failed', detail: '451' }],
    ['550 for the recipient', { RCPT: '550 nobody' }, { kind: 'refused', detail: '550' }],
    ['554 for the message', { '.': '554 no' }, { kind: 'refused', detail: '554' }],
  ])('that says %s is understood', async (_, answers, outcome) => {
    expect(await send(answers)).toEqual(outcome);
  });
});
