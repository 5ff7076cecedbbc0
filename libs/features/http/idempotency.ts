import { hash } from 'node:crypto';
import type { Sql } from 'postgres';
import { refuse } from '../../domain/kernel/errors.js';

/** An answer that was given to a keyed command. */
export interface KeptAnswer {
  readonly status: number;
  readonly etag: string | null;
  /** The body as sent. */
  readonly answer: string;
}

interface Row extends Record<keyof KeptAnswer, unknown> {
  readonly request_hash: string;
  readonly status: number | null;
  readonly etag: string | null;
  readonly answer: string | null;
  readonly is_new: boolean;
}

const KEPT_DAYS = 30;

/** Creates what the answers of keyed commands are kept in. Safe to run from several processes at once. */
export async function prepareIdempotency(sql: Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    // `if not exists` alone races between processes.
    await transaction`select pg_advisory_xact_lock(hashtext('tiendo.api.prepare'))`;
    await transaction.unsafe(`
      set local client_min_messages = warning;
      create schema if not exists api;
      create table if not exists api.idempotency (
        command_id uuid primary key,
        request_hash text not null,
        status smallint,
        etag text,
        answer text,
        at timestamptz not null default now()
      );
      create index if not exists idempotency_at on api.idempotency (at);
      delete from api.idempotency where at < now() - interval '${KEPT_DAYS} days'`);
  });
}

/**
 * Remembers the first answer to each keyed command. It gives back answers word for word and notices a key that is used for
 * something else; that nothing is ever written twice rests on the streams alone, so losing a row here does no harm.
 */
export class Idempotency {
  constructor(private readonly sql: Sql) {}

  /**
   * Claims a command for this request. The answer when it was given before; null when the command is to be carried out,
   * also when another request is at it right now. Throws `idempotency_key_reused` when the key came with another request.
   */
  async claim(commandId: string, request: unknown): Promise<{ readonly kept: KeptAnswer | null; readonly isNew: boolean }> {
    const requestHash = hash('sha256', JSON.stringify(request) ?? '', 'base64');
    const [row] = await this.sql<Row[]>`
      insert into api.idempotency as kept (command_id, request_hash) values (${commandId}, ${requestHash})
      on conflict (command_id) do update set at = kept.at
      returning request_hash, status, etag, answer, (xmax = 0) as is_new`;
    if (!row || row.is_new) return { kept: null, isNew: true };
    if (row.request_hash !== requestHash) refuse('idempotency_key_reused');
    const { status, etag, answer } = row;
    return { kept: status === null || answer === null ? null : { status, etag, answer }, isNew: false };
  }

  async keep(commandId: string, { status, etag, answer }: KeptAnswer): Promise<void> {
    await this
      .sql`update api.idempotency set status = ${status}, etag = ${etag}, answer = ${answer} where command_id = ${commandId} and status is null`;
  }

  /** Frees a key whose command was refused: nothing was done, so a mended request may use it. */
  async release(commandId: string): Promise<void> {
    await this.sql`delete from api.idempotency where command_id = ${commandId} and status is null`;
  }
}
