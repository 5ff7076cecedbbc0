import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from 'pino';
import { correlationIdOf } from './correlation.js';
import { headerOf, type HttpReply, type HttpRequest } from './http-request.js';
import { languageOf, type Language } from './language.js';
import { problemOf, type ProblemAnswer } from './problem.js';
import type { RouteTable } from './route-table.js';
import { explainProblem } from './problem-text.js';

/** What we depend on has failed, so the cause matters. Any client can cause the other 503s: they leave no stack in the log. */
const FAILURES: ReadonlySet<string> = new Set(['store_unavailable', 'database_unavailable', 'identity_provider_unavailable']);

/** The one place where errors become answers: RFC 9457 problem details in the caller's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<HttpRequest>(), http.getResponse<HttpReply>());
  }

  /** Answers with the problem; also for errors that come before Nest, such as a malformed URL. */
  answer(error: unknown, request: HttpRequest, reply: HttpReply): void {
    const correlationId = correlationIdOf(request);
    const language = languageOf(headerOf(request, 'accept-language'));
    const answer =
      error instanceof NotFoundException ? this.notFound(request, language, correlationId) : problemOf(error, language, correlationId);
    this.report(error, answer, request, correlationId);
    if (reply.sent) return;
    for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
    reply.header('content-type', 'application/problem+json; charset=utf-8').header('content-language', language);
    reply.code(answer.body.status).send(JSON.stringify(answer.body));
  }

  private report(error: unknown, { unexpected, body }: ProblemAnswer, request: HttpRequest, correlationId: string): void {
    const about = { correlationId, method: request.method, path: pathOf(request) };
    if (unexpected) this.log.error({ err: error, ...about }, 'unexpected error');
    else if (FAILURES.has(body.code)) this.log.warn({ err: error, code: body.code, ...about }, 'answered with 503');
    else if (body.status === 503) this.log.info({ code: body.code, params: body.params, ...about }, 'answered with 503');
  }

  private notFound(request: HttpRequest, language: Language, correlationId: string): ProblemAnswer {
    const path = pathOf(request);
    const allowed = this.routes.methodsOf(path);
    const [status, code] = allowed.length > 0 ? [405, 'method_not_allowed'] : [404, 'route_unknown'];
    const params = { method: request.method, path: path.slice(0, 200) };
    const body = { type: `/problems/${code}`, ...explainProblem(code, status, params, language), status, code, params, correlationId };
    return { body, headers: allowed.length > 0 ? { allow: [...new Set(allowed)].join(', ') } : {}, unexpected: false };
  }
}

function pathOf(request: HttpRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
