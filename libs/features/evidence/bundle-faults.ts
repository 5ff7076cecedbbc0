import { ZodError } from 'zod';
import type { Sentence } from '../../domain/alert/alert.events.js';
import { UndecodableEventError } from '../../domain/kernel/codec.js';
import { TransparencyError } from '../../transparency/errors.js';
import { fieldErrors } from '../http/field-errors.js';
import { explainField } from '../http/problem-text.js';

/** Why something could not be read, in one sentence; `input` is what was to be read. */
export function faultOf(error: unknown, input: unknown): Sentence {
  if (error instanceof ZodError) return fieldFault(error, input);
  if (error instanceof TransparencyError) return { vi: error.vi, en: error.en };
  if (error instanceof UndecodableEventError)
    return error.cause instanceof ZodError ? faultOf(error.cause, input) : { vi: UNKNOWN.vi(error), en: UNKNOWN.en(error) };
  throw error;
}

const UNKNOWN = {
  vi: ({ eventType, schemaVersion }: UndecodableEventError): string =>
    `chương trình này không biết loại sự kiện ${eventType} phiên bản ${schemaVersion}`,
  en: ({ eventType, schemaVersion }: UndecodableEventError): string => `this program does not know events ${eventType} v${schemaVersion}`,
};

/** The first field that is not as it must be. */
function fieldFault({ issues }: ZodError, input: unknown): Sentence {
  const [first] = fieldErrors(issues, input);
  if (!first) return { vi: 'sai dạng', en: 'it has another form' };
  const said = (language: 'vi' | 'en'): string =>
    [first.path, explainField(first, language).message.replace(/\.$/, '')].filter(Boolean).join(': ');
  return { vi: said('vi'), en: said('en') };
}
