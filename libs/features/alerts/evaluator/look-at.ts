import { alertStream } from '../../../domain/alert/alert.events.js';
import type { WeighedFigure } from '../../../domain/alert/alert.implausible.js';
import { alertDecider } from '../../../domain/alert/alert.state.js';
import type { Actor } from '../../../domain/kernel/command.js';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { fold } from '../../../domain/kernel/decider.js';
import type { Duty } from '../../../domain/reporting/calendar.js';
import type { TargetState } from '../../../domain/target/target.state.js';
import { metadataOf } from '../../../event-store/aggregate.js';
import { draftsOf } from '../../../event-store/command-handling.drafts.js';
import { EventIdConflict, WrongExpectedRevision } from '../../../event-store/errors.js';
import { uuidV5 } from '../../../event-store/event-ids.js';
import {
  comparePositions,
  type EventStore,
  type Position,
  type RecordedEvent,
  type StreamAppend,
} from '../../../event-store/event-store.js';
import { decodeRecorded } from '../../../event-store/projection-fold.js';
import type { RollUps } from '../../http/roll-ups.js';
import { figuresOf, reached } from './evaluator.figures.js';
import { readPairs, writeOutcomes, type Outcome, type Pair, type Place } from './evaluator.tables.js';
import type { KnownWorld } from './known-world.js';
import type { ReportsOwed } from './owed-reports.js';
import { isWhole, look, type Looked } from './look.js';
import { ALERT } from '../../../domain/alert/alert.aggregate.js';

const MOST_ATTEMPTS = 5;

/** Who raises, escalates and resolves alerts: the program itself. */
export const EVALUATOR: Actor = { id: 'tiendo', name: 'Tiến Độ', role: 'admin', locality: 'vn' };

/** A pair to look at, and the event that is the reason to. */
export interface Moment {
  readonly targetId: string;
  readonly cause: RecordedEvent;
}

/** A report of which to remind whoever owes it. */
export interface OwedReport {
  readonly target: TargetState;
  readonly duty: Duty;
}

interface Said extends Looked {
  readonly pair: Pair;
  readonly cause: RecordedEvent;
}

export interface LookParts {
  readonly store: EventStore;
  readonly reports: ReportsOwed;
  readonly rollUps: RollUps;
}

type Figures = readonly WeighedFigure[] | 'incomplete';

/**
 * Looks at pairs, each once, with the figures on record at its cause; appends what is to be said, and keeps what became of them.
 * Answers with the reports of which to remind on the day. Throws the store's errors.
 */
export async function lookAt(
  moments: readonly Moment[],
  day: CivilDate,
  place: Place,
  { store, reports, rollUps }: LookParts,
  world: KnownWorld,
): Promise<readonly OwedReport[]> {
  const ids = moments.map(({ targetId }) => targetId);
  await reached(place.tx, 'progress', latest(moments));
  const asked = moments.map(({ targetId, cause }) => ({ targetId, until: cause.position }));
  const [own, found] = await Promise.all([figuresOf(place, asked, day, (id) => world.indicator(id)), readPairs(place, ids)]);
  let pairs = found;
  const wholes = moments.filter(({ targetId }) => !own.get(targetId)?.length && isWhole(found.get(targetId)?.target ?? null, world));
  const figures = new Map<string, Figures>([...own, ...(await sumsOf(wholes, latest(moments), found, day, place, rollUps))]);
  for (let attempt = 1; ; attempt++) {
    const said = moments.flatMap(({ targetId, cause }): Said[] => {
      const [pair, known] = [pairs.get(targetId), figures.get(targetId) ?? []];
      return pair ? [{ pair, cause, ...look({ ...pair, figures: known, day }, world, reports) }] : [];
    });
    if (await append(store, said, day, attempt)) {
      await writeOutcomes(place, said.map(outcomeAfter));
      return said.flatMap(owedOf);
    }
    pairs = new Map([...pairs, ...(await asTheyStand(store, said))]);
  }
}

/**
 * Appends what is said. False where it must be decided anew: somebody acknowledged meanwhile, or an append that was not kept stands there
 * already, which may say something else, by an earlier version of the rules. Throws the store's errors.
 */
