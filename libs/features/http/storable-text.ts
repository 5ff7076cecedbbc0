import type { HttpRequest } from './http-request.js';
import { InvalidRequest } from './refusals.js';

type Done = (error?: Error) => void;

/** Deeper than any request that this program takes. */
const MOST_LEVELS = 32;

/**
 * Refuses text that no database can hold (a NUL, half of a surrogate pair) and bodies nested beyond reason, wherever in the
 * body or query they stand: an event that carried one could never be shown. A Fastify preValidation hook.
 */
export function refuseUnstorable({ body, query }: HttpRequest & { readonly query?: unknown }, _: unknown, done: Done): void {
  const fault = faultIn(body, '') ?? faultIn(query, '');
  done(fault === null ? undefined : new InvalidRequest([fault]));
}

/** True for text that can be stored and sent as JSON. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function faultIn(value: unknown, path: string, level = 0): InvalidRequest['errors'][number] | null {
  if (typeof value === 'string')
    return isStorable(value) ? null : { path, code: 'text_unstorable', expected: 'Unicode', got: JSON.stringify(value.slice(0, 40)) };
  if (typeof value !== 'object' || value === null) return null;
  if (level > MOST_LEVELS) return { path: path.slice(0, 100), code: 'body_too_deep', expected: String(MOST_LEVELS), got: '…' };
  const isList = Array.isArray(value);
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    // Most members are plain text: only what is wrong pays for a path.
    if (typeof member === 'string' && isStorable(member) && isStorable(key)) continue;
    const fault = faultIn(member, isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, level + 1);
    if (fault) return fault;
  }
  return null;
}
