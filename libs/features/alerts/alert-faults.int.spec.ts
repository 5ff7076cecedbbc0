import fc from 'fast-check';
import postgres from 'postgres';
import { projectionsOn } from '../../../apps/projector/projections.js';
import { startProjector } from '../../../apps/projector/start-projector.js';
import { startStalling } from '../../../test/support/child.js';
import { eventually } from '../../../test/support/eventually.js';
import { commands, DEFINED, historyOf } from '../../../test/support/histories.js';
import { freshDatabase } from '../../../test/support/postgres.js';
import { draft } from '../../../test/support/projected.js';
import { district, locality, NATION_FACTS } from '../../../test/support/samples.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { allCaughtUp } from '../../../test/support/system.js';
import { PROJECTIONS } from '../../../apps/projector/projections.js';
import { indicatorCodec } from '../../domain/indicator/indicator.codec.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import type { LocalityFacts } from '../../domain/locality/locality.events.js';
import type { EventStore, RecordedEvent, StreamAppend } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { EVALUATOR_NAME } from './evaluator/alert-evaluator.js';
import { recordDays } from './evaluator/keep-days.js';

const FIRST_DAY = '2021-06-15';
const NAMES = [...PROJECTIONS.map(({ name }) => name), EVALUATOR_NAME];

/** Something that happens: facts are appended, or days begin up to one. */
type Step = readonly StreamAppend[] | CivilDate;

const registered = (facts: LocalityFacts): StreamAppend => ({
  stream: `locality-${facts.localityId}`,
  expected: 'no_stream',
  events: [draft(localityCodec, { type: 'LocalityRegistered', data: facts }, facts.localityId)],
});
const DISTRICTS = ['1', '2', '3', '4'].map((number) => district(`vn-d${number}@base`, `Số ${number}`));
const WORLD: readonly StreamAppend[] = [DEFINED, ...[NATION_FACTS, locality(), ...DISTRICTS].map(registered)];

