import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Position } from '../../event-store/event-store.js';
import type { HttpReply, HttpRequest } from './http-request.js';
import { positionIn } from './position-header.js';

const HEARTBEAT_MS = 15_000;
/** A stream outlives its token by this at most; the browser comes back by itself with Last-Event-ID. */
const LONGEST_MS = 15 * 60_000;

/** Leaves the answer to who writes it to `raw`. */
export interface StreamingReply extends HttpReply {
  hijack(): { readonly raw: ServerResponse };
}

/** One message of a stream of Server-Sent Events. */
export interface ServerSentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: object;
}

export const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  required: false,
  description: 'Vị trí đã nhận. / The position that was received last.',
};

/** Where a stream goes on; null: from now on. Throws `InvalidRequest`. */
export function lastEventId(request: HttpRequest): Position | null {
  // A browser that comes back without one sends it empty.
  return request.headers['last-event-id'] === '' ? null : positionIn(request, 'Last-Event-ID');
}

/**
 * Answers with Server-Sent Events (WHATWG HTML §9.2) as they come, at the pace of the client, until it leaves, they end, or the
 * stream has been open for long enough. Never rejects: whoever was cut off comes back by himself.
 */
export async function streamEvents(
  reply: StreamingReply,
  from: string,
  follow: (signal: AbortSignal) => AsyncIterable<readonly ServerSentEvent[]>,
): Promise<void> {
  const { raw } = reply.hijack();
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, AbortSignal.timeout(LONGEST_MS)]);
  raw.on('close', () => left.abort());
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  // Who is cut off before he was told of anything comes back to here.
  raw.write(`retry: 2000\nid: ${from}\n\n`);
  const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
  try {
    for await (const events of follow(signal)) {
      const text = events.map(written).join('');
      if (text !== '' && !raw.write(text)) await once(raw, 'drain', { signal });
    }
  } catch {
    // The client is gone, or the store is: it comes back by itself.
  } finally {
    clearInterval(heartbeat);
    raw.end();
  }
}

function written({ id, event, data }: ServerSentEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
