import { phrasesIn } from './phrases-in.js';
import { plainText } from './plain-text.js';

const read = (text: string) => {
  const prepared = plainText(text);
  return phrasesIn(prepared, 0, prepared.text.length, 2025);
};
const values = (text: string) =>
  read(text).quantities.map(({ value, comparator, unit, incremental }) =>
    [comparator, value, unit, incremental ? 'step' : 'level'].join(' '),
  );

describe('trên of a ratio or a place compares nothing', () => {
  it.each([
    ['Số giường bệnh trên 10.000 dân: 24,5 giường', ['= 24.5 giường/10.000 dân level']],
    ['Số bác sĩ trên 1 vạn dân đạt 9,5 bác sĩ', ['= 9.5 bác sĩ/vạn dân level']],
    ['Số dược sĩ/vạn dân: 2,1 dược sĩ', ['= 2.1 dược sĩ/vạn dân level']],
    ['Giá trị thu được trên một đơn vị diện tích đạt 95 triệu đồng', ['= 95 triệu đồng level']],
    ['Tỷ suất tử vong trẻ dưới 1 tuổi trên 1.000 trẻ đẻ sống còn 9‰', ['= 9 ‰ level']],
    ['triển khai trên địa bàn 07 xã', ['= 7 xã level']],
    ['đón trên 10.000 lượt khách', ['> 10000 lượt khách level']],
    ['có trên 1.000 người dân tham gia', ['> 1000 người dân level']],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));
});

describe('what stands behind a number and is no unit', () => {
  it.each([
    ['Đến năm 2025, 2030 tỷ lệ hộ nghèo còn 3%', ['= 3 % level']],
    ['Năm 2025, 2030 tỷ trọng công nghiệp đạt 40%', ['= 40 % level']],
    ['Đến 2030 thu nhập bình quân gấp 1,8 lần', ['= 1.8 lần level']],
    ['đến 2020 gấp 2 lần', ['= 2 lần level']],
    ['vốn đầu tư đạt 2.030 tỷ đồng', ['= 2030 tỷ đồng level']],
    ['trồng 2030 cây xanh', ['= 2030 cây xanh level']],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));
});

describe('a part of the whole behind a stroke', () => {
  it.each([
    ['khôi phục được 412 km/676 km đường', '412', '676', 'km'],
    ['di dời 37 hộ/84 hộ', '37', '84', 'hộ'],
    ['trồng 1.250 ha/2.000 ha', '1250', '2000', 'ha'],
    ['thu nhập đạt 60 triệu đồng/người', null, null, 'triệu đồng/người'],
  ])('%s', (text, numerator, denominator, unit) => expect(read(text).quantities).toMatchObject([{ numerator, denominator, unit }]));
});

describe('trở lên over nouns', () => {
  it.each([
    ['từ 85% thôn, tổ dân phố trở lên', ['>= 85 % level']],
    ['75% dân số trở lên', ['>= 75 % level']],
    ['75% trường đạt loại khá trở lên', ['= 75 % level']],
    ['dịch vụ công mức độ 3 trở lên đạt 40%', ['= 40 % level']],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));
});

describe('steps named by their subject or by mới', () => {
  it.each([
    ['Mức giảm tỷ lệ hộ nghèo: 1,2%', ['= 1.2 % step']],
    ['giảm 1 - 1,2%/năm', ['range 1 % step']],
    ['kéo giảm tai nạn giao thông 5 - 10%', ['range 5 % step']],
    ['Thu hút 15 dự án mới', ['= 15 dự án step']],
    ['15 dự án mới đạt 20% kế hoạch', ['= 15 dự án level', '= 20 % kế hoạch level']],
    ['Tốc độ tăng trưởng: 8%', ['= 8 % level']],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));
});

describe('points', () => {
  it.each([
    ['xóa 09 điểm ngập úng', 'count'],
    ['bố trí 05 điểm', 'count'],
    ['đạt 68 điểm', 'index_rank'],
    ['tăng 2 điểm so với năm trước', 'index_rank'],
  ])('%s', (text, kind) => expect(read(text).quantities.map((each) => each.kind)).toEqual([kind]));
});

describe('a count per period', () => {
  it.each([
    ['họp ít nhất 02 lần/quý', ['>= 2 lần/quý level'], ['quarterly']],
    ['tổ chức 02 buổi/tháng', ['= 2 buổi/tháng level'], ['monthly']],
    ['giao ban 01 lần/tuần', [], ['weekly']],
    ['mỗi năm công nhận 2 xã', ['= 2 xã level'], ['yearly']],
    ['từng tháng 9', [], []],
  ])('%s', (text, counts, cycles) => {
    expect(values(text)).toEqual(counts);
    expect(read(text).recurrences.map(({ recurrence }) => recurrence)).toEqual(cycles);
  });
});

describe('before a whole month, quarter or year', () => {
  it.each([
    ['trước tháng 6/2025', '2025-06-01 month'],
    ['trước quý IV/2025', '2025-10-01 quarter'],
    ['trước năm 2030', '2030-01-01 year'],
    ['trước cuối tháng 6/2025', '2025-06-30 month'],
    ['đến tháng 6/2025', '2025-06-30 month'],
  ])('%s', (text, expected) => {
    expect(read(text).dates.map(({ date, precision }) => `${date ?? ''} ${precision}`)).toEqual([expected]);
  });
});
