import { z } from 'zod';
import { isCivilDate } from '../../../libs/domain/kernel/civil-date.js';
import { isDecimalText } from '../../../libs/domain/kernel/decimal.js';
import { BASES } from '../../../libs/domain/measurement/figure.js';
import { COMPARATORS } from '../../../libs/domain/target/target.events.js';

const text = z.string().min(1, 'a text that is not empty');
const slug = z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens');
const localityId = z.string().regex(/^vn(-\d{2,5}@(base|\d{4}[b-z]?))?$/, 'a locality id such as vn-08@base');
const civilDate = z.string().refine(isCivilDate, 'an existing date yyyy-mm-dd');
const decimal = z.string().refine(isDecimalText, 'a decimal number as text');

/** An empty cell of a CSV file means "none". */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => null), schema], `empty or ${expectationOf(schema)}`);

function expectationOf(schema: z.ZodType): string {
  return schema.safeParse('\u0000').error?.issues[0]?.message ?? 'a text';
}

export const localityRow = z.object({
  id: localityId,
  code: text,
  name: text,
  full_name: text,
  full_name_en: optional(text),
  level: z.enum(['province', 'district', 'commune']),
  kind: text,
  parent_id: optional(localityId),
  valid_from: optional(civilDate),
  valid_to: optional(civilDate),
  established_by: optional(text),
});
export type LocalityRow = z.infer<typeof localityRow>;

export const successionRow = z.object({
  from_id: localityId,
  to_id: optional(localityId),
  effective_on: civilDate,
  kind: z.enum(['merge', 'rename', 'continue', 'partial', 'split', 'abolished']),
  share: optional(decimal),
  legal_basis: optional(text),
});
export type SuccessionRow = z.infer<typeof successionRow>;

export const parentRow = z.object({
  id: localityId,
  parent_id: localityId,
  valid_from: optional(civilDate),
  valid_to: optional(civilDate),
});
export type ParentRow = z.infer<typeof parentRow>;

export const indicatorRow = z.object({
  id: slug,
  name: text,
  name_en: text,
  shape: z.enum(['ratio', 'count', 'amount', 'index', 'task']),
  /** Empty for tasks. */
  unit: z.string(),
  direction: z.enum(['increasing', 'decreasing', 'band']),
  roll_up: z.enum(['ratio', 'sum', 'none']),
  accumulation: z.enum(['cumulative', 'flow', 'level']),
  base: optional(text),
  numerator_may_exceed_denominator: z.enum(['yes', 'no']),
  min: optional(decimal),
  max: optional(decimal),
});
export type IndicatorRow = z.infer<typeof indicatorRow>;

export const profileFile = z.strictObject({
  id: slug,
  /** The indicators that take it. */
  indicatorIds: z.array(slug).min(1),
  name: text,
  nameEn: text,
  source: z.strictObject({ name: text, url: text.nullable() }).nullable(),
  fittedYears: z.array(z.number().int()),
  shares: z.array(z.strictObject({ month: z.number().int(), share: decimal })),
});
export type CatalogProfile = z.infer<typeof profileFile>;

const dueOp = z.enum(['<', '<=']);
const dueSource = z.enum(['printed', 'inherited']);
const milestone = z.strictObject({ due: civilDate, dueOp, dueSource, comparator: z.enum(COMPARATORS), value: decimal.nullable() });
const recurring = z.strictObject({ dueOp, dueSource, each: z.array(civilDate).min(2) });
const allocation = z.strictObject({ id: slug, localityId, quantity: decimal });

const target = z.strictObject({
  id: slug,
  indicatorId: slug,
  localityId,
  clause: text,
  strength: z.enum(['quantified', 'dated', 'qualitative']),
  responsible: text.nullable(),
  /** Value on the last day before the plan's year. */
  baseline: decimal.nullable(),
  quantity: decimal.nullable(),
  milestones: z.array(milestone).min(1).optional(),
  /** A duty that returns: by each of these dates one more. */
  recurring: recurring.optional(),
  allocations: z.array(allocation).min(2).optional(),
  /** A seasonal profile of the indicator that the course follows between the milestones; without one it is straight. */
  profile: slug.optional(),
  note: text.nullable(),
});
export type CatalogTarget = z.infer<typeof target>;

const figure = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('ratio'), numerator: decimal, denominator: decimal }),
  z.strictObject({ shape: z.literal('rate'), percent: decimal }),
  z.strictObject({ shape: z.enum(['count', 'amount', 'index']), value: decimal }),
  z.strictObject({ shape: z.literal('done'), on: civilDate.nullable() }),
]);

const measurement = z.strictObject({
  indicatorId: slug,
  localityId,
  asOf: civilDate,
  basis: z.enum(BASES),
  clause: text,
  figure,
  note: text.nullable(),
});
export type CatalogMeasurement = z.infer<typeof measurement>;

const issued = { number: text.nullable(), kind: text, issuer: text, issuedOn: z.string().regex(/^\d{4}(-\d{2}){0,2}$/, 'a date as far as it is printed').nullable() };

export const directiveFile = z.strictObject({
  id: slug,
  ...issued,
  meetingOn: civilDate.nullable(),
  textSha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'),
  /** A document that came inside the directive; its clauses are named in full. */
  attached: z.strictObject(issued).optional(),
  localityId,
  planYear: z.number().int().min(1900).max(2200),
  targets: z.array(target),
  measurements: z.array(measurement).optional(),
});
export type CatalogDirective = z.infer<typeof directiveFile>;
