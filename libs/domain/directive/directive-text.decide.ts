import type { Decider } from '../kernel/decider.js';
import { refuse, reject } from '../kernel/errors.js';
import { PART_LENGTH, type DirectiveTextEvent } from './directive-text.events.js';

/** Most bytes of a text in UTF-8. */
export const MOST_TEXT_BYTES = 10_000_000;

/** A text as far as it has come in; null before its first part. */
export type DirectiveTextState = { readonly directiveId: string; readonly parts: number; readonly received: readonly string[] } | null;

export const directiveTextDecider: Decider<DirectiveTextState, DirectiveTextEvent> = {
  initial: null,
  evolve: (state, { data: { directiveId, parts, text } }) => ({
    directiveId: state?.directiveId ?? directiveId,
    parts,
    received: [...(state?.received ?? []), text],
  }),
};

export interface ReceiveText {
  readonly directiveId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly text: string;
}

/**
 * The parts of a text that are not stored yet, in order: none when it is there, those that an upload left out which broke off.
 * Throws `text_required`, `text_too_long`, and `text_of_another_directive`.
 */
export function receiveText({ directiveId, sha256, bytes, text }: ReceiveText, state: DirectiveTextState): readonly DirectiveTextEvent[] {
  if (text.trim() === '') reject('text_required', { field: 'text' });
  if (bytes > MOST_TEXT_BYTES) reject('text_too_long', { bytes, most: MOST_TEXT_BYTES });
  if (state && state.directiveId !== directiveId) refuse('text_of_another_directive', { directiveId: state.directiveId });
  const pieces = partsOf(text);
  const events = pieces.map((piece, part) => ({
    type: 'DirectiveTextReceived' as const,
    data: { sha256, directiveId, part, parts: pieces.length, text: piece },
  }));
  return events.slice(state?.received.length ?? 0);
}

/** The whole text; null while parts of it are missing. */
export function wholeText(state: DirectiveTextState): string | null {
  return state && state.received.length === state.parts ? state.received.join('') : null;
}

/** Never cut within a surrogate pair: half of one cannot be stored. */
export function partsOf(text: string, length = PART_LENGTH): readonly string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = from + length;
    const to = end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
