import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';
import { fillingSql, poolOf, tableOf } from '../http/reading.js';

interface Period {
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

export interface TreeNode extends Period {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly level: LocalityLevel;
  readonly children: (Period & { readonly id: string })[];
  /** Whom it followed, with the share of their figures; null where nobody quantified it. */
  readonly predecessors: { readonly id: string; readonly share: string | null }[];
}

/** All localities with who stood above whom when, and who succeeded whom. */
export type LocalityTree = ReadonlyMap<string, TreeNode>;

/** By the last event that changed a locality, in this filling of the tables: it tells the tree of any moment. */
const kept = new WeakMap<Sql, Map<string, Promise<LocalityTree>>>();
const MOST_KEPT = 8;

/** The tree at the moment of the reading; read anew only where the localities were others than before. */
export async function localityTree(sql: Sql): Promise<LocalityTree> {
  const stamp = await stampOf(sql);
  const trees = kept.get(poolOf(sql)) ?? new Map<string, Promise<LocalityTree>>();
  kept.set(poolOf(sql), trees);
  let tree = trees.get(stamp);
  if (!tree) {
    if (trees.size >= MOST_KEPT) trees.clear();
    tree = readAt(sql, stamp);
    trees.set(stamp, tree);
    tree.catch(() => trees.delete(stamp));
  }
  // Whoever reads it may fail for reasons of his own.
  return tree.catch(() => readTree(sql));
}

async function stampOf(sql: Sql): Promise<string> {
  const [last] = await sql<{ stamp: string }[]>`
    select coalesce(max(ordinal), 0) || ' ' || ${fillingSql(sql, 'localities')} as stamp from ${tableOf(sql, 'localities.locality')}`;
  return last?.stamp ?? '';
}

/** Rejects where the localities changed meanwhile, as they may for a client outside of a reading: what is kept must be of its stamp. */
async function readAt(sql: Sql, stamp: string): Promise<LocalityTree> {
  const tree = await readTree(sql);
  if ((await stampOf(sql)) !== stamp) throw new Error('the localities changed meanwhile');
  return tree;
}

async function readTree(sql: Sql): Promise<LocalityTree> {
  const [nodes, parents, successions] = await Promise.all([
    sql<Omit<TreeNode, 'children' | 'predecessors'>[]>`
      select id, name, full_name as "fullName", level, valid_from::text as "from", valid_to::text as "to" from ${tableOf(sql, 'localities.locality')}`,
    sql<{ id: string; parent: string; from: string | null; to: string | null }[]>`
      select locality_id as id, parent_id as parent, valid_from::text as "from", valid_to::text as "to" from ${tableOf(sql, 'localities.parent')} order by 1, 3 nulls first`,
    sql<{ id: string; successor: string; share: string | null }[]>`
      select locality_id as id, successor_id as successor, share from ${tableOf(sql, 'localities.succession')} order by 1, 2`,
  ]);
  const tree = new Map<string, TreeNode>(nodes.map((node) => [node.id, { ...node, children: [], predecessors: [] }]));
  for (const { id, parent, from, to } of parents) tree.get(parent)?.children.push({ id, from, to });
  for (const { id, successor, share } of successions) tree.get(successor)?.predecessors.push({ id, share });
  return tree;
}

/** The localities directly beneath one on a day. */
export function childrenOn(tree: LocalityTree, id: string, day: CivilDate): readonly string[] {
  return (tree.get(id)?.children ?? []).filter((child) => holds(child, day) && holds(tree.get(child.id), day)).map((child) => child.id);
}

/** True when the locality exists on a day. */
export const isInForce = (tree: LocalityTree, id: string, day: CivilDate): boolean => holds(tree.get(id), day);

/** True when a day lies within a period; both ends are inclusive. */
function holds(period: Period | undefined, day: CivilDate): boolean {
  return period !== undefined && (period.from === null || period.from <= day) && (period.to === null || day <= period.to);
}

/** A locality and all whose figures may stand in for its own: beneath it on the day, and whom any of these followed. */
export function reach(tree: LocalityTree, id: string, day: CivilDate): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [id];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const node = tree.get(next);
    // Beneath one that ended earlier lie those of its last day.
    const seen = node?.to && node.to < day ? node.to : day;
    pending.push(...childrenOn(tree, next, seen), ...(node?.predecessors ?? []).map((predecessor) => predecessor.id));
  }
  return found;
}
