import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const read = (words: string): readonly ProposedTarget[] => readDirective(`${HEAD}1. ${words}\n`).targets;
const quantified = (words: string) => read(words).filter(({ strength }) => strength === 'quantified');
const quotes = (words: string) => quantified(words).map(({ text }) => text);

describe('a number without a word of commitment', () => {
  it.each([
    ['Tỷ lệ xã nông thôn mới đạt 70%.', ['Tỷ lệ xã nông thôn mới đạt 70%']],
    ['Diện tích rừng trồng mới đạt 900 ha.', ['Diện tích rừng trồng mới đạt 900 ha']],
    ['Tỷ lệ thất nghiệp: 2,1%.', ['Tỷ lệ thất nghiệp: 2,1%']],
    ['Tổng đàn trâu: 12.000 con; đàn dê: 8.500 con.', ['Tổng đàn trâu: 12.000 con', 'đàn dê: 8.500 con']],
    ['Số học viên tốt nghiệp đạt từ 2.000 người trở lên.', ['Số học viên tốt nghiệp đạt từ 2.000 người trở lên']],
    ['Xuất khẩu lao động 450 người.', ['Xuất khẩu lao động 450 người']],
    ['14/14 xã hoàn thành bàn giao lưới điện trước ngày 30/9/2023.', ['14/14 xã hoàn thành bàn giao lưới điện trước ngày 30/9/2023']],
    [
      '100% phòng khám, 80% nhà thuốc và 60% quầy thuốc kết nối liên thông.',
      ['100% phòng khám', '80% nhà thuốc', '60% quầy thuốc kết nối liên thông'],
    ],
    [
      'Tỷ lệ chi sự nghiệp môi trường không thấp hơn 1% tổng chi ngân sách.',
      ['Tỷ lệ chi sự nghiệp môi trường không thấp hơn 1% tổng chi ngân sách'],
    ],
    ['Đàn bò 18.000 con, sản lượng thịt hơi 2.400 tấn.', ['Đàn bò 18.000 con', 'sản lượng thịt hơi 2.400 tấn']],
    ['Mức độ hài lòng của người dân, doanh nghiệp đạt từ 90% trở lên.', ['Mức độ hài lòng của người dân, doanh nghiệp đạt từ 90% trở lên']],
    ['Tỷ lệ nợ xấu của các tổ chức tín dụng dưới 2%.', ['Tỷ lệ nợ xấu của các tổ chức tín dụng dưới 2%']],
    ['Kiểm tra 100% xe khách từ 16 chỗ ngồi trở lên.', ['Kiểm tra 100% xe khách từ 16 chỗ ngồi trở lên']],
    ['100% chi bộ tổ chức học tập xong nghị quyết trong quý III.', ['100% chi bộ tổ chức học tập xong nghị quyết trong quý III']],
    ['Xóa 100% nhà tạm, nhà dột nát cho 76 hộ.', ['Xóa 100% nhà tạm, nhà dột nát']],
    ['Xử lý dứt điểm 05 điểm đen giao thông.', ['Xử lý dứt điểm 05 điểm đen giao thông']],
    [
      'Tỷ lệ giải ngân của từng cơ quan, địa phương phải đạt tối thiểu 70%.',
      ['Tỷ lệ giải ngân của từng cơ quan, địa phương phải đạt tối thiểu 70%'],
    ],
    ['Tổ công tác theo Quyết định số 16/QĐ-UBND kiểm tra tối thiểu 02 đợt.', ['kiểm tra tối thiểu 02 đợt']],
  ])('is a promise where its words name a level: %s', (words, expected) => {
    expect(quotes(words)).toEqual(expected);
  });

  it.each([
    'Thành phần: 12 người.',
    'Các chủ đầu tư giải ngân dưới 90% không được xét thi đua.',
    'Công chức để hồ sơ trễ hạn từ 03 lần trở lên thì bị kiểm điểm.',
    'Người đứng đầu đơn vị có tỷ lệ giải ngân dưới 80% phải kiểm điểm trách nhiệm.',
    'Tổng kinh phí thực hiện: 900 tỷ đồng, trong đó ngân sách tỉnh 500 tỷ đồng, xã hội hóa 400 tỷ đồng.',
    'Áp dụng mật độ trồng 1.600 cây/ha, khoảng cách 2 x 3 m.',
    'Năm 2022, thu ngân sách đạt 812 tỷ đồng.',
    'Đối tượng: khoảng 12.000 trẻ em.',
    'Đối với các dự án được bố trí từ 500 tỷ đồng trở lên, chủ đầu tư báo cáo riêng.',
    'Chủ rừng có diện tích từ 50 ha trở lên lập phương án bảo vệ rừng.',
    'Báo cáo phương án giải quyết đối với hơn 300 giáo viên dôi dư.',
    'Các dự án có tỷ lệ giải ngân dưới 50% phải báo cáo giải trình.',
  ])('is none where it is a rule, a cost or a result: %s', (words) => {
    expect(quantified(words)).toEqual([]);
  });

  it.each([
    ['Đến cuối nhiệm kỳ, 100% cán bộ xã có bằng trung cấp trở lên.', 'Đến cuối nhiệm kỳ, 100% cán bộ xã có bằng trung cấp trở lên', '='],
    ['Không để hồ sơ tồn đọng quá 30 ngày.', 'Không để hồ sơ tồn đọng quá 30 ngày', '<='],
    ['Thời gian chờ khám xuống còn dưới 60 phút.', 'Thời gian chờ khám xuống còn dưới 60 phút', '<'],
    ['Rút ngắn thời gian cấp phép còn 05 ngày làm việc.', 'Rút ngắn thời gian cấp phép còn 05 ngày làm việc', '='],
    ['Bảo hộ nhãn hiệu "Chè Nà Lom" tại ít nhất 03 thị trường.', 'Bảo hộ nhãn hiệu "Chè Nà Lom" tại ít nhất 03 thị trường', '>='],
    ['Dập tắt đám cháy trong vòng 60 phút kể từ khi phát hiện.', 'Dập tắt đám cháy trong vòng 60 phút kể từ khi phát hiện', '<='],
    ['Giảm tỷ lệ mắc sốt xuất huyết xuống dưới 110/100.000 dân.', 'Giảm tỷ lệ mắc sốt xuất huyết xuống dưới 110/100.000 dân', '<'],
    [
      'Đến năm 2025 (năm cuối của kế hoạch) phấn đấu đạt 100% kế hoạch.',
      'Đến năm 2025 (năm cuối của kế hoạch) phấn đấu đạt 100% kế hoạch',
      '=',
    ],
    ['Phấn đấu hoàn thành và vượt 18/18 chỉ tiêu.', 'Phấn đấu hoàn thành và vượt 18/18 chỉ tiêu', '>='],
    ['Thu ngân sách phấn đấu vượt 10% so với dự toán.', 'Thu ngân sách phấn đấu vượt 10% so với dự toán', '='],
    ['Yêu cầu các địa phương tiêm đủ liều cho ít nhất 90% trẻ em.', 'tiêm đủ liều cho ít nhất 90% trẻ em', '>='],
    ['Phòng Tài chính phối hợp UBND các xã Mường Lầm, Nà Pán bàn giao 4,5 ha đất.', 'bàn giao 4,5 ha đất', '='],
  ])('is read behind an aside, in time and over names: %s', (words, text, comparator) => {
    expect(quantified(words)).toEqual([expect.objectContaining({ text, comparator })]);
  });

  it.each([
    [
      'Trồng mới 900 ha chè (trồng thay thế 600 ha, trồng dặm 300 ha).',
      ['Trồng mới 900 ha chè', 'trồng thay thế 600 ha', 'trồng dặm 300 ha'],
    ],
    ['Kết nạp 500 đảng viên (bình quân 100 đảng viên/năm).', ['Kết nạp 500 đảng viên', 'bình quân 100 đảng viên/năm']],
    ['Trồng mới 900 ha chè (năm 2022 là 700 ha, kế hoạch giao 850 ha).', ['Trồng mới 900 ha chè']],
    ['Phấn đấu giảm 2% hộ nghèo (tương đương 410 hộ).', ['Phấn đấu giảm 2% hộ nghèo']],
  ])('is of its own in brackets only as a part of the whole: %s', (words, expected) => {
    expect(quotes(words)).toEqual(expected);
  });

  it('is aimed at in the year to come, though the sentence before tells of the last one', () => {
    expect(quotes('Năm 2022, sản lượng điện tăng 5%. Năm 2023, toàn ngành phấn đấu sản lượng điện tăng 7%.')).toEqual([
      'phấn đấu sản lượng điện tăng 7%',
    ]);
  });
});

