import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadingJson } from '../../libs/reading/as-json.js';

const PROGRAM = join(import.meta.dirname, '../../bin/tiendo.js');
const SECONDS = 1_000;

const DIRECTIVE = `ỦY BAN NHÂN DÂN
TỈNH SƠN HÀ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/CT-UBND

Sơn Hà, ngày 05 tháng 9 năm 2022

CHỈ THỊ
Về việc đẩy nhanh giải ngân vốn đầu tư công năm 2022

I. TÌNH HÌNH

Đến ngày 31/8/2022, giải ngân vốn đầu tư công đạt 1.234,5 tỷ đồng, bằng 45,6% kế hoạch.

II. NHIỆM VỤ

1. Sở Kế hoạch và Đầu tư đôn đốc các chủ đầu tư, phấn đấu đến hết ngày 31/12/2022 tỷ lệ giải ngân vốn đầu tư công đạt ít nhất 95%.

Nơi nhận:
- Như trên;
- Lưu: VT.
`;

/** A line of annotations for words of the directive. */
const gold = (type: string, quote: string, fields: object) => {
  const start = DIRECTIVE.indexOf(quote);
  return JSON.stringify({ type, doc: 'ct', quote, start, end: start + quote.length, ...fields });
};
const TARGET = gold('target', 'tỷ lệ giải ngân vốn đầu tư công đạt ít nhất 95%', {
  strength: 'quantified',
  comparator: '>=',
  value: 95,
  unit: '%',
  deadline: '2022-12-31',
});
const FIGURE = gold('measurement', 'bằng 45,6% kế hoạch', { value: 45.6, unit: '% kế hoạch', as_of: '2022-08-31' });
const BORDERLINE = [{ doc: 'ct', start: 0, end: 5, category: 'none', reason: 'none' }];

