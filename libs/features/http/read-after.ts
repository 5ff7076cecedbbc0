import { applyDecorators, Inject, Injectable, SetMetadata, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import { comparePositions, type Position } from '../../event-store/event-store.js';
import type { HttpReply, HttpRequest } from './http-request.js';
import { ProjectionPositions, waitFor } from './projection-positions.js';
import { positionIn } from './position-header.js';

const READS_FROM = 'tiendo:reads-from';
/** The header, for the documentation. */
export const READ_AFTER = {
  name: 'X-Read-After',
  required: false,
  description:
    'Chờ tới vị trí này (tối đa 5 giây) để đọc được điều mình vừa ghi. / Waits for this position, five seconds at most, so that one reads one’s own write.',
};

/** Holds a read until the projections that serve it have come to the position of X-Read-After, and says how far they are. */
@Injectable()
export class ReadAfterGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ProjectionPositions) private readonly positions: ProjectionPositions,
  ) {}

  /** Throws `InvalidRequest`, and `Unavailable` with `projection_not_ready` or `read_after_timeout`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const names = this.reflector.getAllAndOverride<readonly string[]>(READS_FROM, [context.getHandler(), context.getClass()]);
    const http = context.switchToHttp();
    const after = positionIn(http.getRequest<HttpRequest>(), 'X-Read-After');
    const reached = await Promise.all(names.map((name) => this.reach(name, after)));
    http.getResponse<HttpReply>().header(
      'x-read-position',
      reached.reduce((a, b) => (comparePositions(a, b) <= 0 ? a : b)),
    );
    return true;
  }

  private async reach(name: string, after: Position | null): Promise<Position> {
    await waitFor(this.positions, name, after);
    return (await this.positions.of(name)) ?? '0';
  }
}

/**
 * The projections whose tables a read route (or every one of a controller) serves from: the answer carries X-Read-Position,
 * the request may carry X-Read-After, and while one of them has no tables yet the answer is 503 `projection_not_ready`.
 */
export const ReadsFrom = (...names: readonly [string, ...string[]]): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(READS_FROM, names), UseGuards(ReadAfterGuard), ApiHeader(READ_AFTER));
