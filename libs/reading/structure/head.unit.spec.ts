import { describe, expect, it } from '@jest/globals';
import { structureOf } from './structure-of.js';

const MOTTO = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc';
const headOf = (head: string, body = 'Căn cứ Luật Tổ chức chính quyền địa phương;\n\n1. Rà soát các dự án trên địa bàn.') =>
  structureOf(`${head}\n\n${body}`).head;

describe('the issuer', () => {
  it.each([
    [
      'a department below the office that it belongs to',
      'UBND HUYỆN SƠN TÂY\nPHÒNG NÔNG NGHIỆP VÀ PTNT\nSố: 8/BC-NN',
      'Phòng Nông nghiệp và PTNT huyện Sơn Tây',
    ],
    [
      'a steering committee',
      'BAN CHỈ ĐẠO PHÒNG, CHỐNG THIÊN TAI\nTỈNH SƠN HÀ\nSố: 7/TB-BCĐ',
      'Ban Chỉ đạo phòng, chống thiên tai tỉnh Sơn Hà',
    ],
    [
      'several bodies together',
      'CÔNG AN TỈNH - SỞ Y TẾ - SỞ TÀI CHÍNH\nTỈNH SƠN HÀ\nSố: 4/KHLN-CA-YT-TC',
      'Công an tỉnh - Sở Y tế - Sở Tài chính tỉnh Sơn Hà',
    ],
    ['a ministry', 'BỘ CÔNG AN\nSố: 4/CT-BCA', 'Bộ Công an'],
    ['a ward whose name is like a word of the form', 'HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG TAM KỲ\nSố: 4/NQ-HĐND', 'Hội đồng nhân dân phường Tam Kỳ'],
    ['the party committee of a commune', 'ĐẢNG BỘ HUYỆN SƠN TÂY\nĐẢNG ỦY XÃ TÂN HÒA\n*\nSố 3-NQ/ĐU', 'Đảng ủy xã Tân Hòa'],
    ['a congress of the party', 'ĐẢNG BỘ TỈNH SƠN HÀ\nĐẠI HỘI LẦN THỨ XIV\n*\nSố 1-NQ/ĐH', 'Đảng bộ tỉnh Sơn Hà'],
    [
      'a department for society',
      'ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI',
      'Sở Lao động - Thương binh và Xã hội tỉnh Đồng Tháp',
    ],
    ['a council with its board for society', 'HỘI ĐỒNG NHÂN DÂN TỈNH ĐẮK LẮK\nBAN VĂN HÓA – XÃ HỘI', 'Hội đồng nhân dân tỉnh Đắk Lắk'],
    ['a commune named Hội', 'ỦY BAN NHÂN DÂN\nXÃ HỘI SƠN', 'Ủy ban nhân dân xã Hội Sơn'],
    [
      'a body below the one of its name',
      'BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH ĐẮK LẮK\nSố: 4/BC-BHXH',
      'Bảo hiểm Xã hội tỉnh Đắk Lắk',
    ],
    ['a ward with a dash in its name', 'ĐẢNG ỦY PHƯỜNG XUÂN HƯƠNG - ĐÀ LẠT\nSố 3-KH/ĐU', 'Đảng ủy phường Xuân Hương - Đà Lạt'],
    ['a standing board', 'BAN THƯỜNG VỤ TỈNH ỦY SƠN HÀ\nSố 8-CV/TU', 'Ban Thường vụ Tỉnh ủy Sơn Hà'],
  ])('is %s', (_, head, issuer) => {
    expect(headOf(head)).toMatchObject({ issuer });
  });
});

