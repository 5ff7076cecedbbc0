import { describe, expect, it } from '@jest/globals';
import { structureOf } from '../structure/structure-of.js';
import { measurementsOf } from './measurements.js';

/** Value, unit and locality of what a sentence of a report on nine months of 2022 tells. */
const told = (sentence: string) =>
  measurementsOf(
    structureOf(
      `ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ\nSố: 160/BC-UBND\nSơn Hà, ngày 28 tháng 9 năm 2022\n\nBÁO CÁO\nTình hình 9 tháng đầu năm 2022\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. ${sentence}\n`,
    ),
  );
const figures = (sentence: string) => told(sentence).map(({ value, unit, locality }) => `${value} ${unit ?? ''} ${locality ?? '-'}`);
const days = (sentence: string) => told(sentence).map(({ value, asOf }) => `${value} ${asOf ?? '-'}`);

describe('what else is a figure', () => {
  it('is told of how long something takes, of what was claimed, and of a rate with a count in its name', () => {
    expect(figures('Thời gian chờ khám bình quân giảm từ 95 phút xuống còn 62 phút.')).toEqual(['62 phút Tỉnh Sơn Hà']);
    expect(figures('Thời gian giải quyết thủ tục còn 3 ngày.')).toEqual(['3 ngày Tỉnh Sơn Hà']);
    expect(figures('Chi phí đề nghị thanh toán 1.021,7 tỷ đồng.')).toEqual(['1021.7 tỷ đồng Tỉnh Sơn Hà']);
    expect(told('Tỷ lệ hộ nghèo 03 huyện ven biển giảm còn 6,15%.').map(({ indicator, value }) => [indicator, value])).toEqual([
      ['tỷ lệ hộ nghèo 03 huyện ven biển', '6.15'],
    ]);
  });

  it('is neither a time in passing nor what is asked for', () => {
    expect(figures('Hội nghị diễn ra trong 90 phút.')).toEqual([]);
    expect(figures('Đề nghị Trung ương bổ sung 120 tỷ đồng.')).toEqual([]);
  });

  it('is told of the authority by its rank alone, and the next one goes on with it', () => {
    expect(
      told('Tỷ lệ hồ sơ trực tuyến đạt 85%. Năm 2021, tỉnh thu ngân sách 21.042 tỷ đồng, đạt 113,6% dự toán.').map(
        ({ indicator, value }) => `${indicator}: ${value}`,
      ),
    ).toEqual(['tỷ lệ hồ sơ trực tuyến: 85', 'thu ngân sách: 21042', 'thu ngân sách so với dự toán: 113.6']);
  });

  it('is named by the rate by which others are counted, and by what the sentence before a list tells', () => {
    expect(told('Có 14 đơn vị giải ngân dưới 30% (huyện Tân Sa 21,8%, huyện Đông Sơn 12%).').map(({ indicator }) => indicator)).toEqual([
      'số đơn vị giải ngân dưới 30%',
      'tỷ lệ giải ngân',
      'tỷ lệ giải ngân',
    ]);
    expect(
      told('Tỷ lệ bao phủ bảo hiểm y tế đạt 83,1%. Cụ thể từng nơi:\n- Huyện Tân Sa: 80,4%;\n- Huyện Đông Sơn: 91%.').map(
        ({ indicator, locality }) => [indicator, locality],
      ),
    ).toEqual([
      ['tỷ lệ bao phủ bảo hiểm y tế', 'Tỉnh Sơn Hà'],
      ['tỷ lệ bao phủ bảo hiểm y tế', 'Huyện Tân Sa'],
      ['tỷ lệ bao phủ bảo hiểm y tế', 'Huyện Đông Sơn'],
    ]);
  });

  it('is of the place of its own bracket only', () => {
    expect(figures('Có 14 xã đạt chuẩn (huyện Tân Sa 5 xã); 06 dự án chưa giải ngân.')).toEqual([
      '14 xã Tỉnh Sơn Hà',
      '5 xã Huyện Tân Sa',
      '6 dự án Tỉnh Sơn Hà',
    ]);
  });
});

