import { z } from 'zod';
import { civilDate, decimalText } from '../kernel/fields.codec.js';
import {
  DEADLINE_PRECISIONS,
  PROPOSED_COMPARATORS,
  STRENGTHS,
  TARGET_KINDS,
  type NumberedProposal,
  type ProposedDeadline,
  type QuotedWords,
} from './proposal.js';

const place = z.int().nonnegative();
const words: z.ZodType<QuotedWords> = z.strictObject({ start: place, end: place, text: z.string() });

const deadline: z.ZodType<ProposedDeadline> = z.strictObject({
  date: civilDate.nullable(),
  op: z.enum(['<', '<=']),
  precision: z.enum(DEADLINE_PRECISIONS),
  text: z.string(),
  inherited: z.boolean(),
  expanded: z.array(civilDate),
});

const common = {
  n: z.int().positive(),
  quote: words,
  clause: z.string(),
  indicator: z.string(),
  unit: z.string().nullable(),
  locality: z.string().nullable(),
  series: z.string().nullable(),
  confidence: z.number(),
  reason: z.strictObject({ vi: z.string(), en: z.string() }),
};

const comparator = z.enum(PROPOSED_COMPARATORS);

const target = z.strictObject({
  ...common,
  type: z.literal('target'),
  head: words.nullable(),
  full: words,
  kind: z.enum(TARGET_KINDS),
  comparator,
  comparatorAlt: z.array(comparator),
  comparatorWord: z.string().nullable(),
  value: decimalText.nullable(),
  valueTo: decimalText.nullable(),
  valueText: z.string().nullable(),
  valueSource: z.enum(['printed', 'implied']).nullable(),
  deadline: deadline.nullable(),
  deadlineImplied: civilDate.nullable(),
  recurrence: z.string().nullable(),
  recurrenceText: z.string().nullable(),
  period: z.string().nullable(),
  responsible: z.string().nullable(),
  strength: z.enum(STRENGTHS),
  direction: z.enum(['increase', 'decrease', 'maintain']).nullable(),
  incremental: z.boolean(),
  base: z.string().nullable(),
  indexName: z.string().nullable(),
});

const measurement = z.strictObject({
  ...common,
  type: z.literal('measurement'),
  value: decimalText,
  numerator: decimalText.nullable(),
  denominator: decimalText.nullable(),
  ratioPct: decimalText.nullable(),
  asOf: civilDate.nullable(),
  asOfSource: z.enum(['printed', 'inferred']).nullable(),
});

/** A proposal as it is stored. */
export const storedProposal: z.ZodType<NumberedProposal> = z.discriminatedUnion('type', [target, measurement]);
