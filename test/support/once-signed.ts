import { eventually } from './eventually.js';

const isBusy = (answer: unknown): boolean => (answer as { readonly status?: number }).status === 503;

/** Asks again while no head is signed yet: a slow machine may take longer than the product waits. */
export function onceSigned<Answer>(ask: () => Promise<Answer>, isUnsigned: (answer: Answer) => boolean = isBusy): Promise<Answer> {
  return eventually(async () => {
    const answer = await ask();
    if (isUnsigned(answer)) throw new Error('no head was signed');
    return answer;
  }, 60_000);
}
