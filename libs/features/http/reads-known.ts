import {
  applyDecorators,
  Inject,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import { lastValueFrom, of, type Observable } from 'rxjs';
import type { HttpReply, HttpRequest } from './http-request.js';
import { positionIn } from './position-header.js';
import { READ_AFTER } from './read-after.js';
import type { Reading } from './reading.js';
import { Readings } from './readings.js';

const READS_KNOWN = 'tiendo:reads-known';

/** Runs a read on one sight of the tables, the one that its `knownAt` asks for, and says which position it is. */
@Injectable()
export class ReadingInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const names = this.reflector.getAllAndOverride<readonly string[]>(READS_KNOWN, [context.getHandler(), context.getClass()]);
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest & { query?: { knownAt?: unknown }; reading?: Reading }>();
    const asked = { names, after: positionIn(request, 'X-Read-After'), knownAt: request.query?.knownAt };
    const answer = await this.readings.read(asked, (reading) => {
      request.reading = reading;
      http.getResponse<HttpReply>().header('x-read-position', reading.position);
      return lastValueFrom<unknown>(next.handle());
    });
    return of(answer);
  }
}

/**
 * The projections whose tables a read route (or every one of a controller) serves from. The answer is the state after exactly the
 * events up to its X-Read-Position, or up to the moment that the query's `knownAt` names; while a projection has no tables yet it is 503
 * `projection_not_ready`. Its handlers take `@At()` and read from that alone.
 */
export const ReadsKnown = (...names: readonly [string, ...string[]]): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(READS_KNOWN, names), UseInterceptors(ReadingInterceptor), ApiHeader(READ_AFTER));
