import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const read = (words: string): readonly ProposedTarget[] => readDirective(`${HEAD}1. ${words}\n`).targets;

const shown = ({ text, comparator, value, valueTo, unit, deadline, head, incremental, strength }: ProposedTarget) => ({
  text,
  comparator,
  value,
  valueTo,
  unit,
  due: deadline?.date ?? null,
  head: head?.text ?? null,
  incremental,
  strength,
});
const like = (text: string, more: object) => expect.objectContaining({ text, ...more });

describe('values under a commitment', () => {
  it.each([
    [
      'Phấn đấu tỷ lệ hộ dùng điện lưới đạt trên 99%.',
      [like('Phấn đấu tỷ lệ hộ dùng điện lưới đạt trên 99%', { comparator: '>', value: '99', unit: '%' })],
    ],
    [
      'Khẩn trương xây dựng 06 nhà văn hóa thôn trước ngày 30/9/2023.',
      [like('xây dựng 06 nhà văn hóa thôn trước ngày 30/9/2023', { comparator: '=', value: '6', due: '2023-09-30' })],
    ],
    ['Giảm tỷ lệ tảo hôn từ 7% xuống còn 4%.', [like('Giảm tỷ lệ tảo hôn từ 7% xuống còn 4%', { value: '4', incremental: false })]],
    [
      'Mỗi huyện, thành phố trồng ít nhất 40 ha rừng gỗ lớn.',
      [like('trồng ít nhất 40 ha rừng gỗ lớn', { comparator: '>=', value: '40', unit: 'ha' })],
    ],
    [
      'Bố trí tối thiểu 3% chi thường xuyên để trồng rừng, bảo vệ rừng.',
      [like('Bố trí tối thiểu 3% chi thường xuyên để trồng rừng, bảo vệ rừng', { comparator: '>=', value: '3' })],
    ],
  ])('are one proposal each: %s', (words, expected) => {
    expect(read(words).map(shown)).toEqual(expected);
  });

  it('is told with the words that forbid it', () => {
    const found = read('Không để tỷ lệ hộ nghèo trên 10%. Không để xảy ra trên 4 vụ đuối nước.');
    expect(found.map(({ text, indicator, comparator }) => [text, indicator, comparator])).toEqual([
      ['Không để tỷ lệ hộ nghèo trên 10%', 'tỷ lệ hộ nghèo', '<='],
      ['Không để xảy ra trên 4 vụ đuối nước', 'số vụ đuối nước', '<='],
    ]);
  });

  it('lends the predicate at the end of a list to the items before it', () => {
    expect(read('Phấn đấu 100% số xã, 70% số bản có điểm đọc sách.').map(shown)).toEqual([
      like('Phấn đấu 100% số xã', { value: '100', head: 'có điểm đọc sách' }),
      like('70% số bản có điểm đọc sách', { value: '70', head: null }),
    ]);
  });

  it('lends the verb at the head of a list, and that things are added', () => {
    const found = read('Phấn đấu thành lập mới 30 tổ hợp tác, 12 hợp tác xã.').map(shown);
    expect(found).toEqual([
      like('Phấn đấu thành lập mới 30 tổ hợp tác', { incremental: true }),
      like('12 hợp tác xã', { incremental: true, head: 'Phấn đấu thành lập mới' }),
    ]);
  });

  it('ties the milestones of one target, the later ones with the subject of the first', () => {
    const found = read('Giải ngân vốn sự nghiệp đến hết ngày 30/6/2023 đạt trên 45%, đến 31/12/2023 đạt ít nhất 96%.');
    expect(found.map(shown)).toEqual([
      like('Giải ngân vốn sự nghiệp đến hết ngày 30/6/2023 đạt trên 45%', { due: '2023-06-30' }),
      like('đến 31/12/2023 đạt ít nhất 96%', { due: '2023-12-31' }),
    ]);
    expect(found.map(({ series }) => series)).toEqual(['S1', 'S1']);
    expect(found[1]?.indicator).toBe(found[0]?.indicator);
  });

  it('reads a share within a share', () => {
    expect(read('Phấn đấu tổng thu ngân sách đạt 900 tỷ đồng, trong đó thu tiền thuê đất 45 tỷ đồng.').map(({ text }) => text)).toEqual([
      'Phấn đấu tổng thu ngân sách đạt 900 tỷ đồng',
      'thu tiền thuê đất 45 tỷ đồng',
    ]);
  });

  it('takes the time of the lead-in for a list and marks it so', () => {
    const [first, second] = read('Phấn đấu đến hết năm 2023:\n- Tỷ lệ phủ sóng di động đạt 98%;\n- 85% số hộ có nhà tiêu hợp vệ sinh.');
    expect([first?.deadline?.date, second?.deadline?.date]).toEqual(['2023-12-31', '2023-12-31']);
    expect(first?.deadline?.inherited).toBe(true);
  });

  it('reads the level of an index that has no unit', () => {
    expect(read('Giảm chỉ số BI xuống dưới 20.')[0]).toMatchObject({ indicator: 'chỉ số BI', comparator: '<', value: '20', unit: null });
  });

  it('takes the time of a clause behind it that says only when', () => {
    expect(read('Gieo cấy 4.200 ha lúa mùa, hoàn thành trước ngày 20/7/2023.').map(shown)).toEqual([
      like('Gieo cấy 4.200 ha lúa mùa', { due: '2023-07-20' }),
    ]);
  });

  it('calls all of a group a hundred percent, implied', () => {
    expect(read('Phấn đấu tất cả các trường học có nước sạch.')[0]).toMatchObject({
      strength: 'qualitative',
      value: '100',
      valueSource: 'implied',
      unit: '%',
    });
  });

  it.each([
    ['Tất cả học sinh được trở lại trường muộn nhất vào ngày 01/10/2023.', 'qualitative', '100', 'tỷ lệ học sinh được trở lại trường'],
    ['Bảo đảm toàn bộ hộ dân vùng sạt lở được di dời trước ngày 30/8/2023.', 'qualitative', '100', 'tỷ lệ hộ dân vùng sạt lở được di dời'],
    ['Toàn bộ các cầu còn lại phải hoàn thành trước ngày 30/6/2023.', 'dated', null, 'hoàn thành cầu còn lại'],
    ['Tất cả cán bộ phải kích hoạt tài khoản xong trước ngày 15/7/2023.', 'dated', null, 'cán bộ kích hoạt tài khoản'],
  ])('is a share of all in a state, a milestone of all in work: %s', (words, strength, value, indicator) => {
    expect(read(words).map((one) => [one.strength, one.value, one.indicator])).toEqual([[strength, value, indicator]]);
    expect(words).toContain(read(words)[0]?.text);
  });

  it.each([
    ['Lắp đặt camera an ninh trên 15 tuyến phố.', '=', null],
    ['Xây dựng trạm biến áp trên 12 xã vùng cao.', '=', null],
    ['Sửa chữa trên 15 tuyến phố.', '>', 'trên'],
    ['Hoàn thành xây dựng trên 15 tuyến đường.', '>', 'trên'],
    ['Nâng tổng số lên trên 860 hồ sơ.', '>', 'trên'],
    ['Phấn đấu tỷ lệ hộ dùng nước máy đạt trên 15%.', '>', 'trên'],
  ])('tells on how many from more than how many: %s', (words, comparator, comparatorWord) => {
    expect(read(words)[0]).toMatchObject({ comparator, comparatorWord });
  });
});

describe('numbers that promise nothing', () => {
  it.each([
    'Điều chuyển vốn của các dự án có tỷ lệ giải ngân dưới 40%.',
    'Các xã có thể huy động đến 30% ngày công của Nhân dân.',
    'Hỗ trợ 70% kinh phí mua giống cho hộ nghèo.',
    'Tổng kinh phí thực hiện dự kiến 25 tỷ đồng.',
    'Triển khai Quyết định số 90/QĐ-TTg ngày 18/01/2022 phê duyệt Chương trình giảm 1,5% hộ nghèo mỗi năm.',
    'Tiêm chủng cho trẻ em từ 5 tuổi đến dưới 12 tuổi.',
    'Thực hiện tốt 03 nhiệm vụ trọng tâm.',
  ])('are not proposed: %s', (words) => {
    expect(read(words).filter(({ strength }) => strength === 'quantified')).toEqual([]);
  });
});
