import { POSITION } from '../../contract/fields.js';
import { isWrittenLike, type Position } from '../../event-store/event-store.js';
import type { HttpRequest } from './http-request.js';
import { InvalidRequest } from './refusals.js';

/** The position that a header names; null without it. Throws `InvalidRequest`. */
export function positionIn({ headers }: HttpRequest, name: string): Position | null {
  const given = headers[name.toLowerCase()];
  if (given === undefined) return null;
  if (typeof given === 'string' && POSITION.test(given)) return given;
  return refuse(name, String(given));
}

/** Throws `InvalidRequest` for a position that the store which wrote `own` never writes. */
export function checkWritten(position: Position, own: Position, name: string): void {
  if (!isWrittenLike(position, own)) refuse(name, position);
}

function refuse(name: string, got: string): never {
  throw new InvalidRequest([{ path: name, code: 'field_invalid', expected: 'position', got: got.slice(0, 80) }]);
}
