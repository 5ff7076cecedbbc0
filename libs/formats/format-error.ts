import { type DamageReason, type Details, type FormatErrorCode, type Sentence, sentenceOf } from './messages.js';

export type { Details, FormatErrorCode } from './messages.js';

/** Why no text could be taken from a file, in words for the person who gave it. */
export class FormatError extends Error {
  readonly vi: string;
  readonly en: string;

  constructor(
    readonly code: FormatErrorCode,
    readonly details: Details = {},
  ) {
    const sentence: Sentence = sentenceOf(code, details);
    super(sentence.en);
    this.name = 'FormatError';
    this.vi = sentence.vi;
    this.en = sentence.en;
  }
}

export const damaged = (format: string, reason: DamageReason): FormatError => new FormatError('damaged', { format, reason });
