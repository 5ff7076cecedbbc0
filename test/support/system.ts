import postgres, { type Sql } from 'postgres';
import { loadCatalog } from '../../apps/cli/catalog.js';
import { startProjector, type Projector } from '../../apps/projector/start-projector.js';
import { PROJECTIONS, projectionsOn } from '../../apps/projector/projections.js';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import type { MailSettings } from '../../libs/features/notifications/send-mail.js';
import { prepareLog } from '../../libs/features/transparency/log.tables.js';
import type { TransparencySettings } from '../../libs/features/transparency/start-transparency.js';
import { readCheckpoint } from '../../libs/event-store/projection-tables.js';
import { eventually } from './eventually.js';
import { startTestApi, type TestApi, type TestApiOptions } from './api.js';
import { silentLog } from './silent-log.js';

/** A whole system in this process: API, projector, a database of its own. */
export interface TestSystem extends TestApi {
  readonly projector: Projector;
}

export interface TestSystemOptions extends TestApiOptions {
  /** Loads the facts of the directives first. */
  readonly catalogue?: boolean;
  /** Evaluates alerts, from this day on; by default no days begin and nothing is evaluated. */
  readonly day?: CivilDate;
  /** Default: no mail server. */
  readonly mail?: MailSettings;
  /** Default: the transparency log stays empty. */
  readonly transparency?: TransparencySettings;
}

export async function startTestSystem({
  catalogue = false,
  day,
  mail,
  transparency,
  ...options
}: TestSystemOptions = {}): Promise<TestSystem> {
  const parts = await startTestApi(options);
  const sql = postgres({ ...parts.sql.options, host: parts.sql.options.host, port: parts.sql.options.port, max: 16 } as never);
  // A log that nothing is written to: its state can be asked all the same.
  if (!transparency) await prepareLog(sql);
  const projector = await startProjector({
    ...{ store: parts.store, sql, log: silentLog, notifications: { mail: mail ?? null, allowPrivate: true } },
    ...(transparency && { transparency }),
    ...(day === undefined ? { projections: PROJECTIONS } : { projections: projectionsOn(parts.store, sql), today: () => day }),
  });
  if (catalogue) await loadCatalog(parts.store, 'catalog', { today: '2026-11-21' });
  await allCaughtUp(parts.store, sql);
  return {
    ...parts,
    projector,
    close: async () => {
      await projector.close();
      await sql.end();
      await parts.close();
    },
  };
}

/** Resolves when every projection has come to the head of the store. */
export async function allCaughtUp(store: EventStore, sql: Sql, names = PROJECTIONS.map(({ name }) => name)): Promise<void> {
  await eventually(async () => {
    const head = await store.head();
    for (const name of names) expect([name, (await readCheckpoint(sql, name))?.position]).toEqual([name, head]);
  }, 20_000);
}
