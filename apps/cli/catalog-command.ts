import { resolve } from 'node:path';
import { CatalogError } from './catalog.js';
import { bilingual, CliError } from './cli-error.js';
import { loadWithProgress, OWN_CATALOG } from './load-catalog.js';
import { withServers } from './servers.js';
import type { Settings } from './settings.js';

/** Loads a catalogue folder, by default the program's own. Throws `CliError` naming file, row and field of what is wrong. */
export async function loadCatalogFolder(settings: Settings, folder: string | undefined): Promise<void> {
  const dir = folder === undefined ? OWN_CATALOG : resolve(folder);
  const { written, present, kept } = await withServers(settings, ({ eventStore }) => loadWithProgress(eventStore, dir)).catch(
    (error: unknown) => {
      throw error instanceof CatalogError ? new CliError(error.message, { cause: error }) : error;
    },
  );
  console.log(bilingual(`Ghi mới ${written}, đã có ${present}.`, `${written} written, ${present} there already.`));
  for (const stream of kept) console.log(bilingual(`Giữ nguyên ${stream}: đã được sửa từ trước.`, `left ${stream}: it was changed since.`));
}
