/** Vietnamese and English words of the page; the field's terms of the design. */
const WORDS = {
  behind: ['Chậm tiến độ', 'Behind'],
  missed: ['Không đạt', 'Missed'],
  at_risk: ['Có nguy cơ chậm', 'At risk'],
  no_data: ['Chưa có số liệu', 'No data'],
  not_started: ['Chưa bắt đầu', 'Not started'],
  on_track: ['Đúng tiến độ', 'On track'],
  achieved: ['Đã đạt', 'Achieved'],
  withdrawn: ['Đã rút', 'Withdrawn'],
  asOf: ['Tính đến ngày', 'As of'],
  locality: ['Địa phương', 'Locality'],
  indicator: ['Chỉ tiêu', 'Indicator'],
  progress: ['Tiến độ', 'Progress'],
  figure: ['Số liệu', 'Figure'],
  status: ['Tình trạng', 'Status'],
  next: ['Mốc kế tiếp', 'Next milestone'],
  reported: ['Ngày số liệu', 'Figure of'],
  whole: ['Cả nước', 'Whole country'],
  loading: ['Đang tải…', 'Loading…'],
  nothing: ['Không có mục tiêu nào khớp.', 'No target matches.'],
  token: ['Mã truy cập', 'Access token'],
  needToken: ['Nhập mã truy cập (tiendo token …) để xem tiến độ.', 'Enter an access token (tiendo token …) to see progress.'],
  expected: ['Theo tiến độ phải đạt', 'Expected by schedule'],
  close: ['Đóng', 'Close'],
  history: ['Lịch sử mục tiêu', 'History of the target'],
  estimated: ['ước', 'estimated'],
  actual: ['thực hiện', 'actual'],
  settled: ['quyết toán', 'settled'],
  more: ['Xem thêm', 'More'],
  daysAgo: ['ngày trước', 'days earlier'],
} as const;

export type Word = keyof typeof WORDS;
export type Language = 'vi' | 'en';

export const word = (name: Word, language: Language): string => WORDS[name][language === 'vi' ? 0 : 1];

/** `2021-09-30` as Vietnamese readers write it, `30/9/2021`; left as it is for others. */
export function dateText(date: string, language: Language): string {
  const [year, month, day] = date.split('-');
  return language === 'vi' ? `${Number(day)}/${Number(month)}/${year}` : date;
}

/** A decimal text with the separators of the language, at most two decimals; never through binary arithmetic. */
export function numberText(value: string, language: Language): string {
  const [whole = '0', fraction = ''] = roundText(value).split('.');
  const [dot, comma] = language === 'vi' ? [',', '.'] : ['.', ','];
  return whole.replace(/\B(?=(\d{3})+$)/g, comma) + (fraction === '' ? '' : dot + fraction);
}

// Half up on the digits themselves: a figure of 10^15 with decimals does not fit a double.
function roundText(value: string): string {
  const [whole = '0', fraction = ''] = value.split('.');
  if (fraction.length <= 2) return value.replace(/\.0*$/, '');
  const isNegative = whole.startsWith('-');
  const digits = BigInt(whole.replace('-', '') + fraction.slice(0, 2)) + (fraction.charAt(2) >= '5' ? 1n : 0n);
  const text = digits.toString().padStart(3, '0');
  const rounded = `${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '');
  return isNegative ? `-${rounded}` : rounded;
}
