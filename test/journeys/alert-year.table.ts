import { addDays, type CivilDate } from '../../libs/domain/kernel/civil-date.js';

/** The year of the journey: everything in it is made up. Figures are dated on the 14th and sent on the 18th unless a cell says otherwise. */
export const PROVINCE = 'son-ha@base';
const [A, B, C, D, K, L] = ['an-phu@base', 'binh-lam@base', 'cam-thuong@base', 'dong-son@base', 'khe-lau@base', 'lung-vai@base'];
export const MERGED = { from: K, into: D, on: '2025-07-01' };

export const COMMUNES = [
  [A, 'An Phú', 'An Phu'],
  [B, 'Bình Lâm', 'Binh Lam'],
  [C, 'Cẩm Thượng', 'Cam Thuong'],
  [D, 'Đông Sơn', 'Dong Son'],
  [K, 'Khe Lau', 'Khe Lau'],
  [L, 'Lũng Vài', 'Lung Vai'],
] as const;

type Shape = 'ratio' | 'count' | 'amount' | 'index' | 'task';
type IndicatorRow = readonly [id: string, name: string, nameEn: string, shape: Shape, unit: string, more?: object];

const [LEVEL, DOWN, BAND] = [{ accumulation: 'level' }, { direction: 'decreasing' }, { direction: 'band' }];
const QUARTER = { calendar: { kind: 'before', frequency: 'quarter', dueBeforeDay: 15 } };
const every = (frequency: string) => ({ calendar: { kind: 'periodic', frequency, cutOffDay: 14, dueDay: 25 } });
const REVIEWS = ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31'].map((cutOff) => ({ cutOff, due: addDays(cutOff, 10) }));

export const INDICATORS: readonly IndicatorRow[] = [
  ['giai-ngan', 'Giải ngân vốn đầu tư công', 'Disbursement of public investment', 'ratio', 'tỷ đồng'],
  ['thu-ngan-sach', 'Thu ngân sách', 'Budget revenue', 'amount', 'tỷ đồng'],
  ['grdp', 'Tăng trưởng GRDP', 'GRDP growth', 'ratio', '%', { ...LEVEL, ...QUARTER }],
  ['ho-ngheo', 'Hộ nghèo', 'Poor households', 'count', 'hộ', { ...LEVEL, ...DOWN }],
  ['ty-le-ngheo', 'Tỷ lệ hộ nghèo', 'Poverty rate', 'ratio', 'hộ', { ...LEVEL, ...DOWN }],
  ['pci', 'PCI', 'PCI', 'index', 'điểm', { ...LEVEL, ...every('year') }],
  ['che-phu-rung', 'Tỷ lệ che phủ rừng', 'Forest cover', 'ratio', 'ha', { ...LEVEL, ...every('half_year') }],
  ['cpi', 'Tăng giá tiêu dùng', 'Consumer price growth', 'index', '%', { ...LEVEL, ...BAND }],
  ['nong-thon-moi', 'Số xã đạt chuẩn nông thôn mới', 'Communes recognised as new rural', 'count', 'xã', LEVEL],
  ['viec-lam', 'Tạo việc làm mới', 'New jobs', 'count', 'người'],
  ['nha-tam', 'Xóa nhà tạm', 'Makeshift houses replaced', 'count', 'nhà'],
  ['duong-nong-thon', 'Kiên cố hóa đường nông thôn', 'Rural roads paved', 'amount', 'km'],
  ['bhyt', 'Bao phủ bảo hiểm y tế', 'Health insurance coverage', 'ratio', 'người', LEVEL],
  ['tai-nan', 'Số vụ tai nạn giao thông', 'Traffic accidents', 'count', 'vụ', DOWN],
  ['ho-so', 'Hồ sơ giải quyết đúng hạn', 'Files settled in time', 'ratio', 'hồ sơ', LEVEL],
  ['quy-hoach', 'Quy hoạch chung đô thị', 'Urban master plan', 'task', '', LEVEL],
  ['de-an-so', 'Đề án chuyển đổi số', 'Digital transformation scheme', 'task', '', LEVEL],
  ['dau-gia', 'Thu đấu giá quyền sử dụng đất', 'Land auction revenue', 'amount', 'tỷ đồng'],
  ['trong-rung', 'Trồng rừng mới', 'New forest planted', 'amount', 'ha'],
  ['xuat-khau', 'Kim ngạch xuất khẩu', 'Exports', 'amount', 'triệu USD'],
  ['khach', 'Khách du lịch', 'Visitors', 'count', 'lượt'],
  ['thu-hut', 'Thu hút dự án đầu tư', 'Investment projects attracted', 'count', 'dự án'],
  ['nuoc-sach', 'Hộ dùng nước sạch', 'Households with clean water', 'ratio', 'hộ', LEVEL],
  ['bo-hoc', 'Học sinh bỏ học', 'School drop-outs', 'ratio', 'học sinh', { ...LEVEL, ...DOWN }],
  ['dich-vu-cong', 'Dịch vụ công trực tuyến', 'Public services online', 'ratio', 'hồ sơ', LEVEL],
  ['rac-thai', 'Thu gom rác thải', 'Waste collected', 'ratio', 'tấn', LEVEL],
  ['mat-bang', 'Giải phóng mặt bằng', 'Site clearance', 'ratio', 'ha'],
  ['di-doi', 'Di dời hộ dân', 'Households relocated', 'count', 'hộ'],
  ['duong-ngo', 'Đường ngõ xóm', 'Village lanes', 'amount', 'km'],
  [
    'cong-trinh',
    'Khối lượng công trình trọng điểm',
    'Volume of key works',
    'ratio',
    'tỷ đồng',
    { calendar: { kind: 'ad_hoc', dates: REVIEWS } },
  ],
];

