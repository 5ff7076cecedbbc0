import type { AlertItem, AlertStep } from '../../libs/contract/alerts.js';
import type { ProgressRow } from '../../libs/contract/progress.js';
import { DIRECTIVE_WORD } from './words.directives.js';
import { INDICATOR_WORD } from './words.indicators.js';
import { ALERT_STATE, ALERT_WORD, KIND, RESOLUTION, SEVERITY, STEP } from './words.alerts.js';

export type Language = 'vi' | 'en';
type Pair = readonly [vi: string, en: string];

const STATUS: Readonly<Record<ProgressRow['status'], Pair>> = {
  missed: ['Không đạt', 'Missed'],
  behind: ['Chậm tiến độ', 'Behind'],
  at_risk: ['Có nguy cơ chậm', 'At risk'],
  no_data: ['Chưa có số liệu', 'No data'],
  not_started: ['Chưa bắt đầu', 'Not started'],
  on_track: ['Đúng tiến độ', 'On track'],
  achieved: ['Đã đạt', 'Achieved'],
  withdrawn: ['Đã rút', 'Withdrawn'],
};

/** Worst first. */
export const SEVERITIES = Object.keys(SEVERITY) as readonly AlertItem['severity'][];

/** Worst first. */
export const STATUSES = Object.keys(STATUS) as readonly ProgressRow['status'][];

/** Only the reasons that tell more than their status does. */
const REASON: Partial<Record<ProgressRow['reason'], Pair>> = {
  nothing_reported: ['hết hạn không báo cáo', 'nothing reported in time'],
  incomplete_roll_up: ['tổng hợp còn thiếu địa phương', 'roll-up lacks localities'],
  incomplete_sum: ['còn thiếu số liệu của một số kỳ', 'lacks the figures of some periods'],
  figure_doubted: ['số liệu mới nhất cần kiểm tra', 'the newest figure is to be checked'],
  milestone_not_met: ['mốc không đạt', 'milestone not met'],
  no_figure_since_baseline: ['chưa có số liệu mới hơn gốc', 'no figure since the baseline'],
  no_baseline: ['không nêu giá trị gốc', 'no baseline stated'],
  task_overdue: ['quá hạn', 'overdue'],
  task_within_time: ['còn trong hạn', 'within time'],
  outside_limits: ['ngoài giới hạn', 'outside the limits'],
  within_limits: ['trong giới hạn', 'within the limits'],
};

const BASIS: Readonly<Record<'estimated' | 'actual' | 'settled', Pair>> = {
  estimated: ['ước', 'estimated'],
  actual: ['thực hiện', 'actual'],
  settled: ['quyết toán', 'settled'],
};

const COMPARATOR: Readonly<Record<ProgressRow['milestones'][number]['comparator'], Pair>> = {
  '>': ['trên {value}', 'above {value}'],
  '>=': ['ít nhất {value}', 'at least {value}'],
  '<': ['dưới {value}', 'below {value}'],
  '<=': ['không quá {value}', 'at most {value}'],
  '=': ['{value}', '{value}'],
  between: ['từ {value} đến {upper}', 'from {value} to {upper}'],
  complete: ['hoàn thành', 'complete'],
  improve: ['cải thiện', 'improve'],
  maintain: ['giữ vững', 'maintain'],
};

