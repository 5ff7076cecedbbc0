import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { eventually } from '../../../test/support/eventually.js';
import { openNote, rootOfInclusion, verifyWholeLog } from '../../../test/support/foreign-verifier.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { startMailServer, startReceiver, type MailServer, type Receiver } from '../../../test/support/notifications.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { appendEvents, eventIdOf, eventOf, ORIGIN, tamper } from '../../../test/support/transparency.js';
import type { HeadAnswer } from '../../contract/transparency.js';
import { notesIn } from '../../transparency/note.js';
import { createKeyFile, readKeyFile, rotateKeyFile } from './key-file.js';
import { openFindings, settleFindings } from './recorded-findings.js';

const LOG = '/v1/audit/log';

describe('the transparency log over HTTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-log-'));
  const keyFile = join(folder, 'log-key.json');
  const heads = join(folder, 'heads.txt');
  let house: TestSystem;
  let auditor: HttpClient;
  let receiver: Receiver;
  let mails: MailServer;

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${house.url}${LOG}/${path}`, { headers });
  const bytes = async (path: string): Promise<Buffer> => {
    const response = await get(path, { authorization: `Bearer ${auditor.token}` });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };
  const vkeys = async (): Promise<string[]> =>
    ((await (await get('keys')).json()) as { keys: { vkey: string }[] }).keys.map(({ vkey }) => vkey);

  /** A head of everything so far: where the machine is slow, nobody may sign in time at first. */
  const signed = (): Promise<HeadAnswer> => eventually(async () => (await auditor.done(`${LOG}/heads`, {})).body as HeadAnswer, 50_000);

  beforeAll(async () => {
    await createKeyFile(keyFile, ORIGIN, '2026-01-01T00:00:00.000Z');
    [receiver, mails] = await Promise.all([startReceiver(), startMailServer()]);
    const witnesses = [pathToFileURL(heads).href, receiver.url, 'mailto:witness@example.vn'].map((url) => ({ url }));
    const mail = { smtpUrl: mails.url, from: 'tiendo@example.vn' };
    house = await startTestSystem({ transparency: { keyFile, headEveryMs: 300, witnesses, mail, verifyEveryMs: 1_000 } });
    auditor = await house.as('auditor');
    await appendEvents(house.store, 0, 600);
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await Promise.all([receiver.close(), mails.close()]);
    rmSync(folder, { recursive: true });
  });

  it('signs a head on demand that covers what was written just before', async () => {
    const { events } = await house.store.readStream('locality-none');
    expect(events).toEqual([]);
    const size = (await house.sql`select from event_store.event`).count;
    expect(await signed()).toMatchObject({ size, checkpoint: expect.stringContaining(`${ORIGIN}\n${size}\n`) });
    expect((await auditor.get(`${LOG}/status`)).body).toMatchObject({
      origin: ORIGIN,
      size,
      behind: false,
      head: { size },
      diverged: false,
      first: null,
      message: null,
    });
  });

  it('is accepted whole by a verifier that was written from the specifications alone', async () => {
    const [vkey] = await vkeys();
    const entries = await verifyWholeLog(bytes, vkey!);
    const logged = entries.map((entry) => JSON.parse(entry.toString()) as { id: string; data: unknown });
    const stored = await house.sql<{ id: string; data: unknown }[]>`select event_id as id, data from event_store.event order by position`;
    expect(logged.map(({ id, data }) => ({ id, data }))).toEqual([...stored]);
  });

  it('serves tiles as static bytes, to everybody and for ever', async () => {
    const checkpoint = await get('checkpoint');
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(checkpoint.headers.get('cache-control')).toBe('no-cache');
    const full = await get('tile/0/000');
    expect([full.status, full.headers.get('content-type'), full.headers.get('cache-control')]).toEqual([
      200,
      'application/octet-stream',
      'public, max-age=31536000, immutable',
    ]);
    const whole = Buffer.from(await full.arrayBuffer());
    expect(whole).toHaveLength(8_192);
    const narrow = await bytes('tile/0/000.p/5');
    expect(narrow.equals(whole.subarray(0, 160))).toBe(true);
  });

  it.each([
    'tile/0/999',
    'tile/0/x001/000',
    'tile/5/000',
    'tile/0/000.p/256',
    'tile/0/0',
    'tile/0/002',
    'tile/entries/002',
    'tile/data/000',
    'tile/0/%30%30%30',
    'tile/',
  ])('has no %s', async (path) => {
    const response = await get(path, { authorization: `Bearer ${auditor.token}`, 'accept-language': 'en' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: path === 'tile/' ? expect.any(String) : 'tile_unknown' });
  });

  it('shows entries only to auditors and administrators of the whole country, zipped where that is understood', async () => {
    const path = `${LOG}/tile/entries/000`;
    expect((await get('tile/entries/000')).status).toBe(401);
    expect((await (await house.as('planner')).get(path)).body.code).toBe('role_forbidden');
    expect((await (await house.as('auditor', 'vn-08@base')).get(path)).body.code).toBe('locality_out_of_scope');
    const plain = await get('tile/entries/000', { authorization: `Bearer ${auditor.token}`, 'accept-encoding': 'identity' });
    expect(plain.headers.get('cache-control')).toMatch(/^private, .*immutable$/);
    expect(plain.headers.get('content-encoding')).toBeNull();
    const zipped = await get('tile/entries/000', { authorization: `Bearer ${auditor.token}`, 'accept-encoding': 'gzip' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.from(await zipped.arrayBuffer()).equals(Buffer.from(await plain.arrayBuffer()))).toBe(true);
    expect(gunzipSync).toBeDefined();
  });

  it('proves by event and by index that an entry is in it', async () => {
    const [vkey] = await vkeys();
    for (const query of [`event=${eventIdOf(3)}`, 'index=599', 'index=0&size=1', 'index=7&size=300']) {
      const proof = (await (await get(`proofs/inclusion?${query}`)).json()) as {
        index: number;
        size: number;
        leafHash: string;
        root: string;
        proof: string[];
        checkpoint: string | null;
      };
      const hash = (text: string): Buffer => Buffer.from(text, 'base64');
      const root = rootOfInclusion(hash(proof.leafHash), proof.index, proof.size, proof.proof.map(hash));
      expect(root.toString('base64')).toBe(proof.root);
      if (proof.checkpoint !== null) expect(openNote(proof.checkpoint, vkey!)).toEqual({ origin: ORIGIN, size: proof.size, root });
    }
  });

  it.each([
    [`proofs/inclusion?event=${eventIdOf(77_777)}`, 404, 'entry_unknown'],
    ['proofs/inclusion?index=99999', 404, 'entry_unknown'],
    ['proofs/inclusion?index=1&size=99999', 400, 'log_range'],
    ['proofs/inclusion?index=9&size=9', 404, 'entry_unknown'],
    ['proofs/inclusion', 400, 'request_invalid'],
    [`proofs/inclusion?index=1&event=${eventIdOf(1)}`, 400, 'request_invalid'],
    ['proofs/consistency?from=5&to=4', 400, 'log_order'],
    ['proofs/consistency?from=1&to=99999', 400, 'log_range'],
    ['proofs/consistency', 400, 'request_invalid'],
  ])('refuses %s', async (path, status, code) => {
    const response = await get(path, { 'accept-language': 'en' });
    const body = (await response.json()) as { code: string; detail: string };
    expect([response.status, body.code]).toEqual([status, code]);
    expect(body.detail).not.toMatch(/[{}]/);
  });

  it('proves that it only grows', async () => {
    const before = (await (await get('proofs/inclusion?index=0')).json()) as { size: number; root: string };
    await appendEvents(house.store, 600, 640);
    await signed();
    for (const from of [0, 1, 256, 300, before.size]) {
      const answer = (await (await get(`proofs/consistency?from=${from}`)).json()) as { from: number; to: number; fromRoot: string };
      expect(answer).toMatchObject({ from, to: before.size + 40 });
      if (from === before.size) expect(answer.fromRoot).toBe(before.root);
    }
  });

  it('serves an event that is too long for an entry beside its hash', async () => {
    const long = eventOf(70_000);
    await house.store.append('text-long', 'no_stream', [{ ...long, data: { text: 'Điều '.repeat(20_000) } }]);
    const { size } = await signed();
    const entry = (await verifyWholeLog(bytes, (await vkeys())[0]!)).at(-1)!;
    const digest = JSON.parse(entry.toString()) as { bytes: number; sha256: string };
    expect(digest).toMatchObject({ stream: 'text-long', bytes: expect.any(Number) });
    const event = await bytes(`events/${size - 1}`);
    const { createHash } = await import('node:crypto');
    expect([event.length, createHash('sha256').update(event).digest('hex')]).toEqual([digest.bytes, digest.sha256]);
    expect((await auditor.get(`${LOG}/events/99999`)).body.code).toBe('entry_unknown');
    expect((await auditor.get(`${LOG}/events/0`)).body).toMatchObject({ v: 1, revision: 0 });
  });

  it('signs by both keys while they are rotated', async () => {
    const now = new Date(Date.now() - 1_000).toISOString();
    await rotateKeyFile(keyFile, 3_600_000, now);
    await signed();
    await eventually(async () => {
      const keys = await vkeys();
      expect(keys).toHaveLength(2);
      const note = await (await get('checkpoint')).text();
      for (const vkey of keys) expect(openNote(note, vkey).origin).toBe(ORIGIN);
    });
    const keys = (await (await get('keys')).json()) as { keys: { until: string | null }[] };
    expect(keys.keys.map(({ until }) => until === null)).toEqual([false, true]);
  });

  it('hands heads to witnesses: every one to machines, one a day by mail, tried again when it is not taken', async () => {
    const last = await (await get('checkpoint')).text();
    await eventually(() => {
      expect(notesIn(readFileSync(heads, 'utf8')).at(-1)).toBe(last);
      expect(receiver.received.at(-1)?.body).toBe(last);
      expect(mails.mails).toHaveLength(1);
    });
    expect(mails.mails[0]!.to).toEqual(['witness@example.vn']);
    receiver.answer = () => 503;
    await appendEvents(house.store, 640, 641);
    await signed();
    const webhook = async () =>
      ((await auditor.get(`${LOG}/status`)).body.witnesses as { name: string; attempts: number; detail: string }[])[1];
    await eventually(async () => expect(await webhook()).toMatchObject({ attempts: 1, detail: '503' }));
    receiver.answer = () => 204;
    await house.sql`update transparency.witness set due_at = now()`;
    await eventually(async () => expect(await webhook()).toMatchObject({ attempts: 0, detail: null }));
    const record = await house.sql<{ outcome: string; witness: string }[]>`select witness, outcome from transparency.handover`;
    expect(new Set(record.map(({ outcome }) => outcome))).toEqual(new Set(['handed', 'failed']));
    expect(record.map(({ witness }) => witness).join()).not.toContain('witness@example.vn');
  });

  it('has its secret nowhere but in the key file', async () => {
    const text = readFileSync(keyFile, 'utf8');
    const secrets = [...text.matchAll(/PRIVATE\+KEY\+[^+"]+\+[0-9a-f]{8}\+([^"]+)"/g)].map(([, secret]) => secret!);
    expect(secrets).toHaveLength(2);
    expect((await readKeyFile(keyFile))?.length).toBe(2);
    const dump = await house.sql`
      select string_agg(t::text, ' ') as text from (
        select to_jsonb(k) as t from transparency.key k union all select to_jsonb(h) from transparency.head h
        union all select to_jsonb(c) from transparency.checkpoint c union all select to_jsonb(s) from projections.status s) x`;
    for (const secret of secrets) expect(JSON.stringify(dump)).not.toContain(secret);
  });

  it('says loudly and without mending anything when the store was changed, until somebody settles it', async () => {
    const before = (await auditor.get(`${LOG}/status`)).body.head.size as number;
    const change = (from: string, to: string): string =>
      `update event_store.event set metadata = replace(metadata::text, '${from}', '${to}')::json where event_id = '${eventIdOf(20)}'`;
    await tamper(house.sql, change('Hoà', 'Hòa'));
    await eventually(async () => {
      const { body } = await auditor.get(`${LOG}/status`);
      expect(body).toMatchObject({ diverged: true, message: { vi: expect.any(String) } });
      expect(body.findings).toMatchObject([
        { kind: 'event_changed', place: { id: eventIdOf(20), fields: 'metadata.actor.name' }, vi: expect.stringContaining(eventIdOf(20)) },
      ]);
    });
    const ready = (await (await fetch(`${house.url}/health/ready`)).json()) as { status: string; projections: { name: string }[] };
    expect(ready.status).toBe('degraded');
    const log = ready.projections.find(({ name }) => name === 'transparency');
    expect(log).toMatchObject({
      state: 'stopped',
      reason: { stream: null, message: expect.stringContaining('no longer as it was recorded') },
    });
    expect(await (await fetch(`${house.url}/metrics`)).text()).toContain('tiendo_projection_stopped{projection="transparency"} 1');
    for (const role of ['auditor', 'leader'] as const) {
      const { body } = await (await house.as(role, 'vn-08@base')).get(`${LOG}/status`);
      expect(body).toMatchObject({
        diverged: true,
        first: { kind: 'event_changed', vi: expect.stringContaining('Sự kiện') },
        findings: [],
      });
      expect(JSON.stringify([body.first, log])).not.toMatch(/measurement-|[0-9a-f]{8}-[0-9a-f]{4}-/);
    }
    await appendEvents(house.store, 641, 650);
    expect((await auditor.post(`${LOG}/heads`, {})).body).toMatchObject({ code: 'log_diverged', status: 409 });
    await eventually(async () =>
      expect((await auditor.get(`${LOG}/status`)).body).toMatchObject({ behind: false, head: { size: before } }),
    );
    await tamper(house.sql, change('Hòa', 'Hoà'));
    await settleFindings(house.sql, await openFindings(house.sql, 10), { reason: 'khôi phục từ bản sao lưu', by: 'Quản trị' });
    expect(await signed()).toMatchObject({ size: before + 9 });
    const { settled } = (await auditor.get(`${LOG}/status`)).body;
    expect(settled).toEqual([{ at: expect.any(String), by: 'Quản trị', reason: 'khôi phục từ bản sao lưu', findings: 1 }]);
    expect((await (await house.as('auditor', 'vn-08@base')).get(`${LOG}/status`)).body.settled).toEqual([]);
  }, 180_000);
});
