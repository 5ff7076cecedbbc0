import type { Sql } from 'postgres';
import type { EventStore } from '../../libs/event-store/event-store.js';
import type { Projection } from '../../libs/event-store/projection.js';
import { runProjection, type RunnerParts } from '../../libs/event-store/projection-runner.js';
import { createStatusTable } from '../../libs/event-store/projection-tables.js';
import { takeLease } from '../../libs/event-store/projector-lease.js';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { EVALUATOR_NAME } from '../../libs/features/alerts/evaluator/alert-evaluator.js';
import { keepDays } from '../../libs/features/alerts/evaluator/keep-days.js';
import { keepRules } from '../../libs/features/progress/adopt-rules.js';
import { startNotifications, type NotificationSettings } from '../../libs/features/notifications/start-notifications.js';
import { startTransparency, type TransparencySettings } from '../../libs/features/transparency/start-transparency.js';
import { todayInVietnam } from '../../libs/features/http/today.js';
import { projectionsOn } from './projections.js';

export interface ProjectorParts {
  readonly store: EventStore;
  /** Client of the read database, with at least two connections per projection; the caller closes it. */
  readonly sql: Sql;
  readonly log: RunnerParts['log'];
  /** Default: all. Days are recorded for the evaluator of alerts, where it is among them. */
  readonly projections?: readonly Projection[];
  /** Default: nothing is sent to anybody. */
  readonly notifications?: NotificationSettings;
  /** Default: no transparency log is kept. */
  readonly transparency?: TransparencySettings;
  /** The civil date in Asia/Ho_Chi_Minh; default: by the clock. */
  readonly today?: () => CivilDate;
}

export interface Projector {
  /** Lets the batches under way finish, gives the lease back, resolves. */
  close(): Promise<void>;
}

/**
 * Keeps the read tables up to date, as the only one: while another projector holds the lease of the database this one waits,
 * and takes over as soon as the other's connection is gone.
 */
export async function startProjector(parts: ProjectorParts): Promise<Projector> {
  await createStatusTable(parts.sql);
  const closing = new AbortController();
  const work = lead(parts, closing.signal);
  return {
    async close() {
      closing.abort();
      await work;
    },
  };
}

async function lead(parts: ProjectorParts, closing: AbortSignal): Promise<void> {
  const { store, sql, log, projections = projectionsOn(store, sql), notifications, transparency, today = todayInVietnam } = parts;
  const evaluates = projections.some(({ name }) => name === EVALUATOR_NAME);
  while (!closing.aborted) {
    const lease = await takeLease(sql, closing);
    if (!lease) return;
    log.info({ projections: projections.map(({ name }) => name) }, 'projector leads');
    const term = AbortSignal.any([closing, lease.lost]);
    const work = projections.map((projection) => runProjection({ store, sql, projection, log }, term));
    work.push(keepRules({ store, log }, term));
    if (evaluates) work.push(keepDays({ store, today, log }, term));
    if (notifications) work.push(startNotifications({ store, sql, log, ...notifications }, term));
    if (transparency) work.push(startTransparency({ store, sql, log, ...transparency }, term));
    await Promise.all(work);
    await lease.release();
    if (!closing.aborted) log.warn({}, 'projector lost its lease');
  }
}
