import { textAt, type Line } from '../phrases/line.js';
import { backward, meaning, onward, wordSet, wordTree, type Match } from '../phrases/word-tree.js';

/**
 * How a figure is told of its subject:
 * - `level` where it stands (`đạt`, `còn`), `share` as part of something (`bằng 75% dự toán`, `chiếm`), `growth` how much it changed;
 * - `have` how many there are (`có 120 xã`), `rank` a place among others.
 */
export type Predicate = 'level' | 'share' | 'growth' | 'have' | 'rank';

export const PREDICATES = wordTree<Predicate>([
  ...meaning(
    'đạt, đạt được, đạt mức, đạt ở mức, đạt tỷ lệ, là, còn, chỉ còn, còn lại, ở mức, duy trì, duy trì ở mức, giữ ở mức, lên, lên đến, lên tới, ' +
      'tăng lên, tăng lên đến, nâng lên, giảm còn, giảm xuống còn, giảm xuống, xuống còn, xuống, thực hiện, thực hiện được, thực hiện đạt, ước, ' +
      'ước tính, ước thực hiện, ước đạt, đạt khoảng, hoàn thành, giảm chỉ còn, nâng tổng số lên, lũy kế, khoảng, trên, vượt, đạt bình quân, bình quân đạt',
    'level',
  ),
  ...meaning(
    'gấp, tăng gấp, cao gấp, bằng, chiếm, chiếm tỷ lệ, tương đương, tương đương với, tương ứng, tương ứng với, đạt tương đương',
    'share',
  ),
  ...meaning(
    'thấp hơn, cao hơn, tăng, giảm, tăng thêm, tăng trưởng, tăng bình quân, giảm bình quân, tăng nhẹ, tăng khá, giảm sâu, tăng cao, tăng mạnh, giảm mạnh',
    'growth',
  ),
  ...meaning('có, hiện có, đã có, gồm có, còn có, có tới, có trên, làm, khiến, đã làm', 'have'),
  ...meaning('xếp, xếp thứ, đứng, đứng thứ, xếp hạng, xếp vị trí, xếp vị trí thứ, đứng vị trí thứ, ở vị trí thứ', 'rank'),
]);

/** Before a predicate or a verb; they say that it is told, not asked for. */
const ADVERBS = wordSet(
  'đã, mới, chỉ, mới chỉ, chỉ mới, ước, ước tính, hiện, hiện nay, cũng, cũng đã, đều, đều đã, vẫn, vẫn còn, lần lượt, cơ bản, đã cơ bản, đến nay, đến nay đã, tiếp tục, chỉ đạt',
);

/** What may stand before the subject of a sentence and is no part of it. */
export const LEADS = wordSet(
  'trong đó, trong số đó, riêng, cụ thể, cụ thể là, kết quả, kết quả là, đến nay, tính đến nay, cho đến nay, hiện nay, hiện tại, hiện, nhất là, đặc biệt, đặc biệt là, với, và, còn, tuy nhiên, ' +
    'theo đó, như, gồm, bao gồm, nhưng, song, tính chung, tính riêng, lũy kế, ước, ước tính, ngoài ra, bên cạnh đó, đồng thời, về, đối với, qua đó, trong kỳ, trong tháng, trong quý, trong năm, từ đầu năm đến nay, ' +
    'theo báo cáo, theo thống kê, đã, mới, nâng, đưa, làm, làm cho, khiến, trong khi, trong khi đó, mặc dù, do, cao nhất, thấp nhất, cao nhất là, thấp nhất là, dẫn đầu là, đứng đầu là, tiếp đến là, tiếp theo là, sau đó là, tiêu biểu là, tiêu biểu như, điển hình là, điển hình như, trong đó có',
);

/** What a growth is against, where it stands before it; a date may follow. */
export const COMPARED = wordSet('so với, so với cùng kỳ, so cùng kỳ, so với thời điểm, cùng kỳ');

/** The whole area of the authority: no part of an indicator's name. */
export const WHOLE_AREA = wordSet(
  'toàn tỉnh, toàn huyện, toàn xã, toàn thành phố, toàn thị xã, toàn phường, toàn ngành, toàn quốc, cả nước, cả tỉnh, toàn vùng, toàn bộ',
);
/** Of them those beyond every province. */
export const WHOLE_COUNTRY = wordSet('toàn quốc, cả nước');

