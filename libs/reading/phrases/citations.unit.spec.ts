import { phrasesIn } from './phrases-in.js';
import { plainText } from './plain-text.js';

function citationsOf(text: string): string[] {
  const prepared = plainText(text);
  return phrasesIn(prepared, 0, prepared.text.length, 2022).citations.map(({ from, to, kind, number, date }) =>
    [`[${prepared.text.slice(from, to)}]`, kind, number, date].filter((part) => part !== null).join(' '),
  );
}

describe('a cited document ends where the sentence goes on', () => {
  it.each([
    [
      'theo Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ; giao',
      '[Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ] document 749/QĐ-TTg 2020-06-03',
    ],
    [
      'Nghị quyết số 09-NQ/TU ngày 15/7/2021 của Tỉnh ủy về phát triển du lịch giai đoạn 2021-2025, phấn đấu đón 2 triệu lượt khách',
      '[Nghị quyết số 09-NQ/TU ngày 15/7/2021 của Tỉnh ủy về phát triển du lịch giai đoạn 2021-2025] document 09-NQ/TU 2021-07-15',
    ],
    [
      'Kế hoạch số 41/KH-UBND ngày 02/3/2022 của UBND tỉnh đảm bảo thu gom rác',
      '[Kế hoạch số 41/KH-UBND ngày 02/3/2022 của UBND tỉnh] document 41/KH-UBND 2022-03-02',
    ],
    [
      'Chỉ thị số 13-CT/TU, ngày 25/9/2021 của Ban Bí thư về tăng cường phòng, chống lãng phí trong tình hình mới; đến nay',
      '[Chỉ thị số 13-CT/TU, ngày 25/9/2021 của Ban Bí thư về tăng cường phòng, chống lãng phí trong tình hình mới] document 13-CT/TU 2021-09-25',
    ],
    [
      'Nghị quyết số 18/2021/NQ-HĐND của HĐND tỉnh quy định mức thu phí, trong đó giảm 50%',
      '[Nghị quyết số 18/2021/NQ-HĐND của HĐND tỉnh quy định mức thu phí] document 18/2021/NQ-HĐND',
    ],
    ['văn bản 1046/KL-TTTP đã nêu', '[văn bản 1046/KL-TTTP] document 1046/KL-TTTP'],
    ['thực hiện Nghị quyết 128 của Chính phủ', '[Nghị quyết 128 của Chính phủ] document 128'],
    ['Nghị quyết số 3-NQ/TU về phát triển đô thị, tỷ lệ đạt 40%', '[Nghị quyết số 3-NQ/TU về phát triển đô thị] document 3-NQ/TU'],
  ])('%s', (text, expected) => expect(citationsOf(text)).toEqual([expected]));

  it('keeps two joined by và apart', () => {
    expect(citationsOf('Kết luận số 9-KL/TU về chuyển đổi số và Kế hoạch số 20/KH-UBND')).toEqual([
      '[Kết luận số 9-KL/TU về chuyển đổi số] document 9-KL/TU',
      '[Kế hoạch số 20/KH-UBND] document 20/KH-UBND',
    ]);
  });
});

describe('named undertakings, annexes and articles', () => {
  it.each([
    [
      'triển khai Đề án phát triển dữ liệu số, định danh và xác thực giai đoạn 2022-2025, tầm nhìn đến năm 2030',
      '[Đề án phát triển dữ liệu số, định danh và xác thực giai đoạn 2022-2025, tầm nhìn đến năm 2030] programme',
    ],
    ['Dự án đường giao thông liên xã hoàn thành trước ngày 30/9', '[Dự án đường giao thông liên xã] programme'],
    ['lập Quy hoạch tỉnh thời kỳ 2021 - 2030; trình', '[Quy hoạch tỉnh thời kỳ 2021 - 2030] programme'],
    ['Chương trình trồng một tỷ cây xanh.', '[Chương trình trồng một tỷ cây xanh] programme'],
    ['chương trình “Sóng cho em” được', '[chương trình “Sóng cho em”] programme'],
    ['khẩu hiệu "sáng, xanh, sạch, đẹp" trong', '["sáng, xanh, sạch, đẹp"] quoted'],
    ['các chỉ tiêu tại Phụ lục số 2 gửi', '[Phụ lục số 2] annex'],
    ['theo khoản 2 Điều 5', '[khoản 2 Điều 5] article'],
    ['tại điểm a khoản 1 Điều 3', '[điểm a khoản 1 Điều 3] article'],
  ])('%s', (text, expected) => expect(citationsOf(text)).toEqual([expected]));

  it.each([
    'xây dựng kế hoạch cụ thể',
    'Kế hoạch này',
    '37/84 hộ',
    'Chương trình của tỉnh',
    'đạt 7 điểm',
    'Kế hoạch 5 năm',
    '10 triệu đồng/ha',
  ])('%s cites nothing', (text) => {
    expect(citationsOf(text).filter((each) => !each.includes('article'))).toEqual([]);
  });

  it('takes the number and year of a title for no value and no deadline', () => {
    const prepared = plainText('Nghị quyết số 3-NQ/TU ngày 01/6/2021 về xây dựng 100 km đường đến năm 2025; hoàn thành 20 km');
    const { quantities, dates } = phrasesIn(prepared, 0, prepared.text.length, 2022);
    expect(quantities.map(({ value }) => value)).toEqual(['20']);
    expect(dates.map(({ role }) => role)).toEqual(['document', 'horizon']);
  });
});
