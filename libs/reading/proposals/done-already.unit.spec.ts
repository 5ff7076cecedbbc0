import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\n';

/** The targets and the figures below a heading. */
function under(heading: string, words: string): [string[], string[]] {
  const { targets, measurements } = readDirective(`${HEAD}${heading}\n\n1. ${words}\n`);
  return [targets.map(({ text }) => text), measurements.map(({ text }) => text)];
}

describe('“đã” that says which ones are meant tells no result', () => {
  it.each([
    ['Tỷ lệ trẻ đã hoàn thành chương trình mầm non đạt 97%.', ['Tỷ lệ trẻ đã hoàn thành chương trình mầm non đạt 97%']],
    ['Có thêm 03 xã có chợ; duy trì 100% xã đã đạt chuẩn.', ['Có thêm 03 xã có chợ', 'duy trì 100% xã đã đạt chuẩn']],
    [
      'Giữ vững 100% số trường đã đạt chuẩn, phấn đấu có thêm 04 trường.',
      ['Giữ vững 100% số trường đã đạt chuẩn', 'phấn đấu có thêm 04 trường'],
    ],
    ['Rà soát các dự án đã hoàn thành, phấn đấu quyết toán 90% trước 30/9/2023.', ['phấn đấu quyết toán 90% trước 30/9/2023']],
  ])('below aims: %s', (words, targets) => expect(under('II. MỤC TIÊU NĂM 2023', words)).toEqual([targets, []]));

  it('nor among tasks, behind a verb of upkeep', () => {
    const words = 'Có thêm 03 xã có chợ; duy trì 100% xã đã đạt chuẩn.';
    expect(under('II. NHIỆM VỤ', words)).toEqual([['Có thêm 03 xã có chợ', 'duy trì 100% xã đã đạt chuẩn'], []]);
  });

  it('while the predicate of a subject still does', () => {
    const words = 'Các huyện đã hoàn thành gieo trồng 500 ha lúa.';
    expect(under('II. NHIỆM VỤ', words)).toEqual([[], ['Các huyện đã hoàn thành gieo trồng 500 ha lúa']]);
    expect(under('II. MỤC TIÊU NĂM 2023', 'Năm 2022 tỷ lệ hộ có điện đã đạt 90%.')[0]).toEqual([]);
  });
});
