import { z } from 'zod';
import { isCivilDate, type CivilDate } from './civil-date.js';
import type { EventSchema } from './codec.js';
import type { DomainEvent } from './decider.js';
import { isDecimalText, type DecimalText } from './decimal.js';

/** An existing day, `yyyy-mm-dd`. */
export const civilDate: z.ZodType<CivilDate> = z.string().refine(isCivilDate, 'not a civil date');

/** An exact decimal number as text. */
export const decimalText: z.ZodType<DecimalText> = z.string().refine(isDecimalText, 'not a decimal number');

/** What the event `Type` of the union `Event` carries. */
export type DataOf<Event extends DomainEvent, Type extends Event['type']> = Extract<Event, { readonly type: Type }>['data'];

/** A stored type that has had one version only. */
export function firstVersion<Data extends object>(schema: z.ZodType<Data>): EventSchema {
  return { version: 1, parse: (data) => schema.parse(data) };
}
