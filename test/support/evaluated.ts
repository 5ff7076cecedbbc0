import postgres from 'postgres';
import { PROJECTIONS, projectionsOn } from '../../apps/projector/projections.js';
import { startProjector } from '../../apps/projector/start-projector.js';
import { escalationChainCodec } from '../../libs/domain/alert/escalation-chain.codec.js';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { localityCodec } from '../../libs/domain/locality/locality.codec.js';
import type { LocalityEvent, LocalityFacts } from '../../libs/domain/locality/locality.events.js';
import type { EventStore, RecordedEvent, StreamAppend } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { EVALUATOR_NAME } from '../../libs/features/alerts/evaluator/alert-evaluator.js';
import { recordDays } from '../../libs/features/alerts/evaluator/keep-days.js';
import { DEFINED } from './histories.js';
import { freshDatabase } from './postgres.js';
import { draft } from './projected.js';
import { district, locality, NATION_FACTS } from './samples.js';
import { silentLog } from './silent-log.js';
import { allCaughtUp } from './system.js';

// A province with four districts in a database of its own, to which things happen while alerts are evaluated or not.

export const FIRST_DAY = '2021-06-15';
const NAMES = [...PROJECTIONS.map(({ name }) => name), EVALUATOR_NAME];

/** Something that happens: facts are appended, or days begin up to one. */
export type Step = readonly StreamAppend[] | CivilDate;

export const registered = (facts: LocalityFacts): StreamAppend => ({
  stream: `locality-${facts.localityId}`,
  expected: 'no_stream',
  events: [draft(localityCodec, { type: 'LocalityRegistered', data: facts }, facts.localityId)],
});
/** What becomes of a locality. */
export const becomes = (event: LocalityEvent): StreamAppend => ({
  stream: `locality-${event.data.localityId}`,
  expected: 'any',
  events: [draft(localityCodec, event, JSON.stringify(event))],
});
export const merged = (localityId: string, into: string, effectiveOn: CivilDate): StreamAppend =>
  becomes({ type: 'LocalityMerged', data: { localityId, into, effectiveOn, legalBasis: null } });

/** Alerts of a locality go up after a working day, and after one more. */
export function chainSet(localityId: string, from: CivilDate): StreamAppend {
  const steps = [1, 2].map((level) => ({ afterWorkingDays: 1, level }));
  const set = { type: 'EscalationChainSet', data: { localityId, steps, from } } as const;
  return { stream: `escalation-${localityId}`, expected: 'any', events: [draft(escalationChainCodec, set, `${localityId} ${from}`)] };
}

export const PROVINCE = locality().localityId;
export const DISTRICTS = ['1', '2', '3', '4'].map((number) => district(`vn-d${number}@base`, `Số ${number}`));
const WORLD: readonly StreamAppend[] = [DEFINED, ...[NATION_FACTS, locality(), ...DISTRICTS].map(registered)];

export class Place {
  private constructor(
    readonly url: string,
    readonly store: EventStore,
    readonly sql: postgres.Sql,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Place> {
    const database = await freshDatabase();
    const store = await openPostgresEventStore({ url: database.url });
    const sql = postgres(database.url, { max: 32, onnotice: () => {} });
    return new Place(database.url, store, sql, async () => {
      await Promise.all([store.close(), sql.end()]);
      await database.drop();
    });
  }

  async do(step: Step): Promise<void> {
    if (typeof step === 'string') return recordDays({ store: this.store, today: () => step, log: silentLog });
    for (const append of step) await this.store.appendAll([append]);
  }

  /** Nothing is said of what is found on record at the first start of all, so that comes before everything else. */
  async begin(): Promise<void> {
    await this.do(WORLD);
    await this.projecting(FIRST_DAY, () => this.settled());
  }

  /** Resolves when nothing follows any more from what is on record. */
  async settled(): Promise<void> {
    for (let head = ''; head !== (await this.store.head());) {
      head = await this.store.head();
      await allCaughtUp(this.store, this.sql, NAMES);
    }
  }

  /** What was said of each target, in its order. */
  async alerts(): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
    const streams = new Map<string, RecordedEvent[]>();
    for await (const { events } of this.store.readAll({ filter: { categories: ['alert'] } })) {
      for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    }
    return streams;
  }

  async projecting(day: CivilDate, work: () => Promise<void>, projections = projectionsOn(this.store, this.sql)): Promise<void> {
    const projector = await startProjector({ store: this.store, sql: this.sql, log: silentLog, projections, today: () => day });
    try {
      await work();
    } finally {
      await projector.close();
    }
  }
}

export const sayings = (streams: ReadonlyMap<string, readonly RecordedEvent[]>) =>
  [...streams]
    .map(([stream, events]) => ({ stream, said: events.map(({ type, data }) => ({ type, data })) }))
    .sort((a, b) => (a.stream < b.stream ? -1 : 1));

/** The alerts after all that happens, told while the projector runs and waits for each step, or after it stood still for all of them. */
export async function alertsOf(steps: readonly Step[], way: 'step by step' | 'at once'): Promise<ReturnType<typeof sayings>> {
  const place = await Place.open();
  try {
    await place.begin();
    if (way === 'at once') for (const step of steps) await place.do(step);
    await place.projecting(way === 'at once' ? lastDayOf(steps) : FIRST_DAY, async () => {
      for (const step of way === 'at once' ? [] : steps) {
        await place.do(step);
        await place.settled();
      }
      await place.settled();
    });
    return sayings(await place.alerts());
  } finally {
    await place.close();
  }
}

export const lastDayOf = (steps: readonly Step[]): CivilDate => steps.findLast((step) => typeof step === 'string') ?? FIRST_DAY;
