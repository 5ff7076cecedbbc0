import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../../../test/support/http-client.js';
import { eventually } from '../../../test/support/eventually.js';
import { Newsroom, startReceiver, type Receiver } from '../../../test/support/notifications.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { signatureOf } from './signing.js';

describe('subscriptions over HTTP', () => {
  let house: TestSystem;
  let receiver: Receiver;
  let lan: HttpClient;
  let binh: HttpClient;
  let news: Newsroom;

  beforeAll(async () => {
    [house, receiver] = await Promise.all([startTestSystem(), startReceiver()]);
    await registerTuyenQuang(await house.as('admin'));
    lan = await house.as('leader', 'vn-08@base', { subject: 'lan' });
    binh = await house.as('planner', 'vn-072@base', { subject: 'binh' });
    news = new Newsroom(house.store, house.sql);
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await receiver.close();
  });

  const own = async (client: HttpClient, path: string) =>
    (await client.get(path, { 'x-read-after': await house.store.head() })).body.items as Record<string, unknown>[];

  it('are set with every kind and severity by default, read by their person only, changed and ended', async () => {
    const body = { subscriptionId: 'lan-1', localities: ['vn-08@base'], channel: { kind: 'in_app' } };
    const answer = await lan.post('/v1/subscriptions', body);
    expect(answer).toMatchObject({ status: 201, body: { id: 'lan-1', stream: 'subscription-lan-1', revision: 0 } });
    expect((await lan.post('/v1/subscriptions', body)).body.revision).toBe(0);
    expect((await lan.post('/v1/subscriptions', { ...body, severities: ['critical'] })).body.revision).toBe(1);
    expect(await own(lan, '/v1/subscriptions')).toEqual([
      expect.objectContaining({
        id: 'lan-1',
        localities: ['vn-08@base'],
        severities: ['critical'],
        from: 'escalated_to_me',
        channel: { kind: 'in_app' },
        ended: false,
      }),
    ]);
    expect(await own(binh, '/v1/subscriptions')).toEqual([]);
    expect(await binh.post('/v1/subscriptions/lan-1/ending', {})).toMatchObject({ status: 404, body: { code: 'subscription_unknown' } });
    expect((await lan.done('/v1/subscriptions/lan-1/ending', {})).body.revision).toBe(2);
    expect((await lan.post('/v1/subscriptions', body)).body.code).toBe('subscription_ended');
  });

  it('are set once per Idempotency-Key: a repeat gets the first answer and writes nothing, to the outbox neither', async () => {
    const channel = { kind: 'email', address: 'keyed@example.vn' };
    const key = { 'idempotency-key': 'once' };
    const body = { localities: ['vn-08@base'], channel };
    const first = await lan.post('/v1/subscriptions', body, key);
    const again = await lan.post('/v1/subscriptions', body, key);
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expect((await house.store.readStream(first.body.stream)).events).toHaveLength(1);
    expect(await house.sql`select from notifications.contact where address = 'keyed@example.vn'`).toHaveLength(1);
    expect(await house.sql`select from notifications.outbox where lane like 'confirm:%' and person_id = 'lan'`).toHaveLength(1);
    const other = await lan.post('/v1/subscriptions', { ...body, severities: ['critical'] }, key);
    expect(other.body.code).toBe('idempotency_key_reused');
    await lan.done(`/v1/subscriptions/${first.body.id}/ending`, {}, { 'idempotency-key': 'end' });
    const ended = await lan.done(`/v1/subscriptions/${first.body.id}/ending`, {}, { 'idempotency-key': 'end' });
    expect([ended.body.revision, (await house.store.readStream(first.body.stream)).events.length]).toEqual([1, 2]);
    const [contact] = await house.sql`select id from notifications.contact where address = 'keyed@example.vn'`;
    await lan.done(`/v1/contacts/${String(contact?.id)}/erasure`, {});
  });

  it('are refused beyond one’s scope', async () => {
    const body = (locality: string) => ({ localities: ['vn-072@base', locality], channel: { kind: 'in_app' } });
    expect(await binh.post('/v1/subscriptions', body('vn-08@base'))).toMatchObject({
      status: 403,
      body: { code: 'locality_out_of_scope' },
    });
    expect((await lan.post('/v1/subscriptions', body('vn-99@nowhere'))).body.code).toBe('locality_unknown');
  });

  it('to an address keep it out of the history, show it to its person, and forget it when told', async () => {
    const channel = { kind: 'email', address: 'binh@example.vn', quietFrom: '21:00', quietUntil: '06:00' };
    const { body } = await binh.done('/v1/subscriptions', { subscriptionId: 'binh-mail', localities: ['vn-072@base'], channel });
    const { events } = await house.store.readStream(body.stream);
    expect(JSON.stringify(events)).not.toContain('example.vn');
    const [shown] = await own(binh, '/v1/subscriptions');
    expect(shown?.channel).toMatchObject({ address: 'binh@example.vn', mode: 'at_once', atOnceFrom: 'warning', digestAt: '07:00' });
    const { contactId } = shown?.channel as { contactId: string };
    expect((await lan.post(`/v1/contacts/${contactId}/erasure`, {})).body.code).toBe('contact_unknown');
    await binh.done(`/v1/contacts/${contactId}/erasure`, {});
    expect((await own(binh, '/v1/subscriptions'))[0]?.channel).toMatchObject({ contactId, address: null });
    expect(await house.sql`select * from notifications.contact`).toEqual([]);
    expect(
      (await binh.post('/v1/subscriptions', { localities: ['vn-072@base'], channel: { ...channel, quietUntil: null } })).body.code,
    ).toBe('quiet_hours_incomplete');
  });

  it('to an endpoint are signed with its secret, rotated with overlap', async () => {
    await lan.done('/v1/webhooks', { endpointId: 'hook', url: `${receiver.url}?token=hidden` });
    expect(JSON.stringify((await house.store.readStream('webhook-hook')).events)).not.toContain('hidden');
    for (const url of ['https://user:secret@hooks.example.vn/', 'https://user@hooks.example.vn/']) {
      const refused = await lan.post('/v1/webhooks', { endpointId: 'hook', url });
      expect(refused).toMatchObject({ status: 400, body: { code: 'webhook_url_credentials' } });
      expect(JSON.stringify(refused.body)).not.toContain('secret@');
    }
    expect((await binh.get('/v1/webhooks/hook/secret')).body.code).toBe('webhook_unknown');
    const body = { localities: ['vn-08@base'], from: 'raised', channel: { kind: 'webhook', endpointId: 'hook' } };
    expect((await binh.post('/v1/subscriptions', { ...body, localities: ['vn-072@base'] })).body.code).toBe('webhook_unknown');
    const old = (await lan.get('/v1/webhooks/hook/secret')).body.secret as string;
    await lan.done('/v1/webhooks/hook/secret', {});
    const fresh = (await lan.get('/v1/webhooks/hook/secret')).body.secret as string;
    await lan.done('/v1/subscriptions', body);
    await news.raise('signed');
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const [{ headers, body: sent }] = receiver.received as [Receiver['received'][number]];
    const message = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body: sent };
    expect(headers['webhook-signature']).toBe([signatureOf(message, fresh), signatureOf(message, old)].join(' '));
    await eventually(async () => expect((await own(lan, '/v1/webhooks'))[0]).toMatchObject({ id: 'hook', disabled: null, waiting: 0 }));
    await lan.done('/v1/webhooks/hook/disabling', {});
    await news.raise('kept');
    expect((await own(lan, '/v1/webhooks'))[0]).toMatchObject({ disabled: 'owner', waiting: 1 });
  });

  it('leave a history of what was sent to whom, when, and whether it was opened', async () => {
    await lan.done('/v1/subscriptions', {
      subscriptionId: 'lan-2',
      localities: ['vn-08@base'],
      from: 'raised',
      channel: { kind: 'in_app' },
    });
    await news.raise('seen');
    const [item] = await own(lan, '/v1/notifications?channel=in_app');
    expect(item).toMatchObject({ subscriptionId: 'lan-2', recipient: 'lan', state: 'sent', openedAt: null, news: { targetId: 'seen' } });
    await lan.done(`/v1/notifications/${item?.id}/opening`, {});
    expect((await own(lan, '/v1/notifications?channel=in_app'))[0]?.openedAt).toMatch(/Z$/);
    expect((await binh.post(`/v1/notifications/${item?.id}/opening`, {})).body.code).toBe('notification_unknown');
    expect((await binh.post(`/v1/notifications/${randomUUID()}/opening`, {})).status).toBe(404);
    const [hooked] = (await own(lan, '/v1/notifications?channel=webhook')).toReversed();
    expect(hooked).toMatchObject({ recipient: 'hook', state: 'sent', attempts: [{ outcome: 'sent', detail: '204' }] });
  });
});
