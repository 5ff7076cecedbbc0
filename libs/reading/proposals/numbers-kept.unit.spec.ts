import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const read = (words: string): readonly ProposedTarget[] => readDirective(`${HEAD}1. ${words}\n`).targets;
const told = (words: string) => read(words).map(({ indicator, value, unit }) => [indicator, value, unit]);

describe('a number that is easily lost', () => {
  it.each([
    ['Xóa toàn bộ 58 phòng học tạm.', [['số phòng học tạm được xóa', '58', 'phòng học']]],
    ['Cấp thẻ cho tất cả 1.300 hộ nghèo.', [['số hộ nghèo được cấp thẻ', '1300', 'hộ']]],
    ['Hoàn thành lắp đặt 14 điểm wifi công cộng trong quý III/2023.', [['số điểm wifi công cộng được lắp đặt', '14', 'điểm']]],
    [
      'Bàn giao 60 ha đất giai đoạn 1 khu công nghiệp Lâm Sơn trước ngày 30/9/2023.',
      [['diện tích đất giai đoạn 1 khu công nghiệp Lâm Sơn được bàn giao', '60', 'ha']],
    ],
    [
      'Phấn đấu chiều cao đạt 167,5 cm đối với nam và 156 cm đối với nữ.',
      [
        ['chiều cao đối với nam', '167.5', 'cm'],
        ['chiều cao đối với nữ', '156', 'cm'],
      ],
    ],
    [
      'Tuyển mới 90 người (bác sĩ 30 người, điều dưỡng 60 người).',
      [
        ['số người tuyển mới', '90', 'người'],
        ['số người bác sĩ', '30', 'người'],
        ['số người điều dưỡng', '60', 'người'],
      ],
    ],
    ['Phấn đấu thu ngân sách vượt 6% dự toán.', [['mức vượt dự toán thu ngân sách', '6', '% dự toán']]],
    ['Dành ít nhất 20% ngân sách xã cho thư viện.', [['tỷ lệ ngân sách xã cho thư viện', '20', '%']]],
    ['Phấn đấu giá trị muối và doanh thu chợ phiên năm 2023 tăng 9%.', [['tốc độ tăng giá trị muối và doanh thu chợ phiên', '9', '%']]],
    ['Phấn đấu thu ngân sách đạt 106% dự toán.', [['thu ngân sách', '106', '% dự toán']]],
  ])('is kept with its name: %s', (words, expected) => {
    expect(told(words)).toEqual(expected);
  });

  it('is by how much, where a plan is exceeded', () => {
    expect(read('Phấn đấu thu ngân sách vượt 6% dự toán.').map(({ incremental }) => incremental)).toEqual([true]);
  });

  it.each([
    'Khởi công đường tỉnh 329B trong tháng 10/2023.',
    'Hoàn thành tuyến kè Suối Vàng dài 4,5 km trước ngày 30/9/2023.',
    'Kiểm tra tất cả hồ chứa trước ngày 30/4/2023.',
  ])('is none within a name or of a size: %s', (words) => {
    expect(read(words).map(({ strength, value }) => [strength, value])).toEqual([['dated', null]]);
  });

  it.each([
    ['Bố trí 180 tỷ đồng cho 6 huyện nghèo.', ['180']],
    ['Khởi công 3 tuyến đê, dài 36 km.', ['3']],
    ['Theo quy định tại Luật Xây dựng, mức tạm ứng tối đa không vượt quá 30% giá trị hợp đồng.', []],
    ['Làm nền tảng vững chắc cho tăng trưởng hai con số.', []],
    ['Hỗ trợ 6 huyện nghèo.', ['6']],
    ['Phấn đấu đạt tăng trưởng hai con số.', ['10']],
  ])('is a target only by itself: %s', (words, expected) => {
    expect(told(words).map(([, value]) => value)).toEqual(expected);
  });

  it('belongs to each assignee of a list', () => {
    const words = 'Giao chỉ tiêu giải ngân cho các đơn vị: Ban Quản lý dự án tỉnh tối thiểu 92%; UBND huyện Kim Bôi không thấp hơn 70%.';
    expect(read(words).map(({ indicator, responsible, value }) => [indicator, responsible, value])).toEqual([
      ['tỷ lệ giải ngân', 'Ban Quản lý dự án tỉnh', '92'],
      ['tỷ lệ giải ngân', 'UBND huyện Kim Bôi', '70'],
    ]);
  });
});

describe('aims named within the results', () => {
  const report = (heading: string) =>
    readDirective(
      `ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/BC-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nBÁO CÁO\nKết quả năm 2022\n\nI. KẾT QUẢ THỰC HIỆN NĂM 2022\n\n3. ${heading}\n\nTạo việc làm cho 1.200 lao động; tai nạn giao thông làm chết 06 người.\n`,
    );

  it.each(['Một số chỉ tiêu đạt thấp', 'Mục tiêu giảm nghèo', 'Nhiệm vụ xây dựng nông thôn mới', 'Lĩnh vực xã hội'])(
    'are results: %s',
    (heading) => {
      const { targets, measurements } = report(heading);
      expect(targets).toEqual([]);
      expect(measurements.map(({ value }) => value)).toEqual(['1200', '6']);
    },
  );

  it.each(['Mục tiêu, nhiệm vụ năm 2023', 'Nhiệm vụ trọng tâm thời gian tới'])('are set where they look ahead: %s', (heading) => {
    expect(report(heading).targets.map(({ value }) => value)).toContain('1200');
  });
});