async function append(store: EventStore, said: readonly Said[], day: CivilDate, attempt: number): Promise<boolean> {
  const appends = said.filter(saysSomething).map((one) => appendOf(one, day));
  if (appends.length === 0) return true;
  try {
    const before = await store.head();
    const results = await store.appendAll(appends);
    return results.every(({ position }) => comparePositions(position, before) > 0);
  } catch (error) {
    const isOvertaken = error instanceof WrongExpectedRevision || error instanceof EventIdConflict;
    if (!isOvertaken || attempt === MOST_ATTEMPTS) throw error;
    return false;
  }
}

const saysSomething = ({ events }: Said): boolean => events.length > 0;

/** The sums of those beneath as they were on record at each cause, for wholes that have no figure of their own; `last` of all the causes. */
async function sumsOf(
  moments: readonly Moment[],
  last: Position,
  pairs: ReadonlyMap<string, Pair>,
  day: CivilDate,
  { tx }: Place,
  rollUps: RollUps,
): Promise<ReadonlyMap<string, Figures>> {
  if (moments.length === 0) return new Map();
  await reached(tx, 'localities', last);
  const sums = new Map<string, Figures>();
  // Causes of one look are of one kind and follow each other: only figures change a sum from one of them to the next.
  const untilOf = ({ cause: { stream, position } }: Moment): Position => (stream.startsWith('measurement-') ? position : last);
  for (const until of new Set(moments.map(untilOf))) {
    const wholes = moments.flatMap((moment) => (untilOf(moment) === until ? (pairs.get(moment.targetId) ?? []) : []));
    for (const [id, sum] of await rollUps(tx, wholes, day, until))
      sums.set(id, sum === 'incomplete' ? sum : [{ ...sum, measurementId: null }]);
  }
  return sums;
}

const latest = (moments: readonly Moment[]): string =>
  moments.reduce((last, { cause }) => (comparePositions(cause.position, last) > 0 ? cause.position : last), '0');

const commandOf = ({ targetId, alertRevision }: Pair, cause: RecordedEvent): string =>
  uuidV5(cause.id, `${alertStream(targetId)}@${alertRevision}`);

function appendOf({ pair, cause, events }: Said, day: CivilDate): StreamAppend {
  const stream = alertStream(pair.targetId);
  const commandId = commandOf(pair, cause);
  const { correlationId } = metadataOf(cause);
  const context = { commandId, correlationId, causationId: cause.id, actor: EVALUATOR, today: day };
  const expected = pair.alertRevision < 0 ? 'no_stream' : pair.alertRevision;
  return { stream, expected, events: draftsOf(ALERT, stream, context, events) };
}

const owedOf = ({ pair: { target }, toRemind }: Said): readonly OwedReport[] => toRemind.map((duty) => ({ target, duty }));

function outcomeAfter({ pair, events, nextDay }: Said): Outcome {
  const alert = fold(alertDecider, events, pair.alert);
  return { targetId: pair.targetId, alert, alertRevision: pair.alertRevision + events.length, nextDay };
}

/** Those that had something to say, after what stands there of the same command; where nothing does, after all that was said. */
async function asTheyStand(store: EventStore, said: readonly Said[]): Promise<readonly (readonly [string, Pair])[]> {
  const saying = said.filter(saysSomething);
  const streams = await store.readStreams(saying.map(({ pair }) => alertStream(pair.targetId)));
  return saying.map(({ pair, cause }) => {
    const recorded = streams.get(alertStream(pair.targetId)) ?? [];
    const commandId = commandOf(pair, cause);
    const own = recorded.findLast((event) => metadataOf(event).commandId === commandId);
    // What follows it was said of later events, which are yet to come round.
    const known = own ? recorded.slice(0, own.revision + 1) : recorded;
    const alert = fold(
      alertDecider,
      known.map((event) => decodeRecorded(ALERT, event)),
    );
    return [pair.targetId, { ...pair, alert, alertRevision: known.length - 1 }] as const;
  });
}
