import type { Passage } from '../structure.js';
import { agencyBefore } from './doers.js';
import { placesIn } from './places.js';
import { structureOf } from './structure-of.js';

const HEAD = `UBND TỈNH SƠN HÀ
SỞ TÀI CHÍNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: /KH-STC
Sơn Hà, ngày tháng 3 năm 2024

KẾ HOẠCH
Thực hiện nhiệm vụ quý II năm 2024
`;

const passages = (source: string) => {
  const { prepared, passages: all } = structureOf(source);
  return all.map((passage) => ({ ...passage, text: prepared.text.slice(passage.from, passage.to) }));
};
const labels = (source: string) => passages(source).map(({ label, text }) => `${label}: ${text}`);
const find = (source: string, words: string) => passages(source).find(({ text }) => text.includes(words)) as Passage & { text: string };

describe('the head of a document', () => {
  it('is read as far as it is printed', () => {
    expect(structureOf(`${HEAD}\n1. Rà soát các dự án.`).head).toMatchObject({
      issuer: 'Sở Tài chính tỉnh Sơn Hà',
      number: null,
      kind: 'Kế hoạch',
      place: 'Sơn Hà',
      issuedOn: '2024-03',
      title: 'Kế hoạch thực hiện nhiệm vụ quý II năm 2024',
      locality: 'Tỉnh Sơn Hà',
    });
  });

  it.each([
    [
      '**ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ**\n\nSố: **15** /UBND-TH',
      { issuer: 'Ủy ban nhân dân tỉnh Sơn Hà', number: '15/UBND-TH', kind: 'Công văn' },
    ],
    ['TỈNH ỦY SƠN HÀ\n*\nSố 12-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM', { issuer: 'Tỉnh ủy Sơn Hà', number: '12-CT/TU', kind: 'Chỉ thị' }],
    [
      'THỦ TƯỚNG CHÍNH PHỦ\nSố: 280/CĐ-TTg\nHà Nội, ngày 19 tháng 4 năm 2023',
      { issuer: 'Thủ tướng Chính phủ', locality: null, kind: 'Công điện' },
    ],
    [
      'BỘ Y TẾ       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/BYT-KH      Hà Nội, ngày 3 tháng 1 năm 2020',
      { issuer: 'Bộ Y tế', number: '9/BYT-KH', issuedOn: '2020-01-03', locality: null },
    ],
    ['ỦY BAN NHÂN DÂN\nXÃ ĐÔNG HÒA\nSố: 7/KH-UBND', { issuer: 'Ủy ban nhân dân xã Đông Hòa', locality: 'Xã Đông Hòa' }],
    [
      'HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG\nSố: 4/2022/NQ-HĐND',
      { issuer: 'Hội đồng nhân dân thành phố Hải Phòng', number: '4/2022/NQ-HĐND', kind: 'Nghị quyết' },
    ],
  ])('%j', (head, read) => {
    expect(structureOf(`${head}\n\nCăn cứ Luật Đầu tư công;\n\n1. Rà soát các dự án trên địa bàn.`).head).toMatchObject(read);
  });

  it('knows the day of the meeting that it reports, and the time that it is about', () => {
    const { head, time } = structureOf(
      'THÔNG BÁO\nKết luận phiên họp tháng 8 năm 2023\n\nNgày 25/8/2023, UBND tỉnh Sơn Hà họp phiên thường kỳ và kết luận như sau:\n\n1. Kết quả 8 tháng đầu năm 2023\n\nThu ngân sách đạt khá.\n\n2. Nhiệm vụ trọng tâm quý IV năm 2023\n\nTập trung giải ngân.',
    );
    expect(head).toMatchObject({ meetingOn: '2023-08-25', locality: 'Tỉnh Sơn Hà' });
    expect(time).toMatchObject({ year: 2023, period: '2023-Q4', asOf: { date: '2023-08-31', source: 'inferred' } });
  });

  it('is nothing for a bare sentence, which is the body', () => {
    const { head, passages: all } = structureOf('Phấn đấu đạt 95%.', { locality: 'Tỉnh Sơn Hà' });
    expect(head).toMatchObject({ issuer: null, kind: null, locality: 'Tỉnh Sơn Hà' });
    expect(all).toMatchObject([{ label: 'đoạn 1', mood: 'task', locality: 'Tỉnh Sơn Hà' }]);
  });
});

