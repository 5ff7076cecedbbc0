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

/** Reads one JSON answer; `query` members that are empty are left out. Throws `ApiError` for a refusal, `TypeError` without an answer. */
export async function read<Answer>(path: string, query: Readonly<Record<string, string>>, language: Language): Promise<Answer> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) if (value !== '') url.searchParams.set(name, value);
  const headers = { authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ''}`, 'accept-language': language };
  const response = await fetch(url, { headers });
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, (answer as { detail?: string }).detail ?? `HTTP ${response.status}`);
  return answer as Answer;
}