/** Before a number they make it a plan, a base of comparison or a part of a name, not a result. */
export const NOT_TOLD_BEFORE = wordSet(
  'so với, so, mục tiêu, kế hoạch, kế hoạch giao, kế hoạch là, chỉ tiêu, chỉ tiêu là, dự toán, dự toán giao, dự toán là, trong tổng số, trên tổng số, tổng số, trong số, của, từ, quy mô, công suất, thuộc, thứ, ' +
    'tại, ở, theo, về, cả, khóa, lần thứ, kỳ họp thứ, định mức, mức chi, cứ, mỗi, quá, sau, trong vòng, trong, hơn',
);

/** A statement with one of these before the figure speaks of what is to be. */
export const ASKING = wordSet(
  'phấn đấu, đặt mục tiêu, mục tiêu là, mục tiêu đến, mục tiêu năm, mục tiêu đạt, dự kiến, yêu cầu, đề nghị, quyết tâm, sẽ, dự báo, cam kết, có thể, được phép, nếu, hướng tới, xây dựng kế hoạch, nhiệm vụ là, kịch bản',
);

/** Among tasks these do so as well. */
export const URGING = wordSet(
  'cần, phải, bảo đảm, đảm bảo, để, nhằm, tập trung, đẩy nhanh, đẩy mạnh, nâng, nỗ lực, tiếp tục, khẩn trương, đôn đốc, tăng cường, mục tiêu, nhiệm vụ, trường hợp, giao, tham mưu, rà soát, chỉ đạo',
);

/** Words that say a sentence among tasks tells a result. */
export const TOLD = wordSet(
  'đến nay, hiện nay, hiện còn, ước đạt, ước thực hiện, mới đạt, chỉ đạt, mới chỉ, mới chỉ đạt, mới giải ngân, mới thực hiện, chỉ mới, đã đạt, đã giải ngân, đã thực hiện, đã hoàn thành, đã có, còn có, ' +
    'theo báo cáo, theo thống kê, qua rà soát, qua kiểm tra, qua thống kê, qua theo dõi, kết quả, đạt thấp, thời gian qua, vừa qua, từ đầu năm đến nay',
);

/** Units of time and of the order of a text count nothing that anybody reports. */
export const NOT_COUNTED = new Set(
  (
    'năm,tháng,ngày,tuần,quý,giờ,phút,giây,tuổi,lần,mm,ngày làm việc,nội dung,quan điểm,trọng tâm,đột phá,mục,phần,khâu,nhóm,nhóm nhiệm vụ,lĩnh vực,giải pháp,nhiệm vụ,khoản,điều,' +
    'mặt,bước,nguyên tắc,yêu cầu,mục tiêu,chỉ tiêu,cấp,hướng,chương,bộ,nghị quyết chung'
  ).split(','),
);

/** Where what follows a figure no longer belongs to it. */
export const TAIL_ENDS = wordSet(
  'do, nhờ, gồm, bao gồm, trong đó, trong khi, để, nhằm, góp phần, với, qua đó, từ đó, tuy nhiên, nhưng, song, nên, vì, là, thì, gắn với, bảo đảm, đảm bảo, trong bối cảnh, trong điều kiện, mặc dù, làm, khiến, và tăng, và giảm, và đạt',
);

/** Where the name of what is counted ends within the words that follow a figure. */
export const NAME_ENDS = wordSet(
  'so với, so, theo, trong, tại, trên địa bàn, trên, ở, từ, đến, tính, bằng, vượt, tăng, giảm, cùng, gấp, đạt tỷ lệ, với, thuộc, của tỉnh, nằm, trước',
);

/** What happens, is found or is done by nobody's plan, and is counted in reports. */
export const EVENTS = wordSet(
  'xảy ra, thiếu, còn thiếu, phát hiện, bắt giữ, khởi tố, ghi nhận, phát sinh, điều tra làm rõ, thu giữ, xử phạt, tiếp nhận, tiếp công dân, làm chết, làm bị thương, bị thương, chết, mất tích, bắt, xử lý, thụ lý, trao tặng, hỗ trợ, tặng, chi trả, phê duyệt, ban hành, tổ chức',
);

