import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const read = (words: string): readonly ProposedTarget[] => readDirective(`${HEAD}1. ${words}\n`).targets;

describe('work with a time', () => {
  it.each([
    ['Hoàn thành cầu treo bản Nà Pán trước ngày 15/8/2023.', 'Hoàn thành cầu treo bản Nà Pán trước ngày 15/8/2023', '2023-08-15', '<'],
    [
      'Trước ngày 20/02/2023 xây dựng và ban hành quy chế phối hợp, phân công rõ trách nhiệm để triển khai.',
      'Trước ngày 20/02/2023 xây dựng và ban hành quy chế phối hợp, phân công rõ trách nhiệm',
      '2023-02-20',
      '<',
    ],
    [
      'Tập trung tháo gỡ vướng mắc để khởi công chợ đầu mối trong quý III/2023.',
      'khởi công chợ đầu mối trong quý III/2023',
      '2023-09-30',
      '<=',
    ],
    [
      'Sở Xây dựng hoàn thiện, trình UBND tỉnh trong tháng 4/2023 để xem xét.',
      'hoàn thiện, trình UBND tỉnh trong tháng 4/2023',
      '2023-04-30',
      '<=',
    ],
  ])('is one dated proposal: %s', (words, text, date, op) => {
    const found = read(words);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ text, strength: 'dated', kind: 'milestone', comparator: 'complete', value: null });
    expect(found[0]?.deadline).toMatchObject({ date, op, inherited: false });
  });

  it.each([
    ['Trong thời hạn 15 ngày kể từ ngày 01/3/2023, Sở Nội vụ trình phương án sắp xếp.', '2023-03-16'],
    ['Hoàn thành việc rà soát trong thời hạn 20 ngày kể từ ngày ban hành Kế hoạch này.', '2023-01-30'],
    ['Công khai kết quả chậm nhất sau 60 ngày kể từ ngày Hội đồng họp.', null],
    ['Gửi báo cáo về Sở Tài chính trong vòng 30 ngày kể từ ngày nhận được văn bản này.', null],
    ['Chậm nhất sau 10 ngày làm việc, Sở Y tế có văn bản trả lời.', null],
    ['Cơ bản hoàn thành phổ cập mầm non vào năm học 2023 - 2024.', null],
  ])('runs from an event, to a day only where the event has one: %s', (words, date) => {
    const found = read(words);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ strength: 'dated', value: null, deadline: { date, op: '<=' } });
    expect(words).toContain(found[0]?.deadline?.text);
  });

  it.each([
    'Quyết định này có hiệu lực thi hành sau 10 ngày kể từ ngày ký.',
    'Tổ chức hội chợ trong 05 ngày tại trung tâm thành phố.',
    'Vận hành cổng thông tin kể từ ngày 01/7/2023.',
    'Từ năm 2023, thu phí không dừng tại các trạm.',
  ])('is none where a time only begins or lasts: %s', (words) => expect(read(words)).toEqual([]));

  it('names the work where the clause itself only says when', () => {
    const [found] = read('Chuẩn bị lực lượng để rà phá bom mìn khu Đồi Sim; hoàn thành trong quý II năm 2023.');
    expect(found).toMatchObject({ text: 'hoàn thành trong quý II năm 2023', indicator: 'rà phá bom mìn khu Đồi Sim' });
    expect(found?.head?.text).toBe('rà phá bom mìn khu Đồi Sim');
  });

  it.each([
    ['Các xã báo cáo tiến độ làm đường định kỳ hằng tuần.', 'weekly'],
    ['Định kỳ hàng quý cập nhật cơ sở dữ liệu đất đai, gửi Sở Tài nguyên và Môi trường để tổng hợp.', 'quarterly'],
    ['Gửi báo cáo kết quả trước ngày 20 hằng tháng.', 'monthly'],
  ])('recurs: %s', (words, recurrence) => {
    expect(read(words)).toEqual([
      expect.objectContaining({
        strength: 'dated',
        recurrence,
        deadline: words.includes('20') ? expect.objectContaining({ date: null, precision: 'recurring' }) : null,
      }),
    ]);
  });

  it('ends before the purpose', () => {
    expect(read('Định kỳ hàng quý cập nhật số liệu, gửi Sở Tư pháp để tổng hợp.')[0]?.text).toBe(
      'Định kỳ hàng quý cập nhật số liệu, gửi Sở Tư pháp',
    );
  });

  it('has a session of the assembly as its time', () => {
    expect(read('Xây dựng dự thảo Nghị quyết, trình HĐND tỉnh tại kỳ họp thứ 9.')[0]).toMatchObject({ strength: 'dated', deadline: null });
  });
});

