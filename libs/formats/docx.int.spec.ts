import { docxEntries, item, level, list, madeDocx, note, noteMark, p, r, table } from '../../test/support/made-docx.js';
import { madeZip } from '../../test/support/made-zip.js';
import { extractText } from './extract-text.js';

const text = async (file: Buffer): Promise<string> => (await extractText(file)).text;

describe('a Word file', () => {
  it('gives its paragraphs, a blank line between them, in Vietnamese as it is written', async () => {
    const body =
      p('Phấn đấu giải ngân trên 95% kế hoạch vốn.') + `<w:p>${r('Hoàn thành ')}${r('trước ngày 30/9/2021', '<w:b/>')}${r('.')}</w:p>`;
    expect(await extractText(madeDocx(body), { fileName: 'chi-thi.docx' })).toEqual({
      text: 'Phấn đấu giải ngân trên 95% kế hoạch vốn.\n\nHoàn thành trước ngày 30/9/2021.',
      pages: null,
      format: 'docx',
      notes: [],
    });
  });

  it('numbers its lists as Word shows them: levels, letters, Roman numerals, bullets, restarts', async () => {
    const outline = list(
      1,
      level(0, 'upperRoman', '%1.') + level(1, 'decimal', '%1.%2.') + level(2, 'lowerLetter', '%3)') + level(3, 'bullet', '-'),
    );
    const again = `<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`;
    const body = [
      item('Mục tiêu', 1),
      item('Chung', 1, 1),
      item('Cụ thể', 1, 1),
      item('Thu ngân sách', 1, 2),
      item('Trồng rừng', 1, 2),
      item('huyện Na Hang', 1, 3),
      item('Nhiệm vụ', 1),
      item('Việc', 1, 1),
      item('Phụ lục', 2),
    ].join('');
    const lines = (await text(madeDocx(body, { numbering: outline.abstract + outline.use + again }))).split('\n\n');
    expect(lines).toEqual([
      'I. Mục tiêu',
      'I.1. Chung',
      'I.2. Cụ thể',
      'a) Thu ngân sách',
      'b) Trồng rừng',
      '- huyện Na Hang',
      'II. Nhiệm vụ',
      'II.1. Việc',
      'V. Phụ lục',
    ]);
  });

  it('numbers paragraphs whose style stands in a list, and not those that leave it', async () => {
    const { abstract, use } = list(3, level(0, 'decimal', 'Điều %1.'));
    const styles = `<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Dieu"/></w:style>`;
    const body =
      p('Phạm vi', '<w:pStyle w:val="Dieu"/>') +
      p('Giao', '<w:pStyle w:val="Con"/>') +
      p('Thân', '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect((await text(madeDocx(body, { numbering: abstract + use, styles }))).split('\n\n')).toEqual([
      'Điều 1. Phạm vi',
      'Điều 2. Giao',
      'Thân',
    ]);
  });

  it('gives a table as rows of cells, and a cell that reaches down stands once', async () => {
    const down = (value: string, cell: string) => cell.replace('<w:p>', `<w:tcPr><w:vMerge${value}/></w:tcPr><w:p>`);
    const body = table([
      [p('TT'), p('Huyện'), p('Chỉ tiêu (%)')],
      [down(' w:val="restart"', p('1')), p('Na Hang'), p('55,1')],
      [down('', p('')), p('Lâm Bình'), p('60') + p('(ước)')],
    ]);
    expect(await text(madeDocx(p('Bảng:') + body + p('Hết.')))).toBe(
      'Bảng:\n\nTT | Huyện | Chỉ tiêu (%)\n1 | Na Hang | 55,1\n | Lâm Bình | 60 (ước)\n\nHết.',
    );
  });

  it('reads the table that only arranges the head of a document as paragraphs', async () => {
    const head = table([
      [p('ỦY BAN NHÂN DÂN') + p('TỈNH X'), p('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM') + p('Độc lập - Tự do - Hạnh phúc')],
      [p('Số: 12/CT-UBND'), p('X, ngày 3 tháng 4 năm 2022')],
    ]);
    expect((await text(madeDocx(head))).split('\n\n')).toEqual([
      'ỦY BAN NHÂN DÂN',
      'TỈNH X',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 12/CT-UBND',
      'X, ngày 3 tháng 4 năm 2022',
    ]);
  });

  it('puts a footnote after the paragraph of its mark, in the order of the marks', async () => {
    const body = `<w:p>${r('đạt thấp')}${noteMark(2)}${r('; còn chậm')}${noteMark(3)}${r('.')}</w:p>` + p('Tiếp theo.');
    const footnotes = note(2, 'Chè đạt 44,6%.') + note(3, 'Mới được 37/84 hộ.');
    expect(await text(madeDocx(body, { footnotes }))).toBe(
      'đạt thấp¹; còn chậm².\n\n¹ Chè đạt 44,6%.\n\n² Mới được 37/84 hộ.\n\nTiếp theo.',
    );
  });

  it('keeps line breaks within a paragraph, and raised digits', async () => {
    const body = `<w:p>${r('dòng một')}<w:r><w:br/></w:r>${r('dòng hai, 12 km')}${r('2', '<w:vertAlign w:val="superscript"/>')}</w:p>`;
    expect(await text(madeDocx(body))).toBe('dòng một\ndòng hai, 12 km²');
  });

  it('ignores deleted words and keeps inserted ones', async () => {
    const body = `<w:p>${r('đạt ')}<w:del><w:r><w:delText>90%</w:delText></w:r></w:del><w:ins>${r('95%')}</w:ins></w:p>`;
    expect(await text(madeDocx(body))).toBe('đạt 95%');
  });

  it('says so when it holds pictures of pages and no words', async () => {
    await expect(extractText(madeDocx('<w:p/>'))).rejects.toMatchObject({ code: 'no_text' });
  });

  it('tells that its name says otherwise, and reads it all the same', async () => {
    const read = await extractText(madeDocx(p('Nội dung')), { fileName: 'a.pdf', contentType: 'application/pdf' });
    expect(read).toMatchObject({ text: 'Nội dung', format: 'docx', notes: [{ code: 'type_mismatch' }] });
  });

  it('is refused as legacy when its letters are those of a font from before Unicode', async () => {
    const body = p('Uû ban nh©n d©n tØnh giao c¸c së, ngµnh thùc hiÖn nhiÖm vô ®­îc giao n¨m 2006');
    await expect(extractText(madeDocx(body))).rejects.toMatchObject({ code: 'legacy_encoding', details: { found: 'TCVN3' } });
  });
});

