import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

const HEAD = 'ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\nSố: 160/BC-UBND\nSơn Hà, ngày 28 tháng 9 năm 2022\n\nBÁO CÁO\nTình hình 9 tháng đầu năm 2022';
const told = (sentence: string) => readDirective(`${HEAD}\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. ${sentence}\n`).measurements;
const named = (sentence: string) => told(sentence).map(({ indicator, value }) => `${indicator}: ${value}`);
const placed = (sentence: string) => told(sentence).map(({ value, unit, locality }) => `${value} ${unit ?? ''} ${locality ?? '-'}`);

describe('figures told in turn', () => {
  it.each([
    ['Tỷ lệ giải ngân của huyện Tân Sa, huyện Đông Sơn và thị xã Hòa Ninh lần lượt đạt 45%, 38% và 30%.'],
    ['Tỷ lệ giải ngân tại huyện Tân Sa, huyện Đông Sơn, thị xã Hòa Ninh đạt tương ứng 45%, 38%, 30%, tăng so với cùng kỳ.'],
    ['Tỷ lệ giải ngân của huyện Tân Sa, huyện Đông Sơn và thị xã Hòa Ninh lần lượt là 45, 38 và 30%.'],
  ])('are of their own places: %s', (sentence) => {
    expect(placed(sentence)).toEqual(['45 % Huyện Tân Sa', '38 % Huyện Đông Sơn', '30 % Thị xã Hòa Ninh']);
    expect(new Set(named(sentence).map((name) => name.split(':')[0]))).toEqual(new Set(['tỷ lệ giải ngân']));
  });

  it('are of their own years and quarters, under the name of what is told', () => {
    expect(told('Tỷ lệ hộ nghèo các năm 2019, 2020 và 2021 lần lượt là 8,5%, 7,2% và 6,1%.')).toMatchObject([
      { indicator: 'tỷ lệ hộ nghèo', value: '8.5', asOf: '2019-12-31' },
      { indicator: 'tỷ lệ hộ nghèo', value: '7.2', asOf: '2020-12-31' },
      { indicator: 'tỷ lệ hộ nghèo', value: '6.1', asOf: '2021-12-31' },
    ]);
    expect(told('GRDP quý I và quý II tăng lần lượt 5,1% và 6,2%.')).toMatchObject([
      { indicator: 'tốc độ tăng GRDP', value: '5.1', asOf: '2022-03-31', text: 'GRDP quý I và quý II tăng lần lượt 5,1%' },
      { indicator: 'tốc độ tăng GRDP', value: '6.2', asOf: '2022-06-30' },
    ]);
  });

  it('are of their own things and agencies', () => {
    expect(named('Đàn trâu, bò, lợn lần lượt đạt 14.350 con, 9.120 con và 61.000 con.')).toEqual([
      'đàn trâu: 14350',
      'đàn bò: 9120',
      'đàn lợn: 61000',
    ]);
    expect(named('Giải ngân vốn đầu tư công đạt 45%. Sở Y tế, Sở Xây dựng lần lượt đạt 12% và 15%.').slice(1)).toEqual([
      'tỷ lệ giải ngân vốn đầu tư công của Sở Y tế: 12',
      'tỷ lệ giải ngân vốn đầu tư công của Sở Xây dựng: 15',
    ]);
  });

  it('stay as they are where not as many things are named as numbers', () => {
    expect(named('Tỉnh đã lần lượt hoàn thành 5 dự án, khởi công 3 dự án.')).toEqual(['số dự án: 5', 'số dự án đã khởi công: 3']);
    expect(placed('Tỷ lệ giải ngân của huyện Tân Sa lần lượt đạt 45% và 38%.').map((words) => words.slice(0, 2))).toEqual(['45', '38']);
  });
});