class Place {
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

const sayings = (streams: ReadonlyMap<string, readonly RecordedEvent[]>) =>
  [...streams]
    .map(([stream, events]) => ({ stream, said: events.map(({ type, data }) => ({ type, data })) }))
    .sort((a, b) => (a.stream < b.stream ? -1 : 1));

/** The alerts after all that happens, told while the projector runs and waits for each step, or after it stood still for all of them. */
async function alertsOf(steps: readonly Step[], way: 'step by step' | 'at once'): Promise<ReturnType<typeof sayings>> {
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

const lastDayOf = (steps: readonly Step[]): CivilDate => steps.findLast((step) => typeof step === 'string') ?? FIRST_DAY;

describe('the alerts that follow from a history', () => {
  it('are the same whatever the batches in which it is read', async () => {
    const days = fc.uniqueArray(fc.constantFrom('2021-06-30', '2021-07-26', '2021-09-03', '2021-10-02', '2022-01-20', '2022-02-10'), {
      minLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { minLength: 2, maxLength: 2 }), days, async (all, unsorted) => {
        const history = all.flatMap((one, index) => historyOf(DISTRICTS[index]!.localityId, one));
        const size = Math.ceil(history.length / unsorted.length);
        const steps = unsorted.toSorted().flatMap((day, index): Step[] => [history.slice(index * size, (index + 1) * size), day]);
        expect(await alertsOf(steps, 'at once')).toEqual(await alertsOf(steps, 'step by step'));
      }),
      { numRuns: Number(process.env.BATCH_RUNS ?? 3), endOnFailure: true },
    );
  }, 120_000);
});

describe('facts that are recorded at one moment', () => {
  it('are looked at one after the other: an alert rests on the plan that stood when it was raised', async () => {
    const figure = { on: 'measurement', kind: 'record', asOf: '2021-08-31', year: 2021, basis: 'actual', numerator: '10' } as const;
    const target = { on: 'target', target: 'a', due: '2021-12-31', value: '100' } as const;
    const history = historyOf(DISTRICTS[0]!.localityId, [
      figure,
      { ...target, kind: 'set', due: '2021-09-30' },
      { ...target, kind: 'replan' },
      { ...target, kind: 'revise', value: '50' },
    ]);
    expect(history).toHaveLength(4);
    const told = await alertsOf(['2021-09-03', history, '2021-09-04'], 'at once');
    expect(told).toEqual(await alertsOf(['2021-09-03', ...history.map((one) => [one]), '2021-09-04'], 'step by step'));
    expect(told[0]?.said[0]).toMatchObject({ type: 'AlertRaised', data: { evidence: { expected: '89.010989010989' } } });
  }, 120_000);

  it('are judged by the calendar that held when each came, though it was another one before and after', async () => {
    const owed = (frequency: 'month' | 'year', key: string): StreamAppend => {
      const calendar = { kind: 'periodic', frequency, cutOffDay: 14, dueDay: 25, minWorkingDays: 1 } as const;
      const set = { type: 'ReportingCalendarSet', data: { indicatorId: 'resettled', calendar } } as const;
      return { stream: 'indicator-resettled', expected: 'any', events: [draft(indicatorCodec, set, key)] };
    };
    const targets = historyOf(DISTRICTS[0]!.localityId, [{ on: 'target', kind: 'set', target: 'a', due: '2021-12-31', value: '98' }]);
    const steps = [[owed('year', '1')], targets, '2021-08-01', [owed('month', '2')], [owed('year', '3')]];
    const told = await alertsOf(steps, 'at once');
    expect(told).toEqual(await alertsOf(steps, 'step by step'));
    expect(told[0]?.said.map(({ type }) => type)).toEqual(['AlertRaised', 'AlertResolved']);
  }, 120_000);
});

describe('a projector that leads again', () => {
  it('knows what another one took meanwhile', async () => {
    const place = await Place.open();
    const [own, other] = [projectionsOn(place.store, place.sql), projectionsOn(place.store, place.sql)];
    const born = district('vn-d9@base', 'Xuân Vân');
    const figure = { on: 'measurement', kind: 'record', asOf: '2021-08-31', year: 2021, basis: 'actual', numerator: '10' } as const;
    const target = { on: 'target', kind: 'set', target: 'a', due: '2021-09-30', value: '98' } as const;
    try {
      await place.begin();
      await place.do('2021-10-01');
      await place.projecting('2021-10-01', () => place.settled(), own);
      await place.do([registered(born)]);
      await place.projecting('2021-10-01', () => place.settled(), other);
      await place.do(historyOf(born.localityId, [target, figure]));
      await place.projecting('2021-10-01', () => place.settled(), own);
      const [alert] = await place.alerts();
      expect(alert?.[1].map(({ type }) => type)).toEqual(['AlertRaised']);
      expect(JSON.stringify(alert?.[1][0]?.data)).toContain('Xuân Vân');
    } finally {
      await place.close();
    }
  }, 120_000);
});

describe('kill -9 of the projector between its append to the alert streams and the commit of its checkpoint', () => {
  const fact = (asOf: '2021-06-30' | '2021-08-31', numerator: string) =>
    ({ on: 'measurement', kind: 'record', asOf, year: 2021, basis: 'actual', numerator }) as const;
  const target = { on: 'target', kind: 'set', target: 'a', due: '2021-12-31', value: '98' } as const;
  const history = DISTRICTS.flatMap(({ localityId }) => historyOf(localityId, [target, fact('2021-06-30', '4'), fact('2021-08-31', '60')]));
  const facts = (asOf: string | null): readonly StreamAppend[] =>
    history.filter(({ events: [event] }) => ((event?.data as { asOf?: string }).asOf ?? null) === asOf);

  it('loses no alert and doubles none, however often it comes and whatever is written meanwhile', async () => {
    const steps: readonly Step[] = [facts(null), '2021-07-26', facts('2021-06-30'), '2021-09-01', facts('2021-08-31'), '2021-09-28'];
    const place = await Place.open();
    const children: ReturnType<typeof startStalling>[] = [];
    const killedAt = async (day: CivilDate, append: number): Promise<void> => {
      const child = startStalling(place.url, day, append);
      children.push(child);
      await eventually(() => expect(child.lines).toContain('appended'), 30_000);
      await child.kill();
    };
    try {
      await place.begin();
      for (const [index, step] of steps.entries()) {
        await place.do(step);
        const day = lastDayOf(steps.slice(0, index + 1));
        // Twice at the same append, and once at the next: what was appended before is taken for said, and nothing else.
        if (index === 3) for (const append of [1, 1, 2]) await killedAt(day, append);
        if (index === 4) await killedAt(day, 1);
      }
      const position = async (): Promise<unknown> => (await place.sql`select position from evaluator.checkpoint`)[0]?.position;
      const before = await position();
      await place.projecting('2021-09-28', () => place.settled());
      expect(await position()).not.toBe(before);
      const told = await place.alerts();
      expect(sayings(told)).toEqual(await alertsOf(steps, 'step by step'));
      const all = [...told.values()].flat();
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(all.filter(({ type }) => type === 'AlertRaised').length).toBeGreaterThanOrEqual(DISTRICTS.length);
    } finally {
      await Promise.all(children.map((child) => child.kill()));
      await place.close();
    }
  }, 180_000);
});
