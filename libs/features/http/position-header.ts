import type { Position } from '../../event-store/event-store.js';
import type { HttpRequest } from './http-request.js';
import { InvalidRequest } from './refusals.js';

const POSITION = /^\d{1,20}(\/\d{1,20})?$/;

/** The position that a header names; null without it. Throws `InvalidRequest`. */
export function positionIn({ headers }: HttpRequest, name: string): Position | null {
  const given = headers[name.toLowerCase()];
  if (given === undefined) return null;
  if (typeof given === 'string' && POSITION.test(given)) return given;
  throw new InvalidRequest([{ path: name, code: 'field_invalid', expected: 'position', got: String(given).slice(0, 80) }]);
}
