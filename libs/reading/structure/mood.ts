import type { Mood, PreparedText } from '../structure.js';
import { mainClauseOf } from './leading.js';

const TASK_WORDS =
  /phương hướng|giải pháp|thời gian tới|những tháng cuối|tháng còn lại|nhiệm vụ trọng tâm|nhiệm vụ,? giải pháp|mục tiêu|tổ chức thực hiện/;
const REPORT_HEADING =
  /^(?:về |một số |những |các )?(?:tình hình|kết quả|đánh giá|kết quả đạt được|ưu điểm|tồn tại|hạn chế|khó khăn|nguyên nhân|thực trạng|hiện trạng|đặc điểm|sự cần thiết|bối cảnh|khái quát|bài học|thành tựu)(?!\p{L})/u;
/** `Tán thành những nội dung cơ bản về đánh giá kết quả 5 năm`: how a congress or council takes note of results. */
const APPROVED = /^(?:tán thành|thông qua|thống nhất|nhất trí|đồng ý|ghi nhận)(?!\p{L})[^.;]{0,80}(?:đánh giá|kết quả|tình hình)/u;
const TASK_HEADING =
  /nhiệm vụ|giải pháp|phương hướng|mục tiêu|chỉ tiêu|tổ chức thực hiện|yêu cầu|kế hoạch|nội dung|phân công|trách nhiệm|biện pháp|kinh phí|(?<!giải quyết |trả lời |tiếp nhận |xử lý |theo |thực hiện )(?:kiến nghị|đề xuất)|^đề nghị(?! của)/;
const GROUNDS =
  /^(?:căn cứ|xét (?:đề nghị|tờ trình|báo cáo|thấy)|theo đề nghị|sau khi (?:nghe|xem xét)|thực hiện (?:nghị quyết|chỉ thị|kết luận|công văn|quyết định|thông báo|kế hoạch|công điện|chương trình|ý kiến|chỉ đạo|sự chỉ đạo)|thi hành|kính gửi|kính trình|nơi nhận|luật |nghị định |được sự)(?!\p{L})|^(?:tại (?:phiên họp|cuộc họp|hội nghị|buổi làm việc)|(?:trong )?(?:các )?ngày \d)[^.;]{0,120} (?:sau khi (?:nghe|xem xét)|đã (?:họp|nghe|chủ trì|tổ chức|có buổi)|chủ trì (?:cuộc )?họp)(?!\p{L})/u;
const TOLD =
  /^(?:tuy nhiên|theo (?:nhận định|dự báo|báo cáo|đánh giá|số liệu|kết quả)|bên cạnh (?:đó|những)|đến nay|tính đến|thời gian qua|thời gian vừa qua|trong (?:thời gian|những năm|những tháng|các tháng|\d{1,2} tháng đầu)[^,.;:]{0,40} (?:vừa qua|qua|đã|tình hình|đạt)|trong (?:năm|quý [ivx1-4]+|tháng \d{1,2})[^,.;:]{0,40} (?:vừa qua|qua|đã|tình hình)|hiện nay|nhìn chung|ghi nhận|biểu dương|qua (?:phân tích|theo dõi|kiểm tra|báo cáo|thảo luận|rà soát)|đã |năm \d{4} là năm|(?:một số|những) (?:hạn chế|tồn tại|khó khăn|kết quả)|nguyên nhân|dự báo|trong khi đó|trong bối cảnh|kết quả (?:là|thực hiện)|lũy kế (?:đến|từ|\d|giải ngân|thực hiện)|ước (?:thực hiện|đạt|đến)|qua \d{1,2} tháng|mưa lớn|trong thời gian)(?!\p{L})/u;
const DONE =
  / đã (?:tập trung|tổ chức|chỉ đạo|triển khai|chủ động|đẩy mạnh|hoàn thành|cơ bản|và đang|có nhiều|có chuyển|đạt(?! được)|ban hành|quan tâm|nỗ lực|tích cực|đẩy mạnh|nhất trí)(?!\p{L})/u;
const TO_DO =
  /(?:yêu cầu|giao|đề nghị|phấn đấu|tiếp tục|tập trung|đẩy mạnh|tăng cường|phát huy|khẩn trương|có trách nhiệm|phải|triển khai|thực hiện tốt|bảo đảm|đảm bảo)(?!\p{L})/u;

const FOUND =
  /mới đạt|so với cùng kỳ|(?:tính )?đến (?:hết )?(?:\d{1,2} giờ )?ngày|đã gây|tuy nhiên|còn chậm|chưa (?:đạt|đáp ứng|bảo đảm)|còn (?:hạn chế|khó khăn)/u;

/** `Hội đồng nhân dân tỉnh tán thành đánh giá kết quả …: …`: the same in a sentence of its own. */
const TAKEN_NOTE =
  /^(?:hội đồng nhân dân|hđnd|ban chấp hành|ban thường vụ|đại hội|hội nghị)[^,.;:]{0,60} (?:tán thành|thống nhất|nhất trí|ghi nhận)[^.;:]{0,40} (?:đánh giá|kết quả|tình hình)[^.;]{0,160}:/u;
