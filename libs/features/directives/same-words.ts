import type { Sql } from 'postgres';

/**
 * The proposals of a directive, but for dismissed ones, that another version of the reader read from the same words: at least half of the shorter
 * quote is in the other, with the same number, of another day or place. A directive that one version alone has read has none.
 */
export async function sameWordsIn(sql: Sql, directiveId: string, numbers: readonly number[]): Promise<(n: number) => number[]> {
  const start = (of: string) => sql.unsafe(`(${of}.proposal->'quote'->>'start')::int`);
  const end = (of: string) => sql.unsafe(`(${of}.proposal->'quote'->>'end')::int`);
  const rows = await sql<{ n: number; others: number[] }[]>`
    select p.n, array_agg(o.n order by o.n) as others
    from directives.proposal p join directives.proposal o
      on o.directive_id = p.directive_id and o.type = p.type and o.reader_version <> p.reader_version and o.state <> 'dismissed'
        and (o.proposal->>'value') is not distinct from (p.proposal->>'value')
        and 2 * (least(${end('p')}, ${end('o')}) - greatest(${start('p')}, ${start('o')}))
          >= greatest(1, least(${end('p')} - ${start('p')}, ${end('o')} - ${start('o')}))
    where (select count(distinct reader_version) from directives.proposal where directive_id = ${directiveId}) > 1
      and p.directive_id = ${directiveId} and p.n in ${sql([...numbers])}
    group by p.n`;
  const found = new Map(rows.map(({ n, others }) => [n, others]));
  return (n) => found.get(n) ?? [];
}
