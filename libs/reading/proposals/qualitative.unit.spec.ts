import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2023\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n';
const read = (words: string): readonly ProposedTarget[] => readDirective(`${HEAD}1. ${words}\n`).targets;

describe('a named index', () => {
  it('is one proposal for each that a list names', () => {
    const found = read(
      'Tập trung cải thiện và nâng cao chỉ số cải cách hành chính (PAR INDEX), chỉ số năng lực cạnh tranh cấp tỉnh (PCI) và PAPI, gắn với trách nhiệm người đứng đầu.',
    );
    expect(found.map(({ indexName, direction, comparator, kind }) => ({ indexName, direction, comparator, kind }))).toEqual(
      ['PAR INDEX', 'PCI', 'PAPI'].map((indexName) => ({ indexName, direction: 'increase', comparator: 'improve', kind: 'index_rank' })),
    );
    expect(found[1]?.head?.text).toBe('cải thiện và nâng cao');
  });

  it('goes on over a comma to its short name', () => {
    const found = read('Cải thiện chỉ số hài lòng của người dân, tổ chức về phục vụ hành chính (SIPAS), chỉ số PCI.');
    expect(found.map(({ text, indexName }) => [text, indexName])).toEqual([
      ['Cải thiện chỉ số hài lòng của người dân, tổ chức về phục vụ hành chính (SIPAS)', 'SIPAS'],
      ['chỉ số PCI', 'PCI'],
    ]);
  });

  it('is to be kept as a rank', () => {
    expect(read('Phấn đấu duy trì thứ hạng chỉ số SIPAS của tỉnh.')).toEqual([
      expect.objectContaining({
        text: 'Phấn đấu duy trì thứ hạng chỉ số SIPAS của tỉnh',
        comparator: '=',
        comparatorAlt: ['>='],
        unit: 'hạng',
        direction: 'maintain',
      }),
    ]);
  });

  it('in a cited title is nobody’s', () => {
    expect(
      read('Thực hiện Nghị quyết số 07-NQ/TU ngày 05/5/2021 của Tỉnh ủy về nâng cao chỉ số năng lực cạnh tranh PCI giai đoạn 2021-2025.'),
    ).toEqual([]);
  });
});

describe('a named rate with a direction only', () => {
  it.each([
    ['Thực hiện các giải pháp giảm tỷ lệ nợ đọng xây dựng cơ bản.', 'giảm tỷ lệ nợ đọng xây dựng cơ bản', '%', 'decrease'],
    ['Đầu tư hồ chứa để tăng tỷ lệ diện tích được tưới và nâng cao đời sống.', 'tăng tỷ lệ diện tích được tưới', '%', 'increase'],
    ['Giảm tốc độ suy thoái nguồn nước ngầm.', 'Giảm tốc độ suy thoái nguồn nước ngầm', null, 'decrease'],
    [
      'Mở rộng quy mô, diện tích nuôi, trồng theo tiêu chuẩn VietGAP.',
      'Mở rộng quy mô, diện tích nuôi, trồng theo tiêu chuẩn VietGAP',
      null,
      'increase',
    ],
  ])('is proposed: %s', (words, text, unit, direction) => {
    expect(read(words)).toEqual([
      expect.objectContaining({ text, unit, direction, strength: 'qualitative', kind: 'directional', comparator: 'improve', value: null }),
    ]);
  });

  it.each([
    'Nâng cao chất lượng dạy và học.',
    'Giảm tối đa chi phí hội nghị.',
    'Mở rộng diện tích trồng rau.',
    'Tốc độ tăng tỷ lệ dân số ổn định.',
  ])('is not vague: %s', (words) => {
    expect(read(words)).toEqual([]);
  });
});

