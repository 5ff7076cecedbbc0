import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { startProjector, type Projector } from '../../../apps/projector/start-projector.js';
import { eventually } from '../../../test/support/eventually.js';
import { commands, DEFINED, DEFINITION, historyOf, together } from '../../../test/support/histories.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { draft, PLANNER } from '../../../test/support/projected.js';
import { countIndicator, district, indicator, locality, milestone, plan } from '../../../test/support/samples.js';
import { silentLog } from '../../../test/support/silent-log.js';
import type { ProgressRow } from '../../contract/progress.js';
import { indicatorCodec } from '../../domain/indicator/indicator.codec.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { addDays, yearOf, type CivilDate } from '../../domain/kernel/civil-date.js';
import { fold } from '../../domain/kernel/decider.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityStream, type LocalityFacts } from '../../domain/locality/locality.events.js';
import { valueOf } from '../../domain/measurement/figure-value.js';
import { BASIS_RANK, type Figure } from '../../domain/measurement/figure.js';
import { measurementCodec } from '../../domain/measurement/measurement.codec.js';
import { measurementStream, type MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import { weigh, type WeighedFigure } from '../../domain/alert/alert.implausible.js';
import { DEFAULT_POLICY } from '../../domain/alert/alert.policy.js';
import { evaluate } from '../../domain/schedule/evaluate.js';
import { newestRules } from '../../domain/schedule/rules.js';
import { targetCodec } from '../../domain/target/target.codec.js';
import { targetStream, type Milestone, type TargetEvent } from '../../domain/target/target.events.js';
import { targetDecider, type TargetState } from '../../domain/target/target.state.js';
import type { EventStore, NewEvent, StreamAppend } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { readCheckpoint } from '../../event-store/projection-tables.js';
import { directivesProjection } from '../directives/directives.projection.js';
import { localitiesProjection } from '../localities/localities.projection.js';
import { progressProjection } from './progress.projection.js';
import { cameFrom } from '../http/reading.js';
import { progressPage } from './progress.query.js';
import { compiledPlanOf } from './figure-row.js';

const PROJECTIONS = [localitiesProjection, directivesProjection, progressProjection];

describe('progress asked at any day', () => {
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;
  let projector: Projector;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 16, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await store.appendAll([DEFINED]);
    projector = await startProjector({ store, sql, log: silentLog, projections: PROJECTIONS });
  });
  afterAll(async () => {
    await projector.close();
    await store.close();
    await sql.end();
    await database.drop();
  });

  async function write(history: readonly StreamAppend[]): Promise<void> {
    await shown(together(history));
  }

  /** Appends, and waits until every projection has come so far. */
  async function shown(appends: readonly StreamAppend[]): Promise<void> {
    await store.appendAll(appends);
    const head = await store.head();
    for (const { name } of PROJECTIONS) await eventually(async () => expect((await readCheckpoint(sql, name))?.position).toBe(head));
  }

  async function rowsOn(asOf: CivilDate, locality: string, client = sql): Promise<readonly ProgressRow[]> {
    const { items } = await progressPage(client, PLANNER, { asOf, locality, limit: 1_000, sort: 'locality' }, asOf, 'vi');
    return items;
  }

  it('is what the rule says of the figures known by that day, whatever happened to them', async () => {
    let [places, told] = [0, 0];
    const days = fc.array(
      fc.integer({ min: 0, max: 600 }).map((offset) => addDays('2021-03-01', offset)),
      { minLength: 6, maxLength: 6 },
    );
    const property = fc.asyncProperty(commands, days, async (all, asked) => {
      const place = `vn-q${places++}@base`;
      const history = historyOf(place, all);
      await write(history);
      const expected = expectedOf(history);
      for (const day of asked) {
        const found = (await rowsOn(day, place)).map(essence);
        expect(found).toEqual(expected(day));
        told += await expectKept(place, day, expected(day));
      }
      await expectInOneReading(place, asked, expected);
    });
    await fc.assert(property, { numRuns: 25 });
    // Of these days most lie in a course that is kept, and of those some in that of the figure before.
    expect(told).toBeGreaterThan(5);
  }, 120_000);

  const essence = ({ target, status, reason, late, numerator, figure }: ProgressRow) => ({
    ...{ id: target.id, status, reason, late, numerator },
    figure: figure?.asOf ?? null,
  });

  /** A client by which no answers are kept yet. */
  const unasked = (): Sql => (() => {}) as unknown as Sql;

  /** Days and those a week before, the last first: what was looked up for one serves the others where it tells of them. */
  async function expectInOneReading(place: string, days: readonly CivilDate[], expected: (day: CivilDate) => unknown): Promise<void> {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      const reading = tx as unknown as Sql;
      cameFrom(reading, unasked());
      const asked = days.flatMap((day) => [day, addDays(day, -7)]).sort();
      for (const day of asked.toReversed()) expect((await rowsOn(day, place, reading)).map(essence)).toEqual(expected(day));
    });
  }

  /** Holds what is kept of the figure before against the rule; answers with how many targets it told of on the day. */
  async function expectKept(
    place: string,
    day: CivilDate,
    rows: readonly { readonly id: string; readonly status: string }[],
  ): Promise<number> {
    const kept = await sql<{ id: string; status: string }[]>`
      select target_id as id, earlier_statuses[width_bucket(${day}::date, earlier_dates)] as status from progress.progress
      where locality_id = ${place} and width_bucket(${day}::date, from_dates) = 0 and earlier_dates[1] <= ${day}::date order by 1`;
    expect(kept).toEqual(rows.filter(({ id }) => kept.some((one) => one.id === id)).map(({ id, status }) => ({ id, status })));
    return kept.length;
  }

  it('takes the plan year that began last where one day has figures of two years of a target', async () => {
    const record = { on: 'measurement', kind: 'record', asOf: '2022-01-31', basis: 'actual' } as const;
    const target = { on: 'target', kind: 'set', target: 'a', due: '2022-06-30', value: '98' } as const;
    await write(historyOf('vn-two@base', [target, { ...record, year: 2022, numerator: '21' }, { ...record, year: 2021, numerator: '84' }]));
    expect(await rowsOn('2022-02-01', 'vn-two@base')).toMatchObject([
      { numerator: '21', figure: { id: 'resettled.vn-two@base.2022.2022-01-31.actual' } },
    ]);
  });

  it('sees a task of 2021 that was done in 2022, too late', async () => {
    await define(TASK);
    await set('late', TASK.indicatorId, 'vn-late@base', milestone({ comparator: 'complete', value: null }));
    await report(TASK.indicatorId, 'vn-late@base', '2022-02-15', { shape: 'done', on: '2022-02-10' });
    expect(await rowsOn('2022-02-14', 'vn-late@base')).toMatchObject([{ status: 'missed' }]);
    expect(await rowsOn('2022-02-15', 'vn-late@base')).toMatchObject([{ status: 'achieved', late: true, doneOn: '2022-02-10' }]);
  });

  it('keeps what was reached in a plan year when the cumulative figures of the next year begin again', async () => {
    await define(CUMULATIVE);
    await set('year', CUMULATIVE.indicatorId, 'vn-year@base', milestone({ value: '84' }));
    await report(CUMULATIVE.indicatorId, 'vn-year@base', '2021-12-31', { shape: 'count', value: '84' });
    await report(CUMULATIVE.indicatorId, 'vn-year@base', '2022-02-28', { shape: 'count', value: '5' });
    expect(await rowsOn('2022-03-31', 'vn-year@base')).toMatchObject([{ status: 'achieved', actual: '84' }]);
  });

  it('answers each day of one reading by the figures of that day, whatever later day was asked before', async () => {
    await define(CUMULATIVE);
    await set('days', CUMULATIVE.indicatorId, 'vn-days@base', milestone({ value: '84' }));
    for (const [month, value] of ['10', '16', '22', '28', '34', '40'].entries())
      await report(CUMULATIVE.indicatorId, 'vn-days@base', `2021-0${month + 3}-14`, { shape: 'count', value });
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      const reading = tx as unknown as Sql;
      cameFrom(reading, unasked());
      const on = async (day: CivilDate) => (await rowsOn(day, 'vn-days@base', reading))[0]?.actual;
      const days = ['2021-08-13', '2021-07-10', '2021-06-20', '2021-04-20', '2021-03-20', '2021-03-01'];
      const found: (string | null | undefined)[] = [];
      for (const day of days) found.push(await on(day));
      expect(found).toEqual(['34', '28', '28', '16', '10', null]);
    });
  });

  it('says whether an own count agrees with the counts beneath', async () => {
    await place(district('vn-sum@base', 'Na Hang'));
    await place(locality({ localityId: 'vn-part@base', level: 'commune', parentId: 'vn-sum@base' }));
    await set('sum', CUMULATIVE.indicatorId, 'vn-sum@base', milestone({ value: '84' }));
    for (const id of ['vn-sum@base', 'vn-part@base'])
      await report(CUMULATIVE.indicatorId, id, '2021-08-31', { shape: 'count', value: '37' });
    const row = async () => (await rowsOn('2021-12-01', 'vn-sum@base')).find(({ target }) => target.id === 'sum');
    expect(await row()).toMatchObject({ source: 'own', actual: '37', rollUp: { value: '37', agrees: true } });
    await report(CUMULATIVE.indicatorId, 'vn-sum@base', '2021-11-30', { shape: 'count', value: '40' });
    expect(await row()).toMatchObject({ actual: '40', rollUp: { value: '37', agrees: false } });
  });

  const TASK = indicator({ indicatorId: 'plan-issued', shape: 'task', rollUp: 'none', accumulation: 'level', base: null });
  const CUMULATIVE = countIndicator({ indicatorId: 'moved' });
  const stored = (stream: string, event: NewEvent) => shown([{ stream, expected: 'any', events: [event] }]);
  const define = (data: IndicatorDefinition) =>
    stored(`indicator-${data.indicatorId}`, draft(indicatorCodec, { type: 'IndicatorDefined', data }, data.indicatorId));
  const place = (data: LocalityFacts) =>
    stored(localityStream(data.localityId), draft(localityCodec, { type: 'LocalityRegistered', data }, data.localityId));
  const set = (targetId: string, indicatorId: string, localityId: string, last: Milestone) => {
    const data = {
      ...plan({ milestones: [last] }),
      targetId,
      indicatorId,
      localityId,
      responsible: null,
      provenance: null,
      allocatedFrom: null,
      note: null,
    };
    return stored(targetStream(targetId), draft(targetCodec, { type: 'TargetSet', data }, targetId));
  };
  const report = (indicatorId: string, localityId: string, asOf: CivilDate, figure: Figure) => {
    const data = {
      indicatorId,
      localityId,
      year: yearOf(asOf),
      asOf,
      basis: 'actual' as const,
      figure,
      justification: null,
      note: null,
      source: null,
    };
    const stream = measurementStream(indicatorId, localityId, data.year);
    return stored(stream, draft(measurementCodec, { type: 'MeasurementRecorded', data }, `${stream} ${asOf}`));
  };
});

