import { describe, expect, it } from '@jest/globals';
import { agencyAt } from './agencies.js';
import { agencyBefore } from './doers.js';
import { placeOfHeading } from './locality.js';
import { structureOf } from './structure-of.js';

const nameIn = (text: string) => {
  const { prepared } = structureOf(text);
  return agencyAt(prepared, 0, prepared.text.length)?.name ?? null;
};

describe('the name of an agency', () => {
  it.each([
    ['Ngân hàng Chính sách xã hội huyện tăng trưởng dư nợ.', 'Ngân hàng Chính sách xã hội huyện'],
    ['Ngân hàng Nhà nước chi nhánh tỉnh hằng tháng báo cáo.', 'Ngân hàng Nhà nước chi nhánh tỉnh'],
    ['Công an tỉnh, Bưu điện tỉnh cấp 50.000 tài khoản.', 'Công an tỉnh, Bưu điện tỉnh'],
    [
      'Ủy ban Mặt trận Tổ quốc tỉnh và các tổ chức chính trị - xã hội vận động 5.000 hộ.',
      'Ủy ban Mặt trận Tổ quốc tỉnh và các tổ chức chính trị - xã hội',
    ],
    ['UBND các huyện: Tân Sa, Đông Sơn và thị xã Hòa Ninh trồng 500 ha.', 'UBND các huyện: Tân Sa, Đông Sơn và thị xã Hòa Ninh'],
    ['Phòng Việc làm - An toàn lao động tổ chức 05 lớp.', 'Phòng Việc làm - An toàn lao động'],
    ['Chi cục Phòng, chống tệ nạn xã hội mở 02 đợt.', 'Chi cục Phòng, chống tệ nạn xã hội'],
    ['Các chi bộ trực thuộc cụ thể hóa nghị quyết.', 'Các chi bộ trực thuộc'],
    ['Vụ Đông Xuân 2024-2025 xuống giống 36.000 ha lúa.', null],
    ['Vụ Tổ chức cán bộ tham mưu đề án.', 'Vụ Tổ chức cán bộ'],
    ['UBND các huyện: Tập trung rà soát các dự án.', 'UBND các huyện'],
    ['Đảng ủy xã Tân Hòa lãnh đạo kết nạp 25 đảng viên.', 'Đảng ủy xã Tân Hòa'],
    ['Sở Giáo dục và Đào tạo tạo điều kiện cho học sinh.', 'Sở Giáo dục và Đào tạo'],
    ['Các doanh nghiệp, hợp tác xã tham gia hội chợ.', 'Các doanh nghiệp, hợp tác xã'],
    ['Thống đốc Ngân hàng Nhà nước điều hành tín dụng.', 'Thống đốc Ngân hàng Nhà nước'],
    ['Ban An toàn giao thông tỉnh chuẩn bị lực lượng từ 500 người.', 'Ban An toàn giao thông tỉnh'],
    ['Chi cục Thuế huyện chống thất thu.', 'Chi cục Thuế huyện'],
    ['Ban Chỉ huy phòng, chống thiên tai tỉnh báo cáo.', 'Ban Chỉ huy phòng, chống thiên tai tỉnh'],
    ['Công an xã cấp định danh cho công dân.', 'Công an xã'],
    ['Công an phường 12 hoàn thành hồ sơ.', 'Công an phường 12'],
    ['Sở Y tế Hà Nội, Sở Y tế TP. Hồ Chí Minh triển khai.', 'Sở Y tế Hà Nội, Sở Y tế TP. Hồ Chí Minh'],
    ['Thường trực Đảng ủy họp giao ban.', 'Thường trực Đảng ủy'],
    ['UBND huyện Mai Hà từ 75% trở lên.', 'UBND huyện Mai Hà'],
    ['Ban Quản lý dự án tỉnh tối thiểu 92%.', 'Ban Quản lý dự án tỉnh'],
    ['UBND các tỉnh, thành phố nơi có dự án đi qua bàn giao đất.', 'UBND các tỉnh, thành phố nơi có dự án đi qua'],
    ['UBND các huyện có kế hoạch trồng rừng.', 'UBND các huyện'],
    ['Các bộ, địa phương chưa phân bổ hết vốn phải gửi báo cáo.', 'Các bộ, địa phương chưa phân bổ hết vốn'],
    ['Sở Tài chính chưa phân bổ hết vốn phải gửi báo cáo.', 'Sở Tài chính'],
    ['Ủy ban kiểm đếm lại.', null],
    ['Hàng tháng báo cáo.', null],
  ])('%s', (text, name) => {
    expect(nameIn(text)).toBe(name);
  });
});

