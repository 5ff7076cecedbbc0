import { ApiError, forgetToken, keepToken } from './api.js';
import { byId } from './dom.js';
import type { Speech } from './text.js';

/** The line of a page for what goes on, or for what went wrong. */
export function say(text: string, isError = false): void {
  byId('message').textContent = text;
  byId('message').classList.toggle('error', isError);
}

/** Asks for the token, with the refusal that made it necessary. */
export function askForToken(speech: Speech, refusal: string): void {
  byId('access').hidden = false;
  say(`${refusal} ${speech.word('needToken')}`.trim());
  byId('token').focus();
}

/** Says why something was refused; a token that is no longer taken is forgotten, and `askToken` asks for another. */
export function refusedBy(askToken: (speech: Speech, refusal: string) => void): (error: unknown, speech: Speech) => void {
  return (error, speech) => {
    if (error instanceof ApiError && error.status === 401) {
      forgetToken();
      return askToken(speech, error.message);
    }
    say(error instanceof ApiError ? error.message : speech.word('unreachable'), true);
  };
}

/** Keeps the token that is typed, and goes on. */
export function listenToToken(taken: () => void): void {
  byId('access').addEventListener('submit', (event) => {
    event.preventDefault();
    const input = byId('token') as HTMLInputElement;
    if (input.value.trim() !== '') keepToken(input.value);
    input.value = '';
    taken();
  });
}
