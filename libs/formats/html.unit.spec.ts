import fc from 'fast-check';
import { extractText } from './extract-text.js';
import { textOfHtml } from './html/html-text.js';

const text = (html: string): string => textOfHtml(html, 256);

describe('an HTML page', () => {
  it('gives paragraphs, a blank line between them, blanks collapsed, entities read', () => {
    expect(text('<h1>Kế  hoạch</h1><p>Đạt&nbsp;95%\n tr&ecirc;n <b>địa</b> bàn.<br>Hết</p>')).toBe(
      'Kế hoạch\n\nĐạt 95% trên địa bàn.\nHết',
    );
  });

  it('drops scripts, styles, navigation, forms and what is hidden', () => {
    const noise =
      '<head><title>Cổng</title><style>p{}</style></head><header>Cổng</header><nav>Trang chủ</nav><div class="main-menu x">Mục</div>' +
      '<script>if (a < b) "<p>x</p>"</script><div style="display: none">Ẩn</div><p hidden>Ẩn</p><select><option>1</option></select>' +
      '<footer>Bản quyền</footer><ul id="breadcrumb"><li>Tin</ul>';
    expect(text(`<html>${noise}<form id="aspnetForm"><p>Nội dung</p></form></html>`)).toBe('Nội dung');
  });

  it('keeps only its main part where it marks one, and all where that holds next to nothing', () => {
    expect(text('<p>Tin khác</p><main><header>Nghị quyết</header><p>Nội dung</p></main>')).toBe('Nghị quyết\n\nNội dung');
    expect(text(`<p>${'Nội dung '.repeat(20)}</p><article>Tin</article>`)).toContain('Nội dung');
  });

  it('numbers its lists by their type and start, also with a paragraph in the item', () => {
    expect(
      text(
        '<ol start="3"><li>ba<li><p>bốn</p><ol type="a"><li>con</ol></ol><ul><li>gạch</ul><ol style="list-style-type:upper-roman"><li>một</ol>',
      ),
    ).toBe('3. ba\n4. bốn\na. con\n- gạch\nI. một');
  });

  it('gives a table as rows, and a cell over two rows or columns once', () => {
    const html = '<table><tr><th rowspan="2">Huyện<th colspan="2">Giải ngân<tr><th>Vốn<th>%<tr><td>Na Hang<td>12<td>55,1</table>';
    expect(text(html)).toBe('Huyện | Giải ngân |\n | Vốn | %\nNa Hang | 12 | 55,1');
  });

  it('reads a table that only arranges the page as the paragraphs in it', () => {
    expect(text('<table><tr><td><p>Một</p><p>Hai</p></table>')).toBe('Một\n\nHai');
    expect(text('<table><tr><td>Trái<td><table><tr><td>a<td>b</table></table>')).toBe('Trái\n\na | b');
  });

  it('raises digits of marks and units', () => {
    expect(text('<p>kế hoạch<sup>(1)</sup>; 12 km<sup>2</sup></p>')).toBe('kế hoạch¹; 12 km²');
  });

  it('is refused where elements lie too deep, and read where they do not', () => {
    const nested = (depth: number): string => '<div>'.repeat(depth) + 'Nội dung' + '</div>'.repeat(depth);
    expect(text(nested(256))).toBe('Nội dung');
    expect(() => text(nested(100_000))).toThrow(expect.objectContaining({ code: 'nesting_too_deep' }));
  });

  it('takes time in step with its length, whatever it is made of', () => {
    const pieces = [
      '<b> </b>',
      '<td rowspan="99999" colspan="99999">',
      '<li>',
      '<p a="',
      '&amp;',
      ' \n',
      '<!--',
      '<table>',
      '</p>',
      '<sup>((((',
      '<a href="#footnote-1">',
    ];
    for (const piece of pieces) {
      const html = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const started = performance.now();
      try {
        text(html);
      } catch (error) {
        expect(error).toMatchObject({ code: 'nesting_too_deep' });
      }
      expect({ piece, slow: performance.now() - started > 5_000 }).toEqual({ piece, slow: false });
    }
  });

  it('never ends in anything but text or a refusal', () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<table>',
      '</table>',
      '<tr>',
      '<td>',
      '</td>',
      '<li>',
      '<ol>',
      '</ol>',
      '<sup>1</sup>',
      '<nav>',
      '</nav>',
      'chữ',
      '<br>',
      '<',
    );
    fc.assert(fc.property(fc.array(tag, { maxLength: 60 }), (tags) => typeof text(tags.join('')) === 'string'));
  });

  it('is known by its content, is told when its name says otherwise, and by its name where it is only a piece', async () => {
    const page = '\n<!-- x --><!DOCTYPE html><html><body><p>Phấn đấu đạt 95%</p></body></html>';
    expect(await extractText(page, { fileName: 'a.txt' })).toMatchObject({
      text: 'Phấn đấu đạt 95%',
      format: 'html',
      pages: null,
      notes: [{ code: 'type_mismatch' }],
    });
    expect(await extractText('<p>Phấn đấu</p>', { contentType: 'text/html' })).toMatchObject({
      text: 'Phấn đấu',
      format: 'html',
      notes: [],
    });
    expect(await extractText('<p>Phấn đấu</p>')).toMatchObject({ text: '<p>Phấn đấu</p>', format: 'text' });
  });

  it('without a word says so', async () => {
    await expect(extractText('<html><body><img src="a.png"></body></html>')).rejects.toMatchObject({ code: 'no_text' });
  });
});
