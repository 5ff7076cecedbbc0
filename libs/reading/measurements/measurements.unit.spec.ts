import { structureOf } from '../structure/structure-of.js';
import { measurementsOf, ratioOf } from './measurements.js';

/** What is reported by a sentence of a report on nine months of 2022, or of the document given. */
function told(sentence: string, frame: (sentence: string) => string = report) {
  return measurementsOf(structureOf(frame(sentence)));
}

const HEAD = `ỦY BAN NHÂN DÂN
TỈNH SƠN HÀ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
`;
const report = (sentence: string) => `${HEAD}
Số: 160/BC-UBND

Sơn Hà, ngày 28 tháng 9 năm 2022

BÁO CÁO
Tình hình kinh tế - xã hội 9 tháng đầu năm 2022

I. KẾT QUẢ ĐẠT ĐƯỢC

1. ${sentence}

Nơi nhận:
- Lưu: VT.
`;
const plan = (sentence: string) => `${HEAD}
Số: 45/KH-UBND

Sơn Hà, ngày 28 tháng 9 năm 2022

KẾ HOẠCH
Thực hiện nhiệm vụ những tháng cuối năm 2022

I. NHIỆM VỤ TRỌNG TÂM

1. ${sentence}

Nơi nhận:
- Lưu: VT.
`;
const footnotes = (clause: string, ...notes: string[]) => `TỈNH ỦY SƠN HÀ

THÔNG BÁO
Kết luận của Thường trực Tỉnh ủy tại cuộc giao ban tháng 8/2022

Ngày 31/8/2022, Thường trực Tỉnh ủy tỉnh Sơn Hà họp giao ban và kết luận như sau:

1- Về tình hình thực hiện nhiệm vụ 8 tháng đầu năm 2022

Tuy nhiên, ${clause}; chất lượng một số văn bản còn hạn chế.

${notes.join('\n\n')}

2- Nhiệm vụ tháng 9

Tiếp tục thực hiện tốt các nhiệm vụ.
`;

const brief = (figures: ReturnType<typeof told>) => figures.map(({ text, indicator, value, unit }) => [text, indicator, value, unit]);

