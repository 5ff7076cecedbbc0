import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const names = (words: string): readonly string[] => readDirective(`${HEAD}1. ${words}\n`).targets.map(({ indicator }) => indicator);

describe('what a part is called', () => {
  it.each([
    ['Tỷ lệ hộ nghèo giảm còn 5%, trong đó vùng biên giới còn 12%.', 'tỷ lệ hộ nghèo vùng biên giới'],
    ['Tỷ lệ lao động qua đào tạo đạt 70%, trong đó lao động có chứng chỉ đạt 30%.', 'tỷ lệ lao động có chứng chỉ'],
    ['Tỷ lệ giải ngân đạt trên 95%, riêng vốn chương trình mục tiêu đạt 100%.', 'tỷ lệ giải ngân vốn chương trình mục tiêu'],
    ['Sản lượng khai thác đạt 300.000 m3, trong đó gỗ lớn chiếm 30%.', 'tỷ lệ gỗ lớn trong sản lượng khai thác'],
    ['Sản lượng thủy sản đạt 42 nghìn tấn, trong đó tôm nước lợ 19 nghìn tấn.', 'sản lượng tôm nước lợ'],
    ['Trồng 3.500 ha rừng, trong đó rừng phòng hộ 500 ha.', 'diện tích rừng phòng hộ được trồng'],
    ['Thu ngân sách đạt 5.000 tỷ đồng, trong đó thu nội địa 4.200 tỷ đồng.', 'thu nội địa'],
  ])('%s', (words, part) => expect(names(words)[1]).toBe(part));

  it('is that of its whole in a list of parts too', () => {
    expect(names('Tỷ lệ trường đạt chuẩn đạt 65%, trong đó mầm non đạt 60%, tiểu học đạt 75%.')).toEqual([
      'tỷ lệ trường đạt chuẩn',
      'tỷ lệ trường đạt chuẩn mầm non',
      'tỷ lệ trường đạt chuẩn tiểu học',
    ]);
  });
});

describe('what work is called', () => {
  it.each([
    [
      'not how it is to be done',
      'Tổ chức khám sức khỏe cho người cao tuổi, bảo đảm chu đáo, đúng đối tượng; hoàn thành trước ngày 30/9/2023.',
      'tổ chức khám sức khỏe cho người cao tuổi',
    ],
    [
      'by the things of the clause whose purpose it is',
      'Hoàn thiện thủ tục đầu tư các tuyến đường tỉnh để tổ chức khởi công trước ngày 30/6/2023.',
      'khởi công các tuyến đường tỉnh',
    ],
    ['with all its verbs', 'Hoàn thiện, trình đề án phân loại chợ trước ngày 05/4/2023.', 'hoàn thiện, trình đề án phân loại chợ'],
    ['with its rhythm', 'Công khai tiến độ giải ngân hàng tuần trên cổng thông tin.', 'công khai tiến độ giải ngân hằng tuần'],
    ['as recurring', 'Định kỳ 6 tháng, năm báo cáo kết quả về Sở Nội vụ.', 'định kỳ báo cáo kết quả về Sở Nội vụ'],
    ['not by a noun that ends like a verb', 'Lập tờ trình về giá đất, hoàn thành trong tháng 5/2023.', 'lập tờ trình về giá đất'],
  ])('%s', (_, words, name) => expect(names(words)).toEqual([name]));
});

describe('what a number is called', () => {
  it.each([
    ['Hoàn thành mục tiêu 10 xã đạt chuẩn nông thôn mới.', ['số xã đạt chuẩn nông thôn mới']],
    ['Hoàn thành chỉ tiêu 250 căn nhà, 40 sân chơi.', ['số căn nhà', 'số sân chơi']],
    ['Phấn đấu có thêm 11 xã đạt chuẩn và ít nhất 01 huyện đạt chuẩn.', ['số xã đạt chuẩn tăng thêm', 'số huyện đạt chuẩn tăng thêm']],
  ])('%s', (words, expected) => expect(names(words)).toEqual(expected));

  it('has whose plan it is as its base', () => {
    const [target] = readDirective(`${HEAD}1. Giải ngân 100% kế hoạch vốn được giao năm 2023.\n`).targets;
    expect(target?.base).toBe('kế hoạch vốn được giao năm 2023');
  });
});

describe('the name of a thing before a colon', () => {
  it.each([
    ['Vắc xin Lở mồm long móng: tiêm đạt trên 80% tổng đàn.', 'tỷ lệ tiêm vắc xin Lở mồm long móng'],
    ['Lúa lai: diện tích đạt 300 ha.', 'diện tích lúa lai'],
    ['Sở Y tế: tiêm đạt 80%.', 'tỷ lệ tiêm'],
    ['Công tác giảm nghèo: tỷ lệ hộ nghèo còn 2%.', 'tỷ lệ hộ nghèo'],
  ])('is told where the words behind it name none: %s', (words, indicator) => {
    const head = 'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\n';
    expect(readDirective(`${head}I. NHIỆM VỤ\n\n1. ${words}\n`).targets.map((one) => one.indicator)).toEqual([indicator]);
  });
});
