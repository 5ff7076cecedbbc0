import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readingJson, type RecordJson } from '../../libs/reading/as-json.js';
import type { ReadingOptions } from '../../libs/reading/reading.js';
import { checkQuotes, GoldError, parseBorderline, parseGold, type Borderline } from '../../libs/reading/score-gold.js';
import { scoreReading, sumOfScores } from '../../libs/reading/score.js';
import { bilingual, CliError } from './cli-error.js';
import { plainTextOf, textOfDocument } from './read-file.js';
import { scoreJson, scoreText, type ScoredFile } from './read-score-text.js';
import { readWithProgress } from './read-progress.js';

export interface ScoreOptions {
  readonly json: boolean;
  /** Lists what was missed, what is false, and the fields that differ. */
  readonly errors: boolean;
  /** The file of borderline spans; by default borderline.json beside each gold file, where there is one. */
  readonly borderline: string | null;
}

/** What the reader finds in each file, beside the annotations of it, as a table or JSON. Throws `CliError` naming file, line and field. */
export async function scoreOf(
  golds: readonly string[],
  files: readonly string[],
  reading: ReadingOptions,
  options: ScoreOptions,
): Promise<string> {
  if (golds.length !== files.length) {
    const counts = [golds.length, files.length] as const;
    throw new CliError(
      bilingual(`${counts[0]} tệp chú giải cho ${counts[1]} văn bản`, `${counts[0]} gold files for ${counts[1]} documents`),
    );
  }
  const scored: ScoredFile[] = [];
  for (const [index, gold] of golds.entries()) scored.push(await scoredFile(gold, files[index] ?? '', reading, options));
  const total = sumOfScores(scored.map(({ score }) => score));
  return options.json ? JSON.stringify(scoreJson(scored, total, options.errors), null, 2) : scoreText(scored, total, options.errors);
}

async function scoredFile(gold: string, file: string, reading: ReadingOptions, options: ScoreOptions): Promise<ScoredFile> {
  const records = await parsedFile(gold, parseGold);
  const text = await textOfDocument(file);
  attempt(gold, () => checkQuotes(records, text));
  const borderline = await borderlineOf(gold, records, options.borderline);
  return { gold, file, score: scoreReading(readingJson(readWithProgress(text, reading)), records, borderline) };
}

async function borderlineOf(gold: string, records: readonly RecordJson[], named: string | null): Promise<readonly Borderline[]> {
  const path = named ?? join(dirname(gold), 'borderline.json');
  if (named === null && !existsSync(path)) return [];
  const docs = new Set([basename(gold).replace(/\.jsonl?$/, ''), ...records.map((record) => String(record['doc']))]);
  return parsedFile(path, (text) => parseBorderline(text, docs));
}

async function parsedFile<Value>(file: string, parse: (text: string) => Value): Promise<Value> {
  const text = await plainTextOf(file);
  return attempt(file, () => parse(text));
}

function attempt<Value>(file: string, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw error instanceof GoldError ? new CliError(`${file}, ${error.message}`, { cause: error }) : error;
  }
}
