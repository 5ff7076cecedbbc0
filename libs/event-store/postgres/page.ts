import type { Sql } from 'postgres';
import type { EventFilter, Position, RecordedEvent } from '../event-store.js';
import { SEPARATOR } from './append.sql.js';

/** Most stored bytes of data and metadata in one page, unless its first event alone has more. */
const PAGE_BYTES = 8 * 1024 * 1024;

export const LAST_POSSIBLE: Position = '9223372036854775807';

/** The columns of a RecordedEvent: the driver's rows are handed out as they are. */
export const COLUMNS = `e.event_id as id, e.type, e.data, e.metadata, e.stream, e.revision, e.position, e.recorded_at as "recordedAt"`;

export interface Page {
  readonly events: RecordedEvent[];
  /** Every matching event up to this position has been read. */
  readonly through: Position;
  /** Nothing more was there, up to `until`. */
  readonly complete: boolean;
}

export interface PageQuery {
  /** Exclusive. */
  readonly after: Position;
  /** Inclusive. */
  readonly until: Position;
  readonly limit: number;
  readonly filter?: EventFilter | undefined;
}

const OF_TYPE = `($3::text is null or e.type = any (string_to_array($3, chr(30))))`;

/**
 * By category each is read through its own index, so that a rare one is not searched for among all events: only that
 * index fits the comparison of rows.
 */
const SOURCES = {
  all: `select * from event_store.event e where e.position > $1 and e.position <= $2 and ${OF_TYPE} order by e.position limit $4`,
  byCategory: `select e.* from unnest(string_to_array($5, chr(30))) c (category) cross join lateral (
      select * from event_store.event e
      where (e.category, e.position) > (c.category, $1) and (e.category, e.position) <= (c.category, $2) and ${OF_TYPE}
      order by e.category, e.position limit $4
    ) e order by e.position limit $4`,
};

// The last row is none of the events: it tells how many were found before the cut by size, and the head in the same snapshot.
const statement = (source: string): string => `
  with found as (${source}),
  page as materialized (
    select e.*, sum(pg_column_size(e.data) + pg_column_size(e.metadata)) over (order by e.position rows unbounded preceding)
      - pg_column_size(e.data) - pg_column_size(e.metadata) as bytes_before
    from found e
  )
  select ${COLUMNS} from page e where bytes_before < ${PAGE_BYTES}
  union all
  select null, null, null, null, null, (select count(*)::int from page), (select coalesce(max(position), 0) from event_store.event), null`;

const STATEMENTS = { all: statement(SOURCES.all), byCategory: statement(SOURCES.byCategory) };

/** Reads the next events in the global order. Repeatable. */
export async function readPage(sql: Sql, { after, until, limit, filter }: PageQuery): Promise<Page> {
  const parameters = [after, until, list(filter?.types), limit];
  const categories = list(filter?.categories);
  const rows =
    categories === null
      ? await sql.unsafe<RecordedEvent[]>(STATEMENTS.all, parameters, { prepare: true })
      : await sql.unsafe<RecordedEvent[]>(STATEMENTS.byCategory, [...parameters, categories], { prepare: true });
  const summary = rows.pop()!;
  if (summary.id !== null) throw new Error('the summary of a page must be its last row');
  const found = summary.revision;
  const complete = rows.length === found && found < limit;
  const head = BigInt(summary.position) < BigInt(until) ? summary.position : until;
  return { events: rows, through: complete ? later(head, after) : rows.at(-1)!.position, complete };
}

/** A reader who asks beyond the head stays where it is. */
function later(one: Position, other: Position): Position {
  return BigInt(one) > BigInt(other) ? one : other;
}

function list(names: readonly string[] | undefined): string | null {
  return names === undefined || names.length === 0 ? null : names.join(SEPARATOR);
}
