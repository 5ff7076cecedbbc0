import type { TransactionSql } from 'postgres';
import { ordinal, type RecordedEvent } from '../../event-store/event-store.js';
import type { Projection } from '../../event-store/projection.js';
import { STAMP, upsert } from '../../event-store/projection-fold.js';
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

/** Alerts, a row per episode with its whole story. */
export const alertsProjection: Projection = {
  name: 'alerts',
  version: 1,
  categories: ['alert'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.alert (${STAMP},
        target_id text collate "C" not null, indicator_id text collate "C" not null, locality_id text collate "C" not null,
        kind text not null, severity text not null, severity_rank smallint not null, status text not null, raised_on date not null);
      create index on ${schema}.alert (locality_id, status);
      create index on ${schema}.alert (target_id);
      create index on ${schema}.alert (status, severity_rank, id)`);
  },

  async apply(tx, schema, events) {
    const episodes = await fold(tx, schema, events);
    await upsert(tx, `${schema}.alert`, COLUMNS, episodes.map(rowOf));
  },
};

interface Folded {
  readonly episode: Episode;
  readonly recorded: RecordedEvent;
}

async function fold(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<readonly Folded[]> {
  const decoded = events.map((recorded) => ({ recorded, event: alertEventOf(recorded) }));
  const ids = [...new Set(decoded.map(({ event }) => episodeId(event.data)))];
  const rows = await tx<{ id: string; state: Episode }[]>`select id, state from ${tx(`${schema}.alert`)} where id = any(${ids})`;
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  const folded = new Map<string, Folded>();
  for (const { recorded, event } of decoded) {
    const id = episodeId(event.data);
    const episode = evolveEpisode(states.get(id) ?? null, event, recorded);
    if (!episode) continue;
    states.set(id, episode);
    folded.set(id, { episode, recorded });
  }
  return [...folded.values()];
}

function rowOf({ episode, recorded }: Folded) {
  const { id, targetId, indicatorId, localityId, kind, severity, state, raisedOn } = episode;
  return {
    ...{ id, state: episode, revision: recorded.revision, ordinal: String(ordinal(recorded.position)), recorded_at: recorded.recordedAt },
    ...{ target_id: targetId, indicator_id: indicatorId, locality_id: localityId, kind, severity, severity_rank: RANK[severity] },
    ...{ status: state, raised_on: raisedOn },
  };
}
