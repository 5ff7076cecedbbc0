import { wordSet } from './word-tree.js';

/** Kinds of document that bear a number. */
export const PAPERS = wordSet(
  'nghị quyết, chỉ thị, kết luận, quyết định, nghị định, thông tư, thông tư liên tịch, công văn, công điện, thông báo, tờ trình, báo cáo, kế hoạch, đề án, chương trình, chương trình hành động, quy định, quy chế, hướng dẫn, luật, bộ luật, pháp lệnh, văn bản, thông báo kết luận, kết luận thanh tra, thông tri, lệnh, hiến pháp, chỉ thị liên tịch, nghị quyết liên tịch, giấy mời, phiếu chuyển, biên bản, chiến lược, đề cương, phương án, dự án luật',
);

/** Named undertakings; with a capital they begin a title: `Đề án phát triển …`, `Quy hoạch tỉnh …`. */
export const WORKS = wordSet(
  'đề án, chương trình, chương trình mục tiêu quốc gia, chương trình hành động, chương trình tổng thể, kế hoạch, chiến lược, quy hoạch, dự án, tiểu dự án, luật, bộ luật, nghị quyết, chỉ thị, kết luận, quyết định, nghị định, hiệp định, phong trào, cuộc vận động, phương án, quy chế, đề tài, hợp phần, bộ tiêu chí, bộ chỉ số, nghị định thư, thông tư',
);

/** Where the subject of a paper begins: `về …`, `quy định …`, `ban hành …`. */
export const SUBJECTS = wordSet(
  'về, về việc, v / v, quy định, ban hành, phê duyệt, thực hiện, triển khai, triển khai thực hiện, hướng dẫn, sửa đổi, thông qua, giao, tiếp tục thực hiện, tiếp tục, phê chuẩn, điều chỉnh, công bố, tập trung, thành lập, bổ sung, quy định chi tiết, kết luận, phân công, phân cấp',
);

/** After a comma these begin the own clause of the sentence; a title goes on after others. */
export const OWN_CLAUSE = wordSet(
  `phấn đấu, trong đó, đến hết, đến ngày, đến năm, đến cuối năm, hoàn thành, báo cáo, gửi, trình, tham mưu, chủ tịch, ủy ban nhân dân, ubnd, yêu cầu, giao, đề nghị, nhằm, qua đó, góp phần, đồng thời, tiếp tục, tập trung, trọng tâm, trước ngày, trong quý, trong tháng, trong năm, chậm nhất, nhất là, đặc biệt, cụ thể, với mục tiêu, mục tiêu, đưa, nâng tỷ lệ, nâng số, nâng độ, giảm tỷ lệ, giảm số, tăng tỷ lệ, các chỉ thị, các nghị quyết, các kết luận, các văn bản, các kế hoạch, chủ động, khẩn trương, thường trực, ban thường vụ, hội đồng nhân dân, hđnd, tỉnh ủy, sở, gắn với, bảo đảm đến, đảm bảo đến, bảo đảm an toàn, đạt, ban hành, căn cứ, để, theo, coi, xác định, phối hợp, nghị quyết, kế hoạch, chỉ thị, kết luận, quyết định, thông báo, đề án, chương trình, dự án, tạo, bảo đảm hoàn thành, đảm bảo hoàn thành, cần, do đó, vì vậy, bám sát, nghiên cứu, rà soát, hoàn thiện, kịp thời, xem xét, đến nay, từ đó, khởi công`.replaceAll(
    /\s+/gu,
    ' ',
  ),
);

/** Verbs that no subject of a paper contains without a comma. */
export const AFTER_SUBJECT = wordSet(
  'phấn đấu, trong đó, đến hết, trước ngày, trong quý, theo đúng, theo kế hoạch, theo quy định, đảm bảo hiệu quả, bảo đảm hiệu quả, đảm bảo, bảo đảm, chậm nhất, gửi sở, báo cáo ubnd, báo cáo ủy ban, hoàn thành trước, hoàn thành trong, đạt',
);

/** … nor the name of an undertaking, which is shorter. */
export const AFTER_NAME = wordSet(
  'phấn đấu, trong đó, hoàn thành, đạt, được, phải, đảm bảo, bảo đảm, trước, trong, theo, để, nhằm, đến hết, có, sẽ, đã, đang, là, khởi công, gồm, chậm nhất, tại nghị quyết, tại quyết định, tại kế hoạch, gắn với, thực chất, từ nguồn, do, khi, cho, thuộc, của, tới, báo cáo, trình, phối hợp, đúng, bằng, với, mà, nếu, vào, này, trên, qua, như, khắc, giao',
);

/** The year ends a title unless the title goes on: `, tầm nhìn đến năm 2050`, ` trên địa bàn tỉnh`. */
export const AFTER_YEAR = wordSet(
  'tầm nhìn, định hướng, hướng đến, hướng tới, giai đoạn, thời kỳ, nhiệm kỳ, trên địa bàn, của, tại, tỉnh, huyện, thành phố, và tầm nhìn, và định hướng, và những năm, và các năm, và năm, thị xã, xã, cho',
);

/** Small words within the name of an authority. */
export const ISSUER_WORDS: ReadonlySet<string> = new Set(
  `tỉnh huyện xã thành phố thị phường nhân dân hội đồng ủy ban trung ương chính phủ đảng bộ thường vụ chấp hành quốc hội tịch tướng văn phòng bí thư trị sở ngành tổng thanh tra hđnd ubnd
  nhà nước trưởng cục kho bạc mặt trận chủ khóa cán sự thủ liên cấp công an`.split(/\s+/u),
);

export const PARTS = wordSet(
  'phụ lục, phụ lục số, phụ biểu, biểu, biểu số, mẫu số, biểu mẫu, mẫu biểu, bảng, bảng số, phụ lục kèm theo, bảng số liệu',
);
export const ARTICLES = wordSet('điều, khoản, điểm, mục, chương, tiết, tiểu mục, phần');
