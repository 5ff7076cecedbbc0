import type { Sql } from 'postgres';
import type { Page } from '../../contract/lists.js';
import type { LocalitiesQuery, LocalityDetail, LocalityItem, LocalityNode } from '../../contract/localities.reads.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { lacking } from '../../domain/kernel/errors.js';
import { searchKey } from '../../domain/kernel/text.js';
import { anywhere, given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';

type Facts = Omit<LocalityDetail, 'parents' | 'children' | 'predecessors' | 'successors'>;
interface NodeRow extends Omit<LocalityNode, 'children'> {
  readonly parentId: string | null;
}

/** Reads the tables of the projection `localities`. */
export class LocalityQueries {
  constructor(private readonly sql: Sql) {}

  /** The localities in force on a day. */
  list(query: LocalitiesQuery, asOf: CivilDate): Promise<Page<LocalityItem>> {
    return listed<LocalityItem>(this.sql, this.listing(query, asOf), query);
  }

  /** One locality, whatever the day; its children are those of `asOf`. Throws `locality_unknown`. */
  async one(id: string, asOf: CivilDate): Promise<LocalityDetail> {
    const facts = await this.facts(id);
    const [parents, children, predecessors, successors] = await Promise.all([
      this.sql<LocalityDetail['parents']>`
        select p.parent_id as id, l.name, p.valid_from::text as "from", p.valid_to::text as "to"
        from ${tableOf(this.sql, 'localities.parent')} p left join ${tableOf(this.sql, 'localities.locality')} l on l.id = p.parent_id
        where p.locality_id = ${id} order by p.valid_from nulls first`,
      this.sql<LocalityDetail['children']>`
        select l.id, l.name, l.level from ${tableOf(this.sql, 'localities.parent')} p join ${tableOf(this.sql, 'localities.locality')} l on l.id = p.locality_id
        where p.parent_id = ${id} and ${inForce(this.sql, 'p', asOf)} order by l.sort_name collate "C", l.id`,
      this.successions('locality_id', 'successor_id', id),
      this.successions('successor_id', 'locality_id', id),
    ]);
    return { ...facts, parents: [...parents], children: [...children], predecessors, successors };
  }

  /** A locality with what lies beneath it on a day, `depth` levels deep. Throws `locality_unknown`. */
  async tree(id: string, asOf: CivilDate, depth: number): Promise<LocalityNode> {
    const { name, level, kind } = await this.facts(id);
    const rows = await this.sql<NodeRow[]>`
      with recursive beneath (id, parent_id, depth) as (
        select ${id}::text collate "C", null::text collate "C", 0
        union all
        select p.locality_id, p.parent_id, b.depth + 1 from beneath b join ${tableOf(this.sql, 'localities.parent')} p on p.parent_id = b.id
        where b.depth < ${depth} and ${inForce(this.sql, 'p', asOf)})
      select b.id, b.parent_id as "parentId", l.name, l.level, l.kind
      from beneath b join ${tableOf(this.sql, 'localities.locality')} l on l.id = b.id where b.depth > 0 order by b.depth, l.sort_name collate "C", l.id`;
    return nest({ id, name, level, kind, children: [] }, rows);
  }

  private async facts(id: string): Promise<Facts> {
    const [found] = await this.sql<Facts[]>`
      select ${factColumns(this.sql)}, l.legal_basis as "legalBasis", l.revision from ${tableOf(this.sql, 'localities.locality')} l where l.id = ${id}`;
    return found ?? lacking('locality_unknown', { localityId: id });
  }

  private async successions(
    other: 'locality_id' | 'successor_id',
    own: 'locality_id' | 'successor_id',
    id: string,
  ): Promise<LocalityDetail['successors']> {
    const { sql } = this;
    const rows = await sql<LocalityDetail['successors']>`
      select s.${sql(other)} as id, l.name, s.share::text as share, s.effective_on::text as "effectiveOn", s.kind
      from ${tableOf(sql, 'localities.succession')} s left join ${tableOf(sql, 'localities.locality')} l on l.id = s.${sql(other)}
      where s.${sql(own)} = ${id} order by s.effective_on, l.sort_name collate "C", s.${sql(other)}`;
    return [...rows];
  }

  private listing({ parent, level, q }: LocalitiesQuery, asOf: CivilDate): Listing {
    const { sql } = this;
    return {
      columns: sql`${factColumns(sql)}, p.parent_id as "parentId"`,
      from: sql`${tableOf(sql, 'localities.locality')} l left join ${tableOf(sql, 'localities.parent')} p on p.locality_id = l.id and ${inForce(sql, 'p', asOf)}`,
      where: [
        inForce(sql, 'l', asOf),
        ...given(parent, (id) => sql`p.parent_id = ${id}`),
        ...given(level, (name) => sql`l.level = ${name}`),
        ...given(q, (text) => sql`l.search like ${anywhere(searchKey(text))}`),
      ],
      sorts: { name: { by: sql`l.sort_name`, type: 'text' }, code: { by: sql`l.code`, type: 'text' }, id: { by: sql`l.id`, type: 'text' } },
      id: sql`l.id`,
    };
  }
}

function factColumns(sql: Sql): Fragment {
  return sql`l.id, l.code, l.name, l.full_name as "fullName", l.name_en as "nameEn", l.level, l.kind,
    l.valid_from::text as "validFrom", l.valid_to::text as "validTo"`;
}

function inForce(sql: Sql, alias: 'l' | 'p', asOf: CivilDate): Fragment {
  const [from, to] = [sql.unsafe(`${alias}.valid_from`), sql.unsafe(`${alias}.valid_to`)];
  return sql`(${from} is null or ${from} <= ${asOf}::text::date) and (${to} is null or ${to} >= ${asOf}::text::date)`;
}

function nest(root: LocalityNode, rows: readonly NodeRow[]): LocalityNode {
  const nodes = new Map([[root.id, root]]);
  for (const { parentId, ...facts } of rows) {
    const node = { ...facts, children: [] };
    nodes.set(node.id, node);
    nodes.get(parentId ?? '')?.children.push(node);
  }
  return root;
}
