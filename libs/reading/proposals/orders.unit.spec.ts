import { readDirective } from '../read-directive.js';
import type { ProposedTarget } from '../reading.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/CT-UBND\n\nAn Lâm, ngày 10 tháng 10 năm 2022\n\nCHỈ THỊ\nVề việc đẩy mạnh thu ngân sách\n\n';
const read = (body: string): readonly ProposedTarget[] => readDirective(`${HEAD}${body}\n`).targets;
const told = (body: string) => read(body).map(({ text, responsible, deadline }) => [text, responsible, deadline?.date ?? null]);

describe('a task behind its grounds', () => {
  it.each([
    [
      'Căn cứ hướng dẫn của Bộ Xây dựng, các quy định hiện hành và kết quả khảo sát, Sở Xây dựng lập danh mục công trình trong tháng 11/2022.',
      ['lập danh mục công trình trong tháng 11/2022', 'Sở Xây dựng', '2022-11-30'],
    ],
    [
      'Thực hiện Nghị quyết số 15/NQ-HĐND ngày 12/7/2022 của Hội đồng nhân dân tỉnh về vốn đầu tư công, Sở Tài chính trình phương án phân bổ trước ngày 30/10/2022.',
      ['trình phương án phân bổ trước ngày 30/10/2022', 'Sở Tài chính', '2022-10-30'],
    ],
    [
      'Trên cơ sở kết quả rà soát, Công an tỉnh hoàn thành cấp tài khoản định danh trong tháng 12/2022.',
      ['hoàn thành cấp tài khoản định danh trong tháng 12/2022', 'Công an tỉnh', '2022-12-31'],
    ],
    [
      'Căn cứ nhiệm vụ được phân công, UBND tỉnh giao Sở Nội vụ trình đề án vị trí việc làm chậm nhất ngày 20/11/2022.',
      ['trình đề án vị trí việc làm chậm nhất ngày 20/11/2022', 'Sở Nội vụ', '2022-11-20'],
    ],
  ])('is read wherever it stands, with who is to do it: %s', (words, expected) => {
    expect(told(words)).toEqual([expected]);
    expect(told(`1. ${words}`)).toEqual([expected]);
    expect(told(`II. TIẾN ĐỘ\n\n- ${words}`)).toEqual([expected]);
  });

  it('reads the sentences that follow as well', () => {
    const found = told(
      'Căn cứ hướng dẫn của Bộ Y tế, Sở Y tế lập danh sách đối tượng trong tháng 11/2022; phấn đấu tỷ lệ tiêm đạt trên 90%. Sở Tài chính cấp kinh phí trước ngày 15/12/2022.',
    );
    expect(found.map(([text]) => text)).toEqual([
      'lập danh sách đối tượng trong tháng 11/2022',
      'phấn đấu tỷ lệ tiêm đạt trên 90%',
      'cấp kinh phí trước ngày 15/12/2022',
    ]);
  });

  it.each([
    'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015, Luật sửa đổi, bổ sung một số điều có hiệu lực trước ngày 31/12/2022;',
    'Căn cứ Quyết định số 55/QĐ-BYT ngày 03/3/2022 của Bộ Y tế về tiêm chủng, Sở Y tế hoàn thành trước ngày 30/12/2022;',
    'Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 12/TTr-STC ngày 15/9/2022.',
    'Thực hiện Công văn số 123/BYT-DP ngày 15/9/2022 của Bộ Y tế, UBND tỉnh ban hành Kế hoạch như sau:',
    'Thực hiện Chương trình hành động, UBND tỉnh phân bổ 300 tỷ đồng cho 05 huyện.',
  ])('is none where grounds alone are named: %s', (words) => expect(read(words)).toEqual([]));
});

describe('an order among results', () => {
  const results = (words: string) => told(`I. KẾT QUẢ THỰC HIỆN\n\n${words}`);

  it.each([
    [
      'Đến nay, toàn tỉnh đã trồng 300 ha rừng. UBND tỉnh yêu cầu các huyện hoàn thành trồng rừng trước ngày 30/11/2022.',
      ['hoàn thành trồng rừng trước ngày 30/11/2022', 'Các huyện', '2022-11-30'],
    ],
    [
      'Trong 9 tháng, toàn tỉnh giải ngân 300 tỷ đồng; Sở Tài chính khẩn trương phân bổ số vốn còn lại chậm nhất ngày 15/11/2022.',
      ['phân bổ số vốn còn lại chậm nhất ngày 15/11/2022', 'Sở Tài chính', '2022-11-15'],
    ],
    [
      'Theo đó, quyết tâm hoàn thành cứng hóa đường thôn trước ngày 30/11/2022.',
      ['quyết tâm hoàn thành cứng hóa đường thôn trước ngày 30/11/2022', null, '2022-11-30'],
    ],
  ])('is a task: %s', (words, expected) => expect(results(words)).toEqual([expected]));

  it('goes on in the sentences behind it', () => {
    expect(
      results(
        'Các phòng, ban tổng hợp vướng mắc gửi về UBND huyện trong ngày 15/10/2022. Những đoạn còn lại chưa thi công thì đồng loạt khởi công trước ngày 20/10/2022.',
      ).map(([, , date]) => date),
    ).toEqual(['2022-10-15', '2022-10-20']);
  });

  it.each([
    'UBND tỉnh đã giao Sở Tài chính trình phương án trước ngày 15/12/2022.',
    'Các huyện khẩn trương hoàn thành trồng rừng trước ngày 30/8/2022.',
    'Dự án hồ Nà Sản dự kiến hoàn thành trước ngày 15/12/2022.',
    'Toàn tỉnh hoàn thành tiêm chủng trong năm 2022.',
  ])('is none where it is told, over or only expected: %s', (words) => expect(results(words)).toEqual([]));
});

describe('a time that ends its lead-in', () => {
  it('is that of all that follows', () => {
    expect(
      read('1. Giảm tỷ lệ hộ nghèo năm 2023: huyện Mộc Sơn 2,2%; huyện Tân Khê 3%; huyện Đức Lâm 1,8%.').map(({ locality, deadline }) => [
        locality,
        deadline?.date,
        deadline?.inherited,
      ]),
    ).toEqual([
      ['Huyện Mộc Sơn', '2023-12-31', false],
      ['Huyện Tân Khê', '2023-12-31', true],
      ['Huyện Đức Lâm', '2023-12-31', true],
    ]);
  });

  it('dates work that has no number', () => {
    expect(told('1. Năm 2023: khởi công bệnh viện huyện; hoàn thành đường vành đai.')).toEqual([
      ['Năm 2023: khởi công bệnh viện huyện', null, '2023-12-31'],
      ['hoàn thành đường vành đai', null, '2023-12-31'],
    ]);
  });

  it('is not what is compared with', () => {
    expect(read('1. So với năm 2022: tỷ lệ hộ nghèo giảm 2%; thu nhập tăng 5%.').map(({ deadline }) => deadline)).toEqual([null, null]);
  });
});
