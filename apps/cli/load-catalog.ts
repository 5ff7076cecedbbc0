import { join } from 'node:path';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { todayInVietnam } from '../../libs/features/http/today.js';
import { bilingual } from './cli-error.js';
import { type CatalogReport, loadCatalog } from './catalog.js';
import { ProgressLine } from './progress-line.js';

/** The catalogue that comes with the program, seen from dist/apps/cli. */
export const OWN_CATALOG = join(import.meta.dirname, '../../../catalog');

/** Loads a catalogue with a progress line; what is there already is only compared. */
export async function loadWithProgress(eventStore: EventStore, dir: string): Promise<CatalogReport> {
  const line = new ProgressLine(bilingual('Danh mục', 'Catalogue'));
  try {
    return await loadCatalog(eventStore, dir, { today: todayInVietnam() }, ({ step, done, total }) => line.show(done, total, step));
  } finally {
    line.end();
  }
}
