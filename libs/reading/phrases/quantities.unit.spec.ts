import { phrasesIn } from './phrases-in.js';
import type { Quantity } from './phrases.js';
import { plainText } from './plain-text.js';

/** `[ít nhất 98%] >= 98 %`; the step, base and pace only where they are told. */
function told(text: string): string[] {
  const prepared = plainText(text);
  return phrasesIn(prepared, 0, prepared.text.length, 2022).quantities.map((each) => tell(prepared.text, each));
}

function tell(text: string, q: Quantity): string {
  const parts = [`[${text.slice(q.from, q.to)}]`, q.comparator + q.comparatorAlt.map((alt) => `(${alt})`).join('')];
  parts.push(q.valueTo === null ? q.value : `${q.value}..${q.valueTo}`, q.unit ?? '-');
  if (q.numerator !== null) parts.push(`${q.numerator}:${q.denominator}`);
  if (q.incremental) parts.push('step');
  if (q.change) parts.push(q.change.direction);
  if (q.baseline !== null) parts.push(`from ${q.baseline}`);
  if (q.per !== null) parts.push(`per ${q.per}`);
  if (q.source === 'implied') parts.push('implied');
  return parts.join(' ');
}

describe('comparisons mean what their words say', () => {
  it.each([
    ['đạt trên 92% hồ sơ', '[trên 92%] > 92 %'],
    ['đạt hơn 40 mô hình', '[hơn 40 mô hình] > 40 mô hình'],
    ['phải vượt 70%', '[vượt 70%] > 70 %'],
    ['đạt ít nhất 88,5%', '[ít nhất 88,5%] >= 88.5 %'],
    ['rộng tối thiểu 7m', '[tối thiểu 7m] >= 7 m'],
    ['ít nhất phải đạt 90%', '[ít nhất phải đạt 90%] >= 90 %'],
    ['tối thiểu là 50 m2', '[tối thiểu là 50 m2] >= 50 m2'],
    ['không thấp hơn 65%', '[không thấp hơn 65%] >= 65 %'],
    ['không dưới 12 lớp', '[không dưới 12 lớp] >= 12 lớp'],
    ['từ 75% trở lên', '[từ 75% trở lên] >= 75 %'],
    ['đạt 80% trở lên', '[80% trở lên] >= 80 %'],
    ['còn dưới 2%', '[dưới 2%] < 2 % decrease'],
    ['thấp hơn 9%', '[thấp hơn 9%] < 9 %'],
    ['không để tỷ lệ bỏ học trên 1%', '[trên 1%] <= 1 %'],
    ['không để dưới 95% số hộ', '[dưới 95%] >= 95 %'],
    ['không có trên 2% hồ sơ trễ hạn', '[trên 2%] <= 2 %'],
    ['người không có việc làm dưới 3%', '[dưới 3%] < 3 %'],
    ['không để dịch lan rộng và tiêm phòng trên 80%', '[trên 80%] > 80 %'],
    ['không quá 15 người', '[không quá 15 người] <= 15 người'],
    ['tối đa 3 lần', '[tối đa 3 lần] <= 3 lần'],
    ['không vượt quá 1,2%', '[không vượt quá 1,2%] <= 1.2 %'],
    ['từ 5% trở xuống', '[từ 5% trở xuống] <= 5 %'],
    ['giảm còn không quá 4%', '[không quá 4%] <= 4 % decrease'],
    ['khoảng 300 hộ', '[khoảng 300 hộ] about 300 hộ'],
    ['xấp xỉ 12%', '[xấp xỉ 12%] about 12 %'],
    ['gần 7.500 lao động', '[gần 7.500 lao động] about 7500 lao động'],
    ['ước đạt 64%', '[ước đạt 64%] about 64 %'],
    ['tỷ lệ ≥ 95%', '[≥ 95%] >= 95 %'],
    ['đạt 77%', '[77%] =(>=) 77 %'],
    ['tỷ lệ hộ nghèo 2,5%', '[2,5%] =(<=) 2.5 %'],
    ['tỷ lệ khám phá tội phạm đạt 82%', '[82%] =(>=) 82 %'],
  ])('%s', (text, expected) => expect(told(text)).toEqual([expected]));
});

