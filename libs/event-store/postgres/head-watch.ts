import type { Sql } from 'postgres';
import type { Position } from '../event-store.js';
import { CHANNEL } from './append.sql.js';
import { connect } from './connection.js';

/** Without any word from the server a waiting reader looks by itself this often. */
const POLL_MS = 2_000;

/**
 * Tells readers that the head has moved: listens for the notification of each append, on a connection of its own. It
 * only wakes; what there is to read the reader finds out, so a lost notification costs at most the poll.
 */
export class HeadWatch {
  private head = 0n;
  private sleepers = new Set<() => void>();
  private listening: Sql | undefined;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly url: string) {}

  /** Resolves when the head lies after `position`, may do so, or `signal` aborts. */
  moved(position: Position, signal: AbortSignal): Promise<void> {
    if (this.closed || signal.aborted || this.head > BigInt(position)) return Promise.resolve();
    if (this.listening === undefined && this.retry === undefined) this.listen();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, POLL_MS);
      signal.addEventListener('abort', wake);
      this.sleepers.add(wake);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    this.wakeAll();
    await this.listening?.end({ timeout: 1 });
  }

  private listen(): void {
    const onnotify = (_channel: string, position: string): void => {
      this.head = BigInt(position);
      this.wakeAll();
    };
    const sql = connect(this.url, { max: 1, idle_timeout: 0, max_lifetime: null, onclose: () => this.listenAgain(sql), ...{ onnotify } });
    this.listening = sql;
    // What was appended before the listening began has sent its notification to nobody.
    sql.unsafe(`listen ${CHANNEL}`).then(
      () => this.wakeAll(),
      () => this.listenAgain(sql),
    );
  }

  private listenAgain(lost: Sql): void {
    if (this.closed || this.listening !== lost) return;
    this.listening = undefined;
    this.head = 0n; // Another server, promoted a little behind, may answer next.
    void lost.end({ timeout: 0 }).catch(() => {});
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.listen();
    }, 200);
  }

  private wakeAll(): void {
    for (const wake of [...this.sleepers]) wake();
  }
}
