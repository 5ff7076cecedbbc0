import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DevelopmentBearer,
  type DevelopmentKey,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
} from '../../libs/features/access/development-key.js';
import type { AccessConfig } from '../../libs/features/access/token-verifier.js';
import { accessOf, isLoopback } from '../api/config.js';
import { bilingual, CliError } from './cli-error.js';
import { ensureDataFolder } from './data-folder.js';
import type { Settings } from './settings.js';

/** Whose tokens the API takes. Throws `ConfigError` as `accessOf`. */
export function accessFor(settings: Settings): Promise<AccessConfig> {
  return accessOf(settings, () => developmentKey(settings));
}

/** True where the machine's own key signs tokens. */
export function isDevelopment({ TIENDO_JWKS_URL, TIENDO_JWT_ISSUER, TIENDO_JWT_AUDIENCE }: Settings): boolean {
  return TIENDO_JWKS_URL === undefined && TIENDO_JWT_ISSUER === undefined && TIENDO_JWT_AUDIENCE === undefined;
}

/** A token signed with the key of this folder. Throws `CliError` where a real issuer is configured or others could reach the API. */
export async function developmentToken(settings: Settings, bearer: DevelopmentBearer): Promise<string> {
  if (!isDevelopment(settings)) {
    throw new CliError(
      bilingual('Đã cấu hình nhà cung cấp định danh thật: hãy lấy mã truy cập ở đó', 'a real issuer is configured: get tokens there'),
    );
  }
  if (!isLoopback(settings.TIENDO_HOST)) {
    throw new CliError(
      bilingual(
        `TIENDO_HOST=${settings.TIENDO_HOST} mở ra ngoài máy này: không phát mã thử nghiệm`,
        `TIENDO_HOST=${settings.TIENDO_HOST} is open to others: no development tokens`,
      ),
    );
  }
  return issueDevelopmentToken(await developmentKey(settings), bearer);
}

function developmentKey({ dataDir }: Settings): Promise<DevelopmentKey> {
  ensureDataFolder(dataDir);
  return loadOrCreateDevelopmentKey(dataDir);
}

/** Writes `<dataDir>/<role>.header` for `curl -H @file`, readable by its owner alone; returns its path. */
export async function writeHeaderFile(settings: Settings, bearer: DevelopmentBearer): Promise<string> {
  const file = join(settings.dataDir, `${bearer.role}.header`);
  writeFileSync(file, `Authorization: Bearer ${await developmentToken(settings, bearer)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}
