import type { HttpClient } from '../../../test/support/http-client.js';
import { Newsroom } from '../../../test/support/notifications.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { reminderCodec } from '../../domain/reminder/reminder.codec.js';
import { reminderStream } from '../../domain/reminder/reminder.events.js';
import { sseReader } from '../../../apps/web/sse.js';

interface Told {
  readonly id: string;
  readonly notification: { readonly id: string; readonly news: { readonly occurrence: string; readonly targetId?: string } };
}

describe('what one is told in the application', () => {
  let house: TestSystem;
  let news: Newsroom;
  let lan: HttpClient;
  let binh: HttpClient;

  beforeAll(async () => {
    house = await startTestSystem();
    await registerTuyenQuang(await house.as('admin'));
    lan = await house.as('leader', 'vn-08@base', { subject: 'lan' });
    binh = await house.as('leader', 'vn-08@base', { subject: 'binh' });
    news = new Newsroom(house.store, house.sql);
    const body = { localities: ['vn-08@base'], from: 'raised', channel: { kind: 'in_app' } };
    await lan.done('/v1/subscriptions', { ...body, kinds: ['behind', 'report_due'] });
    await binh.done('/v1/subscriptions', { ...body, kinds: ['report_overdue'] });
  }, 120_000);
  afterAll(() => house.close());

  const unread = async (client: HttpClient) =>
    (await client.get('/v1/notifications/counts', { 'x-read-after': await house.store.head() })).body.unread as number;

  it('comes live: alerts, escalations and reminders, to oneself alone, and goes on from where one was', async () => {
    const [first, others] = [await listen(lan), await listen(binh)];
    await news.raise('t-1');
    const [raised] = await first.take(1);
    expect(raised).toMatchObject({ notification: { news: { occurrence: 'raised', targetId: 't-1' }, channel: 'in_app', openedAt: null } });
    first.close();
    const escalated = { targetId: 't-1', episode: 1, level: 1, to: 'vn-08@base', day: '2021-09-12' };
    await news.alert('t-1', { type: 'AlertEscalated', data: escalated });
    const due = { localityId: 'vn-072@base', day: '2021-09-22', duties: [], sentence: { vi: 'Nhắc.', en: 'Due.' } };
    await news.write(reminderCodec, reminderStream('vn-072@base'), { type: 'RemindersDue', data: due });
    const again = await listen(lan, raised!.id);
    expect((await again.take(2)).map(({ notification }) => notification.news.occurrence)).toEqual(['escalated', 'report_due']);
    await news.raise('t-2');
    expect((await again.take(3))[2]?.notification.news).toMatchObject({ occurrence: 'raised', targetId: 't-2' });
    again.close();
    // Who has not asked for any of this hears nothing before what he asked for.
    await news.raise('t-9', { kind: 'report_overdue' });
    const [own] = await others.take(1);
    expect(own).toMatchObject({ notification: { news: { targetId: 't-9' } } });
    others.close();
  });

  it('is counted until it is opened, one by one or all that was seen', async () => {
    expect([await unread(lan), await unread(binh)]).toEqual([4, 1]);
    const items = async (query: string) => (await lan.get(`/v1/notifications?${query}`)).body.items as { id: string }[];
    const [latest, , third] = await items('unread=true');
    await lan.done(`/v1/notifications/${third!.id}/opening`, {});
    expect([await unread(lan), (await items('unread=true')).length]).toEqual([3, 3]);
    await news.raise('t-3');
    expect(await unread(lan)).toBe(4);
    expect((await binh.post('/v1/notifications/opening', { through: latest!.id })).body.code).toBe('notification_unknown');
    await lan.done('/v1/notifications/opening', { through: latest!.id });
    expect(await unread(lan)).toBe(1);
    await lan.done('/v1/notifications/opening', { through: latest!.id });
    expect([await unread(lan), (await items('channel=in_app')).length]).toEqual([1, 5]);
  });

  it.each(['yesterday', '1/2', '1'.repeat(19)])('refuses to go on from %s', async (place) => {
    const answer = await lan.get('/v1/notifications/stream', { 'last-event-id': place });
    expect(answer.body).toMatchObject({ status: 400, code: 'request_invalid' });
  });

  it('reaches a listener that was away for long, every message once and in order', async () => {
    for (let index = 0; index < 40; index++) await news.raise(`many-${index}`);
    const from = await listen(lan, '0');
    const told = await from.take(45);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(told.map(({ id }) => Number(id))).toEqual(told.map(({ id }) => Number(id)).toSorted((a, b) => a - b));
    from.close();
  });
});

async function listen({ url, token }: HttpClient, after?: string) {
  const ended = new AbortController();
  const headers = { authorization: `Bearer ${token}`, ...(after !== undefined && { 'last-event-id': after }) };
  const response = await fetch(new URL('/v1/notifications/stream', url), { headers, signal: ended.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const told: Told[] = [];
  const feed = sseReader(({ data }) => told.push(JSON.parse(data) as Told));
  return {
    async take(count: number): Promise<readonly Told[]> {
      while (told.length < count) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        feed(value);
      }
      return told;
    },
    close: () => ended.abort(),
  };
}
