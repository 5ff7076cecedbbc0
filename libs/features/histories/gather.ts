import type { Sql } from 'postgres';
import type { HistoryKind } from '../../contract/histories.js';
import { measurementKeyOf } from '../../contract/measurement-id.js';
import { alertStream, type AlertEvent } from '../../domain/alert/alert.events.js';
import { directiveStream, type DirectiveEvent } from '../../domain/directive/directive.events.js';
import { indicatorStream, type IndicatorEvent } from '../../domain/indicator/indicator.events.js';
import { addDays, yearOf } from '../../domain/kernel/civil-date.js';
import { lacking } from '../../domain/kernel/errors.js';
import { localityStream, type LocalityEvent } from '../../domain/locality/locality.events.js';
import { measurementStream, type MeasurementEvent, type MeasurementKey } from '../../domain/measurement/measurement.events.js';
import { targetStream, type TargetEvent } from '../../domain/target/target.events.js';
import { localityOfDirective } from '../access/directive-locality.js';
import { tableOf } from '../http/reading.js';
import type { Gathered, GatheredEvent } from './gathered.js';

/** Whose story it is, and which of the gathered events belong to it; the others only tell what was known. */
export interface Story {
  /** Whoever reads the story must cover one of these. */
  readonly localityId: string;
  isTold(event: GatheredEvent): boolean;
}

type Gather = (id: string, gathered: Gathered, sql: Sql) => Promise<Story>;

/** Reads the streams of each kind of story. Throws `…_unknown` where the thing was not on record at the moment. */
export const GATHER: Readonly<Record<HistoryKind, Gather>> = { target, measurement, alert, directive, locality };

/** A target: its own events, the figures of its indicator and locality in its plan years, its alerts, and what its directives became. */
async function target(id: string, gathered: Gathered, sql: Sql): Promise<Story> {
  await gathered.read([targetStream(id), alertStream(id)]);
  const events = own<TargetEvent>(gathered, targetStream(id));
  const set = events.find((event) => event.type === 'TargetSet')?.data ?? lacking('target_unknown', { targetId: id });
  const { indicatorId, localityId } = set;
  const directives = directivesOf(events);
  const streamOf = (year: number): string => measurementStream(indicatorId, localityId, year);
  let streams = planYears(events).map(streamOf);
  // At once: each round of reading waits for the store.
  const [years] = await Promise.all([
    yearsOf(sql, indicatorId, localityId),
    gathered.read([indicatorStream(indicatorId), localityStream(localityId), ...directives.map(directiveStream), ...streams]),
  ]);
  const [defined] = own<IndicatorEvent>(gathered, indicatorStream(indicatorId));
  // A state is a state in whatever year it is reported.
  if (defined?.type === 'IndicatorDefined' && defined.data.accumulation === 'level') streams = [...streams, ...years.map(streamOf)];
  await gathered.read(streams);
  const mine = new Set([targetStream(id), alertStream(id), ...streams]);
  const isOurs = ([indicator, locality]: readonly string[]): boolean => indicator === indicatorId && locality === localityId;
  return {
    localityId,
    // Its event is decoded where it is asked for: of a directive only.
    isTold: (one) =>
      mine.has(one.recorded.stream) ||
      (one.category === 'directive' &&
        concerns(one.event as DirectiveEvent, directives, id, (measurementId) => isOurs(measurementId.split('.')))),
  };
}

