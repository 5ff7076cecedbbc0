import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { alertsQuery } from '../../libs/contract/alerts.js';
import { dutiesQuery, dutySummaryQuery } from '../../libs/contract/duties.js';
import { indicatorsQuery } from '../../libs/contract/indicators.reads.js';
import { localitiesQuery } from '../../libs/contract/localities.reads.js';
import { measurementsQuery } from '../../libs/contract/measurements.reads.js';
import { planCapitalsQuery } from '../../libs/contract/plan-capital.js';
import { progressQuery } from '../../libs/contract/progress.js';
import { scoreboardQuery } from '../../libs/contract/scoreboard.js';
import { targetsQuery } from '../../libs/contract/targets.reads.js';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { Actor } from '../../libs/domain/kernel/command.js';
import { DomainError } from '../../libs/domain/kernel/errors.js';
import { exact } from '../../libs/domain/kernel/decimal.js';
import { newestRules, RULES, type ScheduleRules } from '../../libs/domain/schedule/rules.js';
import { FINDING_KINDS } from '../../libs/domain/story/findings.js';
import { KNOWN_AT } from '../../libs/event-store/projection-versions.js';
import type { RecordedEvent } from '../../libs/event-store/event-store.js';
import { AlertQueries } from '../../libs/features/alerts/alerts.query.js';
import { dutiesPage, dutySummary } from '../../libs/features/duties/duties.query.js';
import { escalationChainOf } from '../../libs/features/escalation/escalation.query.js';
import { foundSql } from '../../libs/features/histories/findings.sql.js';
import { holidaysOf } from '../../libs/features/holidays/holidays.query.js';
import { cameFrom, readPast } from '../../libs/features/http/reading.js';
import { IndicatorQueries } from '../../libs/features/indicators/indicators.query.js';
import { LocalityQueries } from '../../libs/features/localities/localities.query.js';
import { MeasurementQueries } from '../../libs/features/measurements/measurements.query.js';
import { PlanCapitalQueries } from '../../libs/features/plan-capital/plan-capital.query.js';
import { progressPage } from '../../libs/features/progress/progress.query.js';
import { targetProgress } from '../../libs/features/progress/target-progress.query.js';
import { targetVerdicts } from '../../libs/features/progress/verdicts.js';
import { scoreboardOf } from '../../libs/features/scoreboard/scoreboard.query.js';
import { TargetQueries } from '../../libs/features/targets/targets.query.js';
import { PROJECTIONS } from '../../apps/projector/projections.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';
import { project } from '../support/projected.js';
import { stories, type Story } from '../support/stories.js';

const READ = PROJECTIONS.filter(({ categories }) => categories.length > 0);
const DAYS: readonly CivilDate[] = ['2021-03-10', '2021-07-05', '2021-09-30', '2022-01-20', '2022-07-15'];
const AUDITOR: Actor = { id: 'u-9', name: 'Kiểm toán', role: 'auditor', locality: 'vn' };
const PROVINCIAL: Actor = { ...AUDITOR, locality: 'vn-08@base' };

/** Nothing is too near or too young to be found. */
const ALL = { beforeDue: 1_000, late: 0, unsettled: 0, unacknowledged: 0 };

/** Stricter than the first, so that a status tells which of them it was given by. */
const SECOND: ScheduleRules = { ...newestRules(), version: 2, onTrack: exact('1.2'), atRisk: exact('1.1') };

