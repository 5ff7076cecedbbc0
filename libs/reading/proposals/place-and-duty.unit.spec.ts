import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\nSố: 15/UBND-TH\nSơn Hà, ngày 11 tháng 3 năm 2023\nV/v nhiệm vụ trọng tâm\n\nUBND tỉnh yêu cầu:\n\n';
const only = (body: string) => {
  const { targets } = readDirective(`${HEAD}${body}\n\nNơi nhận:\n- Như trên.`);
  return targets.map(({ locality, responsible }) => [locality, responsible]);
};

describe('locality and responsible agency of a target', () => {
  it.each([
    ['the subject', '1. Huyện Tân Sa giải ngân đạt 90%.', ['Huyện Tân Sa', null]],
    ['a subject before the words', '1. Riêng thành phố Hòa Ninh hoàn thành dự án cầu trước ngày 01/9/2023.', ['Thành phố Hòa Ninh', null]],
    [
      'a place behind its village',
      '1. Di dời 100% hộ dân tại vùng sạt lở thôn 8, xã Tân Hòa, huyện Tân Sa.',
      ['Xã Tân Hòa, huyện Tân Sa', null],
    ],
    ['two subjects', '1. Riêng huyện Tân Sa, Đông Sơn giảm tỷ lệ hộ nghèo 4%.', ['Huyện Tân Sa, Đông Sơn', null]],
    [
      'each of those named',
      '1. Các huyện Tân Sa, Đông Sơn: mỗi huyện xóa tối thiểu 40 nhà tạm.',
      ['Huyện Tân Sa, Đông Sơn', 'Các huyện Tân Sa, Đông Sơn'],
    ],
    [
      'each of those asked',
      '1. Giao huyện Tân Sa và huyện Đông Sơn, mỗi huyện trồng 90 ha rừng.',
      ['Huyện Tân Sa và huyện Đông Sơn', null],
    ],
    ['each of no place named', '1. Mỗi huyện trồng 90 ha rừng.', ['Tỉnh Sơn Hà', null]],
    [
      'each committee',
      '1. UBND huyện Tân Sa và UBND huyện Đông Sơn mỗi đơn vị trồng 90 ha rừng.',
      ['Huyện Tân Sa và huyện Đông Sơn', 'UBND huyện Tân Sa và UBND huyện Đông Sơn'],
    ],
    ['a heading', '1. Huyện Tân Sa\n\na) Phấn đấu 02 xã đạt chuẩn nông thôn mới.', ['Huyện Tân Sa', null]],
    [
      'the committee that is asked in the sentence',
      '1. Sở Y tế rà soát; UBND thị xã Hòa Ninh bàn giao 100% mặt bằng.',
      ['Thị xã Hòa Ninh', 'UBND thị xã Hòa Ninh'],
    ],
    [
      'several committees',
      '1. UBND huyện Tân Sa, Đông Sơn bàn giao 100% mặt bằng.',
      ['Huyện Tân Sa, Đông Sơn', 'UBND huyện Tân Sa, Đông Sơn'],
    ],
    [
      'all committees beneath',
      '1. UBND các xã, phường, đặc khu số hóa 100% hồ sơ.',
      ['Các xã, phường, đặc khu (tỉnh Sơn Hà)', 'UBND các xã, phường, đặc khu'],
    ],
    ['places of a kind', '1. Phấn đấu giảm nghèo, riêng các huyện miền núi giảm 4%.', ['Các huyện miền núi', null]],
    ['nobody but a partner', '1. Sở Y tế phối hợp với UBND huyện Tân Sa xây dựng 12 mô hình.', ['Tỉnh Sơn Hà', 'Sở Y tế']],
    ['a road from place to place', '1. Khởi công tuyến đường từ huyện Tân Sa đến xã Đông Hòa trong năm 2023.', ['Tỉnh Sơn Hà', null]],
    ['one place that is told how many follow', '1. Phấn đấu tỷ lệ hộ nghèo của huyện Tân Sa lần lượt giảm 4%.', ['Huyện Tân Sa', null]],
  ])('%s', (_, body, read) => {
    expect(only(body)).toEqual([read]);
  });

  it.each([
    'Tỷ lệ lao động qua đào tạo năm 2025 và năm 2030 lần lượt đạt 68% và 75%.',
    'Đến năm 2025 và năm 2030, tỷ lệ lao động qua đào tạo lần lượt đạt 68% và 75%.',
    'Phấn đấu đến năm 2025 và 2030 tỷ lệ lao động qua đào tạo lần lượt đạt 68% và 75%.',
    'Tỷ lệ lao động qua đào tạo đến các năm 2025, 2030 lần lượt là 68% và 75%.',
  ])('is due in each year in its turn: %s', (sentence) => {
    const { targets } = readDirective(`${HEAD}1. ${sentence}\n\nNơi nhận:\n- Như trên.`);
    expect(targets.map(({ indicator, value, deadline }) => [indicator, value, deadline?.date])).toEqual([
      ['tỷ lệ lao động qua đào tạo', '68', '2025-12-31'],
      ['tỷ lệ lao động qua đào tạo', '75', '2030-12-31'],
    ]);
  });

  it('is of each place in its turn', () => {
    expect(
      only('1. Tỷ lệ che phủ rừng của huyện Tân Sa và huyện Đông Sơn lần lượt đạt 62% và 65% vào năm 2023.').map(([place]) => place),
    ).toEqual(['Huyện Tân Sa', 'Huyện Đông Sơn']);
    const { targets } = readDirective(`${HEAD}1. Tỷ lệ giải ngân của huyện Tân Sa, huyện Đông Sơn lần lượt đạt 45% và 38%.`);
    expect(targets.map(({ indicator }) => indicator)).toEqual(['tỷ lệ giải ngân', 'tỷ lệ giải ngân']);
    expect(only('1. Huyện Tân Sa, huyện Đông Sơn lần lượt trồng 500 ha, 300 ha và 200 ha rừng.').map(([place]) => place)).not.toContain(
      'Huyện Đông Sơn',
    );
  });
});
