import { describe, expect, it } from '@jest/globals';
import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/KH-UBND\n\nAn Lâm, ngày 10 tháng 01 năm 2023\n\nKẾ HOẠCH\nCông tác năm 2023\n\nI. NHIỆM VỤ\n\n';
const quotes = (words: string): readonly string[] => readDirective(`${HEAD}1. ${words}.\n`).targets.map(({ text }) => text);

describe('dated work begins', () => {
  it.each([
    'Định kỳ ngày 20 hằng tháng, tổng hợp tiến độ, báo cáo UBND tỉnh',
    'Định kỳ trước ngày 15 hằng tháng báo cáo UBND tỉnh',
    'Chi trả xong kinh phí bồi thường, hỗ trợ trong tháng 8/2023',
    'Phê duyệt phương án bồi thường, giải phóng mặt bằng chợ Nà Lạ trước ngày 15/8/2023',
    'Trả xong nợ khối lượng trước ngày 30/11/2023',
    'Xác định các điểm lấy đất đắp, bãi thải, trình UBND tỉnh trong tháng 6/2023',
    'Phát bản tin dự báo lũ hằng ngày',
    'Lập lịch nghiệm thu theo từng tuần, từng tháng, gửi Sở Xây dựng trước ngày 20/4/2023',
    'Tổ chức chấm điểm các xã, công bố trong tháng 11/2023',
  ])('with its first words: %s', (words) => expect(quotes(words)).toEqual([words]));

  it.each([
    ['Báo cáo hằng quý; định kỳ ngày 20 hằng tháng cập nhật số liệu', 'định kỳ ngày 20 hằng tháng cập nhật số liệu'],
    ['Gửi báo cáo định kỳ trước ngày 20 hằng tháng', 'Gửi báo cáo định kỳ trước ngày 20 hằng tháng'],
    ['Rà soát khu tái định cư, nạo vét xong kênh Nà Lạ trước ngày 20/6/2023', 'nạo vét xong kênh Nà Lạ trước ngày 20/6/2023'],
    ['Rà soát hồ sơ; hỗ trợ xong các hộ dân trước ngày 20/6/2023', 'hỗ trợ xong các hộ dân trước ngày 20/6/2023'],
  ])('with a clause of its own: %s', (words, last) => expect(quotes(words).at(-1)).toBe(last));
});
