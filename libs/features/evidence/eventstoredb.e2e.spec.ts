import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { PROJECTIONS } from '../../../apps/projector/projections.js';
import { startProjector, type Projector } from '../../../apps/projector/start-projector.js';
import { startTestApi, type TestApi } from '../../../test/support/api.js';
import { made, NOTICE, storeDirective } from '../../../test/support/directives.js';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../../../test/support/eventstoredb/server.js';
import { onceSigned } from '../../../test/support/once-signed.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { raisedAlert, resolvedAlert, storeAlert } from '../../../test/support/stored-alerts.js';
import { allCaughtUp } from '../../../test/support/system.js';
import { ORIGIN } from '../../../test/support/transparency.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openEventStoreDb } from '../../event-store/eventstoredb/eventstoredb-event-store.js';
import { printHistory } from '../histories/target-story.js';
import { createKeyFile, readKeyFile } from '../transparency/key-file.js';
import { unzipped } from './bundle-files.js';
import { checkBundle } from './check-bundle.js';
import { replayStore } from './replay-store.js';

const PLACE = { indicatorId: 'disbursement', localityId: 'vn-08@base' };

describe('evidence over EventStoreDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-evidence-'));
  const keyFile = join(folder, 'log-key.json');
  let [server, store, house, sql, projector, scratch] = [] as unknown as [
    FakeEventStoreDb,
    EventStore,
    TestApi,
    Sql,
    Projector,
    TestDatabase,
  ];
  let [directiveId, targetId] = ['', ''];

  beforeAll(async () => {
    await createKeyFile(keyFile, ORIGIN, '2020-01-01T00:00:00.000Z');
    server = await startFakeEventStoreDb();
    store = await openEventStoreDb({ connectionString: server.connectionString });
    house = await startTestApi({ wrap: () => store });
    scratch = await freshDatabase();
    const { host, port } = house.sql.options;
    sql = postgres({ ...house.sql.options, host, port, max: 16 } as never);
    projector = await startProjector({
      ...{ store, sql, log: silentLog, notifications: { mail: null, allowPrivate: true } },
      transparency: { keyFile, headEveryMs: 300, witnesses: [], mail: null },
      projections: PROJECTIONS,
    });
    const admin = await house.as('admin');
    await registerTuyenQuang(admin);
    directiveId = (await admin.done('/v1/directives', { localityId: 'vn-08@base', text: NOTICE })).body.id;
    await storeDirective(store, directiveId, made(directiveId, 'sample-1', 101));
    targetId = (await admin.done(`/v1/directives/${directiveId}/proposals/101/acceptance`, { with: [102], ...PLACE })).body.outcomeId;
    for (const asOf of ['2021-08-31', '2021-09-30']) {
      const figure = { shape: 'ratio', numerator: asOf === '2021-08-31' ? '200000' : '250000', denominator: '913216,2' };
      await admin.done('/v1/measurements', { ...PLACE, asOf, basis: 'actual', figure });
    }
    const provenance = { directiveId, clause: 'mục 3' };
    const own = plan({ quantity: null, milestones: [milestone({ value: '98' })] });
    await admin.done('/v1/targets', { targetId: 'na-hang', ...PLACE, localityId: 'vn-072@base', ...own, provenance });
    await storeAlert(store, raisedAlert(targetId, PLACE.indicatorId, PLACE.localityId), resolvedAlert(targetId));
    await allCaughtUp(store, sql);
  }, 180_000);
  afterAll(async () => {
    await projector.close();
    await sql.end();
    await house.close();
    await Promise.all([store.close(), scratch.drop()]);
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const taken = async (locality: string, id = targetId) => {
    const auditor = await house.as('auditor', locality);
    const headers = { authorization: `Bearer ${auditor.token}`, 'x-read-after': await store.head() };
    const answer = await onceSigned(() => fetch(`${house.url}/v1/targets/${id}/evidence?asOf=2021-10-20&reason=x`, { headers }));
    expect(answer.status).toBe(200);
    const bundle = new Uint8Array(await answer.arrayBuffer());
    const files = unzipped(bundle);
    const types = [...files].flatMap(([name, bytes]) =>
      name.startsWith('events/') ? [(JSON.parse(Buffer.from(bytes).toString()) as { type: string }).type] : [],
    );
    const keys = (await readKeyFile(keyFile))!.map(({ signer }) => ({ verifier: signer.verifier, from: null, until: null }));
    return { files, types, checked: await checkBundle(bundle, { keys, kept: [], print: printHistory }) };
  };

  it('carries alerts, a directive, its text and what was accepted of it, and verifies', async () => {
    const { files, types, checked } = await taken('vn-08@base');
    expect(checked.findings).toEqual([]);
    expect(Buffer.from(files.get(`directives/${directiveId}.txt`)!).toString()).toBe(NOTICE);
    expect(types).toEqual(
      expect.arrayContaining(['TargetSet', 'AlertRaised', 'DirectiveUploaded', 'ProposalsAccepted', 'DirectiveTextReceived']),
    );
  }, 120_000);

  it('keeps the words and proposals of a directive from whom it is not to read, and verifies all the same', async () => {
    const { files, types, checked } = await taken('vn-072@base', 'na-hang');
    expect(checked.findings).toEqual([]);
    expect(types).toEqual(expect.arrayContaining(['TargetSet', 'DirectiveUploaded']));
    expect(types.filter((type) => ['ProposalsMade', 'ProposalsAccepted', 'DirectiveTextReceived'].includes(type))).toEqual([]);
    expect([...files.keys()].filter((name) => name.startsWith('directives/'))).toEqual([]);
    expect(Buffer.from(files.get('history.json')!).toString()).toContain('123/TB-UBND');
  }, 120_000);

  it('finds the whole store as it is read', async () => {
    const into = postgres(scratch.url, { max: 4, onnotice: () => {} });
    const parts = { store, sql, scratch: into, projections: PROJECTIONS, signal: new AbortController().signal, onProgress: () => {} };
    for await (const { name, position, tables, definitions } of replayStore(parts))
      expect([name, position !== null, tables.filter(({ differences }) => differences.length > 0), definitions]).toEqual([
        name,
        true,
        [],
        [],
      ]);
    await into.end();
  }, 120_000);
});
