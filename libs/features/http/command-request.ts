import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, CommandContext } from '../../domain/kernel/command.js';
import { reject } from '../../domain/kernel/errors.js';
import { uuidV5, uuidV7 } from '../../event-store/event-ids.js';
import { correlationIdOf } from './correlation.js';
import { actorOf, headerOf, type HttpRequest } from './http-request.js';
import { todayInVietnam } from './today.js';

/** What a command's handler is told of the request beside the command itself. */
export interface CommandRequest extends CommandContext {
  /** The Idempotency-Key, null without. With one the command id is derived from it, so that a retry is recognised. */
  readonly key: string | null;
  /** Revision that If-Match names, null without. */
  readonly ifMatch: number | null;
}

const KEY = /^[\x21-\x7e]{1,200}$/;
const ETAG = /^"(\d{1,15})"$/;

/** Namespace of command ids that are derived from an Idempotency-Key; changing it would let old retries through. */
const COMMANDS = '0197a3c2-6f1e-5d0c-9a54-2f6f2d7b8c31';

/** Context of the command that the request carries. Throws `idempotency_key_malformed`, `precondition_malformed`. */
export function commandRequestOf(request: HttpRequest, today = todayInVietnam()): CommandRequest {
  const actor = actorOf(request);
  const key = keyOf(request);
  const commandId = key === null ? uuidV7() : uuidV5(COMMANDS, `${actor.id}\n${request.method} ${request.url}\n${key}`);
  const correlationId =
    headerOf(request, 'x-correlation-id') === undefined ? (request.correlationId = commandId) : correlationIdOf(request);
  return { commandId, correlationId, causationId: commandId, actor, today, key, ifMatch: ifMatchOf(request) };
}

/** A command route's parameter, a `CommandRequest`. */
export const Received = createParamDecorator((_: unknown, context: ExecutionContext): CommandRequest =>
  commandRequestOf(context.switchToHttp().getRequest<HttpRequest>()),
);

/** A read route's parameter, the `Actor` who asks. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<HttpRequest>()),
);

function keyOf(request: HttpRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  return typeof key === 'string' && KEY.test(key) ? key : reject('idempotency_key_malformed');
}

function ifMatchOf(request: HttpRequest): number | null {
  const tag = request.headers['if-match'];
  if (tag === undefined || tag === '*') return null;
  const revision = typeof tag === 'string' ? ETAG.exec(tag)?.[1] : undefined;
  return revision === undefined ? reject('precondition_malformed') : Number(revision);
}
