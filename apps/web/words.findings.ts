import type { Finding } from '../../libs/contract/histories.findings.js';
import type { Language } from './words.js';

type Pair = readonly [vi: string, en: string];

/** In the order in which an auditor would ask. */
const KIND: Readonly<Record<Finding['kind'], Pair>> = {
  revised_after_due: ['Sửa mục tiêu sau khi mốc đã đến hạn', 'Target revised after a milestone was due'],
  revised_before_miss: ['Sửa mục tiêu ngay trước khi không đạt', 'Target revised just before a miss'],
  corrected_after_verification: ['Sửa số liệu sau khi đã thẩm tra', 'Figure changed after it was verified'],
  corrected_after_alert: ['Sửa số liệu sau cảnh báo', 'Figure changed after an alert'],
  self_verified: ['Cùng một người nhập và thẩm tra', 'Same person recorded and verified'],
  cumulative_fell: ['Số lũy kế giảm', 'Cumulative figure fell'],
  back_dated: ['Ghi lùi ngày', 'Back-dated entry'],
  estimate_unsettled: ['Số ước chưa có số chính thức', 'Estimate never settled'],
  alert_unacknowledged: ['Cảnh báo lâu không ai tiếp nhận', 'Alert long unacknowledged'],
};
export const KINDS = Object.keys(KIND) as readonly Finding['kind'][];

const ROLE: Readonly<Record<Finding['evidence'][number]['who']['role'], Pair>> = {
  planner: ['cán bộ kế hoạch', 'planner'],
  verifier: ['người thẩm tra', 'verifier'],
  leader: ['lãnh đạo', 'leader'],
  auditor: ['kiểm toán', 'auditor'],
  admin: ['quản trị', 'administrator'],
};

const WORD = {
  title: ['Việc đáng kiểm tra', 'Worth a look'],
  back: ['Tiến độ các mục tiêu', 'Progress of the targets'],
  intro: [
    'Không việc nào tự nó là sai: mỗi việc là một câu hỏi cần có người trả lời.',
    'None of this is wrong by itself: each is a question that somebody should answer.',
  ],
  knownAt: ['Đã biết đến', 'Known at'],
  locality: ['Địa phương', 'Locality'],
  from: ['Ghi từ ngày', 'Recorded from'],
  until: ['đến hết ngày', 'until'],
  language: ['Ngôn ngữ', 'Language'],
  print: ['In danh sách', 'Print the list'],
  kinds: ['Số việc theo loại; bấm để lọc', 'Findings by kind; press to filter'],
  all: ['Tất cả', 'All'],
  known: ['đã biết đến {time} giờ Việt Nam', 'known at {time} Việt Nam time'],
  position: ['vị trí {position}', 'position {position}'],
  recorded: ['ghi', 'recorded'],
  since: ['từ {date}', 'from {date}'],
  to: ['đến {date}', 'until {date}'],
  found: ['{count} việc', '{count} findings'],
  one: ['1 việc', '1 finding'],
  partly: ['đang xem {shown}/{count} việc', 'showing {shown} of {count} findings'],
  none: ['Không có việc nào như đã chọn.', 'There is nothing of what was chosen.'],
  loading: ['Đang tìm…', 'Looking…'],
  more: ['Xem thêm', 'More'],
  target: ['Mục tiêu', 'Target'],
  measurement: ['Số liệu', 'Figure'],
  alert: ['Cảnh báo', 'Alert'],
  history: ['Lịch sử', 'History'],
  only: ['Chỉ xem {place}', 'Only {place}'],
  evidence: ['Căn cứ: {count} sự kiện', 'Evidence: {count} events'],
  evidenceOne: ['Căn cứ: 1 sự kiện', 'Evidence: 1 event'],
  proof: ['bằng chứng trong nhật ký', 'proof in the log'],
} as const satisfies Readonly<Record<string, Pair>>;

export type FindingWord = keyof typeof WORD;

/** The words of the page of findings in one language; `{name}` in a phrase is filled in from `values`. */
export function findingWordsIn(language: Language) {
  const pick = ([vi, en]: Pair): string => (language === 'vi' ? vi : en);
  return {
    word: (name: FindingWord, values: Readonly<Record<string, string | number>> = {}): string =>
      pick(WORD[name]).replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? '')),
    kind: (kind: Finding['kind']): string => pick(KIND[kind]),
    role: (role: keyof typeof ROLE): string => pick(ROLE[role]),
  };
}
export type FindingWords = ReturnType<typeof findingWordsIn>;
