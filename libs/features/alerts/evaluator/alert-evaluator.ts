import type { TransactionSql } from 'postgres';
import { alertCodec } from '../../../domain/alert/alert.codec.js';
import { alertStream, type AlertEvent } from '../../../domain/alert/alert.events.js';
import { alertDecider, type AlertState } from '../../../domain/alert/alert.state.js';
import { calendarDayCodec } from '../../../domain/calendar-day/calendar-day.codec.js';
import type { Actor } from '../../../domain/kernel/command.js';
import { yearOf, addDays, type CivilDate } from '../../../domain/kernel/civil-date.js';
import { fold } from '../../../domain/kernel/decider.js';
import type { WorkingDays } from '../../../domain/reporting/working-days.js';
import { targetCodec } from '../../../domain/target/target.codec.js';
import { targetDecider, type TargetState } from '../../../domain/target/target.state.js';
import { metadataOf } from '../../../event-store/aggregate.js';
import { draftsOf } from '../../../event-store/command-handling.drafts.js';
import { WrongExpectedRevision } from '../../../event-store/errors.js';
import { uuidV5 } from '../../../event-store/event-ids.js';
import { comparePositions, type EventStore, type RecordedEvent, type StreamAppend } from '../../../event-store/event-store.js';
import type { Projection } from '../../../event-store/projection.js';
import { decodeRecorded } from '../../../event-store/projection-fold.js';
import { figuresOf, figuresThrough, type Asked } from './evaluator.figures.js';
import {
  ALWAYS,
  createEvaluatorTables,
  duePairs,
  putPairs,
  readDay,
  readPairs,
  wake,
  writeDay,
  writeOutcomes,
  type Outcome,
  type Pair,
} from './evaluator.tables.js';
import { KnownWorld } from './known-world.js';
import { look } from './look.js';

const ALERT = { category: 'alert', codec: alertCodec, decider: alertDecider };
const TARGET = { codec: targetCodec };
/** Of the projection, and of its schema. */
export const EVALUATOR_NAME = 'evaluator';
const AT_ONCE = 2_000;
const MOST_ATTEMPTS = 5;

/** Who raises, escalates and resolves alerts: the program itself. */
export const EVALUATOR: Actor = { id: 'tiendo', name: 'Tiến Độ', role: 'admin', locality: 'vn' };

export interface EvaluatorParts {
  readonly store: EventStore;
  readonly workingDays: WorkingDays;
}

/**
 * Raises, changes, escalates and resolves alerts as facts come in and days begin. It runs as a projection does, and beside its own
 * tables it appends to the alert streams: before its transaction commits, under ids that a repetition repeats, so that a kill
 * between the two neither loses nor doubles anything. Filled anew, it takes over what the streams say and appends nothing;
 * every pair is looked at once afterwards.
 */
export function alertEvaluator({ store, workingDays }: EvaluatorParts): Projection {
  const world = new KnownWorld(store);
  return {
    name: EVALUATOR_NAME,
    version: 1,
    categories: ['calendar', 'indicator', 'locality', 'target', 'measurement', 'alert'],
    createTables: createEvaluatorTables,
    async apply(tx, schema, events) {
      await world.load();
      const session = new Session(tx, schema, { store, workingDays }, world);
      for (const group of grouped(events)) await session.take(group);
      await session.lookAtDue(events.at(-1)!);
    },
  };
}

type Kind = 'day' | 'measurement' | 'target' | 'alert' | 'world';

const KINDS: Readonly<Record<string, Kind>> = { calendar: 'day', measurement: 'measurement', target: 'target', alert: 'alert' };

interface Group {
  readonly kind: Kind;
  readonly events: readonly RecordedEvent[];
}

/** Runs of events of one kind, in order. A day stands alone. */
function grouped(events: readonly RecordedEvent[]): readonly Group[] {
  const groups: { kind: Kind; events: RecordedEvent[] }[] = [];
  for (const event of events) {
    const kind = KINDS[event.stream.slice(0, event.stream.indexOf('-'))] ?? 'world';
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== 'day') last.events.push(event);
    else groups.push({ kind, events: [event] });
  }
  return groups;
}

/** One batch on its way into the tables. */
class Session {
  private day: CivilDate | null | undefined;
  private through: RecordedEvent | null = null;

  constructor(
    private readonly tx: TransactionSql,
    private readonly schema: string,
    private readonly parts: EvaluatorParts,
    private readonly world: KnownWorld,
  ) {}

  async take({ kind, events }: Group): Promise<void> {
    const last = events.at(-1)!;
    switch (kind) {
      case 'day':
        return this.begin(last);
      case 'world':
        return this.takeWorld(events);
      case 'target':
        return this.takeTargets(events);
      case 'alert':
        return this.takeAlerts(events);
      case 'measurement':
        return this.takeMeasurements(events);
    }
  }