describe('the figures of a report', () => {
  it('tells value, share of the plan and growth apart, each with its name', () => {
    expect(
      brief(told('Tổng thu ngân sách 9 tháng ước đạt 12.345,6 tỷ đồng, bằng 75,2% dự toán, tăng 12,3% so với cùng kỳ năm trước.')),
    ).toEqual([
      ['Tổng thu ngân sách 9 tháng ước đạt 12.345,6 tỷ đồng', 'tổng thu ngân sách', '12345.6', 'tỷ đồng'],
      ['bằng 75,2% dự toán', 'tổng thu ngân sách so với dự toán', '75.2', '% dự toán'],
      ['tăng 12,3% so với cùng kỳ năm trước', 'tốc độ tăng tổng thu ngân sách so với cùng kỳ', '12.3', '%'],
    ]);
  });

  it.each([
    ['GRDP tăng 7,5%.', 'tốc độ tăng GRDP', '7.5', '%'],
    ['Chỉ số sản xuất công nghiệp (IIP) tăng 15,3% so với cùng kỳ.', 'chỉ số sản xuất công nghiệp (IIP)', '15.3', '%'],
    ['Tỷ lệ hộ nghèo giảm còn 3,2%.', 'tỷ lệ hộ nghèo', '3.2', '%'],
    ['Tỷ lệ hồ sơ đúng hạn tăng 1,2 điểm phần trăm.', 'mức tăng tỷ lệ hồ sơ đúng hạn', '1.2', 'điểm phần trăm'],
    ['Giải ngân vốn đầu tư công mới đạt 45,6% kế hoạch.', 'tỷ lệ giải ngân vốn đầu tư công', '45.6', '% kế hoạch'],
    ['Thu nhập bình quân đầu người đạt 65 triệu đồng/người/năm.', 'thu nhập bình quân đầu người', '65', 'triệu đồng/người/năm'],
    ['Đàn gia súc có 9.870 con.', 'đàn gia súc', '9870', 'con'],
    ['Đã trồng mới 5.120 ha rừng.', 'diện tích rừng đã trồng mới', '5120', 'ha'],
    ['Toàn tỉnh thu hút 25 dự án đầu tư mới.', 'số dự án đầu tư mới đã thu hút', '25', 'dự án'],
    ['Các địa phương đã đón 2,3 triệu lượt khách.', 'số lượt khách đã đón', '2.3', 'triệu lượt khách'],
    ['Trong kỳ xảy ra 45 vụ tai nạn giao thông.', 'số vụ tai nạn giao thông đã xảy ra', '45', 'vụ'],
    ['Xuất siêu 12,25 tỷ USD.', 'xuất siêu', '12.25', 'tỷ USD'],
    ['Đã cắt giảm 35 thủ tục hành chính.', 'số thủ tục hành chính đã cắt giảm', '35', 'thủ tục hành chính'],
    ['Giải phóng mặt bằng đạt 98%.', 'giải phóng mặt bằng', '98', '%'],
    ['100% hồ sơ được giải quyết đúng hạn.', 'tỷ lệ hồ sơ được giải quyết đúng hạn', '100', '%'],
    ['Huyện Mai Lâm hoàn thành 110% kế hoạch trồng rừng.', 'trồng rừng so với kế hoạch', '110', '% kế hoạch'],
  ])('names what %s is of', (sentence, indicator, value, unit) => {
    expect(told(sentence)).toMatchObject([{ indicator, value, unit, locality: expect.stringMatching(/^(?:Tỉnh Sơn Hà|Huyện Mai Lâm)$/) }]);
  });

  it('has numerator, denominator and ratio of a fraction, and lends them to the percentage that it makes', () => {
    expect(told('Toàn tỉnh có 120/180 xã đạt chuẩn nông thôn mới, đạt 66,7%.')).toMatchObject([
      { indicator: 'số xã đạt chuẩn nông thôn mới', value: '120', numerator: '120', denominator: '180', ratioPct: '66.67' },
      { indicator: 'tỷ lệ xã đạt chuẩn nông thôn mới', value: '66.7', numerator: '120', denominator: '180', ratioPct: '66.67' },
    ]);
    expect(told('Toàn tỉnh có 120/180 xã đạt chuẩn nông thôn mới, bằng 90% kế hoạch.')[1]).toMatchObject({
      numerator: null,
      ratioPct: null,
    });
  });

  it('gives each figure of a list by places to its place', () => {
    const figures = told('Tiến độ trồng rừng: huyện Nà Lúa 120/150 ha, xã Bản Mù 88/90 ha, Mai Lâm 5/20 ha.');
    expect(figures.map(({ locality, value }) => [locality, value])).toEqual([
      ['Huyện Nà Lúa', '120'],
      ['Xã Bản Mù', '88'],
      ['Xã Mai Lâm', '5'],
    ]);
    expect(new Set(figures.map(({ indicator }) => indicator))).toEqual(new Set(['trồng rừng']));
  });

  it.each([
    ['in brackets', 'Các địa phương có tỷ lệ giải ngân cao: huyện Nà Lúa (75%), xã Bản Mù (70,5%).'],
    ['behind a colon', 'Tỷ lệ giải ngân: huyện Nà Lúa: 75%; xã Bản Mù: 70,5%.'],
  ])('reads the figure of a place %s', (_where, sentence) => {
    expect(told(sentence)).toMatchObject([
      { indicator: 'tỷ lệ giải ngân', locality: 'Huyện Nà Lúa', value: '75' },
      { indicator: 'tỷ lệ giải ngân', locality: 'Xã Bản Mù', value: '70.5' },
    ]);
  });

  it('goes on with the place and the subject that were named, until another place is', () => {
    const figures = told('Thu ngân sách huyện Tân Sa đạt 61,8 tỷ đồng, bằng 21% dự toán; huyện Mai Lâm đạt 40 tỷ đồng, bằng 35% dự toán.');
    expect(figures.map(({ indicator, locality }) => [indicator, locality])).toEqual([
      ['thu ngân sách', 'Huyện Tân Sa'],
      ['thu ngân sách so với dự toán', 'Huyện Tân Sa'],
      ['thu ngân sách', 'Huyện Mai Lâm'],
      ['thu ngân sách so với dự toán', 'Huyện Mai Lâm'],
    ]);
  });

  it('gives each agency of a list its part of what was announced', () => {
    expect(
      brief(told('Giải ngân vốn đầu tư công đạt 45% kế hoạch; một số đơn vị còn thấp: Sở Y tế 12%, Ban Quản lý dự án tỉnh 9,5%.')).slice(1),
    ).toEqual([
      ['Sở Y tế 12%', 'tỷ lệ giải ngân vốn đầu tư công của Sở Y tế', '12', '%'],
      ['Ban Quản lý dự án tỉnh 9,5%', 'tỷ lệ giải ngân vốn đầu tư công của Ban Quản lý dự án tỉnh', '9.5', '%'],
    ]);
  });

  it('counts one after another what a calamity has done', () => {
    expect(brief(told('Mưa lũ làm 02 người chết, 318 nhà bị hư hỏng; 426,5 ha lúa và hoa màu bị ngập.')).map(([, name]) => name)).toEqual([
      'số người chết',
      'số nhà bị hư hỏng',
      'diện tích lúa và hoa màu bị ngập',
    ]);
  });

  it('ties what is told of one thing into a series, and nothing else', () => {
    const series = told('Thu nội địa đạt 500 tỷ đồng, bằng 80% dự toán; tỷ lệ che phủ rừng đạt 54%.').map((figure) => figure.series);
    expect(series).toEqual(['thu nội địa', 'thu nội địa', null]);
  });

  it.each([
    ['Phấn đấu cả năm thu ngân sách đạt 16.000 tỷ đồng.'],
    ['Dự kiến cả năm GRDP tăng 8%.'],
    ['Cùng kỳ năm 2021 đạt 45,2%.'],
    ['Sau hơn 4 năm triển khai, chính sách đã đi vào cuộc sống.'],
    ['Đã quán triệt Nghị quyết số 19/2021/NQ-HĐND và Chương trình 135.'],
    ['Các mặt công tác đạt kết quả tích cực.'],
    ['UBND tỉnh đã tổ chức hội nghị trực tuyến với 10 huyện.'],
    ['Một số chủ đầu tư có tỷ lệ giải ngân dưới 40%.'],
  ])('reports nothing in: %s', (sentence) => {
    expect(told(sentence)).toEqual([]);
  });
});

