import { Body, Param, Query, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { fieldErrors } from './field-errors.js';
import { InvalidRequest } from './refusals.js';

/** `input` as the schema reads it. Throws `InvalidRequest` naming each field that is not as expected. */
export function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown, prefix = ''): z.output<Schema> {
  const result = schema.safeParse(input, { jitless: false });
  if (result.success) return result.data;
  throw new InvalidRequest(fieldErrors(result.error.issues, input, prefix));
}

const schemaPipe: PipeTransform = {
  transform: (value: unknown, { schema }: ArgumentMetadata) => parsed(schema as unknown as z.ZodType, value),
};

// Passed per parameter and not globally: a global pipe would also run, awaited, on every custom parameter.
/** The JSON body, checked; the schema also documents it. */
export const ValidBody = (schema: z.ZodType): ParameterDecorator => Body({ schema, pipes: [schemaPipe] });
/** The query string, checked; unknown members are refused when the schema is strict. */
export const ValidQuery = (schema: z.ZodType): ParameterDecorator => Query({ schema, pipes: [schemaPipe] });
/** The path's parameters, checked. */
export const ValidParams = (schema: z.ZodType): ParameterDecorator => Param({ schema, pipes: [schemaPipe] });
