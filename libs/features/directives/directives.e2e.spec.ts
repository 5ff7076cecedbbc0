import { createHash } from 'node:crypto';
import { NOTICE, readOut, uploadRead } from '../../../test/support/directives.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const SHA256 = createHash('sha256').update(NOTICE).digest('hex');

describe('a directive with its text', () => {
  let house: TestSystem;
  let planner: HttpClient;
  let id: string;
  let position: string;

  const after = (): Record<string, string> => ({ 'x-read-after': position });
  const text = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${house.url}/v1/directives/${id}/text${path}`, {
      headers: { authorization: `Bearer ${planner.token}`, ...after(), ...headers },
    });

  beforeAll(async () => {
    house = await startTestSystem();
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', 'vn-08@base');
    const { status, body } = await planner.post('/v1/directives', { localityId: 'vn-08@base', text: NOTICE });
    expect([status, body.textSha256]).toEqual([body.reading.state === 'done' ? 201 : 202, SHA256]);
    ({ id, position } = body);
    // Where others work at the same time the answer may come before the reader is done.
    expect(await readOut(planner, id, position)).toMatchObject({ share: 1 });
    position = await house.store.head();
  }, 120_000);
  afterAll(() => house.close());

  it('has an id that follows from its text, and a head that is read from it', async () => {
    expect(SHA256.startsWith(id)).toBe(true);
    expect((await planner.get(`/v1/directives/${id}`, after())).body).toMatchObject({
      ...{ id, number: '123/TB-UBND', kind: 'Thông báo', localityId: 'vn-08@base', issuedOn: '2021-09-10', textSha256: SHA256 },
      text: { bytes: Buffer.byteLength(NOTICE), codePoints: [...NOTICE].length, format: 'pasted', fileName: null, pages: null },
    });
  });

  it('is the same directive when the same text comes again, whoever sends it', async () => {
    const other = await house.as('admin', 'vn-08@base');
    const again = await other.post('/v1/directives', { localityId: 'vn-08@base', text: NOTICE, number: 'khác' });
    expect([again.status, again.body.id, again.body.reading.state]).toEqual([200, id, 'done']);
    const { body } = await planner.get(`/v1/events?stream=text-${SHA256}`);
    expect(body.items.map(({ data }: { data: { text: string } }) => data.text).join('')).toBe(NOTICE);
  });

  it('belongs to one directive alone', async () => {
    const { status, body } = await planner.post('/v1/directives', { localityId: 'vn-08@base', directiveId: 'mine', text: NOTICE });
    expect([status, body.code, body.params]).toEqual([409, 'text_of_another_directive', { directiveId: id }]);
  });

  it('gives its text whole or in part, by code points, with the hash as ETag', async () => {
    const whole = await text('');
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('etag')]).toEqual([
      200,
      'text/plain; charset=utf-8',
      `"${SHA256}"`,
    ]);
    expect(await whole.text()).toBe(NOTICE);
    const points = [...NOTICE];
    for (const [from, to] of [
      [0, 5],
      [20, 60],
      [points.length - 3, points.length + 50],
      [7, 7],
    ] as const)
      expect(await (await text(`?from=${from}&to=${to}`)).text()).toBe(points.slice(from, to).join(''));
    expect((await text('', { 'if-none-match': `"${SHA256}"` })).status).toBe(304);
    expect((await text('?from=9&to=3')).status).toBe(400);
  });

  it('takes a text to a directive that was registered without one, and refuses another', async () => {
    const own = 'Kế hoạch số 5. Phấn đấu năm 2021 giải ngân đạt 95% kế hoạch vốn.';
    const textSha256 = createHash('sha256').update(own).digest('hex');
    const facts = { directiveId: 'kh-5', kind: 'Kế hoạch', issuer: 'UBND tỉnh', localityId: 'vn-08@base', number: '5/KH-UBND', textSha256 };
    const registered = await planner.done('/v1/directives', facts);
    await planner.get('/v1/directives/kh-5', { 'x-read-after': registered.body.position });
    const wrong = await planner.post('/v1/directives', { localityId: 'vn-08@base', directiveId: 'kh-5', text: 'khác hẳn' });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'directive_differs']);
    // The hash alone leads to it.
    const right = await planner.post('/v1/directives', { localityId: 'vn-08@base', text: own });
    expect([right.body.reading.state === 'done' ? 201 : 202, right.body.id]).toEqual([right.status, 'kh-5']);
    await readOut(planner, 'kh-5', right.body.position);
    const { body } = await planner.get('/v1/directives/kh-5', { 'x-read-after': right.body.position });
    expect([body.number, body.issuer, body.text.codePoints]).toEqual(['5/KH-UBND', 'UBND tỉnh', [...own].length]);
    expect((await planner.post('/v1/directives', facts)).status).toBe(201);
  });

  it('lets the uploader correct the head, which no later reading overrules', async () => {
    const path = `/v1/directives/${id}/description`;
    const head = { number: '124/TB-UBND', kind: 'Thông báo', issuer: 'UBND tỉnh Tuyên Quang', issuedOn: '2021-09', title: 'Kết luận' };
    const { status, body } = await planner.post(path, { ...head, reason: 'số viết tay' });
    expect(status).toBe(200);
    expect((await planner.post(path, { ...head, reason: '' })).body.code).toBe('reason_required');
    const again = await planner.post(path, { ...head, reason: 'lần nữa' });
    expect(again.body.position).toBe(body.position);
    await planner.done(`/v1/directives/${id}/reading`, {});
    expect((await planner.get(`/v1/directives/${id}`, { 'x-read-after': body.position })).body).toMatchObject(head);
  });

  it('takes a file as the body', async () => {
    const content = '\uFEFF' + 'Kế hoạch 2021: di chuyển 10 hộ trước ngày 30/11/2021.\r\n';
    const send = (type: string, bytes: Uint8Array | string, query = '?localityId=vn-08@base&fileName=k%E1%BA%BF-ho%E1%BA%A1ch.txt') =>
      fetch(`${house.url}/v1/directives${query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${planner.token}`, 'content-type': type, 'accept-language': 'en' },
        body: bytes,
      });
    const answer = await send('text/plain; charset=utf-8', content);
    const { id: file, position: at } = (await answer.json()) as { id: string; position: string };
    expect([201, 202]).toContain(answer.status);
    const { body } = await planner.get(`/v1/directives/${file}`, { 'x-read-after': at });
    expect([body.text.fileName, body.text.codePoints]).toEqual(['kế-hoạch.txt', [...content].length - 1]);
    const damaged = await send('application/pdf', Buffer.from('%PDF-1.7 and no more'), '?localityId=vn-08@base&fileName=a.pdf');
    expect([damaged.status, ((await damaged.json()) as { code: string }).code]).toEqual([400, 'file_damaged']);
    const nowhere = await send('text/plain', 'x', '');
    expect([nowhere.status, ((await nowhere.json()) as { errors: { path: string }[] }).errors[0]?.path]).toEqual([400, 'localityId']);
  }, 60_000);

  it('refuses what is too large by the limit that it broke, in both languages', async () => {
    const send = (bytes: Uint8Array | string, language: string, type = 'text/plain') =>
      fetch(`${house.url}/v1/directives?localityId=vn-08@base`, {
        method: 'POST',
        headers: { authorization: `Bearer ${planner.token}`, 'content-type': type, 'accept-language': language },
        body: bytes,
      }).then(async (answer) => ({
        status: answer.status,
        ...((await answer.json()) as { code: string; detail: string; params: object }),
      }));
    const heavy = Buffer.alloc(30_000_000, 'a\n');
    expect(await send(heavy, 'vi')).toMatchObject({
      ...{ status: 413, code: 'file_too_large', detail: 'Tệp nặng 30 MB, quá giới hạn 25 MB.' },
      params: { limit: 'fileBytes', allowed: 25_000_000, found: 30_000_000 },
    });
    expect((await send(heavy, 'en')).detail).toBe('The file has 30 MB; the limit is 25 MB.');
    const long = Buffer.alloc(11_000_000, 'a\n');
    expect(await send(long, 'en')).toMatchObject({ status: 413, code: 'file_text_too_large', params: { allowed: 10_000_000 } });
    const pasted = JSON.stringify({ localityId: 'vn-08@base', text: 'a\n'.repeat(8_500_000) });
    expect(await send(pasted, 'vi', 'application/json')).toMatchObject({
      ...{ status: 413, code: 'body_too_large', detail: 'Nội dung gửi một lần vượt quá giới hạn 16 MiB.' },
    });
  }, 120_000);

  it('is told by its first words where nothing else names it', async () => {
    const words = '  Phấn đấu  hết năm 2022 giảm\n5 vụ cháy rừng so với năm trước và trồng mới một nghìn héc-ta rừng trên toàn tỉnh.';
    const { body } = await planner.done('/v1/directives', { localityId: 'vn-08@base', text: words });
    const shown = (await planner.get(`/v1/directives/${body.id}`, { 'x-read-after': body.position })).body;
    expect([shown.number, shown.firstWords]).toEqual([null, 'Phấn đấu hết năm 2022 giảm 5 vụ cháy rừng so với năm trước và trồng mới một']);
  });

  it('refuses an empty text and one that no database can hold', async () => {
    const sent = async (words: string) => (await planner.post('/v1/directives', { localityId: 'vn-08@base', text: words })).body;
    expect((await sent(' \n ')).code).toBe('text_required');
    expect((await sent('a\0b')).errors[0].code).toBe('text_unstorable');
    expect((await planner.post('/v1/directives', { localityId: 'vn-10@base', text: 'x y' })).body.code).toBe('locality_out_of_scope');
  });

  it('is listed for those whose scope covers its locality, with its proposals counted', async () => {
    const { body } = await planner.get('/v1/directives?sort=-recordedAt', after());
    const listed = body.items.find((one: { id: string }) => one.id === id);
    expect(listed.proposals.open).toBeGreaterThan(2);
    const neighbour = await house.as('planner', 'vn-10@base');
    expect((await neighbour.get('/v1/directives', after())).body.items).toEqual([]);
    for (const path of ['', '/text', '/proposals', '/proposals/1', '/reading'])
      expect((await neighbour.get(`/v1/directives/${id}${path}`, after())).body.code).toBe('locality_out_of_scope');
    for (const stream of [`directive-${id}`, `text-${SHA256}`])
      expect((await neighbour.get(`/v1/events?stream=${stream}`)).body.code).toBe('locality_out_of_scope');
  });

  it('is withdrawn with a reason, keeps what came of it, and goes on once it is reinstated', async () => {
    const path = '/v1/directives/recalled';
    const sent = { localityId: 'vn-08@base', directiveId: 'recalled', text: `${NOTICE}bis` };
    await uploadRead(planner, sent);
    const wish = { indicatorId: 'disbursement', localityId: 'vn-08@base', target: { targetId: 'kept' } };
    await planner.done(`${path}/proposals/2/acceptance`, { ...wish, measurement: { asOf: '2021-08-01' } });
    expect((await planner.post(`${path}/withdrawal`, { reason: 'bản dự thảo' })).body).toMatchObject({
      ...{ code: 'outcomes_remain', params: { count: 1 } },
    });
    const { body: gone } = await planner.done(`${path}/withdrawal`, { reason: 'bản dự thảo', confirm: ['outcomes_remain'] });
    const read = { 'x-read-after': gone.position };
    expect((await planner.get(path, read)).body).toMatchObject({ withdrawn: 'bản dự thảo', proposals: { accepted: 1 } });
    expect((await planner.get('/v1/directives?open=true', read)).body.items.map((one: { id: string }) => one.id)).not.toContain('recalled');
    for (const [to, body] of [
      ['/proposals/1/acceptance', wish],
      ['/proposals/1/dismissal', { reason: 'thử' }],
      ['/reading', {}],
    ] as const)
      expect((await planner.post(path + to, body)).body).toMatchObject({ code: 'directive_withdrawn', params: { reason: 'bản dự thảo' } });
    expect((await planner.post('/v1/directives', sent)).body.code).toBe('directive_withdrawn');
    await planner.done(`${path}/reinstatement`, { reason: 'là bản chính' });
    expect((await planner.post('/v1/directives', sent)).status).toBe(200);
    expect((await planner.post(`${path}/proposals/1/dismissal`, { reason: 'thử' })).status).toBe(200);
  });

  it('reads a long text beside other requests, and tells how far it is', async () => {
    const long = `${NOTICE}\n`.concat('Các đơn vị thực hiện nghiêm túc. '.repeat(15_000));
    const { status, body } = await planner.post('/v1/directives', { localityId: 'vn-08@base', text: long });
    expect([201, 202]).toContain(status);
    for (;;) {
      const { body: reading } = await planner.get(`/v1/directives/${body.id}/reading`, { 'x-read-after': body.position });
      if (reading.state === 'done') break;
      expect(reading.share).toBeLessThan(1);
    }
    const answer = await fetch(`${house.url}/v1/directives/${body.id}/text`, { headers: { authorization: `Bearer ${planner.token}` } });
    expect(await answer.text()).toBe(long);
  }, 120_000);

  it('is being read until it is read: in between nobody is told that nothing is under way', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `asked-often-${n}`);
    const told = ids.map(async (directiveId) => {
      const states: string[] = [];
      while (states.at(-1) !== 'done') {
        const { state } = (await planner.get(`/v1/directives/${directiveId}/reading`)).body;
        if (state && state !== states.at(-1)) states.push(state);
      }
      return states;
    });
    for (const [n, directiveId] of ids.entries())
      await planner.done('/v1/directives', {
        localityId: 'vn-08@base',
        directiveId,
        text: `${NOTICE}\n${n + 2}. Phấn đấu năm 2027 trồng ${n} ha rừng.`,
      });
    for (const states of await Promise.all(told)) expect(states.join(' ')).toMatch(/^(waiting )?(reading )?done$/);
  }, 120_000);
});