/** Names of amounts that stand right before them. */
export const BALANCES = wordSet(
  'vốn, nguồn vốn, số vốn, tổng số vốn, tổng vốn, kế hoạch vốn, tổng kế hoạch vốn, kinh phí, đàn, tổng đàn, dân số, dư nợ, tổng dư nợ, nợ xấu, nợ thuế, doanh số, lượng khách, tổng lượng khách, tổng lượt khách, xuất siêu, nhập siêu, thặng dư, thâm hụt, bội chi, bội thu, thiệt hại, ước thiệt hại, tổng thiệt hại, chênh lệch',
);

/** Parts of an economy whose names are lists: `khu vực nông, lâm nghiệp và thủy sản`. */
export const SECTORS = wordSet('khu vực, ngành, lĩnh vực, nhóm ngành, cơ quan, nông, khối');

/** A plan that a percentage is of, as it is called in the unit. */
export const PLANS = wordTree<string>([
  ...meaning(
    'kế hoạch, kh, so kế hoạch, so với kế hoạch, kế hoạch năm, kế hoạch vốn, so với kế hoạch năm, so kh, nghị quyết, so với nghị quyết',
    'kế hoạch',
  ),
  ...meaning('dự toán, dt, so dự toán, so với dự toán, dự toán năm, so với dự toán năm', 'dự toán'),
  ...meaning('chỉ tiêu, so với chỉ tiêu, mục tiêu, so với mục tiêu', 'chỉ tiêu'),
]);

/** Words of two syllables that begin or end like an adverb: `chỉ số`, `chứng chỉ`, `nông thôn mới`. */
const NO_ADVERB_BEFORE: ReadonlySet<string> = new Set(['số', 'tiêu', 'thị', 'đạo', 'huy', 'định', 'dẫn', 'trạng', 'hành', 'tính']);
const NO_ADVERB_AFTER: ReadonlySet<string> = new Set(
  'chứng,địa,tôn,thôn,viên,lập,trồng,xây,tuyển,đổi,nạp,cấp,phát,nghiệp,án,hình,đầu,sinh,làm,ký,sản,phẩm'.split(','),
);

/** The adverb that begins at a token. */
export function adverbAt(line: Line, index: number): Match<true> | null {
  const match = onward(ADVERBS, line, index);
  return match === null || NO_ADVERB_BEFORE.has(textAt(line, match.end)) ? null : match;
}

/** The adverb that ends before a token. */
export function adverbBefore(line: Line, end: number): Match<true> | null {
  const match = backward(ADVERBS, line, end);
  return match === null || NO_ADVERB_AFTER.has(textAt(line, match.start - 1)) || NO_ADVERB_BEFORE.has(textAt(line, end)) ? null : match;
}

/** Kinds of places as they are counted together: `9/11 huyện, thành phố`. */
export const PLACE_KINDS = wordSet(
  'tỉnh, thành phố, huyện, thị xã, quận, xã, phường, thị trấn, đặc khu, địa phương, cơ quan, cơ quan trung ương, bộ, sở, ban, ngành, đơn vị, bản, tổ dân phố, thôn, xóm, khu phố',
);

/** `nông thôn mới đạt`, `chứng chỉ đạt`, `đảng viên mới đạt`: the adverb is the end of a noun. */
export function isPartOfWord(line: Line, index: number): boolean {
  const word = textAt(line, index);
  return (word === 'mới' || word === 'chỉ') && adverbBefore(line, index + 1) === null;
}

const COMPOUNDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['bằng', new Set(['mặt', 'công', 'cân', 'đồng', 'văn'])],
  ['giảm', new Set(['cắt', 'suy', 'thuyên', 'kéo', 'tinh', 'tiết', 'miễn'])],
  ['tăng', new Set(['gia'])],
  ['là', new Set(['chủ'])],
  ['làm', new Set(['việc', 'tạo'])],
  ['ở', new Set(['nhà', 'chỗ', 'đất'])],
]);

/** `mặt bằng`, `nhà ở`: the word at a token is the end of another. */
export function isEndOfWord(line: Line, index: number): boolean {
  return COMPOUNDS.get(textAt(line, index))?.has(textAt(line, index - 1)) === true;
}

/** The predicate that ends before a token; not the end of `mặt bằng` or `cắt giảm`. */
export function predicateEndingAt(line: Line, end: number): Match<Predicate> | null {
  const match = backward(PREDICATES, line, end);
  return match === null || isEndOfWord(line, match.start) ? null : match;
}
