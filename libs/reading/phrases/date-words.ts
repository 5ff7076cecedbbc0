import type { DateRole } from './phrases.js';
import { meaning, wordSet, wordTree } from './word-tree.js';

export interface Lead {
  readonly op: '<' | '<=';
  readonly role: DateRole;
  /** The words belong to the stretch of the date. */
  readonly within: boolean;
}

const DUE: Lead = { op: '<=', role: 'deadline', within: true };
const BEFORE: Lead = { op: '<', role: 'deadline', within: true };

/** Right before a time. */
export const LEADS = wordTree<Lead>([
  ...meaning(
    `đến, đến hết, đến cuối, tới, tới hết, hết, trong, chậm nhất, chậm nhất là, chậm nhất đến, chậm nhất đến hết, chậm nhất vào, chậm nhất trong, chậm nhất là đến, chậm nhất là trong, muộn nhất, muộn nhất là, muộn nhất vào, không muộn hơn, không chậm hơn, không quá, chậm nhất không quá, muộn nhất không quá, chậm nhất là không quá, vào, vào khoảng, trong khoảng, cho đến, cho đến hết, cho tới, từ nay đến, từ nay đến hết, từ nay tới, thời hạn, thời hạn đến, hạn đến, hạn cuối, hạn cuối là, hạn cuối vào, hạn chót, hạn chót là, hạn chót vào, hạn cuối cùng, hạn cuối cùng là, thời hạn cuối, thời hạn cuối cùng, thời hạn cuối cùng là, đến thời điểm cuối, tại thời điểm, xong`.replaceAll(
      /\s+/gu,
      ' ',
    ),
    DUE,
  ),
  ...meaning('trước, trước thời điểm, trước mốc, đến trước, chậm nhất trước, chậm nhất là trước, trước khi hết, trước hết', BEFORE),
  ...meaning(
    'so với, so, cùng kỳ, so cùng kỳ, so với cùng kỳ, so với thực hiện, so với cùng thời điểm, so với cuối, so với đầu, với cùng kỳ, so với ước thực hiện, so với kế hoạch',
    {
      op: '<=',
      role: 'comparison',
      within: true,
    } as const,
  ),
  ...meaning(
    'tính đến, tính đến hết, tính đến thời điểm, tính tới, lũy kế đến, lũy kế đến hết, lũy kế từ đầu năm đến, đến thời điểm, số liệu đến, ước đến, ước đến hết, tính từ đầu năm đến',
    {
      op: '<=',
      role: 'as_of',
      within: true,
    } as const,
  ),
  ...meaning('dịp, vào dịp, nhân dịp, nghỉ lễ, lễ, mừng, chào mừng, kỷ niệm, dịp lễ', {
    op: '<=',
    role: 'meeting',
    within: false,
  } as const),
  ...meaning('từ, kể từ, bắt đầu từ, sau, tính từ, từ sau, áp dụng từ, thực hiện từ', { op: '<=', role: 'start', within: true } as const),
  ...meaning(
    'giai đoạn, thời kỳ, tầm nhìn, tầm nhìn đến, tầm nhìn tới, định hướng, định hướng đến, định hướng tới, nhiệm kỳ, năm học, hướng đến, khóa',
    {
      op: '<=',
      role: 'horizon',
      within: true,
    } as const,
  ),
]);

/** Of a bare year, quarter or month: the nearest of these says what it belongs to. */
export const BELONGS = wordTree<DateRole | 'stop'>([
  ...meaning(
    `kế hoạch, báo cáo, dự toán, chương trình, chương trình công tác, nhiệm vụ, chỉ tiêu, mục tiêu, kỳ thi, diễn tập, đại hội, vốn, nguồn vốn, hội thi, lễ hội, phương hướng, giải pháp, đầu tư công,
     công tác, phong trào, ngân sách, tuyển sinh, tuyển quân, danh mục, đề án, dự án, năm ngân sách, tháng hành động, ngày hội, tuần lễ, năm du lịch, chủ đề, quyết toán, hội khỏe, giao quân, thi tốt nghiệp`.replaceAll(
      /\s+/gu,
      ' ',
    ),
    'plan',
  ),
  ...meaning(
    'kết quả, tình hình, đánh giá, sơ kết, tổng kết, hạn chế, thành tích, số liệu, thực hiện được, đã đạt, kiểm điểm, thực trạng',
    'review',
  ),
  ...meaning(
    'phiên họp, cuộc họp, hội nghị, giao ban, họp báo, hội thảo, lễ, dịp, tết, nghỉ lễ, kỷ niệm, phiên giao ban, buổi làm việc, làm việc ngày, kỳ họp',
    'meeting',
  ),
  ...meaning(
    'phấn đấu, hoàn thành, đạt, để, nhằm, yêu cầu, xong, khởi công, đưa vào, gửi, trình, ban hành, xây dựng, tổ chức, bảo đảm, đảm bảo, thực hiện, triển khai, trong đó, riêng, trong số đó',
    'stop',
  ),
]);

/** A word of result is stronger than the noun of a plan beside it, unless these come between. */
export const TURNS = wordSet('phương hướng, và nhiệm vụ, nhiệm vụ trọng tâm, và phương hướng, và giải pháp, nhiệm vụ chủ yếu');

/** The kinds of document whose own day follows: `Luật … ngày 19 tháng 6 năm 2015`. */
export const DATED_PAPERS = wordSet(
  'luật, bộ luật, nghị quyết, nghị định, quyết định, chỉ thị, kết luận, thông báo, công văn, công điện, tờ trình, báo cáo, hiến pháp, pháp lệnh, thông tư, kế hoạch, hướng dẫn, văn bản, quy định',
);

/** Between `ngày` and the day itself: `trước ngày khai giảng 05/9/2025`. */
export const EVENTS = wordSet(
  'khai giảng, khai giảng năm học, khai giảng năm học mới, khai mạc, bế mạc, bầu cử, lễ, quốc khánh, quốc tế lao động, giải phóng miền nam, thương binh liệt sĩ, thương binh - liệt sĩ, thành lập đảng, truyền thống, nhà giáo việt nam, thầy thuốc việt nam',
);