/** A figure: all that was recorded for its date, on whatever basis, the alerts that rest on it, and the proposal that it came from. */
async function measurement(id: string, gathered: Gathered, sql: Sql): Promise<Story> {
  const nobody = { indicatorId: id, localityId: null, asOf: null, basis: null };
  const { indicatorId, localityId, year, asOf, basis } = measurementKeyOf(id) ?? lacking('measurement_unknown', nobody);
  const stream = measurementStream(indicatorId, localityId, year);
  const [targets] = await Promise.all([targetsOf(sql, indicatorId, localityId), gathered.read([stream])]);
  const events = own<MeasurementEvent>(gathered, stream).filter(({ data }) => data.asOf === asOf);
  if (!events.some(({ data }) => data.basis === basis)) lacking('measurement_unknown', { indicatorId, localityId, asOf, basis });
  const sources = events.flatMap((event) =>
    event.type === 'MeasurementRecorded' && event.data.source ? [event.data.source.directiveId] : [],
  );
  await gathered.read([...targets.map(alertStream), ...sources.map(directiveStream)]);
  const alerts = targets.flatMap((one) => own<AlertEvent>(gathered, alertStream(one)));
  const episodes = new Set(alerts.filter((event) => citesOf(event).includes(id)).map(episodeOf));
  return {
    localityId,
    isTold: ({ category, event, recorded }) => {
      if (category === 'measurement') return recorded.stream === stream && (event.data as MeasurementKey).asOf === asOf;
      if (category === 'alert') return episodes.has(episodeOf(event as AlertEvent));
      return category === 'directive' && concerns(event as DirectiveEvent, sources, null, (one) => one === id);
    },
  };
}

/** An alert: the episode, and the figures that it rests on. */
async function alert(id: string, gathered: Gathered): Promise<Story> {
  const targetId = id.slice(0, id.lastIndexOf('~'));
  await gathered.read([alertStream(targetId), targetStream(targetId)]);
  const events = own<AlertEvent>(gathered, alertStream(targetId)).filter((event) => episodeOf(event) === id);
  const raised = events.find((event) => event.type === 'AlertRaised')?.data ?? lacking('alert_unknown', { id });
  const cited = new Set(events.flatMap(citesOf));
  const keys = [...cited].flatMap((one) => measurementKeyOf(one) ?? []);
  await gathered.read(keys.map(({ indicatorId, localityId, year }) => measurementStream(indicatorId, localityId, year)));
  const moves = events.flatMap((event) => (event.type === 'AlertHandedOver' ? [event.data.toLocalityId] : []));
  return {
    localityId: moves.at(-1) ?? raised.localityId,
    isTold: ({ category, event }) => {
      if (category === 'alert') return episodeOf(event as AlertEvent) === id;
      const key = event.data as MeasurementKey;
      return category === 'measurement' && keys.some((one) => one.asOf === key.asOf && one.basis === key.basis && one.year === key.year);
    },
  };
}

/** A directive: its own events, and the targets and figures that were taken from it. */
async function directive(id: string, gathered: Gathered, sql: Sql): Promise<Story> {
  const [targets] = await Promise.all([
    sql<{ id: string }[]>`select id from ${tableOf(sql, 'targets.target')} where directive_id = ${id}`,
    gathered.read([directiveStream(id)]),
  ]);
  const events = own<DirectiveEvent>(gathered, directiveStream(id));
  if (events.length === 0) lacking('directive_unknown', { directiveId: id });
  const accepted = events.flatMap((event) => (event.type === 'ProposalsAccepted' ? [event.data.acceptance] : []));
  const keys = accepted.flatMap((one) => (one.kind === 'measurement' ? (measurementKeyOf(one.measurementId) ?? []) : []));
  await gathered.read([
    ...targets.map((row) => targetStream(row.id)),
    ...accepted.flatMap((one) => (one.kind === 'target' ? [targetStream(one.targetId)] : [])),
    ...keys.map(({ indicatorId, localityId, year }) => measurementStream(indicatorId, localityId, year)),
  ]);
  return {
    localityId: localityOfDirective(gathered.untilNow(directiveStream(id))) ?? '',
    isTold: ({ category, id: own, event }) => {
      if (category === 'directive') return own === id;
      const { provenance, source } = event.data as Partial<Record<'provenance' | 'source', { readonly directiveId: string } | null>>;
      return (provenance ?? source)?.directiveId === id;
    },
  };
}

