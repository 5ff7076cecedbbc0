import type { QuantityKind } from './phrases.js';
import { meaning, wordSet, wordTree } from './word-tree.js';

/** Multiples that belong to the unit as it is printed: `tỷ đồng`, `triệu USD`, `nghìn lượt khách`. */
export const SCALES: ReadonlySet<string> = new Set(['nghìn', 'vạn', 'triệu', 'tỷ', 'trăm']);

const AMOUNTS = `đồng, đ, vnđ, vnd, usd, đô la mỹ, đô la, euro, yên, ha, hecta, héc ta, hécta, km, km2, km ², m, m2, m2 sàn, m2 nhà ở, m ², m3, m ³, mét, mét vuông,
  mét khối, cm, mm, cây số, tấn, tạ, kg, gam, g, yến, lít, kwh, mw, mwp, kw, kwp, kv, kva, mva, gw, gb, mbps, giờ, phút, giây, ngày, ngày công,
  ngày làm việc, tháng, năm, tuần, tuổi, lần, tấn quy thóc, độ, vòng, héc - ta`;

const RANKS = 'hạng, thứ hạng, bậc, điểm, điểm số';

/** Things that plans count; where a longer name stands it is the unit. A noun not listed is taken by its first words. */
const COUNTED = `xã, phường, thị trấn, huyện, thị xã, thành phố, tỉnh, thôn, bản, xóm, ấp, làng, buôn, khu phố, khu dân cư, tổ dân phố, địa phương,
  tổ, đội, nhóm, đoàn, đội viên, câu lạc bộ, hộ, hộ dân, hộ gia đình, hộ kinh doanh, gia đình, người, người dân, người lao động, thành viên, lao động,
  nhân khẩu, khẩu, học sinh, sinh viên, học viên, giáo viên, giảng viên, trẻ em, trẻ, bé trai, bé gái, cán bộ, công chức, viên chức, đảng viên, đoàn viên, hội viên, bị can, bị cáo,
  bác sĩ, bác sỹ, dược sĩ, dược sỹ, điều dưỡng, y sĩ, y sỹ, nhân viên y tế, chuyên gia, thanh niên, phụ nữ, nông dân, quân nhân, tân binh, công dân, cư dân, dân,
  lượt, lượt khách, lượt người, lượt doanh nghiệp, lượt hội viên, lượt cán bộ, lượt nông dân, lượt lao động, lượt học viên, lượt đối tượng, lượt học sinh, lượt bệnh nhân, lượt tàu, khách, du khách, khách du lịch, khách quốc tế, lượt hộ, lượt phương tiện, ca, trường hợp, bệnh nhân, giường, giường bệnh,
  bệnh viện, trạm y tế, trung tâm y tế, phòng khám, cơ sở, cơ sở y tế, cơ sở sản xuất, cơ sở giáo dục, nhà thuốc, doanh nghiệp, công ty, tập đoàn, hợp tác xã,
  htx, tổ hợp tác, liên hiệp hợp tác xã, trang trại, làng nghề, hộ sản xuất, nghề, nhà máy, nhà đầu tư, nhà, căn, căn nhà, căn hộ, ngôi nhà, nhà ở, nhà ở xã hội, phòng học, phòng, lớp,
  lớp học, trường, trường học, điểm trường, trường mầm non, trường tiểu học, trường trung học cơ sở, trường trung học phổ thông, nhà văn hóa, thư viện, bảo tàng, di tích,
  lễ hội, sự kiện, giải, huy chương, huy chương vàng, bằng, chứng chỉ, sáng chế, đề tài, nhiệm vụ, nhiệm vụ khoa học, mô hình, sản phẩm, nhãn hiệu, thương hiệu, mã số vùng trồng, vùng trồng,
  dự án, công trình, hạng mục, gói thầu, cầu, hồ, hồ chứa, đập, trạm, trạm bơm, trạm bts, tuyến, tuyến đường, tuyến hẻm, tuyến phố, hẻm, đoạn, cảng, bến, bến xe, ga, khu, khu vực, khu công nghiệp, kcn, ccn, cụm, cụm công nghiệp,
  khu đô thị, khu du lịch, khu tái định cư, điểm du lịch, điểm dân cư, điểm, chợ, siêu thị, trung tâm, trung tâm thương mại, cửa hàng, cửa khẩu, máy, thiết bị, xe, xe ô tô, ô tô, xe máy, phương tiện, tàu, tàu cá, thuyền,
  con, con lợn, con trâu, con bò, đàn, cây, cây xanh, cây giống, giống, lồng, lồng bè, bể, chuồng, vụ, vụ việc, vụ án, cuộc, cuộc giám sát, cuộc kiểm tra, cuộc thanh tra, hội nghị, hội thảo, buổi, phiên, kỳ, đợt, đơn, hồ sơ, thủ tục,
  thủ tục hành chính, dịch vụ công, dịch vụ, văn bản, nghị quyết, kế hoạch, đề án, báo cáo, quyết định, kết luận, quy hoạch, đồ án, chương trình, chuyên đề, quy chế, quy trình, tiêu chí, chỉ tiêu, chỉ số, chỉ số thành phần, nội dung, mục, cơ quan, đơn vị, đơn vị hành chính, đơn vị sự nghiệp, chủ đầu tư, thị trường, sở, ban, ngành, phòng ban,
  tổ chức, tổ chức đảng, chi bộ, đảng bộ, chi hội, công đoàn, công đoàn cơ sở, biên chế, chỉ tiêu biên chế, suất, suất học bổng, mũi, liều, thẻ, thẻ bảo hiểm y tế, tài khoản, thuê bao, thuê bao internet, máy tính, cá thể, lô, thửa, giấy chứng nhận, gcn, công trình nước sạch, vị trí việc làm, việc làm,
  nút giao, điểm đen, điểm ùn tắc, cặp, chuyến, chuyến bay, đường bay, tổ máy, cột, cụm dân cư, cụm liên kết, nền tảng, ứng dụng, hệ thống, cơ sở dữ liệu, camera, tin, bài, ấn phẩm, nhà vệ sinh, khu vui chơi, sân, sân vận động, vườn, vườn mẫu, không gian, không gian làm việc chung, không gian văn hóa, vùng, vùng sản xuất, chuỗi, chuỗi liên kết, viên, hộp, gói, bao, chai, bộ, cuốn, tờ, lá, phiếu, suất quà, phần quà`;

