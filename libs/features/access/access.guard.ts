import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { DomainError } from '../../domain/kernel/errors.js';
import { actorOf, type HttpRequest } from '../http/http-request.js';
import { ACCESS, type AccessRule } from './requires.js';

/** Lets in the roles that a route names. Who asks was found out by `authenticate`. */
export class AccessGuard implements CanActivate {
  private readonly rules = new Map<unknown, AccessRule>();

  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const rule = this.ruleOf(context);
    if (rule === 'open') return true;
    const { role } = actorOf(context.switchToHttp().getRequest<HttpRequest>());
    if (!rule.includes(role)) throw new DomainError('role_forbidden', 'forbidden', { role });
    return true;
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
