import type { Sql } from 'postgres';
import type { ProgressQuery } from '../../contract/progress.js';
import type { Actor } from '../../domain/kernel/command.js';
import { fillingOf, momentOf, poolOf } from '../http/reading.js';
import type { AskedDay, ProgressAnswer } from './answers.js';

type Answers = readonly ProgressAnswer[];

/** The answers to what was last asked at moments of the past, which nothing changes any more: whoever turns the page has asked it before. */
const kept = new WeakMap<Sql, Map<string, Answers>>();
/** Rows, and as many answers without any. */
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
  const answers = kept.get(poolOf(sql)) ?? new Map<string, Answers>();
  kept.set(poolOf(sql), answers);
  const known = answers.get(key);
  if (known) return known;
  const found = await answer();
  const total = [...answers.values()].reduce((sum, { length }) => sum + length + 1, found.length + 1);
  if (total > MOST_KEPT) answers.clear();
  if (found.length <= MOST_KEPT) answers.set(key, found);
  return found;
}
