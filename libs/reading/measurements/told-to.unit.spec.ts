import { readDirective } from '../read-directive.js';

const read = (body: string) =>
  readDirective(
    `ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\n\nSố: 7/KH-UBND\nSơn Hà, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\nPhát triển hạ tầng năm 2024\n\n${body}\n`,
  );
const told = (body: string) =>
  read(body).measurements.map(({ indicator, value, numerator, denominator, locality, asOf }) => [
    indicator,
    value,
    numerator,
    denominator,
    locality,
    asOf,
  ]);

describe('a result in the tail of what is asked for', () => {
  it('stands as of now and for whom it is asked of, whatever deadline stands before it', () => {
    expect(
      told(
        'I. NHIỆM VỤ\n1. Huyện Tân Sa hoàn thành bàn giao 810 ha mặt bằng trước ngày 15/10/2024, đến nay mới đạt 284/810 ha (35,1%).',
      ).map((figure) => figure.slice(1)),
    ).toEqual([
      ['284', '284', '810', 'Huyện Tân Sa', '2024-03-05'],
      ['35.1', '284', '810', 'Huyện Tân Sa', '2024-03-05'],
    ]);
  });

  it('is none where only the deadline stands before the number', () => {
    expect(told('I. NHIỆM VỤ\n1. Huyện Tân Sa bàn giao 810 ha mặt bằng trước ngày 15/10/2024, phấn đấu đạt 284/810 ha.')).toEqual([]);
  });
});

describe('a footnote to a count', () => {
  it('is about those that are counted, on the day to which results were told before', () => {
    expect(
      told(
        'I. KẾT QUẢ\n\nTính đến ngày 30/01/2024 toàn tỉnh tiếp nhận 512 hồ sơ; công tác chuẩn bị còn chậm, còn 214 phòng học tạm, mượn¹.\n\n¹ Trong đó: huyện Tân Sa 46 phòng, huyện Đông Sơn 39 phòng.',
      ).slice(-2),
    ).toEqual([
      ['số phòng học tạm, mượn', '46', null, null, 'Huyện Tân Sa', '2024-01-30'],
      ['số phòng học tạm, mượn', '39', null, null, 'Huyện Đông Sơn', '2024-01-30'],
    ]);
  });
});

describe('what a rate is per', () => {
  it('is no value of its own', () => {
    expect(
      read('I. CHỈ TIÊU\n- Số bác sỹ/1 vạn dân: 14,3 bác sỹ; 48,5 giường bệnh/1 vạn dân.').targets.map(({ value, unit }) => [value, unit]),
    ).toEqual([
      ['14.3', 'bác sỹ/vạn dân'],
      ['48.5', 'giường bệnh/1 vạn dân'],
    ]);
  });
});
