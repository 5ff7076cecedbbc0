/** A notice of our own, in the manner of those of provincial standing committees: results in footnotes, orders in dashes. */
export const CONCLUSION = `TỈNH ỦY TUYÊN QUANG
*
Số: 77-TB/TU
Tuyên Quang, ngày 06 tháng 9 năm 2021

THÔNG BÁO
Kết luận cuộc họp giao ban ngày 31/8/2021

1. Về kết quả 8 tháng đầu năm 2021
Công tác di chuyển hộ dân ở vùng nguy hiểm còn chậm(1).
(1) Tính đến ngày 31/8/2021 toàn tỉnh mới di chuyển được 37/84 hộ, trong đó: Lâm Bình 13/16 hộ, Na Hang 4/44 hộ, Chiêm Hóa 10/10 hộ, Hàm Yên 2/6 hộ, Yên Sơn 8/8 hộ.

2. Về nhiệm vụ những tháng cuối năm 2021
- Ủy ban nhân dân tỉnh tập trung chỉ đạo, phấn đấu đến hết ngày 30/9/2021 giải ngân vốn đầu tư công đạt trên 60% kế hoạch, đến hết ngày 31/12/2021 đạt ít nhất 98% kế hoạch.
- Giao Sở Nông nghiệp và Phát triển nông thôn hoàn thành 100% kế hoạch di chuyển hộ dân ra khỏi vùng nguy hiểm trước ngày 31/12/2021.
`;
