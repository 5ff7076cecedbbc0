import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { EventStore } from '../../event-store/event-store.js';
import { isTemporary } from '../../event-store/projection-faults.js';
import { reasonOf, runProjection, type RunnerParts } from '../../event-store/projection-runner.js';
import { reportState } from '../../event-store/projection-tables.js';
import { deliver } from './deliverer.js';
import { NOTIFICATIONS, prepareNotifications } from './outbox.tables.js';
import { outboxProjection } from './outbox.projection.js';
import { openMailer, type MailSettings } from './send-mail.js';
import { sendWebhook } from './send-webhook.js';

/** What is told to whoever runs the program. */
export interface NotificationSettings {
  /** Null without a mail server: mails wait, and health says so. */
  readonly mail: MailSettings | null;
  /** Lets webhooks lead to plain HTTP and to addresses that only this network reaches. */
  readonly allowPrivate: boolean;
}

export interface NotificationParts extends NotificationSettings {
  readonly store: EventStore;
  /** Client of the read database; the caller closes it. */
  readonly sql: Sql;
  readonly log: RunnerParts['log'];
  /** Milliseconds since 1970; default: the clock. */
  readonly now?: () => number;
}

const TELL_EVERY_MS = 2_000;

/**
 * Puts what alerts say into the outbox and sends it, until `signal` aborts. Only for the process that holds the projector's
 * lease: two would send everything twice. When its tables cannot be made, log and health say why, and nothing is sent in this term.
 */
export async function startNotifications(parts: NotificationParts, signal: AbortSignal): Promise<void> {
  const { store, sql, log, mail, allowPrivate, now = Date.now } = parts;
  if (!(await prepareWhenPossible(parts, signal))) return;
  const mailer = mail && openMailer(sql, mail);
  const webhook = (batch: Parameters<typeof sendWebhook>[1], at: number, aborted: AbortSignal) =>
    sendWebhook({ sql, allowPrivate }, batch, at, aborted);
  try {
    await Promise.all([
      runProjection({ store, sql, projection: outboxProjection, log }, signal),
      deliver({ sql, store, log, now, mail: mailer && ((batch, at) => mailer.send(batch, at)), webhook }, signal),
      tellWhatWaits(parts, signal),
    ]);
  } finally {
    mailer?.close();
  }
}

/** True once the tables are there. A database that is out of reach for a moment is waited for. */
async function prepareWhenPossible({ sql, log }: NotificationParts, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    try {
      await prepareNotifications(sql);
      return true;
    } catch (error) {
      if (!isTemporary(error)) {
        log.error({ error: String(error) }, 'notifications stopped: their tables cannot be made');
        await reportState(sql, NOTIFICATIONS, 'stopped', reasonOf(error)).catch(() => {});
        return false;
      }
      log.warn({ error: String(error) }, 'notifications wait for the database');
      await sleep(TELL_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }
  return false;
}

const UNSET = 'chưa đặt TIENDO_SMTP_URL và TIENDO_MAIL_FROM / TIENDO_SMTP_URL and TIENDO_MAIL_FROM are not set';
const UNREACHED = 'máy chủ thư không nhận / the mail server does not take them';

/** Says in health how many mails are overdue, and why. */
async function tellWhatWaits({ sql, mail, now = Date.now }: NotificationParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(TELL_EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    await tell(sql, mail === null, now()).catch(() => {});
  }
}

async function tell(sql: Sql, isUnset: boolean, now: number): Promise<void> {
  const [row] = await sql<{ mails: number }[]>`
    select count(*)::int as mails from notifications.outbox
    where state = 'waiting' and channel = 'email' and (attempts > 0 or (${isUnset} and due_at <= ${new Date(now).toISOString()}))`;
  const mails = row?.mails ?? 0;
  const message = `${mails} thư đang chờ / mails wait: ${isUnset ? UNSET : UNREACHED}`;
  await sql`
    update projections.status set error = ${mails > 0 ? sql.json({ message }) : null}, updated_at = now()
    where name = ${NOTIFICATIONS} and state = 'running' and error is distinct from ${mails > 0 ? sql.json({ message }) : null}::jsonb`;
}