describe('figures of others', () => {
  it('are those of agencies and places in one list, names with commas too', () => {
    expect(
      figures('Một số đơn vị giải ngân thấp: huyện Tân Sa (48,2%), Sở Văn hóa, Thể thao và Du lịch 4,05%; quận Đông Hòa 7,3%; Sở Y tế 9%.'),
    ).toEqual(['48.2 % Huyện Tân Sa', '4.05 % Tỉnh Sơn Hà', '7.3 % Quận Đông Hòa', '9 % Tỉnh Sơn Hà']);
    expect(told('Sở Văn hóa, Thể thao và Du lịch giải ngân thấp: Sở Văn hóa, Thể thao và Du lịch 4,05%.')[0]?.text).toBe(
      'Sở Văn hóa, Thể thao và Du lịch 4,05%',
    );
  });

  it('are of the kind that the lead-in or the other items give to bare names, else of the level below', () => {
    expect(figures('Xảy ra 12 vụ, tập trung ở các huyện: Tân Sa 5 vụ, Đông Sơn 4 vụ.').slice(1)).toEqual([
      '5 vụ Huyện Tân Sa',
      '4 vụ Huyện Đông Sơn',
    ]);
    expect(figures('Xã Mai Lâm đạt 19/19 tiêu chí, Thạch Đồng 15/19 tiêu chí.')).toEqual([
      '19 tiêu chí Xã Mai Lâm',
      '15 tiêu chí Xã Thạch Đồng',
    ]);
    expect(figures("Kết quả trồng rừng: Nà Lúa 318/500 ha; M'Drăk 12/50 ha.")).toEqual(['318 ha Huyện Nà Lúa', "12 ha Huyện M'Drăk"]);
  });

  it('are of the place with which their sentence begins, and of examples', () => {
    expect(figures('Tại huyện Tân Sa, tỷ lệ hộ nghèo còn 28,4%; thu ngân sách đạt 120 tỷ đồng.')).toEqual([
      '28.4 % Huyện Tân Sa',
      '120 tỷ đồng Huyện Tân Sa',
    ]);
    expect(figures('Huyện Tân Sa: trồng được 120 ha. Toàn tỉnh trồng được 900 ha.')).toEqual(['120 ha Huyện Tân Sa', '900 ha Tỉnh Sơn Hà']);
    expect(figures('Một số huyện có tỷ lệ giải ngân khá như Tân Sa 68,4%, Đông Sơn 61%.')).toEqual([
      '68.4 % Huyện Tân Sa',
      '61 % Huyện Đông Sơn',
    ]);
    expect(figures('Cao nhất là thị xã Hòa Ninh (85,2%), thấp nhất là huyện đảo Cát Vân (12%).')).toEqual([
      '85.2 % Thị xã Hòa Ninh',
      '12 % Huyện đảo Cát Vân',
    ]);
    expect(figures('UBND huyện Tân Sa đã giải ngân 45 tỷ đồng; Ban Quản lý dự án tỉnh giải ngân 120 tỷ đồng.')).toEqual([
      '45 tỷ đồng Huyện Tân Sa',
      '120 tỷ đồng Tỉnh Sơn Hà',
    ]);
  });

  it('are the nation’s behind cả nước', () => {
    expect(figures('Giải ngân đạt 19,8%, thấp hơn bình quân chung cả nước (22,34%).')).toEqual(['19.8 % Tỉnh Sơn Hà', '22.34 % Cả nước']);
  });
});

describe('figures without a subject of their own', () => {
  it('are of what was judged before them', () => {
    expect(told('Giải ngân vốn đầu tư công còn chậm, đến ngày 30/6/2022 mới đạt 21,8% kế hoạch.')).toMatchObject([
      { indicator: 'tỷ lệ giải ngân vốn đầu tư công', value: '21.8', unit: '% kế hoạch', asOf: '2022-06-30' },
    ]);
  });

  it('are shares of what stands behind có', () => {
    expect(told('Toàn tỉnh có 75% hộ gia đình có Internet.')).toMatchObject([{ indicator: 'tỷ lệ hộ gia đình có Internet', value: '75' }]);
    expect(told('Hiện nay, 100% sở, ban, ngành, huyện, xã đã kết nối.')).toMatchObject([
      { indicator: 'tỷ lệ sở, ban, ngành, huyện, xã đã kết nối', value: '100' },
    ]);
  });

  it('count what then is told of them, and a percentage may say which ones', () => {
    expect(figures('Bên cạnh đó, 05 chủ đầu tư giải ngân dưới 10%.')).toEqual([expect.stringMatching(/^5 chủ đầu tư/)]);
    expect(figures('Có 12/34 chủ đầu tư giải ngân trên 50%.')).toEqual([expect.stringMatching(/^12 chủ đầu tư/)]);
    expect(figures('Hai địa phương đã bám sát kế hoạch.')).toEqual([]);
  });
});