/** A locality: what became of it and of those that it succeeded or stood above, and its own targets, figures and alerts. */
async function locality(id: string, gathered: Gathered, sql: Sql): Promise<Story> {
  const [near, targets, figures] = await Promise.all([
    sql<{ id: string }[]>`
      select locality_id as id from ${tableOf(sql, 'localities.succession')} where successor_id = ${id}
      union select locality_id from ${tableOf(sql, 'localities.parent')} where parent_id = ${id}`,
    sql<{ id: string }[]>`select id from ${tableOf(sql, 'targets.target')} where locality_id = ${id}`,
    sql<{ indicatorId: string; year: number }[]>`
      select distinct f.indicator_id as "indicatorId", f.year from ${tableOf(sql, 'indicators.indicator')} i
      join progress.figure f on f.indicator_id = i.id and f.locality_id = ${id}`,
    gathered.read([localityStream(id)]),
  ]);
  if (gathered.of(localityStream(id)).length === 0) lacking('locality_unknown', { localityId: id });
  await gathered.read([
    ...near.map((row) => localityStream(row.id)),
    ...targets.flatMap((row) => [targetStream(row.id), alertStream(row.id)]),
    ...figures.map(({ indicatorId, year }) => measurementStream(indicatorId, id, year)),
  ]);
  const children = new Set(near.map((row) => row.id));
  return {
    localityId: id,
    isTold: ({ category, id: own, event }) => {
      if (category !== 'locality') return category !== 'directive' && category !== 'indicator';
      return own === id || (children.has(own) && movesTo(event as LocalityEvent, id));
    },
  };
}

function movesTo({ type, data }: LocalityEvent, id: string): boolean {
  if (type === 'LocalitySplit') return data.parts.some((part) => part.localityId === id);
  if (type === 'LocalityReassigned') return data.parentId === id;
  return (type === 'LocalityMerged' || type === 'LocalityRenamed') && data.into === id;
}

/** What a directive's story says of a target or of figures: what was taken from it, and, where it is one of theirs, that it came and went. */
function concerns(
  event: DirectiveEvent,
  theirs: readonly string[],
  targetId: string | null,
  isFigure: (measurementId: string) => boolean,
): boolean {
  if (event.type === 'ProposalsAccepted' || event.type === 'AcceptanceUndone') {
    const { acceptance } = event.data;
    return acceptance.kind === 'target' ? acceptance.targetId === targetId : isFigure(acceptance.measurementId);
  }
  return theirs.includes(event.data.directiveId) && !OF_PROPOSALS.has(event.type);
}

const OF_PROPOSALS: ReadonlySet<string> = new Set(['ProposalsMade', 'ProposalDismissed', 'DismissalWithdrawn']);

const own = <Event>(gathered: Gathered, stream: string): readonly Event[] => gathered.of(stream).map(({ event }) => event as Event);

const episodeOf = ({ data }: AlertEvent): string => `${data.targetId}~${data.episode}`;

function citesOf(event: AlertEvent): readonly string[] {
  if (event.type === 'AlertResolved') return event.data.measurementIds;
  return 'evidence' in event.data ? event.data.evidence.measurementIds : [];
}

const directivesOf = (events: readonly TargetEvent[]): readonly string[] =>
  events.flatMap(({ data }) => ('provenance' in data && data.provenance ? [data.provenance.directiveId] : []));

/** Every year that the target was ever planned for. */
function planYears(events: readonly TargetEvent[]): readonly number[] {
  const years = events.flatMap(({ data }) =>
    'baseline' in data ? [yearOf(addDays(data.baseline.on, 1)), ...data.milestones.map(({ due }) => yearOf(due))] : [],
  );
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

async function yearsOf(sql: Sql, indicatorId: string, localityId: string): Promise<readonly number[]> {
  const rows = await sql<{ year: number }[]>`
    select distinct year from progress.figure where indicator_id = ${indicatorId} and locality_id = ${localityId}`;
  return rows.map(({ year }) => year);
}

async function targetsOf(sql: Sql, indicatorId: string, localityId: string): Promise<readonly string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from ${tableOf(sql, 'targets.target')} where indicator_id = ${indicatorId} and locality_id = ${localityId}`;
  return rows.map(({ id }) => id);
}