describe('clauses and labels', () => {
  it('keep what stands alone beneath the last heading under it', () => {
    expect(labels('I. CHUNG\n\n1. Làm một việc.\n\nII. TỔ CHỨC THỰC HIỆN\n\nCác phòng báo cáo kết quả thực hiện./.').at(-1)).toBe(
      'II: Các phòng báo cáo kết quả thực hiện./.',
    );
  });

  it('keep a letter above the numbers in brackets beneath it, and name parts by their order', () => {
    expect(
      labels('PHẦN THỨ HAI\nMỤC TIÊU\n\n1. Chỉ tiêu\n\na) Kinh tế\n\n(1) Một.\n\n(2) Hai.\n\nb) Xã hội\n\n(3) Ba.').map(
        (one) => one.split(':')[0],
      ),
    ).toEqual(expect.arrayContaining(['Phần thứ hai.1.a.(1)', 'Phần thứ hai.1.a.(2)', 'Phần thứ hai.1.b.(3)']));
  });

  it('leave out mục beneath a roman number, count paragraphs only where there are more, and dashes', () => {
    expect(
      labels(
        'I. CHUNG\n\n1. Làm một việc.\n\n2. Làm hai việc.\n\nThêm một việc.\n\nII. RIÊNG\n\n1. Nhóm đầu\n\n1.1. Sở A:\n\n- Một;\n\n- Hai.',
      ),
    ).toEqual([
      'I: CHUNG',
      'I.1: Làm một việc.',
      'I.2, đoạn 1: Làm hai việc.',
      'I.2, đoạn 2: Thêm một việc.',
      'II: RIÊNG',
      'II.1: Nhóm đầu',
      'II.1.1: Sở A:',
      'II.1.1, gạch 1: Một;',
      'II.1.1, gạch 2: Hai.',
    ]);
  });

  it('name articles, points and closing words', () => {
    expect(
      labels(
        'Điều 1. Giao chỉ tiêu như sau:\n\n1. Thu ngân sách.\n\na) Thu nội địa.\n\nĐiều 2. Thi hành\n\nNghị quyết này có hiệu lực từ ngày ký./.',
      ),
    ).toEqual([
      'Điều 1: Giao chỉ tiêu như sau:',
      'Điều 1.1: Thu ngân sách.',
      'Điều 1.1.a: Thu nội địa.',
      'Điều 2: Thi hành',
      'đoạn cuối: Nghị quyết này có hiệu lực từ ngày ký./.',
    ]);
  });

  it('let a number that does not follow open no clause', () => {
    expect(labels('1. Một.\n\n2. Hai.\n\n25. Ba mươi.\n\n3. Ba.').map((label) => label.split(':')[0])).toEqual([
      'mục 1',
      'mục 2, đoạn 1',
      'mục 2, đoạn 2',
      'mục 3',
    ]);
  });

  it('begin anew with an attached document behind recipients and signature', () => {
    const all = passages('1. Gửi kèm Nghị quyết.\n\nNơi nhận:\n\n- Như trên;\n\n**CHỦ TỊCH**\n\n## NGHỊ QUYẾT\n\nĐiều 1. Giao kế hoạch.');
    expect(all.filter(({ mood }) => mood === 'task').map(({ label }) => label)).toEqual(['mục 1', 'Điều 1']);
  });

  it('take the letterhead of an attached document for nobody who is to do it', () => {
    const attached =
      'HỘI ĐỒNG NHÂN DÂN\nHUYỆN ĐẠI LÂM\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 20/NQ-HĐND\n\nNGHỊ QUYẾT\nVề nhiệm vụ cuối năm\n\n1. Trồng 500 ha rừng.';
    const last = passages(`Gửi kèm Nghị quyết của huyện để thực hiện.\n\n${attached}`).at(-1);
    expect([last?.label, last?.mood, last?.responsible]).toEqual(['mục 1', 'task', null]);
  });
});

