import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

const HEAD = 'ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\nSố: 160/BC-UBND';
const document = (day: string, title: string, ...body: string[]) =>
  readDirective(`${HEAD}\nSơn Hà, ngày ${day}\n\nBÁO CÁO\n${title}\n\n${body.join('\n\n')}\n`).measurements;
const report = (...body: string[]) => document('28 tháng 9 năm 2022', 'Tình hình 9 tháng đầu năm 2022', 'I. KẾT QUẢ ĐẠT ĐƯỢC', ...body);
const days = (figures: ReturnType<typeof document>) => figures.map(({ value, asOf }) => `${value} ${asOf ?? '-'}`);
const placed = (figures: ReturnType<typeof document>) => figures.map(({ value, locality }) => `${value} ${locality ?? '-'}`);
const named = (figures: ReturnType<typeof document>) => figures.map(({ indicator, value }) => `${indicator}: ${value}`);

describe('the day of what is told of years', () => {
  it('is the end of the last one that a heading, the title or the name of the figure has', () => {
    const closing = (heading: string, title = 'Tổng kết chương trình giảm nghèo', sentence = 'Tỷ lệ hộ nghèo còn 3,2%.') =>
      days(document('28 tháng 3 năm 2026', title, heading, `1. ${sentence}`));
    expect(closing('I. KẾT QUẢ GIAI ĐOẠN 2021 - 2025')).toEqual(['3.2 2025-12-31']);
    expect(closing('I. KẾT QUẢ ĐẠT ĐƯỢC', 'Kết quả chương trình giảm nghèo giai đoạn 2021 - 2025')).toEqual(['3.2 2025-12-31']);
    expect(closing('I. KẾT QUẢ ĐẠT ĐƯỢC', undefined, 'Tốc độ tăng bình quân giai đoạn 2021 - 2025 đạt 8,5%.')).toEqual(['8.5 2025-12-31']);
  });

  it('is the document’s while the last year is to come', () => {
    expect(days(document('28 tháng 7 năm 2023', 'Sơ kết', 'I. KẾT QUẢ GIAI ĐOẠN 2021 - 2025', '1. Tỷ lệ hộ nghèo còn 3,2%.'))).toEqual([
      '3.2 2023-07-28',
    ]);
  });

  it('has the year of the heading where none is printed', () => {
    expect(days(report('1. Huyện Tân Sa, năm 2021', 'Trong 6 tháng đầu năm, thu ngân sách đạt 30,9 tỷ đồng.'))).toEqual([
      '30.9 2021-06-30',
    ]);
  });
});

describe('months', () => {
  it('that a sentence, the name of a figure or the beginning of a passage has are its day', () => {
    expect(days(report('1. Lũy kế 8 tháng, giải ngân đạt 45%. Thu ngân sách tháng 7 đạt 120 tỷ đồng.'))).toEqual([
      '45 2022-08-31',
      '120 2022-07-31',
    ]);
    expect(days(report('1. Thu ngân sách 8 tháng đạt 900 tỷ đồng.'))).toEqual(['900 2022-08-31']);
    expect(days(report('1. 6 tháng đầu năm 2022, kinh tế tiếp tục phát triển. Thu ngân sách đạt 600 tỷ đồng.'))).toEqual([
      '600 2022-06-30',
    ]);
  });

  it('with which a clause opens hold for its other paragraphs, and for no other clause', () => {
    expect(
      days(report('1. 6 tháng đầu năm 2022, thu ngân sách đạt 600 tỷ đồng.', 'Tỷ lệ hộ nghèo còn 3,2%.', '2. Tỷ lệ che phủ rừng đạt 54%.')),
    ).toEqual(['600 2022-06-30', '3.2 2022-06-30', '54 2022-09-30']);
  });

  it('of an age or a span are none', () => {
    expect(days(report('1. Đã hỗ trợ 3 tháng lương cho 120 người.'))).toEqual(['120 2022-09-30']);
  });
});

describe('a document whose day is blank', () => {
  it('tells up to the end of its month', () => {
    expect(days(document('   tháng 10 năm 2022', 'Tình hình giải ngân', 'I. KẾT QUẢ', '1. Đến nay, giải ngân đạt 45%.'))).toEqual([
      '45 2022-10-31',
    ]);
  });
});

