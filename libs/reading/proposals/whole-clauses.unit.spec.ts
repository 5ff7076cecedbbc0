import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\n';
const read = (body: string): readonly ProposedTarget[] => readDirective(`${HEAD}${body}\n`).targets;
const task = (words: string) => read(`I. NHIỆM VỤ TRỌNG TÂM\n\n1. ${words}`);

describe('a subject of several members', () => {
  it.each([
    ['Tỷ lệ chất thải rắn được thu gom, xử lý theo quy định đạt 90%', 'tỷ lệ chất thải rắn được thu gom, xử lý theo quy định'],
    ['Tỷ lệ nước thải được thu gom và xử lý đạt 80%', 'tỷ lệ nước thải được thu gom và xử lý'],
    ['Tỷ lệ nhựa hóa hoặc bê tông hóa đường huyện đạt 72%', 'tỷ lệ nhựa hóa hoặc bê tông hóa đường huyện'],
    ['Số lao động được tuyển dụng, đào tạo, bồi dưỡng đạt 1.200 người', 'số lao động được tuyển dụng, đào tạo, bồi dưỡng'],
    ['Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tăng 12%', 'tốc độ tăng tổng mức bán lẻ hàng hóa và doanh thu dịch vụ'],
  ])('is whole: %s', (words, indicator) => {
    expect(task(`${words}.`).map((one) => [one.text, one.indicator])).toEqual([[words, indicator]]);
  });

  it('ends where a level was told', () => {
    expect(task('Tỷ lệ hộ nghèo giảm, trồng rừng đạt 500 ha.').map(({ text }) => text)).toEqual(['trồng rừng đạt 500 ha']);
  });
});

describe('a word that ends a noun', () => {
  it.each([
    ['Hoàn thiện chương trình, gửi Sở Nội vụ trước ngày 15/5/2023.', 'Hoàn thiện chương trình, gửi Sở Nội vụ trước ngày 15/5/2023', null],
    ['UBND cấp xã tổng hợp gửi Sở Nội vụ trước ngày 20/4/2023.', 'tổng hợp gửi Sở Nội vụ trước ngày 20/4/2023', 'UBND cấp xã'],
    ['Các tổ chức, cá nhân kê khai xong trước ngày 15/5/2023.', 'kê khai xong trước ngày 15/5/2023', 'Các tổ chức, cá nhân'],
    [
      'Ban Quản lý dự án đầu tư xây dựng tỉnh bàn giao cầu Nậm Hin trước ngày 30/6/2023.',
      'bàn giao cầu Nậm Hin trước ngày 30/6/2023',
      'Ban Quản lý dự án đầu tư xây dựng tỉnh',
    ],
  ])('is no work: %s', (words, text, responsible) => {
    expect(task(words)).toMatchObject([{ text, responsible }]);
  });
});

describe('dated work', () => {
  it.each([
    'Hoàn thành công tác bồi thường, bàn giao toàn bộ mặt bằng chợ trước ngày 30/10/2023',
    'Cơ bản hoàn thành việc rà soát, thể chế hóa đầy đủ, kịp thời các chủ trương trong năm 2023',
    'Báo cáo nhu cầu hỗ trợ để xây dựng, sửa chữa nhà ở bị hư hỏng, gửi Sở Xây dựng trước ngày 03/5/2023',
    'Rà soát, điều chuyển vốn các dự án đến ngày 30/9/2023 giải ngân dưới 30%, trình UBND tỉnh trước ngày 10/10/2023',
  ])('begins with what was ordered: %s', (words) => expect(task(`${words}.`).map(({ text }) => text)).toEqual([words]));

  it.each([
    ['Hoàn thành cơ sở dữ liệu đất đai của tỉnh.', ['Hoàn thành cơ sở dữ liệu đất đai của tỉnh']],
    ['Cổng dữ liệu vận hành ổn định. Hoàn thành kết nối camera các phường.', ['Hoàn thành kết nối camera các phường']],
    ['Hoàn thành tốt nhiệm vụ quốc phòng.', []],
    ['Nâng cao chất lượng dân số.', []],
  ])('is a milestone of the year of its aims: %s', (words, expected) => {
    const found = read(`I. MỤC TIÊU\n\n1. Đến năm 2025\n\n- ${words}`);
    expect(found.map(({ text }) => text)).toEqual(expected);
    for (const { deadline } of found) expect(deadline).toMatchObject({ date: '2025-12-31', inherited: true });
  });

  it('has none under the year of duties', () => {
    expect(read('I. NHIỆM VỤ NĂM 2023\n\n1. Sở Xây dựng\n\n- Hoàn thành kết nối camera các phường.')).toEqual([]);
  });
});

