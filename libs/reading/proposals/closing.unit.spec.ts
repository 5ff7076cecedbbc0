import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
/** `strength value deadline` of each target. */
const read = (words: string): readonly string[] =>
  readDirective(`${HEAD}1. ${words}\n`).targets.map(({ strength, value, deadline }) => [strength, value, deadline?.date].join(' '));

describe('a clause that says only by when it is finished', () => {
  it.each([
    ['Giới thiệu quy chế mới tới 100% hội viên, xong trong tháng 5.', ['quantified 100 2023-05-31']],
    ['Cử 100% trưởng thôn đi học, kết thúc trước 20/9.', ['quantified 100 2023-09-20']],
    ['Kiểm tra 03 chợ, khảo sát 07 bến đò; hoàn tất trước 15/11/2023.', ['quantified 3 2023-11-15', 'quantified 7 2023-11-15']],
    [
      'Đắp 4 km đê bao, kiên cố 9 km kênh tưới; hai hạng mục này phải hoàn thành trước 30/8.',
      ['quantified 4 2023-08-30', 'quantified 9 2023-08-30'],
    ],
    ['Mở mới 6 km đường lâm sinh. Toàn bộ khối lượng nêu trên xong trước ngày 01/12/2023.', ['quantified 6 2023-12-01']],
    ['Khoan 25 giếng cho các bản vùng cao; thời gian hoàn thành: trước 30/4/2023.', ['quantified 25 2023-04-30']],
    ['Phổ biến Quy định số 21-QĐ/TW đến 100% đảng viên, hoàn tất trong quý II.', ['quantified 100 2023-06-30']],
  ])('is the deadline of the numbers before it: %s', (words, expected) => {
    expect(read(words)).toEqual(expected);
  });

  it('is that of work without a number, too', () => {
    expect(read('Rà soát các bến thủy nội địa; việc này hoàn thành trước ngày 15/6/2023.')).toEqual(['dated  2023-06-15']);
  });

  it('leaves alone what has a time of its own, and another work behind it', () => {
    expect(read('Trồng 40 ha tre trước 30/6; trồng 15 ha quế, xong trước 30/9.')).toEqual([
      'quantified 40 2023-06-30',
      'quantified 15 2023-09-30',
    ]);
    expect(read('Trồng 40 ha tre. Bàn giao trụ sở xã Nà Sản hoàn thành trước 30/6.')[0]).toBe('quantified 40 ');
  });
});
