import { made, NOTICE, storeDirective } from '../../../test/support/directives.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestApi, type TestApi } from '../../../test/support/api.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { StoreUnavailable } from '../../event-store/errors.js';
import type { EventStore, StreamAppend } from '../../event-store/event-store.js';

/** A store that cannot write several streams at once, as EventStoreDB, and breaks down before the n-th of them when told to. */
function inTurns(store: EventStore, fault: { before: number | null }): EventStore {
  const own: Partial<EventStore> = {
    atomicAcrossStreams: false,
    appendAll: async (appends: readonly StreamAppend[]) => {
      const results = [];
      for (const [index, { stream, expected, events }] of appends.entries()) {
        if (fault.before === index && appends.length > 1) throw new StoreUnavailable('broken down');
        results.push(await store.append(stream, expected, events));
      }
      return results;
    },
  };
  return new Proxy(store, {
    get: (whole, name: keyof EventStore) => {
      const value = own[name] ?? whole[name];
      return typeof value === 'function' ? value.bind(whole) : value;
    },
  });
}

describe('an acceptance that breaks off between two streams', () => {
  const fault: { before: number | null } = { before: null };
  let house: TestApi;
  let admin: HttpClient;
  const newIndicator = {
    ...{ name: 'Giải ngân', nameEn: 'Paid out', shape: 'ratio', unit: '%', direction: 'increasing', rollUp: 'ratio' },
    ...{ accumulation: 'cumulative', base: 'kế hoạch' },
  };

  beforeAll(async () => {
    house = await startTestApi({ wrap: (store) => inTurns(store, fault) });
    admin = await house.as('admin');
    await registerTuyenQuang(admin);
  });
  afterEach(() => (fault.before = null));
  afterAll(() => house.close());

  async function directive(name: string): Promise<string> {
    await admin.done('/v1/directives', { directiveId: name, localityId: 'vn-08@base', text: `${NOTICE}${name}` });
    await storeDirective(house.store, name, made(name, 'sample-1', 101));
    return `/v1/directives/${name}/proposals`;
  }
  const typesOf = async (stream: string) => (await house.store.readStream(stream)).events.map(({ type }) => type);

  it('is carried out once when two people accept the same proposals at the same moment', async () => {
    const path = await directive('at-once');
    const planner = await house.as('planner', 'vn-08@base', { subject: 'second' });
    const wish = { indicatorId: 'disbursement', localityId: 'vn-08@base' };
    const answers = await Promise.all([
      admin.post(`${path}/101/acceptance`, { ...wish, with: [102] }),
      planner.post(`${path}/102/acceptance`, { ...wish, with: [101], target: { targetId: 'theirs' } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body).toMatchObject({
      code: 'proposal_accepted',
      params: { id: answers.find(({ status }) => status === 201)!.body.outcomeId },
    });
    expect((await typesOf('directive-at-once')).filter((type) => type === 'ProposalsAccepted')).toHaveLength(1);
  });

  describe.each([
    ['with the key of the first try', { 'idempotency-key': 'the-same' }],
    ['by somebody without it', {}],
  ])('is completed %s', (_, headers) => {
    it.each([0, 1, 2])('before stream %i: indicator, target and directive once each', async (before) => {
      const name = `broken-${before}-${Object.keys(headers).length}`;
      const path = `${await directive(name)}/101/acceptance`;
      const body = { with: [102], localityId: 'vn-08@base', newIndicator: { indicatorId: name, ...newIndicator } };
      fault.before = before;
      expect((await admin.post(path, body, headers)).body.code).toBe('store_unavailable');
      expect(await typesOf(`directive-${name}`)).not.toContain('ProposalsAccepted');
      fault.before = null;
      const { status, body: answer } = await admin.post(path, body, headers);
      expect(status).toBe(201);
      expect(await typesOf(`indicator-${name}`)).toEqual(['IndicatorDefined']);
      expect(await typesOf(`target-${answer.outcomeId}`)).toEqual(['TargetSet']);
      expect((await typesOf(`directive-${name}`)).filter((type) => type === 'ProposalsAccepted')).toHaveLength(1);
    });

    it('where a target was revised, or a figure recorded', async () => {
      const name = `merging-${Object.keys(headers).length}`;
      const proposals = await directive(name);
      const place = { indicatorId: 'disbursement', localityId: 'vn-08@base' };
      await admin.done(`${proposals}/101/acceptance`, { ...place, target: { targetId: name } });
      const wishes = [
        [102, { into: { targetId: name, how: 'milestone', reason: 'thông báo' } }],
        [103, { ...place, localityId: 'vn-072@base', measurement: { asOf: `2021-07-0${1 + Object.keys(headers).length}` } }],
      ] as const;
      for (const [n, wish] of wishes) {
        fault.before = 1;
        expect((await admin.post(`${proposals}/${n}/acceptance`, wish, headers)).body.code).toBe('store_unavailable');
        fault.before = null;
        expect((await admin.post(`${proposals}/${n}/acceptance`, wish, headers)).status).toBe(201);
      }
      expect(await typesOf(`target-${name}`)).toEqual(['TargetSet', 'TargetRevised']);
      expect((await typesOf(`directive-${name}`)).filter((type) => type === 'ProposalsAccepted')).toHaveLength(3);
    });
  });
});
