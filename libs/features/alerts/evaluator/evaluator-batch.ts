import { alertCodec } from '../../../domain/alert/alert.codec.js';
import { alertDecider } from '../../../domain/alert/alert.state.js';
import { calendarDayCodec } from '../../../domain/calendar-day/calendar-day.codec.js';
import { addDays, yearOf, type CivilDate } from '../../../domain/kernel/civil-date.js';
import type { MeasurementKey } from '../../../domain/measurement/measurement.events.js';
import { targetCodec } from '../../../domain/target/target.codec.js';
import { targetDecider, type TargetState } from '../../../domain/target/target.state.js';
import type { RecordedEvent } from '../../../event-store/event-store.js';
import { decodeRecorded } from '../../../event-store/projection-fold.js';
import {
  ALWAYS,
  behind,
  duePairs,
  placesWithPairs,
  putComing,
  putPairs,
  readPairs,
  takeComing,
  wake,
  wakePairs,
  writeOutcomes,
  type DuePair,
  type Key,
  type Outcome,
  type Place,
} from './evaluator.tables.js';
import type { KnownWorld } from './known-world.js';
import { lookAt, type LookParts, type Moment, type OwedReport } from './look-at.js';
import { remindOf } from './remind.js';

export type Kind = 'day' | 'measurement' | 'target' | 'alert' | 'world';

export interface Group {
  readonly kind: Kind;
  readonly events: readonly RecordedEvent[];
}

const AT_ONCE = 2_000;

/** One batch of events on its way into the tables of the evaluator, and what follows from it into the alert streams. */
export class EvaluatorBatch {
  constructor(
    private readonly place: Place,
    private readonly parts: LookParts,
    private readonly world: KnownWorld,
    /** The last day that has begun; null before the first. */
    public day: CivilDate | null,
  ) {}

