import { readDirective } from '../libs/reading/read-directive.js';
import { note, report } from './report.js';

const MB = 1_000_000;
const AGAIN = 5;

/** Prose as directives have it: most of it duties without a number, some figures that are reported, some targets. */
const PROSE = `ỦY BAN NHÂN DÂN TỈNH SƠN HÀ\nSố: 12/KH-UBND\nSơn Hà, ngày 15 tháng 01 năm 2024\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2024\n
I. KẾT QUẢ NĂM 2023\n
Năm 2023, kinh tế của tỉnh tiếp tục phục hồi; thu ngân sách đạt 5.120 tỷ đồng, bằng 104% dự toán, tăng 8% so với cùng kỳ. Công tác cải cách hành chính được quan tâm, môi trường đầu tư có chuyển biến, đời sống nhân dân từng bước được nâng lên.\n
II. NHIỆM VỤ NĂM 2024\n
1. Sở Kế hoạch và Đầu tư chủ trì, phối hợp với các sở, ban, ngành theo dõi, đôn đốc tiến độ các dự án trọng điểm; kịp thời tháo gỡ khó khăn, vướng mắc về giải phóng mặt bằng, vật liệu xây dựng và thủ tục đầu tư.\n
2. Phấn đấu giải ngân trên 95% kế hoạch vốn đầu tư công trước ngày 31/12/2024; có thêm 05 xã đạt chuẩn nông thôn mới.\n
3. Ủy ban nhân dân các huyện, thành phố nâng cao chất lượng giáo dục, y tế; giữ vững quốc phòng, an ninh, trật tự, an toàn xã hội; thực hiện nghiêm chế độ thông tin, báo cáo theo quy định.\n\n`;
/** Nothing but targets: the most that a page can ask of the reader. */
const DENSE = `NGHỊ QUYẾT\nVề nhiệm vụ năm 2024\n\nCác chỉ tiêu chủ yếu năm 2024:\n
${['Tỷ lệ hộ nghèo giảm còn dưới 3%', 'Trồng mới ít nhất 1.200 ha rừng trước ngày 30/9/2024', '100% trạm y tế xã có bác sĩ', 'Thu ngân sách đạt 5.400 tỷ đồng, tăng 6,5%', 'Giải quyết việc làm cho 12.500 lao động'].map((words) => `- ${words}.\n`).join('')}\n`;

/** MB of text that are read in a second of processor time, beside splitting the same text into words by one regular expression. */
export function benchReading(): Promise<void> {
  for (const [name, sample] of [
    ['prose', PROSE],
    ['targets alone', DENSE],
  ] as const) {
    const text = repeated(sample, MB);
    const ours = 1 / seconds(() => readDirective(text));
    const theirs = 1 / seconds(() => text.match(/\p{L}+|\d[\d.,]*|\S/gu));
    report({
      name: `read a directive of 1 MB, ${name}`,
      ours,
      peer: 'split into words',
      theirs,
      unit: 'MB/s',
      goal: { op: '>=', ratio: 0.01 },
    });
    if (text.startsWith(PROSE)) {
      const tenfold = repeated(sample, 10 * MB);
      note('the same of 10 MB', `${(ours * seconds(() => readDirective(tenfold), 1)).toFixed(1)} × the time of 1 MB`);
    }
  }
  return Promise.resolve();
}

function repeated(sample: string, bytes: number): string {
  return sample.repeat(Math.ceil(bytes / Buffer.byteLength(sample)));
}

/** The shortest of several runs, the whole process's threads counted. */
function seconds(run: () => unknown, times = AGAIN): number {
  const taken = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    run();
    return process.cpuUsage(before).user / 1e6;
  });
  return Math.min(...taken);
}
