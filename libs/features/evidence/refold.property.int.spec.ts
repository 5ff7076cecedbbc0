import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { PROJECTIONS } from '../../../apps/projector/projections.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { project } from '../../../test/support/projected.js';
import { stories } from '../../../test/support/stories.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { exact } from '../../domain/kernel/decimal.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { newestRules, RULES, type ScheduleRules } from '../../domain/schedule/rules.js';
import { KNOWN_AT } from '../../event-store/projection-versions.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { cameFrom, readPast } from '../http/reading.js';
import { targetProgress } from '../progress/target-progress.query.js';
import { differencesFrom } from './against-shown.js';
import { decodedOf } from './decoded.js';
import { refoldTarget } from './refold.js';

const READ = PROJECTIONS.filter(({ name }) => ['progress', 'indicators', 'localities', 'directives', 'targets'].includes(name));
const DAYS: readonly CivilDate[] = ['2021-03-10', '2021-07-05', '2021-09-30', '2021-12-31', '2022-01-20', '2022-07-15'];
const TARGETS = ['vn-901@base-a', 'vn-901@base-b', 'vn-902@base-a', 'vn-08@base-a', 'jobs'];
const AUDITOR = { id: 'u-9', name: 'Kiểm toán', role: 'auditor', locality: 'vn' } as const;
/** Stricter than the first, so that a status tells which of them it was given by. */
const SECOND: ScheduleRules = { ...newestRules(), version: 2, onTrack: exact('1.2'), atRisk: exact('1.1') };

describe('the fold in memory', () => {
  let database: TestDatabase;
  let pool: Sql;

  beforeAll(async () => {
    (RULES as unknown as ScheduleRules[]).push(SECOND);
    database = await freshDatabase();
    pool = postgres(database.url, { max: 3, onnotice: () => {} });
  });
  afterAll(async () => {
    (RULES as unknown as ScheduleRules[]).pop();
    await pool.end();
    await database.drop();
  });

  const answered = (targetId: string, known: number, asOf: CivilDate) =>
    pool.begin('isolation level repeatable read read only', async (tx) => {
      const sql = tx as unknown as Sql;
      cameFrom(sql, pool);
      await sql`select set_config(${KNOWN_AT}, ${String(known)}, true)`;
      readPast(sql, String(known));
      return targetProgress(sql, AUDITOR, targetId, { asOf }, asOf, 'vi').catch((error: unknown) => {
        if (error instanceof DomainError) return null;
        throw error;
      });
    });
  const refolded = (events: readonly RecordedEvent[], targetId: string, asOf: CivilDate) =>
    refoldTarget(
      events.flatMap((event) => decodedOf(event) ?? []),
      targetId,
      asOf,
    );

  it('says of every target on any day and at any moment what the read tables answer', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(stories, fc.infiniteStream(fc.nat()), async ({ events }, random) => {
        for (const projection of READ) {
          await pool`drop schema if exists ${pool(projection.name)} cascade`;
          await project(pool, projection, events, 50);
        }
        const moments = [events.length, random.next().value % (events.length + 1), random.next().value % (events.length + 1)];
        for (const known of moments)
          for (const targetId of TARGETS) {
            const day = DAYS[random.next().value % DAYS.length]!;
            const [answer, own] = [await answered(targetId, known, day), refolded(events.slice(0, known), targetId, day)];
            expect([targetId, known, answer === null]).toEqual([targetId, known, own === null]);
            if (answer && own) expect([targetId, known, day, differencesFrom(answer, own)]).toEqual([targetId, known, day, []]);
            if (own?.hasFigure) compared++;
          }
      }),
      { numRuns: Number(process.env.REFOLD_RUNS ?? 12), endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(10);
  }, 300_000);
});
