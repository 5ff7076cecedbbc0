import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { bilingual, CliError, lineOf } from './cli-error.js';

/** Makes sure that the data folder is there and can be written to. Throws `CliError` with one line. */
export function ensureDataFolder(path: string): void {
  try {
    makeFolder(path);
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = lineOf(error);
    throw new CliError(
      bilingual(
        `Không dùng được thư mục dữ liệu ${path} (TIENDO_DATA_DIR): ${why}`,
        `Cannot use the data folder ${path} (TIENDO_DATA_DIR): ${why}; choose one that you may write to`,
      ),
      { cause: error },
    );
  }
}

// Node's own recursive mkdir never returns where a parent cannot be made, as beneath /proc.
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}
