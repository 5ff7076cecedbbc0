import { resolve } from 'node:path';
import { readEnvironment } from '../api/config.js';

export interface Settings extends ReturnType<typeof readEnvironment> {
  /** TIENDO_DATA_DIR as an absolute path. */
  readonly dataDir: string;
}

/** The settings of this process. Throws `ConfigError`. */
export function readSettings(): Settings {
  const environment = readEnvironment(process.env);
  return { ...environment, dataDir: resolve(environment.TIENDO_DATA_DIR) };
}
