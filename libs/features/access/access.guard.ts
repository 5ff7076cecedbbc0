import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Actor } from '../../domain/kernel/command.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { headerOf, type HttpRequest } from '../http/http-request.js';
import { Unauthenticated } from '../http/refusals.js';
import { ACCESS, type AccessRule } from './requires.js';
import type { TokenVerifier } from './token-verifier.js';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i;

/** The one door: every route passes here. Tells who asks, and lets in the roles that the route names. */
export class AccessGuard implements CanActivate {
  private readonly rules = new Map<unknown, AccessRule>();

  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.ruleOf(context);
    if (rule === 'open') return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const token = BEARER.exec(headerOf(request, 'authorization') ?? '')?.[1];
    if (token === undefined) throw new Unauthenticated(request.headers['authorization'] === undefined ? 'token_missing' : 'token_invalid');
    // Without a promise where the token is known: every request passes here.
    const known = this.verifier.known(token);
    return known ? admit(request, known, rule) : this.verifier.verify(token).then((actor) => admit(request, actor, rule));
  }

  private ruleOf(context: ExecutionContext): AccessRule {
    const handler = context.getHandler();
    const known = this.rules.get(handler);
    if (known) return known;
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS, [handler, context.getClass()]) ?? [];
    this.rules.set(handler, rule);
    return rule;
  }
}

function admit(request: HttpRequest, actor: Actor, rule: Exclude<AccessRule, 'open'>): true {
  if (!rule.includes(actor.role)) throw new DomainError('role_forbidden', 'forbidden', { role: actor.role });
  request.actor = actor;
  return true;
}
