import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

/** What a sentence among the tasks of a plan of 28/9/2022 reports and sets. */
const read = (sentence: string) => {
  const { measurements, targets } = readDirective(
    `ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\nSố: 45/KH-UBND\nSơn Hà, ngày 28 tháng 9 năm 2022\n\nKẾ HOẠCH\nThực hiện nhiệm vụ cuối năm 2022\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n1. ${sentence}\n`,
  );
  return {
    told: measurements.map(({ indicator, value, asOf }) => `${indicator}: ${value} (${asOf ?? '-'})`),
    set: targets.flatMap(({ strength, value }) => (strength === 'quantified' ? [value] : [])),
  };
};

describe('a result told by the way in a task', () => {
  it.each([
    ['Đẩy nhanh giải phóng mặt bằng (hiện 83,6%), hoàn thành trước 30/6/2023.', 'giải phóng mặt bằng: 83.6 (2022-09-28)'],
    [
      'Khẩn trương bàn giao mặt bằng Dự án đường tỉnh 261 (hiện mới đạt 83,6%), hoàn thành trước ngày 31/12/2022.',
      'bàn giao mặt bằng Dự án đường tỉnh 261: 83.6 (2022-09-28)',
    ],
    ['Nâng tỷ lệ bao phủ bảo hiểm y tế (hiện nay là 88,2%) vào cuối năm 2022.', 'tỷ lệ bao phủ bảo hiểm y tế: 88.2 (2022-09-28)'],
    ['Tập trung xóa nhà tạm (đã xóa 120/215 nhà), hoàn thành trước 30/11/2022.', 'số nhà đã xóa: 120 (2022-09-28)'],
    ['Khắc phục tình trạng giải ngân chậm (đến 20/9/2022 mới đạt 35,2%).', 'tỷ lệ giải ngân: 35.2 (2022-09-20)'],
    ['Sở Xây dựng tập trung thi công, hiện mới hoàn thành 12/30 km, thông xe trước 31/12/2022.', 'thi công: 12 (2022-09-28)'],
    ['Phấn đấu tỷ lệ che phủ rừng đạt 55% (năm 2021 đạt 53,2%).', 'tỷ lệ che phủ rừng: 53.2 (2021-12-31)'],
  ])('is a figure of what is asked for: %s', (sentence, figure) => {
    expect(read(sentence).told).toEqual([figure]);
  });

  it('leaves what is asked for a target', () => {
    expect(read('Phấn đấu tỷ lệ che phủ rừng đạt 55% (năm 2021 đạt 53,2%).').set).toEqual(['55']);
    expect(read('Nâng tỷ lệ hồ sơ trực tuyến (hiện tại 45%) lên 70% vào cuối năm.').told).toEqual([
      'tỷ lệ hồ sơ trực tuyến: 45 (2022-09-28)',
    ]);
  });

  it.each([
    ['Trồng rừng tập trung (500 ha), hoàn thành trước 30/11/2022.'],
    ['Hỗ trợ hộ nghèo (khoảng 120 hộ) trước 30/11/2022.'],
    ['Phấn đấu tỷ lệ che phủ rừng đạt 55% (năm 2025 đạt 58%).'],
  ])('is none where nothing says so, or it is to come: %s', (sentence) => {
    expect(read(sentence).told).toEqual([]);
  });
});

describe('those who are behind', () => {
  it('are counted, and their limit is no target', () => {
    expect(read('Có 14 chủ đầu tư giải ngân dưới 30%, đề nghị rút kinh nghiệm.')).toEqual({
      told: ['số chủ đầu tư giải ngân dưới 30%: 14 (2022-09-28)'],
      set: [],
    });
    expect(read('Hiện còn 14 chủ đầu tư giải ngân dưới 30%; yêu cầu khẩn trương thực hiện.').set).toEqual([]);
  });
});
