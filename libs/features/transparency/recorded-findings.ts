import type { Sql } from 'postgres';
import { plain } from '../../transparency/plain-text.js';
import type { Finding } from './findings.js';
import { prepareLog } from './log.tables.js';

/** The last time that everything was read again. */
export interface Verified {
  readonly size: number;
  readonly findings: number;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** A finding that is on record and not settled. */
export type OpenFinding = Finding & { readonly seq: string; readonly foundAt: string };

/** Longest text of a finding that is kept. */
const MOST_TEXT = 2_000;

/** A finding as it is put on record: names of members may have U+0000, which `jsonb` refuses with everything beside it. */
export function storable({ kind, place }: Finding): Finding {
  const texts = Object.entries(place).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? plain(value, MOST_TEXT) : value,
  ]);
  return { kind, place: Object.fromEntries(texts) } as Finding;
}

/** The time of the database, as findings and settlements carry it. */
export async function recordTime(sql: Sql): Promise<Date> {
  const [row] = await sql<{ at: Date }[]>`select now() as at`;
  return row!.at;
}

/**
 * Puts on record what was found by reading from `since` on (a time of the database); answers with what was not there yet. What was
 * settled meanwhile stays settled: it may have been read before it was mended. Where it is still so, the next reading finds it.
 */
export async function recordFindings(sql: Sql, findings: readonly Finding[], since: Date): Promise<readonly Finding[]> {
  if (findings.length === 0) return [];
  return sql<Finding[]>`
    insert into transparency.finding (kind, place)
    select kind, place from jsonb_to_recordset(${sql.json(findings.map(storable) as never)}) as f (kind text, place jsonb)
    where not exists (
      select from transparency.finding s where s.settled_at between ${since} and now() and (s.kind, s.place) = (f.kind, f.place))
    on conflict do nothing returning kind, place`;
}

/** What was found and not settled, the first found first. */
export async function openFindings(sql: Sql, limit: number): Promise<readonly OpenFinding[]> {
  const rows = await sql<(Finding & { readonly seq: string; readonly at: Date })[]>`
    select seq, kind, place, found_at as at from transparency.finding where settled_at is null order by seq limit ${limit}`;
  return rows.map(({ at, ...finding }) => ({ ...finding, foundAt: at.toISOString() }));
}

/** Findings that somebody declared settled at one time. */
export interface Settlement {
  readonly at: string;
  /** Null where it was not asked yet. */
  readonly by: string | null;
  readonly reason: string;
  readonly findings: number;
}

/** Who settles what was found, and why. */
export type Settling = Pick<Settlement, 'reason' | 'by'>;

/**
 * Declares findings settled, by whom and for a reason that stays on record: once none is open, heads are published again. Answers
 * with how many it were: what somebody else settled before is not settled again.
 */
export async function settleFindings(sql: Sql, findings: readonly Pick<OpenFinding, 'seq'>[], { reason, by }: Settling): Promise<number> {
  await prepareLog(sql);
  const { count } = await sql`
    update transparency.finding set settled_at = now(), settlement = ${reason}, settled_by = ${by}
    where settled_at is null and seq = any (${findings.map(({ seq }) => seq)}::bigint[])`;
  return count;
}

/** What was settled, the last first. */
export async function settlements(sql: Sql, limit: number): Promise<readonly Settlement[]> {
  const rows = await sql<{ at: Date; by: string | null; reason: string; findings: number }[]>`
    select settled_at as at, to_jsonb(f)->>'settled_by' as by, coalesce(settlement, '') as reason, count(*)::int as findings
    from transparency.finding f where settled_at is not null group by 1, 2, 3 order by 1 desc limit ${limit}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Puts on record that everything could not be read again: a new process knows it, too. */
export async function recordUnverified(sql: Sql): Promise<void> {
  await sql`update transparency.checkpoint set unverified_since = now() where unverified_since is null`;
}

/** Puts on record that everything was read again. */
export async function recordVerified(sql: Sql, { size, findings, startedAt }: Omit<Verified, 'finishedAt'>): Promise<void> {
  await sql`
    with checked as (update transparency.checkpoint set unverified_since = null where unverified_since is not null)
    insert into transparency.verified (size, findings, started_at, finished_at) values (${size}, ${findings}, ${startedAt}, now())
    on conflict (is_one) do update set size = excluded.size, findings = excluded.findings, started_at = excluded.started_at,
      finished_at = excluded.finished_at`;
}

export async function lastVerified(sql: Sql): Promise<Verified | null> {
  const [row] = await sql<{ size: string; findings: number; startedAt: Date; finishedAt: Date }[]>`
    select size, findings, started_at as "startedAt", finished_at as "finishedAt" from transparency.verified`;
  if (!row) return null;
  const { findings, startedAt, finishedAt } = row;
  return { size: Number(row.size), findings, startedAt: startedAt.toISOString(), finishedAt: finishedAt.toISOString() };
}