/** Striving among grounds: what a document is for, before it orders anything. */
const AIMING = /phấn đấu|(?:bảo đảm|đảm bảo) mục tiêu[^.;:]{0,80} \d/u;

/** The last sentence of a lead-in speaks for its list. What the clause beneath a heading or the list beneath a lead-in is for; null where its words do not tell. */
export function moodOfHeading(words: string, above: Mood | null = null): Mood | null {
  const folded = words.endsWith(':') ? words.slice(words.lastIndexOf('. ') + 1).trimStart() : words;
  if ((REPORT_HEADING.test(folded) || APPROVED.test(folded)) && !TASK_WORDS.test(folded)) return 'report';
  if (above === 'report' && AIMS_TOLD.test(folded) && !AHEAD.test(folded)) return null;
  return TASK_HEADING.test(folded) ? 'task' : null;
}

/** Within a part on results these name what was aimed at: `Một số chỉ tiêu đạt thấp`, `Nhiệm vụ xây dựng nông thôn mới`. */
const AIMS_TOLD = /chỉ tiêu|mục tiêu|nhiệm vụ/;
const AHEAD =
  /phương hướng|giải pháp|thời gian tới|thời gian còn lại|tháng cuối|tháng còn lại|trọng tâm|tổ chức thực hiện|yêu cầu|kiến nghị|đề xuất|năm tới|(?:năm|quý|tháng|giai đoạn) (?:\d|[ivx])/;

const ASKED =
  /phấn đấu|yêu cầu|giao(?= (?:cho )?(?:các|sở|ubnd|ủy ban|ban|công an|phòng))|đề nghị|khẩn trương|(?:phải|cần|có trách nhiệm|chủ trì)(?!\p{L})|chậm nhất|định kỳ|h[ằà]ng (?:tuần|tháng|quý|năm)|(?:trước|trong|vào|đến hết|xong|cuối) (?:ngày|tuần|tháng|quý|năm|\d)|hoàn thành/u;

/** What follows grounds orders something: it neither leads a list in nor goes on with more grounds. */
function asks({ folded }: PreparedText, from: number, to: number): boolean {
  return !/[;:]\s*$/u.test(folded.slice(Math.max(from, to - 4), to)) && ASKED.test(folded.slice(from, Math.min(to, from + 400)));
}

/** Before the first clause what was found is told, and why; only what is striven for there is a task. */
export function moodOfPreamble(prepared: PreparedText, from: number, to: number): Mood | null {
  const folded = prepared.folded.slice(from, to);
  if (AIMING.test(folded)) return null;
  return moodWithin(prepared, from, to) ?? (FOUND.test(folded) ? 'report' : null);
}

/**
 * What the words between two indices are for, by themselves: grounds and forms are `other`, what was done or found is `report`;
 * null where they do not tell, so that what stands above decides.
 */
export function moodWithin(prepared: PreparedText, from: number, to: number, underAims = false): Mood | null {
  const folded = prepared.folded.slice(from, Math.min(to, from + 400));
  if (GROUNDS.test(folded)) {
    const main = mainClauseOf(prepared, from, to);
    return main !== null && asks(prepared, main.from, to) ? moodWithin(prepared, main.from, to) : 'other';
  }
  if (/[;.] phấn đấu(?! của)/u.test(folded) && TOLD.test(folded)) return null;
  if (TOLD.test(folded) || (TAKEN_NOTE.test(folded) && !/phương hướng|mục tiêu/u.test(folded.slice(0, 160)))) return 'report';
  const done = DONE.exec(folded.slice(0, 220));
  if (done === null || underAims || TO_DO.test(folded.slice(0, done.index))) return null;
  return saysWhich(folded, done.index, done[0].length) ? null : 'report';
}

/** Work on what is done already, at the head of its clause: `rà soát các dự án đã hoàn thành`. */
const UPKEEP = /^(?:duy trì|giữ vững|giữ|củng cố|rà soát|nâng cao|có thêm|quyết toán|nghiệm thu|bàn giao|kiểm tra)(?!\p{L})/u;
const MEASURE = /^(?:tỷ lệ|tổng số|số|\d[\d.,]*%)(?!\p{L})/u;

/** `đã` says which ones are meant: `duy trì 100% xã đã đạt chuẩn`, `tỷ lệ học sinh đã hoàn thành chương trình đạt 99%`; or striving follows it. */
function saysWhich(folded: string, at: number, length: number): boolean {
  const clause = (/[^,;.:]*$/u.exec(folded.slice(0, at))?.[0] ?? '').trimStart();
  const behind = folded.slice(at + length);
  return (
    UPKEEP.test(clause) ||
    (MEASURE.test(clause) && /^[^,;.:]* (?:đạt|chiếm|là) [^,;.:]*\d/u.test(behind)) ||
    /^[^;.]*, phấn đấu(?! của)/u.test(behind)
  );
}

/** Whether the headings above, outermost first, set aims: the innermost that tells decides. */
export function setsAims(headings: readonly string[]): boolean {
  const told = headings.findLast((words) => REPORT_HEADING.test(words) || TASK_HEADING.test(words));
  return told !== undefined && /mục tiêu|chỉ tiêu/u.test(told) && !/kết quả|tình hình|đánh giá|nhiệm vụ|giải pháp/u.test(told);
}
