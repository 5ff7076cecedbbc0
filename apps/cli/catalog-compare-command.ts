import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reading } from '../../libs/reading/reading.js';
import { readDirective } from '../../libs/reading/read-directive.js';
import { acceptedFigures, acceptedTargets, catalogueFigures, catalogueTargets, compare, type Names } from './catalog-compare.js';
import { linesOf, totalOf, type ComparedDirective } from './catalog-compare-text.js';
import { readCatalog, readLocalityFiles } from './catalog/files.js';
import type { CatalogDirective } from './catalog/schemas.js';
import { bilingual, CliError } from './cli-error.js';
import { OWN_CATALOG } from './load-catalog.js';
import { decoded } from './read-file.js';
import { knownPlaces } from './read-places.js';

/**
 * Reads the documents in `folder` that the catalogue names by their SHA-256, accepts every proposal as it is, and prints how what would
 * come of it differs from the catalogue made by hand. Throws `CliError` where there is no such document.
 */
export async function compareCatalog(folder: string): Promise<void> {
  const documents = await documentsByHash(folder);
  const { directives, indicators } = await readCatalog(OWN_CATALOG);
  const names = await namesOf(indicators.map(({ value }) => value));
  const places = await knownPlaces(join(OWN_CATALOG, 'localities'));
  const found = directives.flatMap(({ value }) => {
    const text = documents.get(value.textSha256);
    return text === undefined ? [] : [{ directive: value, text }];
  });
  if (found.length === 0)
    throw new CliError(bilingual(`${folder} không có văn bản nào của danh mục`, `${folder} holds no document of the catalogue`));
  const compared = found.map(({ directive, text }) => comparedDirective(directive, readDirective(text, { places }), names));
  for (const one of compared) console.log(linesOf(one).join('\n'));
  console.log(`\n${totalOf(compared)}`);
}

async function documentsByHash(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new CliError(bilingual(`Không mở được thư mục ${folder}`, `the folder ${folder} cannot be opened`), { cause: error });
  });
  const documents = new Map<string, string>();
  for (const name of names.filter((file) => /\.(txt|md)$/.test(file)).sort()) {
    const bytes = await readFile(join(folder, name));
    documents.set(createHash('sha256').update(bytes).digest('hex'), decoded(name, bytes));
  }
  return documents;
}

async function namesOf(indicators: readonly { readonly id: string; readonly name: string }[]): Promise<Names> {
  const { localities } = await readLocalityFiles(join(OWN_CATALOG, 'localities'));
  const indicator = new Map(indicators.map(({ id, name }) => [id, name]));
  const locality = new Map(localities.map(({ value }) => [value.id, value.full_name]));
  return { indicator: (id) => indicator.get(id) ?? id, locality: (id) => locality.get(id) ?? id };
}

function comparedDirective(directive: CatalogDirective, reading: Reading, names: Names): ComparedDirective {
  const targets = compare(catalogueTargets(directive, names), acceptedTargets(reading.targets, directive.planYear));
  return { directive, targets, figures: compare(catalogueFigures(directive, names), acceptedFigures(reading.measurements)) };
}
