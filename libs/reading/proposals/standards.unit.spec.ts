import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const headOf = (authority: string) =>
  `ỦY BAN NHÂN DÂN\n${authority}\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n`;
const read = (words: string, authority = 'TỈNH AN LÂM'): readonly ProposedTarget[] =>
  readDirective(`${headOf(authority)}1. ${words}\n`).targets;

describe('a standard that a place is to reach', () => {
  it.each([
    ['Thị trấn Vĩnh Khê đạt chuẩn đô thị loại V.', 'Thị trấn Vĩnh Khê đạt chuẩn đô thị loại V', null],
    ['Phát triển hạ tầng, TT.Đông Khê đạt đô thị loại 4.', 'TT.Đông Khê đạt đô thị loại 4', null],
    [
      'Xã Nà Sản đạt chuẩn nông thôn mới kiểu mẫu trong năm 2023.',
      'Xã Nà Sản đạt chuẩn nông thôn mới kiểu mẫu trong năm 2023',
      '2023-12-31',
    ],
    ['Đưa thị xã Nà Khê trở thành thành phố vào năm 2025.', 'Đưa thị xã Nà Khê trở thành thành phố vào năm 2025', '2025-12-31'],
    ['Phấn đấu huyện Tà Lôm trở thành thị xã trước năm 2025.', 'Phấn đấu huyện Tà Lôm trở thành thị xã trước năm 2025', '2025-01-01'],
    ['Đến năm 2024, huyện Tà Lôm đạt chuẩn nông thôn mới.', 'huyện Tà Lôm đạt chuẩn nông thôn mới', '2024-12-31'],
    ['Duy trì không còn hộ nghèo theo chuẩn của tỉnh.', 'Duy trì không còn hộ nghèo theo chuẩn của tỉnh', null],
    ['Giữ vững danh hiệu huyện đạt chuẩn nông thôn mới.', 'Giữ vững danh hiệu huyện đạt chuẩn nông thôn mới', null],
  ])('is dated where its time is printed, else qualitative: %s', (words, text, date) => {
    const found = read(words);
    expect(found).toEqual([
      expect.objectContaining({ text, kind: 'milestone', comparator: 'complete', strength: date === null ? 'qualitative' : 'dated' }),
    ]);
    expect(found[0]?.deadline?.date ?? null).toBe(date);
  });

  it('is named with what makes a place of it, without its time', () => {
    expect(read('Xây dựng Tà Lôm trở thành huyện nông thôn mới kiểu mẫu vào cuối năm 2024.')[0]?.indicator).toBe(
      'xây dựng Tà Lôm trở thành huyện nông thôn mới kiểu mẫu',
    );
  });

  it('is that of the district whose words they are', () => {
    expect(read('Huyện đạt chuẩn nông thôn mới (vào năm 2025).', 'HUYỆN TÀ LÔM')).toEqual([
      expect.objectContaining({ text: 'Huyện đạt chuẩn nông thôn mới (vào năm 2025)', strength: 'dated', locality: 'Huyện Tà Lôm' }),
    ]);
    expect(read('Huyện đạt chuẩn nông thôn mới.')).toEqual([]);
  });

  it.each([
    ['Giữ vững các tiêu chí xã đạt chuẩn nông thôn mới kiểu mẫu.', 'giữ vững', 'các tiêu chí xã đạt chuẩn nông thôn mới kiểu mẫu'],
    ['Duy trì tiêu chí đô thị loại IV.', 'duy trì', 'tiêu chí đô thị loại IV'],
  ])('stays where it is: %s', (words, comparatorWord, indicator) => {
    expect(read(words)).toEqual([
      expect.objectContaining({ text: words.slice(0, -1), strength: 'qualitative', kind: 'directional', comparator: '=', indicator }),
    ]);
    expect(read(words)[0]).toMatchObject({ comparatorWord, direction: 'maintain' });
  });

  it.each([
    'Giữ vững quốc phòng, an ninh.',
    'Duy trì các tiêu chí đã đạt.',
    'Huyện Tà Lôm đã đạt chuẩn nông thôn mới.',
    'Xã Nà Sản đạt chuẩn nông thôn mới thì được thưởng công trình phúc lợi.',
    'Duy trì, nâng cao chất lượng các tiêu chí nông thôn mới.',
    'Xây dựng tỉnh trở thành trung tâm du lịch của vùng.',
    'Đưa nông nghiệp trở thành ngành kinh tế quan trọng.',
  ])('is not what was reached, a rule or a wish: %s', (words) => expect(read(words)).toEqual([]));
});

describe('a plan of something', () => {
  it('is named with it, compared or not', () => {
    expect(
      read('Tổng thu ngân sách trên địa bàn hoàn thành vượt so với dự toán Trung ương giao; thu nội địa hoàn thành vượt mức dự toán.').map(
        ({ text, indicator, comparator }) => [text, indicator, comparator],
      ),
    ).toEqual([
      [
        'Tổng thu ngân sách trên địa bàn hoàn thành vượt so với dự toán Trung ương giao',
        'mức hoàn thành dự toán tổng thu ngân sách trên địa bàn Trung ương giao',
        '>',
      ],
      ['thu nội địa hoàn thành vượt mức dự toán', 'mức hoàn thành dự toán thu nội địa', '>'],
    ]);
  });
});

describe('none left', () => {
  it('is a milestone beside the number that follows, and both have its time', () => {
    const found = read('Phấn đấu đến năm 2025 không còn hộ nghèo (trừ đối tượng bảo trợ xã hội), 97% người dân có thẻ bảo hiểm y tế.');
    expect(found.map(({ text, strength, deadline }) => [text, strength, deadline?.date])).toEqual([
      ['đến năm 2025 không còn hộ nghèo', 'dated', '2025-12-31'],
      ['97% người dân có thẻ bảo hiểm y tế', 'quantified', '2025-12-31'],
    ]);
  });
});
