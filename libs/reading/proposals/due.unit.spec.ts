import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const head = (day: string, title: string): string =>
  `ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ${day}\n\nKẾ HOẠCH\n${title}\n\n`;
const HEAD = head('ngày 10 tháng 01 năm 2023', 'Phát triển kinh tế - xã hội năm 2023');
const targets = (body: string, before = HEAD): readonly ProposedTarget[] => readDirective(`${before}${body}\n`).targets;
const tell = ({ deadline, recurrence }: ProposedTarget): string =>
  `${deadline === null ? 'none' : `${deadline.op} ${deadline.date ?? '-'} ${deadline.precision}${deadline.inherited ? ' inherited' : ''}`}${
    recurrence === null ? '' : ` ${recurrence}`
  }`;
const task = (words: string): string[] => targets(`I. NHIỆM VỤ TRỌNG TÂM\n\n1. ${words}`).map(tell);

describe('the deadline of a number', () => {
  it.each([
    ['a time in its own words', 'Trồng 120 ha rừng trước ngày 30/8/2023.', ['< 2023-08-30 day']],
    ['a clause behind it that only says when', 'Lắp 40 máy bơm, hoàn thành trong quý III/2023.', ['<= 2023-09-30 quarter']],
    ['a bracket behind it that only says when', 'Phân bổ 45 tỷ đồng cho các trường (hoàn thành trước 15/8).', ['< 2023-08-15 day']],
    [
      'a time behind a bracket of the name',
      'Bàn giao 100% mặt bằng đường vành đai (đoạn cầu Lâm - chợ Mới) chậm nhất ngày 31/7/2023.',
      ['<= 2023-07-31 day'],
    ],
    ['a label behind its sentence', 'Sửa chữa 12 phòng học. Thời gian hoàn thành: tháng 8/2023.', ['<= 2023-08-31 month']],
    ['the limit behind a time', 'Chi trả 12 tỷ đồng trong ngày 31/8, chậm nhất ngày 15/9/2023.', ['<= 2023-09-15 day']],
    [
      'the end of a list',
      'Phấn đấu 90% trạm y tế có bác sĩ, 95% thôn có nhân viên y tế vào cuối năm 2023.',
      Array(2).fill('<= 2023-12-31 year'),
    ],
    [
      'the closing clause of a list',
      'Làm mới 85 km đường băng, tu sửa 320 km đường băng, xong trước ngày 15/5.',
      Array(2).fill('< 2023-05-15 day'),
    ],
    [
      'a half-year told before its level',
      'Giải ngân 100% vốn được giao, trong đó 6 tháng đầu năm đạt ít nhất 45%.',
      ['none', '<= 2023-06-30 half_year'],
    ],
    ['the end of a budget year', 'Hết niên độ ngân sách năm 2023, giải ngân 100% kế hoạch vốn.', ['<= 2024-01-31 day']],
    ['the years in brackets', 'Tỷ lệ số hóa bệnh án đạt trên 70% (2023) và 95% (năm 2025).', ['<= 2023-12-31 year', '<= 2025-12-31 year']],
    [
      'the time at the end of a sentence with a verb for each number',
      'Xây mới 12 trạm bơm, sửa chữa 20 trạm bơm và nạo vét 35 km kênh đến hết năm 2024.',
      Array(3).fill('<= 2024-12-31 year'),
    ],
    [
      'a share within, at the end',
      'Tỷ lệ hộ nghèo giảm còn 5%, trong đó vùng biên giới còn 12% vào cuối năm 2025.',
      Array(2).fill('<= 2025-12-31 year'),
    ],
    [
      'the whole, for the parts of it',
      'Trồng 3.500 ha rừng trước ngày 30/9/2023; trong đó rừng phòng hộ 500 ha, rừng sản xuất 3.000 ha.',
      ['< 2023-09-30 day', '< 2023-09-30 day inherited', '< 2023-09-30 day inherited'],
    ],
    ['a year in a bracket', 'Giải quyết việc làm cho 2.600 lao động (cả năm).', ['<= 2023-12-31 year']],
  ])('is %s', (_, words, expected) => expect(task(words)).toEqual(expected));

  it.each([
    ['the year that it starts from', 'Phấn đấu tỷ lệ hộ nghèo giảm từ 6,5% năm 2022 xuống còn 5% năm 2023.', ['<= 2023-12-31 year']],
    ['a year that it is compared with', 'Cắt giảm 10% chi thường xuyên so với dự toán năm 2022.', ['none']],
    ['a multiple of another year', 'Phấn đấu doanh thu du lịch đạt 900 tỷ đồng, gấp 1,6 lần năm 2023.', ['none', 'none']],
    ['a past year in a bracket', 'Phấn đấu độ che phủ rừng đạt 62% (năm 2019).', ['none']],
    [
      'that of a number of another kind',
      'Thu 5.000 tỷ đồng, giải ngân 100% vốn đầu tư công đến ngày 31/01/2024.',
      ['none', '<= 2024-01-31 day'],
    ],
    ['the time of work behind it', 'Sửa chữa 12 phòng học, bàn giao mặt bằng chợ trước ngày 30/6/2023.', ['none', '< 2023-06-30 day']],
    ['a year from which it is counted', 'Từ năm 2023 bố trí tối thiểu 2% chi ngân sách cho khoa học.', ['none']],
    ['how fast something is done', 'Giải quyết 100% hồ sơ trong vòng 05 ngày làm việc.', ['none']],
    ['a year before that of the document', 'Phấn đấu thu ngân sách năm 2021 đạt 500 tỷ đồng.', ['none']],
    [
      'the year of a paper beside a bound time',
      'Phê duyệt phương án năm 2023 của 100% xã có rừng, hoàn thành chậm nhất ngày 10/5.',
      ['<= 2023-05-10 day'],
    ],
  ])('is not %s', (_, words, expected) => expect(task(words)).toEqual(expected));

  it.each([
    ['Mỗi năm trồng 500 ha rừng.', ['none yearly']],
    ['Hằng năm, kết nạp 1.000 đảng viên.', ['none yearly']],
    ['Tổ chức khám sức khỏe 2 lần/năm cho 100% người cao tuổi.', ['none']],
  ])('recurs with what is counted: %s', (words, expected) => expect(task(words)).toEqual(expected));
});