describe('the words of a number', () => {
  it.each([
    ['Kho bạc Nhà nước tỉnh bảo đảm 100% hồ sơ được kiểm soát đúng hạn.', 'bảo đảm 100% hồ sơ được kiểm soát đúng hạn'],
    ['Công an tỉnh cấp căn cước cho 97% công dân đủ điều kiện.', 'cấp căn cước cho 97% công dân đủ điều kiện'],
    ['Sở Xây dựng hoàn thành 60 căn nhà ở xã hội.', 'hoàn thành 60 căn nhà ở xã hội'],
    ['Giảm lượng nước tưới ít nhất 12%.', 'Giảm lượng nước tưới ít nhất 12%'],
    ['Phấn đấu công nghiệp - xây dựng chiếm 41%.', 'Phấn đấu công nghiệp - xây dựng chiếm 41%'],
    ['Phấn đấu có ít nhất 01 doanh nghiệp công nghệ số trên 1.000 dân.', 'Phấn đấu có ít nhất 01 doanh nghiệp công nghệ số trên 1.000 dân'],
  ])('begin where the work or its name begins: %s', (words, expected) => {
    expect(quotes(words)).toEqual([expected]);
  });

  it.each([
    ['Tập huấn 40 lớp cho 1.200 lượt nông dân.', ['Tập huấn 40 lớp', '1.200 lượt nông dân']],
    ['Thu hút 06 dự án mới với tổng vốn đầu tư 900 tỷ đồng.', ['Thu hút 06 dự án mới', 'tổng vốn đầu tư 900 tỷ đồng']],
    ['Có thêm 06 xã đạt chuẩn và huyện Tà Lôm được công nhận huyện nông thôn mới.', ['Có thêm 06 xã đạt chuẩn']],
    ['Xây dựng thêm 02 trường chuẩn để nâng tổng số lên 19 trường.', ['Xây dựng thêm 02 trường chuẩn', 'nâng tổng số lên 19 trường']],
    [
      'Tỷ lệ khám phá án đạt trên 80%, án rất nghiêm trọng, đặc biệt nghiêm trọng đạt trên 92%.',
      ['Tỷ lệ khám phá án đạt trên 80%', 'án rất nghiêm trọng, đặc biệt nghiêm trọng đạt trên 92%'],
    ],
  ])('end where the next number’s begin: %s', (words, expected) => {
    expect(quotes(words)).toEqual(expected);
  });
});

