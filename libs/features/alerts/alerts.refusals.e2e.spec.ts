import type { HttpClient } from '../../../test/support/http-client.js';
import { raisedAlert, resolvedAlert, storeAlert } from '../../../test/support/stored-alerts.js';
import { allCaughtUp, startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

let house: TestSystem;
let leader: HttpClient;

beforeAll(async () => {
  house = await startTestSystem();
  await registerTuyenQuang(await house.as('admin'));
  for (const id of ['a', 'b', 'c']) await storeAlert(house.store, raisedAlert(id, 'disbursement', 'vn-08@base'));
  await storeAlert(house.store, raisedAlert('theirs', 'disbursement', 'vn-02@base'));
  await storeAlert(house.store, raisedAlert('gone', 'disbursement', 'vn-08@base'), resolvedAlert('gone'));
  await allCaughtUp(house.store, house.sql);
  leader = await house.as('leader', 'vn-08@base');
}, 60_000);
afterAll(() => house?.close());

/** Status, code, and of each field what was expected, in the language that is asked for. */
async function refusal(path: string, language = 'en'): Promise<readonly unknown[]> {
  const { status, body } = await leader.get(path, { 'accept-language': language });
  return [status, body.code, ...(body.errors ?? []).map((error: { path: string; expected: string }) => `${error.path}: ${error.expected}`)];
}

describe('lists of alerts refuse', () => {
  it.each([
    [
      'a range that ends before it begins',
      'raisedFrom=2021-12-01&raisedTo=2021-01-01',
      [400, 'request_invalid', 'raisedTo: not before raisedFrom, 2021-12-01'],
    ],
    ['a day that the calendar lacks', 'raisedFrom=2021-02-30', [400, 'request_invalid', 'raisedFrom: an existing date yyyy-mm-dd']],
    ['the year 0', 'raisedFrom=0000-01-01', [400, 'request_invalid', 'raisedFrom: a value of the right form']],
    ['a target that nobody set', 'target=nothing', [404, 'target_unknown']],
    ['a target beyond the scope', 'target=theirs', [403, 'locality_out_of_scope']],
    ['a locality beyond the scope', 'locality=vn-02@base', [403, 'locality_out_of_scope']],
    ['a filter that there is not', 'level=province', [400, 'request_invalid', 'level: ']],
    ['a kind that there is not', 'severity=high', [400, 'request_invalid', 'severity: critical | warning | notice']],
  ])('%s', async (_, query, expected) => {
    expect(await refusal(`/v1/alerts?${query}`)).toEqual(expected);
    expect(await refusal(`/v1/alerts/counts?${query}`)).toEqual(expected);
  });

  it('a cursor of another filter', async () => {
    const { body } = await leader.get('/v1/alerts?limit=1');
    expect((await leader.get(`/v1/alerts?limit=1&cursor=${body.nextCursor}`)).body.items).toMatchObject([{ id: 'b~1' }]);
    const expected = 'cursor: nextCursor của cùng bộ lọc và thứ tự sắp xếp';
    expect(await refusal(`/v1/alerts?limit=1&state=all&cursor=${body.nextCursor}`, 'vi')).toEqual([400, 'request_invalid', expected]);
  });

  it('what a stream does not take, like any read', async () => {
    for (const path of ['/v1/alerts/stream?locality=vn', '/v1/notifications/stream?after=1']) {
      expect((await leader.get(path)).body).toMatchObject({ status: 400, code: 'request_invalid' });
    }
  });

  it('what is no id of an alert, saying what one looks like', async () => {
    expect(await refusal('/v1/alerts/a')).toEqual([400, 'request_invalid', 'id: an alert id: target~episode, such as disbursement-2021~1']);
    expect(await refusal('/v1/alerts/a~9')).toEqual([404, 'alert_unknown']);
  });
});

describe('acknowledging', () => {
  const acknowledge = (id: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    leader.post(`/v1/alerts/${id}/acknowledgement`, body, { 'accept-language': 'vi', ...headers });

  it.each([
    ['no note', {}, 'chữ trong ngoặc kép'],
    ['a blank note', { note: '  ' }, 'ít nhất 1 ký tự'],
    ['a huge note', { note: 'x'.repeat(2_001) }, 'nhiều nhất 2000 ký tự'],
    ['more than a line', { note: 'đã họp\nđã duyệt' }, 'một dòng chữ, không xuống dòng, không ký tự điều khiển'],
    ['a bell', { note: 'đã họp\u0007' }, 'một dòng chữ, không xuống dòng, không ký tự điều khiển'],
    ['text that turns its direction', { note: 'đã \u202Ehọp' }, 'một dòng chữ, không xuống dòng, không ký tự điều khiển'],
    ['a day that the calendar lacks', { note: 'đã họp', recoveryOn: '2021-02-30' }, 'ngày yyyy-mm-dd có thật'],
  ])('refuses %s', async (_, body, expected) => {
    const answer = await acknowledge('b~1', body);
    expect([answer.status, answer.body.code, answer.body.errors.map((error: { expected: string }) => error.expected)]).toEqual([
      ...[400, 'request_invalid', [expected]],
    ]);
    expect((await leader.get('/v1/alerts/b~1')).body.state).toBe('open');
  });

  it('twice is once; a stale If-Match and a key with another body are refused', async () => {
    const body = { note: 'đã họp' };
    expect((await acknowledge('c~1', body, { 'if-match': '"7"' })).body).toMatchObject({ status: 412, code: 'stale_revision' });
    const first = await acknowledge('c~1', body, { 'if-match': '"0"', 'idempotency-key': 'k-1' });
    expect(first.body).toMatchObject({ id: 'c~1', revision: 1 });
    expect((await acknowledge('c~1', body, { 'if-match': '"0"', 'idempotency-key': 'k-1' })).body).toEqual(first.body);
    expect((await acknowledge('c~1', body)).body).toEqual(first.body);
    const other = await acknowledge('c~1', { note: 'chưa họp' }, { 'idempotency-key': 'k-1' });
    expect(other.body).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
    const gone = await acknowledge('gone~1', body);
    expect([gone.status, gone.body.detail]).toEqual([409, 'Cảnh báo “gone~1” đã kết thúc ngày 2021-10-01, không tiếp nhận được nữa.']);
  });
});
