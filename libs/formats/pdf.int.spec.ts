import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { flate, madePdf, onePage, rawPdf, setPdf } from '../../test/support/made-pdf.js';
import { extractText, FormatError } from './extract-text.js';

describe('a PDF with a text layer', () => {
  it('gives its lines as they are wrapped, paragraphs apart, and where each page starts', async () => {
    const paragraph =
      'Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố tiếp tục rà soát, đẩy nhanh tiến độ thực hiện và giải ngân.';
    const { text, pages, format, notes } = await extractText(await setPdf(Array.from({ length: 30 }, (_, n) => `${n + 1}. ${paragraph}`)));
    const paragraphs = text.split(/\n\n|\f/).map((one) => one.replaceAll('\n', ' '));
    expect(paragraphs.filter((one) => /^\d/.test(one))).toHaveLength(30);
    expect(paragraphs[1]).toBe(`2. ${paragraph}`);
    expect({ format, notes, pages: pages?.length }).toEqual({ format: 'pdf', notes: [], pages: text.split('\f').length });
    for (const [n, { page, start }] of (pages ?? []).entries()) {
      expect(page).toBe(n + 1);
      expect([...text].slice(start).join('').startsWith(text.split('\f')[n]!)).toBe(true);
    }
  });

  it('keeps the raised mark of a footnote and sets the note apart at the foot of its page, over two pages', async () => {
    const first = [
      { text: 'Một số sản phẩm công nghiệp đạt thấp so với kế hoạch', x: 85, y: 100 },
      { text: '1', x: 445, y: 95, size: 8 },
      { text: '; xuất', x: 450, y: 100 },
      { text: 'khẩu hàng hóa đạt thấp; tiến độ giải ngân vốn đầu tư công còn', x: 85, y: 119 },
      { text: '1', x: 85, y: 752, size: 7 },
      { text: 'Điện sản xuất đạt 55,1%.', x: 90, y: 756, size: 10 },
    ];
    const second = [
      { text: '2', x: 295, y: 50 },
      { text: 'chậm so với kế hoạch.', x: 85, y: 100 },
    ];
    const { text, pages } = await extractText(await madePdf([first, second]));
    expect(text).toBe(
      [
        'Một số sản phẩm công nghiệp đạt thấp so với kế hoạch¹; xuất\nkhẩu hàng hóa đạt thấp; tiến độ giải ngân vốn đầu tư công còn',
        '¹ Điện sản xuất đạt 55,1%.\fchậm so với kế hoạch.',
      ].join('\n\n'),
    );
    expect(pages).toEqual([
      { page: 1, start: 0 },
      { page: 2, start: text.indexOf('\f') + 1 },
    ]);
  });

  it('reads the two sides of the head and of the foot each on its own', async () => {
    const page = [
      { text: 'ỦY BAN NHÂN DÂN', x: 85, y: 80, size: 12 },
      { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 270, y: 80, size: 12 },
      { text: 'TỈNH X', x: 115, y: 96, size: 12 },
      { text: 'Độc lập - Tự do - Hạnh phúc', x: 300, y: 96, size: 12 },
      { text: 'Số: 12/UBND-TH', x: 95, y: 120, size: 12 },
      { text: 'X, ngày 3 tháng 4 năm 2022', x: 310, y: 120, size: 12 },
      { text: 'V/v giải ngân vốn', x: 95, y: 138, size: 12 },
      { text: 'Kính gửi: Các sở, ban, ngành và Ủy ban nhân dân các huyện.', x: 110, y: 190 },
      { text: 'Nơi nhận:', x: 85, y: 300, size: 12 },
      { text: 'KT. CHỦ TỊCH', x: 360, y: 300, size: 12 },
      { text: '- Như trên;', x: 85, y: 316, size: 11 },
      { text: 'PHÓ CHỦ TỊCH', x: 355, y: 316, size: 12 },
    ];
    const { text } = await extractText(await madePdf([page]));
    expect(text.split('\n\n').map((one) => one.replaceAll('\n', ' / '))).toEqual([
      'ỦY BAN NHÂN DÂN / TỈNH X',
      'Số: 12/UBND-TH',
      'V/v giải ngân vốn',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc',
      'X, ngày 3 tháng 4 năm 2022',
      'Kính gửi: Các sở, ban, ngành và Ủy ban nhân dân các huyện.',
      'Nơi nhận: / - Như trên;',
      'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
    ]);
  });

  it('gives rows of cells with bars between them, and a number set off by a tab without', async () => {
    const rows = [
      ['TT', 'Huyện', 'Giải ngân (%)'],
      ['1', 'Na Hang', '55,1'],
      ['2', 'Lâm Bình', '60,0'],
    ];
    const cells = rows.flatMap((row, n) => row.map((text, column) => ({ text, x: [85, 150, 380][column]!, y: 200 + 20 * n })));
    const label = [
      { text: '1.', x: 85, y: 100 },
      { text: 'Kết quả giải ngân đến nay của các huyện:', x: 130, y: 100 },
    ];
    const { text } = await extractText(await madePdf([[...label, ...cells]]));
    expect(text).toBe('1. Kết quả giải ngân đến nay của các huyện:\n\nTT | Huyện | Giải ngân (%)\n1 | Na Hang | 55,1\n2 | Lâm Bình | 60,0');
  });

  it('reads a page that lies on its side', async () => {
    const content = 'BT 0 1 -1 0 100 100 Tm /F1 14 Tf (Bieu kem theo ke hoach) Tj 0 -20 Td (giai ngan nam 2022) Tj ET';
    expect((await extractText(onePage(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`))).text).toBe(
      'Bieu kem theo ke hoach\ngiai ngan nam 2022',
    );
  });

  it('names the pages on which nothing stands', async () => {
    const { text, notes } = await extractText(await madePdf([[{ text: 'Phần lời của kế hoạch năm 2022', x: 85, y: 100 }], []]));
    expect(text).toBe('Phần lời của kế hoạch năm 2022\f');
    expect(notes).toMatchObject([{ code: 'pages_without_text', en: expect.stringContaining(': 2.') as unknown }]);
  });
});

describe('a PDF that gives no text', () => {
  const refused = (file: Uint8Array, limits = {}) => expect(extractText(file, { fileName: 'a.pdf' }, limits)).rejects;
  const pages = (count: number, kids: string, more: string[] = []) =>
    rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`, ...more]);
  const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';

  it('is told to be a scan, with the number of pages looked at', async () => {
    await refused(await madePdf([[], [], [{ text: '3', x: 295, y: 50 }]])).toMatchObject({ code: 'no_text_layer', details: { pages: 3 } });
  });

  it('is told to be protected by a password', async () => {
    const encrypt = `/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> /P -4 >>`;
    const file = rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', PAGE], encrypt);
    await refused(file).toMatchObject({ code: 'encrypted', details: { format: 'PDF' } });
  });

  it.each([0.05, 0.5, 0.9])('cut off at %f of its length is damaged or read as far as it goes', async (share) => {
    const whole = await setPdf(['Phấn đấu giải ngân trên 95% kế hoạch vốn năm 2022.']);
    const answer = await extractText(whole.subarray(0, Math.floor(whole.length * share))).catch((error: unknown) => error);
    expect(answer).toMatchObject({ code: expect.stringMatching(/^(damaged|no_text_layer)$/) as unknown });
  });

  it('has too many pages', async () => {
    const all = Array.from({ length: 4 }, () => PAGE);
    await refused(pages(4, '3 0 R 4 0 R 5 0 R 6 0 R', all), { pages: 3 }).toMatchObject({
      code: 'too_many_pages',
      details: { limit: 'pages', allowed: 3, found: 4 },
    });
  });

  it('lies about the number of its pages and is looked at as far as they go', async () => {
    await refused(pages(1_000_000_000, '3 0 R', [PAGE])).toMatchObject({ code: 'no_text_layer', details: { pages: 1 } });
  });

  it('whose page tree runs in a circle is refused', async () => {
    const file = pages(3, '3 0 R', ['<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 3 >>']);
    await refused(file).toMatchObject({ code: expect.stringMatching(/^(damaged|no_text_layer)$/) as unknown });
  });

  it('whose page tree is deeper than a stack is refused', async () => {
    const nodes = Array.from({ length: 20_000 }, (_, n) => `<< /Type /Pages /Kids [${n + 4} 0 R] /Count 1 >>`);
    await refused(pages(1, '3 0 R', [...nodes, PAGE])).toMatchObject({
      code: expect.stringMatching(/^(damaged|no_text_layer)$/) as unknown,
    });
  });

  it('with a stream that grows a millionfold is stopped at the limit of memory, in a process that is not this one', async () => {
    const bomb = onePage(flate(Buffer.alloc(400_000_000, 0x20), 2));
    expect(bomb.length).toBeLessThan(10_000);
    const before = process.memoryUsage.rss();
    const { highest } = await watched(() =>
      refused(bomb, { memoryBytes: 250_000_000 }).toMatchObject({
        code: 'memory_exceeded',
        details: { limit: 'memoryBytes', allowed: 250_000_000 },
      }),
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
    expect(highest).toBeLessThan(400_000_000);
    if (process.platform === 'linux') expect(highest).toBeGreaterThan(100_000_000);
  });

  it('that keeps its parser busy is stopped in time', async () => {
    const content = 'BT /F1 1 Tf (a b c d e f) Tj ET '.repeat(2_000_000);
    const started = performance.now();
    await refused(onePage(flate(content)), { millis: 700 }).toMatchObject({
      code: 'time_exceeded',
      details: { limit: 'millis', allowed: 700 },
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('with bytes changed ends in text or a refusal', async () => {
    const sound = Buffer.from(await setPdf(['Phấn đấu giải ngân trên 95% kế hoạch vốn năm 2022.']));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 200 }), async (changes) => {
        const changed = Buffer.from(sound);
        for (const [at, byte] of changes) changed[at] = byte;
        const answer: unknown = await extractText(changed, {}, { millis: 5_000 }).catch((error: unknown) => error);
        expect(answer instanceof FormatError || (answer as { text: unknown }).text !== undefined).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('with more text on a page than may be taken is refused as soon as that is seen', async () => {
    const content = 'BT /F1 1 Tf (a b c d e f) Tj ET '.repeat(100_000);
    await refused(onePage(flate(content)), { textBytes: 10_000 }).toMatchObject({
      code: 'text_too_large',
      details: { limit: 'textBytes' },
    });
  });

  it('is refused by its size before anything reads it', async () => {
    await refused(Buffer.alloc(25_000_001, '%PDF-1.7')).toMatchObject({
      code: 'file_too_large',
      details: { limit: 'fileBytes', found: 25_000_001 },
    });
  });
});

/** The most memory in bytes that a child of this process held meanwhile; 0 where the system does not tell. */
async function watched(work: () => Promise<void>): Promise<{ highest: number }> {
  let highest = 0;
  const look = setInterval(() => {
    for (const child of read(`/proc/${process.pid}/task/${process.pid}/children`).split(' ').filter(Boolean)) {
      highest = Math.max(highest, Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${child}/status`))?.[1] ?? 0) * 1024);
    }
  }, 5);
  await work().finally(() => clearInterval(look));
  return { highest };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
