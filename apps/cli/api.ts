import type { Logger } from 'pino';
import { type Api, createApi } from '../api/create-api.js';
import { bilingual, CliError } from './cli-error.js';
import { accessFor } from './development-token.js';
import { openServers, requiredServers } from './servers.js';
import { type Service, runService } from './service.js';
import type { Settings } from './settings.js';

/** How many ports above the wanted one are tried. */
const PORTS_TRIED = 50;

export interface ApiOptions {
  /** Over TIENDO_PORT. */
  readonly port?: number;
  /** Take the next free port when the wanted one is taken. */
  readonly freePort?: boolean;
}

/** Runs the HTTP API until it is stopped. */
export function runApi(settings: Settings, options: ApiOptions): Promise<void> {
  return runService('api', settings, (log) => begin(settings, options, log));
}

async function begin(settings: Settings, options: ApiOptions, log: Logger): Promise<Service> {
  const access = await accessFor(settings);
  if (access.kind === 'development') log.warn('taking development tokens, signed by the key in the data folder: for development only');
  const servers = await openServers(requiredServers(settings));
  try {
    const listen = (port: number): Promise<Api> => createApi({ ...servers, log, config: { host: settings.TIENDO_HOST, port, access } });
    const api = await onPort(options.port ?? settings.TIENDO_PORT, options.freePort === true, listen);
    const close = async (): Promise<void> => {
      await api.close();
      await servers.close();
    };
    return { url: api.url, close };
  } catch (error) {
    await servers.close();
    throw error;
  }
}

async function onPort(wanted: number, mayMove: boolean, listen: (port: number) => Promise<Api>): Promise<Api> {
  const last = mayMove && wanted !== 0 ? Math.min(wanted + PORTS_TRIED, 65_535) : wanted;
  for (let port = wanted; ; port++) {
    try {
      return await listen(port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && port < last) continue;
      if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
      throw new CliError(
        bilingual(
          `Không mở được cổng ${port} (${code}): chọn cổng khác bằng TIENDO_PORT`,
          `cannot listen on port ${port} (${code}): choose another with TIENDO_PORT`,
        ),
        { cause: error },
      );
    }
  }
}
