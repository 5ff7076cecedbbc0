import type { DomainError, RefusalKind } from './errors.js';

/** What a refusal means, in sentences with `{param}` places. The code under which it stands is part of the API. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly vi: string;
  readonly en: string;
}

/** Malformed by itself, whatever is known. */
export const invalid = (vi: string, en: string): Refusal => ({ kind: 'invalid', vi, en });
/** Against a rule of the field or against what is on record. */
export const rule = (vi: string, en: string): Refusal => ({ kind: 'rule', vi, en });
/** Names something that does not exist. */
export const missing = (vi: string, en: string): Refusal => ({ kind: 'missing', vi, en });
/** A warning that must be confirmed by its code. */
export const confirm = (vi: string, en: string): Refusal => ({ kind: 'confirm', vi, en });

/** A sentence with its places filled; an unknown or empty param becomes a dash. */
export function filled(sentence: string, params: DomainError['params']): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '–'));
}
