import { startTestApi, type TestApi } from '../../../test/support/api.js';
import type { HttpClient } from '../../../test/support/http-client.js';

const NATION = { localityId: 'vn', code: 'vn', name: 'Việt Nam', fullName: 'Việt Nam', level: 'nation', kind: 'quốc gia' };
const province = (localityId: string, more: object = {}) => ({ localityId, code: '08', name: localityId, fullName: `Tỉnh ${localityId}`, level: 'province', kind: 'tỉnh', parentId: 'vn', ...more });

describe('locality commands over HTTP', () => {
  let house: TestApi;
  let admin: HttpClient;

  beforeAll(async () => {
    house = await startTestApi();
    admin = await house.as('admin');
    await admin.done('/v1/localities', NATION);
  });
  afterAll(() => house.close());

  it('registers a locality and says where it stands', async () => {
    const answer = await admin.post('/v1/localities', province('tuyen-quang'));
    expect(answer.body).toEqual({ id: 'tuyen-quang', stream: 'locality-tuyen-quang', revision: 0, position: expect.stringMatching(/^\d+$/) });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"0"');
  });
});