describe('tiendo read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-read-'));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(args: readonly string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [PROGRAM, 'read', ...args], { env: { ...process.env, NODE_OPTIONS: '' } });
    const [out, err] = [child.stdout, child.stderr].map(gathered);
    child.stdin.end(input);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, out: out?.() ?? '', err: err?.() ?? '' };
  }

  it(
    'tells a person what a document sets and reports, in Vietnamese or in English',
    async () => {
      const path = file('ct.txt', DIRECTIVE);
      const { code, out } = await run([path]);
      expect(code).toBe(0);
      for (const line of ['Chỉ thị, số 12/CT-UBND, 5/9/2022', 'Chỉ tiêu đề xuất: 1', '≥ 95 %', 'Số liệu báo cáo: 2', '45,6 % kế hoạch']) {
        expect(out).toContain(line);
      }
      expect(out).toMatch(/“[^”]*đạt ít nhất 95%”/);
      const english = await run([path, '--lang', 'en']);
      for (const line of ['Proposed targets: 1', 'Reported figures: 2', 'Deadline: by 31 December 2022', '1,234.5'])
        expect(english.out).toContain(line);
    },
    60 * SECONDS,
  );

  it(
    'prints one JSON object, also of standard input',
    async () => {
      const { out } = await run(['-', '--json'], DIRECTIVE);
      const { document, targets, measurements } = JSON.parse(out) as ReadingJson;
      expect(document).toMatchObject({ number: '12/CT-UBND', kind: 'Chỉ thị', issuedOn: '2022-09-05', locality: 'Tỉnh Sơn Hà' });
      expect(targets).toMatchObject([
        { type: 'target', comparator: '>=', value: 95, unit: '%', deadline: '2022-12-31', deadline_op: '<=' },
      ]);
      expect(measurements).toMatchObject([{ value: 1234.5 }, { value: 45.6, as_of: '2022-08-31', as_of_source: 'printed' }]);
      for (const { quote, start, end } of [...targets, ...measurements]) expect([...DIRECTIVE].slice(start, end).join('')).toBe(quote);
    },
    60 * SECONDS,
  );

  it(
    'takes the locality given where the document names none',
    async () => {
      const { out } = await run(
        ['-', '--json', '--locality', 'tuyên quang'],
        'KẾ HOẠCH\n\n1. Phấn đấu năm 2022 có thêm 10 xã đạt chuẩn nông thôn mới.\n',
      );
      expect((JSON.parse(out) as ReadingJson).targets).toMatchObject([{ locality: 'Tỉnh Tuyên Quang', value: 10 }]);
    },
    60 * SECONDS,
  );

  it.each([
    ['a missing file', () => join(folder, 'none.txt'), 'cannot be opened'],
    ['a folder', () => folder, 'is a folder'],
    ['an empty file', () => file('empty.txt', ' \n'), 'The file is empty'],
    ['a file of another kind', () => file('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), 'cannot be read'],
  ])(
    'says of %s in one line what is wrong',
    async (_what, path, reason) => {
      const { code, out, err } = await run([path()]);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(reason);
      expect(err.trim().split('\n')).toHaveLength(1);
    },
    60 * SECONDS,
  );

  it(
    'scores the reader against annotations, several documents in one run',
    async () => {
      const path = file('ct.txt', DIRECTIVE);
      const annotations = file('ct.jsonl', `${TARGET}\n${FIGURE}\n`);
      file('borderline.json', JSON.stringify(BORDERLINE));
      const { code, out } = await run(['--score', annotations, path, '--score', annotations, path, '--errors']);
      expect(code).toBe(0);
      expect(out).toMatch(/quantified +1\.000 +1\.000 +1\.000 +1 +1 +1 +0/);
      expect(out).toMatch(/measurements +0\.500 +1\.000 +0\.667/);
      expect(out).toMatch(/all 2 documents[^]*quantified +1\.000 +1\.000 +1\.000 +2 +2 +2/);
      expect(out).toMatch(/false:\n +\d+–\d+ measurement “.*1\.234,5 tỷ đồng”/);
      const { total } = JSON.parse((await run(['--score', annotations, path, '--json'])).out) as {
        total: { groups: object; fields: object };
      };
      expect(total).toMatchObject({
        groups: { quantified: { f1: 1, gold: 1 }, measurement: { precision: 0.5, recall: 1 } },
        fields: { target: { value: { accuracy: 1, right: 1, of: 1 } } },
      });
    },
    60 * SECONDS,
  );

  it(
    'counts what lies over a borderline span neither way',
    async () => {
      const path = file('ct.txt', DIRECTIVE);
      const annotations = file('ct.jsonl', `${TARGET}\n${FIGURE}\n`);
      const start = DIRECTIVE.indexOf('1.234,5');
      const spans = file('spans.json', JSON.stringify([{ doc: 'ct', start, end: start + 7 }]));
      expect((await run(['--score', annotations, path, '--borderline', spans])).out).toMatch(
        /measurements +1\.000 +1\.000 +1\.000 +1 +1 +1 +1/,
      );
    },
    60 * SECONDS,
  );

  it.each([
    ['a line that is no JSON', () => [file('bad.jsonl', `${TARGET}\n{`), file('ct.txt', DIRECTIVE)], 'line 2'],
    ['annotations of another text', () => [file('ok.jsonl', TARGET), file('other.txt', `${DIRECTIVE.slice(9)}`)], 'record 1, quote'],
    [
      'fewer annotations than documents',
      () => [file('ok.jsonl', TARGET), file('ct.txt', DIRECTIVE), file('ct.txt', DIRECTIVE)],
      '1 gold files for 2',
    ],
  ])(
    'refuses %s',
    async (_what, files, reason) => {
      const [annotations = '', ...paths] = files();
      const { code, err } = await run(['--score', annotations, ...paths]);
      expect(code).toBe(1);
      expect(err).toContain(reason);
    },
    60 * SECONDS,
  );
});

function gathered(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  return () => text;
}