describe('the locality of a document', () => {
  const PLACE = 'Hà Nội, ngày 10 tháng 5 năm 2022';

  it.each([
    ['NGÂN HÀNG NHÀ NƯỚC\nVIỆT NAM\nSố: 8/CT-NHNN', 'Ngân hàng Nhà nước Việt Nam'],
    ['BẢO HIỂM XÃ HỘI VIỆT NAM\nSố: 8/BHXH-TH', 'Bảo hiểm Xã hội Việt Nam'],
    ['TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nSố: 8/TLĐ', 'Tổng liên đoàn Lao động Việt Nam'],
    ['TỔNG CỤC THUẾ\nSố: 8/TCT-KK', 'Tổng cục Thuế'],
    ['BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH CỦA CHÍNH PHỦ\nSố: 8/BCĐ', 'Ban Chỉ đạo phòng, chống dịch của Chính phủ'],
    ['THỦ TUỚNG CHÍNHPHỦ\nSố: 8/CT-XX', 'Thủ tướng Chính phủ'],
    ['Số: 8/CT-TTg', 'Thủ tướng Chính phủ'],
    ['Số: 8/2025/QH15', 'Quốc hội'],
    ['ỦY BAN DÂN TỘC\nSố: 8/UBDT', null],
    ['Số: 8/CT', null],
  ])('is none for an authority of the centre: %j', (lines, issuer) => {
    const body = '1. UBND tỉnh Sơn La rà soát các dự án.\n\n2. UBND tỉnh Sơn La bàn giao mặt bằng của các dự án.';
    expect(headOf(`${lines}\n${MOTTO}\n${PLACE}\n\nCHỈ THỊ\nVề giải ngân`, body)).toMatchObject({ issuer, locality: null });
  });

  it.each([
    ['SỞ Y TẾ\nSố: 8/KH-SYT', 'Thành phố Hà Nội'],
    ['Số: 8/CT-UBND', 'Thành phố Hà Nội'],
    ['THÀNH ỦY HÀ NỘI\nSố 8-CT/TU', 'Thành phố Hà Nội'],
    ['BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH SƠN LA\nSố: 8/BC-BHXH', 'Tỉnh Sơn La'],
  ])('is that of the authority of a place: %j', (lines, locality) => {
    expect(headOf(`${lines}\n${MOTTO}\n${PLACE}\n\nKẾ HOẠCH\nVề giải ngân`)).toMatchObject({ locality });
  });

  it('is the place of issue, away from the capital', () => {
    expect(headOf(`BỘ CHỈ HUY QUÂN SỰ\nSố: 8/KH-BCH\n${MOTTO}\nSơn La, ngày 3 tháng 8 năm 2020`)).toMatchObject({
      locality: 'Tỉnh Sơn La',
    });
  });
});

describe('number and day', () => {
  it.each([
    ['Số: 12/KH-UBND\nSơn Hà, ngày 0 3 tháng 8 năm 2020', { number: '12/KH-UBND', issuedOn: '2020-08-03' }],
    ['Số: 12/KH-UBND\nSơn Hà, ngày 03/8/2020', { number: '12/KH-UBND', issuedOn: '2020-08-03' }],
    ['Nghị quyết số: 103/2023/QH15\nHà Nội, ngày 09 tháng 11 năm 2023', { number: '103/2023/QH15', issuedOn: '2023-11-09' }],
    ['Số:      /TB-UBND\nSơn Hà, ngày    tháng    năm 2026', { number: null, issuedOn: '2026' }],
    ['Số: 12/KH-UBND\nQuáng Nam, ngày 3 tháng 8 năm 2020', { place: 'Quảng Nam' }],
  ])('%j', (lines, read) => {
    expect(headOf(`ỦY BAN NHÂN DÂN\n\n${MOTTO}\n\n${lines}`)).toMatchObject(read);
  });
});

