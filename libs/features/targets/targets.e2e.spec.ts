import { startTestApi, type TestApi } from '../../../test/support/api.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { DIRECTIVE, milestone, plan } from '../../../test/support/samples.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const relocation = (targetId: string | undefined, more: object = {}) => ({
  ...(targetId !== undefined && { targetId }),
  indicatorId: 'relocated-households',
  localityId: 'vn-08@base',
  ...plan({ milestones: [milestone({ value: '84' })] }),
  ...more,
});

describe('target and directive commands over HTTP', () => {
  let house: TestApi;
  let planner: HttpClient;

  const eventsOf = async (targetId: string) => (await house.store.readStream(`target-${targetId}`)).events;

  beforeAll(async () => {
    house = await startTestApi();
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', 'vn-08@base');
  });
  afterAll(() => house.close());

  it('sets a target with two milestones: more than 60 % by 30/9 and at least 98 % by 31/12', async () => {
    const milestones = [
      { due: '2021-09-30', comparator: '>', value: '60' },
      { due: '2021-12-31', comparator: '>=', value: '98' },
    ];
    const body = {
      targetId: 'disbursement',
      indicatorId: 'disbursement',
      localityId: 'vn-08@base',
      baseline: { value: '0', on: '2021-01-01' },
      milestones,
    };
    const answer = await planner.post('/v1/targets', { ...body, provenance: { directiveId: DIRECTIVE.directiveId, clause: '1a' } });
    expect(answer.status).toBe(201);
    expect((await eventsOf('disbursement'))[0]).toMatchObject({
      type: 'TargetSet',
      data: {
        milestones: milestones.map((one) => ({ ...one, dueOp: '<=', dueSource: 'printed', upper: null })),
        trajectory: { kind: 'linear' },
        provenance: { directiveId: DIRECTIVE.directiveId, clause: '1a', strength: 'quantified' },
        allocatedFrom: null,
      },
    });
  });

  it('chooses an id for a target and a directive whose sender names none', async () => {
    const { body } = await planner.done('/v1/targets', relocation(undefined));
    expect(body.id).toMatch(/^[0-9a-f-]{36}$/);
    const { directiveId: _, ...directive } = DIRECTIVE;
    expect((await planner.done('/v1/directives', directive)).body.stream).toMatch(/^directive-[0-9a-f-]{36}$/);
  });

  it('sets the same target again without writing anything', async () => {
    await planner.done('/v1/targets', relocation('same'));
    expect((await planner.done('/v1/targets', relocation('same'))).body.revision).toBe(0);
  });

  it('revises, replans and withdraws a target, and after that nothing more', async () => {
    await planner.done('/v1/targets', relocation('life'));
    const revision = { ...plan({ milestones: [milestone({ value: '90' })], quantity: '90' }), reason: 'Nghị quyết điều chỉnh' };
    expect((await planner.done('/v1/targets/life/revisions', revision)).body.revision).toBe(1);
    const trajectory = { kind: 'points', points: [{ on: '2021-06-30', value: '30' }] };
    expect((await planner.done('/v1/targets/life/trajectory', { trajectory, reason: 'mùa mưa' })).body.revision).toBe(2);
    expect((await planner.done('/v1/targets/life/withdrawal', { reason: 'chuyển sang kế hoạch mới' })).body.revision).toBe(3);
    expect((await planner.post('/v1/targets/life/trajectory', { trajectory: { kind: 'linear' }, reason: 'thử' })).body.code).toBe(
      'target_withdrawn',
    );
    const events = await eventsOf('life');
    expect(events.map(({ type }) => type)).toEqual(['TargetSet', 'TargetRevised', 'TargetReplanned', 'TargetWithdrawn']);
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(events.at(-1)!.data).toMatchObject({ on: today });
  });

  it('keeps the course and the quantity that a revision does not name', async () => {
    const trajectory = { kind: 'points', points: [{ on: '2021-06-30', value: '30' }] };
    await planner.done('/v1/targets', relocation('kept', { graceDays: 20 }));
    await planner.done('/v1/targets/kept/trajectory', { trajectory, reason: 'mùa mưa' });
    const { baseline, milestones } = plan({ milestones: [milestone({ value: '84', due: '2021-12-30' })] });
    await planner.done('/v1/targets/kept/revisions', { baseline, milestones, reason: 'rút ngắn' });
    expect((await eventsOf('kept')).at(-1)!.data).toMatchObject({ trajectory, quantity: '84', graceDays: 20, milestones });
  });

  it('asks to confirm a withdrawal whose parts stay, and a revision that they no longer sum to', async () => {
    await planner.done('/v1/targets', relocation('parted'));
    await planner.done('/v1/targets/parted/allocations', { parts: [{ localityId: 'vn-072@base', quantity: '84' }] });
    const ninety = { ...plan({ milestones: [milestone({ value: '90' })], quantity: '90' }), reason: 'nâng' };
    expect((await planner.post('/v1/targets/parted/revisions', ninety)).body).toMatchObject({ confirmation: 'allocation_mismatch' });
    await planner.done('/v1/targets/parted/revisions', { ...ninety, confirm: ['allocation_mismatch'] });
    const end = { reason: 'thôi' };
    expect((await planner.post('/v1/targets/parted/withdrawal', end)).body).toMatchObject({
      confirmation: 'parts_remain',
      params: { count: 1 },
    });
    await planner.done('/v1/targets/parted-vn-072@base/withdrawal', end);
    await planner.done('/v1/targets/parted/withdrawal', end);
  });

  it('allocates the relocation of households to districts, whole and parts at once', async () => {
    await planner.done('/v1/targets', relocation('relocation'));
    const parts = [
      { localityId: 'vn-072@base', quantity: '44' },
      { localityId: 'vn-073@base', quantity: '40', targetId: 'chiem-hoa' },
    ];
    const answer = await planner.done('/v1/targets/relocation/allocations', { parts });
    expect(answer.body).toEqual({ id: 'relocation', stream: 'target-relocation', revision: 1, position: await house.store.head() });
    expect((await eventsOf('chiem-hoa'))[0]).toMatchObject({
      type: 'TargetSet',
      data: { allocatedFrom: 'relocation', localityId: 'vn-073@base', quantity: '40' },
    });
    expect(await eventsOf('relocation-vn-072@base')).toHaveLength(1);
    expect((await planner.done('/v1/targets/relocation/allocations', { parts })).body.revision).toBe(1);
  });

  it('allocates anew, with a reason', async () => {
    await planner.done('/v1/targets', relocation('twice'));
    const shares = (first: string, second: string) => [
      { localityId: 'vn-072@base', quantity: first },
      { localityId: 'vn-073@base', quantity: second },
    ];
    await planner.done('/v1/targets/twice/allocations', { parts: shares('44', '40') });
    expect((await planner.post('/v1/targets/twice/allocations', { parts: shares('40', '44') })).body.code).toBe('reason_required');
    expect((await planner.done('/v1/targets/twice/allocations', { parts: shares('40', '44'), reason: 'rà soát' })).body.revision).toBe(2);
    expect((await eventsOf('twice-vn-072@base')).map(({ type }) => type)).toEqual(['TargetSet', 'TargetRevised']);
  });

  it('answers an allocation under the same key as the first time', async () => {
    await planner.done('/v1/targets', relocation('keyed'));
    const body = { parts: [{ localityId: 'vn-072@base', quantity: '84' }] };
    const key = { 'idempotency-key': 'allocate' };
    const first = await planner.done('/v1/targets/keyed/allocations', body, key);
    await house.sql`delete from api.idempotency`;
    expect((await planner.done('/v1/targets/keyed/allocations', body, key)).body).toEqual(first.body);
  });

  it('refuses to allocate what has changed since it was read', async () => {
    await planner.done('/v1/targets', relocation('read'));
    const body = { parts: [{ localityId: 'vn-072@base', quantity: '84' }] };
    expect((await planner.post('/v1/targets/read/allocations', body, { 'if-match': '"1"' })).status).toBe(412);
    expect((await planner.post('/v1/targets/read/allocations', body, { 'if-match': '"0"' })).status).toBe(200);
  });

  it('lets two allocations of one target at once come one after the other', async () => {
    await planner.done('/v1/targets', relocation('race'));
    const allocate = (localityId: string) => planner.post('/v1/targets/race/allocations', { parts: [{ localityId, quantity: '84' }] });
    const answers = await Promise.all([allocate('vn-072@base'), allocate('vn-073@base')]);
    expect(answers.map(({ body }) => body.code ?? 'done').sort()).toEqual(['allocation_drops_part', 'done']);
  });
});