interface Entry extends WeighedFigure {
  readonly year: number;
  readonly numerator: string;
}

/** The rule (DESIGN §4.1–5) told in the plainest way over the events of one locality. */
function expectedOf(history: readonly StreamAppend[]) {
  const figures = new Map<string, Entry>();
  const targets = new Map<string, TargetEvent[]>();
  for (const { stream, events } of history) {
    for (const { type, data } of events) {
      if (stream.startsWith('target-')) targets.set(stream, [...(targets.get(stream) ?? []), { type, data } as TargetEvent]);
      else note(figures, { type, data } as MeasurementEvent);
    }
  }
  const states = [...targets.values()].map((events) => fold(targetDecider, events)!).sort((a, b) => (a.targetId < b.targetId ? -1 : 1));
  return (day: CivilDate) => states.map((target) => judged(target, [...figures.values()], day));
}

function note(figures: Map<string, Entry>, { type, data }: MeasurementEvent): void {
  const key = `${data.asOf} ${data.basis} ${data.year}`;
  if (type === 'MeasurementRecorded' || type === 'MeasurementCorrected') {
    const numerator = data.figure.shape === 'ratio' ? data.figure.numerator : '';
    figures.set(key, {
      asOf: data.asOf,
      basis: data.basis,
      year: data.year,
      value: valueOf(data.figure),
      doneOn: null,
      numerator,
      measurementId: null,
    });
  }
  const entry = figures.get(key);
  if (type === 'MeasurementVerified' && entry) figures.set(key, { ...entry, isVerified: true });
  if (type === 'MeasurementWithdrawn' || type === 'MeasurementReturned') figures.delete(key);
}

function judged(target: TargetState, figures: readonly Entry[], day: CivilDate) {
  const due = target.milestones.at(-1)!.due;
  const plan = compiledPlanOf(target, { ...DEFINITION, rules: newestRules() });
  const dated = figures
    .filter(({ asOf }) => asOf <= day)
    .sort((a, b) => (a.asOf === b.asOf ? BASIS_RANK[b.basis] - BASIS_RANK[a.basis] || b.year - a.year : a.asOf < b.asOf ? 1 : -1))
    .filter(({ asOf }, index, all) => all[index - 1]?.asOf !== asOf);
  const { counting, doubted } = weigh({ indicator: DEFINITION, plan, policy: DEFAULT_POLICY }, dated);
  const figure = counting[0] ?? null;
  const inTime = counting.find(({ asOf }) => asOf <= due) ?? null;
  const { status, reason: found, late } = evaluate(plan, figure, day, inTime);
  const reason = doubted && doubted.figure !== figure && status !== 'withdrawn' ? 'figure_doubted' : found;
  return { id: target.targetId, status, reason, late, numerator: figure?.numerator ?? null, figure: figure?.asOf ?? null };
}
