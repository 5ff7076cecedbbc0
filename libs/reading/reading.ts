import type { CivilDate } from '../domain/kernel/civil-date.js';
import type { DecimalText } from '../domain/kernel/decimal.js';

/** Changes whenever the reader may answer otherwise: proposals are stored with the version that made them. */
export const READER_VERSION = 'reader-2';

/** A stretch of the text as it was given, in Unicode code points: from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Quoted extends Span {
  readonly text: string;
}

export interface DocumentHead {
  /** The authority in sentence case, `Ủy ban nhân dân tỉnh Tuyên Quang`; null where neither head nor body names it. */
  readonly issuer: string | null;
  /** As printed without blanks, `1510/UBND-TH`; null where the number was left blank. */
  readonly number: string | null;
  /** `Công văn`, `Nghị quyết`, `Thông báo`, `Kế hoạch` … */
  readonly kind: string | null;
  readonly place: string | null;
  /** As far as it is printed: `2022-04-16`, `2022-01`, `2022` or null. */
  readonly issuedOn: string | null;
  readonly title: string | null;
  /** The day of the meeting that it reports, where it reports one. */
  readonly meetingOn: CivilDate | null;
  /** The locality whose authority issued it, `Tỉnh Tuyên Quang`; null for ministries and where it is unknown. */
  readonly locality: string | null;
}

/** A numbered part of the document; a paragraph or dash within one is named by the path `II.2.1, đoạn 1`, `mục 2, gạch 4`. */
export interface Clause extends Span {
  readonly label: string;
  readonly depth: number;
  readonly heading: string | null;
  readonly parent: number | null;
}

export type Strength = 'quantified' | 'dated' | 'qualitative';
export type TargetKind = 'percentage' | 'count' | 'amount' | 'index_rank' | 'milestone' | 'directional';
export type Comparator = '>' | '>=' | '=' | '<=' | '<' | 'range' | 'about' | 'improve' | 'complete';
export type DeadlinePrecision = 'day' | 'month' | 'quarter' | 'half_year' | 'year' | 'recurring';

/** A sentence for a person: why it was proposed, and how sure the reader is. */
export interface Reason {
  readonly vi: string;
  readonly en: string;
}

export interface Deadline {
  /** The last civil day on or before (`<=`) or before (`<`) which it is due; null for recurring ones. */
  readonly date: CivilDate | null;
  readonly op: '<' | '<=';
  readonly precision: DeadlinePrecision;
  /** The own words of the document. */
  readonly text: string;
  /** From a heading, a lead-in or an earlier clause, not from the clause itself. */
  readonly inherited: boolean;
  /** For a recurring one: the days of the document's year. */
  readonly expanded: readonly CivilDate[];
}

export interface ProposedTarget extends Quoted {
  /** 1, 2, … in reading order. */
  readonly n: number;
  /** Words shared with others of a list, where they stand apart from the quote. */
  readonly head: Quoted | null;
  /** The contiguous stretch from the first to the last word that it rests on. */
  readonly full: Quoted;
  readonly clause: string;
  readonly indicator: string;
  readonly kind: TargetKind;
  readonly comparator: Comparator;
  readonly comparatorAlt: readonly Comparator[];
  readonly comparatorWord: string | null;
  readonly value: DecimalText | null;
  /** The upper end of a range. */
  readonly valueTo: DecimalText | null;
  readonly valueText: string | null;
  readonly valueSource: 'printed' | 'implied' | null;
  readonly unit: string | null;
  readonly deadline: Deadline | null;
  /** No deadline in the clause: the last day of the period that the document is about. */
  readonly deadlineImplied: CivilDate | null;
  /** `monthly`, `quarterly`, `monthly|quarterly|yearly` … */
  readonly recurrence: string | null;
  readonly recurrenceText: string | null;
  /** `2022`, `2022-Q2`, `2022-03` … */
  readonly period: string | null;
  readonly locality: string | null;
  readonly responsible: string | null;
  readonly strength: Strength;
  readonly direction: 'increase' | 'decrease' | 'maintain' | null;
  /** An increment (`thêm 10 xã`), not a level. */
  readonly incremental: boolean;
  /** What a percentage is of. */
  readonly base: string | null;
  /** Ties milestones of one target and the items of one list: the same text within the document. */
  readonly series: string | null;
  readonly indexName: string | null;
  /** 0 … 1. */
  readonly confidence: number;
  readonly reason: Reason;
}

export interface ReportedMeasurement extends Quoted {
  readonly n: number;
  readonly clause: string;
  readonly indicator: string;
  readonly value: DecimalText;
  readonly unit: string | null;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  /** numerator ÷ denominator in percent, to two decimals. */
  readonly ratioPct: DecimalText | null;
  readonly locality: string | null;
  readonly asOf: CivilDate | null;
  readonly asOfSource: 'printed' | 'inferred' | null;
  readonly series: string | null;
  readonly confidence: number;
  readonly reason: Reason;
}

export interface Reading {
  readonly readerVersion: string;
  readonly document: DocumentHead;
  readonly clauses: readonly Clause[];
  readonly targets: readonly ProposedTarget[];
  readonly measurements: readonly ReportedMeasurement[];
}

/** A place that the reader may recognise by its bare name: `{ name: 'Na Hang', kind: 'Huyện', within: 'Tuyên Quang' }`. */
export interface KnownPlace {
  readonly name: string;
  readonly kind: string;
  /** The province, by its bare name; null for provinces themselves. */
  readonly within: string | null;
}

export interface ReadingOptions {
  /** The locality to assume where the document names no authority, `Tỉnh Tuyên Quang`. */
  readonly locality?: string;
  readonly places?: readonly KnownPlace[];
}