/** What a person would be answered on a day, every route's body by its name; a refusal is an answer. */
async function answersOn(sql: Sql, day: CivilDate): Promise<Record<string, unknown>> {
  const moment = { day, lastDay: day, language: 'vi' as const };
  const boards = { sql, verdicts: targetVerdicts, actor: AUDITOR, day, language: 'vi' as const };
  const targets = new TargetQueries(sql);
  const alerts = new AlertQueries(sql, targetVerdicts, day);
  const places = new LocalityQueries(sql);
  const asked: Record<string, () => Promise<unknown>> = {
    progress: () => progressPage(sql, AUDITOR, progressQuery.parse({}), day, 'vi'),
    'progress of a scope': () => progressPage(sql, PROVINCIAL, progressQuery.parse({ sort: 'status' }), day, 'en'),
    'target progress': () => targetProgress(sql, PROVINCIAL, 'vn-901@base-a', {}, day, 'vi'),
    'progress of a whole': () => targetProgress(sql, AUDITOR, 'vn-08@base-a', {}, day, 'vi'),
    'progress of a flow': () => targetProgress(sql, AUDITOR, 'jobs', {}, day, 'en'),
    scoreboard: () => scoreboardOf(boards, { ...scoreboardQuery.parse({ by: 'indicator' }), locality: 'vn' }),
    'scoreboard beneath': () => scoreboardOf(boards, { ...scoreboardQuery.parse({}), locality: 'vn-08@base' }),
    measurements: () => new MeasurementQueries(sql).list(measurementsQuery.parse({ sort: '-recordedAt' }), 'vn'),
    targets: () => targets.list(targetsQuery.parse({}), 'vn-08@base'),
    target: () => targets.one('vn-901@base-a', day),
    localities: () => places.list(localitiesQuery.parse({}), day),
    locality: () => places.one('vn-902@base', day),
    tree: () => places.tree('vn', day, 3),
    indicators: () => new IndicatorQueries(sql).list(indicatorsQuery.parse({})),
    indicator: () => new IndicatorQueries(sql).one('jobs'),
    duties: () => dutiesPage({ sql, actor: AUDITOR, ...moment }, dutiesQuery.parse({})),
    'duties by locality': () => dutiesPage({ sql, actor: PROVINCIAL, ...moment }, dutiesQuery.parse({ sort: 'locality' })),
    reporting: () => dutySummary({ sql, actor: AUDITOR, ...moment }, dutySummaryQuery.parse({})),
    alerts: () => alerts.list(alertsQuery.parse({ state: 'all' }), 'vn'),
    'counts of alerts': () => alerts.counts(alertsQuery.parse({ state: 'all' }), 'vn'),
    plans: () => new PlanCapitalQueries(sql).list(planCapitalsQuery.parse({}), 'vn', day),
    plan: () => new PlanCapitalQueries(sql).one({ indicatorId: 'resettled', localityId: 'vn-901@base', year: 2021 }, {}, day),
    holidays: () => holidaysOf(sql, 2021, 'vi'),
    findings: () => sql`select * from (${foundSql(sql, FINDING_KINDS, { scope: 'vn', day, terms: ALL })}) x order by x.id`,
    chain: () => escalationChainOf(sql, 'vn-901@base', 'vn', day),
  };
  const told: Record<string, unknown> = {};
  for (const [name, ask] of Object.entries(asked)) {
    told[name] = await ask().catch((error: unknown) => {
      if (error instanceof DomainError) return { refused: error.code, ...error.params };
      throw error;
    });
  }
  return told;
}

const reading = <T>(pool: Sql, known: number | null, work: (sql: Sql) => Promise<T>): Promise<T> =>
  pool.begin('isolation level repeatable read read only', async (tx) => {
    const sql = tx as unknown as Sql;
    cameFrom(sql, pool);
    if (known !== null) {
      await sql`select set_config(${KNOWN_AT}, ${String(known)}, true)`;
      readPast(sql, String(known));
    }
    return work(sql);
  }) as Promise<T>;

describe('answers at a moment of the past', () => {
  let databases: readonly TestDatabase[];
  let whole: Sql;
  let fresh: Sql;

  beforeAll(async () => {
    (RULES as unknown as ScheduleRules[]).push(SECOND);
    databases = [await freshDatabase(), await freshDatabase()];
    [whole, fresh] = databases.map(({ url }) => postgres(url, { max: 3, onnotice: () => {} })) as [Sql, Sql];
  });
  afterAll(async () => {
    (RULES as unknown as ScheduleRules[]).pop();
    await Promise.all([whole.end(), fresh.end()]);
    for (const database of databases) await database.drop();
  });

  async function tell(sql: Sql, events: readonly RecordedEvent[], batch: number): Promise<void> {
    for (const projection of READ) {
      await sql`drop schema if exists ${sql(projection.name)} cascade`;
      await project(sql, projection, events, batch);
    }
  }

  it('are those of a database that was given only the events up to then', async () => {
    await fc.assert(
      fc.asyncProperty(stories, fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.nat()), async ({ events }: Story, batch, random) => {
        await tell(whole, events, batch);
        // Of two days alone, so that what is remembered of one moment is asked for at others.
        const first = random.next().value;
        for (let moment = 0; moment < 4; moment++) {
          const known = random.next().value % (events.length + 1);
          await tell(fresh, events.slice(0, known), events.length);
          const day = DAYS[(first + (random.next().value % 2)) % DAYS.length]!;
          const then = await reading(fresh, null, (sql) => answersOn(sql, day));
          const now = await reading(whole, known, (sql) => answersOn(sql, day));
          for (const [name, answer] of Object.entries(then))
            expect([name, known, day, JSON.stringify(now[name])]).toEqual([name, known, day, JSON.stringify(answer)]);
        }
      }),
      {
        numRuns: Number(process.env.KNOWN_AT_RUNS ?? 7),
        ...(process.env.KNOWN_AT_SEED && { seed: Number(process.env.KNOWN_AT_SEED) }),
        endOnFailure: true,
      },
    );
  }, 300_000);
});
