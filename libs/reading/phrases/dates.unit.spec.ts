import { phrasesIn } from './phrases-in.js';
import type { DatePhrase } from './phrases.js';
import { plainText } from './plain-text.js';

function datesOf(text: string, year: number | null = 2022): string[] {
  const prepared = plainText(text);
  return phrasesIn(prepared, 0, prepared.text.length, year).dates.map((each) => tell(prepared.text, each));
}

function tell(text: string, d: DatePhrase): string {
  return `[${text.slice(d.from, d.to)}] ${d.op} ${d.date ?? '-'} ${d.precision} ${d.role}`;
}

describe('deadlines', () => {
  it.each([
    ['đến hết ngày 30/11/2023', '[đến hết ngày 30/11/2023] <= 2023-11-30 day deadline'],
    ['đến 31/12/2024', '[đến 31/12/2024] <= 2024-12-31 day deadline'],
    ['xong trước ngày 15/10/2023', '[trước ngày 15/10/2023] < 2023-10-15 day deadline'],
    ['trước 30/4/2023', '[trước 30/4/2023] < 2023-04-30 day deadline'],
    ['chậm nhất là ngày 20/7/2023', '[chậm nhất là ngày 20/7/2023] <= 2023-07-20 day deadline'],
    ['chậm nhất ngày 5/8', '[chậm nhất ngày 5/8] <= 2022-08-05 day deadline'],
    ['gửi trước ngày 20 tháng 7 năm 2023', '[trước ngày 20 tháng 7 năm 2023] < 2023-07-20 day deadline'],
    ['trước ngày khai giảng 05/9/2023', '[trước ngày khai giảng 05/9/2023] < 2023-09-05 day deadline'],
    ['trước ngày khai giảng 05/9 hằng năm', '[trước ngày khai giảng 05/9 hằng năm] < - recurring deadline'],
    ['trước ngày bầu cử (22/5)', '[trước ngày bầu cử (22/5)] < 2022-05-22 day deadline'],
    ['trước ngày 30 tháng 6', '[trước ngày 30 tháng 6] < 2022-06-30 day deadline'],
    ['trước 25/12', '[trước 25/12] < 2022-12-25 day deadline'],
    ['trước ngày 01.9.2023', '[trước ngày 01.9.2023] < 2023-09-01 day deadline'],
    ['trước 17 giờ ngày 12/5/2023', '[trước 17 giờ ngày 12/5/2023] < 2023-05-12 day deadline'],
    ['trước 16h30 ngày 12/5/2023', '[trước 16h30 ngày 12/5/2023] < 2023-05-12 day deadline'],
    ['xong trong quý III năm 2023', '[trong quý III năm 2023] <= 2023-09-30 quarter deadline'],
    ['trong Quý II/2023', '[trong Quý II/2023] <= 2023-06-30 quarter deadline'],
    ['cuối quý I', '[cuối quý I] <= 2022-03-31 quarter deadline'],
    ['trong tháng 2/2024', '[trong tháng 2/2024] <= 2024-02-29 month deadline'],
    ['xong trong tháng 6', '[trong tháng 6] <= 2022-06-30 month deadline'],
    ['đầu tháng 9', '[đầu tháng 9] <= 2022-09-10 month deadline'],
    ['giữa tháng 10/2023', '[giữa tháng 10/2023] <= 2023-10-20 month deadline'],
    ['nửa đầu tháng 9', '[nửa đầu tháng 9] <= 2022-09-15 month deadline'],
    ['cuối tháng 4', '[cuối tháng 4] <= 2022-04-30 month deadline'],
    ['tuần 2 tháng 6', '[tuần 2 tháng 6] <= 2022-06-14 day deadline'],
    ['đến cuối năm 2026', '[đến cuối năm 2026] <= 2026-12-31 year deadline'],
    ['đến năm 2027', '[đến năm 2027] <= 2027-12-31 year deadline'],
    ['đến 2030 đạt 60%', '[đến 2030] <= 2030-12-31 year deadline'],
    ['phấn đấu năm 2024 có', '[năm 2024] <= 2024-12-31 year deadline'],
    ['hoàn thành trong năm', '[trong năm] <= 2022-12-31 year deadline'],
    ['từ nay đến cuối năm', '[từ nay đến cuối năm] <= 2022-12-31 year deadline'],
    ['trong 6 tháng đầu năm 2024', '[trong 6 tháng đầu năm 2024] <= 2024-06-30 half_year deadline'],
    ['trước kỳ họp giữa năm 2023', '[trước kỳ họp giữa năm 2023] < 2023-07-01 month deadline'],
    ['trình kỳ họp cuối năm', '[kỳ họp cuối năm] <= 2022-12-31 month deadline'],
    ['hết niên độ ngân sách năm 2023', '[hết niên độ ngân sách năm 2023] <= 2024-01-31 day deadline'],
    ['hết niên độ ngân sách (31/01/2024)', '[hết niên độ ngân sách (31/01/2024)] <= 2024-01-31 day deadline'],
    ['trước Tết Nguyên đán Quý Mão 2023', '[trước Tết Nguyên đán Quý Mão 2023] < 2023-01-22 day deadline'],
    ['trước Tết Nguyên đán Ất Tỵ', '[trước Tết Nguyên đán Ất Tỵ] < 2025-01-29 day deadline'],
    ['xong trong tháng 5 và 6/2023', '[trong tháng 5 và 6/2023] <= 2023-06-30 month deadline'],
    ['trong tháng 5, 6 xã', '[trong tháng 5] <= 2022-05-31 month deadline'],
    ['trước tháng 6/2025', '[trước tháng 6/2025] < 2025-06-01 month deadline'],
    ['vào sáng thứ Năm, ngày 01/8/2024', '[vào sáng thứ Năm, ngày 01/8/2024] <= 2024-08-01 day deadline'],
    ['chậm nhất không quá ngày 15/9', '[chậm nhất không quá ngày 15/9] <= 2022-09-15 day deadline'],
    ['định kỳ hằng tháng (trước ngày 25)', '[trước ngày 25] < - recurring deadline'],
    ['trong vòng 15 ngày kể từ ngày ký', '[trong vòng 15 ngày kể từ ngày ký] <= - relative deadline'],
    ['trước ngày 20 hằng tháng', '[trước ngày 20 hằng tháng] < - recurring deadline'],
    ['trong thời hạn 15 ngày kể từ ngày 01/3/2024', '[trong thời hạn 15 ngày kể từ ngày 01/3/2024] <= 2024-03-16 relative deadline'],
    ['trong vòng 06 tháng kể từ ngày 31/8/2023', '[trong vòng 06 tháng kể từ ngày 31/8/2023] <= 2024-02-29 relative deadline'],
    ['sau 2 tuần tính từ ngày 25/12', '[sau 2 tuần tính từ ngày 25/12] <= 2023-01-08 relative deadline'],
    ['chậm nhất 20 ngày sau khi được phê duyệt', '[chậm nhất 20 ngày sau khi được phê duyệt] <= - relative deadline'],
    ['hoàn thành vào năm học 2024 - 2025', '[vào năm học 2024 - 2025] <= - year deadline'],
    ['trước năm học mới', '[trước năm học mới] < - year deadline'],
    ['báo cáo trước 16 giờ hàng ngày', '[trước 16 giờ hàng ngày] < - recurring deadline'],
    ['gửi trước 9h30 mỗi ngày', '[trước 9h30 mỗi ngày] < - recurring deadline'],
  ])('%s', (text, expected) => expect(datesOf(text)).toEqual([expected]));
});

