import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';
import type { Reading } from '../reading.js';

const HEAD = 'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 3 năm 2025\n\nKẾ HOẠCH\nPhát triển y tế năm 2025\n\n';
const read = (words: string): Reading => readDirective(`${HEAD}I. NHIỆM VỤ, GIẢI PHÁP\n\n1. ${words}\n`);

describe('times without a word of time', () => {
  it.each([
    ['Khai trương chợ nổi ngày 02/9.', '2025-09-02'],
    ['Ngày 30/6 bàn giao mặt bằng khu tái định cư.', '2025-06-30'],
    ['Tháng 9 trình đề án sáp nhập các trạm y tế.', '2025-09-30'],
    ['Bàn giao hồ sơ lưu trữ, hạn chót là ngày 15/7/2025.', '2025-07-15'],
    ['Ký cam kết tiến độ với nhà thầu, hạn cuối 25/10/2025.', '2025-10-25'],
    ['Rà soát hộ nghèo xong trong tháng Tư.', '2025-04-30'],
    ['Kiểm điểm tập thể, cá nhân trong quý IV/2025.', '2025-12-31'],
    ['Cuối năm 2026 không còn điểm đen về rác thải.', '2026-12-31'],
  ])('date work to come: %s', (words, date) => {
    expect(read(words).targets).toMatchObject([{ strength: 'dated', deadline: { date } }]);
  });

  it.each([
    'Các dự án chưa giải ngân hết đến ngày 30/9/2025 phải hoàn tất thủ tục.',
    'Công trình khánh thành ngày 02/9/2024 đang hoạt động tốt.',
  ])('are conditions or past: %s', (words) => expect(read(words).targets).toEqual([]));
});

describe('rhythms in words', () => {
  it.each([
    ['Chi bộ sinh hoạt định kỳ mỗi tháng một lần.', 'monthly'],
    ['Giao ban mỗi quý một lần.', 'quarterly'],
    ['Công khai số liệu theo từng tháng.', 'monthly'],
    ['Báo cáo kết quả mười ngày một lần.', '10-day'],
    ['Giao ban tiến độ định kỳ hai tuần.', '2-week'],
  ])('are no dates or values: %s', (words, recurrence) => {
    const { targets } = read(words);
    expect(targets).toMatchObject([{ strength: 'dated', recurrence, value: null }]);
    expect(targets[0]?.deadline?.date ?? null).toBeNull();
  });
});

it('a day without its year and a budget year follow a full day', () => {
  const { targets } = read('Tỷ lệ giải ngân đến 30/6/2025 đạt 45%, 30/9 đạt 75%, hết niên độ 100%.');
  expect(targets.map(({ value, comparator, deadline }) => [value, comparator, deadline?.date])).toEqual([
    ['45', '=', '2025-06-30'],
    ['75', '=', '2025-09-30'],
    ['100', '=', '2026-01-31'],
  ]);
});

it('a bare year behind đến is when, not how much', () => {
  expect(read('Quy mô đàn bò đến 2028 gấp 3 lần năm 2020.').targets).toMatchObject([{ value: '3', deadline: { date: '2028-12-31' } }]);
});

describe('what is asked and what is told', () => {
  it.each(['III. KIẾN NGHỊ', 'III. ĐỀ XUẤT, KIẾN NGHỊ'])('recommendations are tasks: %s', (heading) => {
    const found = readDirective(`${HEAD}${heading}\n\n1. Đối với UBND tỉnh\n\n- Tỷ lệ bao phủ bảo hiểm y tế đạt 95% vào cuối năm 2025.\n`);
    expect(found.measurements).toEqual([]);
    expect(found.targets).toMatchObject([{ value: '95' }]);
  });

  it('nearly finished by a day, or what there is, turns no task into a report', () => {
    expect(read('Cơ bản hoàn thành đền bù trước 30/6/2025; xây dựng 02 trường.').measurements).toEqual([]);
    expect(read('Duy trì 24 trạm hiện có; xây mới 02 trạm.').measurements).toEqual([]);
    expect(read('Toàn tỉnh hiện có 24 trạm y tế.')).toMatchObject({ targets: [], measurements: [{ value: '24' }] });
  });
});
