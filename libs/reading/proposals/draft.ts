import type { DecimalText } from '../../domain/kernel/decimal.js';
import type { DatePhrase, RecurrencePhrase, Stretch } from '../phrases/phrases.js';
import type { Comparator, Strength, TargetKind } from '../reading.js';
import type { Due } from './due-phrase.js';
import type { Part } from './rooms.js';
import type { View } from './view.js';

/** The rule that proposed it. */
export type Rule = 'level' | 'action' | 'share' | 'deadline' | 'recurrence' | 'index' | 'rate' | 'fulfilment' | 'standard' | 'all';

/** What makes a proposal less sure than its rule alone. */
export type Doubt = 'no_commitment' | 'soft' | 'inherited' | 'borrowed_words' | 'attribute' | 'in_brackets' | 'no_unit' | 'long';

/** A proposal before it is numbered and told: stretches are indices of the prepared text. */
export interface Draft {
  readonly rule: Rule;
  readonly strength: Strength;
  readonly quote: Stretch;
  readonly head: Stretch | null;
  readonly indicator: string;
  readonly kind: TargetKind;
  readonly comparator: Comparator;
  readonly comparatorAlt: readonly Comparator[];
  readonly comparatorWord: string | null;
  readonly value: DecimalText | null;
  readonly valueTo: DecimalText | null;
  readonly valueText: string | null;
  readonly valueSource: 'printed' | 'implied' | null;
  readonly unit: string | null;
  readonly due: Due | null;
  readonly recurrence: RecurrencePhrase | null;
  readonly direction: 'increase' | 'decrease' | 'maintain' | null;
  readonly incremental: boolean;
  readonly base: string | null;
  readonly indexName: string | null;
  /** Where the statement begins: drafts of one statement and of one series belong together. */
  readonly list: number;
  readonly doubts: readonly Doubt[];
}

export const BLANK = {
  head: null,
  comparatorAlt: [],
  comparatorWord: null,
  value: null,
  valueTo: null,
  valueText: null,
  valueSource: null,
  unit: null,
  due: null,
  recurrence: null,
  direction: null,
  incremental: false,
  base: null,
  indexName: null,
  doubts: [],
} as const satisfies Partial<Draft>;

/** Blanks other than a single plain one. */
const UNEVEN = /\s{2,}|[^\S ]/g;

export function dueBy(view: View, phrase: DatePhrase, inherited: boolean): Due {
  const text = view.structure.prepared.text.slice(phrase.from, phrase.to).replace(UNEVEN, ' ').trim();
  return { phrase, text, inherited, ahead: false };
}

/** The stretch of the prepared text that tokens cover; an empty one where there are none. */
export function stretchOfPart({ line, passage }: View, { start, end }: Part): Stretch {
  const from = line.tokens[start]?.from ?? passage.to;
  return { from, to: Math.max(from, line.tokens[Math.min(end, line.tokens.length) - 1]?.to ?? from) };
}

/** The words of tokens as they are printed, blanks made one. */
export function wordsOfPart(view: View, part: Part): string {
  const { from, to } = stretchOfPart(view, part);
  return view.structure.prepared.text.slice(from, to).replace(UNEVEN, ' ').trim();
}

/** The same in lower case, OCR slips mended. */
export function foldedOfPart(view: View, part: Part): string {
  const { from, to } = stretchOfPart(view, part);
  return view.structure.prepared.folded.slice(from, to).replace(UNEVEN, ' ').trim();
}