describe('work that a time dates from elsewhere', () => {
  const told = (body: string): string[] =>
    readDirective(`${HEAD}${body}\n`).targets.map(
      ({ text, deadline }) => `${text.replace(/\s+/g, ' ')} ${deadline?.op ?? ''} ${deadline?.date ?? '-'}`,
    );

  it.each([
    [
      'a label behind it',
      '1. Kiểm tra các điểm ngập úng. Thời gian: Quý III/2023.',
      ['Kiểm tra các điểm ngập úng. Thời gian: Quý III/2023 <= 2023-09-30'],
    ],
    [
      'a label behind another label',
      '1. Ban hành quy chế; Cơ quan chủ trì: Sở Tư pháp; Thời hạn: tháng 9/2023.',
      ['Ban hành quy chế; Cơ quan chủ trì: Sở Tư pháp; Thời hạn: tháng 9/2023 <= 2023-09-30'],
    ],
    [
      'a label in a dash of its own',
      '1. Giao Sở Xây dựng:\n\n- Tham mưu quy chế quản lý nhà ở.\n\n- Thời gian hoàn thành: trước 30/7/2023.',
      ['Tham mưu quy chế quản lý nhà ở < 2023-07-30'],
    ],
    [
      'a bracket behind it',
      '1. Rà soát danh mục dự án (hoàn thành trước ngày 15/8/2023).',
      ['Rà soát danh mục dự án (hoàn thành trước ngày 15/8/2023) < 2023-08-15'],
    ],
    [
      'the head of its sentence',
      '1. Trong tháng 3 năm 2023, Sở Xây dựng hoàn thành: rà soát quỹ đất; thẩm định quy hoạch phân khu.',
      ['Trong tháng 3 năm 2023, Sở Xây dựng hoàn thành: rà soát quỹ đất <= 2023-03-31', 'thẩm định quy hoạch phân khu <= 2023-03-31'],
    ],
    [
      'a lead-in',
      '1. Hoàn thành các nội dung sau trước ngày 15/6/2023:\n\n- Rà soát quy hoạch sử dụng đất.\n\n- Lập danh mục dự án thu hút đầu tư.',
      ['Rà soát quy hoạch sử dụng đất < 2023-06-15', 'Lập danh mục dự án thu hút đầu tư < 2023-06-15'],
    ],
    [
      'a heading that is nothing but a time',
      '1. Tháng 7/2023\n\n- Ban hành Kế hoạch phát triển thương mại điện tử.\n\n- Phong cảnh đẹp.',
      ['Ban hành Kế hoạch phát triển thương mại điện tử <= 2023-07-31'],
    ],
    [
      'a bracket of its heading',
      '1. Dự thảo Đề án sắp xếp trường học (Trình Ban Thường vụ Tỉnh ủy tháng 3; trình Hội đồng nhân dân tỉnh tháng 4)\n\nTiếp thu đầy đủ ý kiến tham gia.',
      ['Trình Ban Thường vụ Tỉnh ủy tháng 3 <= 2023-03-31', 'trình Hội đồng nhân dân tỉnh tháng 4 <= 2023-04-30'],
    ],
  ])('has the time of %s', (_, body, expected) => expect(told(body)).toEqual(expected));

  it('is done again by a second time', () => {
    const found = read('Báo cáo kết quả thực hiện 6 tháng trước ngày 15/6 và cả năm trước ngày 15/12.');
    expect(found.map(({ indicator, deadline }) => [indicator, deadline?.date])).toEqual([
      ['báo cáo kết quả thực hiện 6 tháng', '2023-06-15'],
      ['báo cáo kết quả thực hiện cả năm', '2023-12-15'],
    ]);
  });

  it.each([
    ['Hằng năm báo cáo UBND tỉnh trước ngày 20/12.', 'yearly', ['2023-12-20']],
    [
      'Định kỳ 06 tháng (trước ngày 10/6), hằng năm (trước ngày 05/12) tổng hợp, báo cáo UBND tỉnh.',
      '6-month|yearly',
      ['2023-06-10', '2023-12-05'],
    ],
  ])('comes again on a day beside a rhythm: %s', (words, recurrence, expanded) => {
    expect(read(words)).toEqual([
      expect.objectContaining({ recurrence, deadline: expect.objectContaining({ date: null, precision: 'recurring', op: '<', expanded }) }),
    ]);
  });
});

