import type { TransactionSql } from 'postgres';
import { ordinal, type RecordedEvent } from '../../event-store/event-store.js';
import type { Projection } from '../../event-store/projection.js';

/** Events after one another that were recorded in the same second: the first and the last of them. Instants as ISO 8601 in UTC. */
interface Moment {
  readonly ordinal: string;
  readonly position: string;
  /** Of the earliest and the latest of them. */
  first_at: string;
  last_at: string;
  last_position: string;
  /** The latest instant up to here. */
  latest: string;
  /** Recorded earlier than what stands before it: somebody had set the clock. */
  readonly is_back: boolean;
}

const TYPES =
  'ordinal bigint, position text, first_at timestamptz, last_at timestamptz, last_position text, latest timestamptz, is_back boolean';
const COLUMNS = TYPES.replaceAll(/ (bigint|text|timestamptz|boolean)/g, '');

/** When what was recorded: a row for each second in which anything was, so that an instant leads to a position without a search in the store. */
export const momentsProjection: Projection = {
  name: 'moments',
  version: 1,
  categories: [],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.moment (
        ordinal bigint primary key, position text not null, first_at timestamptz not null, last_at timestamptz not null,
        last_position text not null, latest timestamptz not null, is_back boolean not null);
      create index on ${schema}.moment (first_at) where not is_back;
      create index on ${schema}.moment (first_at) where is_back`);
  },

  async apply(tx, schema, events) {
    await tx.unsafe(
      `insert into ${schema}.moment (${COLUMNS}) select ${COLUMNS} from jsonb_to_recordset($1::jsonb) r(${TYPES})
       on conflict (ordinal) do update set first_at = excluded.first_at, last_at = excluded.last_at, last_position = excluded.last_position,
         latest = excluded.latest`,
      [momentsOf(await lastOf(tx, schema), events) as never],
    );
  },
};

async function lastOf(tx: TransactionSql, schema: string): Promise<Moment | null> {
  const [last] = await tx.unsafe<{ moment: Moment }[]>(
    `select to_jsonb(m) || jsonb_build_object('ordinal', ordinal::text, 'first_at', ${utc('first_at')}, 'last_at', ${utc('last_at')}, 'latest', ${utc('latest')}) as moment
     from ${schema}.moment m order by m.ordinal desc limit 1`,
  );
  return last?.moment ?? null;
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function momentsOf(last: Moment | null, events: readonly RecordedEvent[]): readonly Moment[] {
  const moments: Moment[] = last ? [last] : [];
  for (const { position, recordedAt: at } of events) {
    const open = moments.at(-1);
    const latest = open && open.latest > at ? open.latest : at;
    if (open && secondOf(open.first_at) === secondOf(at)) {
      open.last_position = position;
      open.latest = latest;
      if (at < open.first_at) open.first_at = at;
      if (at > open.last_at) open.last_at = at;
    } else {
      const spans = { first_at: at, last_at: at, last_position: position, latest, is_back: at < latest };
      moments.push({ ordinal: String(ordinal(position)), position, ...spans });
    }
  }
  return moments;
}

const secondOf = (instant: string): string => instant.slice(0, '2021-09-30T10:00:00'.length);
