import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';
import { CITIES, PROVINCES } from './provinces.js';

const HEAD = 'THỦ TƯỚNG CHÍNH PHỦ\nSố: 12/CĐ-TTg\nHà Nội, ngày 10 tháng 5 năm 2022\n\nCÔNG ĐIỆN\nVề giải ngân vốn đầu tư công\n\n1. ';

/** What is read of a sentence, the name in it as `@`. */
function read(sentence: string, name: string): string {
  const { targets, measurements } = readDirective(`${HEAD}${sentence.replace('@', name)}\n`);
  const fields = [
    ...targets.map(({ text, indicator, value, responsible, locality, deadline }) => [
      text,
      indicator,
      value,
      responsible,
      locality,
      deadline?.date,
    ]),
    ...measurements.map(({ text, indicator, value, locality }) => [text, indicator, value, locality]),
  ];
  return JSON.stringify(fields).replaceAll(name, '@').replaceAll(name.toLowerCase(), '@').replaceAll('Thành phố @', 'Tỉnh @');
}

const OF_PROVINCES = [
  'UBND tỉnh @ hoàn thành giải ngân đạt 90% kế hoạch trước ngày 30/9/2022.',
  'Tỷ lệ giải ngân của một số tỉnh còn thấp như: @ 21,3%, Kỳ Sơn 27,05%.',
  'Phấn đấu trồng 500 ha rừng trong năm 2022 (Kỳ Sơn 300 ha, @ 200 ha).',
  'UBND các tỉnh @, Kỳ Sơn bàn giao 100% mặt bằng trước ngày 30/9/2022.',
  'Đến nay tỉnh @ mới đạt 21,3% kế hoạch.',
];

describe('the name of a province is no word of a rule', () => {
  it.each(OF_PROVINCES)('%s', (sentence) => {
    const expected = read(sentence, 'Lai Châu');
    expect(expected).not.toBe('[]');
    expect([...PROVINCES, ...CITIES].filter((name) => read(sentence, name) !== expected)).toEqual([]);
  });

  it('while the same words in small letters are', () => {
    const { targets } = readDirective(`${HEAD}Phấn đấu tỷ lệ giải ngân cao bằng 95% kế hoạch trong năm 2022; các đơn vị cần đạt 90%.\n`);
    expect(targets.map(({ value }) => value)).toEqual(['95', '90']);
  });
});

const AGENCIES = [
  ...'Kế hoạch và Đầu tư,Tài chính,Nông nghiệp và Phát triển nông thôn,Nông nghiệp và Môi trường,Tài nguyên và Môi trường,Công Thương'.split(
    ',',
  ),
  ...'Xây dựng,Giao thông vận tải,Y tế,Giáo dục và Đào tạo,Lao động - Thương binh và Xã hội,Tư pháp,Thông tin và Truyền thông'.split(','),
  ...'Khoa học và Công nghệ,Dân tộc và Tôn giáo,Quốc phòng,Công an,Ngoại giao'.split(','),
  'Văn hóa, Thể thao và Du lịch',
].map((name) => `Bộ ${name}`);
const OTHERS = [
  'Thanh tra Chính phủ',
  'Ngân hàng Nhà nước Việt Nam',
  'Thông tấn xã Việt Nam',
  'Đài Truyền hình Việt Nam',
  'Học viện Ngoại giao',
  'Tổng Liên đoàn Lao động Việt Nam',
  'Ủy ban Giám sát tài chính Quốc gia',
  'Ủy ban Quản lý vốn nhà nước tại doanh nghiệp',
  'Ủy ban Thường vụ Quốc hội',
  'Hội đồng Dân tộc',
  'Cục Chăn nuôi',
  'Tổng cục Thi hành án dân sự',
  'Quỹ Đầu tư phát triển tỉnh',
  'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh',
  'Ban QLDA ĐTXD các công trình dân dụng tỉnh',
  'Ban Quản lý dự án phát triển đô thị',
];

describe('the name of an agency is read whole', () => {
  it.each([
    '@ báo cáo kết quả trước ngày 30/9/2022.',
    '@: trình Đề án trước ngày 30/9/2022.',
    'Giao @ trình Chính phủ Đề án trong quý III năm 2022.',
    'Bộ Nội vụ, @ và UBND các tỉnh trồng 500 ha rừng trước ngày 30/9/2022.',
  ])('%s', (sentence) => {
    const expected = read(sentence, 'Kiểm toán Nhà nước');
    expect(expected).toContain('@');
    expect([...AGENCIES, ...OTHERS].filter((name) => read(sentence, name) !== expected)).toEqual([]);
  });
});
