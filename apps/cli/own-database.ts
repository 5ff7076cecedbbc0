import { join } from 'node:path';
import { bilingual, CliError, lineOf } from './cli-error.js';
import { ensureDataFolder } from './data-folder.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import type { Settings } from './settings.js';

/** Starts the embedded PostgreSQL on the data folder. Throws `CliError` with one line. */
export async function startOwnDatabase({ dataDir }: Settings): Promise<EmbeddedPostgres> {
  ensureDataFolder(dataDir);
  try {
    return await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  } catch (error) {
    const why = lineOf(error);
    throw new CliError(bilingual('Không khởi động được PostgreSQL đi kèm', `Cannot start the embedded PostgreSQL: ${why}`), {
      cause: error,
    });
  }
}
