import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { NotificationMessage } from '../../contract/subscriptions.js';
import type { Fragment } from '../http/keyset.js';
import { ProjectionPositions } from '../http/projection-positions.js';
import { SQL } from '../http/tokens.js';
import { notificationColumns } from './notifications.query.js';
import { NOTIFICATIONS } from './outbox.tables.js';

/** A word of the outbox may get lost; then what is new is seen a little later. */
const LOOK_EVERY_MS = 1_000;
const MOST_AT_ONCE = 500;

interface Told {
  readonly personId: string;
  readonly message: NotificationMessage;
}

interface Listener {
  readonly personId: string;
  readonly waiting: NotificationMessage[];
  /** Not all that is new waits: it reads on from the table. */
  isBehind: boolean;
  wake: () => void;
}

/**
 * What is new in the application, person by person. While anybody listens the outbox is read by one statement for all who do, in the
 * order of its sequence; only one transaction at a time adds to it what is shown here, so nothing comes in behind what was read.
 */
@Injectable()
export class NotificationFeed implements OnModuleDestroy {
  private readonly closing = new AbortController();
  private readonly listeners = new Set<Listener>();
  private at = '0';
  private running: Promise<void> | null = null;

  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(ProjectionPositions) private readonly positions: ProjectionPositions,
  ) {}

  /** From where whoever listens from now on follows. */
  async now(): Promise<string> {
    const [row] = await this.sql<{ at: string }[]>`select coalesce(max(seq), 0)::text as at from notifications.outbox`;
    return row!.at;
  }

  /** What a person is told after a place in the sequence, until `signal` aborts. */
  async *follow(personId: string, after: string, signal: AbortSignal): AsyncGenerator<readonly NotificationMessage[]> {
    const ending = AbortSignal.any([signal, this.closing.signal]);
    const listener: Listener = { personId, waiting: [], isBehind: true, wake: () => {} };
    const stop = (): void => listener.wake();
    ending.addEventListener('abort', stop);
    try {
      this.listeners.add(listener);
      await this.start();
      for (let last = after; !ending.aborted;) {
        const news = (await this.take(listener, last)).filter(({ id }) => BigInt(id) > BigInt(last));
        last = news.at(-1)?.id ?? last;
        if (news.length > 0) yield news;
        else if (!listener.isBehind && listener.waiting.length === 0 && !ending.aborted) {
          await new Promise<void>((resolve) => (listener.wake = resolve));
        }
      }
    } finally {
      this.listeners.delete(listener);
      ending.removeEventListener('abort', stop);
    }
  }

  onModuleDestroy(): void {
    this.closing.abort();
  }

  private async take(listener: Listener, last: string): Promise<readonly NotificationMessage[]> {
    // Before reading: what comes meanwhile is then in one of the two, or in both.
    const waiting = listener.waiting.splice(0);
    if (!listener.isBehind) return waiting;
    listener.isBehind = false;
    const { sql } = this;
    const rows = await this.read(sql`o.person_id = ${listener.personId} and o.seq > ${last}::bigint`);
    if (rows.length === MOST_AT_ONCE) listener.isBehind = true;
    return rows.map(({ message }) => message);
  }

  private async read(where: Fragment): Promise<readonly Told[]> {
    const { sql } = this;
    return sql<Told[]>`
      select n."personId", jsonb_build_object('id', n.seq::text, 'notification', to_jsonb(n) - 'seq' - 'personId') as message
      from (select o.seq, o.person_id as "personId", ${notificationColumns(sql)} from notifications.outbox o
        where ${where} and o.channel = 'in_app' order by o.seq limit ${MOST_AT_ONCE}) n order by n.seq`;
  }

  private async start(): Promise<void> {
    if (this.running) return;
    const at = await this.now();
    if (this.running) return;
    this.at = at;
    this.running = this.run().finally(() => (this.running = null));
  }

  private async run(): Promise<void> {
    await this.positions.of(NOTIFICATIONS).catch(() => null);
    while (!this.closing.signal.aborted && this.listeners.size > 0) {
      // Before reading: what is added meanwhile is then heard of.
      const word = this.positions.hear(NOTIFICATIONS, LOOK_EVERY_MS);
      const { sql } = this;
      const rows = await this.read(sql`o.seq > ${this.at}::bigint`).catch(() => []);
      rows.forEach((told) => this.tell(told));
      this.at = rows.at(-1)?.message.id ?? this.at;
      if (rows.length < MOST_AT_ONCE) await word;
    }
  }

  private tell({ personId, message }: Told): void {
    for (const listener of this.listeners) {
      if (listener.personId !== personId) continue;
      if (listener.waiting.length < MOST_AT_ONCE) listener.waiting.push(message);
      else listener.isBehind = true;
      listener.wake();
    }
  }
}