/** Cumulative by month, as such capital is spent. */
export const PROFILE = {
  ...{ profileId: 'mua-vu', name: 'Mùa vụ giải ngân', nameEn: 'Season of disbursement', fittedYears: [2023, 2024] },
  shares: ['.01', '.04', '.09', '.14', '.20', '.28', '.36', '.45', '.55', '.66', '.78', '.93', '1'].map((share, index) => ({
    ...{ month: index + 1, share: share.replace(/^\./, '0.') },
  })),
};

const points = (kind: 'points' | 'step', all: Readonly<Record<CivilDate, string>>) => ({
  trajectory: { kind, points: Object.entries(all).map(([on, value]) => ({ on, value })) },
});

export interface TargetRow {
  readonly id: string;
  readonly indicator: string;
  readonly at: string;
  /** `40 → >=46 31/12`: baseline on 31/12/2024, then milestones; a year other than 2025 is named. */
  readonly plan: string;
  readonly figures: string;
  readonly more?: object;
  /** The whole that it is a part of: set by an allocation. */
  readonly of?: string;
  /** Set on a day of the journey instead of before it. */
  readonly from?: CivilDate;
}

const row = (id: string, at: string, plan: string, figures: string, more: Partial<TargetRow> = {}): TargetRow => ({
  ...{ id, indicator: id, at, plan, figures },
  ...more,
});

const SPENT = '1.5 4 8 13 19 26 34 43 53 63 74 84 91 31/01/26=96.2@05/02/26';
const JOBS = { indicator: 'viec-lam', of: 'viec-lam' };
const HOUSES = { indicator: 'nha-tam', of: 'nha-tam' };
const HOUSE_STEPS = { '2025-03-31': '30', '2025-06-30': '150', '2025-09-30': '270' };

