import type { TrapKind } from './phrases.js';
import { meaning, wordTree } from './word-tree.js';

/** Right before a number (or `số`, `thứ` and a number) that names a thing instead of telling a value. */
export const NAMED_BEFORE = wordTree<TrapKind>([
  ...meaning('mũi, mũi thứ, mũi số, liều, liều thứ, mũi nhắc lại lần, lần tiêm thứ', 'dose'),
  ...meaning('thứ, lần thứ, con thứ, lần, hạng thứ, sinh con thứ, khóa thứ', 'ordinal'),
  ...meaning(
    'quốc lộ, ql, ql ., tỉnh lộ, đường tỉnh, đt, đt ., tl, tl ., đh, đh ., hl, huyện lộ, đường huyện, hương lộ, km, lý trình, cao tốc, vành đai, đường vành đai, tuyến, tuyến số, tuyến nhánh, cầu, gói thầu số, gói thầu, lô, thửa, thửa đất số, tờ bản đồ số, ct, ct ., cn, dự án thành phần, hợp phần, cảng, bến, kè, hồ',
    'road',
  ),
  ...meaning(
    'mức độ, cấp độ, cấp, loại, nhóm, vùng, khu vực, giai đoạn, mức, cấp học, bậc, tầng, toàn trình mức độ, trạng thái, hạng bệnh viện, đô thị loại, bệnh viện hạng, vị trí số, lớp, đợt, vòng, tổ',
    'level',
  ),
  ...meaning(
    'chương trình, đề án, dự án, tiểu dự án, vùng, chỉ thị, nghị quyết, nghị định, công nghiệp, cách mạng công nghiệp, thế giới, công nghệ, cách mạng, quyết định, thông tư, công văn, kế hoạch số, kết luận',
    'programme',
  ),
  ...meaning('tiêu chí số, tiêu chí, tiêu chí thứ, chỉ tiêu số, nội dung số, nội dung thành phần số, nội dung thành phần', 'criterion'),
  ...meaning(
    'kỳ họp thứ, kỳ họp, khóa, nhiệm kỳ, phiên họp thứ, phiên họp lần thứ, phiên thứ, đại hội lần thứ, đại hội, hội nghị lần thứ, hội nghị trung ương, hội nghị trung ương lần thứ, khóa thứ, cuộc họp lần thứ, trung ương',
    'session',
  ),
  ...meaning(
    'điều, khoản, mục, chương, phụ lục, phụ lục số, biểu, biểu số, mẫu, mẫu số, phần, tiết, bước, trang, chú thích, ghi chú, bảng, hình, sơ đồ, ô, tại điểm',
    'clause',
  ),
  ...meaning(
    'điện thoại, đt :, điện thoại :, số điện thoại, số điện thoại :, sđt, sđt :, fax, fax :, hotline, hotline :, đường dây nóng, đường dây nóng :, zalo, zalo :, tổng đài',
    'phone',
  ),
  ...meaning('covid -, covid, sars - cov -, cov -, vitamin b, ncov -, cúm a / h, omicron ba .', 'disease'),
  ...meaning('số, số :, văn bản số, công văn số', 'document'),
]);

/** Right after a number that is no value of its own. */
export const NAMED_AFTER = wordTree<TrapKind>([
  ...meaning('sao, sao trở lên', 'level'),
  ...meaning('tuổi, tháng tuổi, tuần tuổi, ngày tuổi', 'age'),
  ...meaning(
    'k, tại chỗ, rõ, không, sạch, dám, cùng, nhất, xanh, giảm, tốt, một, cung đường, điểm đến, bám, biết, nên, tự, hóa, trong 1, trong một, trước, có, phải, nhà, đúng',
    'slogan',
  ),
  ...meaning(
    'chương trình mục tiêu quốc gia, chương trình mtqg, ctmtqg, chương trình trọng điểm, chương trình trọng tâm, chương trình đột phá',
    'programme',
  ),
  ...meaning(
    'quan điểm, trọng tâm, nhóm nhiệm vụ, nhiệm vụ trọng tâm, nhiệm vụ chủ yếu, nhiệm vụ sau, nhiệm vụ và, nhiệm vụ giải pháp, nhóm giải pháp, giải pháp, giải pháp sau, vấn đề, đột phá, khâu đột phá, nguyên tắc, mục tiêu, nội dung sau, nội dung trọng tâm, nội dung chính, nội dung chủ yếu, phương châm, mục riêng, trụ cột, yêu cầu, lĩnh vực, nhóm vấn đề, bước, phần, giai đoạn, khâu, kịch bản, phương án, cấp, mũi giáp công, loại, dấu ấn, quyết tâm, ưu tiên, nhiệm vụ đột phá',
    'enumeration',
  ),
  ...meaning('mũi, liều, mũi tiêm, liều cơ bản, mũi cơ bản, ml, mg, mcg', 'dose'),
  ...meaning('giờ, giờ sáng, giờ chiều, phút, h', 'time_of_day'),
]);

/** Nearby before a number: what is allowed or may come is nothing set. */
export const PERMISSIONS = wordTree<true>(meaning('có thể, được phép, cho phép, được hưởng, có khả năng', true));

/** Nearby before `hai con số`: what the work is good for later. */
export const GROUNDWORK = wordTree<true>(meaning('nền tảng, tiền đề, tạo đà, động lực, nền móng', true));

/** `tuổi thọ trung bình đạt 75 tuổi` is a value. */
export const LIFE_SPAN = wordTree<true>(meaning('tuổi thọ, sống khỏe mạnh, sống khỏe', true));

/** Before a rank, which is a value: `xếp thứ 10`, `thứ hạng 15`, `trong nhóm 10`. */
export const RANKED = wordTree<true>(
  meaning(
    'xếp thứ, đứng thứ, vị trí thứ, xếp vị trí thứ, xếp hạng, thứ hạng, vị trí, hạng, lên thứ, xếp hạng thứ, đứng hạng, xếp vị trí, top, tốp, nhóm, tốp đầu, hạng thứ, trong nhóm, trong tốp, trong top, đứng vị trí thứ',
    true,
  ),
);
export const RANKING = wordTree<true>(
  meaning(
    'xếp, đứng, vị trí, thứ hạng, xếp hạng, vươn lên, lọt vào, thuộc nhóm, trong nhóm, trong top, trong tốp, top, tốp, nằm trong, lên hạng',
    true,
  ),
);
