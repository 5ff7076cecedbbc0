import { notificationsOf } from '../api/config.js';
import { PROJECTIONS } from '../projector/projections.js';
import { startProjector } from '../projector/start-projector.js';
import { transparencyOf } from './log-settings.js';
import { openServers, requiredServers } from './servers.js';
import { runService } from './service.js';
import type { Settings } from './settings.js';

/** Two for each projection, some for the lease and a rebuild, some for deliveries, and some for the transparency log. */
const CONNECTIONS = 2 * (PROJECTIONS.length + 1) + 4 + 6 + 4;

/** Runs the projector until it is stopped; a second one waits until the first is gone. */
export function runProjector(settings: Settings): Promise<void> {
  return runService('projector', settings, async (log) => {
    const servers = await openServers(requiredServers(settings), CONNECTIONS);
    const projector = await startProjector({
      store: servers.eventStore,
      sql: servers.sql,
      log,
      notifications: notificationsOf(settings),
      transparency: transparencyOf(settings),
    });
    const close = async (): Promise<void> => {
      await projector.close();
      await servers.close();
    };
    return { close };
  });
}
