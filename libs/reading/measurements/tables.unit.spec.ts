import { describe, expect, it } from '@jest/globals';
import { structureOf } from '../structure/structure-of.js';
import { measurementsOf } from './measurements.js';

const told = (...rows: string[]) =>
  measurementsOf(
    structureOf(
      `ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\nSố: 7/KH-UBND\nSơn Hà, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\nPhát triển kinh tế số năm 2024\n\nI. MỤC TIÊU\n\n1. Các chỉ tiêu như sau:\n\n${rows.join('\n')}\n`,
    ),
  ).map(({ indicator, value, unit, numerator, denominator, locality, asOf }) => [
    indicator,
    value,
    unit,
    numerator,
    denominator,
    locality,
    asOf,
  ]);

describe('a table with a column of results', () => {
  it('gives the figures of that column, each of the year in its head', () => {
    expect(
      told(
        '| TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2023 | Kế hoạch năm 2024 | So với năm 2022 (%) |',
        '|---|---|---|---|---|---|',
        '| 1 | Tỷ lệ hồ sơ trực tuyến | % | 67,2 | 75 | 104 |',
        '| 2 | Xã đạt chuẩn | xã | 75/101 | 80 | 110 |',
        '| 3 | Chưa thống kê | % | - | 20 | |',
      ),
    ).toEqual([
      ['tỷ lệ hồ sơ trực tuyến', '67.2', '%', null, null, 'Tỉnh Sơn Hà', '2023-12-31'],
      ['xã đạt chuẩn', '75', 'xã', '75', '101', 'Tỉnh Sơn Hà', '2023-12-31'],
    ]);
  });

  it('gives those of places to their places', () => {
    expect(told('| TT | Địa phương | Kết quả 2023 (ha) |', '| 1 | Huyện Tân Sa | 1.204 |').map((figure) => figure[5])).toEqual([
      'Huyện Tân Sa',
    ]);
  });

  it('is none where all columns are planned', () => {
    expect(told('| TT | Chỉ tiêu | Kế hoạch 2024 |', '| 1 | Tỷ lệ hồ sơ trực tuyến | 75 |')).toEqual([]);
  });

  it('gives the plan in the same row as what a figure is of, and the rate that it makes of it', () => {
    const rows = [
      'Chỉ tiêu | KH năm 2023 | TH năm 2023 | So sánh (%)',
      'Trồng rừng (ha) | 600 | 345 | 57,5',
      'Tỷ lệ hộ nghèo (%) | 5,5 | 5,1 | 104',
    ];
    const expected = [
      ['trồng rừng', '345', 'ha', '345', '600', 'Tỉnh Sơn Hà', '2023-12-31'],
      ['trồng rừng so với kế hoạch', '57.5', '% kế hoạch', '345', '600', 'Tỉnh Sơn Hà', '2023-12-31'],
      ['tỷ lệ hộ nghèo', '5.1', '%', null, null, 'Tỉnh Sơn Hà', '2023-12-31'],
    ];
    expect(told(...rows)).toEqual(expected);
    expect(told(...rows.map((row) => row.replaceAll(' | ', '\t')))).toEqual(expected);
    expect(told(...rows.map((row) => row.replaceAll(' | ', '     ')))).toEqual(expected);
  });

  it('gives no plan of another year', () => {
    expect(told('| Chỉ tiêu | ĐVT | KH năm 2024 | TH năm 2023 |', '|---|---|---|---|', '| Trồng rừng | ha | 600 | 345 |')).toEqual([
      ['trồng rừng', '345', 'ha', null, null, 'Tỉnh Sơn Hà', '2023-12-31'],
    ]);
  });
});

describe('a table of results by place or agency', () => {
  it('names what was done of which plan, with the place of a committee, its unit and its rate', () => {
    expect(
      told(
        'Kết quả giải ngân của các chủ đầu tư đến ngày 31/01/2024 như sau:',
        '',
        'STT\tChủ đầu tư\tKế hoạch vốn (triệu đồng)\tĐã giải ngân (triệu đồng)\tTỷ lệ (%)',
        '1\tUBND huyện Tân Sa\t1.200\t600\t50,0',
        '2\tBan Quản lý dự án tỉnh\t1.000\t700\t-',
      ),
    ).toEqual([
      ['vốn đã giải ngân', '600', 'triệu đồng', '600', '1200', 'Huyện Tân Sa', '2024-01-31'],
      ['tỷ lệ giải ngân vốn', '50', '%', '600', '1200', 'Huyện Tân Sa', '2024-01-31'],
      ['vốn đã giải ngân', '700', 'triệu đồng', '700', '1000', 'Tỉnh Sơn Hà', '2024-01-31'],
    ]);
  });

  it('is named by its caption where the head says only that it is done', () => {
    expect(
      told(
        'Kết quả giải ngân đến ngày 31/01/2024 như sau:',
        '',
        'STT | Đơn vị | Thực hiện (%)',
        '1 | Huyện Tân Sa | 50,0',
        '2 | Na Lay | 61',
      ),
    ).toEqual([
      ['tỷ lệ giải ngân', '50', '%', null, null, 'Huyện Tân Sa', '2024-01-31'],
      ['tỷ lệ giải ngân', '61', '%', null, null, 'Huyện Na Lay', '2024-01-31'],
    ]);
  });

  it('has no figures without a unit, nor a rate that says neither of what nor is what was done of the plan', () => {
    expect(told('STT | Đơn vị | Kế hoạch | Thực hiện | Tỷ lệ (%)', '1 | Huyện Tân Sa | 1.200 | 600 | 48,0')).toEqual([]);
    expect(told('STT | Đơn vị | Thực hiện so với cùng kỳ (%)', '1 | Huyện Tân Sa | 50,0')).toEqual([]);
  });
});

describe('a table of cases of what its caption names', () => {
  it('has the caption and the case', () => {
    expect(
      told(
        'Biểu giao chỉ tiêu đưa lao động đi làm việc ở nước ngoài năm 2024',
        '',
        '  Thị trường      Thực hiện 2023 (người)    Kế hoạch 2024 (người)',
        '  Đài Loan        46.368                    48.000',
      ),
    ).toEqual([['đưa lao động đi làm việc ở nước ngoài - Đài Loan', '46368', 'người', null, null, 'Tỉnh Sơn Hà', '2023-12-31']]);
  });
});