// A cell is `value`, `.` for none, `value@sent`, or `asOf=value@sent`; twelve months on the 14th, then 31/12 sent on 12/01.
export const TARGETS: readonly TargetRow[] = [
  row('giai-ngan-mua-vu', PROVINCE, '0 → >=95 31/01/26', SPENT, {
    ...{ indicator: 'giai-ngan', more: { trajectory: { kind: 'profile', profileId: 'mua-vu' } } },
  }),
  row('giai-ngan-thang', PROVINCE, '0 → >=95 31/01/26', '', { indicator: 'giai-ngan' }),
  row('thu-ngan-sach', PROVINCE, '0 → >=1100 30/06, >=2400 31/12', '110 260 420 590 780 970 1180 1390 1600 1830 2080 2290 2460'),
  row('grdp', PROVINCE, '7.1 → >=8 31/12', '. . 7.3@14/03 . . 7.6@13/06 . . 7.9@12/09 . . 8.1@12/12 8.2'),
  row('ho-ngheo', PROVINCE, '1200 → <=900 31/12', '1190 1162 1138 1113 1088 1063 1038 1014 988 963 938 913 895'),
  row('ty-le-ngheo', A, '6 → <=4.5 31/12', '5.9 5.8 5.7 5.5 5.4 5.2 5.1 5@31/08 4.9 4.7 4.6 4.5 4.4'),
  row('pci', PROVINCE, '64 → >=66 31/12', '. . . . . . . . . . . 66.4 .'),
  row('che-phu-rung', PROVINCE, '52 → maintain 31/12', '. . . . . 52.1 . . . . . 51.8 51.6'),
  row('cpi', PROVINCE, 'between 3..4.5 31/12', '3.6 3.5 3.1 3.1 3.2 3.6 3.2 4.7 4.9 5.2 4.6 4.3 4.3'),
  row('nong-thon-moi', PROVINCE, '40 → >=46 31/12', '40 40 41 41 42 42 43 42 44 45 45 46 46'),
  row('viec-lam', PROVINCE, '0 → >=12000 31/12', ''),
  row('viec-lam-a', A, '3000', '240 480 720 980 1240 1480 1700 1960 2230 2480 2720 2950 3050', JOBS),
  row('viec-lam-b', B, '2500', '110 310 500 720 930 1130 1340 1550 1760 1970 2180 2390 2510', JOBS),
  row('viec-lam-c', C, '2500', '100 250 400 520 700 850 1000 1150 1350 1500 1750 2000 2150', JOBS),
  row('viec-lam-d', D, '2500', '120 320 520@03/04 725 930 1140 1345 1560 1770 1975 2180 2390 2520', JOBS),
  row('viec-lam-l', L, '1500', '60 190 310 430 560 680 805 930 1060 1180 1310 1430 1500', JOBS),
  row('nha-tam', PROVINCE, '0 → >=300 31/10', '', { more: points('step', HOUSE_STEPS) }),
  row('nha-tam-b', B, '120', '0 0 5 14 30 50 70 90 105 120', HOUSES),
  row('nha-tam-c', C, '100', '0 0 0 6 25 45 60 70 85 96 100', HOUSES),
  row('nha-tam-l', L, '80', '0 0 8 15 25 41 50 60 70 74 76 79 80', HOUSES),
  row('duong-nong-thon', C, '0 → >=60 31/12', '0.5 1 2.5 7 13 18.5 24 32 40 48 54 58.5 61', {
    more: points('points', { '2025-03-31': '3', '2025-06-30': '20', '2025-09-30': '45' }),
  }),
  row('bhyt', B, '90 → >=95 31/12', '90 90.2 90.4 91 91.2 91.8 92.1 92.7 92.9 93.5 94.2 94.9 95.3'),
  row('tai-nan', PROVINCE, '0 → <=40 31/12', '2 4 7 11 14 18 21 25 29 33 36 39 40'),
  row('ho-so', D, '97 → >=98 31/12', '98.2 98.4 98.3 98.1 98.5 98.4 98.2 96.1 97.2 98.1 98.3 98.4 98.4'),
  row('quy-hoach', PROVINCE, 'complete 30/06', '. . no . . . . 05/08 . . . . .'),
  row('de-an-so', PROVINCE, 'complete <30/09', '. . . . . . . . 10/09 . . . .'),
  row('dau-gia', D, '0 → >=200 31/12', '15 30 45 60 74 88 100 110 120 128 135 140 145'),
  row('trong-rung', L, '0 → >=350 31/12', '0 0 0 22 60 140 230 290 310 330 345 350 350', {
    more: points('step', { '2025-04-30': '20', '2025-08-31': '300' }),
  }),
  row('xuat-khau', PROVINCE, '0 → >=450 30/06, >=1000 31/12', '60 120 190 260 330 390 430 560 700 800 900 980 1030'),
  row('khach', PROVINCE, '0 → >=500000 31/12', '22000 62000 97000 105000 150000 160000 250000 310000 352000 394000 436000 478000 503000'),
  row('thu-hut', PROVINCE, '0 → >=24 31/12', '1 3 4 4 4 5'),
  row('nuoc-sach', L, '70 → >=90 31/12', '70.5 72 73.5 74 75 76 77 78.5 79 79.5 80 80.3 80.5'),
  row('bo-hoc', C, '2.6 → <=2 31/12', '2.5 2.5 5.2 2.3 2.3 2.2 2.2 2.2 2.1 2.1 2 2 1.9'),
  row('dich-vu-cong', PROVINCE, '60 → >=80 31/12', '61 62.5 64 66 67.5 69 70.5 72.5 88 75.5 77.2 79 80.4'),
  row('rac-thai', A, '80 → >=88 31/12', '80.5 81.5 82 . . . 85@05/08 85.5 86 86.6 87.2 87.8 88.2'),
  row('mat-bang', D, '0 → >=100 31/12', '5 12 19 20 21 24 30 50 68 80 90 97 100'),
  row('di-doi', K, '0 → >=50 31/12', '1 4 6 8 9 10'),
  row('di-doi-moi', D, '10 on 30/06 → >=50 31/12', '. . . . . . 12 20 28 36 43 48 51', { indicator: 'di-doi', from: '2025-07-10' }),
  row('duong-ngo', K, '0 → >=12 31/12', '0.4 1.4 2.4 3.5 4.4 5.4'),
  row('cong-trinh', PROVINCE, '0 → >=90 31/12', '31/03=18@08/04 30/06=36@09/07 30/09=51@09/10 31/12=92@09/01/26'),
];

