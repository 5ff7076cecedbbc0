import type { CommandAnswer, Problem } from '../../libs/contract/answers.js';
import { patiently } from './patience.js';
import type { Language } from './words.js';

/** A refusal of the API, with the sentence that it gave in the reader's language. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    detail: string,
    /** What `confirm` must name for it to be done all the same; null where it cannot be. */
    readonly confirmation: string | null = null,
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
export const roleOfToken = (): string => claimOfToken('role');
/** The locality that it is for. */
export const localityOfToken = (): string => claimOfToken('locality');

function claimOfToken(name: string): string {
  try {
    const [, claims = ''] = tokenKept().split('.');
    const { [name]: claim } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as Record<string, unknown>;
    return typeof claim === 'string' ? claim : '';
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

/** The reads that can tell what was known at a moment. */
const KNOWING = /^\/v1\/(alerts|audit\/findings|duties|indicators|localities|measurements|progress|scoreboard|targets)(\/|$)/;
let knownAt = '';

/** From here on the page reads what was known at an instant (RFC 3339); empty: what is known now. */
export function readAsKnownAt(instant: string): void {
  knownAt = instant;
}

export const readsPast = (): boolean => knownAt !== '';

/**
 * As `read`, with the position in the history up to which the answer tells, null where it does not say. `after`: not before this one, and
 * patiently: what is on record must not look refused.
 */
export async function readAt<Answer>(
  path: string,
  query: Readonly<Record<string, string>>,
  language: Language,
  after: string | null = null,
): Promise<{ readonly answer: Answer; readonly position: string | null }> {
  const once = async () => {
    const response = await ask(urlOf(path, query), language, after === null ? {} : { headers: { 'x-read-after': after } });
    return { answer: await answerOf<Answer>(response), position: response.headers.get('x-read-position') };
  };
  return after === null ? once() : patiently(once);
}

/** The address of a read at the moment that the page is of. */
export function urlOf(path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) if (value !== '') url.searchParams.set(name, value);
  if (readsPast() && KNOWING.test(path)) url.searchParams.set('knownAt', knownAt);
  return url;
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
  const { detail = `HTTP ${response.status}`, errors = [], confirmation = null } = answer as Partial<Problem>;
  throw new ApiError(response.status, [detail, ...errors.map(({ message }) => message)].join(' '), confirmation);
}
