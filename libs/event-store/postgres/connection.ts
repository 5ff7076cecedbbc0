import postgres, { type Sql } from 'postgres';
import { StoreUnavailable } from '../errors.js';

export interface ConnectionOptions {
  readonly url: string;
  /** Most connections for appends and reads; a subscription's LISTEN takes one more. */
  readonly connections: number;
  /** How long an operation is tried again after the connection was lost, and how long an answer may take, in milliseconds. */
  readonly patienceMs: number;
}

/** Settings of every session. The plans must not depend on what the table looked like when a session began. */
const SESSION = {
  TimeZone: 'UTC',
  application_name: 'tiendo event store',
  default_transaction_isolation: 'read committed',
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  max_parallel_workers_per_gather: '0',
};

const SILENCE = 'NO_ANSWER';
const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code);
const isSilence = (error: unknown): boolean => codeOf(error) === SILENCE;

/**
 * Lost connections, and what is a matter of the moment for a server (PostgreSQL, appendix A): lost sessions (08, 57P), a lack of disk,
 * memory or connections (53), errors of the system beneath (58), statements that were cancelled, timed out, or in each other's way.
 */
const PASSING =
  /^(CONNECTION_(CLOSED|DESTROYED)|CONNECT_TIMEOUT|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|53...|58...|57P0[1-5]|57014|55006|55P03|40001|40003|40P01|25006|25P0[34])$/;

export function isPassing(error: unknown): boolean {
  return isSilence(error) || PASSING.test(codeOf(error));
}

/** Some errors of the network have a code only. */
function describe(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
}

export function connect(url: string, options: postgres.Options<Record<string, postgres.PostgresType>>): Sql {
  const { parse } = instantParser();
  return postgres(url, {
    onnotice: () => {},
    fetch_types: false,
    connect_timeout: 10,
    backoff: () => 0.05, // our own retries keep the pace
    ...options,
    connection: { ...SESSION, ...options.connection } as never,
    types: { instant: { to: 1184, from: [1184], serialize: String, parse } },
  }) as unknown as Sql;
}

/** Events of one append share their instant, so the last text is remembered. */
function instantParser(): { parse(text: string): string } {
  let [text, instant] = ['', ''];
  return {
    parse(given) {
      if (given !== text) [text, instant] = [given, isoOf(given)];
      return instant;
    },
  };
}

/** `2026-09-30 01:02:03.4+00`, as the session has it, in ISO 8601 with milliseconds. */
function isoOf(given: string): string {
  if (!given.endsWith('+00') || given.length > 26) return new Date(given).toISOString();
  return `${given.slice(0, 10)}T${given.slice(11, 19)}.${given.slice(20, -3).padEnd(3, '0')}Z`;
}

/** A pool of connections that is replaced when the server stops answering without a word. */
export class Connections {
  private sql: Sql;
  private closed = false;
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(private readonly options: ConnectionOptions) {
    this.sql = this.open();
  }

  /**
   * Runs `work`, again when the connection was lost, for at most the given patience. `work` must be repeatable.
   * Throws `StoreUnavailable` when there was no answer, or with the database's own error as its cause.
   */
  async run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const running = this.persist(work);
    this.underWay.add(running);
    try {
      return await running;
    } finally {
      this.underWay.delete(running);
    }
  }

  /** Lets what is under way finish, for at most five seconds. */
  async close(): Promise<void> {
    this.closed = true;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([Promise.allSettled(this.underWay), new Promise((resolve) => (timer = setTimeout(resolve, 5_000)))]);
    clearTimeout(timer);
    await this.sql.end({ timeout: 0 });
  }

  private async persist<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const until = Date.now() + this.options.patienceMs;
    let reason: unknown;
    for (let pause = 25; !this.closed; pause = Math.min(pause * 2, 250)) {
      try {
        return await this.once(work, until - Date.now());
      } catch (error) {
        // The last attempt is cut short, so that its silence says less than what an earlier one was told.
        if (reason === undefined || !isSilence(error)) reason = error;
        if (!isPassing(error) || Date.now() + pause > until) throw new StoreUnavailable(describe(reason), { cause: reason });
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    throw new StoreUnavailable('it was closed');
  }

  private async once<T>(work: (sql: Sql) => Promise<T>, limitMs: number): Promise<T> {
    const { sql } = this;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => {
          if (this.sql === sql && !this.closed) this.sql = this.open();
          void sql.end({ timeout: 0 }).catch(() => {});
          reject(Object.assign(new Error('no answer'), { code: SILENCE }));
        },
        Math.max(limitMs, 1),
      );
    });
    try {
      return await Promise.race([work(sql), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  private open(): Sql {
    return connect(this.options.url, { max: this.options.connections });
  }
}
