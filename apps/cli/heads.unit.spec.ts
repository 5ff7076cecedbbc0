import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headsOf, keyOf, sizeOf } from './heads.js';

const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const head = (size: number): string =>
  `tiendo.example.vn/v1/audit/log\n${size}\n${'A'.repeat(43)}=\n\n— tiendo.example.vn/v1/audit/log AAAAAAA=\n`;

describe('--key', () => {
  it('is a public key, and when it ended', () => {
    expect(keyOf(VKEY)).toMatchObject({ verifier: { name: 'PeterNeumann' }, until: null });
    expect(keyOf(`${VKEY},2024-02-29T00:00:00Z`)).toMatchObject({ until: '2024-02-29T00:00:00.000Z' });
  });

  it.each(['2020-99-99T00:00:00Z', '2026-02-29T00:00:00Z', '2026-01-01T25:00:00Z', '2026-01-01T.Z'])(
    'is refused with an instant that there is not: %s',
    (instant) => {
      expect(() => keyOf(`${VKEY},${instant}`)).toThrow(`--key: không có thời điểm ${instant} / there is no instant ${instant}`);
    },
  );

  it('is refused with anything else', () => {
    for (const text of ['nonsense', `${VKEY},2026-01-01`])
      expect(() => keyOf(text)).toThrow(/^--key: Khóa sai quy cách.* \/ the key is malformed/);
  });
});

describe('--head', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-heads-'));
  const file = join(folder, 'heads.txt');
  afterAll(() => rmSync(folder, { recursive: true }));
  const headsIn = (text: string): ReturnType<typeof headsOf> => {
    writeFileSync(file, text);
    return headsOf(file);
  };

  it('is a file of heads, the last of which may have lost its newline', () => {
    expect(headsIn(`${head(1)}\n${head(2)}`.trimEnd()).map(sizeOf)).toEqual([1, 2]);
    expect(headsIn(head(3).trimEnd())).toEqual([{ file, note: head(3) }]);
  });

  it('keeps beside a head what is none, to be refused by its number', () => {
    const heads = headsIn(`${head(1)}\n${head(2).slice(0, 60)}`);
    expect(heads.map((one) => one.file)).toEqual([`${file} #1`, `${file} #2`]);
    expect(() => heads.map(sizeOf)).toThrow(/#2: Bản ghi đã ký sai quy cách.* \/ the signed note is malformed/);
  });

  it.each(['', ' \n', 'Kính gửi đoàn kiểm toán', head(1).slice(0, 60)])('is refused where no head stands in it: %j', (text) => {
    expect(() => headsIn(text)).toThrow(/^--head: không có đầu nhật ký nào trong .* \/ there is no head in /);
  });
});
