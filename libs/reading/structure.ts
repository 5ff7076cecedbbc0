import type { CivilDate } from '../domain/kernel/civil-date.js';
import type { Clause, DocumentHead, KnownPlace, Span } from './reading.js';

/**
 * The text as the rules read it: NFC, one spelling of tone marks (hoà → hòa), line breaks inside sentences one blank, emphasis marks
 * and page furniture gone. Places within it are UTF-16 indices of `text`; `folded` has the same indices: lower case, OCR slips mended.
 */
export interface PreparedText {
  readonly source: string;
  readonly text: string;
  readonly folded: string;
  /** The stretch of the source, in code points, of the prepared text between two indices. */
  spanOf(from: number, to: number): Span;
  /** The words of the source between two indices, exactly as they stand there. */
  quote(from: number, to: number): string;
}

/** What a passage is for: work to do, results told, or neither (grounds, recipients, signature, form). */
export type Mood = 'task' | 'report' | 'other';

/** A passage of the document (a paragraph, a dash, a footnote, a table row) between two indices of the prepared text, with what governs it. */
export interface Passage {
  readonly from: number;
  readonly to: number;
  /** Index of the innermost clause in `clauses`; null before the first. */
  readonly clause: number | null;
  /** The path as it is cited: `mục 2, gạch 4`, `II.2.1, đoạn 1`, `mục 1, chú thích 3`. */
  readonly label: string;
  readonly mood: Mood;
  /** Where a footnote belongs: the index of its mark in the prepared text; null for all else. */
  readonly anchor: number | null;
  /** Who is to do it, from the clause's heading, its lead-in or what stands above; null where nobody is named. */
  readonly responsible: string | null;
  /** The locality that it speaks of: the one named by the heading or lead-in, else the document's. */
  readonly locality: string | null;
  /** Headings and lead-ins that govern it, outermost first, as stretches of the prepared text. */
  readonly above: readonly { readonly from: number; readonly to: number }[];
}

/** What a document is about in time: the year of its plan, the period under review, the date on which results stand. */
export interface DocumentTime {
  /** The year that targets without a year belong to. */
  readonly year: number | null;
  /** `2022`, `2022-Q2` … of the title or the lead-in. */
  readonly period: string | null;
  /** The last year of the term that a congress or council sets its aims for, `nhiệm kỳ 2020 - 2025`. */
  readonly termEnd?: number;
  /** The day up to which results are told (`8 tháng đầu năm 2021` → 31/8/2021), and whether it is printed. */
  readonly asOf: { readonly date: CivilDate; readonly source: 'printed' | 'inferred' } | null;
}

export interface DocumentStructure {
  readonly prepared: PreparedText;
  readonly head: DocumentHead;
  readonly time: DocumentTime;
  readonly clauses: readonly Clause[];
  readonly passages: readonly Passage[];
  /** The places that may stand with their bare names, as they were given to the reader. */
  readonly places?: readonly KnownPlace[];
}
