import type { Sql } from 'postgres';
import type { Present } from './mail-text.js';
import { isReminder, type AnyNews } from './reminder-news.js';

/** The present figure of each target that the news is about, as far as there is one; one statement however many they are. */
export async function presentFigures(sql: Sql, all: readonly AnyNews[]): Promise<ReadonlyMap<string, Present>> {
  const targets = all.flatMap((news) => (isReminder(news) || news.occurrence === 'resolved' ? [] : [news.targetId]));
  const [found] = await sql`select to_regclass('progress.progress') is not null as here`;
  if (!found?.here || targets.length === 0) return new Map();
  const rows = await sql<(Present & { readonly targetId: string })[]>`
    select target_id as "targetId", trim_scale(actual)::text as actual, trim_scale(expected)::text as expected, figure_as_of::text as "asOf"
    from progress.progress where target_id = any(${targets}) and actual is not null`;
  return new Map(rows.map(({ targetId, ...present }) => [targetId, present]));
}