describe('the name of dated work', () => {
  it.each([
    ['Xây dựng kế hoạch chi tiết, gửi Văn phòng tỉnh trước ngày 10/02/2023.', ['xây dựng kế hoạch chi tiết, gửi Văn phòng tỉnh']],
    [
      'Hoàn thành trước ngày 30/9/2023 việc cấp giấy chứng nhận cho các hộ tái định cư.',
      ['hoàn thành việc cấp giấy chứng nhận cho các hộ tái định cư'],
    ],
    [
      'Đơn vị tư vấn báo cáo hằng tuần với Thường trực Tỉnh ủy về tiến độ lập quy hoạch.',
      ['báo cáo với Thường trực Tỉnh ủy về tiến độ lập quy hoạch hằng tuần'],
    ],
    ['Khắc phục dứt điểm các tồn tại, báo cáo trước 30/6.', ['khắc phục dứt điểm các tồn tại, báo cáo']],
    ['Các xã rà soát, sẵn sàng phương án sơ tán dân, hoàn thành trước 18h00 ngày 06/9.', ['rà soát, sẵn sàng phương án sơ tán dân']],
    ['Hoàn thành kế hoạch sử dụng đất trình UBND tỉnh trước ngày 31/12/2023.', ['hoàn thành kế hoạch sử dụng đất trình UBND tỉnh']],
    ['Khởi công cầu Nậm Hin vào quý III/2023, hoàn thành vào quý IV/2024.', ['khởi công cầu Nậm Hin', 'hoàn thành cầu Nậm Hin']],
  ])('says what is due: %s', (words, names) => expect(read(words).map(({ indicator }) => indicator)).toEqual(names));
});

describe('times that bind no work', () => {
  it.each([
    'Chuẩn bị tốt các điều kiện cho năm học 2023 - 2024.',
    'Hoàn thành Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050.',
    'Tiếp tục thực hiện Kế hoạch số 33/KH-UBND ngày 15/02/2022 của UBND tỉnh.',
    'Đánh giá tình hình thực hiện nhiệm vụ quý I năm 2023.',
    'Các dự án được phê duyệt trước ngày 15/5/2023 thì tiếp tục thực hiện.',
    'Được phép kéo dài thời gian thực hiện đến ngày 31/12/2023.',
    'Xây dựng kịch bản tăng trưởng quý III.',
    'Sau khi nghe Sở Xây dựng trình bày tại cuộc họp ngày 10/01/2023.',
    'Mở đợt cao điểm kiểm tra vũ trường từ ngày 10/3/2023 đến ngày 10/4/2023.',
  ])('are not proposed: %s', (words) => {
    expect(read(words)).toEqual([]);
  });
});
