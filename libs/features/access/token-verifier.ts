import { hash } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { ROLES, type Actor, type Role } from '../../domain/kernel/command.js';
import { isStorable } from '../http/storable-text.js';
import { Unauthenticated, Unavailable } from '../http/refusals.js';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, type DevelopmentKey } from './development-key.js';

/** Whose tokens open the door: a real issuer's, or those of this machine's development key. */
export type AccessConfig =
  | { readonly kind: 'issuer'; readonly jwksUrl: string; readonly issuer: string; readonly audience: string }
  | { readonly kind: 'development'; readonly key: DevelopmentKey };

/** Asymmetric only: with a secret algorithm, whoever knows the public key could sign. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_S = 5;
const REMEMBERED = 10_000;
/** A key that the issuer withdraws opens nothing after this time. */
const REMEMBERED_MS = 5 * 60_000;
const LOCALITY = /^[a-z0-9][a-z0-9@-]{0,119}$/;

interface Known {
  readonly actor: Actor;
  /** Milliseconds since 1970 from which the token is to be verified anew. */
  readonly until: number;
}

/** Checks bearer tokens and remembers those that were good, until they expire and for five minutes at most. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;
  private readonly expected: { readonly issuer: string; readonly audience: string };
  private readonly remembered = new Map<string, Known>();

  constructor(config: AccessConfig) {
    const isReal = config.kind === 'issuer';
    this.keys = isReal ? createRemoteJWKSet(new URL(config.jwksUrl)) : createLocalJWKSet({ keys: [config.key.publicJwk] });
    this.expected = isReal ? config : { issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE };
  }

  /** The bearer of a token that was verified within five minutes and has not expired; null otherwise. */
  known(token: string): Actor | null {
    const id = fingerprint(token);
    const known = this.remembered.get(id);
    if (!known) return null;
    if (known.until > Date.now()) return known.actor;
    this.remembered.delete(id);
    return null;
  }

  /** The bearer of a token. Throws `Unauthenticated`, or `Unavailable` when the issuer's keys cannot be read. */
  async verify(token: string): Promise<Actor> {
    const claims = await this.claimsOf(token);
    const actor = actorOf(claims);
    if (this.remembered.size >= REMEMBERED) this.forgetOldest();
    const expiry = ((claims.exp ?? 0) + CLOCK_TOLERANCE_S) * 1000;
    this.remembered.set(fingerprint(token), { actor, until: Math.min(expiry, Date.now() + REMEMBERED_MS) });
    return actor;
  }

  private async claimsOf(token: string): Promise<JWTPayload> {
    try {
      const options = { ...this.expected, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_S, requiredClaims: ['exp', 'sub'] };
      return (await jwtVerify(token, this.keys, options)).payload;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private forgetOldest(): void {
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined) this.remembered.delete(oldest);
  }
}

function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new Unauthenticated('token_expired');
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || isKeySetTrouble(error)) {
    return new Unavailable('identity_provider_unavailable', 5, { cause: error });
  }
  return new Unauthenticated('token_invalid');
}

// jose reports an answer of the key endpoint that is no key set with its base class.
function isKeySetTrouble(error: errors.JOSEError): boolean {
  return error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC';
}

function actorOf({ sub, name, role, locality }: JWTPayload): Actor {
  const isWhole =
    typeof sub === 'string' &&
    sub !== '' &&
    typeof name === 'string' &&
    name !== '' &&
    isStorable(sub + name) &&
    isRole(role) &&
    typeof locality === 'string' &&
    LOCALITY.test(locality);
  if (!isWhole) throw new Unauthenticated('token_claims_invalid');
  return { id: sub, name, role, locality };
}

function isRole(role: unknown): role is Role {
  return (ROLES as readonly unknown[]).includes(role);
}

function fingerprint(token: string): string {
  return hash('sha256', token, 'base64');
}
