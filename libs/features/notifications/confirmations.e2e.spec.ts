import { randomUUID } from 'node:crypto';
import { eventually } from '../../../test/support/eventually.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { decodedMail, linkIn, Newsroom, startMailServer, type MailServer, type ReceivedMail } from '../../../test/support/notifications.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { linkKey, linkTo } from './links.js';

describe('an address', () => {
  let house: TestSystem;
  let mailServer: MailServer;
  let news: Newsroom;
  let lan: HttpClient;

  beforeAll(async () => {
    mailServer = await startMailServer();
    house = await startTestSystem({
      mail: { smtpUrl: mailServer.url, from: 'tiendo@example.vn', publicUrl: 'https://tiendo.example.vn/' },
    });
    await registerTuyenQuang(await house.as('admin'));
    lan = await house.as('leader', 'vn-08@base', { subject: 'lan' });
    news = new Newsroom(house.store, house.sql);
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await mailServer.close();
  });

  const subscribe = (client: HttpClient, address: string) =>
    client.post('/v1/subscriptions', {
      localities: ['vn-08@base'],
      from: 'raised',
      channel: { kind: 'email', address, atOnceFrom: 'notice' },
    });
  const mailsTo = (address: string): readonly ReceivedMail[] => mailServer.mails.filter(({ to }) => to.includes(address));
  const firstMail = (address: string): Promise<ReceivedMail> =>
    eventually(() => {
      expect(mailsTo(address)).toHaveLength(1);
      return mailsTo(address)[0]!;
    });
  const contactOf = async (address: string): Promise<string> =>
    String((await house.sql`select id from notifications.contact where address = ${address}`)[0]?.id);
  const press = async (path: string, body = '') => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(house.url + path, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const shown = async (client: HttpClient, id: string) =>
    ((await client.get('/v1/subscriptions', { 'x-read-after': await house.store.head() })).body.items as Record<string, unknown>[]).find(
      (one) => one.id === id,
    );
  const states = async (contactId: string): Promise<string[]> =>
    (await house.sql`select lane, state from notifications.outbox where recipient = ${contactId} order by seq`).map(
      ({ lane, state }) => `${String(lane).replace(contactId, '')} ${String(state)}`,
    );

  it('gets nothing but one mail that asks, until its owner presses the button; then what came meanwhile, in one mail', async () => {
    const { body } = await subscribe(lan, 'lan@example.vn');
    const asked = await firstMail('lan@example.vn');
    expect(decodedMail(asked.raw)).toContain('https://tiendo.example.vn/mail/confirmation/eyJ');
    await news.raise('t-1');
    await news.raise('t-2');
    const contactId = await contactOf('lan@example.vn');
    await eventually(async () => expect(await states(contactId)).toEqual(['confirm: sent', 'email: held', 'email: held']));
    expect((await shown(lan, body.id))?.channel).toMatchObject({ address: 'lan@example.vn', confirmed: false });

    const link = linkIn(asked.raw, '/mail/confirmation');
    const page = await fetch(house.url + link);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await page.text()).toContain('<form method="post">');
    expect((await shown(lan, body.id))?.channel).toMatchObject({ confirmed: false });

    expect((await press(link)).text).toContain('Địa chỉ đã được xác nhận.');
    await eventually(() => expect(mailsTo('lan@example.vn')).toHaveLength(2));
    expect(decodedMail(mailsTo('lan@example.vn')[1]!.raw).match(/Cảnh báo mới/g)!.length).toBeGreaterThanOrEqual(2);
    expect((await shown(lan, body.id))?.channel).toMatchObject({ confirmed: true });
    expect((await press(link)).status).toBe(200);
    await news.raise('t-3');
    await eventually(() => expect(mailsTo('lan@example.vn')).toHaveLength(3));
    expect(JSON.stringify((await house.store.readStream(body.stream)).events)).not.toContain('lan@example.vn');
  });

  it('is confirmed by no link that is forged, too old, replaced, or of an erased address, and all are told the same', async () => {
    const binh = await house.as('leader', 'vn-08@base', { subject: 'binh' });
    await subscribe(binh, 'binh@example.vn');
    const link = linkIn((await firstMail('binh@example.vn')).raw, '/mail/confirmation');
    const contactId = await contactOf('binh@example.vn');
    const key = await linkKey(house.sql);
    const path = (right: Parameters<typeof linkTo>[2], by = key) => linkTo('', by, right);
    const tooOld = Date.now() - 72 * 3_600_000 - 1;
    const [{ asked }] = (await house.sql`
      select (extract(epoch from asked_at) * 1000)::float8 as asked from notifications.contact where id = ${contactId}`) as [
      { asked: number },
    ];
    const others = [
      path({ kind: 'confirm', contactId, askedAt: asked }, 'another key'),
      path({ kind: 'confirm', contactId, askedAt: asked + 1 }),
      path({ kind: 'confirm', contactId: randomUUID(), askedAt: asked }),
      path({ kind: 'stop', contactId }).replace('unsubscription', 'confirmation'),
      '/mail/confirmation/nonsense',
      `${link}x`,
    ];
    const answers = await Promise.all(others.map((one) => press(one)));
    await house.sql`update notifications.contact set asked_at = ${new Date(tooOld).toISOString()} where id = ${contactId}`;
    answers.push(await press(path({ kind: 'confirm', contactId, askedAt: tooOld })), await press(link));
    await house.sql`update notifications.contact set asked_at = ${new Date(asked).toISOString()} where id = ${contactId}`;
    await binh.done(`/v1/contacts/${contactId}/erasure`, {});
    answers.push(await press(link));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(410);
    expect(answers[0]?.text).not.toContain('@');
  });

  it('is asked again when its giver wishes, not too often, and by nobody else', async () => {
    const chi = await house.as('leader', 'vn-08@base', { subject: 'chi' });
    await subscribe(chi, 'chi@example.vn');
    const old = linkIn((await firstMail('chi@example.vn')).raw, '/mail/confirmation');
    const contactId = await contactOf('chi@example.vn');
    const again = `/v1/contacts/${contactId}/confirmation`;
    expect((await lan.post(again, {})).body.code).toBe('contact_unknown');
    expect(await chi.post(again, {})).toMatchObject({ status: 409, body: { code: 'confirmation_limited', params: { minutes: 10 } } });
    await house.sql`update notifications.outbox set recorded_at = recorded_at - interval '11 minutes' where recipient = ${contactId}`;
    await chi.done(again, {});
    await eventually(() => expect(mailsTo('chi@example.vn')).toHaveLength(2));
    expect((await press(old)).status).toBe(410);
    expect((await press(linkIn(mailsTo('chi@example.vn')[1]!.raw, '/mail/confirmation'))).status).toBe(200);
    expect((await chi.post(again, {})).status).toBe(200);
    expect(mailsTo('chi@example.vn')).toHaveLength(2);
  });

  it('is one of ten that a person may have asked in a day: the eleventh is refused and not kept', async () => {
    const dung = await house.as('leader', 'vn-08@base', { subject: 'dung' });
    const statuses = [];
    for (let index = 1; index <= 11; index++) statuses.push((await subscribe(dung, `stranger-${index}@example.vn`)).status);
    expect(statuses).toEqual([...Array(10).fill(201), 409]);
    expect(await house.sql`select from notifications.contact where address = 'stranger-11@example.vn'`).toHaveLength(0);
  });

  it('gets no more mail after one click, whatever it was subscribed to, until it is confirmed anew', async () => {
    const em = await house.as('leader', 'vn-08@base', { subject: 'em' });
    const { body } = await subscribe(em, 'em@example.vn');
    const asked = await firstMail('em@example.vn');
    await press(linkIn(asked.raw, '/mail/confirmation'));
    await news.raise('t-4');
    await eventually(() => expect(mailsTo('em@example.vn')).toHaveLength(2));
    const head = mailsTo('em@example.vn')[1]!
      .raw.split('\r\n\r\n')[0]!
      .replace(/\r\n\s+/g, ' ');
    expect(head).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    const [, url = ''] = /^List-Unsubscribe: <(https:.*)>$/m.exec(head) ?? [];
    const stop = new URL(url).pathname;
    expect((await (await fetch(house.url + stop)).text()).includes('<form')).toBe(true);
    expect((await shown(em, body.id))?.ended).toBe(false);
    expect((await press(stop, 'List-Unsubscribe=One-Click')).status).toBe(200);
    expect(await shown(em, body.id)).toMatchObject({ ended: true, channel: { confirmed: false } });
    const { events } = await house.store.readStream(body.stream);
    expect(events.at(-1)).toMatchObject({ type: 'SubscriptionEnded', metadata: { actor: { id: 'system:notifications' } } });
    expect((await press(stop, 'List-Unsubscribe=One-Click')).status).toBe(200);

    await house.sql`update notifications.outbox set recorded_at = recorded_at - interval '11 minutes' where person_id = 'em'`;
    await subscribe(em, 'em@example.vn');
    await eventually(() => expect(mailsTo('em@example.vn')).toHaveLength(3));
    expect(linkIn(mailsTo('em@example.vn')[2]!.raw, '/mail/confirmation')).not.toBe('');
    expect((await press(linkIn(asked.raw, '/mail/confirmation'))).status).toBe(410);
  });

  it('is stopped by no forged link, and a large body is not read', async () => {
    expect((await press(linkTo('', 'another key', { kind: 'stop', contactId: randomUUID() }))).status).toBe(410);
    expect((await press('/mail/unsubscription/nonsense', 'x'.repeat(5_000))).status).toBe(413);
  });
});
