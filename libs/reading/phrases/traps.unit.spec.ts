import { phrasesIn } from './phrases-in.js';
import { plainText } from './plain-text.js';

function read(text: string): { traps: string[]; values: string[] } {
  const prepared = plainText(text);
  const { traps, quantities } = phrasesIn(prepared, 0, prepared.text.length, 2022);
  return {
    traps: traps.map(({ from, to, kind }) => `${kind} ${prepared.text.slice(from, to)}`),
    values: quantities.map(({ value }) => value),
  };
}

describe('a number that names is no value', () => {
  it.each([
    ['trẻ từ 5 tuổi đến dưới 12 tuổi', 'age 5 tuổi đến dưới 12 tuổi'],
    ['người từ 60 tuổi trở lên', 'age 60 tuổi trở lên'],
    ['trẻ dưới 24 tháng tuổi', 'age 24 tháng tuổi'],
    ['trong độ tuổi 15-60', 'age 15-60'],
    ['tiêm mũi thứ 3', 'dose mũi thứ 3'],
    ['tiêm mũi 1, 2', 'dose mũi 1, 2'],
    ['sinh con thứ 3 trở lên', 'ordinal sinh con thứ 3 trở lên'],
    ['nâng cấp QL.31', 'road QL.31'],
    ['trên quốc lộ 1', 'road quốc lộ 1'],
    ['đường Vành đai 4 vùng', 'road đường Vành đai 4'],
    ['dịch vụ công mức độ 3, 4', 'level mức độ 3, 4'],
    ['dịch ở cấp độ 1', 'level cấp độ 1'],
    ['thực hiện 5K', 'slogan 5K'],
    ['phương châm 4 tại chỗ', 'slogan 4 tại chỗ'],
    ['bốn tại chỗ', 'slogan bốn tại chỗ'],
    ['03 Chương trình mục tiêu quốc gia', 'programme 03 Chương trình mục tiêu quốc gia'],
    ['thời kỳ công nghiệp 4.0', 'programme công nghiệp 4.0'],
    ['đạt tiêu chí số 17', 'criterion tiêu chí số 17'],
    ['tại kỳ họp thứ 5', 'session kỳ họp thứ 5'],
    ['kỳ họp thứ mười ba', 'ordinal thứ mười ba'],
    ['điện thoại 0912345678', 'phone 0912345678'],
    ['vào hồi 14 giờ 30', 'time_of_day 14 giờ 30'],
    ['lúc 7h30', 'time_of_day 7h30'],
    ['dịch Covid-19', 'disease Covid-19'],
    ['cụ thể hóa trong 6 quan điểm sau', 'enumeration 6 quan điểm'],
    ['tập trung 03 đột phá', 'enumeration 03 đột phá'],
    ['sau hơn 4 năm triển khai', 'duration 4 năm'],
    ['có thể đến ngưỡng 15%', 'permission 15%'],
    ['được phép chi tối đa 10%', 'permission 10%'],
    ['cầu Long Hòa 2 nối với', 'road 2'],
    ['khởi công đường tỉnh 214G', 'road đường tỉnh 214'],
    ['làm nền tảng vững chắc cho tăng trưởng hai con số', 'slogan hai con số'],
  ])('%s', (text, expected) => expect(read(text)).toEqual({ traps: [expected], values: [] }));

  it.each([
    ['đạt 19 tiêu chí', ['19']],
    ['xây dựng tuyến 30 km', ['30']],
    ['xây dựng cầu 30m', ['30']],
    ['trải nhựa đường huyện 12 km', ['12']],
    ['tăng trưởng hai con số, tạo nền tảng cho năm sau', ['10']],
    ['tỷ lệ tiêu chí 85%', ['85']],
    ['thêm 2 dự án', ['2']],
    ['Na Hang 4/44 hộ', ['4']],
    ['tiêm 2 mũi cho 95% trẻ', ['95']],
    ['uống 1 liều 0,5 ml', []],
    ['tiêm 50.000 mũi', ['50000']],
    ['rút ngắn xuống còn 10 ngày', ['10']],
    ['thời gian không quá 3 ngày làm việc', ['3']],
  ])('%s is a value', (text, values) => expect(read(text).values).toEqual(values));
});
