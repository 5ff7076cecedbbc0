import fc from 'fast-check';
import { projectionsOn } from '../../../apps/projector/projections.js';
import { startStalling } from '../../../test/support/child.js';
import { eventually } from '../../../test/support/eventually.js';
import {
  alertsOf,
  becomes,
  chainSet,
  DISTRICTS,
  lastDayOf,
  merged,
  Place,
  PROVINCE,
  registered,
  sayings,
  type Step,
} from '../../../test/support/evaluated.js';
import { commands, historyOf } from '../../../test/support/histories.js';
import { draft } from '../../../test/support/projected.js';
import { district } from '../../../test/support/samples.js';
import { publicHolidaysCodec } from '../../domain/reporting/public-holidays.codec.js';
import { indicatorCodec } from '../../domain/indicator/indicator.codec.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { StreamAppend } from '../../event-store/event-store.js';

const [D1, D2, D3, D4] = DISTRICTS.map(({ localityId }) => localityId) as [string, string, string, string];

function holidaysSet(days: readonly CivilDate[]): StreamAppend {
  const set = { year: 2021, off: days.map((day) => ({ day, name: 'nghỉ' })), worked: [], source: 'Thông báo 1' };
  return { stream: 'holidays-2021', expected: 'any', events: [draft(publicHolidaysCodec, { type: 'HolidaysSet', data: set }, 'holidays')] };
}

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

/** What concerns more than one target: places that end on a day to come, another parent, chains, holidays. */
const HAPPENINGS: readonly StreamAppend[] = [
  merged(D4, D3, '2021-08-16'),
  becomes({ type: 'LocalityAbolished', data: { localityId: D2, effectiveOn: '2021-08-02', legalBasis: null } }),
  becomes({ type: 'LocalityReassigned', data: { localityId: D3, parentId: 'vn', from: '2021-08-09', legalBasis: null } }),
  chainSet(PROVINCE, '2021-07-20'),
  chainSet(D1, '2021-08-10'),
  holidaysSet(['2021-07-05', '2021-07-06', '2021-08-11']),
];

describe('the alerts of a whole and of its parts that follow from a history', () => {
  it('are the same whatever the batches in which it is read', async () => {
    const figures = fc.array(fc.tuple(fc.nat(3), fc.constantFrom('record', 'correct', 'withdraw'), fc.nat(60)), {
      minLength: 4,
      maxLength: 12,
    });
    const happenings = fc.array(fc.tuple(fc.constantFrom(...HAPPENINGS), fc.nat(20)), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(figures, happenings, async (all, rest) => {
        const target = { on: 'target', kind: 'set', target: 'a', due: '2021-12-31', value: '98' } as const;
        const figure = { on: 'measurement', asOf: '2021-06-30', year: 2021, basis: 'actual' } as const;
        const parts = DISTRICTS.flatMap(({ localityId }, index) => {
          const later = all.flatMap(([of, kind, numerator]) => (of === index ? [{ ...figure, kind, numerator: String(numerator) }] : []));
          return historyOf(localityId, [...(index > 1 ? [target] : []), { ...figure, kind: 'record', numerator: '5' }, ...later]);
        });
        const history = [...historyOf(PROVINCE, [target]), ...parts];
        for (const [append, at] of new Map(rest)) history.splice(at, 0, append);
        const days = ['2021-07-01', '2021-07-22', '2021-08-06', '2021-08-20'];
        const size = Math.ceil(history.length / days.length);
        const steps = days.flatMap((day, index): Step[] => [history.slice(index * size, (index + 1) * size), day]);
        expect(await alertsOf(steps, 'at once')).toEqual(await alertsOf(steps, 'step by step'));
      }),
      { numRuns: Number(process.env.BATCH_RUNS ?? 2), endOnFailure: true },
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
