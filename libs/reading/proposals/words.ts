import { meaning, wordSet, wordTree, type WordTree } from '../phrases/word-tree.js';

/**
 * What an expression does at the head of a clause:
 * - `commit` says that a level is aimed at (`phấn đấu`);
 * - `aux` urges and says nothing of its own (`khẩn trương`, `tập trung chỉ đạo`): never part of a quote;
 * - `verb` is work whose result can be counted or dated;
 * - `noun` begins the name of something measured (`tỷ lệ …`);
 * - `link` joins a subject to its level (`đạt`, `chiếm`);
 * - `nested` begins a share of what stands before (`trong đó`);
 * - `cut` begins what no longer belongs to the clause (`qua đó`, `góp phần`).
 */
export type Starter = 'commit' | 'aux' | 'verb' | 'noun' | 'link' | 'nested' | 'cut';

const COMMIT =
  'phấn đấu, phấn đấu đến, nỗ lực phấn đấu, quyết tâm phấn đấu, dự kiến, hướng tới mục tiêu, hướng đến mục tiêu, hướng tới, đặt mục tiêu, đề ra mục tiêu, mục tiêu, ' +
  'mục tiêu là, mục tiêu đến, quyết tâm, cam kết, phấn đấu để, phấn đấu mục tiêu, phấn đấu trong, chỉ tiêu, tối thiểu phải';

const AUX =
  'đảm bảo, bảo đảm, khẩn trương, tập trung, tích cực, chủ động, tiếp tục, quan tâm, quyết liệt, nghiêm túc, kịp thời, góp phần, theo dõi, đôn đốc, kiểm tra, chỉ đạo, lãnh đạo, ' +
  'nhất là, đặc biệt là, đặc biệt, cụ thể, cụ thể là, đồng thời, cũng như, hướng dẫn, vận động, khuyến khích, thúc đẩy, hỗ trợ, tăng cường, đẩy nhanh, đẩy nhanh tiến độ, đẩy mạnh, ' +
  'thường xuyên, trọng tâm là, trong đó lưu ý, chú trọng, ưu tiên, cố gắng, nỗ lực, chủ trì, phối hợp, đề nghị, yêu cầu, giao, cần, phải, sớm, từng bước, để, nhằm, và, với, thì, là, ' +
  'tổ chức thực hiện, phải đảm bảo, phải bảo đảm, cơ bản, về cơ bản, căn cứ, rà soát, trong đó phấn đấu';

