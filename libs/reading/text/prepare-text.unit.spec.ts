import { fold } from './fold.js';
import { itemMarkOf } from './item-mark.js';
import { prepareBlocks, prepareText } from './prepare-text.js';
import { sentencesOf } from './sentences.js';
import { placeToneMarks } from './tone-marks.js';

const blocksOf = (source: string): string[] => {
  const { prepared, blocks } = prepareBlocks(source);
  return blocks.map(({ from, to }) => prepared.text.slice(from, to));
};

describe('the prepared text', () => {
  it.each([
    ['hoà bình, thuỷ lợi, khoẻ', 'hòa bình, thủy lợi, khỏe'],
    ['HOÀ, Uỷ ban', 'HÒA, Ủy ban'],
    ['hoàn thành, quý II, quỹ, tuyết', 'hoàn thành, quý II, quỹ, tuyết'],
    ['qúy', 'quý'],
  ])('places the tone marks of %s', (written, read) => {
    expect(placeToneMarks(written)).toBe(read);
    expect(read).toHaveLength(written.length);
  });

  it.each([
    ['phân đấu đạt, phấn đầu', 'phấn đấu đạt, phấn đấu'],
    ['tạo chuyên biến', 'tạo chuyển biến'],
    ['tỉ lệ; kì họp; quí II', 'tỷ lệ; kỳ họp; quý ii'],
    ['nãm 2022, thảng 3', 'năm 2022, tháng 3'],
    ['12 tỉ đồng', '12 tỷ đồng'],
    ['9,2 triệu ngưòi; hỡi ngươi', '9,2 triệu người; hỡi ngươi'],
    ['Cao Bằng cao bằng Cần Thơ', 'CAO BẰNG cao bằng CẦN THƠ'],
    ['Bộ Ngoại giao giao', 'bộ NGOẠI GIAO giao'],
  ])('mends the slips of %s', (written, read) => {
    expect(fold(written)).toBe(read);
  });

  it('reads wide digits and signs as narrow ones, and quotes them as they stand', () => {
    const prepared = prepareText('Đạt ９５％ vào ngày ３０／９／２０２５。');
    expect(prepared.text).toBe('Đạt 95% vào ngày 30/9/2025.');
    expect(prepared.quote(4, 7)).toBe('９５％');
  });

  it.each(['chi tiêu', 'phần đầu tuyến', 'khả năng cao', 'hướng tới đa dạng', 'không qua', 'công ty đông'])(
    'leaves %s, which is a word',
    (words) => {
      expect(fold(words)).toBe(words);
    },
  );

  it('takes out emphasis, escapes and headings of markdown, and says where the words stand', () => {
    const source = '## **1\\.** Đạt *ít nhất* __98%__';
    const prepared = prepareText(source);
    expect(prepared.text).toBe('1. Đạt ít nhất 98%');
    const from = prepared.text.indexOf('ít nhất');
    expect(prepared.quote(from, from + 7)).toBe('ít nhất');
    expect(prepared.spanOf(from, from + 7)).toEqual({ start: 16, end: 23 });
  });

  it('counts code points of the source, also of decomposed text and rare characters', () => {
    const source = '😀 phấn đấu'.normalize('NFD');
    const prepared = prepareText(source);
    const from = prepared.text.indexOf('đấu');
    const { start, end } = prepared.spanOf(from, from + 3);
    expect([...source].slice(start, end).join('').normalize('NFC')).toBe('đấu');
  });

  it('drops what nobody sees, and reads every dash and blank as one', () => {
    expect(prepareText('\uFEFFKế\u00A0hoạch\u200B 2021–2025\r\n').text).toBe('Kế hoạch 2021-2025');
  });

  it.each([
    ['Giải ngân vốn. đầu tư công đạt 95%', 'Giải ngân vốn đầu tư công đạt 95%'],
    ['Giải ngân vốn. Đầu tư công đạt 95%', null],
    ['Các ông, bà, v.v. trong xã; tr. 12; TP. hồ; đạt 95%. các xã', null],
    ['Rà soát... báo cáo', null],
  ])('takes a full stop before a small letter for a speck: %s', (written, read) => {
    expect(prepareText(written).text).toBe(read ?? written);
  });

  it('keeps the cells of a table apart', () => {
    expect(blocksOf('| STT | Chỉ tiêu |\n|---|---|\n| 1 | **Số xã** |')).toEqual(['STT | Chỉ tiêu', '1 | Số xã']);
  });
});