describe('whose report is told', () => {
  it('is the place of the passage', () => {
    expect(
      placed(
        report(
          '1. Theo báo cáo của UBND huyện Tân Sa, thu ngân sách đạt 30,9 tỷ đồng. Toàn huyện giải ngân đạt 68%. Tỷ lệ hộ nghèo còn 5%.',
        ),
      ),
    ).toEqual(['30.9 Huyện Tân Sa', '68 Huyện Tân Sa', '5 Huyện Tân Sa']);
  });
});

describe('a list of districts and communes', () => {
  it('gives a bare name the kind that was named last', () => {
    expect(placed(report('1. Giải ngân thấp: huyện Tân Sa 12%, thị xã Hòa Ninh 15%, Đông Sơn 18%, xã Mai Lâm 9%, Thạch Đồng 7%.'))).toEqual(
      ['12 Huyện Tân Sa', '15 Thị xã Hòa Ninh', '18 Huyện Đông Sơn', '9 Xã Mai Lâm', '7 Xã Thạch Đồng'],
    );
    expect(placed(report('1. Một số nơi giải ngân thấp như huyện Tân Sa (12%), xã Mai Lâm (10%).'))).toEqual([
      '12 Huyện Tân Sa',
      '10 Xã Mai Lâm',
    ]);
  });
});

describe('the name of a figure', () => {
  it.each([
    [
      'Thu ngân sách đạt 500 tỷ đồng; tiến độ giải ngân vốn đầu tư công còn chậm, đến hết ngày 30/8/2022 mới đạt 51,6% kế hoạch.',
      ['thu ngân sách: 500', 'tỷ lệ giải ngân vốn đầu tư công: 51.6'],
    ],
    [
      'Giá trị sản xuất đạt 390 tỷ đồng; trong đó, khu vực tư nhân chiếm tỷ lệ cao, ước đạt 360 tỷ đồng.',
      ['giá trị sản xuất: 390', 'khu vực tư nhân: 360'],
    ],
    ['Hiện huyện có 6 xã đạt 19/19 tiêu chí nông thôn mới.', ['số xã đạt 19/19 tiêu chí nông thôn mới: 6']],
    [
      'Tổng thu ngân sách đạt 30,9 tỷ đồng, bằng 58,4% so với kế hoạch tỉnh giao, đạt 53,4% dự toán HĐND huyện giao.',
      [
        'tổng thu ngân sách: 30.9',
        'tổng thu ngân sách so với kế hoạch tỉnh giao: 58.4',
        'tổng thu ngân sách so với dự toán HĐND huyện giao: 53.4',
      ],
    ],
    [
      'Giải ngân đạt 38,2% kế hoạch vốn được giao, thấp hơn bình quân chung cả nước (42,35%).',
      ['tỷ lệ giải ngân: 38.2', 'tỷ lệ giải ngân bình quân chung cả nước: 42.35'],
    ],
    [
      'Tổng diện tích gieo trồng được 25.271 ha, đạt 74,6% kế hoạch.',
      ['tổng diện tích gieo trồng: 25271', 'tổng diện tích gieo trồng so với kế hoạch: 74.6'],
    ],
    ['Vốn trung ương giải ngân 190 tỷ đồng, đạt 43,2%.', ['giải ngân vốn trung ương: 190', 'tỷ lệ giải ngân vốn trung ương: 43.2']],
    ['Tỷ lệ hộ nghèo giảm 3,25%.', ['mức giảm tỷ lệ hộ nghèo: 3.25']],
    ['Thu tiền sử dụng đất vượt 106,4% chỉ tiêu tỉnh giao.', ['mức vượt chỉ tiêu thu tiền sử dụng đất: 106.4']],
  ])('is of what its own clause tells: %s', (sentence, names) => {
    expect(named(report(`1. ${sentence}`))).toEqual(names);
  });

  it.each([
    ['Toàn tỉnh không còn xã dưới 10 tiêu chí.', []],
    ['Có 04 đơn vị chưa giải ngân (0%).', ['số đơn vị chưa giải ngân: 4']],
    ['Giải ngân đạt 35,4%, cao hơn cùng kỳ (32,1%).', ['tỷ lệ giải ngân: 35.4']],
  ])('is none for what only says the same again, or was before: %s', (sentence, names) => {
    expect(named(report(`1. ${sentence}`))).toEqual(names);
  });
});
