import type { FieldError, Problem } from '../../contract/answers.js';
import { EDGE_MESSAGES, fill, TITLES, type Message } from '../../contract/messages.js';
import { REFUSALS } from '../../domain/refusals.js';
import { expectationIn } from './expectations.js';
import type { Language } from './language.js';

const UNEXPLAINED: Message = { vi: 'Yêu cầu bị từ chối.', en: 'The request was refused.' };

/** The sentences of a code that a problem may carry. */
export function messageOf(code: string): Message {
  return EDGE_MESSAGES[code] ?? (REFUSALS as Readonly<Record<string, Message>>)[code] ?? UNEXPLAINED;
}

/** A code as a sentence, filled with the params. */
export function sentence(code: string, params: NonNullable<Problem['params']>, language: Language): string {
  return fill(messageOf(code)[language], params);
}

export function explainProblem(
  code: string,
  status: number,
  params: NonNullable<Problem['params']>,
  language: Language,
): Pick<Problem, 'title' | 'detail'> {
  return { title: (TITLES[status] ?? UNEXPLAINED)[language], detail: sentence(code, params, language) };
}

/** The field error with all its words in one language. */
export function explainField(field: Omit<FieldError, 'message'>, language: Language): FieldError {
  const expected = expectationIn(field.expected, language);
  return { ...field, expected, message: sentence(field.code, { expected }, language) };
}
