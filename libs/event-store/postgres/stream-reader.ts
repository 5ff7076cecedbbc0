import type { Sql } from 'postgres';
import type { ReadStreamOptions, RecordedEvent, StreamSlice } from '../event-store.js';
import { SEPARATOR } from './append.sql.js';
import type { Connections } from './connection.js';
import { COLUMNS } from './page.js';

type Streams = ReadonlyMap<string, readonly RecordedEvent[]>;

interface Caller {
  readonly streams: readonly string[];
  readonly resolve: (streams: Streams) => void;
  readonly reject: (error: unknown) => void;
}

const WHOLE_STREAMS = `
  select ${COLUMNS} from unnest(string_to_array($1, chr(30))) with ordinality s (name, n)
  cross join lateral (select * from event_store.event e where e.stream = s.name order by e.revision) e
  order by s.n, e.revision`;

/** Most statements under way at once, and most streams in one. */
const AT_ONCE = 2;
const STREAMS = 2_000;

/** Loads streams; calls that come while others are under way share one statement. */
export class StreamReader {
  private waiting: Caller[] = [];
  private underWay = 0;

  constructor(private readonly connections: Connections) {}

  /** Whole streams by name; those that do not exist are absent. */
  readStreams(streams: readonly string[]): Promise<Streams> {
    if (streams.length === 0) return Promise.resolve(new Map());
    return new Promise((resolve, reject) => {
      this.waiting.push({ streams, resolve, reject });
      setImmediate(() => void this.load());
    });
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<StreamSlice> {
    const { direction = 'forward', from, limit } = options;
    if (direction === 'forward' && (from ?? 0) === 0 && limit === undefined) {
      const events = (await this.readStreams([stream])).get(stream);
      return { found: events !== undefined, events: events ?? [] };
    }
    return await this.connections.run((sql) => readSlice(sql, stream, direction, from ?? null, limit ?? null));
  }

  private async load(): Promise<void> {
    if (this.underWay >= AT_ONCE || this.waiting.length === 0) return;
    const callers = this.take();
    this.underWay++;
    try {
      const names = [...new Set(callers.flatMap(({ streams }) => streams))];
      const found = await this.connections.run((sql) => loadStreams(sql, names));
      for (const { streams, resolve } of callers) resolve(pick(found, streams));
    } catch (error) {
      for (const { reject } of callers) reject(error);
    } finally {
      this.underWay--;
      void this.load();
    }
  }

  private take(): Caller[] {
    let [callers, streams] = [0, 0];
    while (callers < this.waiting.length && (callers === 0 || streams < STREAMS)) streams += this.waiting[callers++]!.streams.length;
    return this.waiting.splice(0, callers);
  }
}

async function loadStreams(sql: Sql, names: readonly string[]): Promise<Streams> {
  const rows = await sql.unsafe<RecordedEvent[]>(WHOLE_STREAMS, [names.join(SEPARATOR)], { prepare: true });
  const found = new Map<string, RecordedEvent[]>();
  for (const event of rows) {
    const events = found.get(event.stream);
    if (events === undefined) found.set(event.stream, [event]);
    else events.push(event);
  }
  return found;
}

function pick(found: Streams, names: readonly string[]): Streams {
  return new Map(names.flatMap((name) => (found.has(name) ? [[name, found.get(name)!]] : [])));
}

async function readSlice(
  sql: Sql,
  stream: string,
  direction: 'forward' | 'backward',
  from: number | null,
  limit: number | null,
): Promise<StreamSlice> {
  const [reaches, order] = direction === 'forward' ? ['>=', 'asc'] : ['<=', 'desc'];
  const statement = `select ${COLUMNS} from event_store.event e
    where e.stream = $1 and ($2::int is null or e.revision ${reaches} $2) order by e.revision ${order} limit $3::bigint`;
  const events = [...(await sql.unsafe<RecordedEvent[]>(statement, [stream, from, limit], { prepare: true }))];
  if (events.length > 0) return { found: true, events };
  const exists = await sql.unsafe('select 1 from event_store.event where stream = $1 limit 1', [stream], { prepare: true });
  return { found: exists.length > 0, events: [] };
}
