import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const read = (words: string) =>
  readDirective(`${HEAD}1. ${words}.\n`).targets.map(({ text, indicator, comparator, value, unit }) => [
    text,
    indicator,
    comparator,
    value,
    unit,
  ]);

describe('a rank to be reached', () => {
  it.each([
    ['Phấn đấu thuộc nhóm 3 nước dẫn đầu khu vực về chuyển đổi số', 'thứ hạng khu vực về chuyển đổi số', '<=', '3'],
    ['Phấn đấu thuộc nhóm 10 tỉnh dẫn đầu cả nước về chỉ số PCI', 'thứ hạng cả nước về chỉ số PCI', '<=', '10'],
    ['Đưa chỉ số PCI vào nhóm 20 tỉnh đứng đầu', 'thứ hạng chỉ số PCI', '<=', '20'],
    ['Phấn đấu chỉ số DTI nằm trong tốp 20', 'thứ hạng chỉ số DTI', '<=', '20'],
    ['Phấn đấu chỉ số PCI xếp thứ 35 trở lên so với cả nước', 'thứ hạng chỉ số PCI', '<=', '35'],
    ['Chỉ số PAR INDEX xếp hạng từ 20 trở lên', 'thứ hạng chỉ số PAR INDEX', '<=', '20'],
  ])('is read with its group, the smaller the better: %s', (words, indicator, comparator, value) => {
    expect(read(words)).toEqual([[words, indicator, comparator, value, 'hạng']]);
  });

  it.each(['Hỗ trợ nhóm 3 hộ trồng rau', 'Ưu tiên đối tượng thuộc nhóm 2'])('is no other group: %s', (words) => {
    expect(read(words).filter(([, , , , unit]) => unit === 'hạng')).toEqual([]);
  });
});

describe('what a number is told with', () => {
  it.each([
    ['Chỉ số phát triển con người (HDI) duy trì trên 0,7', '0.7', null],
    ['Thu hút thêm ít nhất 3 tổ chức, doanh nghiệp đặt trụ sở tại tỉnh', '3', 'tổ chức, doanh nghiệp'],
    ['Kéo giảm số vụ tai nạn ít nhất 5% trên cả 03 tiêu chí so với năm 2022', '5', '%'],
    ['Bố trí ít nhất 3% tổng chi ngân sách cho khoa học, công nghệ, chuyển đổi số', '3', '%'],
  ])('is quoted whole: %s', (words, value, unit) => {
    expect(read(words).map(([text, , , told, of]) => [text, told, of])).toEqual([[words, value, unit]]);
  });

  it('is none of which something else is made', () => {
    expect(read('Khai thác hiệu quả cơ hội từ 17 hiệp định thương mại đã ký kết')).toEqual([]);
  });
});