  private async begin(recorded: RecordedEvent): Promise<void> {
    const { day } = decodeRecorded({ codec: calendarDayCodec }, recorded).data;
    this.day = day;
    await writeDay(this.tx, this.schema, day);
    await this.lookAtDue(recorded);
  }

  /** Looks at every pair that may find something on the day that has begun. */
  async lookAtDue(cause: RecordedEvent): Promise<void> {
    const day = await this.today();
    if (day === null || !this.isLive) return;
    for (let after = ''; ;) {
      const ids = await duePairs(this.tx, this.schema, day, after, AT_ONCE);
      if (ids.length === 0) return;
      await this.lookAt(
        ids.map((targetId) => ({ targetId, cause })),
        day,
      );
      after = ids.at(-1)!;
      if (ids.length < AT_ONCE) return;
    }
  }

  private get isLive(): boolean {
    return this.schema === EVALUATOR_NAME;
  }

  private async today(): Promise<CivilDate | null> {
    return (this.day ??= await readDay(this.tx, this.schema));
  }

  private async takeWorld(events: readonly RecordedEvent[]): Promise<void> {
    const [indicators, localities] = [new Map<string, CivilDate>(), new Map<string, CivilDate>()];
    for (const event of events) {
      this.world.take(event);
      const id = event.stream.slice(event.stream.indexOf('-') + 1);
      if (event.stream.startsWith('indicator-')) indicators.set(id, ALWAYS);
      else localities.set(id, (event.data as { effectiveOn?: CivilDate }).effectiveOn ?? ALWAYS);
    }
    await wake(this.tx, this.schema, 'indicator_id', indicators);
    await wake(this.tx, this.schema, 'locality_id', localities);
  }

  private async takeTargets(events: readonly RecordedEvent[]): Promise<void> {
    const ids = [...new Set(events.map(idOf))];
    const present = await readPairs(this.tx, this.schema, ids);
    const states = new Map<string, TargetState | null>([...present].map(([id, { target }]) => [id, target]));
    for (const event of events) {
      const state = targetDecider.evolve(states.get(idOf(event)) ?? null, decodeRecorded(TARGET, event));
      if (state) states.set(idOf(event), state);
    }
    const rows = [...states].flatMap(([targetId, target]) => {
      const before = present.get(targetId);
      const { alert, alertRevision } = before ?? { alert: alertDecider.initial, alertRevision: -1 };
      return target ? [{ targetId, target, alert, alertRevision, nextDay: ALWAYS, ...this.yearsOf(target) }] : [];
    });
    await putPairs(this.tx, this.schema, rows);
    const causes = new Map(events.map((event) => [idOf(event), event]));
    await this.lookNow([...causes].map(([targetId, cause]) => ({ targetId, cause })));
  }

  /** A state is a state in whatever year it is seen; a cumulative figure begins anew each year. */
  private yearsOf({ indicatorId, baseline, milestones }: TargetState): { yearFrom: number; yearTo: number } {
    if (this.world.indicator(indicatorId)?.accumulation === 'level') return { yearFrom: 0, yearTo: 9999 };
    return { yearFrom: yearOf(addDays(baseline.on, 1)), yearTo: yearOf(milestones.at(-1)?.due ?? baseline.on) };
  }

  /** What people wrote to alert streams, and this program's own events coming round. */
  private async takeAlerts(events: readonly RecordedEvent[]): Promise<void> {
    const pairs = new Map(await readPairs(this.tx, this.schema, events.map(idOf)));
    const changed = new Map<string, Outcome>();
    for (const event of events) {
      const pair = pairs.get(idOf(event));
      if (!pair || event.revision <= pair.alertRevision) continue;
      const alert = alertDecider.evolve(pair.alert, decodeRecorded(ALERT, event));
      const after = { ...pair, alert, alertRevision: event.revision, nextDay: ALWAYS };
      pairs.set(pair.targetId, after);
      changed.set(pair.targetId, after);
    }
    await writeOutcomes(this.tx, this.schema, [...changed.values()].map(outcomeOf));
  }

  private async takeMeasurements(events: readonly RecordedEvent[]): Promise<void> {
    if (!this.isLive || (await this.today()) === null) return;
    const rounds = roundsOf(await this.pairsTouched(events));
    for (const round of rounds) await this.lookNow(round);
  }

  /** Each event with each pair that it may concern, in the order of the events. */
  private async pairsTouched(events: readonly RecordedEvent[]): Promise<readonly Moment[]> {
    const keys = events.map((event) => event.data as { indicatorId: string; localityId: string; year: number });
    const rows = await this.tx.unsafe<{ n: number; targetId: string }[]>(
      `select e.n::int, p.target_id as "targetId"
       from unnest($1::text[], $2::text[], $3::int[]) with ordinality e(indicator_id, locality_id, year, n)
       join ${this.schema}.pair p on p.indicator_id = e.indicator_id and p.locality_id = e.locality_id and e.year between p.year_from and p.year_to
       order by e.n, p.target_id`,
      [keys.map((key) => key.indicatorId), keys.map((key) => key.localityId), keys.map((key) => key.year)],
    );
    return rows.map(({ n, targetId }) => ({ targetId, cause: events[n - 1]! }));
  }

