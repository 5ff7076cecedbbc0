import { readDirective } from '../read-directive.js';

const table = (head: string, rows: readonly string[]) =>
  readDirective(
    `ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 9/QĐ-UBND\n\nAn Lâm, ngày 10 tháng 12 năm 2022\n\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu năm 2023\n\nĐiều 1. Giao chỉ tiêu năm 2023 như sau:\n\n| ${head} |\n${'|---'.repeat(head.split('|').length)}|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`,
  ).targets;

describe('a table of targets', () => {
  it('is read by the heads of its columns', () => {
    const found = table('TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2022 | Kế hoạch năm 2023', [
      '1 | Tỷ lệ hộ nghèo | % | 6,1 | ≤ 5,2',
      '2 | Thu ngân sách | Tỷ đồng | 1.020 | 1.250 - 1.300',
    ]);
    expect(
      found.map(({ indicator, comparator, value, valueTo, unit, deadline }) => [
        indicator,
        comparator,
        value,
        valueTo,
        unit,
        deadline?.date,
        deadline?.inherited,
      ]),
    ).toEqual([
      ['tỷ lệ hộ nghèo', '<=', '5.2', null, '%', '2023-12-31', true],
      ['thu ngân sách', 'range', '1250', '1300', 'tỷ đồng', '2023-12-31', true],
    ]);
  });

  it('has one proposal for each planned year', () => {
    const found = table('Chỉ tiêu | ĐVT | Năm 2024 | Năm 2025', ['Độ che phủ rừng | % | 54 | 55']);
    expect(found.map(({ value, deadline }) => [value, deadline?.date])).toEqual([
      ['54', '2024-12-31'],
      ['55', '2025-12-31'],
    ]);
  });

  it('of results is none', () => {
    expect(table('Chỉ tiêu | ĐVT | Thực hiện năm 2022', ['Độ che phủ rừng | % | 54'])).toEqual([]);
  });
});

describe('a table of tasks', () => {
  const found = table('TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn hoàn thành', [
    '1 | Trình UBND tỉnh đề án sắp xếp các trường | Sở Giáo dục và Đào tạo | 15/8/2023',
    '2 | Cải tạo 06 nhà văn hóa thôn | Sở Văn hóa và Thể thao | Quý IV/2023',
    '3 | Báo cáo kết quả chuyển đổi số | Sở Thông tin và Truyền thông | Hằng quý',
    '4 | Phấn đấu 100% trường có Internet, 70% trường có thư viện số | Các huyện | Tháng 9/2023',
    '5 | Tăng cường tuyên truyền | Đài Phát thanh | Thường xuyên',
  ]);

  it('has the task of each row, when its cell says and of whom it names', () => {
    expect(
      found.map(({ indicator, strength, value, deadline, recurrence, responsible }) => [
        indicator,
        strength,
        value,
        deadline?.date ?? recurrence,
        responsible,
      ]),
    ).toEqual([
      ['trình UBND tỉnh đề án sắp xếp các trường', 'dated', null, '2023-08-15', 'Sở Giáo dục và Đào tạo'],
      ['số nhà văn hóa thôn được cải tạo', 'quantified', '6', '2023-12-31', 'Sở Văn hóa và Thể thao'],
      ['báo cáo kết quả chuyển đổi số', 'dated', null, 'quarterly', 'Sở Thông tin và Truyền thông'],
      ['tỷ lệ trường có Internet', 'quantified', '100', '2023-09-30', 'Các huyện'],
      ['tỷ lệ trường có thư viện số', 'quantified', '70', '2023-09-30', 'Các huyện'],
    ]);
  });

  it('quotes the row of a single task up to its time', () => {
    expect(found[0]?.text).toBe('Trình UBND tỉnh đề án sắp xếp các trường | Sở Giáo dục và Đào tạo | 15/8/2023');
    expect(found[3]?.text).toBe('Phấn đấu 100% trường có Internet');
  });
});

describe('a table whose columns blanks hold apart', () => {
  it('is read like one with bars', () => {
    const found = readDirective(
      'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 9/QĐ-UBND\n\nAn Lâm, ngày 10 tháng 12 năm 2022\n\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu năm 2023\n\nĐiều 1. Giao chỉ tiêu năm 2023 như sau:\n\n' +
        'TT   Chỉ tiêu           Đơn vị tính   Kế hoạch năm 2023\n1    Tỷ lệ hộ nghèo     %             ≤ 5,2\n2    Thu ngân sách      Tỷ đồng       1.250\n',
    ).targets;
    expect(found.map(({ indicator, comparator, value, unit, deadline }) => [indicator, comparator, value, unit, deadline?.date])).toEqual([
      ['tỷ lệ hộ nghèo', '<=', '5.2', '%', '2023-12-31'],
      ['thu ngân sách', '=', '1250', 'tỷ đồng', '2023-12-31'],
    ]);
  });
});

describe('a table that shares targets out', () => {
  it('has the places in its rows, the measure and its unit in its heads', () => {
    const found = table('STT | Huyện, thành phố | Trồng rừng mới (ha) | Giải quyết việc làm (người) | Thực hiện năm 2022 (ha)', [
      '1 | Huyện Tà Lôm | 1.200 | 2.650 | 900',
    ]);
    expect(found.map(({ text, indicator, value, unit, locality }) => [text, indicator, value, unit, locality])).toEqual([
      ['1.200', 'trồng rừng mới', '1200', 'ha', 'Huyện Tà Lôm'],
      ['2.650', 'giải quyết việc làm', '2650', 'người', 'Huyện Tà Lôm'],
    ]);
  });

  it('has its total in a row that begins with an empty cell', () => {
    expect(table('STT | Huyện | Trồng rừng mới (ha)', [' | Tổng số | 3.850']).map(({ value }) => value)).toEqual(['3850']);
  });
});
