import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTICE } from '../../../test/support/directives.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { onceSigned } from '../../../test/support/once-signed.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { ORIGIN, tamper, testKey } from '../../../test/support/transparency.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { accessPage } from '../../contract/histories.audit.js';
import { signCheckpoint } from '../../transparency/checkpoint.js';
import { createKeyFile, readKeyFile } from '../transparency/key-file.js';
import { printHistory } from '../histories/target-story.js';
import { canonicalBytes, digestsOf, directiveText, manifest as manifestForm, unzipped, zipped, type Files } from './bundle-files.js';
import { sentenceOf } from './bundle-findings.js';
import { checkBundle, type Checked } from './check-bundle.js';
import type { TrustedKey } from '../../transparency/trusted-heads.js';
import type { KeptHead } from './check-heads.js';

const PLACE = { indicatorId: 'disbursement', localityId: 'vn-08@base' };
const JSON_OF = (files: Files, name: string): never => JSON.parse(Buffer.from(files.get(name)!).toString()) as never;

/** What rests on an event that is not proven is neither told nor blamed. */
const NOT_COMPARED = ['progress.json', 'history.json', 'history.pdf'].map((file) => ({ kind: 'not_compared', place: { file } }));

describe('the evidence bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-evidence-'));
  const keyFile = join(folder, 'log-key.json');
  let house: TestSystem;
  let auditor: HttpClient;
  let keys: readonly TrustedKey[];
  let bundle: Uint8Array;
  let earlier: { size: number; checkpoint: string };

  const take = (query: string, client = auditor, targetId = 'whole') =>
    onceSigned(async () =>
      fetch(`${house.url}/v1/targets/${targetId}/evidence?${query}`, {
        headers: { authorization: `Bearer ${client.token}`, 'x-read-after': await house.store.head() },
      }),
    );
  const check = (bytes: Uint8Array, kept: readonly KeptHead[] = [], by = keys): Promise<Checked> =>
    checkBundle(bytes, { keys: by, kept, print: printHistory });
  const wrong = async (bytes: Uint8Array, kept: readonly KeptHead[] = [], by = keys) => {
    const { findings } = await check(bytes, kept, by);
    for (const finding of findings) expect(Object.values(sentenceOf(finding)).join()).not.toMatch(/[{}]undefined|\{\w+\}/);
    return findings;
  };
  /** As a forger would: the manifest made to match again. */
  const remade = (change: (files: Map<string, Uint8Array>) => void): Uint8Array => {
    const files = new Map(unzipped(bundle));
    const before = manifestForm.parse(JSON_OF(files, 'manifest.json'));
    change(files);
    files.delete('manifest.json');
    files.set('manifest.json', canonicalBytes({ ...before, files: digestsOf(files) }));
    return zipped(files);
  };
  const edit = (name: string, change: (text: string) => string): Uint8Array =>
    remade((files) => files.set(name, Buffer.from(change(Buffer.from(files.get(name)!).toString()))));

  beforeAll(async () => {
    await createKeyFile(keyFile, ORIGIN, '2020-01-01T00:00:00.000Z');
    house = await startTestSystem({ transparency: { keyFile, headEveryMs: 300, witnesses: [], mail: null } });
    const admin = await house.as('admin');
    const planner = await house.as('planner', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
    auditor = await house.as('auditor', 'vn-08@base', { subject: 'thanh', name: 'Lê Thanh' });
    keys = (await readKeyFile(keyFile))!.map(({ signer }) => ({ verifier: signer.verifier, from: null, until: null }));
    await registerTuyenQuang(admin);
    const whole = plan({ quantity: '913216,2', milestones: [milestone({ value: '98' })] });
    await planner.done('/v1/targets', { targetId: 'whole', ...PLACE, ...whole });
    const nationwide = await house.as('auditor');
    earlier = (await onceSigned(() => nationwide.post('/v1/audit/log/heads', {}))).body as never;
    for (let month = 1; month <= 8; month++) {
      const figure = { shape: 'ratio', numerator: String(month * 40_123.5), denominator: '913216,2' };
      await planner.done('/v1/measurements', { ...PLACE, asOf: `2021-0${month}-28`, basis: 'actual', figure });
    }
    const id = 'disbursement.vn-08@base.2021.2021-08-28.actual';
    const corrected = { shape: 'ratio', numerator: '330000', denominator: '913216,2' };
    await planner.done(`/v1/measurements/${id}/correction`, { figure: corrected, reason: 'cộng sót' });
    const answer = await take(`asOf=2021-09-15&reason=kiểm toán&earlier=${earlier.size}`);
    bundle = new Uint8Array(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  }, 120_000);
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true });
  });

  it('verifies without the house, and tells what it cannot work out', async () => {
    const checked = await check(bundle, [{ file: 'kept.txt', note: earlier.checkpoint }]);
    expect(checked.findings).toEqual([]);
    expect(checked).toMatchObject({ connected: 1, manifest: { subject: { kind: 'target', id: 'whole' }, asOf: '2021-09-15' } });
    // The target, its nine figures' events, its indicator and its province.
    expect(checked.events).toBe(12);
    expect(checked).toMatchObject({ verdict: 'agrees', unchecked: [], head: { origin: ORIGIN } });
    expect(checked.moment?.vi).toMatch(/TỰ NÊU là đã biết đến vị trí \d+, .* KHÔNG chứng minh được: trong \d+ mục khác/);
    expect(checked.unproven.map(({ en }) => en).join()).toMatch(/row\.lastPosition.*from when to when a key is used/);
    const progress: { row: { status: string; actual: string } } = JSON_OF(unzipped(bundle), 'progress.json');
    expect(progress.row).toMatchObject({ status: expect.any(String), actual: expect.stringMatching(/^36\.13/) });
  });

  it('is the same bytes when asked again, and each time is on record with its hash', async () => {
    const { knownAt } = manifestForm.parse(JSON_OF(unzipped(bundle), 'manifest.json'));
    const query = `asOf=2021-09-15&reason=x&knownAt=${knownAt.position}`;
    const [first, second] = [await (await take(query)).arrayBuffer(), await (await take(query)).arrayBuffer()];
    const events = (bytes: ArrayBuffer) => [...unzipped(new Uint8Array(bytes))].filter(([name]) => name.startsWith('events/'));
    // The log has grown by the record of the export, so that head and proofs are others.
    expect(events(first)).toEqual(events(second));
    expect(events(first)).toEqual(events(bundle.slice().buffer));
    const page = accessPage.parse(
      (await auditor.get('/v1/audit/accesses?type=ExportMade', { 'x-read-after': await house.store.head() })).body,
    );
    expect(page.items[0]).toMatchObject({ who: { id: 'thanh' }, what: { format: 'bundle', subject: 'target/whole' }, reason: 'x' });
  });

  it('is refused without a reason, out of scope, and for what is not there', async () => {
    const codes = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];
    expect(await codes(await take(''))).toEqual([400, 'reason_required']);
    expect(await codes(await take('reason=x', await house.as('auditor', 'vn-02@base')))).toEqual([403, 'locality_out_of_scope']);
    expect(await codes(await take('reason=x', await house.as('planner')))).toEqual([403, 'role_forbidden']);
    expect(await codes(await take('reason=x', auditor, 'none'))).toEqual([404, 'target_unknown']);
  });

  it('names the file of which one byte was flipped, whichever it is', async () => {
    const files = unzipped(bundle);
    for (const [name, bytes] of files) {
      const at = Math.floor(bytes.length / 2);
      const flipped = Uint8Array.from(bytes);
      flipped[at] = flipped[at]! ^ 1;
      const findings = await wrong(zipped(new Map([...files, [name, flipped]])));
      expect([name, findings.map(({ place }) => place.file)]).toEqual([name, expect.arrayContaining([name])]);
    }
  }, 120_000);

  it('names what was forged when the manifest was made to match', async () => {
    const event = [...unzipped(bundle).keys()].filter((name) => name.startsWith('events/')).at(-1)!;
    expect(await wrong(edit('progress.json', (text) => text.replace(/"status":"\w+"/, '"status":"achieved"')))).toMatchObject([
      { kind: 'figure_differs', place: { file: 'progress.json' } },
    ]);
    expect(await wrong(edit(event, (text) => text.replace('330000', '930000')))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'event_not_proven',
          place: expect.objectContaining({ file: event, type: 'MeasurementCorrected' }),
        }),
        ...NOT_COMPARED,
      ]),
    );
    expect(await wrong(edit('history.json', (text) => text.replace('cộng sót', 'theo lệnh')))).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'story_differs', place: expect.objectContaining({ field: 'reason' }) })]),
    );
    expect(await wrong(edit('HUONG-DAN.txt', (text) => `${text}!`))).toMatchObject([{ kind: 'print_differs' }]);
    expect(await wrong(remade((files) => files.set('history.pdf', Buffer.from('%PDF-'))))).toMatchObject([{ kind: 'print_differs' }]);
  });

  it('says that the words of another form were not told again, and compares the rest', async () => {
    const other = (change: (text: string) => string): Uint8Array => {
      const files = new Map(unzipped(edit('history.json', change)));
      files.set('manifest.json', canonicalBytes({ ...manifestForm.parse(JSON_OF(files, 'manifest.json')), form: '1' }));
      return zipped(files);
    };
    const { verdict, findings, unchecked } = await check(other((text) => text.replaceAll(' corrected the ', ' amended the ')));
    expect([verdict, findings, unchecked.at(-1)?.en]).toEqual(['partly', [], expect.stringContaining('were NOT checked')]);
    expect(await wrong(other((text) => text.replace('"reason":"cộng sót"', '"reason":"theo lệnh"')))).toMatchObject([
      { place: { field: 'reason' } },
    ]);
  });

  it('misses an event that was taken out', async () => {
    const files = unzipped(bundle);
    const { events }: { events: { file: string }[] } = JSON_OF(files, 'proofs.json');
    for (const { file } of events.slice(-4)) {
      const less = remade((all) => {
        all.delete(file);
        const proofs: { events: { file: string }[] } = JSON_OF(files, 'proofs.json');
        all.set('proofs.json', canonicalBytes({ ...proofs, events: proofs.events.filter((one) => one.file !== file) }));
      });
      expect((await wrong(less)).map(({ kind }) => kind)).toContain('event_missing');
    }
  });

  it('does not believe a foreign key, nor one that had ended', async () => {
    const foreign = [{ verifier: testKey(7).signer.verifier, from: null, until: null }];
    expect(await wrong(bundle, [], foreign)).toMatchObject([{ kind: 'head_refused', place: { file: 'heads/head.txt' } }]);
    expect(
      await wrong(
        bundle,
        [],
        keys.map((key) => ({ ...key, until: '2021-01-01T00:00:00.000Z' })),
      ),
    ).toMatchObject([{ kind: 'head_expired', place: { file: 'heads/head.txt' } }]);
  });

  it('sees a history that was forked and signed with the right key, by the head that somebody kept', async () => {
    const { signer } = (await readKeyFile(keyFile))![0]!;
    const other = signCheckpoint({ origin: ORIGIN, size: earlier.size, root: Buffer.alloc(32, 5) }, [signer]);
    expect(await wrong(bundle, [{ file: 'kept.txt', note: other }])).toEqual([
      { kind: 'head_forked', place: { file: 'kept.txt', size: earlier.size } },
    ]);
    const { size } = (await check(bundle)).head!;
    const ofItsSize = signCheckpoint({ origin: ORIGIN, size, root: Buffer.alloc(32, 5) }, [signer]);
    expect(await wrong(bundle, [{ file: 'kept.txt', note: ofItsSize }])).toMatchObject([{ kind: 'head_forked' }]);
  });

  it('says of a head that it holds no proof to that nothing is shown, which is no fault of the bundle', async () => {
    const { signer } = (await readKeyFile(keyFile))![0]!;
    const headOf = (size: number): string => signCheckpoint({ origin: ORIGIN, size, root: Buffer.alloc(32, 5) }, [signer]);
    const { size } = (await check(bundle)).head!;
    for (const one of [earlier.size - 1, size + 5]) {
      const checked = await check(bundle, [
        { file: 'heads/kept.txt', note: earlier.checkpoint },
        { file: 'other.txt', note: headOf(one) },
      ]);
      expect(checked).toMatchObject({ verdict: 'partly', findings: [], connected: 1 });
      expect(checked.unchecked).toEqual([
        { vi: expect.stringContaining(`đầu ${one} mục`), en: expect.stringContaining('NOT shown to continue this head') },
      ]);
    }
    // Two that contradict each other are told, whether or not the bundle leads to them.
    const two = [headOf(size + 5), signCheckpoint({ origin: ORIGIN, size: size + 5, root: Buffer.alloc(32, 6) }, [signer])];
    expect(
      (
        await wrong(
          bundle,
          two.map((note) => ({ file: 'kept.txt', note })),
        )
      ).map(({ kind }) => kind),
    ).toContain('head_forked');
    // A head that the bundle itself carries comes with its proof.
    expect(await wrong(edit('consistency.json', () => '[]'))).toMatchObject([{ kind: 'head_unconnected' }]);
  });

  it('has the words of a directive for whom it belongs to now, also of the time before it was moved', async () => {
    const wide = await house.as('planner');
    const { id } = (await wide.done('/v1/directives', { localityId: 'vn-08@base', text: NOTICE })).body;
    const provenance = { directiveId: id, clause: 'mục 2' };
    await wide.done('/v1/targets', { targetId: 'told', ...PLACE, ...plan({ milestones: [milestone({ value: '60' })] }), provenance });
    const before = `asOf=2021-09-15&reason=x&knownAt=${await house.store.head()}`;
    const hasWords = async (query: string): Promise<boolean> => {
      const taken = new Uint8Array(await (await take(query, auditor, 'told')).arrayBuffer());
      expect(await wrong(taken)).toEqual([]);
      const events = [...unzipped(taken)].flatMap(([name, bytes]) => (name.startsWith('events/') ? [Buffer.from(bytes).toString()] : []));
      const isThere = unzipped(taken).has(directiveText(id));
      for (const type of ['DirectiveTextReceived', 'ProposalsMade'])
        expect([type, events.some((event) => event.includes(`"type":"${type}"`))]).toEqual([type, isThere]);
      return isThere;
    };
    const now = 'asOf=2021-09-15&reason=x';
    expect([await hasWords(now), await hasWords(before)]).toEqual([true, true]);
    for (const [localityId, isTheirs] of [
      ['vn-10@base', false],
      ['vn-08@base', true],
    ] as const) {
      await wide.done(`/v1/directives/${id}/description`, { localityId, reason: 'tải nhầm chỗ' });
      expect([await hasWords(now), await hasWords(before)]).toEqual([isTheirs, isTheirs]);
    }
  });

  it('shows by its own events that the store was edited under the log', async () => {
    const at = `type = 'MeasurementCorrected'`;
    await tamper(
      house.sql,
      `update event_store.event set data = jsonb_set(data::jsonb, '{figure,numerator}', '"930000"')::${await typeOf(house)} where ${at}`,
    );
    const edited = new Uint8Array(await (await take('asOf=2021-09-15&reason=x')).arrayBuffer());
    expect(await wrong(edited)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'event_not_proven', place: expect.objectContaining({ type: 'MeasurementCorrected' }) }),
        ...NOT_COMPARED,
      ]),
    );
  });
});

async function typeOf({ sql }: TestSystem): Promise<string> {
  const [row] = await sql<{ type: string }[]>`
    select data_type as type from information_schema.columns where table_schema = 'event_store' and table_name = 'event' and column_name = 'data'`;
  return row?.type ?? 'jsonb';
}
