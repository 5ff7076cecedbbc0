import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { CatalogError } from './catalog-error.js';
import { parseCsv } from './csv.js';
import {
  directiveFile,
  indicatorRow,
  localityRow,
  parentRow,
  successionRow,
  type CatalogDirective,
  type IndicatorRow,
  type LocalityRow,
  type ParentRow,
  type SuccessionRow,
} from './schemas.js';

/** A checked record and where it stands, for messages about it. */
export interface Placed<Value> {
  readonly value: Value;
  readonly file: string;
  readonly row: string | null;
}

export interface LocalityFiles {
  readonly localities: readonly Placed<LocalityRow>[];
  readonly successions: readonly Placed<SuccessionRow>[];
  readonly parents: readonly Placed<ParentRow>[];
}

export interface CatalogFiles {
  readonly indicators: readonly Placed<IndicatorRow>[];
  readonly directives: readonly Placed<CatalogDirective>[];
}

/** Reads and checks indicators and directives. Throws `CatalogError` at the first mistake. */
export async function readCatalog(dir: string): Promise<CatalogFiles> {
  const names = (await listed(join(dir, 'directives'))).filter((name) => name.endsWith('.json')).sort();
  return {
    indicators: await table(join(dir, 'indicators.csv'), indicatorRow),
    directives: await Promise.all(names.map((name) => document(join(dir, 'directives', name)))),
  };
}

/** Reads a folder with localities.csv, successions.csv and parents.csv; further columns are ignored. Throws `CatalogError`. */
export async function readLocalityFiles(dir: string): Promise<LocalityFiles> {
  return {
    localities: await table(join(dir, 'localities.csv'), localityRow),
    successions: await table(join(dir, 'successions.csv'), successionRow),
    parents: await table(join(dir, 'parents.csv'), parentRow),
  };
}

async function table<Schema extends z.ZodType>(file: string, schema: Schema): Promise<Placed<z.infer<Schema>>[]> {
  const text = await readText(file);
  return attempt(file, () => parseCsv(text)).map(({ line, values }) => {
    const row = `line ${line}`;
    return { value: checked(schema, values, file, row), file, row };
  });
}

async function document(file: string): Promise<Placed<CatalogDirective>> {
  const text = await readText(file);
  return { value: checked(directiveFile, attempt(file, () => JSON.parse(text) as unknown), file, null), file, row: null };
}

function checked<Schema extends z.ZodType>(schema: Schema, input: unknown, file: string, row: string | null): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CatalogError(file, row, issue?.path.join('.') ?? null, `expected ${issue?.message ?? 'another value'}`);
}

async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).normalize('NFC');
  } catch (error) {
    throw new CatalogError(file, null, null, `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

async function listed(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch {
    throw new CatalogError(dir, null, null, 'a folder with one file per directive was expected here');
  }
}

function attempt<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new CatalogError(file, null, null, error instanceof Error ? error.message : String(error));
  }
}