describe('what governs a passage', () => {
  const source = `${HEAD}
Căn cứ Luật Đầu tư công ngày 13 tháng 6 năm 2019;

1- Về tình hình thực hiện quý I

Thu ngân sách đạt thấp¹.

¹ Đạt 21% dự toán.

2- Nhiệm vụ trọng tâm

Giám đốc Sở yêu cầu các phòng chuyên môn tập trung thực hiện các nhiệm vụ sau:

- Giải ngân đạt 60%.

3- Phân công

3.1- Văn phòng Sở: Theo dõi.

3.2- UBND các huyện, thành phố: Báo cáo hằng tháng.

3.3- Giao Sở Y tế chủ trì, yêu cầu Công ty Điện lực Sơn Hà phải báo cáo hằng tháng.

Nơi nhận:

- Lưu: VT.`;

  it('is other for grounds and recipients, report for results and their footnotes, task for what is to do', () => {
    expect(['Căn cứ', 'Thu ngân sách đạt', 'Đạt 21%', 'Giải ngân', 'Lưu'].map((words) => find(source, words).mood)).toEqual([
      'other',
      'report',
      'report',
      'task',
      'other',
    ]);
  });

  it('puts a footnote into the clause of its mark', () => {
    expect(find(source, 'Đạt 21%').label).toBe('mục 1, chú thích 1');
  });

  it('names who is to do it: from the lead-in, the first words, an order', () => {
    expect(['Giải ngân', 'Theo dõi', 'Báo cáo hằng', 'chủ trì'].map((words) => find(source, words).responsible)).toEqual([
      'Các phòng chuyên môn',
      'Văn phòng Sở',
      'UBND các huyện, thành phố',
      'Sở Y tế',
    ]);
    const { prepared } = structureOf(source);
    const passage = find(source, 'chủ trì');
    expect(agencyBefore(prepared, passage, prepared.text.indexOf('báo cáo hằng tháng'))?.name).toBe('Công ty Điện lực Sơn Hà');
  });

  it('names the locality of the agency, else the document’s', () => {
    expect(find(source, 'Báo cáo hằng').locality).toBe('Các huyện, thành phố (tỉnh Sơn Hà)');
    expect(find(source, 'Theo dõi').locality).toBe('Tỉnh Sơn Hà');
    expect(find('1. UBND thành phố Đông Hà tập trung khởi công dự án.', 'khởi công').locality).toBe('Thành phố Đông Hà');
  });

  it('takes no verb for an agency', () => {
    expect(
      passages('1. Báo cáo hằng tuần.\n\n2. Lãnh đạo, chỉ đạo thực hiện.\n\n3. Thanh tra các dự án.\n\n4. Ban hành kế hoạch.').map(
        ({ responsible }) => responsible,
      ),
    ).toEqual([null, null, null, null]);
  });
});

describe('where a section is', () => {
  const localityOf = (heading: string, first = 'Trồng 500 ha rừng.') =>
    structureOf(`${HEAD}\n1. Chung\n\nLàm tốt.\n\n2. ${heading}\n\n${first}\n`).passages.at(-1)?.locality;

  it.each([
    ['Huyện Na Rì', 'Huyện Na Rì'],
    ['Huyện Na Rì (tỉnh Bắc Kạn)', 'Huyện Na Rì'],
    ['Huyện Chư Pưh (tỉnh Gia Lai), năm 2024', 'Huyện Chư Pưh'],
    ['Huyện Tân Sa, huyện Đông Sơn (tỉnh Bắc Kạn)', 'Huyện Tân Sa, huyện Đông Sơn'],
  ])('is told by its heading: %s', (heading, locality) => expect(localityOf(heading)).toBe(locality));

  it('is that of whoever reported', () => {
    expect(localityOf('Nông nghiệp', 'Theo báo cáo của UBND huyện Tân Sa, thu hoạch 500 ha lúa.')).toBe('Huyện Tân Sa');
  });

  it('is no place that the body mentions once', () => {
    const { head } = structureOf('NGHỊ QUYẾT\nVề phát triển kinh tế\n\nĐiều 1. Triển khai các dự án tại Thành phố Hồ Chí Minh.');
    expect(head.locality).toBeNull();
  });
});

describe('places', () => {
  const known = [{ name: 'Na Hang', kind: 'Huyện', within: 'Tuyên Quang' }];
  it.each([
    ['nông thôn mới tại xã Bình Minh, huyện Đông Sơn', ['Xã Bình Minh, huyện Đông Sơn']],
    ['Na Hang 4/44 hộ', ['Huyện Na Hang']],
    ['huyện Bình Gia, Cao Lộc và Chi Lăng', ['Huyện Bình Gia', 'Huyện Cao Lộc', 'Huyện Chi Lăng']],
    ["huyện Ea Súp, M'Đrắk và Cư M’gar", ['Huyện Ea Súp', "Huyện M'Đrắk", 'Huyện Cư M’gar']],
    ['thị xã Tân Hòa, Phan Rang-Tháp Chàm', ['Thị xã Tân Hòa', 'Thị xã Phan Rang-Tháp Chàm']],
    ['huyện Ea Súp, UBND xã', ['Huyện Ea Súp']],
    ['TP. Hải Phòng, phường 12', ['Thành phố Hải Phòng', 'Phường 12']],
    ['các huyện, thành phố của tỉnh', []],
  ])('%s', (text, names) => {
    const { prepared } = structureOf(text);
    expect(placesIn(prepared, 0, prepared.text.length, known).map(({ name }) => name)).toEqual(names);
  });
});
