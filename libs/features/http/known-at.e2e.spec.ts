import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, HttpClient } from '../../../test/support/http-client.js';
import { countIndicator, locality, milestone, NATION_FACTS, plan } from '../../../test/support/samples.js';
import { allCaughtUp, startTestSystem, type TestSystem } from '../../../test/support/system.js';

const ID = 'jobs.vn-08@base.2021.2021-06-30.actual';

describe('what was known at a moment', () => {
  let system: TestSystem;
  let admin: HttpClient;
  let before: Answer;
  let between: string;

  const progress = (more: string): Promise<Answer> => admin.get(`/v1/progress?asOf=2021-07-31${more}`);
  const actual = ({ body }: Answer): string => body.items[0].actual;

  beforeAll(async () => {
    system = await startTestSystem();
    admin = await system.as('admin');
    await admin.done('/v1/localities', NATION_FACTS);
    await admin.done('/v1/localities', locality());
    await admin.done('/v1/indicators', countIndicator({ indicatorId: 'jobs' }));
    const terms = plan({ milestones: [milestone({ value: '1000' })], quantity: null });
    await admin.done('/v1/targets', { targetId: 't-1', indicatorId: 'jobs', localityId: 'vn-08@base', ...terms });
    const figure = {
      indicatorId: 'jobs',
      localityId: 'vn-08@base',
      asOf: '2021-06-30',
      basis: 'actual',
      figure: { shape: 'count', value: '400' },
    };
    await admin.done('/v1/measurements', figure);
    await allCaughtUp(system.store, system.sql);
    before = await progress('');
    await sleep(20);
    between = new Date().toISOString();
    await sleep(20);
    await admin.done(`/v1/measurements/${ID}/correction`, { figure: { shape: 'count', value: '90' }, reason: 'đếm lại' });
    await allCaughtUp(system.store, system.sql);
  }, 120_000);
  afterAll(() => system.close());

  it('is answered by position and by instant, whatever was corrected since', async () => {
    const position = before.headers.get('x-read-position')!;
    expect([actual(before), actual(await progress(''))]).toEqual(['400', '90']);
    for (const moment of [position, between, between.replace('Z', '+00:00')]) {
      const answer = await progress(`&knownAt=${encodeURIComponent(moment)}`);
      expect([answer.body, answer.headers.get('x-read-position')]).toEqual([before.body, position]);
    }
    // An address that nobody escaped has a space for the plus sign.
    expect((await progress(`&knownAt=${between.replace('Z', '+00:00')}`)).body).toEqual(before.body);
  });

  it('tells the versions of a figure as far as they were known', async () => {
    const versions = async (more: string) => (await admin.get(`/v1/measurements/${ID}${more}`)).body.versions.length;
    expect([await versions(''), await versions(`?knownAt=${between}`)]).toEqual([2, 1]);
  });

  it('goes by the day of the moment where no asOf is named', async () => {
    const today = (await admin.get('/v1/progress')).body.asOf;
    expect((await admin.get(`/v1/progress?knownAt=${between}`)).body.asOf).toBe(today);
    expect((await admin.get('/v1/progress?knownAt=2021-09-30T23:30:00Z')).body.asOf).toBe('2021-10-01');
  });

  it('was nothing before the first event', async () => {
    for (const moment of ['0', '2021-09-30T17:00:00+07:00']) {
      const answer = await admin.get(`/v1/localities?knownAt=${encodeURIComponent(moment)}`);
      expect([answer.status, answer.body.items, answer.headers.get('x-read-position')]).toEqual([200, [], '0']);
    }
    expect((await admin.get('/v1/targets/t-1?knownAt=0')).body.code).toBe('target_unknown');
  });

  it.each([['999999'], ['2999-01-01T00:00:00Z']])('is refused for %s, which is yet to come, in both languages', async (moment) => {
    const path = `/v1/progress?knownAt=${moment}`;
    const [error] = (await admin.get(path)).body.errors;
    expect(error).toMatchObject({ path: 'knownAt', expected: 'a position or an instant that has passed', got: moment });
    const answer = await admin.get(path, { 'accept-language': 'vi' });
    expect([answer.status, answer.body.code, answer.body.errors[0].expected]).toEqual([
      400,
      'request_invalid',
      'một vị trí hay thời điểm đã qua',
    ]);
  });

  it.each([['5/3'], ['5/5'], ['00005'], ['5/99999999999999999999'], ['99999999999999999999']])(
    'is refused for %s, which this store never writes, and so is reading after it',
    async (position) => {
      for (const [answer, path] of [
        [await admin.get(`/v1/indicators?knownAt=${position}`), 'knownAt'],
        [await admin.get('/v1/indicators', { 'x-read-after': position }), 'X-Read-After'],
        [await admin.get('/v1/directives', { 'x-read-after': position }), 'X-Read-After'],
        [await admin.get(`/v1/targets/t-1/history?knownAt=${position}`), 'knownAt'],
        [await admin.get(`/v1/audit/diff?from=${position}`), 'from'],
        [await admin.get(`/v1/targets/t-1/evidence?reason=x&knownAt=${position}`), 'knownAt'],
      ] as const)
        expect([answer.status, answer.body.errors?.map((error: { path: string }) => error.path)]).toEqual([400, [path]]);
      const { body } = await admin.get(`/v1/indicators?knownAt=${position}`);
      expect(body.errors[0]).toMatchObject({ expected: expect.stringContaining('a position'), got: expect.stringContaining(position) });
    },
  );

  it.each([['yesterday'], ['2021-09-30'], ['2021-13-30T00:00:00Z'], ['2021-09-30T17:00:00'], ['-1'], ['']])(
    'is refused for “%s”',
    async (moment) => {
      const answer = await admin.get(`/v1/indicators?knownAt=${moment}`);
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'knownAt']);
    },
  );
});