  private async lookNow(moments: readonly Moment[]): Promise<void> {
    const day = await this.today();
    if (day !== null && this.isLive && moments.length > 0) await this.lookAt(moments, day);
  }

  /** Looks at pairs, each once, with the figures on record at its cause; appends what is to be said, and keeps what became of them. */
  private async lookAt(moments: readonly Moment[], day: CivilDate): Promise<void> {
    await this.waitForFigures(moments);
    const asked: readonly Asked[] = moments.map(({ targetId, cause }) => ({ targetId, until: cause.position }));
    const figures = await figuresOf(this.tx, this.schema, asked, day);
    let pairs: ReadonlyMap<string, Pair> = await readPairs(
      this.tx,
      this.schema,
      moments.map(({ targetId }) => targetId),
    );
    for (let attempt = 1; ; attempt++) {
      const said = moments.flatMap(({ targetId, cause }) => {
        const pair = pairs.get(targetId);
        const looked = pair && look({ ...pair, figures: figures.get(targetId) ?? [], day }, this.world, this.parts.workingDays);
        return looked ? [{ pair, cause, ...looked }] : [];
      });
      try {
        const appends = said.filter(({ events }) => events.length > 0).map((one) => appendOf(one, day));
        if (appends.length > 0) await this.parts.store.appendAll(appends);
        return await writeOutcomes(this.tx, this.schema, said.map(outcomeAfter));
      } catch (error) {
        // Somebody acknowledged one of them meanwhile.
        if (!(error instanceof WrongExpectedRevision) || attempt === MOST_ATTEMPTS) throw error;
        pairs = await this.readAlertsAnew(pairs);
      }
    }
  }

  private async waitForFigures(moments: readonly Moment[]): Promise<void> {
    const last = moments.reduce(
      (latest, { cause }) => (comparePositions(cause.position, latest.position) > 0 ? cause : latest),
      moments[0]!.cause,
    );
    if (this.through === last) return;
    await figuresThrough(this.tx, last.position);
    this.through = last;
  }

  private async readAlertsAnew(pairs: ReadonlyMap<string, Pair>): Promise<ReadonlyMap<string, Pair>> {
    const streams = await this.parts.store.readStreams([...pairs.keys()].map(alertStream));
    return new Map(
      [...pairs].map(([id, pair]) => {
        const recorded = streams.get(alertStream(id)) ?? [];
        const events = recorded.map((event) => decodeRecorded(ALERT, event));
        return [id, { ...pair, alert: fold(alertDecider, events), alertRevision: recorded.length - 1 }];
      }),
    );
  }
}

/** A pair to look at, and the event that is the reason to. */
interface Moment {
  readonly targetId: string;
  readonly cause: RecordedEvent;
}

/** So that a pair which several events concern is looked at after each of them, whatever batches they come in. */
function roundsOf(moments: readonly Moment[]): readonly (readonly Moment[])[] {
  const rounds: Moment[][] = [];
  const turns = new Map<string, number>();
  for (const moment of moments) {
    const turn = turns.get(moment.targetId) ?? 0;
    turns.set(moment.targetId, turn + 1);
    (rounds[turn] ??= []).push(moment);
  }
  return rounds;
}

interface Said {
  readonly pair: Pair;
  readonly cause: RecordedEvent;
  readonly events: readonly AlertEvent[];
  readonly nextDay: CivilDate | null;
}

function appendOf({ pair, cause, events }: Said, day: CivilDate): StreamAppend {
  const stream = alertStream(pair.targetId);
  const commandId = uuidV5(cause.id, `${stream}@${pair.alertRevision}`);
  const { correlationId } = metadataOf(cause);
  const context = { commandId, correlationId, causationId: cause.id, actor: EVALUATOR, today: day };
  const expected = pair.alertRevision < 0 ? 'no_stream' : pair.alertRevision;
  return { stream, expected, events: draftsOf(ALERT, stream, context, events) };
}

function outcomeAfter({ pair, events, nextDay }: Said): Outcome {
  const alert: AlertState = fold(alertDecider, events, pair.alert);
  return { targetId: pair.targetId, alert, alertRevision: pair.alertRevision + events.length, nextDay };
}

const outcomeOf = ({ targetId, alert, alertRevision, nextDay }: Outcome): Outcome => ({ targetId, alert, alertRevision, nextDay });

const idOf = ({ stream }: RecordedEvent): string => stream.slice(stream.indexOf('-') + 1);