describe('figures beside others', () => {
  it.each([
    ['Tỷ lệ hộ nghèo giảm từ 10,31% đầu năm xuống còn 8,95%.', ['8.95 %']],
    ['Đàn trâu 19.870 con, giảm 2,1%.', ['19870 con', '2.1 %']],
    ['Khách du lịch đạt 1,9 triệu lượt, gấp 1,3 lần cùng kỳ.', ['1.9 triệu lượt', '1.3 lần']],
    ['Có 18/24 chỉ tiêu đạt kế hoạch, 2 chỉ tiêu không đạt.', ['18 chỉ tiêu', '2 chỉ tiêu']],
    ['Vốn trung ương giải ngân 612/1.450 tỷ đồng (42,2%).', ['612 tỷ đồng', '42.2 %']],
    ['Công an tỉnh phát hiện 312 vụ.', ['312 vụ']],
    ['Trong 2 lần kiểm tra đã nhắc nhở.', []],
  ])('%s', (sentence, read) => {
    expect(figures(sentence).map((figure) => figure.replace(/ (?:Tỉnh Sơn Hà|-)$/, ''))).toEqual(read);
  });

  it('are named whole where the name is a list', () => {
    expect(told('GRDP tăng 6%, trong đó khu vực nông, lâm nghiệp và thủy sản tăng 3,4%.')[1]?.indicator).toBe(
      'tốc độ tăng khu vực nông, lâm nghiệp và thủy sản',
    );
    expect(told('Còn 215 hộ chưa bàn giao mặt bằng.')[0]?.indicator).toBe('số hộ chưa bàn giao mặt bằng');
  });
});

describe('the day', () => {
  it('of a base is not that of the figure, and a year does not last beyond its sentence', () => {
    expect(days('Tỷ lệ hộ nghèo giảm từ 6,23% cuối năm 2021 xuống còn 4,76%. Đã giải quyết việc làm cho 5.412 lao động.')).toEqual([
      '4.76 2022-09-30',
      '5412 2022-09-30',
    ]);
    expect(days('Tỷ lệ hồ sơ trực tuyến năm 2021 đạt 23,6%. Toàn tỉnh có 1.250 doanh nghiệp.')).toEqual([
      '23.6 2021-12-31',
      '1250 2022-09-30',
    ]);
  });

  it('of the sentence that a footnote hangs on is the footnote’s', () => {
    expect(days('Đến ngày 25/8/2022 nhiều đơn vị giải ngân thấp¹.\n\n¹ Sở Y tế 21,4%.')).toEqual(['21.4 2022-08-25']);
  });

  it('with which a passage begins lasts, a year too', () => {
    expect(days('Năm 2021, cả nước ghi nhận 141 trường hợp. Bệnh tay chân miệng: 105.953 trường hợp mắc.').at(-1)).toBe(
      '105953 2021-12-31',
    );
  });

  it('to which results are told lasts', () => {
    expect(days('Tính đến ngày 31/8/2022, giải ngân đạt 45%. Có 11 đơn vị đạt kế hoạch.')).toEqual(['45 2022-08-31', '11 2022-08-31']);
  });
});

describe('figures in a document of the centre', () => {
  const central = (title: string, sentence: string) =>
    measurementsOf(
      structureOf(
        `VĂN PHÒNG CHÍNH PHỦ\nSố: 16/TB-VPCP\nHà Nội, ngày 28 tháng 9 năm 2022\n\nTHÔNG BÁO\n${title}\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. ${sentence}\n`,
      ),
    ).map(({ value, locality }) => [value, locality]);

  it('are of the one province that its title names, else of provinces by their bare names', () => {
    expect(central('Kết luận tại buổi làm việc với lãnh đạo tỉnh Điện Biên', 'Tỷ lệ hộ nghèo còn 28,4%.')).toEqual([
      ['28.4', 'Tỉnh Điện Biên'],
    ]);
    expect(central('Kết luận về giải ngân', 'Giải ngân đạt 45%, trong đó Bắc Ninh đạt 60%, Hải Phòng 58%.')).toEqual([
      ['45', null],
      ['60', 'Tỉnh Bắc Ninh'],
      ['58', 'Thành phố Hải Phòng'],
    ]);
  });
});
