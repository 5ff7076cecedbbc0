import { startTestApi, type TestApi } from '../../../test/support/api.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { locality } from '../../../test/support/samples.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import type { Actor } from '../../domain/kernel/command.js';
import { Facts } from '../../event-store/facts.js';
import { LocalityScope } from './locality-scope.js';

const actorOf = (scope: string): Actor => ({ id: 'u', name: 'u', role: 'planner', locality: scope });

describe('the scope of a role', () => {
  let house: TestApi;
  let admin: HttpClient;
  let scope: LocalityScope;

  const covers = (of: string, localityId: string) =>
    check(of, localityId).then(
      () => true,
      () => false,
    );
  const check = (of: string, localityId: string) => scope.check(actorOf(of), localityId);

  beforeAll(async () => {
    house = await startTestApi();
    admin = await house.as('admin');
    await registerTuyenQuang(admin);
    scope = new LocalityScope(new Facts(house.store, ['locality']));
  });
  afterAll(() => house.close());

  it('covers itself and what lies beneath it, not what lies above or beside', async () => {
    expect(await covers('vn-08@base', 'vn-08@base')).toBe(true);
    expect(await covers('vn-08@base', 'vn-072@base')).toBe(true);
    expect(await covers('vn', 'vn-072@base')).toBe(true);
    expect(await covers('vn-072@base', 'vn-08@base')).toBe(false);
    expect(await covers('vn-072@base', 'vn-073@base')).toBe(false);
    expect(await covers('vn-08@base', 'vn')).toBe(false);
  });

  it('says whether a locality is beyond it or not there at all', async () => {
    await expect(check('vn-08@base', 'vn-10@base')).rejects.toMatchObject({ code: 'locality_out_of_scope', kind: 'forbidden' });
    await expect(check('vn-08@base', 'nowhere')).rejects.toMatchObject({ code: 'locality_unknown', kind: 'missing' });
    await expect(check('nowhere', 'vn-08@base')).rejects.toMatchObject({ code: 'locality_out_of_scope' });
  });

  it('covers what lay beneath it at any time', async () => {
    await admin.done('/v1/localities/vn-073@base/parent', { parentId: 'vn-10@base', from: '2024-06-01' });
    const fresh = new LocalityScope(new Facts(house.store, ['locality']));
    await expect(fresh.check(actorOf('vn-08@base'), 'vn-073@base')).resolves.toBeUndefined();
    await expect(fresh.check(actorOf('vn-10@base'), 'vn-073@base')).resolves.toBeUndefined();
  });

  it('covers predecessors, and theirs, once a succession is recorded, within a second also in another process', async () => {
    await expect(check('vn-08@2025', 'vn-02@base')).rejects.toMatchObject({ code: 'locality_out_of_scope' });
    await admin.done('/v1/localities/vn-02@base/succession', { kind: 'merge', into: 'vn-08@2025', effectiveOn: '2025-07-01' });
    await admin.done('/v1/localities', locality({ localityId: 'vn-02@old', validFrom: '1991-01-01' }));
    await admin.done('/v1/localities/vn-02@old/succession', { kind: 'rename', into: 'vn-02@base', effectiveOn: '2000-01-01' });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await expect(check('vn-08@2025', 'vn-02@base')).resolves.toBeUndefined();
    await expect(check('vn-08@2025', 'vn-02@old')).resolves.toBeUndefined();
    await expect(check('vn-08@2025', 'vn-02@old')).resolves.toBeUndefined();
    await expect(check('vn-08@base', 'vn-02@old')).rejects.toMatchObject({ code: 'locality_out_of_scope' });
  });

  it('names every locality of many that it does not cover', async () => {
    const ids = ['vn-08@base', 'vn-10@base', 'vn-072@base', 'nowhere'];
    const acting = await scope.acting(actorOf('vn-08@base'), ids);
    expect(ids.map((id) => acting(id, '2021-08-31')?.code ?? null)).toEqual([null, 'locality_out_of_scope', null, 'locality_unknown']);
  });
});
