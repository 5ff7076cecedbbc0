import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Sql } from 'postgres';
import { AddressNotPublic, isPublicAddress, publicOnly } from './addresses.js';
import { CLOUD_EVENTS, cloudEventOf } from './cloud-event.js';
import type { Batch, Outcome } from './outcome.js';
import { retryAfterOf } from './retry.js';
import { signatureHeaders, type EndpointSecret } from './signing.js';

const TIMEOUT_MS = 15_000;

export interface WebhookParts {
  readonly sql: Sql;
  /** Also plain HTTP, and addresses that only this network reaches. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  /** How names are resolved where only public addresses are allowed. */
  readonly lookup?: LookupFunction;
}

/** Posts a message to its endpoint, signed. Anything but an answer of 2xx is no acknowledgement; redirects are not followed. */
export async function sendWebhook(parts: WebhookParts, batch: Batch, now: number, signal: AbortSignal): Promise<Outcome> {
  const [message] = batch.messages;
  const endpoint = message && (await endpointOf(parts.sql, message.recipient));
  if (!endpoint) return { kind: 'gone', detail: 'endpoint_erased' };
  const body = cloudEventOf(batch.id, message.recordedAt, message.news);
  const signed = signatureHeaders({ id: batch.id, timestamp: Math.floor(now / 1000), body }, endpoint.secrets, now);
  const timeout = AbortSignal.timeout(parts.timeoutMs ?? TIMEOUT_MS);
  try {
    const { status, retryAfter } = await post(endpoint.url, body, signed, parts, AbortSignal.any([signal, timeout]));
    if (status === 410) return { kind: 'gone', detail: '410' };
    if (status >= 200 && status < 300) return { kind: 'sent', detail: String(status) };
    return { kind: 'failed', detail: String(status), retryAfterMs: retryAfterOf(retryAfter, now) };
  } catch (error) {
    return { kind: 'failed', detail: timeout.aborted ? 'timeout' : reasonOf(error) };
  }
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** What is read of the answer. Rejects with `AddressNotPublic`, and when there is none. */
async function post(
  url: string,
  body: string,
  signed: Readonly<Record<string, string>>,
  { allowPrivate, lookup = publicOnly }: WebhookParts,
  signal: AbortSignal,
): Promise<Answer> {
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  // A name is checked when it is resolved, an address is never resolved.
  if (!allowPrivate && (protocol !== 'https:' || (isIP(literal) !== 0 && !isPublicAddress(literal)))) throw new AddressNotPublic(hostname);
  const options: RequestOptions = {
    method: 'POST',
    // A connection of its own: a kept one would have been checked for an earlier message only.
    agent: false,
    signal,
    headers: { ...signed, 'content-type': CLOUD_EVENTS, 'content-length': Buffer.byteLength(body), 'user-agent': 'tiendo-webhooks' },
    ...(allowPrivate ? {} : { lookup }),
  };
  return new Promise((resolve, reject) => {
    const request = (protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      // Nobody reads what else it says.
      response.on('error', () => {}).destroy();
    });
    request.on('error', reject).end(body);
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof AddressNotPublic) return 'address_not_public';
  return (error as { code?: string }).code ?? 'unknown';
}

async function endpointOf(sql: Sql, id: string): Promise<{ url: string; secrets: readonly EndpointSecret[] } | null> {
  const [row] = await sql<{ url: string; secrets: readonly EndpointSecret[] }[]>`
    select url, secrets from notifications.endpoint where id = ${id}`;
  return row ?? null;
}
