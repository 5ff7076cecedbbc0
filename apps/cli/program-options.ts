import { InvalidArgumentError } from 'commander';
import { bilingual } from './cli-error.js';

/** An option that may be given again and again. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Throws `InvalidArgumentError`. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError(bilingual('cần một số nguyên', 'a whole number is expected'));
  return Number(text);
}
