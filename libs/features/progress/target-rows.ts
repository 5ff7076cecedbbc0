import type { TransactionSql } from 'postgres';
import { yearOf } from '../../domain/kernel/civil-date.js';
import { addDays } from '../../domain/kernel/civil-date.js';
import { targetCodec } from '../../domain/target/target.codec.js';
import { targetDecider, type TargetState } from '../../domain/target/target.state.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { ordinal, type RecordedEvent } from '../../event-store/event-store.js';

/**
 * A row per target, that is per indicator × accountable locality: what was set, the best known figure, and the schedule
 * status from that figure's date on. `statuses[width_bucket(day, from_dates)]` is the status on a day; before
 * `from_dates[1]` an older figure counts and the status is worked out when asked. `year_from` and `year_to` say which plan
 * years' figures count.
 */
export async function createTargetTable(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    create table ${schema}.progress (
      target_id text collate "C" primary key, indicator_id text collate "C" not null, locality_id text collate "C" not null,
      directive_id text collate "C", clause text, year_from int not null, year_to int not null,
      target jsonb not null, revision int not null, ordinal bigint not null,
      figure_as_of date, figure_basis_rank smallint, figure_year int, figure_state text, figure_shape text,
      numerator numeric, denominator numeric, done_on date,
      actual numeric, expected numeric, ratio numeric,
      from_dates date[], statuses text[], reasons text[], next_dues date[], lates boolean[],
      figure_ordinal bigint);
    create table ${schema}.indicator (indicator_id text collate "C" primary key, definition jsonb not null);
    create index progress_locality on ${schema}.progress (locality_id, target_id);
    create index progress_indicator on ${schema}.progress (indicator_id, locality_id);
    create index progress_parts on ${schema}.progress ((target->>'allocatedFrom')) where target->>'allocatedFrom' is not null`);
}

interface Folded {
  readonly state: TargetState;
  readonly revision: number;
  readonly ordinal: bigint;
}

/** Folds target events into their rows; answers with the ids of the targets that changed. */
export async function foldTargets(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<readonly string[]> {
  const ids = [...new Set(events.map(idOf))];
  const present = await tx.unsafe<{ target_id: string; target: TargetState }[]>(
    `select target_id, target from ${schema}.progress where target_id = any($1)`,
    [ids],
  );
  const states = new Map<string, TargetState | null>(present.map(({ target_id, target }) => [target_id, target]));
  const folded = new Map<string, Folded>();
  for (const event of events) {
    const { schemaVersion } = metadataOf(event);
    const decoded = targetCodec.decode({ type: event.type, schemaVersion, data: event.data });
    const state = targetDecider.evolve(states.get(idOf(event)) ?? null, decoded);
    states.set(idOf(event), state);
    if (state) folded.set(idOf(event), { state, revision: event.revision, ordinal: ordinal(event.position) });
  }
  if (folded.size > 0) await put(tx, schema, [...folded.values()]);
  return [...folded.keys()];
}

/** A state is a state in whatever year it is seen, so that what is done late still counts; a cumulative figure begins anew each year. */
const EVERY_YEAR = `i.definition->>'accumulation' = 'level'`;

const idOf = ({ stream }: RecordedEvent): string => stream.slice(stream.indexOf('-') + 1);

function put(tx: TransactionSql, schema: string, rows: readonly Folded[]): Promise<unknown> {
  const values = rows.map(({ state, revision, ordinal: place }) => ({
    target_id: state.targetId,
    indicator_id: state.indicatorId,
    locality_id: state.localityId,
    directive_id: state.provenance?.directiveId ?? null,
    clause: state.provenance?.clause ?? null,
    year_from: yearOf(addDays(state.baseline.on, 1)),
    year_to: yearOf(state.milestones.at(-1)?.due ?? state.baseline.on),
    target: state,
    revision,
    ordinal: String(place),
  }));
  return tx.unsafe(
    `insert into ${schema}.progress (target_id, indicator_id, locality_id, directive_id, clause, year_from, year_to, target, revision, ordinal)
     select target_id, indicator_id, locality_id, directive_id, clause,
       case when ${EVERY_YEAR} then 0 else year_from end, case when ${EVERY_YEAR} then 9999 else year_to end, target, revision, ordinal
     from jsonb_to_recordset($1::jsonb) as r(target_id text, indicator_id text, locality_id text, directive_id text, clause text,
       year_from int, year_to int, target jsonb, revision int, ordinal bigint) left join ${schema}.indicator i using (indicator_id)
     on conflict (target_id) do update set indicator_id = excluded.indicator_id, locality_id = excluded.locality_id,
       directive_id = excluded.directive_id, clause = excluded.clause, year_from = excluded.year_from, year_to = excluded.year_to,
       target = excluded.target, revision = excluded.revision, ordinal = excluded.ordinal`,
    [values as never],
  );
}

/** Keeps the definitions of indicators, on which a status depends; of their other events none touches what is planned already. */
export async function putIndicators(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<readonly string[]> {
  const definitions = events.filter(({ type }) => type === 'IndicatorDefined');
  if (definitions.length === 0) return [];
  const values = new Map(definitions.map(({ data }) => [(data as { indicatorId: string }).indicatorId, data]));
  await tx.unsafe(
    `insert into ${schema}.indicator select value->>'indicatorId', value from jsonb_array_elements($1::jsonb)
     on conflict (indicator_id) do update set definition = excluded.definition`,
    [[...values.values()] as never],
  );
  return [...values.keys()];
}
