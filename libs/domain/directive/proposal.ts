import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';

/** Words of the text: from code point `start` to before `end`. */
export interface QuotedWords {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const TARGET_KINDS = ['percentage', 'count', 'amount', 'index_rank', 'milestone', 'directional'] as const;
export const PROPOSED_COMPARATORS = ['>', '>=', '=', '<=', '<', 'range', 'about', 'improve', 'complete'] as const;
export const DEADLINE_PRECISIONS = ['day', 'month', 'quarter', 'half_year', 'year', 'recurring'] as const;
export const STRENGTHS = ['quantified', 'dated', 'qualitative'] as const;

interface Proposed {
  readonly quote: QuotedWords;
  readonly clause: string;
  readonly indicator: string;
  readonly unit: string | null;
  /** As the document names it, `Huyện Na Hang`. */
  readonly locality: string | null;
  /** Ties milestones of one target and the items of one list. */
  readonly series: string | null;
  /** 0 … 1. */
  readonly confidence: number;
  readonly reason: { readonly vi: string; readonly en: string };
}

export interface ProposedDeadline {
  readonly date: CivilDate | null;
  readonly op: '<' | '<=';
  readonly precision: (typeof DEADLINE_PRECISIONS)[number];
  readonly text: string;
  readonly inherited: boolean;
  readonly expanded: readonly CivilDate[];
}

/** A target that the reader found in a text, as it is stored. */
export interface TargetProposal extends Proposed {
  readonly type: 'target';
  readonly head: QuotedWords | null;
  readonly full: QuotedWords;
  readonly kind: (typeof TARGET_KINDS)[number];
  readonly comparator: (typeof PROPOSED_COMPARATORS)[number];
  readonly comparatorAlt: readonly (typeof PROPOSED_COMPARATORS)[number][];
  readonly comparatorWord: string | null;
  readonly value: DecimalText | null;
  readonly valueTo: DecimalText | null;
  readonly valueText: string | null;
  readonly valueSource: 'printed' | 'implied' | null;
  readonly deadline: ProposedDeadline | null;
  readonly deadlineImplied: CivilDate | null;
  readonly recurrence: string | null;
  readonly recurrenceText: string | null;
  readonly period: string | null;
  readonly responsible: string | null;
  readonly strength: (typeof STRENGTHS)[number];
  readonly direction: 'increase' | 'decrease' | 'maintain' | null;
  readonly incremental: boolean;
  readonly base: string | null;
  readonly indexName: string | null;
}

/** A reported figure that the reader found in a text, as it is stored. */
export interface MeasurementProposal extends Proposed {
  readonly type: 'measurement';
  readonly value: DecimalText;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  readonly ratioPct: DecimalText | null;
  readonly asOf: CivilDate | null;
  readonly asOfSource: 'printed' | 'inferred' | null;
}

export type Proposal = TargetProposal | MeasurementProposal;

/** `n` is its number within the directive: 1, 2, … never given twice. */
export type NumberedProposal = Proposal & { readonly n: number };
