import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { v7 } from 'uuid';
import type { Role } from '../../domain/kernel/command.js';

export const DEVELOPMENT_ISSUER = 'tiendo-development';
export const DEVELOPMENT_AUDIENCE = 'tiendo';

const FILE = 'development-key.json';
const KEY_ID = 'development';

/** An Ed25519 key of this machine; whoever reads its file may sign tokens, so it serves development only. */
export interface DevelopmentKey {
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
}

export interface DevelopmentBearer {
  readonly role: Role;
  readonly locality: string;
  /** Default: `dev-<role>`. */
  readonly subject?: string;
  readonly name?: string;
  /** Seconds; default 12 hours. */
  readonly lifetime?: number;
}

/** The key kept in `<dataDir>/development-key.json`, made on first use and readable by its owner alone. */
export async function loadOrCreateDevelopmentKey(dataDir: string): Promise<DevelopmentKey> {
  const path = join(dataDir, FILE);
  return (await read(path)) ?? (await create(path, dataDir));
}

/** A signed token for development; the API takes it only while no real issuer is configured. */
export async function issueDevelopmentToken(key: DevelopmentKey, bearer: DevelopmentBearer): Promise<string> {
  const { role, locality, subject = `dev-${role}`, name = subject, lifetime = 12 * 3600 } = bearer;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ name, role, locality })
    .setProtectedHeader({ alg: 'EdDSA', kid: KEY_ID, typ: 'JWT' })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(DEVELOPMENT_AUDIENCE)
    .setSubject(subject)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .sign(await importJWK(key.privateJwk, 'EdDSA'));
}

async function read(path: string): Promise<DevelopmentKey | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as DevelopmentKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`cannot read the development key ${path}: ${(error as Error).message}`, { cause: error });
  }
}

async function create(path: string, dataDir: string): Promise<DevelopmentKey> {
  await mkdir(dataDir, { recursive: true });
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = {
    publicJwk: { ...(await exportJWK(pair.publicKey)), kid: KEY_ID, alg: 'EdDSA' },
    privateJwk: await exportJWK(pair.privateKey),
  };
  const draft = `${path}.${v7()}`;
  await writeFile(draft, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  try {
    // Whole or not at all, and only the first of several processes.
    await link(draft, path);
    return key;
  } catch (error) {
    const first = await read(path);
    if (first) return first;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