describe('the place of a figure', () => {
  it('is a commune with its district, and all that are named together', () => {
    expect(placed('Xã Mai Lâm, huyện Tân Sa có 15 hộ nghèo.')).toEqual(['15 hộ Xã Mai Lâm, huyện Tân Sa']);
    expect(placed('Hai huyện Tân Sa và Đông Sơn có 27 trường chưa đạt chuẩn.')).toEqual(['27 trường Huyện Tân Sa và Đông Sơn']);
    expect(placed('Các xã Mai Lâm, Thạch Đồng giải ngân 12 tỷ đồng.')).toEqual(['12 tỷ đồng Xã Mai Lâm, Thạch Đồng']);
  });

  it('is the last one where a greater place only leads in', () => {
    expect(placed('Tại huyện Tân Sa, xã Mai Lâm đạt 19/19 tiêu chí.')).toEqual(['19 tiêu chí Xã Mai Lâm']);
    expect(placed('Toàn tỉnh có 02 huyện chưa đạt chuẩn.')).toEqual(['2 huyện Tỉnh Sơn Hà']);
  });
});

describe('a list with its unit behind the last number only', () => {
  it('has that unit in all', () => {
    expect(told('Các xã đạt thấp: xã Mai Lâm 15/19, xã Thạch Đồng (14/19), xã Hòa An 13/19 tiêu chí.')).toMatchObject([
      { indicator: 'số tiêu chí', numerator: '15', denominator: '19', unit: 'tiêu chí', locality: 'Xã Mai Lâm' },
      { numerator: '14', denominator: '19', unit: 'tiêu chí', locality: 'Xã Thạch Đồng' },
      { numerator: '13', denominator: '19', unit: 'tiêu chí', locality: 'Xã Hòa An' },
    ]);
    expect(placed('Trồng rừng: huyện Tân Sa 120, huyện Đông Sơn 95 ha.')).toEqual(['120 ha Huyện Tân Sa', '95 ha Huyện Đông Sơn']);
  });

  it('lends nothing to numbers that no name stands before', () => {
    expect(placed('Khu vực 4, huyện Tân Sa đã trồng 95 ha.')).toEqual(['95 ha Huyện Tân Sa']);
  });
});

describe('two counts in one', () => {
  it('are told apart, of the same deed', () => {
    expect(named('Công an tỉnh bắt giữ 45 vụ/67 bị can.')).toEqual(['số vụ đã bắt giữ: 45', 'số bị can đã bắt giữ: 67']);
    expect(named('Đã tổ chức 12 lớp/450 học sinh.')).toEqual(['số lớp đã tổ chức: 12', 'số học sinh đã tổ chức: 450']);
  });
});

describe('what is counted by a limit', () => {
  it.each([
    ['Có 14 chủ đầu tư giải ngân dưới 30%.', 'số chủ đầu tư giải ngân dưới 30%: 14'],
    ['Có 12 xã có tỷ lệ hộ nghèo trên 20%.', 'số xã có tỷ lệ hộ nghèo trên 20%: 12'],
    ['Toàn tỉnh có 12 xã đạt từ 15 tiêu chí trở lên.', 'số xã đạt từ 15 tiêu chí trở lên: 12'],
    ['Có 9 đơn vị giải ngân đạt từ 50% đến 70%.', 'số đơn vị giải ngân đạt từ 50% đến 70%: 9'],
  ])('is named with it: %s', (sentence, name) => {
    expect(named(sentence)).toEqual([name]);
  });
});

describe('parts of the whole in words', () => {
  it.each([
    ['Hơn một nửa số xã đã đạt chuẩn.', 'tỷ lệ xã đã đạt chuẩn: 50'],
    ['Gần hai phần ba số hộ dân đã được cấp nước sạch.', 'tỷ lệ hộ dân đã được cấp nước sạch: 66.67'],
    ['Trên 95% dân số được dùng nước sạch.', 'tỷ lệ dân số được dùng nước sạch: 95'],
    ['Giải ngân mới đạt chưa đầy một phần ba kế hoạch.', 'tỷ lệ giải ngân: 33.33'],
  ])('are told: %s', (sentence, name) => {
    expect(named(sentence)).toEqual([name]);
  });

  it('are none where they only say which ones are meant', () => {
    expect(named('Một số chủ đầu tư có tỷ lệ giải ngân dưới 40%.')).toEqual([]);
    expect(named('Hội nghị kéo dài hơn nửa ngày.')).toEqual([]);
  });
});
