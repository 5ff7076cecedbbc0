import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { DecimalText } from '../../domain/kernel/decimal.js';
import type { Comparator, DeadlinePrecision } from '../reading.js';

/** From `from` to before `to`: UTF-16 indices of the prepared text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type QuantityKind = 'percentage' | 'count' | 'amount' | 'index_rank';

/**
 * A number that may be a value, with all that belongs to it: `ít nhất 98%`, `từ 6,5% đến 7%`, `thêm 10 xã`, `37/84 hộ`, `tất cả`, `hai con số`.
 * The stretch is what is printed as the value, from the comparator to the unit: `trên 60%`, `02 bệnh viện`, `tối thiểu 6m`.
 */
export interface Quantity extends Stretch {
  /** The digits or number words alone (of a range from the first to the last). */
  readonly number: Stretch;
  /** As counted in `unit`: 12 for `12 nghìn tỷ đồng` (unit `nghìn tỷ đồng`), 37 for `37/84 hộ`, 2 for `gấp đôi` (unit `lần`), 33.33 for `1/3 số xã` (unit `%`). */
  readonly value: DecimalText;
  /** The upper end of a range. */
  readonly valueTo: DecimalText | null;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  /** Literal: `>` trên, `>=` ít nhất, `=` a bare number, `range`, `about` … never `improve` or `complete`. */
  readonly comparator: Comparator;
  /** What a bare number also may mean: `>=`, or `<=` after a word of decrease (`giảm còn 3%`); empty when the comparator is spelled out. */
  readonly comparatorAlt: readonly Comparator[];
  /** The words of comparison, also those that follow the number (`… trở lên`: `từ … trở lên`); null for a bare number. */
  readonly comparatorWord: string | null;
  readonly kind: QuantityKind;
  /** As printed, in lower case but for proper signs: `%`, `% kế hoạch`, `xã`, `tỷ đồng`, `giường bệnh/vạn dân`, `hạng`; null when nothing follows. */
  readonly unit: string | null;
  readonly unitAt: Stretch | null;
  /** What a percentage is of, where it is printed after it: `tổng chi ngân sách thường xuyên`, `đường huyện`; up to the verb or comma. */
  readonly base: Stretch | null;
  /** Printed digits or words, or implied by `tất cả`, `toàn bộ` (100 %), `hai con số` (10 %). */
  readonly source: 'printed' | 'implied';
  /** `tăng`/`giảm` and the like right before it: the stretch of the word, or null. */
  readonly change: { readonly direction: 'increase' | 'decrease'; readonly at: Stretch } | null;
  /** An increment: `thêm 10 xã`, `tăng 8%`, `giảm 1,5%`, `thành lập mới 02`; false for levels: `tăng lên 80%`, `giảm còn 3%`, `đạt 60%`. */
  readonly incremental: boolean;
  /** `năm` for `bình quân 8%/năm`, `mỗi năm giảm 2%`; null else. */
  readonly per: string | null;
  /** Where it starts: 60 in `từ 60% lên 75%`, whose value is 75; null else. */
  readonly baseline: DecimalText | null;
}

export type DateRole =
  /** May be the day by which something is due; also a bare `năm 2022` or `trong quý II` that names no plan. */
  | 'deadline'
  /** The year of a plan, budget or event: `kế hoạch năm 2022`, `dự toán … năm 2023`, `kỳ thi năm 2022`. With `hoàn thành` a plan's year is also its deadline. */
  | 'plan'
  /** `giai đoạn 2021-2025`, `thời kỳ`, `tầm nhìn đến năm 2050`, `nhiệm kỳ`, `khóa`, `năm học 2021 - 2022`. */
  | 'horizon'
  /** `so với năm 2020`, `cùng kỳ năm trước`. */
  | 'comparison'
  /** A period whose results are told or judged: `kết quả 8 tháng đầu năm`, `đánh giá … quý III/2021`. */
  | 'review'
  /** The day on which figures stand: `tính đến ngày 31/8/2021`, `đến nay`. */
  | 'as_of'
  /** `từ ngày 01/7/2022`, `kể từ năm 2023`. */
  | 'start'
  /** The day of a cited document. */
  | 'document'
  /** The day of a meeting, a session, a holiday. */
  | 'meeting';

/** How long something may take. */
export interface Span {
  readonly count: number;
  readonly unit: 'day' | 'week' | 'month';
}

/** A time that the text names. The stretch has its preposition: `đến hết ngày 30/9/2021`, `trong quý II năm 2022`, `năm 2022`. */
export interface DatePhrase extends Stretch {
  /** The last civil day of the period; with `trước` the printed day, or the first of the printed month, quarter or year. Null for recurring and relative ones. */
  readonly date: CivilDate | null;
  /** The first civil day of the period; equal to `date` for a day. */
  readonly first: CivilDate | null;
  /** `<` for trước, else `<=`. */
  readonly op: '<' | '<=';
  /** `relative`: counted from an event (`trong vòng 15 ngày kể từ ngày nhận hồ sơ`); without a date where the event's day is not known. */
  readonly precision: DeadlinePrecision | 'relative';
  readonly role: DateRole;
  /** `2022`, `2022-Q2`, `2022-03`, `2022-H1`, `2022-M9` (nine months); the year for a day; null without a date. */
  readonly period: string | null;
  /** False where the year is the document's. */
  readonly yearPrinted: boolean;
  /** A word that says it is a deadline stands before it: đến, trước, trong, chậm nhất, hoàn thành … ; false for a bare `năm 2022`. */
  readonly bound: boolean;
  /** For recurring ones (`trước ngày 15 tháng cuối quý`): the days of the year. */
  readonly expanded: readonly CivilDate[];
  /** It runs from the day on which the document itself was issued: `trong vòng 15 ngày kể từ ngày ký`. */
  readonly sinceIssue?: Span;
}

/** `định kỳ hàng tháng, quý, 6 tháng` → `monthly|quarterly|6-month`. */
export interface RecurrencePhrase extends Stretch {
  /** `daily`, `weekly`, `monthly`, `quarterly`, `6-month`, `9-month`, `yearly`, joined by `|` in printed order. */
  readonly recurrence: string;
}

/** A cited document, programme, project or article: nothing within it is a target. */
export interface Citation extends Stretch {
  readonly kind: 'document' | 'programme' | 'annex' | 'article' | 'quoted';
  /** `105-NQ/TU`; null where unnumbered. */
  readonly number: string | null;
  /** The date of the document, where it is printed. */
  readonly date: CivilDate | null;
  /** The title or subject without number, date and issuer; null where none is printed. */
  readonly title: Stretch | null;
}

export type TrapKind =
  | 'age'
  | 'dose'
  | 'ordinal'
  | 'road'
  | 'level'
  | 'slogan'
  | 'programme'
  | 'criterion'
  | 'session'
  | 'clause'
  | 'phone'
  | 'time_of_day'
  | 'disease'
  | 'permission'
  | 'document'
  | 'enumeration'
  | 'duration'
  | 'ratio';

/** A number that is no value: `từ 5 tuổi đến dưới 12 tuổi`, `mũi thứ 3`, `QL.2`, `mức độ 3, mức độ 4`, `Chương trình 135`. */
export interface Trap extends Stretch {
  readonly kind: TrapKind;
}

/** All that is found in one stretch, each family in reading order. Numbers within dates, citations and traps are no quantities. */
export interface Phrases {
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DatePhrase[];
  readonly recurrences: readonly RecurrencePhrase[];
  readonly citations: readonly Citation[];
  readonly traps: readonly Trap[];
}