describe('the deadline of headings', () => {
  const item = '- Tỷ lệ bao phủ bảo hiểm y tế đạt 94%.';

  it.each([
    ['a time of its own under aims', `II. MỤC TIÊU\n\n1. Đến năm 2025\n\n${item}`, '<= 2025-12-31 year inherited'],
    ['over a subject between', `II. MỤC TIÊU\n\n1. Đến năm 2025\n\na) Về y tế\n\n${item}`, '<= 2025-12-31 year inherited'],
    ['an orientation', `II. MỤC TIÊU\n\n2. Định hướng đến năm 2030\n\n${item}`, '<= 2030-12-31 year inherited'],
    ['a bare year under aims', `II. CÁC CHỈ TIÊU\n\n1. Năm 2024\n\n${item}`, '<= 2024-12-31 year inherited'],
    ['aims within aims and duties', `II. MỤC TIÊU, NHIỆM VỤ NĂM 2023\n\n1. Chỉ tiêu\n\n${item}`, '<= 2023-12-31 year inherited'],
    [
      'the last sentence of a lead-in',
      `I. MỤC TIÊU\n\nNăm 2022 đạt khá. Năm 2023, toàn ngành phấn đấu:\n\n${item}`,
      '<= 2023-12-31 year inherited',
    ],
    ['none under duties', `II. NHIỆM VỤ NĂM 2023\n\n1. Sở Y tế\n\n${item}`, 'none'],
    ['none under duties within aims and duties', `II. MỤC TIÊU, NHIỆM VỤ NĂM 2023\n\n2. Nhiệm vụ\n\n${item}`, 'none'],
    ['none of a span of years', `II. MỤC TIÊU\n\n1. Giai đoạn 2023 - 2025\n\n${item}`, 'none'],
  ])('is that of %s', (_, body, expected) => expect(targets(body).map(tell)).toEqual([expected]));

  it('is not the year of the document for aims of a span to come', () => {
    const periods = (span: string) => targets(`I. MỤC TIÊU GIAI ĐOẠN ${span}\n\n${item}`).map(({ period }) => period);
    expect([periods('2026 - 2030'), periods('2021 - 2025')]).toEqual([[null], ['2023']]);
  });

  it('is the end of the term for a congress', () => {
    const congress =
      'ĐẢNG BỘ TỈNH AN LÂM\n*\nSố 01-NQ/ĐH\n\nAn Lâm, ngày 24 tháng 10 năm 2020\n\nNGHỊ QUYẾT\nĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH LẦN THỨ XIV, NHIỆM KỲ 2020 - 2025\n\n';
    const found = targets('I. NHIỆM VỤ\n\n1. Phấn đấu đến cuối nhiệm kỳ có 80% số xã đạt chuẩn nông thôn mới.', congress);
    expect(found.map(tell)).toEqual(['<= 2025-12-31 year']);
  });
});

describe('a day without its year', () => {
  const december = head('ngày 26 tháng 12 năm 2023', 'Tăng cường chỉ đạo những ngày cuối năm 2023');

  it('is one of the next where the document is of the last months', () => {
    const body = 'I. NHIỆM VỤ\n\n1. Gửi danh mục đề tài về Sở Khoa học trước ngày 15/01.\n\n2. Nộp hồ sơ về Sở Nội vụ trước ngày 31/12.';
    expect(targets(body, december).map(tell)).toEqual(['< 2024-01-15 day', '< 2023-12-31 day']);
  });
});