it('governs the list behind it with the floor before its first number', () => {
  const found = quantified('Giảm tối thiểu 5% biên chế công chức và 10% số người làm việc hưởng lương.');
  expect(found.map(({ comparator, value }) => [comparator, value])).toEqual([
    ['>=', '5'],
    ['>=', '10'],
  ]);
});

describe('what is measured', () => {
  it.each([
    ['Giải ngân 100% kế hoạch vốn được giao.', ['tỷ lệ giải ngân kế hoạch vốn được giao']],
    [
      'Giải ngân 100% vốn được giao, trong đó 6 tháng đầu năm đạt ít nhất 50%.',
      ['tỷ lệ giải ngân vốn được giao', 'tỷ lệ giải ngân vốn được giao'],
    ],
    ['Hoàn thành 100% chương trình giám sát.', ['tỷ lệ hoàn thành chương trình giám sát']],
    ['Kéo giảm ít nhất 6% số vụ cháy.', ['số vụ cháy']],
    ['Năng suất lao động tăng tối thiểu 6%.', ['tốc độ tăng năng suất lao động']],
    ['Phấn đấu tăng trưởng bình quân 8%/năm.', ['tốc độ tăng trưởng']],
    ['Số doanh nghiệp đăng ký mới đạt 120 doanh nghiệp.', ['số doanh nghiệp đăng ký mới']],
    ['Phấn đấu cơ cấu kinh tế: nông nghiệp chiếm 18%, dịch vụ chiếm 40%.', ['tỷ trọng nông nghiệp', 'tỷ trọng dịch vụ']],
    [
      'Tỷ lệ lao động qua đào tạo đạt 70%, trong đó có bằng cấp đạt 30%.',
      ['tỷ lệ lao động qua đào tạo', 'tỷ lệ lao động qua đào tạo có bằng cấp'],
    ],
    ['Tỷ lệ phòng học kiên cố: Mầm non 76%, tiểu học 81%.', ['tỷ lệ phòng học kiên cố mầm non', 'tỷ lệ phòng học kiên cố tiểu học']],
    [
      'Cơ cấu kinh tế: Nông nghiệp 24%; công nghiệp - xây dựng 34%; dịch vụ 42%.',
      ['tỷ trọng nông nghiệp', 'tỷ trọng công nghiệp - xây dựng', 'tỷ trọng dịch vụ'],
    ],
    ['Tỷ lệ cây có chứng nhận (hữu cơ, VietGAP) đạt 40%.', ['tỷ lệ cây có chứng nhận']],
    ['Chỉ số PCI tăng ít nhất 03 bậc.', ['thứ hạng chỉ số PCI']],
    ['Kim ngạch xuất khẩu đạt 90 triệu USD, tăng 12% so với năm 2022.', ['kim ngạch xuất khẩu', 'tốc độ tăng kim ngạch xuất khẩu']],
    ['Cấp điện cho 98% hộ dân từ 18 tuổi trở lên.', ['tỷ lệ hộ dân từ 18 tuổi trở lên được cấp điện']],
  ])('is named as it would be planned: %s', (words, expected) => {
    expect(quantified(words).map(({ indicator }) => indicator)).toEqual(expected);
  });
});

describe('all of them, and what is said in capitals', () => {
  it.each([
    ['Tất cả các trạm y tế có bác sĩ trước ngày 01/9/2023.', 'tỷ lệ trạm y tế có bác sĩ', '2023-09-01'],
    ['Toàn bộ hồ sơ phải được số hóa trong quý II/2023.', 'tỷ lệ hồ sơ được số hóa', '2023-06-30'],
  ])('%s', (words, indicator, deadline) => {
    expect(read(words)).toMatchObject([{ indicator, value: '100', unit: '%', deadline: { date: deadline } }]);
  });

  it('are no target where they are only addressed', () => {
    expect(read('Tất cả các sở, ngành thực hiện nghiêm Chỉ thị này.')).toEqual([]);
  });

  it('reads a clause in capitals with a number, and takes one without for a heading', () => {
    expect(read('PHẤN ĐẤU TỶ LỆ CHE PHỦ RỪNG ĐẠT TRÊN 57% NĂM 2023.')).toMatchObject([
      { indicator: 'tỷ lệ che phủ rừng', comparator: '>', value: '57', deadline: { date: '2023-12-31' } },
    ]);
    expect(read('PHÁT TRIỂN KẾT CẤU HẠ TẦNG')).toEqual([]);
  });
});
