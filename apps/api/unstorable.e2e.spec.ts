import { startTestApi, type TestApi } from '../../test/support/api.js';
import type { HttpClient } from '../../test/support/http-client.js';

describe('text that no database can hold', () => {
  let system: TestApi;
  let admin: HttpClient;

  beforeAll(async () => {
    system = await startTestApi();
    admin = await system.as('admin');
  });
  afterAll(() => system.close());

  const directive = (issuer: string) => ({ directiveId: 'd-1', number: null, kind: 'thông báo', issuer, localityId: 'vn' });

  it.each([
    ['a NUL', 'a\u0000b'],
    ['half of a surrogate pair', 'a\ud800'],
  ])('is refused with its field: %s', async (_, text) => {
    const { status, body } = await admin.post('/v1/directives', directive(text));
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: 'issuer', code: 'text_unstorable' }]);
    const rows = await admin.post('/v1/measurements', { items: [{ note: 'x' }, { note: text }] });
    expect(rows.body.errors).toMatchObject([{ path: 'items[1].note', code: 'text_unstorable' }]);
  });

  it('is refused in a query', async () => {
    expect((await admin.get('/v1/localities?q=%00')).status).toBe(400);
  });

  it('is refused in the claims of a token', async () => {
    const forged = await system.as('admin', 'vn', { name: 'a\u0000b' });
    expect((await forged.get('/v1/indicators')).status).toBe(401);
  });

  it('goes with a body that is nested beyond reason', async () => {
    const headers = { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' };
    const response = await fetch(`${system.url}/v1/measurements`, {
      method: 'POST',
      headers,
      body: '['.repeat(100_000) + ']'.repeat(100_000),
    });
    expect(response.status).toBe(400);
  });
});
