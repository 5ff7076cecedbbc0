import type { Writable } from 'node:stream';
import { setImmediate as soon } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';

/** A COPY under way on a transaction, which can do nothing else until `end` or `abort`. */
export interface CopyIn {
  /** Sends rows in COPY's text format; resolves when the connection has room for more. Throws what the server refused. */
  write(rows: string): Promise<void>;
  /** Resolves when the server has taken every row. Throws what it refused. */
  end(): Promise<void>;
  /** Gives the COPY up, so that the transaction can be rolled back. */
  abort(reason: unknown): void;
}

/** Starts `copy … from stdin`. */
export async function copyIn(tx: TransactionSql, statement: string): Promise<CopyIn> {
  const target = await tx.unsafe(statement).writable();
  // Thrown by the next write, or by the statement that follows.
  target.on('error', () => {});
  return {
    write: (rows) => written(target, rows),
    async end() {
      target.end();
      // The driver sends the closing message a tick later, and never tells of an error that comes after it; the next statement does.
      await soon();
      await tx.unsafe('select 1').catch((cause: unknown) => {
        throw target.errored ?? new Error(`${statement}: refused by the server`, { cause });
      });
    },
    abort: (reason) => void target.destroy(reason instanceof Error ? reason : new Error(String(reason))),
  };
}

function written(target: Writable, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    target.write(rows, (error) => (error ? reject(target.errored ?? error) : resolve()));
  });
}

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text format. */
export function copyText(value: string | number | null): string | number {
  if (value === null) return '\\N';
  return typeof value === 'string' && NEEDS_ESCAPE.test(value)
    ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '')
    : value;
}
