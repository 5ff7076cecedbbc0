import type { Sql } from 'postgres';
import type { EventStore } from '../../libs/event-store/event-store.js';
import type { Projection } from '../../libs/event-store/projection.js';
import { runProjection, type RunnerParts } from '../../libs/event-store/projection-runner.js';
import { createStatusTable } from '../../libs/event-store/projection-tables.js';
import { takeLease } from '../../libs/event-store/projector-lease.js';
import { PROJECTIONS } from './projections.js';

export interface ProjectorParts {
  readonly store: EventStore;
  /** Client of the read database, with at least two connections per projection; the caller closes it. */
  readonly sql: Sql;
  readonly log: RunnerParts['log'];
  /** Default: all. */
  readonly projections?: readonly Projection[];
}

export interface Projector {
  /** Lets the batches under way finish, gives the lease back, resolves. */
  close(): Promise<void>;
}

/**
 * Keeps the read tables up to date, as the only one: while another projector holds the lease of the database this one waits,
 * and takes over as soon as the other's connection is gone.
 */
export async function startProjector({ store, sql, log, projections = PROJECTIONS }: ProjectorParts): Promise<Projector> {
  await createStatusTable(sql);
  const closing = new AbortController();
  const work = lead({ store, sql, log, projections }, closing.signal);
  return {
    async close() {
      closing.abort();
      await work;
    },
  };
}

async function lead({ store, sql, log, projections = PROJECTIONS }: ProjectorParts, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    const lease = await takeLease(sql, closing);
    if (!lease) return;
    log.info({ projections: projections.map(({ name }) => name) }, 'projector leads');
    const term = AbortSignal.any([closing, lease.lost]);
    await Promise.all(projections.map((projection) => runProjection({ store, sql, projection, log }, term)));
    await lease.release();
    if (!closing.aborted) log.warn({}, 'projector lost its lease');
  }
}
