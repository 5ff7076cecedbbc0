import type { AlertItem } from '../../contract/alerts.js';
import { Days } from '../../../test/support/days.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { onDay } from '../../../test/support/on-day.js';
import { Newsroom } from '../../../test/support/notifications.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

let house: TestSystem;
let days: Days;
let planner: HttpClient;
let leader: HttpClient;

beforeAll(async () => {
  house = await startTestSystem({ day: '2021-01-04' });
  days = new Days(house, '2021-01-04');
  await registerTuyenQuang(await house.as('admin'));
  [planner, leader] = [await house.as('planner'), await house.as('leader', 'vn-08@base')];
}, 60_000);
afterAll(() => house?.close());

const set = (targetId: string, more: object = {}): Promise<unknown> =>
  planner.done('/v1/targets', {
    ...{ targetId, indicatorId: 'disbursement', localityId: 'vn-08@base', responsible: null, provenance: null, note: null },
    ...plan({ quantity: null, milestones: [milestone({ value: '96' })], graceDays: 30 }),
    ...more,
  });

const report = async (asOf: string, percent: string, localityId = 'vn-08@base'): Promise<string> => {
  const figure = { shape: 'rate', percent };
  const { body } = await planner.done('/v1/measurements', { indicatorId: 'disbursement', localityId, asOf, basis: 'actual', figure });
  await days.settled();
  return body.id as string;
};

const alerts = async (query = 'state=all', who = leader): Promise<readonly AlertItem[]> =>
  (await who.get(`/v1/alerts?sort=id&${query}`)).body.items;
const correct = async (asOf: string, percent: string): Promise<void> => {
  const figure = { shape: 'rate', percent };
  await planner.done(`/v1/measurements/disbursement.vn-08@base.2021.${asOf}.actual/correction`, { figure, reason: 'nhập nhầm' });
  await days.settled();
};
const briefly = async (query?: string) => (await alerts(query)).map(({ id, kind, state }) => [id, kind, state].join(' '));

describe('alerts', () => {
  it('are raised by a figure that is behind, with the evidence in a sentence', async () => {
    await set('slow');
    await days.passTo('2021-04-20');
    expect(await briefly()).toEqual(['slow~1 report_overdue open']);
    const id = await report('2021-04-14', '3');
    const [alert] = await alerts();
    expect(alert).toMatchObject({ id: 'slow~1', kind: 'behind', severity: 'critical', state: 'open', localityName: 'Tuyên Quang' });
    expect(alert?.evidence).toMatchObject({ actual: '3', asOf: '2021-04-14', basis: 'actual', measurementIds: [id] });
    expect(alert?.evidence.sentence.vi).toContain('đạt 3 %');
  });

  it('go up to the locality above when nobody acknowledges them in time, and no further once somebody did', async () => {
    await days.liveTo('2021-04-28');
    expect((await alerts())[0]).toMatchObject({ escalation: { level: 1, to: 'vn' } });
    const note = 'Vướng mặt bằng';
    const early = await leader.post('/v1/alerts/slow~1/acknowledgement', { note, recoveryOn: '2021-06-30' });
    expect([early.status, early.body.code, early.body.params.recoveryOn]).toEqual([400, 'recovery_in_past', '2021-06-30']);
    const answer = await onDay('2021-04-28', () => leader.done('/v1/alerts/slow~1/acknowledgement', { note, recoveryOn: '2021-06-30' }));
    expect(answer.body).toMatchObject({ id: 'slow~1', stream: 'alert-slow' });
    await days.settled();
    expect((await alerts())[0]).toMatchObject({
      state: 'acknowledged',
      acknowledgement: { note, recoveryOn: '2021-06-30', by: { id: 'dev-leader' } },
    });
    expect((await leader.get('/v1/alerts/counts')).body).toMatchObject({ total: 1, byState: { acknowledged: 1 }, byKind: { behind: 1 } });
  });

  it('end at once when a correction undoes the cause', async () => {
    await correct('2021-04-14', '30');
    expect((await alerts())[0]).toMatchObject({ state: 'resolved', resolution: { why: 'corrected' } });
    expect(
      (await leader.get('/v1/alerts/slow~1')).body.story.map(({ what, kind }: { what: string; kind: string | null }) =>
        [what, kind].join(' ').trim(),
      ),
    ).toEqual([
      ...['raised report_overdue', 'changed report_overdue', 'escalated', 'changed behind', 'escalated', 'acknowledged', 'resolved'],
    ]);
    const late = await leader.post('/v1/alerts/slow~1/acknowledgement', { note: 'muộn' });
    expect([late.status, late.body.code]).toEqual([409, 'alert_resolved']);
  });

  it('are not told of to who may not act for their place, whether they are open or ended', async () => {
    const stranger = await house.as('planner', 'vn-02@base');
    for (const id of ['slow~1', 'slow~9']) {
      const answer = await stranger.post(`/v1/alerts/${id}/acknowledgement`, { note: 'tò mò' });
      expect([id, answer.status, answer.body.code]).toEqual([id, 403, 'locality_out_of_scope']);
    }
    expect((await stranger.post('/v1/alerts/nothing~1/acknowledgement', { note: 'tò mò' })).body.code).toBe('alert_unknown');
  });

  it('are shown only to those whose scope covers them', async () => {
    const elsewhere = await house.as('leader', 'vn-02@base');
    expect(await alerts('state=all', elsewhere)).toEqual([]);
    expect((await elsewhere.get('/v1/alerts/slow~1')).status).toBe(403);
    expect((await leader.get('/v1/alerts/slow~9')).body).toMatchObject({ status: 404, code: 'alert_unknown' });
  });

  it('say nothing of years long gone that come in late', async () => {
    await set('old', {
      ...plan({ quantity: null, baseline: { value: '0', on: '2017-12-31' }, milestones: [milestone({ due: '2018-12-31' })] }),
    });
    await days.settled();
    expect(await alerts('target=old&state=all')).toEqual([]);
  });
});