const VERB =
  'có thêm, có, tăng thêm, bổ sung, bố trí, dành, hoàn thành, hoàn thành việc, cơ bản hoàn thành, hoàn thiện, hoàn tất, giải quyết, giải quyết xong, thi hành xong, thi hành, xử lý, xử lý xong, xử lý dứt điểm, giải quyết dứt điểm, xóa dứt điểm, giải ngân, thu hồi, ' +
  'cải tạo, nâng cấp, xây dựng, xây mới, xây dựng mới, thành lập, thành lập mới, thành lập được, khởi công, khởi công mới, khánh thành, thông xe, đưa vào sử dụng, đưa vào khai thác, đưa vào vận hành, ' +
  'đưa vào hoạt động, bàn giao, trồng, trồng mới, trồng được, đào tạo, đào tạo nghề, đào tạo nghề cho, tuyển sinh, tuyển sinh đào tạo, bồi dưỡng, tạo việc làm, tạo việc làm mới, tạo việc làm cho, tạo việc làm mới cho, ' +
  'giải quyết việc làm, giải quyết việc làm cho, giải quyết việc làm mới cho, tạo thêm, thu hút, thu hút được, đón, đón được, cấp, cấp mới, cấp giấy, công nhận, công nhận mới, công nhận thêm, phát triển, ' +
  'phát triển mới, phát triển thêm, phát triển được, kết nạp, kết nạp mới, tổ chức, tổ chức ít nhất, mở, mở mới, mở rộng, giảm, giảm thêm, tiết kiệm thêm,  kéo giảm, cắt giảm, cắt giảm được, tăng, nâng, nâng cao, gia tăng, ' +
  'duy trì, giữ vững, giữ, huy động, thực hiện, thực hiện được, triển khai, di dời, di chuyển, bố trí ổn định, hỗ trợ xây dựng, xóa, xóa được, số hóa, cung cấp, kết nối, tiếp nhận, tuyển, tuyển mới, tuyển dụng, tinh giản, tinh giản biên chế, luân chuyển, ' +
  'sắp xếp, sáp nhập, thanh tra, kiểm tra, phân bổ, phân bổ hết, phân bổ chi tiết, giao, giao đất, giải phóng, giải phóng mặt bằng, thu gom, trang bị, lắp đặt, cứng hóa, kiên cố hóa, bê tông hóa, nhựa hóa, chuyển đổi, thẩm định, phê duyệt, ' +
  'ban hành, tham mưu ban hành, trình, tham mưu, tham mưu giải quyết, tham mưu trình, xuất khẩu, sản xuất, phổ cập, tập huấn, tập huấn cho, đào tạo cho, bồi dưỡng cho, cho vay, thu, thu ngân sách, chi, tiêm, tiêm chủng, tiêm đủ, xây, sửa chữa, nạo vét, cải thiện, ' +
  'nuôi, đầu tư, đầu tư xây dựng, chuẩn hóa, lập, lập hồ sơ, đăng ký, rút ngắn, tiết kiệm, tiết giảm, tăng cường, ngăn chặn, khắc phục, triệt phá, điều tra, khám phá, điều tra khám phá, báo cáo, gửi, gửi báo cáo, công khai, thông tuyến, di dời khẩn cấp, sơ tán, cấp điện, cấp điện cho, kiểm kê, phản hồi, tham gia ý kiến, lựa chọn, giao chỉ tiêu, giao kế hoạch, niêm yết, tiêu hủy, gieo trồng, thu hoạch, gieo cấy, xuống giống, chi trả, hỗ trợ, ' +
  'tổng hợp, tổng hợp báo cáo, đánh giá, cập nhật, công bố, ký kết, ký cam kết, nghiệm thu, quyết toán, kết thúc, chấm dứt, xong, vượt, thu vượt, thoát nghèo, đưa, làm mới, phủ sóng, bao phủ, cai nghiện, quản lý, ' +
  'bảo vệ, khoán bảo vệ, chăm sóc, khoanh nuôi, tưới, khai thác, sử dụng, áp dụng, ứng dụng, hình thành, hình thành được, xác nhận, sơ kết, tổng kết, kiện toàn, đề xuất, ban hành và triển khai, phát động, ' +
  'không để, phát hiện, điều tra làm rõ, chuẩn bị, diễn tập, dập tắt, phát hiện và dập tắt, gpmb, hoàn thành gpmb, hoàn thành giải phóng mặt bằng, kích hoạt, cài đặt, tiêm phòng, tẩy giun, khám, khám sức khỏe, khám sàng lọc, sàng lọc, lập hồ sơ sức khỏe, cấp phát, trao tặng, tái canh, ghép cải tạo, bình tuyển, cải tạo vườn tạp, tu sửa, tu bổ, trùng tu, thả, san lấp, đào, đắp, khoan, hạ ngầm, gắn biển, cấp mã số, kiểm định, trồng lại, trồng thay thế, tham gia, thu mua, kết nghĩa, liên kết, chấp thuận, quy hoạch, phân loại, khai trương, cho thuê, mua sắm, chuyển giao, thay thế, nâng hạng, thu nhận, tạo lập, ' +
  'huấn luyện, tiến hành, đóng điện, cử, lát, phát quang, đo đạc, khảo sát, giám sát, giám sát chuyên đề, chỉnh trang, kè, cảm hóa, lấy mẫu, xét nghiệm, kiên cố, giới thiệu, rà soát, thống kê, theo dõi, đôn đốc, kiểm điểm, xử phạt, truyền thông, tuyên truyền, nhân rộng, xã hội hóa, tái đàn, kiểm soát, khống chế, hạn chế, nâng hạng, xếp hạng, xếp, xếp thứ, đứng, lọt, thuộc nhóm, nằm trong, trở thành';