describe('a plan to be fulfilled', () => {
  it.each([
    ['Phấn đấu hoàn thành vượt mức các mục tiêu, chỉ tiêu Kế hoạch phát triển kinh tế - xã hội năm 2023.', '>', '% kế hoạch', '2023-12-31'],
    ['Bảo đảm hoàn thành và vượt dự toán thu ngân sách được giao.', '>=', '% dự toán', null],
    ['Chỉ đạo hoàn thành chỉ tiêu tuyển quân.', '>=', '% chỉ tiêu', null],
    ['Phấn đấu thu vượt kế hoạch dự toán giao.', '>', '% dự toán', null],
  ])('is one hundred percent: %s', (words, comparator, unit, date) => {
    expect(read(words)).toEqual([
      expect.objectContaining({ comparator, unit, value: '100', valueSource: 'implied', strength: 'qualitative' }),
    ]);
    expect(read(words)[0]?.deadline?.date ?? null).toBe(date);
  });

  it('implies the end of the year where it names none', () => {
    expect(read('Hoàn thành kế hoạch di dời hộ dân vùng lũ quét.')[0]).toMatchObject({ deadline: null, deadlineImplied: '2023-12-31' });
  });

  it.each([
    'Tăng cường kiểm tra, góp phần hoàn thành kế hoạch năm 2023.',
    'Để hoàn thành các chỉ tiêu năm 2023 cần tập trung một số nhiệm vụ.',
    'Rà soát các chỉ tiêu đạt thấp, khó hoàn thành kế hoạch.',
  ])('is not a purpose or a doubt: %s', (words) => {
    expect(read(words)).toEqual([]);
  });
});

describe('a named standard', () => {
  it.each([
    [
      'Nhất là hoàn thành xây dựng nông thôn mới tại xã Nậm Pì, huyện Tà Lôm.',
      'hoàn thành xây dựng nông thôn mới tại xã Nậm Pì, huyện Tà Lôm',
      'milestone',
      'Xã Nậm Pì, huyện Tà Lôm',
    ],
    ['Tiếp tục hoàn thành tiêu chí trưởng bản là đảng viên.', 'hoàn thành tiêu chí trưởng bản là đảng viên', 'percentage', 'Tỉnh An Lâm'],
  ])('is to be reached: %s', (words, text, kind, locality) => {
    expect(read(words)).toEqual([expect.objectContaining({ text, kind, locality, comparator: 'complete', strength: 'qualitative' })]);
  });

  it('is reached by a place that is named beside a number of others', () => {
    const found = read('Có thêm 06 xã đạt chuẩn và huyện Tà Lôm được công nhận đạt chuẩn nông thôn mới.');
    expect(found.map(({ text, strength }) => [text, strength])).toEqual([
      ['Có thêm 06 xã đạt chuẩn', 'quantified'],
      ['huyện Tà Lôm được công nhận đạt chuẩn nông thôn mới', 'qualitative'],
    ]);
    expect(read('Có thêm 06 xã đạt chuẩn và huyện Tà Lôm đã được công nhận đạt chuẩn nông thôn mới.')).toHaveLength(1);
  });

  it('is not what stands before a verb that ends the passage', () => {
    const found = read('Phấn đấu xã Nậm Pì đạt chuẩn nông thôn mới.\n\n- Sở Y tế hoàn thành');
    expect(found.map(({ text }) => text)).toEqual(['Phấn đấu xã Nậm Pì đạt chuẩn nông thôn mới']);
  });
});

describe('what a reader is told of a proposal', () => {
  it('says why in both languages, and is less sure of a soft promise', () => {
    const [firm, soft] = [read('Phấn đấu thành lập mới 03 trạm y tế.'), read('Dự kiến thành lập mới 03 trạm y tế.')].map(([one]) => one);
    expect(firm?.reason).toMatchObject({
      vi: expect.stringMatching(/^Vì .*“03 trạm y tế”/u) as string,
      en: expect.stringMatching(/^Because /u) as string,
    });
    expect(soft?.confidence).toBeLessThan(firm?.confidence ?? 0);
    expect(soft?.reason.vi).toContain('mềm');
  });
});
