import { readDirective } from '../read-directive.js';

const read = (table: string) =>
  readDirective(
    `ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 9/QĐ-UBND\n\nAn Lâm, ngày 10 tháng 12 năm 2022\n\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu năm 2023\n\nĐiều 1. Giao chỉ tiêu năm 2023 như sau:\n\n${table}\n`,
  );
const targets = (...rows: string[]) =>
  read(rows.join('\n')).targets.map(({ indicator, value, unit, deadline, locality }) => [indicator, value, unit, deadline?.date, locality]);

describe('a table that shares targets out', () => {
  it('has the deadline of each row from its own cell, else that of the heading', () => {
    expect(
      targets(
        'STT | Đơn vị | Chỉ tiêu hồ sơ trực tuyến (%) | Hạn hoàn thành',
        '1 | Thôn Tà Lôm | 75 | 30/9/2023',
        '2 | Tổ dân phố số 2 | 80 | -',
      ),
    ).toEqual([
      ['chỉ tiêu hồ sơ trực tuyến', '75', '%', '2023-09-30', 'Thôn Tà Lôm'],
      ['chỉ tiêu hồ sơ trực tuyến', '80', '%', '2023-12-31', 'Tổ dân phố số 2'],
    ]);
  });

  it('counts what the head counts where no unit stands in brackets', () => {
    expect(targets('| Huyện | Số trường đạt chuẩn | Ghi chú |', '|---|---|---|', '| Tà Lôm | 3 | 4 xã |')).toEqual([
      ['số trường đạt chuẩn', '3', 'trường', '2023-12-31', 'Huyện Tà Lôm'],
    ]);
  });

  it('has the columns that its heads divide, the unit of the upper one in each', () => {
    expect(
      targets(
        '| TT | Huyện | Trồng rừng (ha) | | Giảm nghèo (%) | |',
        '|---|---|---|---|---|---|',
        '| | | Thực hiện năm 2022 | Kế hoạch năm 2023 | Thực hiện năm 2022 | Kế hoạch năm 2023 |',
        '| (1) | (2) | (3) | (4) | (5) | (6) |',
        '| 1 | Huyện Tà Lôm | 480 | 500 | 3,2 | 3,5 |',
        '| | Tổng cộng | 880 | 900 | | |',
      ),
    ).toEqual([
      ['trồng rừng', '500', 'ha', '2023-12-31', 'Huyện Tà Lôm'],
      ['giảm nghèo', '3.5', '%', '2023-12-31', 'Huyện Tà Lôm'],
      ['trồng rừng', '900', 'ha', '2023-12-31', 'Tỉnh An Lâm'],
    ]);
  });

  it('leaves out what was planned for a year before the document, and a rate beside results', () => {
    expect(
      targets('| Huyện | Kế hoạch 2021 (ha) | Thực hiện 2021 (ha) | Tỷ lệ (%) |', '|---|---|---|---|', '| Tà Lôm | 300 | 150 | 50 |'),
    ).toEqual([]);
  });

  it('reads no row of which nothing tells where its cells stand', () => {
    expect(targets('STT\tHuyện\tTrồng rừng (ha)\tGiảm nghèo (%)', '1\tHuyện Tà Lôm\t\t3,5')).toEqual([]);
  });
});

describe('a table of cases of what its caption names', () => {
  const rows = [
    '| TT | Loại cây | Thực hiện 2022 | Kế hoạch 2023 |',
    '|---|---|---|---|',
    '| 1 | Keo lai | 368 | 400 |',
    '| | Tổng cộng | 488 | 520 |',
  ];

  it('has the caption, the case and the unit that stands above it', () => {
    expect(targets('Biểu 2. Kế hoạch trồng rừng năm 2023', 'Đơn vị tính: ha', '', ...rows)).toEqual([
      ['trồng rừng - Keo lai', '400', 'ha', '2023-12-31', 'Tỉnh An Lâm'],
      ['trồng rừng', '520', 'ha', '2023-12-31', 'Tỉnh An Lâm'],
    ]);
  });

  it('is none without a unit or without a caption that names something measured', () => {
    expect(targets('Biểu 2. Kế hoạch trồng rừng năm 2023', '', ...rows)).toEqual([]);
    expect(targets('Đơn vị tính: ha', '', ...rows)).toEqual([]);
  });
});

describe('a table behind a paragraph', () => {
  it('has a head of its own', () => {
    expect(
      targets(
        '| TT | Chỉ tiêu | ĐVT | Kế hoạch 2023 |',
        '|---|---|---|---|',
        '| 1 | Số làng nghề | làng | 7 |',
        '',
        'Riêng các xã vùng cao thực hiện như sau.',
        '',
        '| TT | Nội dung | Kế hoạch 2023 | Thời hạn |',
        '|---|---|---|---|',
        '| 1 | Trồng rừng (ha) | 50 | 30/6/2023 |',
      ),
    ).toEqual([
      ['số làng nghề', '7', 'làng', '2023-12-31', 'Tỉnh An Lâm'],
      ['trồng rừng', '50', 'ha', '2023-06-30', 'Tỉnh An Lâm'],
    ]);
  });
});

describe('a target and a result of one value in one row', () => {
  it('are both read', () => {
    const { targets: set, measurements } = read(
      '| TT | Chỉ tiêu | ĐVT | Thực hiện 2022 | Kế hoạch 2023 |\n|---|---|---|---|---|\n| 1 | Độ che phủ rừng | % | 54 | 54 |',
    );
    expect([set.map(({ value }) => value), measurements.map(({ value }) => value)]).toEqual([['54'], ['54']]);
  });
});
