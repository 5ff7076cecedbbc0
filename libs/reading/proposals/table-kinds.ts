import type { Column } from './table-heads.js';
import type { Table } from './table-rows.js';

/** What the rows of a table are told by, and in which columns. */
export interface Kinds {
  /** Each row has an indicator, a place or an agency, or a case of what the caption names: a market, a crop. */
  readonly rows: 'indicators' | 'places' | 'cases';
  readonly name: Column;
  readonly order: number | null;
  readonly unit: number | null;
  readonly due: number | null;
}

const ORDER = /^(?:stt|tt|số tt|số thứ tự)$/u;
const UNIT = /^(?:đơn vị tính|đvt|đ\.v\.t)$/u;
const INDICATOR = /^(?:tên |các |danh mục |nội dung )?(?:chỉ tiêu|nội dung|mục tiêu|hạng mục|danh mục|lĩnh vực|chỉ số)(?!\p{L})/u;
/** Behind other columns `Chỉ tiêu giao năm 2024` holds figures. */
const GIVEN = /\d{4}|giao|kế hoạch/u;
const PLACE =
  /^(?:các |tên )?(?:huyện|xã|phường|thành phố|địa phương|đơn vị(?! tính)|địa bàn|thôn|cơ quan|sở|chủ đầu tư|quận|thị xã|khu vực)(?!\p{L})/u;
export const DUE = /^(?:thời (?:gian|hạn|điểm)|tiến độ|hạn(?: |$)|mốc thời gian|ngày hoàn thành|kỳ hạn)/u;
/** What a figure is: planned, told, measured against either, or said besides. */
export const PLANNED = /kế hoạch|mục tiêu|chỉ tiêu|phấn đấu|giao|dự toán|nghị quyết|^kh(?!\p{L})|^năm \d{4}$|^\d{4}$|đến năm/u;
export const TOLD = /^(?:số )?(?:thực hiện|ước|kết quả|hiện trạng|đã|đạt được|th(?!\p{L})|lũy kế)/u;
export const COMPARED = /so sánh|so với|cùng kỳ|tăng|giảm|tỷ lệ|tỉ lệ|đánh giá|%|\/ ?kh/u;
export const BESIDE =
  /^(?:ghi chú|lý do|nguyên nhân|căn cứ|giải pháp|đánh giá|xếp|cơ quan|người|bộ phận|thời (?:gian|hạn))|chủ trì|phối hợp|phụ trách/u;

/** What the columns of a table hold; null where none of them names its rows. */
export function kindsOf({ columns }: Table): Kinds | null {
  const at = (find: RegExp) => columns.findIndex(({ words, unit }) => unit === null && find.test(words));
  const [order, place, due] = [at(ORDER), at(PLACE), at(DUE)];
  const indicator = columns.findIndex(
    ({ words, unit: named }, index) => named === null && INDICATOR.test(words) && (index <= order + 1 || !GIVEN.test(words)),
  );
  // `Đơn vị` behind the indicators is that of their figures, else it is whose figures they are.
  const unit = at(UNIT) >= 0 ? at(UNIT) : indicator >= 0 && columns[place]?.words === 'đơn vị' && indicator < place ? place : -1;
  const isPlace = place >= 0 && place !== unit && (indicator < 0 || place < indicator);
  const found = isPlace ? place : indicator >= 0 ? indicator : caseAt(columns, order + 1, [unit, due]);
  const name = columns[found];
  const index = (one: number) => (one < 0 ? null : one);
  const rows = isPlace ? 'places' : indicator >= 0 ? 'indicators' : 'cases';
  return name === undefined ? null : { rows, name, order: index(order), unit: index(unit), due: index(due) };
}

/** The first column behind the numbers of the rows, where it holds words and no figures. */
function caseAt(columns: readonly Column[], at: number, others: readonly number[]): number {
  const column = columns[at];
  const isNamed = column?.unit === null && /\p{L}{2}/u.test(column.words) && !others.includes(at);
  return isNamed && ![PLANNED, TOLD, COMPARED, BESIDE].some((kind) => kind.test(column.words)) ? at : -1;
}

/** `TH 2023/TH 2022` beneath `So sánh (%)`. */
const AGAINST = /so sánh|so với|cùng kỳ|\/ ?(?:kh|th)(?!\p{L})/u;

/** A column of what was done: `Thực hiện năm 2023`. */
export function isDone({ words, own }: Column): boolean {
  return TOLD.test(words) && !COMPARED.test(own) && !AGAINST.test(words) && !BESIDE.test(words);
}

/** A column of what is to be: `Kế hoạch năm 2024`. */
export function isPlanned({ words, own }: Column): boolean {
  return PLANNED.test(words) && !TOLD.test(words) && !COMPARED.test(own) && !AGAINST.test(words) && !BESIDE.test(words);
}
