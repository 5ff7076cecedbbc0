import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import postgres, { type Sql } from 'postgres';
import { createApi, type Api } from '../../apps/api/create-api.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import {
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
  type DevelopmentBearer,
  type DevelopmentKey,
} from '../../libs/features/access/development-key.js';
import type { Role } from '../../libs/domain/kernel/command.js';
import { HttpClient } from './http-client.js';
import { freshDatabase } from './postgres.js';

/** A running API on a database of its own. */
export interface TestApi {
  readonly api: Api;
  readonly url: string;
  readonly store: EventStore;
  readonly sql: Sql;
  readonly key: DevelopmentKey;
  /** A client that speaks with this role's token. */
  as(role: Role, locality?: string, more?: Partial<DevelopmentBearer>): Promise<HttpClient>;
  close(): Promise<void>;
}

export interface TestApiOptions {
  /** Puts another store between the API and PostgreSQL. */
  readonly wrap?: (store: EventStore) => EventStore;
  readonly log?: Logger;
}

export async function startTestApi({ wrap = (store) => store, log }: TestApiOptions = {}): Promise<TestApi> {
  const [database, folder] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'tiendo-test-'))]);
  const key = await loadOrCreateDevelopmentKey(folder);
  const store = await openPostgresEventStore({ url: database.url });
  const sql = postgres(database.url, { max: 4, onnotice: () => {} });
  const api = await createApi({
    eventStore: wrap(store),
    sql,
    ...(log && { log }),
    config: { host: '127.0.0.1', port: 0, access: { kind: 'development', key } },
  });
  return {
    api,
    url: api.url,
    store,
    sql,
    key,
    as: async (role, locality = 'vn', more = {}) => new HttpClient(api.url, await issueDevelopmentToken(key, { role, locality, ...more })),
    close: async () => {
      await api.close();
      await Promise.all([store.close(), sql.end()]);
      await Promise.all([database.drop(), rm(folder, { recursive: true })]);
    },
  };
}
