import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { NATION_FACTS } from '../../../test/support/samples.js';
import { holidaysDetail, type HolidaysDetail } from '../../contract/holidays.js';

describe('public holidays over HTTP', () => {
  let house: TestSystem;
  let admin: HttpClient;
  const swap = {
    year: 2026,
    off: [{ day: '2026-11-23', name: 'Nghỉ hoán đổi' }],
    worked: [{ day: '2026-11-28', name: 'Làm bù ngày 23/11' }],
    source: 'Thông báo 12/TB-BNV',
  };
  const read = async (year: number): Promise<HolidaysDetail> =>
    holidaysDetail.parse((await admin.get(`/v1/holidays/${year}`, { 'x-read-after': await house.store.head() })).body);
  const november = ({ days }: HolidaysDetail) =>
    days.filter(({ day }) => day > '2026-11').map(({ day, kind, from }) => [day, kind, from].join(' '));

  beforeAll(async () => {
    house = await startTestSystem();
    admin = await house.as('admin');
    await admin.done('/v1/localities', NATION_FACTS);
  }, 120_000);
  afterAll(() => house.close());

  it('are the table’s until something is announced, and the announced go before it', async () => {
    expect(november(await read(2026))).toEqual(['2026-11-24 off built_in']);
    await admin.done('/v1/holidays', swap);
    expect(november(await read(2026))).toEqual(['2026-11-23 off announced', '2026-11-24 off built_in', '2026-11-28 worked announced']);
    expect(await read(2026)).toMatchObject({ basis: 'announced', source: swap.source, revision: 0 });
  });

  it('can be tried: what would change is told, and nothing is written', async () => {
    const head = await house.store.head();
    const tried = await admin.done('/v1/holidays', { ...swap, off: [], dryRun: true });
    expect(tried.body).toMatchObject({
      ...{ id: '2026', stream: 'holidays-2026', revision: 0, dryRun: true, isNew: true },
      changes: [{ day: '2026-11-23', name: null, was: 'off', becomes: 'worked' }],
    });
    expect((await admin.done('/v1/holidays', { ...swap, dryRun: true })).body).toMatchObject({ isNew: false, changes: [] });
    expect((await admin.done('/v1/holidays', { ...swap, year: 2027, off: [], worked: [], dryRun: true })).body).toMatchObject({
      ...{ revision: -1, isNew: true, changes: [] },
    });
    expect((await admin.post('/v1/holidays', { ...swap, year: 2027, dryRun: true })).body.code).toBe('holiday_out_of_year');
    expect((await admin.post('/v1/holidays', { ...swap, dryRun: true }, { 'if-match': '"5"' })).status).toBe(412);
    const planner = await house.as('planner', 'vn-08@base');
    expect((await planner.post('/v1/holidays', { ...swap, dryRun: true })).status).toBe(403);
    expect(await house.store.head()).toBe(head);
  });

  it('are revised by who has read what stands', async () => {
    const none = { ...swap, off: [], worked: [] };
    expect((await admin.post('/v1/holidays', none, { 'if-match': '"5"' })).status).toBe(412);
    await admin.done('/v1/holidays', none, { 'if-match': '"0"' });
    expect(november(await read(2026))).toEqual(['2026-11-24 off built_in']);
  });

  it('say what the table does not know of a year', async () => {
    expect((await read(2045)).notice).toContain('does not know Tết');
    expect((await admin.get('/v1/holidays/nam-2026')).status).toBe(400);
  });
});
