import { uuidV7 } from '../../event-store/event-ids.js';
import { headerOf, type HttpRequest } from './http-request.js';

const CORRELATION_ID = /^[\w.:-]{1,100}$/;

/** The caller's X-Correlation-Id where it is well formed, else one of our own that the request keeps. */
export function correlationIdOf(request: HttpRequest): string {
  if (request.correlationId) return request.correlationId;
  const given = headerOf(request, 'x-correlation-id');
  return (request.correlationId = given !== undefined && CORRELATION_ID.test(given) ? given : uuidV7());
}
