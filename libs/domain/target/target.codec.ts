import { z } from 'zod';
import { eventCodec, type EventSchema } from '../kernel/codec.js';
import { civilDate, decimalText, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import { profileShares } from '../schedule/profile.codec.js';
import {
  COMPARATORS,
  type Allocation,
  type Milestone,
  type Provenance,
  type SourceWords,
  type TargetEvent,
  type Thresholds,
  type Trajectory,
} from './target.events.js';

const milestone: z.ZodType<Milestone> = z.strictObject({
  due: civilDate,
  dueOp: z.enum(['<', '<=']),
  dueSource: z.enum(['printed', 'inherited']),
  comparator: z.enum(COMPARATORS),
  value: decimalText.nullable(),
  upper: decimalText.nullable(),
});

const points = z.array(z.strictObject({ on: civilDate, value: decimalText }));

const trajectory: z.ZodType<Trajectory> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear') }),
  z.strictObject({ kind: z.literal('points'), points }),
  z.strictObject({ kind: z.literal('step'), points }),
  z.strictObject({ kind: z.literal('profile'), profileId: z.string(), shares: profileShares }),
]);

const thresholds: z.ZodType<Thresholds> = z.strictObject({ onTrack: decimalText, atRisk: decimalText, tolerance: decimalText });

/** Words of a directive, as events about targets and figures name them. */
export const sourceWords: z.ZodType<SourceWords> = z.strictObject({
  proposal: z.int().positive(),
  readerVersion: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

const provenance: z.ZodType<Provenance> = z.strictObject({
  directiveId: z.string(),
  clause: z.string().nullable(),
  words: z.array(sourceWords).exactOptional(),
  strength: z.enum(['quantified', 'dated', 'qualitative']),
});

const allocation: z.ZodType<Allocation> = z.strictObject({ targetId: z.string(), localityId: z.string(), quantity: decimalText });

const plan = {
  baseline: z.strictObject({ value: decimalText.nullable(), on: civilDate }),
  milestones: z.array(milestone),
  quantity: decimalText.nullable(),
  trajectory,
  thresholds: thresholds.nullable(),
  graceDays: z.int().nonnegative(),
};

const set: z.ZodType<DataOf<TargetEvent, 'TargetSet'>> = z.strictObject({
  ...plan,
  targetId: z.string(),
  indicatorId: z.string(),
  localityId: z.string(),
  responsible: z.string().nullable(),
  provenance: provenance.nullable(),
  allocatedFrom: z.string().nullable(),
  note: z.string().nullable(),
});

const revised: z.ZodType<DataOf<TargetEvent, 'TargetRevised'>> = z.strictObject({
  ...plan,
  targetId: z.string(),
  reason: z.string(),
  provenance: provenance.nullable(),
});

const allocated: z.ZodType<DataOf<TargetEvent, 'TargetAllocated'>> = z.strictObject({
  targetId: z.string(),
  allocations: z.array(allocation),
  confirmedMismatch: z.strictObject({ sum: decimalText, quantity: decimalText }).nullable(),
});

const replanned: z.ZodType<DataOf<TargetEvent, 'TargetReplanned'>> = z.strictObject({
  targetId: z.string(),
  trajectory,
  reason: z.string(),
});

const withdrawn: z.ZodType<DataOf<TargetEvent, 'TargetWithdrawn'>> = z.strictObject({
  targetId: z.string(),
  on: civilDate,
  reason: z.string(),
});

const AS_IT_WAS = (older: unknown) => older;

/** Version 1 knew straight lines and points only; all else is as it was. */
function withMoreCourses<Data extends object>(schema: z.ZodType<Data>): EventSchema {
  return { version: 2, parse: (data) => schema.parse(data), upcast: { 1: AS_IT_WAS } };
}

/** As `withMoreCourses`; version 3 may name the words that a target was accepted from, which no older one had. */
function withWords<Data extends object>(schema: z.ZodType<Data>): EventSchema {
  return { version: 3, parse: (data) => schema.parse(data), upcast: { 1: AS_IT_WAS, 2: AS_IT_WAS } };
}

// The keys are the stored names: renaming one makes history unreadable.
export const targetCodec = eventCodec<TargetEvent>({
  TargetSet: withWords(set),
  TargetRevised: withWords(revised),
  TargetAllocated: firstVersion(allocated),
  TargetReplanned: withMoreCourses(replanned),
  TargetWithdrawn: firstVersion(withdrawn),
});
