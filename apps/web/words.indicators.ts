type Pair = readonly [vi: string, en: string];

/** What the page says when an indicator is defined. */
export const INDICATOR_WORD = {
  newIndicator: ['Định nghĩa chỉ tiêu mới…', 'Define a new indicator…'],
  newIndicatorTitle: ['Chỉ tiêu mới', 'The new indicator'],
  whoDefines: [
    'Chưa có chỉ tiêu nào tên gần “{name}”. Quản trị viên định nghĩa được chỉ tiêu mới ngay khi chấp nhận đề xuất này; hoặc chọn một chỉ tiêu đã có.',
    'No indicator is called much like “{name}”. An administrator can define a new one while accepting this proposal; or choose one that exists.',
  ],
  noIndicatorAsk: [
    'chưa rõ: chọn một chỉ tiêu đã có, hoặc nhờ quản trị viên định nghĩa “{name}”',
    'not certain: choose one that exists, or ask an administrator to define “{name}”',
  ],
  noIndicatorDefine: ['chưa rõ: chọn một chỉ tiêu đã có, hoặc định nghĩa mới', 'not certain: choose one that exists, or define a new one'],
  indicatorId: ['Mã', 'Id'],
  indicatorName: ['Tên', 'Name'],
  indicatorNameEn: ['Tên tiếng Anh', 'Name in English'],
  indicatorUnit: ['Đơn vị tính', 'Unit'],
  shapeWord: ['Dạng', 'Shape'],
  shape_ratio: ['tỷ lệ (%)', 'ratio (%)'],
  shape_count: ['số lượng', 'count'],
  shape_amount: ['khối lượng, số tiền', 'amount'],
  shape_index: ['chỉ số, thứ hạng', 'index or rank'],
  shape_task: ['công việc (xong hay chưa)', 'task (done or not)'],
  directionWord: ['Chiều tốt', 'Better is'],
  direction_increasing: ['càng cao càng tốt', 'more'],
  direction_decreasing: ['càng thấp càng tốt', 'less'],
  direction_band: ['trong khoảng', 'within a band'],
  rollUpWord: ['Tổng hợp từ dưới lên', 'Rolled up'],
  rollUp_ratio: ['cộng tử số và mẫu số', 'by summing both parts'],
  rollUp_sum: ['cộng', 'by summing'],
  rollUp_none: ['không', 'not at all'],
  accumulationWord: ['Qua thời gian', 'Over time'],
  accumulation_cumulative: ['lũy kế trong năm', 'adds up over the year'],
  accumulation_flow: ['số của từng kỳ', 'per period'],
  accumulation_level: ['mức tại thời điểm', 'a level at a moment'],
} satisfies Readonly<Record<string, Pair>>;
