import { developmentToken } from './development-token.js';
import type { TokenOptions } from './program.js';
import type { Settings } from './settings.js';

/** Prints a development token and nothing else on stdout; what it is good for on stderr. */
export async function printToken(settings: Settings, { hours, ...bearer }: TokenOptions): Promise<void> {
  const token = await developmentToken(settings, { ...bearer, lifetime: hours * 3600 });
  console.error('CHỈ ĐỂ PHÁT TRIỂN / DEVELOPMENT ONLY');
  console.log(token);
}