describe('times that are no deadlines', () => {
  it.each([
    ['kéo dài trong 05 ngày', '[trong 05 ngày] <= - relative horizon'],
    ['có hiệu lực sau 10 ngày kể từ ngày ký', '[sau 10 ngày kể từ ngày ký] <= - relative start'],
    ['vận hành kể từ ngày 01/7/2024', '[kể từ ngày 01/7/2024] <= 2024-07-01 day start'],
    ['từ năm 2024 bố trí', '[từ năm 2024] <= 2024-12-31 year start'],
    ['giai đoạn 2021-2025', '[giai đoạn 2021-2025] <= 2025-12-31 year horizon'],
    ['thời kỳ 2021 - 2030, tầm nhìn đến năm 2050', '[thời kỳ 2021 - 2030] <= 2030-12-31 year horizon'],
    ['nhiệm kỳ 2025 - 2030', '[nhiệm kỳ 2025 - 2030] <= 2030-12-31 year horizon'],
    ['năm học 2023 - 2024', '[năm học 2023 - 2024] <= 2024-12-31 year horizon'],
    ['so với năm 2020', '[so với năm 2020] <= 2020-12-31 year comparison'],
    ['so với cùng kỳ năm 2022', '[so với cùng kỳ năm 2022] <= 2022-12-31 year comparison'],
    ['từ 6,5% năm 2021 xuống còn 5%', '[năm 2021] <= 2021-12-31 year comparison'],
    ['từ 12 xã cuối năm 2021 lên 20 xã', '[cuối năm 2021] <= 2021-12-31 year comparison'],
    ['so với dự toán năm 2021', '[năm 2021] <= 2021-12-31 year comparison'],
    ['gấp 1,6 lần năm 2020', '[năm 2020] <= 2020-12-31 year comparison'],
    ['kế hoạch năm 2023', '[năm 2023] <= 2023-12-31 year plan'],
    ['các kỳ thi năm 2023', '[năm 2023] <= 2023-12-31 year plan'],
    ['dự toán ngân sách năm 2024', '[năm 2024] <= 2024-12-31 year plan'],
    ['kết quả 8 tháng đầu năm 2023', '[8 tháng đầu năm 2023] <= 2023-08-31 month review'],
    ['đánh giá tình hình quý I', '[quý I] <= 2022-03-31 quarter review'],
    ['tính đến ngày 31/8/2023', '[tính đến ngày 31/8/2023] <= 2023-08-31 day as_of'],
    ['từ ngày 01/7/2023', '[từ ngày 01/7/2023] <= 2023-07-01 day start'],
    ['phiên họp thường kỳ tháng 3 năm 2023', '[tháng 3 năm 2023] <= 2023-03-31 month meeting'],
    ['Nghị quyết số 12/NQ-CP ngày 08/4/2022', '[ngày 08/4/2022] <= 2022-04-08 day document'],
    ['Luật Đất đai ngày 29 tháng 11 năm 2013', '[ngày 29 tháng 11 năm 2013] <= 2013-11-29 day document'],
    ['xây dựng lộ trình chuyển đổi số đến năm 2025', '[đến năm 2025] <= 2025-12-31 year horizon'],
    ['dịp nghỉ lễ 2/9', '[2/9] <= 2022-09-02 day meeting'],
  ])('%s', (text, expected) => expect(datesOf(text)[0]).toBe(expected));

  it.each(['13/16 hộ', 'đạt 1/3 số xã', 'ngày 31/4/2022', '5 năm qua', 'năm huyện', '2.022 hộ', 'trước ngày khai giảng'])(
    '%s is no date',
    (text) => {
      expect(datesOf(text).filter((each) => each.includes('2022-'))).toEqual([]);
    },
  );

  it('lends the year of the last to those joined with it, and the document’s to the rest', () => {
    expect(datesOf('trong tháng 9 và quý IV năm 2021')).toEqual([
      '[trong tháng 9] <= 2021-09-30 month deadline',
      '[quý IV năm 2021] <= 2021-12-31 quarter deadline',
    ]);
    expect(datesOf('trước ngày 30/6', null)).toEqual(['[trước ngày 30/6] < - day deadline']);
  });
});

