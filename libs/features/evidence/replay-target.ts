import type { Sql } from 'postgres';
import { measurementIdOf } from '../../contract/measurement-id.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import { addDays, yearOf, type CivilDate } from '../../domain/kernel/civil-date.js';
import type { EventMetadata } from '../../domain/kernel/command.js';
import { fold } from '../../domain/kernel/decider.js';
import { lacking } from '../../domain/kernel/errors.js';
import { NATION } from '../../domain/locality/locality.events.js';
import { BASIS_RANK, type Figure } from '../../domain/measurement/figure.js';
import { measurementStream, STATE_AFTER, type MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import { SCHEDULE_RULES_STREAM } from '../../domain/schedule/rules.events.js';
import { targetStream, type TargetEvent } from '../../domain/target/target.events.js';
import { targetDecider } from '../../domain/target/target.state.js';
import { comparePositions, ordinal, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import { tableOf, type Reading } from '../http/reading.js';
import type { Readings } from '../http/readings.js';
import type { TargetProgressOf } from '../http/target-evidence.js';
import { collect, differencesFrom, type Difference } from './against-shown.js';
import { decodedOf, eventsIn, type Decoded } from './decoded.js';
import { refoldTarget } from './refold.js';

export interface ReplayParts {
  readonly store: EventStore;
  readonly readings: Readings;
  readonly progress: TargetProgressOf;
}

export interface ReplayAsked {
  readonly targetId: string;
  readonly asOf: CivilDate | undefined;
  readonly knownAt: string | undefined;
}

/** A row of a read table that is not what the events say. */
export interface RowDifference extends Difference {
  readonly table: string;
  readonly row: string;
}

export interface TargetReplay {
  readonly position: Position;
  readonly asOf: CivilDate;
  /** Events that were folded, rows that were compared. */
  readonly events: number;
  readonly rows: number;
  readonly differences: readonly RowDifference[];
  /** True where the status rests on a roll-up, which the target's own events do not tell. */
  readonly isRolledUp: boolean;
}

const NAMES = ['progress', 'indicators', 'localities', 'directives', 'targets'];
const EVERYWHERE = { id: 'replay', name: 'replay', role: 'auditor', locality: NATION } as const;

/**
 * Folds the events of a target in memory, by no statement of SQL, and compares with its rows and with what is answered at a moment. Reads only.
 * Throws `target_unknown`, `InvalidRequest`, `Unavailable`.
 */
export function replayTarget({ store, readings, progress }: ReplayParts, { targetId, asOf, knownAt }: ReplayAsked): Promise<TargetReplay> {
  return readings.read({ names: NAMES, after: null, knownAt }, async (reading) => {
    const events = await eventsOf(store, targetId, reading);
    const answer = await progress(reading.sql, EVERYWHERE, targetId, { asOf }, reading.day, 'vi');
    const refolded = refoldTarget(events.map(decoded), targetId, answer.asOf) ?? lacking('target_unknown', { targetId });
    const answered = differencesFrom(answer, refolded).map((one) => ({ ...one, table: 'progress.progress', row: targetId }));
    const figures = await figureDifferences(reading.sql, events);
    const set = await planDifferences(reading.sql, targetId, events);
    return {
      ...{ position: reading.position, asOf: answer.asOf, events: events.length, rows: figures.rows + 1 },
      differences: [...set, ...figures.differences, ...answered],
      isRolledUp: !refolded.hasFigure && answer.row.source === 'roll_up',
    };
  });
}

const decoded = (recorded: RecordedEvent): Decoded => decodedOf(recorded)!;

/** A figure may be of any plan year near the target's. */
const YEARS_BESIDE = 30;

async function eventsOf(store: EventStore, targetId: string, { position }: Reading): Promise<readonly RecordedEvent[]> {
  const upTo = (events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
    events.filter((event) => comparePositions(event.position, position) <= 0);
  const own = upTo((await store.readStream(targetStream(targetId))).events);
  const set = eventsIn<TargetEvent>(own.map(decoded), targetStream(targetId)).find(({ type }) => type === 'TargetSet');
  if (set?.type !== 'TargetSet') return lacking('target_unknown', { targetId });
  const { indicatorId, localityId, baseline, milestones } = set.data;
  const [first, last] = [yearOf(addDays(baseline.on, 1)) - YEARS_BESIDE, yearOf(milestones.at(-1)?.due ?? baseline.on) + YEARS_BESIDE];
  const years = Array.from({ length: last - first + 1 }, (_, n) => measurementStream(indicatorId, localityId, first + n));
  const others = await store.readStreams([indicatorStream(indicatorId), SCHEDULE_RULES_STREAM, ...years]);
  return [...own, ...upTo([...others.values()].flat())].sort((a, b) => comparePositions(a.position, b.position));
}

/** What was set, as its row keeps it. */
async function planDifferences(sql: Sql, targetId: string, events: readonly RecordedEvent[]): Promise<readonly RowDifference[]> {
  const [row] = await sql`select target, revision from ${tableOf(sql, 'progress.progress')} where target_id = ${targetId}`;
  const own = events.filter(({ stream }) => stream === targetStream(targetId));
  const target = fold(targetDecider, eventsIn<TargetEvent>(own.map(decoded), targetStream(targetId)));
  return compared('progress.progress', targetId, row, { target, revision: own.at(-1)?.revision ?? -1 });
}

interface FigureRow extends Readonly<Record<string, string | number | null>> {
  readonly ordinal: string;
}

/** Every row of every figure, one an event, beside the events. */
async function figureDifferences(sql: Sql, events: readonly RecordedEvent[]) {
  const told = events.filter(({ stream }) => stream.startsWith('measurement-'));
  const streams = told.map(({ data }) => data as MeasurementEvent['data']);
  const [key] = streams;
  const rows = key ? await figureRows(sql, key.indicatorId, key.localityId) : [];
  const byOrdinal = new Map(rows.map((row) => [row.ordinal, row]));
  const figures = new Map<string, Figure>();
  const differences = told.flatMap((event): readonly RowDifference[] => {
    const ought = rowOf(event, figures);
    const place = String(ordinal(event.position));
    const row = byOrdinal.get(place);
    byOrdinal.delete(place);
    return compared('progress.figure', `${event.stream} ${event.revision}`, row, ought);
  });
  const added = [...byOrdinal.values()].map((row) => extra(row));
  return { rows: rows.length, differences: [...differences, ...added] };
}

const extra = (row: FigureRow): RowDifference => ({
  ...{ table: 'progress.figure', row: `ordinal ${row.ordinal}`, field: '*', stands: JSON.stringify(row), ought: undefined },
});

function figureRows(sql: Sql, indicatorId: string, localityId: string): Promise<FigureRow[]> {
  return sql<FigureRow[]>`
    select indicator_id, locality_id, year, as_of::text, basis_rank, revision, ordinal::text, state, shape, numerator::text, denominator::text,
      reported::text, done_on::text, reason, actor_id, actor_name, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from ${tableOf(sql, 'progress.figure')} where indicator_id = ${indicatorId} and locality_id = ${localityId}`;
}

/** The row that an event makes; `figures` are those of before, by measurement. */
function rowOf(recorded: RecordedEvent, figures: Map<string, Figure>): FigureRow {
  const { type, data } = decoded(recorded).event as MeasurementEvent;
  const { actor } = recorded.metadata as EventMetadata;
  const id = measurementIdOf(data);
  const figure = 'figure' in data ? data.figure : figures.get(id);
  if (figure) figures.set(id, figure);
  return {
    ...{
      indicator_id: data.indicatorId,
      locality_id: data.localityId,
      year: data.year,
      as_of: data.asOf,
      basis_rank: BASIS_RANK[data.basis],
    },
    ...{
      revision: recorded.revision,
      ordinal: String(ordinal(recorded.position)),
      recorded_at: recorded.recordedAt,
      state: STATE_AFTER[type],
    },
    ...columnsOf(figure),
    ...{ reason: 'reason' in data ? data.reason : null, actor_id: actor.id, actor_name: actor.name },
  };
}

function columnsOf(figure: Figure | undefined) {
  const empty = { shape: figure?.shape ?? null, numerator: null, denominator: null, reported: null, done_on: null };
  if (figure?.shape === 'ratio') return { ...empty, numerator: figure.numerator, denominator: figure.denominator };
  if (figure?.shape === 'done') return { ...empty, done_on: figure.on };
  if (figure?.shape === 'rate') return { ...empty, reported: figure.percent };
  return figure ? { ...empty, reported: figure.value } : empty;
}

function compared(table: string, row: string, stands: object | undefined, ought: object): readonly RowDifference[] {
  if (!stands) return [{ table, row, field: '*', stands: undefined, ought: JSON.stringify(ought) }];
  const found: Difference[] = [];
  for (const [field, value] of Object.entries(ought)) collect(field, (stands as Record<string, unknown>)[field], value, found);
  return found.map((one) => ({ ...one, table, row }));
}