export const UNITS = wordTree<QuantityKind>([
  ...meaning(oneLine(COUNTED), 'count'),
  ...meaning(oneLine(AMOUNTS), 'amount'),
  ...meaning(RANKS, 'index_rank'),
]);

export const PLACES = wordSet(
  'xã, phường, thị trấn, huyện, thị xã, thành phố, quận, thôn, bản, xóm, ấp, làng, buôn, khu phố, tổ dân phố, khu dân cư, đặc khu',
);

/** Bodies that are counted together: `3 tổ chức, doanh nghiệp`. */
export const BODIES = wordSet(
  'tổ chức, doanh nghiệp, hợp tác xã, tổ hợp tác, cơ quan, đơn vị, cá nhân, hộ kinh doanh, trang trại, trung tâm',
);

/** What a percentage names beside the sign: `44% kế hoạch`. */
export const PERCENT_TAILS = wordSet('kế hoạch, dự toán, chỉ tiêu, kế hoạch năm, dự toán năm, chỉ tiêu kế hoạch');
/** … but these are bases, not the plan itself: `100% kế hoạch vốn`. */
export const PERCENT_BASES = wordSet('kế hoạch vốn, kế hoạch đầu tư, dự toán chi, chỉ tiêu thành phần');

/** After the stroke: `/vạn dân`, `/10.000 dân`, `/người/năm`. */
export const PER_WORDS = wordSet(
  'dân, vạn dân, nghìn dân, triệu dân, người, người dân, lao động, hộ, hộ dân, năm, tháng, ngày, quý, tuần, giờ, ha, hecta, km, km2, m2, m3, tấn, kg, xã, thôn, huyện, tỉnh, lớp, giường, giường bệnh, trẻ, bé gái, học sinh, trường, lượt, lượt khách, khách, con, vụ, hồ sơ, ca, doanh nghiệp, đơn vị, cán bộ, sản phẩm, trạm, trạm y tế, tổ, nhóm, cơ sở, trang trại, chuyến, đợt, trẻ đẻ sống, ngày đêm, s',
);

/** Words that never begin the noun of a count: what follows the number is another part of the sentence. */
export const NO_UNIT: ReadonlySet<string> = new Set(
  `và hoặc hay thì là mà để của cho với trong trên dưới tại ở từ đến tới theo so do bởi bằng về vào ra lên xuống qua sau trước khi nếu như được bị có không chưa đã đang sẽ phải
  cần đạt tăng giảm còn trở này đó các những mọi mỗi từng nhằm gồm cùng kể vì nên hơn kém nhất rất cũng đều chỉ mới hoàn thành bảo đảm phấn đấu thực hiện tổng giai thời nay bao dự ước so
  thuộc giữa ngoài khoảng gần tương xấp vượt thấp cao ít nhiều đầu cuối`.split(/\s+/u),
);

/** Where the noun phrase that a percentage is of ends. */
export const BASE_END: ReadonlySet<string> = new Set(
  `được có đạt để là phải trong trên tại vào theo so bằng sử thực tham hoàn đã nhằm từ đến trước trở không chưa sẽ bị đảm bảo quy nâng giảm tăng khi cho với do và,
  tiếp phấn góp gắn giải tự năm đúng mà thì biết xây dựng áp đáp ứng hưởng cả mỗi`.split(/[\s,]+/u),
);

function oneLine(list: string): string {
  return list.replaceAll(/\s+/gu, ' ');
}
