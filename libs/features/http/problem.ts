import { HttpException } from '@nestjs/common';
import type { FieldError, Problem } from '../../contract/answers.js';
import { DomainError, type RefusalKind } from '../../domain/kernel/errors.js';
import { EventTooLarge, StoreUnavailable, WrongExpectedRevision } from '../../event-store/errors.js';
import type { Language } from './language.js';
import { explainProblem, explainField } from './problem-text.js';
import { InvalidRequest, Unauthenticated, Unavailable } from './refusals.js';

/** Of one request; the files of directives have limits of their own. */
export const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
const BODY_TOO_LARGE = { status: 413, code: 'body_too_large', params: { most: '16 MiB' } };

export interface ProblemAnswer {
  readonly body: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** True for what nobody foresaw: it is logged with its stack. */
  readonly unexpected: boolean;
}

type Params = NonNullable<Problem['params']>;
interface Finding {
  readonly status: number;
  readonly code: string;
  readonly params?: Params;
  readonly errors?: readonly Omit<FieldError, 'message'>[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly confirmation?: string;
}

/** HTTP status of a domain refusal (STYLE.md, errors). */
const STATUS_OF_KIND: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  rule: 409,
  stale: 412,
  confirm: 409,
};
const STATUS_OF_CODE: Readonly<Record<string, number>> = { rows_too_many: 413 };

/** An error as RFC 9457 problem details; never a stack, and of unexpected errors only the correlation id. */
export function problemOf(error: unknown, language: Language, correlationId: string): ProblemAnswer {
  const found = find(error);
  const {
    status,
    code,
    params = {},
    errors,
    headers = {},
    confirmation,
  } = found ?? { status: 500, code: 'internal_error', params: { correlationId } };
  const body: Problem = {
    type: `/problems/${code}`,
    ...explainProblem(code, status, params, language),
    status,
    code,
    ...(Object.keys(params).length > 0 && { params }),
    ...(errors && { errors: errors.map((field) => explainField(field, language)) }),
    ...(confirmation !== undefined && { confirmation }),
    correlationId,
  };
  return { body, headers, unexpected: !found };
}

function find(error: unknown): Finding | null {
  if (error instanceof DomainError) return ofDomain(error);
  if (error instanceof InvalidRequest) return { status: 400, code: 'request_invalid', errors: error.errors };
  if (error instanceof Unauthenticated) return { status: 401, code: error.code, headers: { 'www-authenticate': challenge(error) } };
  if (error instanceof Unavailable) return unavailable(error.code, error.retryAfterSeconds, error.params);
  // Everybody else kept being faster, for as often as it was tried.
  if (error instanceof WrongExpectedRevision) return { status: 409, code: 'too_many_conflicts', headers: { 'retry-after': '1' } };
  if (error instanceof EventTooLarge) return { ...BODY_TOO_LARGE, params: { most: `${error.limit} byte` } };
  if (error instanceof StoreUnavailable) return unavailable('store_unavailable', 1);
  return ofFramework(error);
}

function ofDomain({ code, kind, params }: DomainError): Finding {
  return {
    status: STATUS_OF_CODE[code] ?? STATUS_OF_KIND[kind],
    code,
    params: { ...params },
    ...(kind === 'confirm' && { confirmation: code }),
  };
}

function unavailable(code: string, seconds: number, params: Params = {}): Finding {
  return { status: 503, code, params, headers: { 'retry-after': String(seconds) } };
}

// RFC 6750 §3.1: no error code when the request carried no token at all.
function challenge({ code }: Unauthenticated): string {
  return code === 'token_missing' ? 'Bearer realm="tiendo"' : `Bearer realm="tiendo", error="invalid_token", error_description="${code}"`;
}

const OF_FASTIFY: Readonly<Record<string, Finding>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: BODY_TOO_LARGE,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'media_type_unsupported' },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'body_malformed' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'body_malformed' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'body_malformed' },
  FST_ERR_BAD_URL: { status: 400, code: 'url_malformed' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, code: 'url_malformed' },
};

// Tables of a projection that its projector has not made yet.
const NO_TABLE = '42P01';
const READ_TABLE = /^relation "(?!api\.|event_store\.)(\w+)\./;

const DATABASE_GONE = /^(CONNECTION_|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|ENOTFOUND|57P0|53300|08)/;

function ofFramework(error: unknown): Finding | null {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  if (typeof code === 'string' && OF_FASTIFY[code]) return OF_FASTIFY[code];
  const projection = code === NO_TABLE ? READ_TABLE.exec((error as Error).message)?.[1] : undefined;
  if (projection !== undefined) return unavailable('projection_not_ready', 2, { projection });
  if (typeof code === 'string' && DATABASE_GONE.test(code)) return unavailable('database_unavailable', 1);
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  // secure-json-parse and the JSON parser throw a SyntaxError that Fastify marks as the client's.
  if (status === 400) return { status, code: 'body_malformed' };
  if (status === 415) return { status, code: 'media_type_unsupported' };
  if (status === 413) return BODY_TOO_LARGE;
  if (status === 403) return { status, code: 'role_forbidden', params: { role: '?' } };
  if (status === 503) return unavailable('shutting_down', 1);
  return null;
}
