import { headerOf, type HttpRequest } from '../http/http-request.js';
import { Unauthenticated } from '../http/refusals.js';
import type { TokenVerifier } from './token-verifier.js';

/** Beneath it some routes are open, by their own rule: whoever verifies the log needs no token. */
const LOG = '/v1/audit/log/';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i;

type Done = (error?: Error) => void;

/**
 * Tells who sends a request to /v1 before a byte of its body is read: nobody unknown makes this program parse 16 MiB.
 * A Fastify onRequest hook; what needs no token (health, metrics, documentation) lies outside /v1, but for the
 * transparency log.
 */
export function authenticate(verifier: TokenVerifier): (request: HttpRequest, reply: unknown, done: Done) => void {
  return (request, _, done) => {
    // The route, not the path as sent, which may hide /v1 behind percent signs.
    const route = request.routeOptions.url ?? request.url;
    if (!route.startsWith('/v1/')) return done();
    if (route.startsWith(LOG) && request.headers['authorization'] === undefined) return done();
    const token = BEARER.exec(headerOf(request, 'authorization') ?? '')?.[1];
    if (token === undefined)
      return done(new Unauthenticated(request.headers['authorization'] === undefined ? 'token_missing' : 'token_invalid'));
    const known = verifier.known(token);
    if (known) {
      request.actor = known;
      return done();
    }
    verifier.verify(token).then((actor) => {
      request.actor = actor;
      done();
    }, done);
  };
}