describe('the day on which figures stand', () => {
  it.each([
    ['a printed day', 'Đến ngày 31/8/2022, thu ngân sách đạt 500 tỷ đồng.', '2022-08-31', 'printed'],
    ['a period of the sentence', '6 tháng đầu năm 2022, thu ngân sách đạt 500 tỷ đồng.', '2022-06-30', 'inferred'],
    ['the title’s period', 'Thu ngân sách đạt 500 tỷ đồng.', '2022-09-30', 'inferred'],
  ])('is %s', (_what, sentence, asOf, asOfSource) => {
    expect(told(sentence)).toMatchObject([{ asOf, asOfSource }]);
  });

  it('is the day of the meeting where it is told up to now', () => {
    const [figure] = told('Đến nay, toàn tỉnh mới di chuyển được 37/84 hộ.', (sentence) =>
      footnotes('di dân khỏi vùng lũ còn chậm¹', `¹ ${sentence}`),
    );
    expect(figure).toMatchObject({ asOf: '2022-08-31', asOfSource: 'inferred' });
  });
});

describe('a footnote', () => {
  it('is governed by the clause of its mark', () => {
    const text = footnotes('một số sản phẩm đạt thấp so với kế hoạch¹', '¹ Xi măng đạt 55,1%; phân bón đạt 57,8%.');
    const figures = measurementsOf(structureOf(text));
    expect(figures.map(({ indicator, clause }) => [indicator, clause])).toEqual([
      ['sản lượng xi măng so với kế hoạch', 'mục 1, chú thích 1'],
      ['sản lượng phân bón so với kế hoạch', 'mục 1, chú thích 1'],
    ]);
    expect(new Set(figures.map(({ series }) => series)).size).toBe(1);
  });

  it('takes from that clause where the work is done', () => {
    const text = footnotes(
      'việc di dân ra khỏi vùng lũ chưa đảm bảo kế hoạch¹',
      '¹ Đến nay, toàn tỉnh mới di chuyển được 30/60 hộ, đạt 50% kế hoạch.',
    );
    expect(measurementsOf(structureOf(text)).map(({ indicator }) => indicator)).toEqual([
      'số hộ đã di chuyển khỏi vùng lũ',
      'tỷ lệ hoàn thành kế hoạch di chuyển hộ khỏi vùng lũ',
    ]);
  });

  it('calls bare names as the document calls them elsewhere, and its others alike', () => {
    const text = footnotes('công tác di dân tại huyện Mai Lâm còn chậm¹', '¹ Đã di chuyển 12/40 hộ (Mai Lâm 5/20 hộ, Bình Thanh 7/20 hộ).');
    expect(measurementsOf(structureOf(text)).map(({ locality }) => locality)).toEqual(['Tỉnh Sơn Hà', 'Huyện Mai Lâm', 'Huyện Bình Thanh']);
  });

  it('takes the kind of a bare name from the places that are known', () => {
    const text = footnotes('công tác di dân còn chậm¹', '¹ Đã di chuyển 12/40 hộ (Mai Lâm 5/20 hộ).');
    const places = [{ name: 'Mai Lâm', kind: 'Thị xã', within: 'Sơn Hà' }];
    expect(measurementsOf(structureOf(text, { places })).at(-1)).toMatchObject({ locality: 'Thị xã Mai Lâm' });
  });
});