/** The program stands still from the first day until it comes back on the second. */
export const OUTAGE = { from: '2025-08-22', back: '2025-08-31' };

export interface Act {
  readonly on: CivilDate;
  readonly target: string;
  readonly says: string;
  readonly do:
    | { readonly kind: 'correct'; readonly asOf: CivilDate; readonly value: string }
    | { readonly kind: 'return'; readonly asOf: CivilDate }
    | { readonly kind: 'withdraw' }
    | { readonly kind: 'revise'; readonly plan: string }
    | { readonly kind: 'acknowledge'; readonly note: string; readonly recoveryOn: CivilDate | null }
    | { readonly kind: 'merge' };
}

const acknowledge = (note: string, recoveryOn: CivilDate | null): Act['do'] => ({ kind: 'acknowledge', note, recoveryOn });

export const ACTS: readonly Act[] = [
  {
    on: '2025-03-27',
    target: 'bo-hoc',
    says: 'sửa số liệu 14/3 từ 5,2 thành 2,3: gõ nhầm',
    do: { kind: 'correct', asOf: '2025-03-14', value: '2.3' },
  },
  {
    on: '2025-05-29',
    target: 'khach',
    says: 'sửa số liệu 14/5 từ 150000 xuống 108000: đếm trùng',
    do: { kind: 'correct', asOf: '2025-05-14', value: '108000' },
  },
  { on: '2025-05-22', target: 'mat-bang', says: 'lãnh đạo xã tiếp nhận, hẹn 15/7', do: acknowledge('Đang vận động 12 hộ', '2025-07-15') },
  { on: '2025-06-20', target: 'di-doi', says: 'Khe Lau nhập vào Đông Sơn từ 1/7 (nghị quyết ban hành hôm nay)', do: { kind: 'merge' } },
  { on: '2025-07-10', target: 'thu-hut', says: 'rút mục tiêu', do: { kind: 'withdraw' } },
  { on: '2025-07-10', target: 'di-doi', says: 'rút mục tiêu, giao lại cho Đông Sơn', do: { kind: 'withdraw' } },
  { on: '2025-07-25', target: 'nuoc-sach', says: 'điều chỉnh mục tiêu xuống 80 %', do: { kind: 'revise', plan: '70 → >=80 31/12' } },
  {
    on: '2025-08-21',
    target: 'viec-lam-c',
    says: 'lãnh đạo tỉnh tiếp nhận, không hẹn ngày',
    do: acknowledge('Hai nhà máy lùi tuyển dụng', null),
  },
  { on: '2025-09-24', target: 'dich-vu-cong', says: 'người kiểm tra trả lại số liệu 14/9', do: { kind: 'return', asOf: '2025-09-14' } },
  { on: '2025-09-29', target: 'dich-vu-cong', says: 'gửi lại số liệu 14/9: 74', do: { kind: 'correct', asOf: '2025-09-14', value: '74' } },
];

export const [FIRST_DAY, LAST_DAY] = ['2025-01-02', '2026-02-06'];
