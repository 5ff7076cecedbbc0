import type { Sql } from 'postgres';
import type { ProgressQuery } from '../../contract/progress.js';
import type { Actor } from '../../domain/kernel/command.js';
import { fillingOf, momentOf, poolOf } from '../http/reading.js';
import type { AskedDay, ProgressAnswer } from './answers.js';

type Answers = readonly ProgressAnswer[];

/** The answers to what was last asked at moments of the past, which nothing changes any more: whoever turns the page has asked it before. */
const kept = new WeakMap<Sql, { readonly answers: Map<string, Answers>; rows: number }>();
/** Rows; an answer without any counts as one. */
const MOST_KEPT = 60_000;

/** What `answer` gives; for a moment of the past once, from the same tables. */
export async function atMoment(
  sql: Sql,
  { locality: scope }: Actor,
  { locality, indicator, directive, level }: ProgressQuery,
  { asOf, boundaries }: AskedDay,
  answer: () => Promise<Answers>,
): Promise<Answers> {
  const [moment, progress, localities] = [momentOf(sql), fillingOf(sql, 'progress'), fillingOf(sql, 'localities')];
  if (moment === null || progress === null || localities === null) return answer();
  const key = JSON.stringify([moment, progress, localities, scope, locality, indicator, directive, level, asOf, boundaries]);
  const here = kept.get(poolOf(sql)) ?? { answers: new Map<string, Answers>(), rows: 0 };
  kept.set(poolOf(sql), here);
  const known = here.answers.get(key);
  if (known) return known;
  const found = await answer();
  const rows = Math.max(1, found.length);
  if (rows > MOST_KEPT) return found;
  if (here.rows + rows > MOST_KEPT) {
    here.answers.clear();
    here.rows = 0;
  }
  here.answers.set(key, found);
  here.rows += rows;
  return found;
}
