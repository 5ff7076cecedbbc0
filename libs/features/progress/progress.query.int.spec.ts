import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { startProjector, type Projector } from '../../../apps/projector/start-projector.js';
import { eventually } from '../../../test/support/eventually.js';
import { commands, DEFINED, DEFINITION, historyOf, together } from '../../../test/support/histories.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { PLANNER } from '../../../test/support/projected.js';
import { silentLog } from '../../../test/support/silent-log.js';
import type { ProgressRow } from '../../contract/progress.js';
import { addDays, yearOf, type CivilDate } from '../../domain/kernel/civil-date.js';
import { fold } from '../../domain/kernel/decider.js';
import { valueOf, type KnownFigure } from '../../domain/measurement/figure-value.js';
import { BASIS_RANK } from '../../domain/measurement/figure.js';
import type { MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import { evaluate } from '../../domain/schedule/evaluate.js';
import type { TargetEvent } from '../../domain/target/target.events.js';
import { targetDecider, type TargetState } from '../../domain/target/target.state.js';
import type { EventStore, StreamAppend } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { readCheckpoint } from '../../event-store/projection-tables.js';
import { directivesProjection } from '../directives/directives.projection.js';
import { localitiesProjection } from '../localities/localities.projection.js';
import { progressProjection } from './progress.projection.js';
import { progressPage } from './progress.query.js';
import { compiledPlanOf } from './refresh.js';

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
    await store.appendAll(together(history));
    const head = await store.head();
    for (const { name } of PROJECTIONS) await eventually(async () => expect((await readCheckpoint(sql, name))?.position).toBe(head));
  }

  async function rowsOn(asOf: CivilDate, locality: string): Promise<readonly ProgressRow[]> {
    const { items } = await progressPage(sql, PLANNER, { asOf, locality, limit: 1_000, sort: 'locality' }, asOf, 'vi');
    return items;
  }

  it('is what the rule says of the figures known by that day, whatever happened to them', async () => {
    let places = 0;
    const days = fc.array(fc.integer({ min: 0, max: 600 }).map((offset) => addDays('2021-03-01', offset)), { minLength: 6, maxLength: 6 });
    const property = fc.asyncProperty(commands, days, async (all, asked) => {
      const place = `vn-q${places++}@base`;
      const history = historyOf(place, all);
      await write(history);
      const expected = expectedOf(history);
      for (const day of asked) {
        const found = (await rowsOn(day, place)).map(({ target, status, reason, late, numerator, figure }) => ({ id: target.id, status, reason, late, numerator, figure: figure?.asOf ?? null }));
        expect(found).toEqual(expected(day));
      }
    });
    await fc.assert(property, { numRuns: 25 });
  }, 60_000);

  it('takes the plan year that began last where one day has figures of two years of a target', async () => {
    const record = { on: 'measurement', kind: 'record', asOf: '2022-01-31', basis: 'actual' } as const;
    const target = { on: 'target', kind: 'set', target: 'a', due: '2022-06-30', value: '98' } as const;
    await write(historyOf('vn-two@base', [target, { ...record, year: 2022, numerator: '21' }, { ...record, year: 2021, numerator: '84' }]));
    expect(await rowsOn('2022-02-01', 'vn-two@base')).toMatchObject([{ numerator: '21', figure: { id: 'resettled.vn-two@base.2022.2022-01-31.actual' } }]);
  });
});

interface Entry extends KnownFigure {
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
    figures.set(key, { asOf: data.asOf, basis: data.basis, year: data.year, value: valueOf(data.figure), doneOn: null, numerator });
  }
  if (type === 'MeasurementWithdrawn' || type === 'MeasurementReturned') figures.delete(key);
}

function judged(target: TargetState, figures: readonly Entry[], day: CivilDate) {
  const due = target.milestones.at(-1)!.due;
  const years = [yearOf(addDays(target.baseline.on, 1)), yearOf(due)] as const;
  const best = (until: CivilDate): Entry | null =>
    figures
      .filter(({ asOf, year }) => asOf <= until && year >= years[0] && year <= years[1])
      .sort((a, b) => (a.asOf === b.asOf ? BASIS_RANK[b.basis] - BASIS_RANK[a.basis] || b.year - a.year : a.asOf < b.asOf ? 1 : -1))[0] ?? null;
  const figure = best(day);
  const inTime = figure && figure.asOf > due ? best(due) : null;
  const { status, reason, late } = evaluate(compiledPlanOf(target, DEFINITION), figure, day, inTime);
  return { id: target.targetId, status, reason, late, numerator: figure?.numerator ?? null, figure: figure?.asOf ?? null };
}
