/**
 * The transaction log of the fake EventStoreDB: the one global order. It survives a restart of the fake, as a disk would.
 *
 * Sources of truth (EventStore/EventStore, 23.10):
 * - A record's commit and prepare position are both its place in the log, for every event written over gRPC
 *   (StorageWriterService: each event is its own committed prepare; Streams.Read.cs since #2522).
 * - Places are byte offsets: strictly growing, not dense. The end of the log is where the next record will stand.
 */
export interface LogRecord {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly created: Date;
}

export type NewRecord = Omit<LogRecord, 'position' | 'created'>;

const RECORD_OVERHEAD = 98n;

export class Log {
  readonly #records: LogRecord[] = [];
  readonly #waiting = new Set<() => void>();
  /** Where the next record will stand. */
  end = 0n;

  write(record: NewRecord): LogRecord {
    const written = { ...record, position: this.end, created: new Date() };
    this.#records.push(written);
    this.end += RECORD_OVERHEAD + BigInt(record.data.length + record.metadata.length + 2 * (record.stream.length + record.type.length));
    return written;
  }

  /** An append of no events takes a record too, one that no reader sees (StorageWriterService). */
  writeEmpty(): bigint {
    const position = this.end;
    this.end += RECORD_OVERHEAD;
    return position;
  }

  /** Lets those go on who wait for records; called once the whole append is written. */
  publish(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** Calls `wake` once, at the next publication; the answer cancels it. */
  onPublish(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  /** Records at or after a place, oldest first: a read forwards is inclusive (AllReader, pre-positions). */
  from(position: bigint, count: number): readonly LogRecord[] {
    const start = this.#indexOf(position);
    return this.#records.slice(start, start + count);
  }

  /** Records after a place, oldest first: a subscription is exclusive (Enumerator.AllSubscriptionFiltered). */
  after(position: bigint, count: number): readonly LogRecord[] {
    return this.from(position + 1n, count);
  }

  /** Records before a place, newest first: a read backwards is exclusive (AllReader, post-positions). */
  before(position: bigint, count: number): readonly LogRecord[] {
    const end = this.#indexOf(position);
    return this.#records.slice(Math.max(0, end - count), end).reverse();
  }

  get length(): number {
    return this.#records.length;
  }

  #indexOf(position: bigint): number {
    let [low, high] = [0, this.#records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