describe('recurrences', () => {
  const cyclesOf = (text: string): string[] => {
    const prepared = plainText(text);
    return phrasesIn(prepared, 0, prepared.text.length, 2022).recurrences.map(
      (each) => `${prepared.text.slice(each.from, each.to)}: ${each.recurrence}`,
    );
  };

  it.each([
    [
      'định kỳ hàng tháng, quý, 6 tháng, 9 tháng, năm',
      'định kỳ hàng tháng, quý, 6 tháng, 9 tháng, năm: monthly|quarterly|6-month|9-month|yearly',
    ],
    ['báo cáo hằng quý', 'hằng quý: quarterly'],
    ['định kỳ hàng tuần', 'định kỳ hàng tuần: weekly'],
    ['chiều thứ Sáu hàng tuần', 'thứ Sáu hàng tuần: weekly'],
    ['định kỳ 6 tháng và hằng năm', 'định kỳ 6 tháng và hằng năm: 6-month|yearly'],
    ['6 tháng một lần', '6 tháng một lần: 6-month'],
    ['định kỳ 06 tháng (trước ngày 10/6), hằng năm (trước ngày 05/12)', 'định kỳ 06 tháng (trước ngày 10/6), hằng năm: 6-month|yearly'],
    ['hằng năm 1,5 - 2%', 'hằng năm: yearly'],
    ['báo cáo 02 tuần/lần', '02 tuần/lần: 2-week'],
    ['báo cáo 3 tháng một lần', '3 tháng một lần: quarterly'],
    ['giao ban 01 lần/tháng', '01 lần/tháng: monthly'],
    ['họp mỗi tháng một lần', 'mỗi tháng một lần: monthly'],
  ])('%s', (text, expected) => expect(cyclesOf(text)).toEqual([expected]));

  it.each(['tháng 9', 'quý II', 'trong năm 2022'])('%s comes once', (text) => expect(cyclesOf(text)).toEqual([]));

  it.each([
    ['trước ngày 15 tháng cuối quý', ['2022-03-15', '2022-06-15', '2022-09-15', '2022-12-15']],
    ['trước ngày 10/6 và 10/12 hằng năm', ['2022-06-10', '2022-12-10']],
    ['hằng quý, trước ngày 20', ['2022-03-20', '2022-06-20', '2022-09-20', '2022-12-20']],
  ])('%s falls on the days of the year', (text, days) => {
    expect(phrasesIn(plainText(text), 0, text.length, 2022).dates.map((each) => each.expanded)).toEqual([days]);
  });

  it('finds every Friday and the last day of short months', () => {
    const [friday] = phrasesIn(plainText('thứ Sáu hàng tuần'), 0, 17, 2022).dates;
    expect(friday?.expanded).toHaveLength(52);
    expect(friday?.expanded[0]).toBe('2022-01-07');
    const [last] = phrasesIn(plainText('ngày 31 hàng tháng'), 0, 18, 2022).dates;
    expect(last?.expanded[1]).toBe('2022-02-28');
  });
});
