import type { TransactionSql } from 'postgres';
import { addDays, yearOf, type CivilDate } from '../../domain/kernel/civil-date.js';
import { owedSpan } from '../../domain/reporting/owed-span.js';
import { targetCodec } from '../../domain/target/target.codec.js';
import { targetDecider, type TargetState } from '../../domain/target/target.state.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { ordinal, type RecordedEvent } from '../../event-store/event-store.js';
import { keepVersions, putVersions } from '../../event-store/projection-versions.js';
import { todayInVietnam } from '../http/today.js';

/**
 * A row per target, that is per indicator × accountable locality: what was set, the best known figure, and the schedule
 * status from that figure's date on. `statuses[width_bucket(day, from_dates)]` is the status on a day. Before
 * `from_dates[1]` an older figure counts: of the one just before that, the same is kept as `earlier_…`; on days further back the status is worked out when asked. `year_from` and `year_to` say which plan
 * years' figures count; `owed_after` and `owed_until`, of which periods reports are owed while its locality exists. Past rows keep what was set;
 * what figures said at a moment is looked up in them, as for days further back.
 */
export async function createTargetTable(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    create table ${schema}.progress (
      target_id text collate "C" primary key, indicator_id text collate "C" not null, locality_id text collate "C" not null,
      directive_id text collate "C", clause text, year_from int not null, year_to int not null,
      target jsonb not null, revision int not null, ordinal bigint not null, set_on date not null, owed_after date not null, owed_until date not null,
      is_allocated boolean not null, withdrawn_on date,
      figure_as_of date, figure_basis_rank smallint, figure_year int, figure_state text, figure_shape text,
      numerator numeric, denominator numeric, done_on date,
      actual numeric, expected numeric, ratio numeric,
      from_dates date[], statuses text[], reasons text[], next_dues date[], lates boolean[],
      figure_ordinal bigint,
      earlier_as_of date, earlier_dates date[], earlier_statuses text[], earlier_actual numeric, earlier_expected numeric, earlier_ratio numeric);
    create table ${schema}.indicator (indicator_id text collate "C" primary key, definition jsonb not null, ordinal bigint not null);
    create index progress_locality on ${schema}.progress (locality_id, target_id);
    create index progress_owed_after on ${schema}.progress (owed_after);
    create index progress_owed_until on ${schema}.progress (owed_until);
    create index progress_indicator on ${schema}.progress (indicator_id, locality_id);
    create index progress_parts on ${schema}.progress ((target->>'allocatedFrom')) where target->>'allocatedFrom' is not null`);
  await keepVersions(tx, `${schema}.progress`, 'target_id', UNTOLD);
  await keepVersions(tx, `${schema}.indicator`, 'indicator_id');
}

/** The columns that say what was set. */
const COLUMNS = {
  target_id: 'text',
  indicator_id: 'text',
  locality_id: 'text',
  directive_id: 'text',
  clause: 'text',
  year_from: 'int',
  year_to: 'int',
  target: 'jsonb',
  revision: 'int',
  ordinal: 'bigint',
  set_on: 'date',
  owed_after: 'date',
  owed_until: 'date',
  is_allocated: 'boolean',
  withdrawn_on: 'date',
};

/** The columns that say what the figures of the present make of it, as a row says that it does not know: every day lies before its course. */
const UNTOLD = {
  ...{ figure_as_of: 'null::date', figure_basis_rank: 'null::smallint', figure_year: 'null::int', figure_state: 'null::text' },
  ...{ figure_shape: 'null::text', numerator: 'null::numeric', denominator: 'null::numeric', done_on: 'null::date' },
  ...{ actual: 'null::numeric', expected: 'null::numeric', ratio: 'null::numeric', figure_ordinal: 'null::bigint' },
  ...{ from_dates: `'{infinity}'::date[]`, statuses: `'{}'::text[]`, reasons: `'{}'::text[]` },
  ...{ next_dues: `'{}'::date[]`, lates: `'{}'::boolean[]`, earlier_as_of: 'null::date' },
  ...{ earlier_dates: 'null::date[]', earlier_statuses: 'null::text[]' },
  ...{ earlier_actual: 'null::numeric', earlier_expected: 'null::numeric', earlier_ratio: 'null::numeric' },
};

/** Folds target events into their rows; answers with the ids of the targets that changed. */
export async function foldTargets(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<readonly string[]> {
  const present = await tx.unsafe<{ target_id: string; target: TargetState; set_on: CivilDate }[]>(
    `select target_id, target, set_on::text from ${schema}.progress where target_id = any($1)`,
    [[...new Set(events.map(idOf))]],
  );
  const states = new Map<string, TargetState | null>(present.map(({ target_id, target }) => [target_id, target]));
  const setOn = new Map(present.map(({ target_id, set_on }) => [target_id, set_on]));
  const folded = events.flatMap((event): Folded[] => {
    const { schemaVersion } = metadataOf(event);
    const decoded = targetCodec.decode({ type: event.type, schemaVersion, data: event.data });
    const state = targetDecider.evolve(states.get(idOf(event)) ?? null, decoded);
    states.set(idOf(event), state);
    const since = setOn.get(idOf(event)) ?? todayInVietnam(Date.parse(event.recordedAt));
    setOn.set(idOf(event), since);
    return state ? [{ event, state, setOn: since }] : [];
  });
  const everyYear = await levels(tx, schema);
  const rows = folded.map((one) => rowOf(one, everyYear));
  const steps = rows.map(({ target_id, ordinal: place }) => ({ id: target_id, ordinal: place }));
  await putVersions(tx, `${schema}.progress`, COLUMNS, steps, rows, 'target_id');
  return [...new Set(steps.map(({ id }) => id))];
}

/** A target after an event. */
interface Folded {
  readonly event: RecordedEvent;
  readonly state: TargetState;
  /** The day on which it was set, in Asia/Ho_Chi_Minh. */
  readonly setOn: CivilDate;
}

/** A state is a state in whatever year it is seen, so that what is done late still counts; a cumulative figure begins anew each year. */
async function levels(tx: TransactionSql, schema: string): Promise<ReadonlySet<string>> {
  const rows = await tx.unsafe<{ id: string }[]>(
    `select indicator_id as id from ${schema}.indicator where definition->>'accumulation' = 'level'`,
  );
  return new Set(rows.map(({ id }) => id));
}

const idOf = ({ stream }: RecordedEvent): string => stream.slice(stream.indexOf('-') + 1);

function rowOf({ event, state, setOn }: Folded, everyYear: ReadonlySet<string>) {
  const countsAlways = everyYear.has(state.indicatorId);
  const { after, until } = owedSpan(state, setOn);
  return {
    target_id: state.targetId,
    indicator_id: state.indicatorId,
    locality_id: state.localityId,
    directive_id: state.provenance?.directiveId ?? null,
    clause: state.provenance?.clause ?? null,
    year_from: countsAlways ? 0 : yearOf(addDays(state.baseline.on, 1)),
    year_to: countsAlways ? 9999 : yearOf(state.milestones.at(-1)?.due ?? state.baseline.on),
    target: state,
    revision: event.revision,
    ordinal: String(ordinal(event.position)),
    set_on: setOn,
    owed_after: after,
    owed_until: until,
    is_allocated: state.allocations.length > 0,
    withdrawn_on: state.withdrawn?.on ?? null,
  };
}

/** Keeps the definitions of indicators and their calendars, on which a status depends; profiles are copied into what is planned by them. */
export async function putIndicators(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<readonly string[]> {
  const kept = events.filter(({ type }) => type === 'IndicatorDefined' || type === 'ReportingCalendarSet');
  if (kept.length === 0) return [];
  const ids = [...new Set(kept.map(idOf))];
  const present = await tx.unsafe<{ id: string; definition: object }[]>(
    `select indicator_id as id, definition from ${schema}.indicator where indicator_id = any($1)`,
    [ids],
  );
  const definitions = new Map(present.map(({ id, definition }) => [id, definition]));
  const rows = kept.map((event) => {
    const definition = { ...definitions.get(idOf(event)), ...(event.data as object) };
    definitions.set(idOf(event), definition);
    return { indicator_id: idOf(event), definition, ordinal: String(ordinal(event.position)) };
  });
  const steps = rows.map(({ indicator_id: id, ordinal: place }) => ({ id, ordinal: place }));
  await putVersions(
    tx,
    `${schema}.indicator`,
    { indicator_id: 'text', definition: 'jsonb', ordinal: 'bigint' },
    steps,
    rows,
    'indicator_id',
  );
  return ids;
}
