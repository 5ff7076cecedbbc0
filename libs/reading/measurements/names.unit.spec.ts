import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

const HEAD = 'ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\nSố: 160/BC-UBND\nSơn Hà, ngày 28 tháng 9 năm 2022\n\nBÁO CÁO\nTình hình 9 tháng đầu năm 2022';
const named = (sentence: string) =>
  readDirective(`${HEAD}\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. ${sentence}\n`).measurements.map(({ indicator, value }) => `${indicator}: ${value}`);

describe('a name', () => {
  it.each([
    ['Giá trị sản xuất nông, lâm, thủy sản tăng trên 3%.', ['tốc độ tăng giá trị sản xuất nông, lâm, thủy sản: 3']],
    ['Tỷ lệ rác thải sinh hoạt được thu gom, xử lý đạt 93%.', ['tỷ lệ rác thải sinh hoạt được thu gom, xử lý: 93']],
    ['Số lao động được tuyển dụng, đào tạo đạt 1.200 người.', ['số lao động được tuyển dụng, đào tạo: 1200']],
    ['Thu ngân sách ước thực hiện tháng 9 đạt 108 tỷ đồng.', ['thu ngân sách: 108']],
    ['Tỷ lệ hồ sơ đã giải quyết đúng hạn đạt 98%.', ['tỷ lệ hồ sơ đã giải quyết đúng hạn: 98']],
  ])('is whole over its commas and verbs: %s', (sentence, names) => {
    expect(named(sentence)).toEqual(names);
  });

  it.each([
    ['Thu ngân sách gặp khó khăn, mới đạt 45% dự toán.', ['thu ngân sách so với dự toán: 45']],
    ['Tỷ lệ hộ nghèo giảm, giải ngân đạt 40%.', ['tỷ lệ giải ngân: 40']],
  ])('ends where another clause tells: %s', (sentence, names) => {
    expect(named(sentence)).toEqual(names);
  });

  it.each([
    [
      'Tỷ lệ hồ sơ đúng hạn của cấp tỉnh đạt 99,1%, cấp huyện 97,5%.',
      ['tỷ lệ hồ sơ đúng hạn của cấp tỉnh: 99.1', 'tỷ lệ hồ sơ đúng hạn của cấp huyện: 97.5'],
    ],
    ['Diện tích lúa 12.500 ha, năng suất 58,5 tạ/ha.', ['diện tích lúa: 12500', 'năng suất lúa: 58.5']],
    ['Giá trị sản xuất ước 3.115 tỷ đồng, lũy kế 9 tháng 29.520 tỷ đồng.', ['giá trị sản xuất: 3115', 'giá trị sản xuất: 29520']],
    ['Toàn tỉnh có 8.520 hộ nghèo, chiếm tỷ lệ 6,2%.', ['số hộ nghèo: 8520', 'tỷ lệ hộ nghèo: 6.2']],
    [
      'Xảy ra 45 vụ cháy, giảm 5 vụ (-10%).',
      ['số vụ cháy đã xảy ra: 45', 'mức giảm số vụ cháy đã xảy ra: 5', 'tốc độ giảm số vụ cháy đã xảy ra: 10'],
    ],
    [
      'Xảy ra 45 vụ cháy, tăng 4 vụ (+9,79%).',
      ['số vụ cháy đã xảy ra: 45', 'mức tăng số vụ cháy đã xảy ra: 4', 'tốc độ tăng số vụ cháy đã xảy ra: 9.79'],
    ],
    ['Toàn tỉnh có 90 xã (tỷ lệ 73,06%) đạt chuẩn.', ['số xã đạt chuẩn: 90', 'tỷ lệ xã đạt chuẩn: 73.06']],
    ['Có 315 trường đạt chuẩn, đạt 70%.', ['số trường đạt chuẩn: 315', 'tỷ lệ trường đạt chuẩn: 70']],
    [
      'Có 22 xã có tỷ lệ thực hiện dưới 10%, thấp nhất là xã Mai Lâm mới đạt 1,27%.',
      ['số xã có tỷ lệ thực hiện dưới 10%: 22', 'tỷ lệ thực hiện: 1.27'],
    ],
    ['Thu ngân sách đạt 160 tỷ đồng, vượt 5% dự toán.', ['thu ngân sách: 160', 'mức vượt dự toán thu ngân sách: 5']],
    ['Giải ngân 601 tỷ đồng, đạt 24% kế hoạch vốn đầu tư công.', ['giải ngân: 601', 'tỷ lệ giải ngân: 24']],
    [
      'Đã giải ngân vốn ngân sách trung ương 250/500 tỷ đồng (50%).',
      ['giải ngân vốn ngân sách trung ương: 250', 'tỷ lệ giải ngân vốn ngân sách trung ương: 50'],
    ],
  ])('takes what was said right before it: %s', (sentence, names) => {
    expect(named(sentence)).toEqual(names);
  });

  it.each([
    ['Toàn tỉnh tích hợp 192.763 thẻ, 131.398 sổ sức khỏe.', ['số thẻ đã tích hợp: 192763', 'số sổ sức khỏe: 131398']],
    ['Còn thiếu 2.137 giáo viên so với định mức.', ['số giáo viên thiếu: 2137']],
    ['Đến nay đã phủ lấp 35 điểm sạt lở.', ['số điểm sạt lở đã phủ lấp: 35']],
  ])('tells what was done by a verb that no list knows: %s', (sentence, names) => {
    expect(named(sentence)).toEqual(names);
  });

  it('is none for an aim beside it', () => {
    expect(named('Tỷ lệ hồ sơ trực tuyến chỉ đạt 45,8%, trong khi mục tiêu đề ra là 50%.')).toEqual(['tỷ lệ hồ sơ trực tuyến: 45.8']);
  });

  it.each([
    ['Có 35 xã đạt 19 tiêu chí, không còn xã dưới 10 tiêu chí.', ['số xã đạt 19 tiêu chí: 35']],
    ['Có 02 địa phương có tỷ lệ giải ngân đạt 20%.', ['số địa phương có tỷ lệ giải ngân đạt 20%: 2']],
    ['Có 15 địa phương giải ngân trên 30% gồm: Tân Sa, Đông Sơn.', ['số địa phương giải ngân trên 30%: 15']],
  ])('of a count says which are counted: %s', (sentence, names) => {
    expect(named(sentence)).toEqual(names);
  });
});