describe('the title', () => {
  const titled = (lines: string) =>
    headOf(`ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA\n${MOTTO}\nSố: 4/QĐ-UBND\nTân Hòa, ngày 3 tháng 2 năm 2026\n\n${lines}`).title;

  it('ends before the authority that decides, and before what the plan was issued with', () => {
    expect(titled('QUYẾT ĐỊNH\nVề việc giao chỉ tiêu năm 2026\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN HÒA')).toBe(
      'Về việc giao chỉ tiêu năm 2026',
    );
    expect(titled('NGHỊ QUYẾT\nVề nhiệm vụ năm 2026\n\nHỘI ĐỒNG NHÂN DÂN XÃ TÂN HÒA\nKHÓA I, KỲ HỌP THỨ 4')).toBe('Về nhiệm vụ năm 2026');
    expect(
      titled('CHƯƠNG TRÌNH CÔNG TÁC\nNăm 2026 của Ủy ban nhân dân xã\n(Ban hành kèm theo Quyết định số 9/QĐ-UBND ngày 3 tháng 2 năm 2026)'),
    ).toBe('Chương trình công tác năm 2026 của Ủy ban nhân dân xã');
  });

  it('goes on with an authority of which it speaks, and keeps names as they are written', () => {
    expect(titled('THÔNG BÁO\nKẾT LUẬN CỦA\nCHỦ TỊCH UBND XÃ TÂN HÒA\nTẠI PHIÊN HỌP THƯỜNG KỲ QUÝ II')).toBe(
      'Kết luận của Chủ tịch UBND xã Tân Hòa tại phiên họp thường kỳ quý II',
    );
  });

  it('does not run into annexes and tables', () => {
    expect(
      titled(
        'QUYẾT ĐỊNH\nVề việc giao chỉ tiêu năm 2026\nBIỂU SỐ 01: CHỈ TIÊU TỔNG HỢP\nTT | Chỉ tiêu | Đơn vị tính\n1 | Thu ngân sách | Tỷ đồng',
      ),
    ).toBe('Về việc giao chỉ tiêu năm 2026');
  });

  it('keeps a line with the day of another document', () => {
    expect(titled('KẾ HOẠCH\nThực hiện Nghị quyết số 5-NQ/TU\nngày 2 tháng 1 năm 2026 của Tỉnh ủy')).toBe(
      'Kế hoạch thực hiện Nghị quyết số 5-NQ/TU ngày 2 tháng 1 năm 2026 của Tỉnh ủy',
    );
  });
});

describe('the day of the meeting', () => {
  const met = (title: string, body: string) =>
    headOf(`UBND TỈNH SƠN HÀ\n${MOTTO}\nSố: 4/TB-UBND\nSơn Hà, ngày 9 tháng 7 năm 2024\n\nTHÔNG BÁO\n${title}`, body).meetingOn;

  it('is none of a letter that only mentions one', () => {
    const letter = 'UBND TỈNH SƠN HÀ\nSố: 4/UBND-TH\nSơn Hà, ngày 9 tháng 7 năm 2024\nV/v rà soát';
    expect(headOf(letter, 'Ngày 05/7/2024, UBND tỉnh đã tổ chức hội nghị về rà soát các dự án.\n\n1. Rà soát.').meetingOn).toBeNull();
  });

  it.each([
    ['Kết luận của Chủ tịch', 'Tại phiên họp ngày 05/7/2024, sau khi nghe Sở Tài chính báo cáo, Chủ tịch kết luận như sau:', '2024-07-05'],
    ['Kết luận tại cuộc họp ngày 06/7/2024', 'Sau khi nghe báo cáo, Chủ tịch kết luận như sau:', '2024-07-06'],
    ['Kết luận của Chủ tịch', 'Từ ngày 04 đến ngày 05/7/2024, UBND tỉnh tổ chức hội nghị và thống nhất như sau:', '2024-07-05'],
    ['Về việc nghỉ lễ', 'Ngày 01/7/2024, UBND tỉnh đã ban hành Công văn số 15/UBND-TH về việc này.', null],
  ])('%s; %s', (title, body, day) => {
    expect(met(title, `${body}\n\n1. Rà soát các dự án trên địa bàn.`)).toBe(day);
  });
});

describe('a head in capitals throughout', () => {
  it('tells place and day', () => {
    const head = headOf(
      `UBND TỈNH SƠN HÀ\n${MOTTO.toUpperCase()}\nSỐ: 45/KH-UBND\nSƠN HÀ, NGÀY 12 THÁNG 01 NĂM 2024\nKẾ HOẠCH\nPHÁT TRIỂN KINH TẾ NĂM 2024`,
    );
    expect([head.issuer, head.number, head.place, head.issuedOn]).toEqual([
      'Ủy ban nhân dân tỉnh Sơn Hà',
      '45/KH-UBND',
      'Sơn Hà',
      '2024-01-12',
    ]);
  });
});
