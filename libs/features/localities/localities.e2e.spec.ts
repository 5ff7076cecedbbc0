import { startTestApi, type TestApi } from '../../../test/support/api.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { district, locality, NATION_FACTS } from '../../../test/support/samples.js';

describe('locality commands over HTTP', () => {
  let house: TestApi;
  let admin: HttpClient;

  const eventsOf = async (localityId: string) => (await house.store.readStream(`locality-${localityId}`)).events;
  const register = (localityId: string, more: object = {}) => admin.done('/v1/localities', locality({ localityId, ...more }));
  const end = (localityId: string, succession: object) =>
    admin.done(`/v1/localities/${localityId}/succession`, { effectiveOn: '2025-07-01', ...succession });

  beforeAll(async () => {
    house = await startTestApi();
    admin = await house.as('admin');
    await admin.done('/v1/localities', NATION_FACTS);
  });
  afterAll(() => house.close());

  it('registers a locality and says where it stands', async () => {
    const answer = await admin.post('/v1/localities', locality());
    expect(answer.body).toEqual({ id: 'vn-08@base', stream: 'locality-vn-08@base', revision: 0, position: expect.stringMatching(/^\d+$/) });
    expect([answer.status, answer.headers.get('etag')]).toEqual([201, '"0"']);
  });

  it('registers the same again without writing anything', async () => {
    await register('again');
    const answer = await admin.post('/v1/localities', locality({ localityId: 'again' }));
    expect([answer.status, answer.body.revision]).toEqual([201, 0]);
    expect(await eventsOf('again')).toHaveLength(1);
  });

  it('needs only what cannot be left out', async () => {
    await admin.done('/v1/localities', {
      localityId: 'short',
      code: '99',
      name: 'Ngắn',
      fullName: 'Tỉnh Ngắn',
      level: 'province',
      kind: 'tỉnh',
      parentId: 'vn',
    });
    expect((await eventsOf('short'))[0]!.data).toMatchObject({ nameEn: null, validFrom: null, legalBasis: null });
  });

  it('knows a locality at once as the parent of another', async () => {
    await register('above');
    expect((await admin.post('/v1/localities', { ...district('beneath'), parentId: 'above' })).status).toBe(201);
  });

  it.each([
    [
      'merges',
      { kind: 'merge', into: 'heir-merge', legalBasis: '202/2025/QH15' },
      'LocalityMerged',
      { into: 'heir-merge', legalBasis: '202/2025/QH15' },
    ],
    ['renames', { kind: 'rename', into: 'heir-rename' }, 'LocalityRenamed', { into: 'heir-rename', legalBasis: null }],
    [
      'splits',
      { kind: 'split', parts: [{ localityId: 'heir-split', share: '0,6' }] },
      'LocalitySplit',
      { parts: [{ localityId: 'heir-split', share: '0.6' }] },
    ],
    ['abolishes', { kind: 'abolish' }, 'LocalityAbolished', {}],
  ])('%s a locality, once', async (name, succession, type, data) => {
    await register(`heir-${succession.kind}`);
    await register(`old-${name}`);
    expect((await end(`old-${name}`, succession)).body).toMatchObject({ id: `old-${name}`, revision: 1 });
    expect((await end(`old-${name}`, succession)).body).toMatchObject({ revision: 1 });
    expect((await eventsOf(`old-${name}`)).at(-1)).toMatchObject({
      type,
      data: { localityId: `old-${name}`, effectiveOn: '2025-07-01', ...data },
    });
  });

  it('puts a locality under another parent from a day on', async () => {
    await register('new-parent');
    await admin.done('/v1/localities', { ...district('moving'), parentId: 'vn-08@base' });
    expect((await admin.done('/v1/localities/moving/parent', { parentId: 'new-parent', from: '2025-07-01' })).body.revision).toBe(1);
    expect((await eventsOf('moving')).at(-1)).toMatchObject({
      type: 'LocalityReassigned',
      data: { parentId: 'new-parent', from: '2025-07-01' },
    });
  });

  it('refuses to merge into what is not there, at once and not only after a while', async () => {
    await register('lonely');
    expect(
      (await admin.post('/v1/localities/lonely/succession', { kind: 'merge', into: 'late', effectiveOn: '2025-07-01' })).body.code,
    ).toBe('locality_unknown');
    await register('late');
    expect((await admin.post('/v1/localities/lonely/succession', { kind: 'merge', into: 'late', effectiveOn: '2025-07-01' })).status).toBe(
      200,
    );
  });
});
