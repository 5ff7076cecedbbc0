import { join } from 'node:path';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { directiveEntries, indicatorEntries, profileEntries, type Known } from './catalog/facts.js';
import { readCatalog, readLocalityFiles } from './catalog/files.js';
import { writeSteps, type CatalogProgress, type CatalogReport, type CatalogStep } from './catalog/load.js';
import { changes, LocalityBook, registrations } from './catalog/localities.js';
import { measurementEntries } from './catalog/measurements.js';
import { targetEntries } from './catalog/targets.js';

export { CatalogError } from './catalog/catalog-error.js';
export type { CatalogProgress, CatalogReport, CatalogStep } from './catalog/load.js';

export interface CatalogOptions {
  /** The civil date of loading, after which no figure may be dated. */
  readonly today: CivilDate;
  /** Another folder with localities.csv, successions.csv and parents.csv, such as that of the whole country; default `<dir>/localities`. */
  readonly localities?: string;
}

/**
 * Reads the catalogue in `dir` and turns it into events by the rules of the domain, in the order in which they depend on each
 * other. Deterministic: the same files, the same events with the same ids. Throws `CatalogError` naming file, row and field.
 */
export async function catalogEvents(dir: string, options: CatalogOptions): Promise<readonly CatalogStep[]> {
  const localities = await readLocalityFiles(options.localities ?? join(dir, 'localities'));
  const { indicators, profiles, directives } = await readCatalog(dir);
  const book = new LocalityBook();
  const registered = registrations(localities, book);
  const changed = changes(localities, book);
  const known: Known = { today: options.today, localities: book.states, indicators: new Map(), directives: new Map() };
  return [
    { name: 'localities', entries: registered },
    { name: 'successions', entries: changed },
    { name: 'indicators', entries: [...indicatorEntries(indicators, known), ...profileEntries(profiles, known)] },
    { name: 'directives', entries: directiveEntries(directives, known) },
    { name: 'targets', entries: targetEntries(directives, known) },
    { name: 'measurements', entries: measurementEntries(directives, known) },
  ];
}

/** Loads the catalogue in `dir` into a store and says what was new; see `writeSteps`. Throws `CatalogError` before anything is written. */
export async function loadCatalog(
  store: EventStore,
  dir: string,
  options: CatalogOptions,
  onProgress?: (progress: CatalogProgress) => void,
): Promise<CatalogReport> {
  return writeSteps(store, await catalogEvents(dir, options), onProgress);
}
