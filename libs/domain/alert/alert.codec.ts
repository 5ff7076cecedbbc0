import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, decimalText, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import { BASES } from '../measurement/figure.js';
import { COMPARATORS } from '../target/target.events.js';
import { ALERT_KINDS, RESOLUTIONS, SEVERITIES, type AlertEvent, type Evidence } from './alert.events.js';

const evidence: z.ZodType<Evidence> = z.strictObject({
  actual: decimalText.nullable(),
  expected: decimalText.nullable(),
  unit: z.string(),
  asOf: civilDate.nullable(),
  basis: z.enum(BASES).nullable(),
  measurementIds: z.array(z.string()),
  milestone: z.strictObject({ due: civilDate, value: decimalText.nullable(), comparator: z.enum(COMPARATORS) }).nullable(),
  ruleVersion: z.string(),
  sentence: z.strictObject({ vi: z.string(), en: z.string() }),
});

const episode = { targetId: z.string(), episode: z.int().positive() };
const finding = { kind: z.enum(ALERT_KINDS), severity: z.enum(SEVERITIES), day: civilDate, evidence };

const raised: z.ZodType<DataOf<AlertEvent, 'AlertRaised'>> = z.strictObject({
  ...episode,
  indicatorId: z.string(),
  localityId: z.string(),
  ...finding,
});

const changed: z.ZodType<DataOf<AlertEvent, 'AlertChanged'>> = z.strictObject({ ...episode, ...finding });

const escalated: z.ZodType<DataOf<AlertEvent, 'AlertEscalated'>> = z.strictObject({
  ...episode,
  level: z.int().positive(),
  day: civilDate,
  to: z.string(),
});

const acknowledged: z.ZodType<DataOf<AlertEvent, 'AlertAcknowledged'>> = z.strictObject({
  ...episode,
  note: z.string(),
  recoveryOn: civilDate.nullable(),
});

const resolved: z.ZodType<DataOf<AlertEvent, 'AlertResolved'>> = z.strictObject({
  ...episode,
  day: civilDate,
  why: z.enum(RESOLUTIONS),
  actual: decimalText.nullable(),
  asOf: civilDate.nullable(),
  measurementIds: z.array(z.string()),
});

const handedOver: z.ZodType<DataOf<AlertEvent, 'AlertHandedOver'>> = z.strictObject({
  ...episode,
  fromLocalityId: z.string(),
  toLocalityId: z.string(),
  day: civilDate,
});

// The keys are the stored names: renaming one makes history unreadable.
export const alertCodec = eventCodec<AlertEvent>({
  AlertRaised: firstVersion(raised),
  AlertChanged: firstVersion(changed),
  AlertEscalated: firstVersion(escalated),
  AlertAcknowledged: firstVersion(acknowledged),
  AlertResolved: firstVersion(resolved),
  AlertHandedOver: firstVersion(handedOver),
});
