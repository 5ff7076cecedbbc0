import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

/** What looks like a token; some paste theirs where an id belongs. */
const TOKEN = /eyJ[\w-]*(?:(?:\.|%2[Ee])[\w-]*)*/g;

/** One line per answered request at debug, never a header or a body: tokens and figures stay out of the log. */
export function logRequests(adapter: FastifyAdapter, log: Logger): void {
  if (!log.isLevelEnabled('debug')) return;
  adapter.getInstance().addHook('onResponse', (request, reply, done) => {
    const { actor, correlationId } = request as { actor?: { id: string }; correlationId?: string };
    const path = request.url.split('?', 1)[0]?.replaceAll(TOKEN, '…');
    log.debug(
      {
        method: request.method,
        path,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        actor: actor?.id,
        correlationId,
      },
      'request',
    );
    done();
  });
}
