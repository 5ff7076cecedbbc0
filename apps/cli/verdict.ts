import { CliError, bilingual, lineOf } from './cli-error.js';

/** What a verifying command ends with, as docs/for-auditors.md has it. */
export const EXIT = {
  agrees: 0,
  differs: 1,
  /** Nothing could be asked or read: neither proven nor refuted. */
  undecided: 2,
  /** All that was checked agrees, and something that a reader relies on was not checked. */
  partly: 3,
} as const;

/** Runs a command whose exit code is a verdict: whatever stops it is none, and is told in one line. Throws `CliError`. */
export async function orUndecided(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isFault = !(error instanceof CliError) && (error as Error).name !== 'ConfigError';
    const fault = bilingual('Chương trình kiểm tra gặp lỗi, chưa kết luận được gì', 'the verifier broke down: nothing is proven');
    throw new CliError(isFault ? `${fault}: ${lineOf(error)}` : lineOf(error), { cause: error, exitCode: EXIT.undecided });
  }
}
