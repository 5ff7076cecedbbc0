import { EventIdConflict } from '../errors.js';
import type {
  AppendResult,
  EventBatch,
  EventStore,
  ExpectedRevision,
  NewEvent,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  StreamAppend,
  StreamSlice,
} from '../event-store.js';
import { AppendQueue } from './append-queue.js';
import { encodeRequest, mergeByStream } from './append-request.js';
import { Connections } from './connection.js';
import { HeadWatch } from './head-watch.js';
import { migrate } from './schema.js';
import { StreamReader } from './stream-reader.js';
import { follow, readToHead } from './subscription.js';

export interface PostgresEventStoreOptions {
  readonly url: string;
  /** Most bytes of one event, data and metadata as JSON together; default 1 MiB. */
  readonly maxEventBytes?: number;
  /** Most connections for appends and reads; default 8. */
  readonly connections?: number;
  /** How long an operation goes on trying when the server is lost or silent, in milliseconds; default 10,000. */
  readonly patienceMs?: number;
}

/** Connects, creating or upgrading the schema. Throws `StoreUnavailable` with a reason. */
export async function openPostgresEventStore(options: PostgresEventStoreOptions): Promise<EventStore> {
  const { url, connections = 8, patienceMs = 10_000 } = options;
  const pool = new Connections({ url, connections, patienceMs });
  try {
    await pool.run((sql) => migrate(sql));
  } catch (error) {
    await pool.close();
    throw error;
  }
  return new PostgresEventStore(pool, new HeadWatch(url), options.maxEventBytes ?? 1024 * 1024);
}

/**
 * The event store on one table of PostgreSQL. See docs/adr/0002-postgresql-event-store.md for why no reader can miss an
 * event that commits late.
 */
class PostgresEventStore implements EventStore {
  readonly atomicAcrossStreams = true;
  private readonly queue: AppendQueue;
  private readonly reader: StreamReader;
  private readonly closing = new AbortController();

  constructor(
    private readonly connections: Connections,
    private readonly watch: HeadWatch,
    private readonly maxEventBytes: number,
  ) {
    this.queue = new AppendQueue(connections);
    this.reader = new StreamReader(connections);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    const request = encodeRequest({ stream, expected, events }, this.maxEventBytes);
    const [result] = await this.queue.append([request]);
    return result!;
  }

  async appendAll(appends: readonly StreamAppend[]): Promise<readonly AppendResult[]> {
    if (appends.length === 0) return [];
    const requests = appends.map((append) => encodeRequest(append, this.maxEventBytes));
    refuseRepeatedIds(requests);
    const { merged, split } = mergeByStream(requests);
    return split(await this.queue.append(merged));
  }

  readStream(stream: string, options?: ReadStreamOptions): Promise<StreamSlice> {
    return this.reader.readStream(stream, options);
  }

  readStreams(streams: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
    return this.reader.readStreams(streams);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<EventBatch> {
    return readToHead(this.source(), options);
  }

  subscribe(options: ReadAllOptions = {}): AsyncIterable<EventBatch> {
    return follow(this.source(), options);
  }

  async head(): Promise<Position> {
    const [row] = await this.connections.run(
      (sql) => sql<{ head: string }[]>`select coalesce(max(position), 0) as head from event_store.event`,
    );
    return row!.head;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([this.watch.close(), this.connections.close()]);
  }

  private source() {
    return { connections: this.connections, watch: this.watch, closing: this.closing.signal };
  }
}

function refuseRepeatedIds(requests: readonly { stream: string; events: readonly { id: string }[] }[]): void {
  const seen = new Set<string>();
  for (const { stream, events } of requests) {
    for (const { id } of events) {
      if (seen.has(id)) throw new EventIdConflict(stream);
      seen.add(id);
    }
  }
}