describe('among tasks', () => {
  it('a sentence tells a result where its day is past or it says so', () => {
    expect(
      brief(
        told(
          'Đến hết ngày 31/8/2022, tỉnh đã giải ngân 1.100 tỷ đồng, đạt 40% kế hoạch; yêu cầu các chủ đầu tư bảo đảm đến 31/12/2022 đạt 95%.',
          plan,
        ),
      ),
    ).toEqual([
      ['tỉnh đã giải ngân 1.100 tỷ đồng', 'giải ngân', '1100', 'tỷ đồng'],
      ['đạt 40% kế hoạch', 'tỷ lệ giải ngân', '40', '% kế hoạch'],
    ]);
  });

  it.each([
    ['Phấn đấu thu ngân sách đạt 16.000 tỷ đồng, tăng 8%.'],
    ['Trồng mới 500 ha rừng, hoàn thành trước ngày 30/11/2022.'],
    ['Giải ngân đến 31/12/2022 đạt 95% kế hoạch.'],
    ['Phát triển đảng viên mới đạt 3% tổng số đảng viên.'],
    ['Tỷ lệ lao động có chứng chỉ đạt 26%.'],
    ['Xây dựng 02 xã nông thôn mới đạt 19 tiêu chí.'],
    ['Phân bổ hết 120 tỷ đồng kế hoạch vốn đã giao.'],
    ['Phát huy kết quả đã có, hoàn thành 100% kế hoạch trồng rừng.'],
  ])('reports nothing in: %s', (sentence) => {
    expect(told(sentence, plan)).toEqual([]);
  });
});

describe('the ratio of a fraction', () => {
  it('is rounded to two decimals, and none where there is nothing to divide by', () => {
    expect(ratioOf('13', '16')).toBe('81.25');
    expect(ratioOf('10', '10')).toBe('100');
    expect(ratioOf('1', '0')).toBeNull();
    expect(ratioOf('1', null)).toBeNull();
  });
});
