import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const read = (words: string): readonly ProposedTarget[] => readDirective(`${HEAD}1. ${words}\n`).targets;
const told = (words: string) => read(words).map(({ text, deadline }) => [text, deadline?.date ?? null]);

describe('the time of one task beside another', () => {
  it.each([
    [
      'Ban hành quy chế chi tiêu trước ngày 15/3/2023, mở 4 lớp đan lát.',
      [
        ['Ban hành quy chế chi tiêu trước ngày 15/3/2023', '2023-03-15'],
        ['mở 4 lớp đan lát', null],
      ],
    ],
    [
      'Hoàn thành đo đạc ruộng muối trong tháng 8; sửa chữa 12 cống.',
      [
        ['Hoàn thành đo đạc ruộng muối trong tháng 8', '2023-08-31'],
        ['sửa chữa 12 cống', null],
      ],
    ],
  ])('stays with its own work: %s', (words, expected) => {
    expect(told(words)).toEqual(expected);
  });

  it.each([
    ['Đến hết năm 2023, tuyển 5 kỹ sư, trồng 30 ha chè.', ['2023-12-31', '2023-12-31']],
    ['Hoàn thành trước ngày 30/6/2023: xây dựng 3 trạm bơm; sửa chữa 5 cống.', ['2023-06-30', '2023-06-30']],
  ])('at the head holds for all: %s', (words, expected) => {
    expect(told(words).map(([, date]) => date)).toEqual(expected);
  });

  it.each([
    [
      'Trong năm 2023, hoàn thành bến phà Lâm Thượng; khởi công cầu Suối Vàng; trao đổi với các nhà khoa học.',
      ['hoàn thành bến phà Lâm Thượng', 'khởi công cầu Suối Vàng'],
    ],
    ['Sở Xây dựng trong tháng 5/2023 hoàn thành quy chế; phê duyệt thiết kế bến phà.', ['hoàn thành quy chế']],
  ])('ahead of a list of milestones dates each that is finished by it: %s', (words, expected) => {
    expect(read(words).map(({ indicator }) => indicator)).toEqual(expected);
  });

  it.each([
    [
      'Mở 02 đợt tiêm phòng trâu bò: đợt 1 xong trước 30/4, đợt 2 xong trước 30/9/2023.',
      [
        ['Mở 02 đợt tiêm phòng trâu bò', null],
        ['đợt 1 xong trước 30/4', '2023-04-30'],
        ['đợt 2 xong trước 30/9/2023', '2023-09-30'],
      ],
    ],
    [
      'Bàn giao ít nhất 60% diện tích đất trước ngày 20/5/2023 và toàn bộ diện tích còn lại trong quý III/2023.',
      [
        ['Bàn giao ít nhất 60% diện tích đất trước ngày 20/5/2023', '2023-05-20'],
        ['toàn bộ diện tích còn lại trong quý III/2023', '2023-09-30'],
      ],
    ],
    [
      'Ít nhất 60% số người mắc bệnh được phát hiện, trong đó 50% số người được phát hiện được quản lý, điều trị vào năm 2023.',
      [
        ['Ít nhất 60% số người mắc bệnh được phát hiện', '2023-12-31'],
        ['50% số người được phát hiện được quản lý, điều trị vào năm 2023', '2023-12-31'],
      ],
    ],
  ])('is told part by part: %s', (words, expected) => {
    expect(told(words)).toEqual(expected);
  });

  it('is not that of the yield where only the sowing is finished by it', () => {
    expect(told('Kết thúc gieo sạ trước 31/5/2023 với 4.200 ha, sản lượng lúa đạt trên 28 nghìn tấn.').map(([, date]) => date)).toEqual([
      '2023-05-31',
      null,
    ]);
  });

  it('is kept behind a passive of two verbs', () => {
    expect(told('100% tàu cá được quản lý, theo dõi hành trình qua hệ thống giám sát trước năm 2026.')).toEqual([
      ['100% tàu cá được quản lý, theo dõi hành trình qua hệ thống giám sát trước năm 2026', '2026-01-01'],
    ]);
  });

  it('gives the plan of a year its period though it is paid out until January', () => {
    const [paid, other] = ['Giải ngân đến hết ngày 31/01/2024 đạt 95% kế hoạch.', 'Bàn giao 12 căn hộ trước ngày 31/01/2024.'].map(
      (words) => read(words)[0],
    );
    expect([paid?.period, paid?.deadline?.date]).toEqual(['2023', '2024-01-31']);
    expect(other?.period).toBe('2024');
  });

  it.each([
    'Chịu trách nhiệm nếu đến ngày 31/12/2023 giải ngân không hết vốn.',
    'Kết quả giải ngân đến ngày 31/12/2022 như sau: huyện Kim Bôi 50%.',
  ])('is none of a condition or a result: %s', (words) => {
    expect(read(words)).toEqual([]);
  });
});

describe('the verb of the first of a list', () => {
  it.each([
    [
      'Ban hành Kế hoạch A trước ngày 05/4/2023; kế hoạch kiểm tra công vụ trong tháng 4; quy chế làm việc trước ngày 15/5/2023.',
      ['ban hành Kế hoạch A', 'ban hành kế hoạch kiểm tra công vụ', 'ban hành quy chế làm việc'],
    ],
    ['Hoàn thành đường A trước ngày 05/4/2023; cầu B phải hoàn thành trong tháng 6/2023.', ['hoàn thành đường A', 'hoàn thành cầu B']],
    ['Rà soát hồ sơ; kế hoạch kiểm tra công vụ trong tháng 4/2023.', ['kiểm tra công vụ']],
  ])('serves the papers and works behind it that have none: %s', (words, expected) => {
    expect(read(words).map(({ indicator }) => indicator)).toEqual(expected);
  });

  it('is not that of a plan of public investment', () => {
    expect(read('Lập kế hoạch đầu tư công trung hạn, hoàn thành chậm nhất ngày 30/11/2023.').map(({ indicator }) => indicator)).toEqual([
      'lập kế hoạch đầu tư công trung hạn',
    ]);
  });
});

describe('what is sent', () => {
  it.each([
    [
      'Sở Công Thương nghiên cứu phương thức bán muối; trình UBND tỉnh trước ngày 20/6/2023.',
      'trình UBND tỉnh: nghiên cứu phương thức bán muối',
    ],
    ['Tìm hiểu giá muối các vùng; báo cáo UBND tỉnh trong tháng 6/2023.', 'báo cáo UBND tỉnh: tìm hiểu giá muối các vùng'],
    [
      'Báo cáo Chính phủ trong tháng 6/2023 để trình Quốc hội dự thảo Nghị quyết về muối.',
      'báo cáo Chính phủ để trình Quốc hội dự thảo Nghị quyết về muối',
    ],
  ])('is named by the work before it or the purpose behind: %s', (words, expected) => {
    expect(read(words).map(({ indicator }) => indicator)).toEqual([expected]);
  });

  it('is not the work before where it is sent again and again', () => {
    expect(read('Đôn đốc tiến độ; báo cáo UBND tỉnh trước ngày 20 hằng tháng.').map(({ indicator }) => indicator)).toEqual([
      'báo cáo UBND tỉnh hằng tháng',
    ]);
  });
});
