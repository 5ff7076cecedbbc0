import { setTimeout as sleep } from 'node:timers/promises';
import { isTemporary } from './follower.js';
import { Following } from './following.js';
import { readKeyFile } from './key-file.js';
import { HEAD_WANTED, prepareLog } from './log.tables.js';
import { once, persistently, Wake } from './patience.js';
import { publishedKeys, publishHead } from './publisher.js';
import { recordTime, recordVerified } from './recorded-findings.js';
import { readState } from './stored-log.js';
import { verifyLog } from './verify-log.js';
import { Watch, type WatchParts } from './watch.js';
import { handOver, type Witness } from './witnesses.js';

export interface TransparencySettings {
  /** File of the keys that sign heads; without it the log grows unsigned. */
  readonly keyFile: string;
  /** How often a head is signed when the log has grown, in milliseconds. */
  readonly headEveryMs: number;
  readonly witnesses: readonly Witness[];
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Entries a second that the background verification reads; default 2,000. */
  readonly verifyPerSecond?: number;
  /** How long after one verification of everything the next begins, in milliseconds; default one hour. */
  readonly verifyEveryMs?: number;
}

export interface TransparencyParts extends TransparencySettings, WatchParts {
  /** Milliseconds since 1970; default: the clock. */
  readonly now?: () => number;
}

const CATCH_UP_MS = 4_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What passes by itself has passed by then, as long as store and log can be reached: a list of errors is never complete. */
const LONGEST_UNREAD_MS = 10 * MINUTE_MS;

/**
 * Keeps the transparency log until `signal` aborts: follows the store, publishes heads, hands them to witnesses, and reads everything
 * again and again in the background. Only for the process that holds the projector's lease. What does not agree, or could not be read, is
 * said in log, status and health; from then on no head is published, and nothing is mended.
 */
export async function startTransparency(parts: TransparencyParts, signal: AbortSignal): Promise<void> {
  const watch = new Watch(parts);
  await persistently(parts.log, watch, signal, async () => {
    await prepareLog(parts.sql);
    await watch.begin();
  });
  if (signal.aborted) return;
  const wake = new Wake();
  const listening = parts.sql.listen(HEAD_WANTED, () => wake.all());
  // The schedule publishes even where nobody can be heard.
  listening.catch(() => {});
  try {
    const published = new Wake();
    await Promise.all([
      new Following(parts, watch, wake).keep(signal),
      publish(parts, watch, signal, wake, published),
      verify(parts, watch, signal),
      ...parts.witnesses.map((witness) => attend(parts, witness, signal, published)),
    ]);
  } finally {
    await listening.then(({ unlisten }) => unlisten()).catch(() => {});
  }
}

/** Hands heads to one witness, as they are published; how long it takes keeps nobody else waiting. */
async function attend(parts: TransparencyParts, witness: Witness, signal: AbortSignal, published: Wake): Promise<void> {
  while (!signal.aborted) {
    const more = published.signal();
    await once(parts.log, 'a head waits for a witness', () => handOver({ ...parts, now: parts.now ?? Date.now }, witness, signal));
    await sleep(parts.headEveryMs, undefined, { signal: AbortSignal.any([signal, more]) }).catch(() => {});
  }
}

async function publish(parts: TransparencyParts, watch: Watch, signal: AbortSignal, wake: Wake, published: Wake): Promise<void> {
  while (!signal.aborted) {
    const wanted = wake.signal();
    await sleep(parts.headEveryMs, undefined, { signal: AbortSignal.any([signal, wanted]) }).catch(() => {});
    if (signal.aborted) return;
    // The follower, woken too, first takes what is there.
    if (wanted.aborted) await caughtUp(parts, signal);
    await once(parts.log, 'no head can be published', async () => {
      if (await publishOnce(parts, watch)) published.all();
    });
  }
}

async function caughtUp({ sql, store }: TransparencyParts, signal: AbortSignal): Promise<void> {
  const head = await store.head().catch(() => null);
  for (const until = Date.now() + CATCH_UP_MS; Date.now() < until && !signal.aborted; await sleep(20)) {
    const state = await readState(sql).catch(() => null);
    if (head === null || state?.position === head) return;
  }
}

/** True when a head was published. */
async function publishOnce({ sql, keyFile, log, now = Date.now }: TransparencyParts, watch: Watch): Promise<boolean> {
  const isSound = await watch.isSound();
  await watch.tell();
  const keys = isSound ? await readKeyFile(keyFile) : null;
  const head = keys && (await publishHead(sql, keys, new Date(now()).toISOString()));
  if (head) log.info({ size: head.size }, 'transparency log: head published');
  return head !== null;
}

async function verify(parts: TransparencyParts, watch: Watch, signal: AbortSignal): Promise<void> {
  const { log, verifyEveryMs = HOUR_MS, now = Date.now } = parts;
  const soon = Math.min(MINUTE_MS, verifyEveryMs);
  let failingSince: number | null = null;
  for (let pause = soon; !signal.aborted;) {
    await sleep(pause, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      await verifyOnce(parts, watch, signal);
      [pause, failingSince] = [verifyEveryMs, null];
    } catch (error) {
      if (signal.aborted) return;
      pause = soon;
      failingSince = (await isReachable(parts)) ? (failingSince ?? now()) : null;
      const isLasting = failingSince !== null && now() - failingSince > LONGEST_UNREAD_MS;
      if (isTemporary(error) && !isLasting) log.warn({ error: String(error) }, 'transparency log: the log could not be verified');
      else await watch.unverified(error);
    }
  }
}

/** Reads everything, and puts what is found on record; throws where that cannot be done. */
async function verifyOnce(parts: TransparencyParts, watch: Watch, signal: AbortSignal): Promise<void> {
  const { sql, verifyPerSecond: perSecond = 2_000 } = parts;
  const startedAt = await recordTime(sql);
  const { size, findings } = await verifyLog(parts, { keys: () => publishedKeys(sql), signal, perSecond });
  if (signal.aborted) return;
  await watch.found(findings, startedAt);
  await recordVerified(sql, { size, findings: findings.length, startedAt: startedAt.toISOString() });
  await watch.verified();
}

/** False during an outage: it ends by itself, and nothing can be signed until then. */
function isReachable({ sql, store }: TransparencyParts): Promise<boolean> {
  return Promise.all([recordTime(sql), store.head()]).then(
    () => true,
    () => false,
  );
}