describe('things that are to be finished', () => {
  it.each([
    ['Các cầu còn lại hoàn thành trước ngày 30/6/2023', 'hoàn thành các cầu còn lại'],
    ['Nhà máy xử lý rác khởi công trong quý II/2023', 'khởi công nhà máy xử lý rác'],
    ['Dự án cầu Nậm Hin phải hoàn thành trước ngày 30/6/2023', 'hoàn thành dự án cầu Nậm Hin'],
  ])('are named with what is done: %s', (words, indicator) => {
    expect(task(`${words}.`).map((one) => [one.text, one.indicator])).toEqual([[words, indicator]]);
  });

  it.each([
    ['Sở Xây dựng hoàn thành trước ngày 30/6/2023.', 'hoàn thành trước ngày 30/6/2023'],
    [
      'Các dự án chưa giải ngân hết đến ngày 30/9/2023 phải hoàn tất việc điều chuyển vốn trong tháng 10/2023.',
      'hoàn tất việc điều chuyển vốn trong tháng 10/2023',
    ],
    ['Giải ngân 95% và phần còn lại xong trước ngày 31/10/2023.', 'phần còn lại xong trước ngày 31/10/2023'],
  ])('are neither who finishes them nor what they are sorted by: %s', (words, text) => {
    expect(task(words).filter(({ strength }) => strength === 'dated')).toMatchObject([{ text }]);
  });
});

describe('a number in other words', () => {
  it.each([
    ['Phấn đấu thanh toán trực tuyến 60 phần trăm', '60', '%'],
    ['Phấn đấu thời gian lưu trú bình quân 2,5 ngày', '2.5', 'ngày'],
    ['Mỗi huyện có tối thiểu 01 không gian làm việc chung', '1', 'không gian làm việc chung'],
  ])('is read: %s', (words, value, unit) => {
    expect(task(`${words}.`)).toMatchObject([{ value, unit }]);
  });
});

describe('whom a lead-in asks', () => {
  const decree = (body: string) =>
    readDirective(
      `ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 5/CT-UBND\n\nAn Lâm, ngày 12 tháng 01 năm 2023\n\nCHỈ THỊ\nVề giải ngân\n\n${body}\n`,
    ).targets.map(({ responsible, locality }) => [responsible, locality]);
  const item = '- Bàn giao 100% mặt bằng trước ngày 30/6/2023.';

  it.each([
    ['Giao Sở Xây dựng:', ['Sở Xây dựng', 'Tỉnh An Lâm']],
    ['Yêu cầu UBND huyện Bình Lâm khẩn trương:', ['UBND huyện Bình Lâm', 'Huyện Bình Lâm']],
    [
      'Thực hiện Nghị quyết số 5/NQ-CP, yêu cầu Chủ tịch UBND các huyện, thành phố thực hiện các nội dung sau:',
      ['Chủ tịch UBND các huyện, thành phố', 'Các huyện, thành phố (tỉnh An Lâm)'],
    ],
  ])('does what stands beneath it, where there are no clauses: %s', (lead, expected) => {
    expect(decree(`${lead}\n\n${item}`)).toEqual([expected]);
  });

  it('does the parts of a clause too', () => {
    expect(
      decree('1. Nhiệm vụ\n\nĐể đạt mục tiêu, đề nghị Sở Y tế thực hiện:\n\na) Tiêm 12.000 liều.\n\nb) Sở Tài chính cấp 12 tỷ đồng.'),
    ).toEqual([
      ['Sở Y tế', 'Tỉnh An Lâm'],
      ['Sở Tài chính', 'Tỉnh An Lâm'],
    ]);
  });
});
