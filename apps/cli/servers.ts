import type { Sql } from 'postgres';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { bilingual, CliError } from './cli-error.js';
import { openDatabase, openEventStore } from './connections.js';
import { startOwnDatabase } from './own-database.js';
import { findRunning } from './running.js';
import type { Settings } from './settings.js';

export interface ServerUrls {
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
}

/** The servers that the settings name; null when they leave the database to the embedded one. */
export function configuredServers({
  TIENDO_DATABASE_URL: databaseUrl,
  TIENDO_EVENT_STORE_URL: eventStoreUrl,
}: Settings): ServerUrls | null {
  return databaseUrl === undefined ? null : { databaseUrl, eventStoreUrl: eventStoreUrl ?? databaseUrl };
}

/** As `configuredServers`, for programs that never start a database of their own. */
export function requiredServers(settings: Settings): ServerUrls {
  const servers = configuredServers(settings);
  if (servers === null) {
    throw new CliError(
      bilingual(
        'Cần đặt TIENDO_DATABASE_URL; để chạy thử với PostgreSQL đi kèm, dùng: tiendo start',
        'set TIENDO_DATABASE_URL; to try it with the embedded PostgreSQL use: tiendo start',
      ),
    );
  }
  return servers;
}

export interface OpenServers extends ServerUrls {
  readonly sql: Sql;
  readonly eventStore: EventStore;
}

/** Opens both once they have answered; `connections` is for the read database. Throws `CliError`. */
export async function openServers(urls: ServerUrls, connections?: number): Promise<OpenServers & { close(): Promise<void> }> {
  const sql = await openDatabase(urls.databaseUrl, connections);
  try {
    const eventStore = await openEventStore(urls.eventStoreUrl);
    const close = async (): Promise<void> => void (await Promise.all([eventStore.close(), sql.end({ timeout: 5 })]));
    return { ...urls, sql, eventStore, close };
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }
}

/**
 * Does something with the servers of the settings: the configured ones, those of the `tiendo start` that runs on this folder,
 * or the embedded PostgreSQL, started for as long as it takes.
 */
export async function withServers<T>(settings: Settings, use: (servers: OpenServers) => Promise<T>): Promise<T> {
  const running = findRunning(settings.dataDir)?.databaseUrl;
  const embedded = configuredServers(settings) === null && !running ? await startOwnDatabase(settings) : null;
  try {
    const databaseUrl = settings.TIENDO_DATABASE_URL ?? running ?? embedded?.url ?? '';
    const servers = await openServers({ databaseUrl, eventStoreUrl: settings.TIENDO_EVENT_STORE_URL ?? databaseUrl });
    try {
      return await use(servers);
    } finally {
      await servers.close();
    }
  } finally {
    await embedded?.stop();
  }
}