describe('ranges have two ends', () => {
  it.each([
    ['tăng trưởng đạt từ 6,1% đến 6,8%', '[từ 6,1% đến 6,8%] range 6.1..6.8 %'],
    ['đạt từ 7,2 đến 8%', '[từ 7,2 đến 8%] range 7.2..8 %'],
    ['đạt 7-7,5%', '[7-7,5%] range 7..7.5 %'],
    ['đạt 4 - 5%', '[4 - 5%] range 4..5 %'],
    ['đạt 92% đến 97% kế hoạch', '[92% đến 97% kế hoạch] range 92..97 % kế hoạch'],
    ['đạt từ 92% - 97% dự toán', '[từ 92% - 97% dự toán] range 92..97 % dự toán'],
    ['khoảng 33-34%', '[khoảng 33-34%] range 33..34 %'],
    ['đào tạo 20 - 25 bác sĩ', '[20 - 25 bác sĩ] range 20..25 bác sĩ'],
    ['giảm tỷ lệ hộ nghèo 1-1,5%/năm', '[1-1,5%/năm] range 1..1.5 % step decrease per năm'],
  ])('%s', (text, expected) => expect(told(text)).toEqual([expected]));
});

it.each([
  ['chuẩn hóa 26 nghề trọng điểm', '[26 nghề] =(>=) 26 nghề'],
  ['đạt 109 bé trai/100 bé gái', '[109 bé trai/100 bé gái] =(>=) 109 bé trai/100 bé gái'],
])('%s is counted by a whole word', (text, expected) => expect(told(text)).toEqual([expected]));

it.each([
  ['xóa toàn bộ 214 phòng học tạm', ['[toàn bộ 214 phòng học] =(>=) 214 phòng học']],
  ['thanh toán toàn bộ 35 tỷ đồng nợ đọng', ['[toàn bộ 35 tỷ đồng] =(>=) 35 tỷ đồng']],
  ['tất cả 98% số hộ', ['[tất cả] =(>=) 100 % implied', '[98%] =(>=) 98 %']],
])('%s: a whole is as many as are told', (text, expected) => expect(told(text)).toEqual(expected));

describe('a step is told from a level', () => {
  it.each([
    ['có thêm 6 xã đạt chuẩn', '[6 xã] =(>=) 6 xã step'],
    ['thành lập mới 03 hợp tác xã', '[03 hợp tác xã] =(>=) 3 hợp tác xã step'],
    ['xuất khẩu tăng 9,5% so với năm trước', '[9,5%] =(>=) 9.5 % step increase'],
    ['tăng thêm 120 giường bệnh', '[120 giường bệnh] =(>=) 120 giường bệnh step increase'],
    ['tăng lên 82%', '[82%] =(>=) 82 % increase'],
    ['giảm 10% chi phí', '[10%] =(>=) 10 % step decrease'],
    ['giảm còn 3,4%', '[3,4%] =(<=) 3.4 % decrease'],
    ['giảm xuống dưới 1%', '[dưới 1%] < 1 % decrease'],
    ['tăng ít nhất 02 bậc', '[ít nhất 02 bậc] >= 2 bậc step increase'],
    ['tăng trưởng bình quân 8%/năm', '[8%/năm] =(>=) 8 % per năm'],
    ['tăng bình quân 8%/năm', '[8%/năm] =(>=) 8 % step increase per năm'],
    ['mỗi năm giảm 2%', '[2%] =(>=) 2 % step decrease per năm'],
    ['tăng từ 55% (năm 2019) lên 70%', '[70%] =(>=) 70 % increase from 55'],
    ['giảm từ 6% xuống còn 4%', '[4%] =(<=) 4 % decrease from 6'],
    ['thu nội địa vượt 6% dự toán', '[vượt 6% dự toán] =(>=) 6 % dự toán step'],
    ['tiết kiệm thêm 10% chi thường xuyên', '[10%] =(>=) 10 % step'],
  ])('%s', (text, expected) => expect(told(text)).toEqual([expected]));
});

