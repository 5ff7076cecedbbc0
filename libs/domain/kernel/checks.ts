import { isCivilDate } from './civil-date.js';
import { isDecimalText } from './decimal.js';
import { reject } from './errors.js';
import { cleanOrNull } from './text.js';

const SLUG = /^[a-z0-9][a-z0-9@-]{0,119}$/;

/** Rejects an identifier that would not stand in a stream name or a URL (`id_malformed`). */
export function checkId(field: string, id: string): void {
  if (!SLUG.test(id)) reject('id_malformed', { field, id });
}

/** Rejects a day that the calendar does not have (`date_malformed`). */
export function checkDate(field: string, date: string): void {
  if (!isCivilDate(date)) reject('date_malformed', { field, date });
}

/** Rejects text that is no exact decimal number (`number_malformed`). */
export function checkNumber(field: string, text: string): void {
  if (!isDecimalText(text)) reject('number_malformed', { field, text });
}

/** Rejects an empty text (`text_required`). */
export function checkText(field: string, text: string): void {
  if (cleanOrNull(text) === null) reject('text_required', { field });
}

/** The reason, cleaned. Rejects an empty one (`reason_required`): whoever changes the record says why. */
export function givenReason(reason: string): string {
  return cleanOrNull(reason) ?? reject('reason_required');
}
