/** A failure that the person at the keyboard can mend: shown as one line, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, { exitCode = 1, ...options }: ErrorOptions & { readonly exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** One line in both languages, Vietnamese first. */
export const bilingual = (vi: string, en: string): string => `${vi} / ${en}`;

/** What to show of an error: of an expected one its message alone. */
export function lineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().replace(/\s*\n\s*/g, '; ');
}
