import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const targets = (words: string) => readDirective(`${HEAD}1. ${words}\n`).targets;
/** `strength value deadline` of each target. */
const read = (words: string): readonly string[] =>
  targets(words).map(({ strength, value, deadline }) => [strength, value, deadline?.date].join(' ').trim());

describe('a number that tells who is meant, or what is allowed', () => {
  it.each([
    'Tòa nhà có từ 50 căn hộ trở lên phải lập đội chữa cháy.',
    'Cơ sở sử dụng từ 30 lao động trở lên được vay tối đa 01 tỷ đồng.',
    'Thôn có từ 25% hộ nghèo trở lên được ưu tiên bố trí vốn.',
    'Đối với các xã có tỷ lệ hộ nghèo trên 20%, huyện phân công cấp ủy viên phụ trách.',
    'Nhà thầu được tạm ứng không quá 10 tỷ đồng.',
    'Trường hợp tỷ lệ lấp đầy dưới 45% có thể thu hồi đến 20% diện tích.',
    'Trong trường hợp số học sinh đăng ký trên 200 em, trường có thể mở thêm 01 lớp.',
    'Chủ đầu tư có tỷ lệ nghiệm thu dưới 35% được phép giãn tiến độ không quá 10%.',
    'Bản có từ 60 hộ trở lên có thể lập thêm 01 tổ giữ rừng.',
    'Địa bàn nào để phát sinh từ 02 vụ thì người đứng đầu chịu trách nhiệm.',
  ])('is no target: %s', (words) => expect(read(words)).toEqual([]));

  it.each([
    ['Phấn đấu tỷ lệ nợ thuế dưới 4%, có thể thấp hơn.', ['quantified 4']],
    ['Vận động ít nhất 70 hộ có thể tự thoát nghèo.', ['quantified 70']],
    ['Trên 85% hộ dân có thể tiếp cận nước sạch.', ['quantified 85']],
    ['Điều trị trên 90% trường hợp mắc lao, được quản lý tại trạm y tế.', ['quantified 90']],
  ])('is a target beside a word of permission: %s', (words, expected) => expect(read(words)).toEqual(expected));

  it('leaves the work that follows', () => {
    expect(read('Các bản có từ 80 hộ trở lên thành lập 01 tổ công nghệ số.')).toEqual(['quantified 1']);
  });
});

describe('a number within the object', () => {
  it.each([
    ['Vận hành nhà máy nước Nà Sản công suất 9.000 m3/ngày trong quý III/2023.', ['dated  2023-09-30']],
    ['Báo cáo phương án hỗ trợ 350 hộ nuôi tôm trước ngày 05/7/2023.', ['dated  2023-07-05']],
    ['Lấy ý kiến của hơn 90 chuyên gia trước ngày 20/6/2023.', ['dated  2023-06-20']],
    ['100% hộ thuộc 2 xã Nà Sản, Phiêng Luông được dùng điện trước 31/12/2023.', ['quantified 100 2023-12-31']],
    ['Xây dựng “bếp ăn an toàn” tại 21 trường mầm non trong năm 2023.', ['quantified 21 2023-12-31']],
    ['100% học sinh lớp 3, 7, 10 học theo chương trình mới.', ['quantified 100']],
  ])('does not replace what is to be reached: %s', (words, expected) => expect(read(words)).toEqual(expected));
});

describe('a number that was passed over', () => {
  it.each([
    [
      'Huyện Nà Sản 4 trường, thị xã Mường Lay 6 trường đạt chuẩn quốc gia trong năm 2023.',
      ['quantified 4 2023-12-31', 'quantified 6 2023-12-31'],
    ],
    ['Thanh tra tỉnh thực hiện 14 cuộc thanh tra.', ['quantified 14']],
    ['Huy động 2 đợt ra quân, mỗi đợt từ 40 người trở lên.', ['quantified 2', 'quantified 40']],
    ['Trả kết quả chậm nhất sau 02 ngày làm việc.', ['quantified 2']],
    ['Thu nhập bình quân gấp 1,4 lần năm 2020.', ['quantified 1.4']],
    ['Đến năm 2025: 90% hộ có nước sạch; 100% rác được thu gom.', ['quantified 90 2025-12-31', 'quantified 100 2025-12-31']],
    ['Đến nay có 60 xã về đích; phấn đấu đến 31/12/2023 có 64 xã về đích.', ['quantified 64 2023-12-31']],
  ])('is read: %s', (words, expected) => expect(read(words)).toEqual(expected));
});

it('names a level by the work before it', () => {
  const names = targets('Xác thực thông tin hội viên, phấn đấu đến 30/9/2023 đạt 85%.').map(({ indicator }) => indicator);
  expect(names).toEqual(['tỷ lệ xác thực thông tin hội viên']);
});
