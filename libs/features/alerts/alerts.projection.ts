import type { TransactionSql } from 'postgres';
import { ordinal, type RecordedEvent } from '../../event-store/event-store.js';
import type { Projection } from '../../event-store/projection.js';
import { putStamped, STAMP } from '../../event-store/projection-fold.js';
import { keepVersions } from '../../event-store/projection-versions.js';
import { alertEventOf, episodeId, evolveEpisode, type Episode } from './alert-episodes.js';

const COLUMNS = {
  target_id: 'text',
  indicator_id: 'text',
  locality_id: 'text',
  kind: 'text',
  severity: 'text',
  severity_rank: 'smallint',
  status: 'text',
  raised_on: 'date',
};

const RANK = { critical: 0, warning: 1, notice: 2 } as const;

/** Alerts, a row per episode with its whole story, and what each row was before. */
export const alertsProjection: Projection = {
  name: 'alerts',
  version: 2,
  categories: ['alert'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.alert (${STAMP},
        target_id text collate "C" not null, indicator_id text collate "C" not null, locality_id text collate "C" not null,
        kind text not null, severity text not null, severity_rank smallint not null, status text not null, raised_on date not null);
      create index on ${schema}.alert (locality_id, status);
      create index on ${schema}.alert (target_id);
      create index on ${schema}.alert (status, severity_rank, id)`);
    await keepVersions(tx, `${schema}.alert`);
  },

  async apply(tx, schema, events) {
    const steps = await fold(tx, schema, events);
    await putStamped(tx, `${schema}.alert`, COLUMNS, steps.map(rowOf));
  },
};

interface Folded {
  readonly episode: Episode;
  readonly recorded: RecordedEvent;
}

/** The episode after each event. */
async function fold(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<readonly Folded[]> {
  const decoded = events.map((recorded) => ({ recorded, event: alertEventOf(recorded) }));
  const ids = [...new Set(decoded.map(({ event }) => episodeId(event.data)))];
  const rows = await tx<{ id: string; state: Episode }[]>`select id, state from ${tx(`${schema}.alert`)} where id = any(${ids})`;
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  return decoded.flatMap(({ recorded, event }) => {
    const id = episodeId(event.data);
    const episode = evolveEpisode(states.get(id) ?? null, event, recorded);
    if (!episode) return [];
    states.set(id, episode);
    return [{ episode, recorded }];
  });
}

function rowOf({ episode, recorded }: Folded) {
  const { id, targetId, indicatorId, localityId, kind, severity, state, raisedOn } = episode;
  return {
    ...{ id, state: episode, revision: recorded.revision, ordinal: String(ordinal(recorded.position)), recorded_at: recorded.recordedAt },
    ...{ target_id: targetId, indicator_id: indicatorId, locality_id: localityId, kind, severity, severity_rank: RANK[severity] },
    ...{ status: state, raised_on: raisedOn },
  };
}
