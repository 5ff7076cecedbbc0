import { ConfigError } from '../api/config.js';
import { CliError, lineOf } from './cli-error.js';
import { program } from './program.js';

/** Runs one command of the command line. Expected failures end in one line on stderr and the exit code that they carry, 1 by default. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    const isExpected = error instanceof CliError || error instanceof ConfigError;
    console.error(`tiendo: ${isExpected ? lineOf(error) : ((error as Error).stack ?? String(error))}`);
    // Whatever is still open, nobody waits for it.
    process.exit(error instanceof CliError ? error.exitCode : 1);
  }
}