const WORD = {
  ...ALERT_WORD,
  ...INDICATOR_WORD,
  ...DIRECTIVE_WORD,
  title: ['Tiến độ các mục tiêu', 'Progress of the targets'],
  asOf: ['Tính đến ngày', 'As of'],
  knownAt: ['Đã biết đến', 'Known at'],
  pastMoment: [
    'Đang xem quá khứ: những gì hệ thống đã biết đến {time} (giờ Việt Nam).',
    'You are looking at the past: what the system knew at {time} (Việt Nam time).',
  ],
  toPresent: ['Về hiện tại', 'Back to the present'],
  locality: ['Địa phương', 'Locality'],
  everywhere: ['Tất cả địa phương', 'All localities'],
  beneathPlace: ['Trực thuộc {place}', 'Beneath {place}'],
  findings: ['Việc đáng kiểm tra', 'Worth a look'],
  until: ['đến {date}', 'until {date}'],
  from: ['từ {date}', 'from {date}'],
  language: ['Ngôn ngữ', 'Language'],
  indicator: ['Chỉ tiêu', 'Indicator'],
  progress: ['Tiến độ', 'Progress'],
  figure: ['Số liệu', 'Figure'],
  status: ['Tình trạng', 'Status'],
  next: ['Mốc kế tiếp', 'Next milestone'],
  dated: ['Ngày số liệu', 'Figure of'],
  barKey: ['vạch đậm: theo tiến độ phải đạt; vạch mảnh: mục tiêu', 'bold tick: due by schedule; thin tick: target'],
  all: ['Tất cả', 'All'],
  counts: ['Số mục tiêu theo tình trạng; bấm để lọc', 'Targets by status; press to filter'],
  loading: ['Đang tải…', 'Loading…'],
  nothing: [
    'Không có mục tiêu nào đang theo dõi tính đến ngày {date}. Hãy chọn ngày hoặc địa phương khác.',
    'No target is followed as of {date}. Choose another day or locality.',
  ],
  nothingSo: ['Không có mục tiêu nào ở tình trạng đã chọn.', 'No target has the chosen status.'],
  shown: ['{count} mục tiêu', '{count} targets'],
  token: ['Mã truy cập', 'Access token'],
  open: ['Mở', 'Open'],
  needToken: ['Nhập mã truy cập để xem tiến độ (lệnh: tiendo token).', 'Enter an access token to see progress (command: tiendo token).'],
  unreachable: ['Không kết nối được máy chủ. Hãy thử lại.', 'The server cannot be reached. Try again.'],
  daysBefore: ['{days} ngày trước', '{days} days before'],
  onTheDay: ['đúng ngày', 'on the day'],
  before: ['trước {date}', 'before {date}'],
  by: ['đến {date}', 'by {date}'],
  actual: ['Thực hiện', 'Actual'],
  expected: ['Theo tiến độ', 'By schedule'],
  target: ['Mục tiêu', 'Target'],
  rolledUp: ['tổng hợp, cộng được {reported}/{expected} nơi', 'rolled up from {reported} of {expected}'],
  beneath: ['bên dưới: cộng được {reported}/{expected} nơi', 'beneath: {reported} of {expected} added up'],
  agrees: ['khớp với số liệu này', 'agrees with this figure'],
  differs: ['khác số liệu này', 'differs from this figure'],
  late: ['muộn', 'late'],
  done: ['xong {date}', 'done {date}'],
  none: ['chưa có', 'none'],
  responsible: ['Chịu trách nhiệm', 'Responsible'],
  source: ['Văn bản', 'Directive'],
  milestones: ['Các mốc', 'Milestones'],
  figures: ['Số liệu đã báo cáo', 'Reported figures'],
  parts: ['Phân giao', 'Allocated to'],
  close: ['Đóng', 'Close'],
  more: ['Xem thêm', 'More'],
  board: [
    'Số mục tiêu theo địa phương và tình trạng, nơi xấu nhất trước; ▲▼ so với {since}. Bấm để lọc danh sách bên dưới.',
    'Targets by locality and status, worst first; ▲▼ since {since}. Press to filter the list below.',
  ],
  boardName: ['Bảng tổng hợp', 'Scoreboard'],
  worst: ['Xấu nhất, so với tiến độ', 'Worst, against schedule'],
  itself: ['Riêng {name}', '{name} itself'],
  increased: ['tăng {count} so với {since}', '{count} more than on {since}'],
  decreased: ['giảm {count} so với {since}', '{count} fewer than on {since}'],
  points: ['{value} điểm %', '{value} points'],
  allRows: ['Xem cả {count} địa phương', 'Show all {count} localities'],
} satisfies Readonly<Record<string, Pair>>;

export type Word = keyof typeof WORD;
type Values = Readonly<Record<string, string | number>>;

/** The words of the page in one language, Vietnamese or English; `{name}` in a phrase is filled in from `values`. */
export function wordsIn(language: Language) {
  const pick = ([vi, en]: Pair, values: Values = {}): string =>
    (language === 'vi' ? vi : en).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return {
    word: (name: Word, values?: Values): string => pick(WORD[name], values),
    status: (status: ProgressRow['status']): string => pick(STATUS[status]),
    reason: (reason: ProgressRow['reason']): string | null => (REASON[reason] ? pick(REASON[reason]) : null),
    basis: (basis: keyof typeof BASIS): string => pick(BASIS[basis]),
    comparator: (comparator: keyof typeof COMPARATOR, values: Values): string => pick(COMPARATOR[comparator], values),
    kind: (kind: AlertItem['kind']): string => pick(KIND[kind]),
    severity: (severity: AlertItem['severity']): string => pick(SEVERITY[severity]),
    alertState: (state: AlertItem['state']): string => pick(ALERT_STATE[state]),
    step: (what: AlertStep['what'], values: Values): string => pick(STEP[what], values),
    resolution: (why: NonNullable<AlertItem['resolution']>['why']): string => pick(RESOLUTION[why]),
  };
}
