import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decodePDFRawStream, PDFDocument, PDFRawStream } from 'pdf-lib';
import type { HttpClient } from '../../../test/support/http-client.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { accessPage } from '../../contract/histories.audit.js';
import { extractText } from '../../formats/extract-text.js';

const PLACE = { indicatorId: 'disbursement', localityId: 'vn-08@base' };
const HISTORY = '/v1/targets/whole/history';
const HOSTILE = 'Số liệu </style><script>alert(1)</script> & “dấu”, cờ \u0110ỗ Thị Hường; ẵ ẫ ậ ữ ỹ ợ';

const FONT = readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf'));

/** Lengths of the fonts that a file carries. A subset of fontkit's making reads well as text and shows as gaps. */
async function fontProgramsOf(bytes: Uint8Array): Promise<readonly number[]> {
  const pdf = await PDFDocument.load(bytes);
  const streams = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFRawStream ? [decodePDFRawStream(object).decode()] : []));
  return streams
    .filter((data) => data.length > 4 && data[0] === 0 && data[1] === 1 && data[2] === 0 && data[3] === 0)
    .map(({ length }) => length);
}

describe('a history on paper', () => {
  let house: TestSystem;
  let auditor: HttpClient;
  let position: string;

  const get = (client: HttpClient, query: string, accept: string, language = 'vi', after = position) =>
    fetch(`${house.url}${HISTORY}?${query}`, {
      headers: { authorization: `Bearer ${client.token}`, accept, 'accept-language': language, 'x-read-after': after },
    });
  const accesses = async (client: HttpClient, query = '') =>
    accessPage.parse((await client.get(`/v1/audit/accesses?${query}`, { 'x-read-after': await house.store.head() })).body).items;

  beforeAll(async () => {
    house = await startTestSystem();
    const admin = await house.as('admin');
    const planner = await house.as('planner', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
    auditor = await house.as('auditor', 'vn-08@base', { subject: 'thanh', name: 'Lê Thanh' });
    await registerTuyenQuang(admin);
    await planner.done('/v1/targets', {
      targetId: 'whole',
      ...PLACE,
      ...plan({ quantity: '913216,2', milestones: [milestone({ value: '98' })] }),
    });
    for (let month = 1; month <= 8; month++) {
      const asOf = `2021-0${month}-28`;
      const figure = { shape: 'ratio', numerator: String(month * 40_123.5), denominator: '913216,2' };
      await planner.done('/v1/measurements', { ...PLACE, asOf, basis: 'actual', figure });
      const reason = month === 3 ? HOSTILE : 'cộng sót';
      const id = `disbursement.vn-08@base.2021.${asOf}.actual`;
      ({ position } = (
        await planner.done(`/v1/measurements/${id}/correction`, { figure: { ...figure, numerator: String(month * 41_000) }, reason })
      ).body);
    }
  }, 120_000);
  afterAll(() => house.close());

  it('is a page that loads and runs nothing, whatever people wrote', async () => {
    const page = await get(auditor, '', 'text/html,application/xhtml+xml,*/*;q=0.8');
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
    expect(html).toContain('<h1>Lịch sử mục tiêu</h1>');
    expect(html).toContain('giải ngân vốn đầu tư công, tỉnh Tuyên Quang');
    expect(html).toContain('&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; “dấu”');
    expect(html.match(/<script|<\/style>/g)).toEqual(['</style>']);
    expect(html).toContain(`content: "vị trí ${position}"`);
    expect(await (await get(auditor, '', 'text/html', 'en')).text()).toContain('<h1>History of a target</h1>');
  });

  it('is JSON for whoever does not say otherwise', async () => {
    const types = await Promise.all(
      ['*/*', 'application/json', 'text/html;q=0.5, application/json'].map((accept) => get(auditor, '', accept)),
    );
    expect(types.map(({ headers }) => headers.get('content-type'))).toEqual(Array(3).fill('application/json; charset=utf-8'));
  });

  it('is a PDF with Vietnamese text, the moment, the position and page numbers', async () => {
    const answer = await get(auditor, `reason=${encodeURIComponent('Kiểm toán năm 2021')}`, 'application/pdf');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (process.env.STORY_PDF) writeFileSync(process.env.STORY_PDF, bytes);
    expect(await fontProgramsOf(bytes)).toEqual([FONT.length]);
    const { text, pages } = await extractText(bytes, { fileName: 'history.pdf' });
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain('Lịch sử mục tiêu');
    expect(flat).toContain(
      'Nguyễn Thị Hoà ghi số liệu thực hiện giải ngân vốn đầu tư công của tỉnh Tuyên Quang tính đến 28/1/2021: 40.123,5/913.216,2 hộ (4,39 %).',
    );
    expect(flat).toContain('ẵ ẫ ậ ữ ỹ ợ');
    expect(pages?.length).toBeGreaterThan(2);
    for (let page = 1; page <= pages!.length; page++) expect(flat).toContain(`${page}/${pages!.length}`);
    expect(flat.split(`vị trí ${position}`).length).toBeGreaterThan(pages!.length);
  });

  it('is not exported without a reason', async () => {
    const before = (await accesses(auditor)).length;
    for (const query of ['', 'reason=%20%20']) {
      const answer = await get(auditor, query, 'application/pdf', 'en');
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'reason_required']);
    }
    expect(await accesses(auditor)).toHaveLength(before);
  });

  it('is put on record as it leaves the house: who, what, why, and the hash of the file', async () => {
    const answer = await get(auditor, `knownAt=${position}&reason=${encodeURIComponent('Đối chiếu')}`, 'application/pdf');
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer())).toString('hex');
    const [latest] = await accesses(auditor, 'type=ExportMade&person=thanh');
    expect(latest).toMatchObject({
      type: 'ExportMade',
      who: { id: 'thanh', name: 'Lê Thanh', role: 'auditor', locality: 'vn-08@base' },
      reason: 'Đối chiếu',
      what: { subject: 'target/whole', format: 'pdf', through: position, sha256 },
    });
  });

  it('is the same file again, for the same moment', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async () => Buffer.from(await (await get(auditor, `knownAt=${position}&reason=x`, 'application/pdf')).arrayBuffer())),
    );
    expect(one!.equals(two!)).toBe(true);
  });

  it('shows accesses to those whose scope covers the scope of who made them', async () => {
    const [above, beside] = [await house.as('auditor', 'vn'), await house.as('auditor', 'vn-10@base')];
    expect((await accesses(above)).length).toBeGreaterThan(0);
    expect(await accesses(beside)).toEqual([]);
  });
});
