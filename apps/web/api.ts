import type { CommandAnswer, Problem } from '../../libs/contract/answers.js';
import type { Language } from './words.js';

/** A refusal of the API, with the sentence that it gave in the reader's language. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

const KEY = 'tiendo.token';

/** A token given in the address after `#token=` is kept for this tab only and leaves the address bar at once. */
export function takeToken(): void {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return;
  keepToken(given);
  history.replaceState(null, '', location.pathname + location.search);
}

export const hasToken = (): boolean => sessionStorage.getItem(KEY) !== null;
export const keepToken = (token: string): void => sessionStorage.setItem(KEY, token.trim().replace(/^Bearer\s+/i, ''));
export const forgetToken = (): void => sessionStorage.removeItem(KEY);

/** The role that the token claims, to show or hide what the API decides anyway; empty where it cannot be read. */
export function roleOfToken(): string {
  try {
    const [, claims = ''] = tokenKept().split('.');
    const { role } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { role?: unknown };
    return typeof role === 'string' ? role : '';
  } catch {
    return '';
  }
}

const tokenKept = (): string => sessionStorage.getItem(KEY) ?? '';

/** Fetches with the token; a refusal comes back as a response, no answer at all as a `TypeError`. */
export function ask(url: string | URL, language: Language, { headers, ...more }: RequestInit & { headers?: Record<string, string> } = {}) {
  return fetch(url, { ...more, headers: { authorization: `Bearer ${tokenKept()}`, 'accept-language': language, ...headers } });
}

/** Reads one JSON answer; `query` members that are empty are left out. Throws `ApiError` for a refusal, `TypeError` without an answer. */
export async function read<Answer>(path: string, query: Readonly<Record<string, string>>, language: Language): Promise<Answer> {
  return (await readAt<Answer>(path, query, language)).answer;
}

/** As `read`, with the position in the history up to which the answer tells, null where it does not say; `after`: not before this one. */
export async function readAt<Answer>(
  path: string,
  query: Readonly<Record<string, string>>,
  language: Language,
  after: string | null = null,
): Promise<{ readonly answer: Answer; readonly position: string | null }> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) if (value !== '') url.searchParams.set(name, value);
  const response = await ask(url, language, after === null ? {} : { headers: { 'x-read-after': after } });
  return { answer: await answerOf<Answer>(response), position: response.headers.get('x-read-position') };
}

/** Sends a command; the same key again is the same command. Throws `ApiError` for a refusal, `TypeError` without an answer. */
export async function send(path: string, body: unknown, key: string, language: Language): Promise<CommandAnswer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  return answerOf(await ask(path, language, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** The answer's JSON. Throws `ApiError`, with what the API said of every field. */
export async function answerOf<Answer>(response: Response): Promise<Answer> {
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer as Answer;
  const { detail = `HTTP ${response.status}`, errors = [] } = answer as Partial<Problem>;
  throw new ApiError(response.status, [detail, ...errors.map(({ message }) => message)].join(' '));
}