describe('values stand with their units as printed', () => {
  it.each([
    ['đạt 58,25%', '[58,25%] =(>=) 58.25 %'],
    ['đạt 1.913.216,2 triệu đồng', '[1.913.216,2 triệu đồng] =(>=) 1913216.2 triệu đồng'],
    ['đạt 12 nghìn tỷ đồng', '[12 nghìn tỷ đồng] =(>=) 12 nghìn tỷ đồng'],
    ['đạt 1,5 triệu tỷ đồng', '[1,5 triệu tỷ đồng] =(>=) 1.5 triệu tỷ đồng'],
    ['xuất khẩu đạt 850 triệu USD', '[850 triệu USD] =(>=) 850 triệu USD'],
    ['đạt 62 triệu đồng/người/năm', '[62 triệu đồng/người/năm] =(>=) 62 triệu đồng/người/năm'],
    ['đạt 11,5 bác sĩ/vạn dân', '[11,5 bác sĩ/vạn dân] =(>=) 11.5 bác sĩ/vạn dân'],
    ['đạt 30 giường bệnh/10.000 dân', '[30 giường bệnh/10.000 dân] =(>=) 30 giường bệnh/10.000 dân'],
    ['đón 2,2 triệu lượt khách', '[2,2 triệu lượt khách] =(>=) 2.2 triệu lượt khách'],
    ['đạt 45% kế hoạch', '[45% kế hoạch] =(>=) 45 % kế hoạch'],
    ['đạt 96% kế hoạch vốn giao', '[96%] =(>=) 96 %'],
    ['đạt 101% dự toán', '[101% dự toán] =(>=) 101 % dự toán'],
    ['tăng 1,5 điểm %', '[1,5 điểm %] =(>=) 1.5 điểm % step increase'],
    ['tăng 2 điểm phần trăm', '[2 điểm phần trăm] =(>=) 2 điểm phần trăm step increase'],
    ['tử vong còn 14‰', '[14‰] =(<=) 14 ‰ decrease'],
    ['trồng 5.300 ha rừng', '[5.300 ha] =(>=) 5300 ha'],
    ['dài 24 km', '[24 km] =(>=) 24 km'],
    ['sản lượng 340 nghìn tấn', '[340 nghìn tấn] =(>=) 340 nghìn tấn'],
    ['đạt 70,5 điểm', '[70,5 điểm] =(>=) 70.5 điểm'],
    ['tuổi thọ trung bình đạt 74,5 tuổi', '[74,5 tuổi] =(>=) 74.5 tuổi'],
    ['xây 02 điểm du lịch', '[02 điểm du lịch] =(>=) 2 điểm du lịch'],
    ['có 60 sản phẩm OCOP', '[60 sản phẩm] =(>=) 60 sản phẩm'],
    ['tại 3 huyện, thành phố', '[3 huyện, thành phố] =(>=) 3 huyện, thành phố'],
    ['từ 98% hồ sơ trở lên đúng hạn', '[từ 98%] >= 98 %'],
    ['còn 15 ngày', '[15 ngày] =(<=) 15 ngày decrease'],
    ['sắp xếp 9/14 đơn vị', '[9/14 đơn vị] =(>=) 9 đơn vị 9:14'],
    ['xếp thứ 12', '[xếp thứ 12] =(<=) 12 hạng'],
    ['nằm trong nhóm 15 tỉnh dẫn đầu', '[trong nhóm 15 tỉnh dẫn đầu] <= 15 hạng'],
  ])('%s', (text, expected) => expect(told(text)).toEqual([expected]));

  it('takes what a percentage is of up to the verb', () => {
    const prepared = plainText('85% trường học, giáo viên được trang bị; 60% số hộ có nước sạch; 3% tổng chi ngân sách để mua sắm');
    const bases = phrasesIn(prepared, 0, prepared.text.length, null).quantities.map(
      ({ base }) => base && prepared.text.slice(base.from, base.to),
    );
    expect(bases).toEqual(['trường học, giáo viên', 'hộ', 'tổng chi ngân sách']);
  });
});

describe('numbers in words', () => {
  it.each([
    ['ít nhất một huyện', '[ít nhất một huyện] >= 1 huyện'],
    ['có thêm năm xã', '[năm xã] =(>=) 5 xã step'],
    ['mười lăm thôn', '[mười lăm thôn] =(>=) 15 thôn'],
    ['hai mươi mốt hộ', '[hai mươi mốt hộ] =(>=) 21 hộ'],
    ['một trăm linh năm căn nhà', '[một trăm linh năm căn nhà] =(>=) 105 căn nhà'],
    ['tăng trưởng hai con số', '[hai con số] >= 10 % implied'],
    ['gấp 2,5 lần', '[2,5 lần] =(>=) 2.5 lần'],
    ['gấp đôi năm trước', '[gấp đôi] =(>=) 2 lần'],
    ['một nửa số thôn', '[một nửa] =(>=) 50 %'],
    ['1/4 số xã', '[1/4] =(>=) 25 % 1:4'],
    ['hai phần ba số hộ', '[hai phần ba] =(>=) 66.67 % 2:3'],
    ['phấn đấu toàn bộ cơ sở y tế nối mạng', '[toàn bộ] =(>=) 100 % implied'],
    ['tất cả các trường được lắp đặt', '[tất cả] =(>=) 100 % implied'],
  ])('%s', (text, expected) => expect(told(text)).toEqual([expected]));

  it.each(['một số xã', 'hai bên bờ sông', 'trên tất cả các lĩnh vực', 'năm xã hội hóa', 'một cách quyết liệt'])(
    '%s tells no value',
    (text) => {
      expect(told(text)).toEqual([]);
    },
  );
});
