import { join } from 'node:path';
import { readingJson } from '../../libs/reading/as-json.js';
import type { Language } from '../../libs/domain/kernel/spoken.js';
import type { ReadingOptions } from '../../libs/reading/reading.js';
import { bilingual, CliError } from './cli-error.js';
import { OWN_CATALOG } from './load-catalog.js';
import { textOfDocument } from './read-file.js';
import { fullNameOf, knownPlaces } from './read-places.js';
import { readWithProgress } from './read-progress.js';
import { scoreOf } from './read-score.js';
import { readingText } from './read-text.js';

export interface ReadCommandOptions {
  readonly json?: boolean;
  readonly locality?: string;
  readonly lang: Language;
  readonly score?: readonly string[];
  readonly borderline?: string;
  readonly errors?: boolean;
}

/** Prints what a document sets and reports, or with `score` how well that meets its annotations. Throws `CliError`. */
export async function runRead(files: readonly string[], options: ReadCommandOptions): Promise<void> {
  const places = await knownPlaces(join(OWN_CATALOG, 'localities'));
  const locality = options.locality === undefined ? {} : { locality: fullNameOf(options.locality, places) };
  const reading: ReadingOptions = { places, ...locality };
  if (options.score !== undefined) {
    const { json = false, errors = false, borderline = null } = options;
    console.log(await scoreOf(options.score, files, reading, { json, errors, borderline }));
    return;
  }
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new CliError(bilingual('Đọc mỗi lần một văn bản', 'one document is read at a time'));
  const read = readWithProgress(await textOfDocument(file), reading);
  console.log(options.json === true ? JSON.stringify(readingJson(read), null, 2) : readingText(read, options.lang));
}
