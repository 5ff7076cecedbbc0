import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';

/** The right to write the read tables of a database, held by one process at a time. */
export interface Lease {
  /** Aborts when the session that holds the lease is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

const LEASE = 7_390_224_004;
const LOOK_EVERY_MS = 500;

/**
 * Waits for the lease: a session lock, which PostgreSQL frees as soon as its holder's connection is gone. A holder that
 * goes on without knowing cannot do harm, since every write first moves a checkpoint. Null when `signal` aborts.
 */
export async function takeLease(sql: Sql, signal: AbortSignal): Promise<Lease | null> {
  while (!signal.aborted) {
    const lost = new AbortController();
    const session = ownSession(sql, () => lost.abort());
    while (!signal.aborted && !lost.signal.aborted) {
      const taken = await session`select pg_try_advisory_lock(${LEASE}) as taken`.then(
        ([row]) => row?.taken === true,
        () => false,
      );
      if (taken && !lost.signal.aborted) return hold(session, lost);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
    await session.end({ timeout: 0 });
  }
  return null;
}

/** A client of one connection, not one of the pool's: only a client tells that a connection was closed. */
function ownSession({ options }: Sql, onclose: () => void): Sql {
  const { host, port } = options;
  return postgres({ ...options, host, port, max: 1, idle_timeout: 0, max_lifetime: null, onclose } as never);
}

function hold(session: Sql, lost: AbortController): Lease {
  // A connection may also be gone without a word.
  const timer = setInterval(() => void session`select 1`.catch(() => lost.abort()), LOOK_EVERY_MS);
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      await session.end({ timeout: 1 });
    },
  };
}

/** True while some projector of the database holds the lease. */
export async function isProjectorRunning(sql: Sql): Promise<boolean> {
  // A bigint key stands in pg_locks as its upper and lower half, under objsubid 1.
  const [row] = await sql`
    select exists (
      select from pg_locks
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = ${LEASE}::bigint) as led`;
  return row?.led === true;
}