const NOUN =
  'tỷ lệ, tỷ trọng, tỷ suất, tốc độ, tốc độ tăng, tốc độ tăng trưởng, tăng trưởng, số, số lượng, tổng số, tổng, diện tích, tổng diện tích, sản lượng, tổng sản lượng, tổng sản phẩm, giá trị, giá trị sản xuất, ' +
  'giá trị gia tăng, thu nhập, thu nhập bình quân, kim ngạch, kim ngạch xuất khẩu, doanh thu, năng suất, năng suất lao động, mật độ, quy mô, chỉ số, mức giảm, grdp, gdp, tổng thu, thu ngân sách, ' +
  'thu nội địa, tổng vốn, vốn đầu tư, công suất, chiều dài, chiều rộng, mặt đường, nền đường, bề rộng, điểm số, độ che phủ, độ che phủ rừng, tuổi thọ, cơ cấu, tổng đàn, khách du lịch, tổng lượt khách, dân số, hệ số, ' +
  'tổng mức, nguồn nhân lực, nhân lực, chi ngân sách, tổng chi, thu từ, dư nợ, nợ xấu, huy động vốn, giá trị tăng thêm, bình quân, thời gian, khối lượng, vốn thực hiện, vốn đăng ký, số năm, mức độ hài lòng, mức độ, tuổi thọ bình quân, mỗi';

const LINK =
  'đạt, đạt được, phải đạt, cần đạt, đạt chuẩn, chiếm, còn, xuống còn, giảm còn, giảm xuống, giảm xuống còn, tăng lên, nâng lên, lên, xuống, là, ở mức, không quá, không vượt quá, không thấp hơn, không dưới, bằng, ' +
  'vượt, trên, tăng, giảm, tăng bình quân, giảm bình quân, đạt mức, khoảng, gấp, duy trì, duy trì ở mức, giữ ở mức, dưới, từ, tối thiểu, ít nhất, đều đạt, phấn đấu đạt, sẽ đạt, đạt từ, đạt trên, bình quân, ổn định, ổn định ở mức, giữ ở mức';

const NESTED = 'trong đó, riêng, trong số đó, gồm, bao gồm';

const CUT =
  'qua đó, từ đó, tiến tới, góp phần, tạo, tạo điều kiện, tạo tiền đề, tạo đà, gắn với, đặc biệt, đặc biệt là, nhất là, theo đúng, theo, phù hợp với, coi đây, xem đây, làm cơ sở, trên cơ sở, để, nhằm, đáp ứng, phục vụ, ' +
  'tránh, đồng thời, theo dõi, đôn đốc, đảm bảo, bảo đảm, tăng cường, đẩy mạnh, trong trường hợp, nếu, đối với, trường hợp, thông qua, bằng, cùng với, kịp thời, nâng cao, cải thiện';

function tagged(words: string, value: Starter): (readonly [string, Starter])[] {
  return meaning(words, value);
}

/** The later meaning of an expression stands: verbs over nouns, commitments over all. */
export const STARTERS: WordTree<Starter> = wordTree([
  ...tagged(NOUN, 'noun'),
  ...tagged(NESTED, 'nested'),
  ...tagged(VERB, 'verb'),
  ...tagged(AUX, 'aux'),
  ...tagged(COMMIT, 'commit'),
]);
/** Verbs that say which way the named thing goes and are no part of its name. */
export const DIRECTIONS = wordSet(
  'giảm, tăng, nâng, nâng cao, duy trì, giữ vững, giữ, kéo giảm, hạ, kiểm soát, đưa, gia tăng, cắt giảm, rút ngắn, khống chế, hạn chế, phấn đấu, bảo đảm, đảm bảo',
);
export const VERBS = wordSet(VERB);
export const LINKS = wordSet(LINK);
export const NOUNS = wordSet(NOUN);
export const AUXES = wordSet(AUX);
export const COMMITS = wordSet(COMMIT);
export const CUTS = wordSet(CUT);
