import type { Actor } from '../../domain/kernel/command.js';
import { Unauthenticated } from './refusals.js';

/** As much of a Fastify request as this program touches. `actor` is set by the access guard. */
export interface HttpRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  /** `url`: the path that the matching route declares, such as `/v1/targets/:id`; absent where none matches. */
  readonly routeOptions: { readonly url?: string | undefined };
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
  actor?: Actor | null;
  correlationId?: string | null;
}

/** As much of a Fastify reply as this program touches. */
export interface HttpReply {
  readonly sent: boolean;
  code(status: number): HttpReply;
  header(name: string, value: string): HttpReply;
  send(body: unknown): HttpReply;
}

/** A header's value, undefined when absent or repeated. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Who asks. Throws `Unauthenticated` on a route that let nobody in. */
export function actorOf(request: HttpRequest): Actor {
  if (!request.actor) throw new Unauthenticated('token_missing');
  return request.actor;
}
