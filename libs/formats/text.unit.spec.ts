import fc from 'fast-check';
import { extractText, FormatError } from './extract-text.js';
import { legacyEncodingOf } from './legacy-encoding.js';

const SENTENCE = 'Phấn đấu đến 31/12/2021 giải ngân đạt ít nhất 98% kế hoạch vốn.';
const utf16 = (text: string, order: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const refused = (file: Uint8Array | string, hint = {}, limits = {}) => expect(extractText(file, hint, limits)).rejects;

describe('plain text', () => {
  it.each([
    ['UTF-8', Buffer.from(SENTENCE)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${SENTENCE}`)],
    ['UTF-16, little end first', utf16(SENTENCE, 'le')],
    ['UTF-16, big end first', utf16(SENTENCE, 'be')],
    ['pasted', SENTENCE],
  ])('in %s is taken as it is', async (_, file) => {
    expect(await extractText(file, { fileName: 'a.txt' })).toEqual({ text: SENTENCE, pages: null, format: 'text', notes: [] });
  });

  it('keeps line ends, blanks, decomposed letters and every place of a character', async () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'ế', 'ế', '\r\n', '\n', '\t', ' ', '𝒳', '|', '<', '1') });
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        fc.pre(text.trim() !== '');
        expect((await extractText(text)).text).toBe(text);
      }),
    );
  });

  it('is markdown by its name or type, and a name in capitals counts', async () => {
    expect((await extractText(SENTENCE, { fileName: 'A.MD' })).format).toBe('markdown');
    expect((await extractText(SENTENCE, { contentType: 'text/markdown; charset=utf-8' })).format).toBe('markdown');
  });

  it('under the name of a PDF is read, and the sender is told', async () => {
    expect(await extractText(SENTENCE, { fileName: 'a.pdf' })).toMatchObject({ format: 'text', notes: [{ code: 'type_mismatch' }] });
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \r\n\t'],
    ['a byte order mark', '\uFEFF'],
  ])('that is %s is empty', async (_, file) => {
    await refused(file).toMatchObject({ code: 'empty' });
  });

  it.each([
    ['TCVN3', Buffer.from('Uû ban nh©n d©n tØnh giao c¸c së, ngµnh thùc hiÖn nhiÖm vô', 'latin1')],
    ['VNI', Buffer.from('Uûy ban nhaân daân tænh giao caùc sôû, ngaønh thöïc hieän nhieäm vuï', 'latin1')],
    [
      'Windows-1258',
      Buffer.from(
        '\u00DBy ban nh\u00E2n d\u00E2n ti\u0309nh giao c\u00E1c s\u00F5\u00D2, nga\u00CCnh thu\u00D2 c\u00E1o\u00CC ti\u00EA\u00CCn \u00F0\u00F4\u00F2',
        'latin1',
      ),
    ],
  ])('in %s is refused with its name', async (found, file) => {
    await refused(file).toMatchObject({ code: 'legacy_encoding', details: { found } });
  });

  it('in letters of a legacy font, pasted as Unicode, is refused', async () => {
    await refused('Uû ban nh©n d©n tØnh giao c¸c së, ngµnh thùc hiÖn').toMatchObject({
      code: 'legacy_encoding',
      details: { found: 'TCVN3' },
    });
    await refused('Uûy ban nhaân daân tænh giao caùc sôû, ngaønh').toMatchObject({ code: 'legacy_encoding', details: { found: 'VNI' } });
    await refused(
      Buffer.from(SENTENCE)
        .toString('latin1')
        .replace(/[\u0080-\u009f]/g, ''),
    ).toMatchObject({ code: 'legacy_encoding' });
  });

  it.each([
    'kế hoạch¹; xuất khẩu² «đạt» 12 m² ± 5°; 3 × 4 · hết',
    'Le ministère a réalisé 50 % à la fin août',
    'Straße, Köln, Zürich',
    '© 2021',
  ])('is not taken for a legacy encoding because of signs and marks: %s', (text) => {
    expect(legacyEncodingOf(text)).toBeNull();
  });

  it('cut within a character is damaged', async () => {
    const bytes = Buffer.from('đạt 98%, kế');
    await refused(bytes.subarray(0, -1)).toMatchObject({ code: 'damaged', details: { reason: 'cut_off' } });
  });

  it.each([
    ['PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['RTF', Buffer.from('{\\rtf1 abc}')],
    ['JPEG', Buffer.from('ffd8ffe0', 'hex')],
    ['binary', Buffer.from([1, 2, 3, 0, 5])],
    ['binary', Buffer.from('a\0b')],
  ])('%s is no text', async (found, file) => {
    await refused(file, { fileName: 'a.txt' }).toMatchObject({ code: 'unsupported_format', details: { found } });
  });

  it('of one line of 10 MB is refused by the line', async () => {
    const started = performance.now();
    await refused(`đầu\n${'a'.repeat(9_900_000)}`).toMatchObject({
      code: 'line_too_long',
      details: { line: 2, found: 9_900_000, allowed: 1_000_000 },
    });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('over the limit of text is refused by it, and at the limit is not', async () => {
    const limits = { textBytes: 100 };
    await refused('a'.repeat(101), {}, limits).toMatchObject({
      code: 'text_too_large',
      details: { limit: 'textBytes', allowed: 100, found: 101 },
    });
    expect((await extractText('a'.repeat(100), {}, limits)).text).toHaveLength(100);
  });

  it('over the limit of files is refused before it is decoded', async () => {
    await refused(Buffer.alloc(25_000_001, 'a')).toMatchObject({ code: 'file_too_large' });
  });

  it('ends in text or in a FormatError with words in both languages, whatever the bytes', async () => {
    const beginnings = fc.constantFrom('', '\uFEFF', 'GIF8', '\xff\xfe', '\xfe\xff', 'MZ', 'đ');
    await fc.assert(
      fc.asyncProperty(beginnings, fc.uint8Array({ maxLength: 200 }), async (beginning, rest) => {
        const bytes = Buffer.concat([Buffer.from(beginning, 'latin1'), rest]);
        fc.pre(!/%PDF-|^PK|</.test(bytes.toString('latin1')));
        const answer: unknown = await extractText(bytes).catch((error: unknown) => error);
        if (answer instanceof FormatError) expect(answer.vi.length * answer.en.length).toBeGreaterThan(0);
        else expect(answer).toMatchObject({ format: 'text' });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a refusal', () => {
  it('says in both languages which limit was passed and what was found', async () => {
    const error = await extractText('a'.repeat(2_500_000)).catch((error: unknown) => error);
    expect(error).toMatchObject({
      vi: 'Dòng 1 dài ít nhất 2.500.000 ký tự, quá giới hạn 1.000.000 ký tự mỗi dòng.',
      en: 'Line 1 has at least 2,500,000 characters; the limit is 1,000,000 a line.',
    });
    expect(new FormatError('file_too_large', { allowed: 25_000_000, found: 31_500_000 })).toMatchObject({
      vi: 'Tệp nặng 31,5 MB, quá giới hạn 25 MB.',
      en: 'The file has 31.5 MB; the limit is 25 MB.',
    });
  });
});