  async take({ kind, events }: Group): Promise<void> {
    switch (kind) {
      case 'day':
        for (const event of events) await this.begin(event);
        return;
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

  /** After the tables were filled anew: looks at every pair, on the day on record, and reminds of its reports. Else nothing is due. */
  async takeUp(cause: RecordedEvent): Promise<void> {
    if (this.day !== null) await remindOf(await this.lookAtDue(cause), cause, this.day, this.parts, this.world);
  }

  /** Looks at every pair that may find something on the day that has begun; answers with the reports of which to remind on it. */
  private async lookAtDue(cause: RecordedEvent): Promise<readonly OwedReport[]> {
    const owed: OwedReport[] = [];
    const day = this.day;
    if (day === null || !this.place.isLive) return owed;
    for (let after: DuePair | null = null; ;) {
      const due: readonly DuePair[] = await duePairs(this.place, day, after, AT_ONCE);
      for (const one of await this.look(due.map(({ targetId }) => ({ targetId, cause })))) owed.push(one);
      if (due.length < AT_ONCE) return owed;
      after = due.at(-1) ?? after;
    }
  }

  private async begin(recorded: RecordedEvent): Promise<void> {
    const { day } = decodeRecorded({ codec: calendarDayCodec }, recorded).data;
    // Days of the past are on record where a clock had fallen back.
    if (this.day !== null && day <= this.day) return;
    this.day = day;
    await this.wakeTurning(day);
    // Of its own day only: what is looked at later in the day is reminded of the next time.
    await remindOf(await this.lookAtDue(recorded), recorded, day, this.parts, this.world);
  }

  /** What was recorded before the day on which it holds: figures, ends of localities, other parents, chains. */
  private async wakeTurning(day: CivilDate): Promise<void> {
    const figures = await takeComing(this.place, day);
    if (!this.place.isLive) return;
    await wakePairs(this.place, [...figures, ...this.above(figures)], ALWAYS);
    const turning = this.world.turningOn(day);
    const concerned = turning.flatMap((id) => [...this.world.beneath(id), ...this.world.over(id)]);
    await wake(this.place, 'locality_id', [...new Set(concerned)], ALWAYS);
  }

  /** What an event wakes is looked at before the next, whatever batches they come in. */
  private async takeWorld(events: readonly RecordedEvent[]): Promise<void> {
    // While the tables are filled, every pair is to be looked at anyhow.
    const has = this.place.isLive ? await placesWithPairs(this.place) : null;
    const wholes = new Set<string>();
    for (const event of events) {
      this.world.take(event);
      if (!has) continue;
      const isWoken = await this.wakeFor(event, has);
      if (isWoken) await this.lookAtDue(event);
      if (event.stream.startsWith('locality-')) for (const id of this.world.over(idOf(event))) wholes.add(id);
    }
    // A sum changes with the places that it is made of.
    if (has && this.day !== null) await wake(this.place, 'locality_id', [...wholes], addDays(this.day, 1));
  }

  /** False where the event concerns no pair: most localities have none. */
  private async wakeFor(event: RecordedEvent, has: ReadonlySet<string>): Promise<boolean> {
    const [by, ids] = this.concernedBy(event);
    const known = by === 'locality_id' ? ids.filter((id) => has.has(id)) : ids;
    await wake(this.place, by, known, ALWAYS);
    return known.length > 0;
  }

  private concernedBy(event: RecordedEvent): readonly ['locality_id' | 'indicator_id', readonly string[]] {
    // Any due day and any escalation may move with a holiday.
    if (event.stream.startsWith('holidays-')) return ['indicator_id', this.world.indicatorIds()];
    return event.stream.startsWith('indicator-') ? ['indicator_id', [idOf(event)]] : ['locality_id', [...this.world.beneath(idOf(event))]];
  }

  private async takeTargets(events: readonly RecordedEvent[]): Promise<void> {
    for (const round of roundsOf(events.map((event) => ({ targetId: idOf(event), cause: event })))) await this.takeTargetsOnce(round);
  }

  /** One event of each target. */
  private async takeTargetsOnce(moments: readonly Moment[]): Promise<void> {
    const present = await readPairs(
      this.place,
      moments.map(({ targetId }) => targetId),
    );
    const begun = { alert: alertDecider.initial, alertRevision: -1, knownFrom: this.day };
    const rows = moments.flatMap(({ targetId, cause }) => {
      const { target: before = null, alert, alertRevision, knownFrom } = { ...begun, ...present.get(targetId) };
      const target = targetDecider.evolve(before, decodeRecorded({ codec: targetCodec }, cause));
      return target ? [{ targetId, target, alert, alertRevision, knownFrom, nextDay: ALWAYS, ...this.yearsOf(target) }] : [];
    });
    await putPairs(this.place, rows);
    await this.look(moments);
  }

  /** A state is a state in whatever year it is seen; a cumulative figure begins anew each year. */
  private yearsOf({ indicatorId, baseline, milestones }: TargetState): { yearFrom: number; yearTo: number } {
    if (this.world.indicator(indicatorId)?.accumulation === 'level') return { yearFrom: 0, yearTo: 9999 };
    return { yearFrom: yearOf(addDays(baseline.on, 1)), yearTo: yearOf(milestones.at(-1)?.due ?? baseline.on) };
  }

  /** What people wrote to alert streams, and the evaluator's own events coming round. */
  private async takeAlerts(events: readonly RecordedEvent[]): Promise<void> {
    const late = await behind(this.place, new Map(events.map((event) => [idOf(event), event.revision])));
    const moments = events.map((cause) => ({ targetId: idOf(cause), cause }));
    for (const round of roundsOf(moments.filter(({ targetId }) => late.has(targetId)))) await this.takeAlertsOnce(round);
  }

  /** One event of each alert. */
  private async takeAlertsOnce(moments: readonly Moment[]): Promise<void> {
    const pairs = await readPairs(
      this.place,
      moments.map(({ targetId }) => targetId),
    );
    const outcomes = moments.flatMap(({ targetId, cause }): Outcome[] => {
      const pair = pairs.get(targetId);
      if (!pair || cause.revision <= pair.alertRevision) return [];
      const alert = alertDecider.evolve(pair.alert, decodeRecorded({ codec: alertCodec }, cause));
      return [{ targetId, alert, alertRevision: cause.revision, nextDay: ALWAYS }];
    });
    await writeOutcomes(this.place, outcomes);
    const changed = new Set(outcomes.map(({ targetId }) => targetId));
    await this.look(moments.filter(({ targetId }) => changed.has(targetId)));
  }

  private async takeMeasurements(events: readonly RecordedEvent[]): Promise<void> {
    const day = this.day;
    if (day === null) return;
    const figures = events.map(({ data }) => data as unknown as MeasurementKey);
    const coming = figures.filter(({ asOf }) => asOf > day);
    await putComing(
      this.place,
      coming.map((figure) => ({ key: keyOf(figure), day: figure.asOf })),
    );
    if (!this.place.isLive) return;
    for (const round of roundsOf(await this.touched(events))) await this.look(round);
    // A sum changes with each of its parts: it is looked at once a day.
    await wakePairs(this.place, this.above(figures.map(keyOf)), addDays(day, 1));
  }

  /** Each event with each pair of its own indicator and locality, in the order of the events. */
  private async touched(events: readonly RecordedEvent[]): Promise<readonly Moment[]> {
    const keys = events.map(({ data }) => data as unknown as MeasurementKey);
    const rows = await this.place.tx.unsafe<{ n: number; targetId: string }[]>(
      `select e.n::int, p.target_id as "targetId"
       from unnest($1::text[], $2::text[], $3::int[]) with ordinality e(indicator_id, locality_id, year, n)
       join ${this.place.schema}.pair p on p.indicator_id = e.indicator_id and p.locality_id = e.locality_id and e.year between p.year_from and p.year_to
       order by e.n, p.target_id`,
      [keys.map((key) => key.indicatorId), keys.map((key) => key.localityId), keys.map((key) => key.year)],
    );
    return rows.flatMap(({ n, targetId }) => {
      const cause = events[n - 1];
      return cause ? [{ targetId, cause }] : [];
    });
  }

  /** Each indicator at every locality that stands above its own or came of it. */
  private above(keys: readonly Key[]): readonly Key[] {
    const found = new Map<string, Key>();
    for (const [indicatorId, localityId] of keys)
      for (const id of this.world.over(localityId)) if (id !== localityId) found.set(`${indicatorId}.${id}`, [indicatorId, id]);
    return [...found.values()];
  }

  private async look(moments: readonly Moment[]): Promise<readonly OwedReport[]> {
    const day = this.day;
    if (day === null || !this.place.isLive || moments.length === 0) return [];
    return lookAt(moments, day, this.place, this.parts, this.world);
  }
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

const keyOf = ({ indicatorId, localityId }: MeasurementKey): Key => [indicatorId, localityId];
const idOf = ({ stream }: RecordedEvent): string => stream.slice(stream.indexOf('-') + 1);