describe('paragraphs', () => {
  it('go on over wrapped lines, and end where there was room for the next word', () => {
    const lines = [
      'Tăng cường rà soát các dự án chậm tiến độ trên toàn bộ địa',
      'bàn, điều chuyển vốn cho dự án giải ngân nhanh.',
      'Ngắn.',
      'Một đoạn khác bắt đầu ở đây và kéo dài đến hết dòng này thì',
    ];
    expect(blocksOf([...lines, 'xuống dòng.'].join('\n'))).toHaveLength(3);
  });

  it('go on over a page break with its number', () => {
    expect(blocksOf('Đẩy nhanh tiến độ thi công các công trình trọng điểm của\n\n- 3 -\n\ntỉnh trong năm 2022.')).toEqual([
      'Đẩy nhanh tiến độ thi công các công trình trọng điểm của tỉnh trong năm 2022.',
    ]);
  });

  it.each([
    ['a half name', 'Rà soát, báo cáo Thủ tướng\n\nChính phủ trong tháng 6.'],
    ['a sentence', 'Bộ Tài chính rà soát toàn bộ các khoản thu phí, báo cáo\n\n2\n\nHội đồng nhân dân trong tháng 6.'],
  ])('go on before a capital within %s', (_, source) => expect(blocksOf(source)).toHaveLength(1));

  it.each([
    ['a heading', 'Tình hình phát triển kinh tế xã hội của tỉnh ta\n\n2\n\nTrong tháng 6 thu ngân sách khá.'],
    ['another paragraph', 'Bộ Tài chính rà soát toàn bộ các khoản thu phí, báo cáo\n\nHội đồng nhân dân họp trong tháng 6.'],
    ['a sentence that is over', 'Bộ Tài chính rà soát các khoản thu phí, lệ phí của các bộ.\n\n2\n\nHội đồng họp.'],
  ])('end with %s', (_, source) => expect(blocksOf(source)).toHaveLength(2));

  it('go on over a number in the middle of its line, without blank lines', () => {
    expect(blocksOf(`Giảm tỷ lệ suy dinh dưỡng thuộc hộ nghèo xuống\n${' '.repeat(40)}2\ncòn 34%.`)).toEqual([
      'Giảm tỷ lệ suy dinh dưỡng thuộc hộ nghèo xuống còn 34%.',
    ]);
  });

  it('do not swallow a heading or the item that follows it', () => {
    expect(blocksOf('1- Đối với cấp ủy tỉnh\n\nLãnh đạo thực hiện tốt.\n\n2. Phát triển kinh tế số\n\n2.1. Sở A: Làm.')).toHaveLength(4);
  });

  it.each(['1. Chuyển đổi số\n\nSở Y tế: kết nối bệnh án.', '1. Dân tộc thiểu số\n2. Tôn giáo'])(
    'are not joined where a heading ends with số: %s',
    (text) => expect(blocksOf(text)).toHaveLength(2),
  );

  it('go on behind a số that stands before its number', () => {
    expect(blocksOf('Các đơn vị thực hiện đúng Chỉ thị số\n\n15/CT-UBND của tỉnh.')).toHaveLength(1);
  });

  it('do not take a wrapped day or amount for a clause', () => {
    expect(blocksOf('Các đơn vị gửi báo cáo về cơ quan thường trực trước ngày\n15. Sau đó tổng hợp.')).toHaveLength(1);
  });

  it('are not ended by a footnote, which stands by itself and knows its mark', () => {
    const { prepared, blocks } = prepareBlocks(
      'Sản xuất một số mặt hàng còn đạt thấp¹; tiêu thụ một số nông\n\n¹ Xi măng đạt 55,1%.\n\nsản còn khó khăn.',
    );
    expect(blocks.map(({ from, to }) => prepared.text.slice(from, to))).toEqual([
      'Sản xuất một số mặt hàng còn đạt thấp; tiêu thụ một số nông sản còn khó khăn.',
      'Xi măng đạt 55,1%.',
    ]);
    expect(blocks[1]?.note).toEqual({ number: 1, anchor: prepared.text.indexOf('; tiêu thụ') });
  });

  it('leave squares and cubes alone', () => {
    expect(blocksOf('Xây dựng 500 m² nhà.\n\n² Ghi chú.')[0]).toBe('Xây dựng 500 m² nhà.');
  });
});