describe('who is to do what stands at a place of a passage', () => {
  it.each([
    ['UBND huyện Tân Sa giao đất; UBND thị xã Hòa Ninh | bàn giao mặt bằng.', 'UBND thị xã Hòa Ninh'],
    ['Các chủ đầu tư giải ngân 50%. Riêng Ban Quản lý dự án | giải ngân 40%.', 'Ban Quản lý dự án'],
    ['Trên cơ sở Chương trình này, Thủ trưởng các đơn vị | xây dựng kế hoạch.', 'Thủ trưởng các đơn vị'],
    ['Sở Tài chính chỉ đạo Kho bạc Nhà nước | thanh toán trong 03 ngày.', 'Sở Tài chính'],
    ['Tăng cường phối hợp; chỉ đạo đơn vị tư vấn | báo cáo hằng tuần.', 'Đơn vị tư vấn'],
    ['Định kỳ hằng tuần rà soát, báo cáo Sở Xây dựng, Sở Tài chính | trước ngày 25.', null],
    ['Cung ứng vắc xin: Viện Vệ sinh dịch tễ Trung ương | tiếp nhận 500 liều.', 'Viện Vệ sinh dịch tễ Trung ương'],
    ['Hằng tuần, Chủ tịch UBND các xã | họp giao ban với các thôn.', 'Chủ tịch UBND các xã'],
    ['Bộ Ngoại giao chủ trì, phối hợp với các Bộ: Công an, Tài chính | mở rộng thị trường.', 'Bộ Ngoại giao'],
    [
      'Giao chỉ tiêu giải ngân vốn đầu tư công đến hết năm cho một số đơn vị: Ban Quản lý dự án tỉnh | tối thiểu 92%.',
      'Ban Quản lý dự án tỉnh',
    ],
    ['Lãnh đạo UBND xã | sửa chữa trụ sở.', 'Lãnh đạo UBND xã'],
    ['ĐẢNG BỘ TỈNH SƠN HÀ. Lãnh đạo UBND xã | sửa chữa trụ sở.', 'UBND xã'],
    ['ĐẢNG BỘ TỈNH SƠN HÀ. Lãnh đạo Sở Y tế | kiểm tra trạm.', 'Lãnh đạo Sở Y tế'],
    ['Các xã đặc biệt khó khăn | giảm 3%.', null],
    ['Rà soát các dự án; | báo cáo hằng tuần.', null],
  ])('%s', (text, name) => {
    const at = text.indexOf('|');
    const { prepared, passages } = structureOf(text.replace('| ', ''));
    const [passage] = passages;
    expect(passage).toBeDefined();
    if (passage !== undefined) expect(agencyBefore(prepared, { ...passage, responsible: null }, at)?.name ?? null).toBe(name);
  });
});

describe('the place of a heading', () => {
  it.each([
    ['Huyện Tân Sa', 'Huyện Tân Sa'],
    ['Đối với xã Tân Hòa và xã Đông Sơn:', 'Xã Tân Hòa và xã Đông Sơn'],
    ['Phát triển huyện Tân Sa', null],
    ['Các huyện, thành phố', null],
  ])('%s', (text, place) => {
    const { prepared } = structureOf(text);
    expect(placeOfHeading(prepared, 0, prepared.text.length)).toBe(place);
  });
});

describe('whom a document asks', () => {
  const responsible = (body: string, words: string) => {
    const { prepared, passages } = structureOf(`SỞ TÀI CHÍNH\nSố: 7/STC-ĐT\n\n${body}`);
    return passages.find(({ from, to }) => prepared.text.slice(from, to).includes(words))?.responsible;
  };

  it('is the class of doers in the lead-in of all, but not everybody', () => {
    expect(
      responsible('Để hoàn thành kế hoạch giải ngân của năm, Sở Tài chính đề nghị các chủ đầu tư:\n\n1. Giải ngân đạt 50%.', 'Giải ngân'),
    ).toBe('Các chủ đầu tư');
    expect(
      responsible(
        'Để hoàn thành kế hoạch giải ngân của năm, UBND tỉnh yêu cầu Thủ trưởng các sở, ngành:\n\n1. Giải ngân đạt 50%.',
        'Giải ngân',
      ),
    ).toBeNull();
  });

  it('is who is named beneath a task', () => {
    expect(
      responsible('1. Rà soát trụ sở\n\n- Thời gian: trước 20/8/2025.\n\n- Cơ quan chủ trì: Phòng Kinh tế.\n\n2. Khác.', 'Thời gian'),
    ).toBe('Phòng Kinh tế');
  });
});
