import type { FieldError, Problem } from '../../contract/answers.js';
import { EDGE_MESSAGES, fill, TITLES, type Message } from '../../contract/messages.js';
import type { Language } from './language.js';

const UNEXPLAINED: Message = { vi: 'Yêu cầu bị từ chối.', en: 'The request was refused.' };

/** Every code that a problem may carry, with its sentences. */
export function messageOf(code: string): Message {
  return EDGE_MESSAGES[code] ?? UNEXPLAINED;
}

export function explainProblem(code: string, status: number, params: NonNullable<Problem['params']>, language: Language): Pick<Problem, 'title' | 'detail'> {
  return { title: (TITLES[status] ?? UNEXPLAINED)[language], detail: fill(messageOf(code)[language], params) };
}

export function explainField(field: Omit<FieldError, 'message'>, language: Language): FieldError {
  return { ...field, message: fill(messageOf(field.code)[language], { expected: field.expected }) };
}
