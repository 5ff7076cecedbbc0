import type { Role } from '../../libs/domain/kernel/command.js';
import { developmentToken } from './development-token.js';
import type { Settings } from './settings.js';

export interface TokenOptions {
  readonly role: Role;
  readonly locality: string;
  readonly name?: string;
  readonly subject?: string;
  readonly hours: number;
}

/** Prints a development token and nothing else on stdout; what it is good for on stderr. */
export async function printToken(settings: Settings, { hours, ...bearer }: TokenOptions): Promise<void> {
  const token = await developmentToken(settings, { ...bearer, lifetime: hours * 3600 });
  console.error('CHỈ ĐỂ PHÁT TRIỂN / DEVELOPMENT ONLY');
  console.log(token);
}
