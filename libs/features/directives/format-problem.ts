import { TITLES } from '../../contract/messages.js';
import type { FormatError } from '../../formats/extract-text.js';
import type { Outcome } from '../http/command-door.js';
import type { Language } from '../http/language.js';

const TOO_LARGE: ReadonlySet<string> = new Set([
  ...['file_too_large', 'text_too_large', 'line_too_long', 'too_many_pages', 'too_many_entries'],
  ...['expansion_too_large', 'nesting_too_deep', 'time_exceeded', 'memory_exceeded'],
]);

/** Why a file could not be taken, as problem details with the format's own sentence. */
export function formatProblem({ code: reason, details, vi, en }: FormatError, language: Language, correlationId: string): Outcome {
  const status = TOO_LARGE.has(reason) ? 413 : reason === 'unsupported_format' ? 415 : 400;
  const code = reason.startsWith('file_') ? reason : `file_${reason}`;
  const title = TITLES[status]?.[language] ?? '';
  const detail = language === 'vi' ? vi : en;
  return { status, revision: null, body: { type: `/problems/${code}`, title, detail, status, code, params: details, correlationId } };
}