describe('a package that is no sound Word file', () => {
  const refused = (file: Buffer, limits = {}) => expect(extractText(file, { fileName: 'a.docx' }, limits)).rejects;
  const sound = docxEntries(p('Nội dung'));
  const withBody = (entry: object) => madeZip(sound.map((one) => (one.name === 'word/document.xml' ? { ...one, ...entry } : one)));

  it('of another kind is refused by what it is', async () => {
    await refused(madeZip([{ name: 'xl/workbook.xml', content: '<x/>' }])).toMatchObject({ code: 'unsupported_format' });
  });

  it.each([0.3, 0.6, 0.9, 0.99])('cut off at %f of its length is damaged', async (share) => {
    const whole = madeDocx(p('Nội dung'));
    await refused(whole.subarray(0, Math.floor(whole.length * share))).toMatchObject({ code: 'damaged', details: { reason: 'cut_off' } });
  });

  it('with a part that grows a thousandfold is refused by its directory, nothing inflated', async () => {
    const content = Buffer.alloc(40_000_000, 0x20);
    await refused(withBody({ content })).toMatchObject({
      code: 'expansion_too_large',
      details: { limit: 'expansionRatio', part: 'word/document.xml' },
    });
  });

  it('with parts that unpack to too much is refused, whatever their ratio', async () => {
    const more = [1, 2, 3].map((n) => ({ name: `word/document${n}.xml`, content: 'x', declaredSize: 50_000_000 }));
    await refused(madeZip([...sound, ...more])).toMatchObject({ code: 'expansion_too_large', details: { limit: 'expandedBytes' } });
  });

  it('with a header that lies about a bomb inflates no more than the header says', async () => {
    await refused(withBody({ content: Buffer.alloc(200_000_000, 0x20), declaredSize: 900 })).toMatchObject({
      code: 'damaged',
      details: { reason: 'sizes' },
    });
  });

  it('with a part shorter than it says is damaged', async () => {
    await refused(withBody({ declaredSize: 5_000 })).toMatchObject({ code: 'damaged', details: { reason: 'sizes' } });
  });

  it('with a wrong checksum is damaged', async () => {
    await refused(withBody({ declaredCrc: 1 })).toMatchObject({ code: 'damaged', details: { reason: 'checksum' } });
  });

  it('with entries over the same bytes is refused', async () => {
    const twice = madeZip([...sound, { ...sound[0]!, name: '[Content_Types].xm2', offset: 0 }]);
    await refused(twice).toMatchObject({ code: 'damaged' });
    await refused(madeZip([...sound, { ...sound[0]!, name: sound[1]!.name, offset: 0 }])).toMatchObject({ code: 'damaged' });
  });

  it('with many entries is refused by their number', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => ({ name: `word/media/${n}`, content: '' }));
    await refused(madeZip([...sound, ...many])).toMatchObject({ code: 'too_many_entries', details: { allowed: 2_000, found: 3_004 } });
  });

  it('that says it has more entries than it has is damaged', async () => {
    await refused(madeZip(sound, 1_999)).toMatchObject({ code: 'damaged', details: { reason: 'directory' } });
  });

  it('with a package within a package leaves that alone', async () => {
    const inner = madeZip([{ name: 'bomb', content: Buffer.alloc(50_000_000) }]);
    const file = madeDocx(p('Nội dung'), {}, [{ name: 'word/embeddings/a.zip', content: inner, stored: true }]);
    expect((await extractText(file)).text).toBe('Nội dung');
  });

  it('with a password is told apart from a damaged one', async () => {
    await refused(madeZip(sound.map((one) => ({ ...one, flags: 1 })))).toMatchObject({ code: 'encrypted' });
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]);
    await refused(ole).toMatchObject({ code: 'encrypted' });
    await refused(ole.subarray(0, 500)).toMatchObject({ code: 'unsupported_format' });
  });

  it('with elements within elements without end is refused', async () => {
    const deep = '<w:sdt><w:sdtContent>'.repeat(50_000) + '</w:sdtContent></w:sdt>'.repeat(50_000);
    await refused(withBody({ stored: true, content: sound[3]!.content.toString().replace('<w:p>', `${deep}<w:p>`) })).toMatchObject({
      code: 'nesting_too_deep',
    });
  });

  it('with entities that grow is refused by their declaration', async () => {
    const content = sound[3]!.content.toString().replace('?>', '?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>');
    await refused(withBody({ content })).toMatchObject({ code: 'damaged', details: { reason: 'doctype' } });
  });

  it('with XML that is none is damaged or has no text, and never anything else', async () => {
    for (const content of ['', '<', 'không phải XML', '<a><b></a>', '<w:document/>', '\0\0']) {
      await refused(withBody({ content })).toMatchObject({
        code: expect.stringMatching(/^(damaged|no_text|unsupported_format)$/) as unknown,
      });
    }
  });
});