describe('how the target of an alert stands today', () => {
  const NA_HANG = 'vn-072@base';
  const on = <T>(action: () => Promise<T>): Promise<T> => onDay('2021-04-20', action);

  it('is shown beside what was found when it was raised', async () => {
    await set('present', { localityId: NA_HANG });
    await report('2021-03-14', '5', NA_HANG);
    const [alert] = await alerts('target=present');
    expect(alert).toMatchObject({ id: 'present~1', severity: 'critical', evidence: { actual: '5', asOf: '2021-03-14' } });
    await report('2021-04-14', '7', NA_HANG);
    const [listed] = await on(() => alerts('target=present'));
    const { body: shown } = await on(() => leader.get('/v1/alerts/present~1'));
    for (const now of [listed, shown]) {
      expect(now.evidence).toEqual(alert?.evidence);
      expect(now.present).toEqual({
        ...{ on: '2021-04-20', status: 'behind', actual: '7', expected: '27.353424657534', unit: '%', asOf: '2021-04-14', basis: 'actual' },
        sentence: {
          vi: 'Chậm tiến độ: đạt 7 % tính đến 14/4/2021, theo tiến độ cần 27,4 %.',
          en: 'Behind: reached 7 % as of 14 April 2021, the schedule asks for 27.4 %.',
        },
      });
    }
    const { body: counts } = await on(() => leader.get('/v1/alerts/counts?target=present'));
    expect(counts).toMatchObject({ total: 1, byPresent: { behind: 1, on_track: 0, missed: 0 } });
  });

  it('is told by the figure of that day, however young the newest is', async () => {
    const [before] = await onDay('2021-04-01', () => alerts('target=present'));
    expect(before?.present).toMatchObject({ on: '2021-04-01', status: 'behind', actual: '5', asOf: '2021-03-14' });
  });

  it('is told by the sum of those beneath where the target has no figure of its own', async () => {
    await set('whole', { indicatorId: 'relocated-households' });
    await planner.done('/v1/targets/whole/allocations', { parts: [{ targetId: 'part', localityId: NA_HANG, quantity: '96' }] });
    const figure = { shape: 'count', value: '3' };
    const key = { indicatorId: 'relocated-households', localityId: NA_HANG, asOf: '2021-04-14', basis: 'actual' };
    await planner.done('/v1/measurements', { ...key, figure });
    await days.passTo('2021-04-30');
    const [whole] = await on(() => alerts('target=whole'));
    expect(whole).toMatchObject({ kind: 'behind', present: { status: 'behind', actual: '3', asOf: '2021-04-14', basis: null } });
    expect((await on(() => leader.get('/v1/alerts/counts?target=whole'))).body.byPresent).toMatchObject({ behind: 1 });
  });
});

describe('the live stream of alerts', () => {
  it('tells what happens as it happens, and goes on from where one was', async () => {
    await days.passTo('2021-06-15');
    const first = await listen(leader);
    const elsewhere = await listen(await house.as('leader', 'vn-02@base'));
    await report('2021-06-14', '31');
    const [changed] = await first.take(1);
    expect(changed).toMatchObject({
      what: 'changed',
      alert: { id: 'slow~2', localityId: 'vn-08@base', kind: 'at_risk', present: { actual: '31', asOf: '2021-06-14' } },
    });
    first.close();
    await correct('2021-06-14', '45');
    const again = await listen(leader, changed?.id);
    const [resolved] = await again.take(1);
    expect(resolved).toMatchObject({ what: 'resolved', alert: { id: 'slow~2' } });
    again.close();
    // Who may not see any of this hears nothing before his own.
    await set('theirs', { localityId: 'vn-02@base' });
    await report('2021-06-14', '1', 'vn-02@base');
    const [own] = await elsewhere.take(1);
    expect(own).toMatchObject({ alert: { id: 'theirs~1', localityId: 'vn-02@base' } });
    elsewhere.close();
  });

  it('leaves out nothing that the tables learn late: it ends, and goes on from where one was, also for who was told of nothing yet', async () => {
    const held = await house.sql.reserve();
    await held`begin`;
    await held`lock table alerts.checkpoint in exclusive mode`;
    const cut = await listen(leader);
    await new Newsroom(house.store, house.sql).raise('late', { localityId: 'vn-08@base' });
    await expect(cut.take(1)).rejects.toThrow('the stream ended');
    await held`rollback`;
    held.release();
    const again = await listen(leader, cut.lastId());
    expect(await again.take(1)).toMatchObject([{ what: 'raised', alert: { id: 'late~1' } }]);
    again.close();
  });

  it('refuses a Last-Event-ID that is no position', async () => {
    const answer = await leader.get('/v1/alerts/stream', { 'last-event-id': 'yesterday' });
    expect(answer.body).toMatchObject({ status: 400, code: 'request_invalid' });
  });
});

interface Message {
  readonly id: string;
  readonly what: string;
  readonly alert: { readonly id: string };
}

async function listen({ url, token }: HttpClient, after?: string) {
  const ended = new AbortController();
  const headers = { authorization: `Bearer ${token}`, ...(after !== undefined && { 'last-event-id': after }) };
  const response = await fetch(new URL('/v1/alerts/stream', url), { headers, signal: ended.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async take(count: number): Promise<readonly Message[]> {
      for (;;) {
        const found = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!) as Message);
        if (found.length >= count) return found;
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        text += value;
      }
    },
    lastId: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1],
    close: () => ended.abort(),
  };
}
