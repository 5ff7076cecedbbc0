import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A secret of an endpoint; while another takes its place it still signs until `until` (ISO 8601), null for as long as it lasts. */
export interface EndpointSecret {
  readonly secret: string;
  readonly until: string | null;
}

export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** A new secret in the form of Standard Webhooks, `whsec_<base64>`. */
export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The present secrets and a new one; the others go on signing until `until`. */
export function rotated(secrets: readonly EndpointSecret[], secret: string, now: number, until: number): readonly EndpointSecret[] {
  const end = new Date(until).toISOString();
  const still = secrets.filter((one) => isActive(one, now)).map((one) => ({ ...one, until: one.until ?? end }));
  return [{ secret, until: null }, ...still];
}

/** The headers of Standard Webhooks, one signature for each secret that is still active at `now` (ms). */
export function signatureHeaders(message: Signed, secrets: readonly EndpointSecret[], now: number): Readonly<Record<string, string>> {
  const signatures = secrets.filter((one) => isActive(one, now)).map(({ secret }) => signatureOf(message, secret));
  return { 'webhook-id': message.id, 'webhook-timestamp': String(message.timestamp), 'webhook-signature': signatures.join(' ') };
}

/** `v1,<base64 of HMAC-SHA256 over id.timestamp.body>` */
export function signatureOf({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function isActive({ until }: EndpointSecret, now: number): boolean {
  return until === null || Date.parse(until) > now;
}
