import { existsSync } from 'node:fs';
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
  profileFile,
  successionRow,
  type CatalogDirective,
  type CatalogProfile,
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
  /** Empty where the catalogue has none. */
  readonly profiles: readonly Placed<CatalogProfile>[];
  readonly directives: readonly Placed<CatalogDirective>[];
}

/** Reads and checks indicators, their profiles, and directives. Throws `CatalogError` at the first mistake. */
export async function readCatalog(dir: string): Promise<CatalogFiles> {
  return {
    indicators: await table(join(dir, 'indicators.csv'), indicatorRow),
    profiles: existsSync(join(dir, 'profiles')) ? await documents(join(dir, 'profiles'), profileFile) : [],
    directives: await documents(join(dir, 'directives'), directiveFile),
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

async function documents<Schema extends z.ZodType>(dir: string, schema: Schema): Promise<Placed<z.infer<Schema>>[]> {
  const names = (await listed(dir)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => document(join(dir, name), schema)));
}

async function document<Schema extends z.ZodType>(file: string, schema: Schema): Promise<Placed<z.infer<Schema>>> {
  const text = await readText(file);
  return { value: checked(schema, attempt(file, () => JSON.parse(text) as unknown), file, null), file, row: null };
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
    throw new CatalogError(dir, null, null, 'a folder with JSON files was expected here');
  }
}

function attempt<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new CatalogError(file, null, null, error instanceof Error ? error.message : String(error));
  }
}