describe('the mark of an item', () => {
  it.each([
    ['II. NHIỆM VỤ', 'roman', 'II'],
    ['1. Tập trung', 'number', '1'],
    ['3.1- Đối với', 'number', '3.1'],
    ['1.2.3. Sở', 'number', '1.2.3'],
    ['a) Rà soát', 'point', 'a'],
    ['Điều 12. Hiệu lực', 'article', '12'],
    ['- Chỉ đạo', 'dash', '-'],
    ['+ Giảm', 'plus', '+'],
    ['(1) Tốc độ', 'parenthesis', '1'],
  ])('%s is a %s', (line, kind, label) => {
    expect(itemMarkOf(line)).toMatchObject({ kind, label });
  });

  it.each([
    '09/7/2020 của HĐND tỉnh',
    '15.000 tỷ đồng',
    '2022 là năm',
    'V/v triển khai',
    'Điều 5 của Luật',
    'Phần mềm Quản lý',
    '-5% so với',
    '100% số xã',
    '3,5 triệu người',
  ])('%s has none', (line) => {
    expect(itemMarkOf(line)).toBeNull();
  });
});

describe('sentences', () => {
  it('do not end at abbreviations, numbers or points of omission inside', () => {
    const prepared = prepareText('Đạt 1.250 tỷ đồng tại TP. Hồ Chí Minh, v.v. và nơi khác. Rà soát lại... Hoàn thành trước 30/6./.');
    expect(sentencesOf(prepared, { from: 0, to: prepared.text.length }).map(({ from, to }) => prepared.text.slice(from, to))).toEqual([
      'Đạt 1.250 tỷ đồng tại TP. Hồ Chí Minh, v.v. và nơi khác.',
      'Rà soát lại...',
      'Hoàn thành trước 30/6./.',
    ]);
  });
});

describe('rows and rare characters', () => {
  it('are rows between outer bars, tabs, or bars with blanks as out of a Word file; two cells are none', () => {
    const rows = ['| a | b |', 'a\tb\tc', '1 | Tỷ lệ che phủ rừng | % | 55,8', 'ỦY BAN NHÂN DÂN | CỘNG HÒA'].map(
      (line) => prepareBlocks(line).blocks.map(({ row }) => row)[0],
    );
    expect(rows).toEqual([true, true, true, false]);
  });

  it('are quoted whole where a stretch begins or ends within one', () => {
    const { prepared } = prepareBlocks('đạt \u{1D7D7} xã');
    const at = prepared.text.indexOf('\uD835');
    expect(prepared.quote(0, at + 1)).toBe('đạt \u{1D7D7}');
    expect(prepared.quote(at + 1, at + 2)).toBe('\u{1D7D7}');
  });
});

describe('a table whose columns blanks hold apart', () => {
  const rows = (source: string) => prepareBlocks(source).blocks.filter(({ row }) => row).length;

  it('is rows of as many cells as its head', () => {
    const source = 'STT   Chỉ tiêu          ĐVT    Năm 2025\n1     Tỷ lệ hộ nghèo    %      5,2\n2     Số xã             Xã     14';
    expect(blocksOf(source)).toEqual(['STT | Chỉ tiêu | ĐVT | Năm 2025', '1 | Tỷ lệ hộ nghèo | % | 5,2', '2 | Số xã | Xã | 14']);
    expect(rows(source)).toBe(3);
  });

  it.each([
    [
      'two columns of a letterhead',
      'ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SƠN HÀ          Độc lập - Tự do - Hạnh phúc',
    ],
    ['words that are spread', 'Phấn đấu    đạt    95%    kế hoạch\nvà    giải    ngân    vốn'],
    ['a head without rows', 'STT   Chỉ tiêu   Năm 2025\nTỷ lệ hộ nghèo còn 5,2%.'],
  ])('is not %s', (_, source) => expect(rows(source)).toBe(0));
});
