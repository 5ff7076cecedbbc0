import postgres from 'postgres';
import { loadCatalog } from '../../apps/cli/catalog.js';
import { startProjector, type Projector } from '../../apps/projector/start-projector.js';
import { PROJECTIONS } from '../../apps/projector/projections.js';
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
}

export async function startTestSystem({ catalogue = false, ...options }: TestSystemOptions = {}): Promise<TestSystem> {
  const parts = await startTestApi(options);
  const sql = postgres({ ...parts.sql.options, host: parts.sql.options.host, port: parts.sql.options.port, max: 16 } as never);
  const projector = await startProjector({ store: parts.store, sql, log: silentLog });
  if (catalogue) await loadCatalog(parts.store, 'catalog', { today: '2026-11-21' });
  const head = await parts.store.head();
  for (const { name } of PROJECTIONS) await eventually(async () => expect((await readCheckpoint(sql, name))?.position).toBe(head), 20_000);
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
