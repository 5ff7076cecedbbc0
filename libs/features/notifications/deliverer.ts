import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { EventStore } from '../../event-store/event-store.js';
import type { DisablingReason } from '../../domain/subscription/webhook.events.js';
import { afterQuiet } from './clock.js';
import { isConfirmation, isUnconfirmed } from './confirmations.js';
import { disableEndpoint } from './disable-endpoint.js';
import { batchOf, channelOf, dueLanes, firstDue, holdLane, postpone, record, type Next } from './outbox.js';
import type { Batch, OutboxMessage, Outcome } from './outcome.js';
import { retryAt, retryForEver } from './retry.js';

export interface DelivererParts {
  readonly sql: Sql;
  readonly store: EventStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: { warn(facts: object, sentence: string): void };
  /** Null while there is no mail server: mails wait. */
  readonly mail: ((batch: Batch, now: number) => Promise<Outcome>) | null;
  readonly webhook: (batch: Batch, now: number, signal: AbortSignal) => Promise<Outcome>;
}

/** How many recipients are served at once: one that hangs must not hold up the others. */
const LANES_AT_ONCE = 32;
const LOOK_EVERY_MS = 200;
const PAUSE_MS = 2_000;
const GRACE_MS = 3_000;
/** Most messages that a lane sends before others get their turn. */
const BURST = 200;

/**
 * Sends what is due until `signal` aborts, each recipient's messages one after another and in order. A message moves on only
 * after its receiver acknowledged it, so that a kill at any moment repeats at most the one under way, under the same id.
 */
export async function deliver(parts: DelivererParts, signal: AbortSignal): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  // Each lane listens for the stop.
  setMaxListeners(LANES_AT_ONCE + 10, signal);
  let wake = (): void => {};
  while (!signal.aborted) {
    const lanes = await lanesToServe(parts, busy, signal);
    for (const lane of lanes.slice(0, LANES_AT_ONCE - busy.size)) {
      const work = serve(parts, lane, signal).finally(() => {
        busy.delete(lane);
        // It may have more to send.
        wake();
      });
      busy.set(lane, work);
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  await Promise.all(busy.values());
}

async function lanesToServe(parts: DelivererParts, busy: ReadonlyMap<string, unknown>, signal: AbortSignal): Promise<readonly string[]> {
  if (busy.size >= LANES_AT_ONCE) return [];
  try {
    const lanes = await dueLanes(parts.sql, parts.now(), parts.mail ? [] : ['email']);
    return lanes.filter((lane) => !busy.has(lane));
  } catch (error) {
    parts.log.warn({ error: String(error) }, 'deliveries wait for the database');
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
    return [];
  }
}

/** Never rejects: what went wrong is logged, and the lane looked at again after a pause. */
async function serve(parts: DelivererParts, lane: string, signal: AbortSignal): Promise<void> {
  try {
    for (let sent = 0; sent < BURST && !signal.aborted; sent++) if (!(await sendNext(parts, lane, signal))) return;
  } catch (error) {
    if (signal.aborted) return;
    parts.log.warn({ lane, error: String(error) }, 'a delivery was broken off');
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
  }
}

/** True when the lane may go on with its next message. */
async function sendNext(parts: DelivererParts, lane: string, signal: AbortSignal): Promise<boolean> {
  const { sql, now } = parts;
  const head = await firstDue(sql, lane, now());
  if (!head || (await mustWait(parts, head))) return false;
  const batch = await batchOf(sql, head, now());
  const outcome = await attempt(parts, batch, signal);
  // What was broken off from our side was no attempt.
  if (signal.aborted && outcome.kind !== 'sent') return false;
  const next = nextOf(outcome, batch, now());
  await record(sql, batch, outcome, next.state === 'held' ? { state: 'waiting', dueAt: now() } : next, now());
  if (next.state === 'held') await stopSending(parts, batch, outcome.kind === 'gone' ? 'gone' : 'unreachable');
  return next.state === 'sent' || next.state === 'failed';
}

// The event first: a kill after it holds back nothing for good, since taking the endpoint into use again releases the lane.
async function stopSending({ store, sql }: DelivererParts, { id, messages }: Batch, reason: DisablingReason): Promise<void> {
  const [message] = messages;
  if (!message) return;
  const revision = await disableEndpoint(store, message.recipient, reason, id);
  await holdLane(sql, message.lane, message.recipient, revision);
}

/** True for a mail to an address that is not proven, or in quiet hours: it was put off. A mail that proves an address was asked for just now. */
async function mustWait({ sql, now }: DelivererParts, message: OutboxMessage): Promise<boolean> {
  if (message.channel !== 'email' || isConfirmation(message)) return false;
  if (await isUnconfirmed(sql, message.recipient, message.lane)) return true;
  const channel = await channelOf(sql, message.subscriptionId);
  const at = now();
  const until = channel?.kind === 'email' ? afterQuiet(at, channel) : at;
  if (until === at) return false;
  await postpone(sql, message.lane, at, until);
  return true;
}

async function attempt({ mail, webhook, now }: DelivererParts, batch: Batch, signal: AbortSignal): Promise<Outcome> {
  if (batch.messages[0]?.channel === 'webhook') return webhook(batch, now(), signal);
  return mail ? unlessStopped(mail(batch, now()), signal) : { kind: 'stuck', detail: 'no_mail_server' };
}

/** A mail under way may be finished after the stop, but not wait for a silent server for ever: it is sent again, under its id. */
async function unlessStopped(sending: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  let stop = (): void => {};
  const stopped = new Promise<Outcome>((resolve) => {
    stop = () => void setTimeout(() => resolve({ kind: 'stuck', detail: 'stopped' }), GRACE_MS).unref();
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([sending, stopped]).finally(() => signal.removeEventListener('abort', stop));
}

function nextOf({ kind, retryAfterMs }: Outcome, { messages }: Batch, at: number): Next {
  const failed = (messages[0]?.attempts ?? 0) + 1;
  if (kind === 'sent') return { state: 'sent' };
  if (kind === 'gone') return { state: 'held' };
  if (kind === 'refused') return { state: 'failed' };
  if (kind === 'stuck') return { state: 'waiting', dueAt: retryForEver(failed, at) };
  const dueAt = retryAt(failed, at, retryAfterMs);
  if (dueAt !== null) return { state: 'waiting', dueAt };
  return { state: messages[0]?.channel === 'webhook' ? 'held' : 'failed' };
}
