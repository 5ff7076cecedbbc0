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
import { WrongExpectedRevision } from '../../../event-store/errors.js';
import { uuidV5 } from '../../../event-store/event-ids.js';
import { comparePositions, type EventStore, type RecordedEvent, type StreamAppend } from '../../../event-store/event-store.js';
import { decodeRecorded } from '../../../event-store/projection-fold.js';
import type { RollUps } from '../../http/roll-ups.js';
import { figuresOf, figuresThrough } from './evaluator.figures.js';
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

type Figures = ReadonlyMap<string, readonly WeighedFigure[] | 'incomplete'>;

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
  await figuresThrough(place.tx, latest(moments));
  const asked = moments.map(({ targetId, cause }) => ({ targetId, until: cause.position }));
  const [own, found] = await Promise.all([figuresOf(place, asked, day, (id) => world.indicator(id)), readPairs(place, ids)]);
  let pairs = found;
  const figures = await withSums(own, pairs, day, rollUps, world);
  for (let attempt = 1; ; attempt++) {
    const said = moments.flatMap(({ targetId, cause }): Said[] => {
      const [pair, known] = [pairs.get(targetId), figures.get(targetId) ?? []];
      return pair ? [{ pair, cause, ...look({ ...pair, figures: known, day }, world, reports) }] : [];
    });
    try {
      const appends = said.filter(({ events }) => events.length > 0).map((one) => appendOf(one, day));
      if (appends.length > 0) await store.appendAll(appends);
      await writeOutcomes(place, said.map(outcomeAfter));
      return said.flatMap(owedOf);
    } catch (error) {
      // Somebody acknowledged one of them meanwhile.
      if (!(error instanceof WrongExpectedRevision) || attempt === MOST_ATTEMPTS) throw error;
      pairs = await withAlertsAnew(store, pairs);
    }
  }
}

/** The sums of those beneath, for wholes that have no figure of their own. */
async function withSums(
  own: ReadonlyMap<string, readonly WeighedFigure[]>,
  pairs: ReadonlyMap<string, Pair>,
  day: CivilDate,
  rollUps: RollUps,
  world: KnownWorld,
): Promise<Figures> {
  const wholes = [...pairs.values()].filter(({ target, targetId }) => !own.get(targetId)?.length && isWhole(target, world));
  const sums = await rollUps(
    wholes.map(({ targetId }) => targetId),
    day,
  );
  const asFigures = [...sums].map(([id, sum]) => [id, sum === 'incomplete' ? sum : [{ ...sum, measurementId: null }]] as const);
  return new Map<string, readonly WeighedFigure[] | 'incomplete'>([...own, ...asFigures]);
}

const latest = (moments: readonly Moment[]): string =>
  moments.reduce((last, { cause }) => (comparePositions(cause.position, last) > 0 ? cause.position : last), '0');

function appendOf({ pair, cause, events }: Said, day: CivilDate): StreamAppend {
  const stream = alertStream(pair.targetId);
  const commandId = uuidV5(cause.id, `${stream}@${pair.alertRevision}`);
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

async function withAlertsAnew(store: EventStore, pairs: ReadonlyMap<string, Pair>): Promise<ReadonlyMap<string, Pair>> {
  const streams = await store.readStreams([...pairs.keys()].map(alertStream));
  return new Map(
    [...pairs].map(([id, pair]) => {
      const recorded = streams.get(alertStream(id)) ?? [];
      const events = recorded.map((event) => decodeRecorded(ALERT, event));
      return [id, { ...pair, alert: fold(alertDecider, events), alertRevision: recorded.length - 1 }];
    }),
  );
}
