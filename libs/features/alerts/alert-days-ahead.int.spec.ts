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
import { historyOf } from '../../../test/support/histories.js';
import { district } from '../../../test/support/samples.js';
import { PROJECTIONS } from '../../../apps/projector/projections.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { EventStore, NewEvent, StreamAppend } from '../../event-store/event-store.js';
import { rebuildProjection } from '../../event-store/projection-rebuild.js';
import { rollUps } from '../progress/roll-ups.js';
import { alertEvaluator } from './evaluator/alert-evaluator.js';

const [D1, D2, D3, D4] = DISTRICTS.map(({ localityId }) => localityId) as [string, string, string, string];
const TARGET = { on: 'target', kind: 'set', target: 'a', due: '2021-12-31', value: '98' } as const;
const figure = (numerator: string, asOf: '2021-06-30' | '2021-08-31' = '2021-06-30') =>
  ({ on: 'measurement', kind: 'record', asOf, year: 2021, basis: 'actual', numerator }) as const;
/** Each alert's events in a few words. */
const briefly = (said: ReturnType<typeof sayings>): readonly string[] =>
  said.flatMap(({ stream, said: events }) =>
    events.map(({ type, data }) => {
      const { day = '', toLocalityId = '', why = '', level = '' } = data as Partial<Record<string, string>>;
      return [stream.slice('alert-'.length), type.slice('Alert'.length), day, toLocalityId, why, level]
        .filter((word) => word !== '')
        .join(' ');
    }),
  );
const told = async (steps: readonly Step[], way: 'step by step' | 'at once' = 'step by step') => briefly(await alertsOf(steps, way));

describe('what is recorded before the day on which it holds', () => {
  it('holds on that day, however often the target is looked at in between', async () => {
    const [set, june, august] = historyOf(D1, [TARGET, figure('1'), figure('2', '2021-08-31')]) as [
      StreamAppend,
      StreamAppend,
      StreamAppend,
    ];
    const steps = [[set, june], '2021-08-31', [merged(D1, D2, '2021-09-20')], [august], [merged(D2, D3, '2021-10-01')], '2021-10-01'];
    const all = await told(steps);
    expect(all.filter((line) => line.includes('HandedOver'))).toEqual([
      `${D1}-a HandedOver 2021-09-20 ${D2}`,
      `${D1}-a HandedOver 2021-10-01 ${D3}`,
    ]);
    expect(await told(steps, 'at once')).toEqual(all);
  }, 120_000);

  it('holds for those concerned alone: a chain set before its day began sends up its own locality, and those beneath', async () => {
    const facts = [D1, D2].flatMap((id) => historyOf(id, [TARGET, figure('1')]));
    const escalated = (lines: readonly string[]) => lines.filter((line) => line.includes('Escalated'));
    expect(escalated(await told([facts, '2021-07-11', [chainSet(D1, '2021-07-12')], '2021-07-14']))).toEqual([
      `${D1}-a Escalated 2021-07-07 1`,
      `${D1}-a Escalated 2021-07-12 2`,
      `${D2}-a Escalated 2021-07-07 1`,
      `${D2}-a Escalated 2021-07-14 2`,
    ]);
    expect(escalated(await told([facts, '2021-07-11', [chainSet(PROVINCE, '2021-07-12')], '2021-07-12']))).toEqual(
      [D1, D2].flatMap((id) => [`${id}-a Escalated 2021-07-07 1`, `${id}-a Escalated 2021-07-12 2`]),
    );
  }, 120_000);

  it('counts of figures too: who reports after midnight is faster than the day', async () => {
    const all = [...DISTRICTS.map(({ localityId }) => localityId)];
    const parts = all.flatMap((id) => historyOf(id, [...(id === D1 ? [TARGET] : []), figure('1'), figure('60', '2021-08-31')]));
    const of = (asOf: string) => parts.filter(({ events: [event] }) => (event?.data as { asOf?: string }).asOf === asOf);
    const sets = [...parts.filter(({ stream }) => stream.startsWith('target-')), ...historyOf(PROVINCE, [TARGET])];
    const lines = await told([sets, of('2021-06-30'), '2021-08-28', of('2021-08-31'), '2021-09-02']);
    expect(lines.filter((line) => line.includes('Resolved'))).toEqual([
      `${PROVINCE}-a Resolved 2021-08-31 recovered`,
      `${D1}-a Resolved 2021-08-31 recovered`,
    ]);
  }, 120_000);
});

const PARTS = DISTRICTS.map(({ localityId }) => historyOf(localityId, [figure('1'), { ...figure('60'), kind: 'correct' }]));
const REPORTED = PARTS.map(([one]) => one!);
const CORRECTED = PARTS.map(([, two]) => two!);

describe('the alert of a whole', () => {
  const WHOLE = historyOf(PROVINCE, [TARGET, { ...TARGET, kind: 'withdraw', due: '2021-09-30' }]);
  const [set, withdrawn] = WHOLE as [StreamAppend, StreamAppend];
  const RAISED = `${PROVINCE}-a Raised 2021-06-30`;

  it('goes up and ends in time also while a part of the sum is missing, and nothing is found of it', async () => {
    const [, undone] = historyOf(D4, [figure('1'), { ...figure('1'), kind: 'withdraw' }]);
    const steps = [[set], REPORTED, '2021-07-01', [undone!], '2021-09-15', [withdrawn], '2021-10-01'];
    expect(await told(steps)).toEqual([
      RAISED,
      `${PROVINCE}-a Escalated 2021-07-07 1`,
      `${PROVINCE}-a Resolved 2021-09-30 target_withdrawn`,
    ]);
  }, 120_000);

  it('follows the parts as they are on each day: one that reports nothing is gone on the day on which it ends', async () => {
    const born = registered(district('vn-d9@base', 'Số 9'));
    const gone = becomes({ type: 'LocalityAbolished', data: { localityId: 'vn-d9@base', effectiveOn: '2021-07-26', legalBasis: null } });
    expect(await told([[set], [born], REPORTED, '2021-07-22', [gone], '2021-07-27'])).toEqual([`${PROVINCE}-a Raised 2021-07-26`]);
  }, 120_000);

  it('rests on the figures of its day, also where the program stood still until they were corrected', async () => {
    const steps: readonly Step[] = [[set], REPORTED, '2021-07-01', CORRECTED, '2021-07-02'];
    const lines = await told(steps, 'at once');
    expect(lines).toEqual([RAISED, `${PROVINCE}-a Resolved 2021-07-02 corrected`]);
    expect(await told(steps)).toEqual(lines);
  }, 120_000);
});

/** A store to which the first append to an alert stream brings other events than were decided; then the database goes away. */
function failingOnce(store: EventStore, written: (events: readonly NewEvent[]) => readonly NewEvent[]): EventStore {
  let isBroken = false;
  return new Proxy(store, {
    get(of, name) {
      const member: unknown = Reflect.get(of, name);
      if (name !== 'appendAll') return typeof member === 'function' ? (member.bind(of) as unknown) : member;
      return async (appends: readonly StreamAppend[]) => {
        if (isBroken || !appends.some(({ stream }) => stream.startsWith('alert-'))) return of.appendAll(appends);
        isBroken = true;
        await of.appendAll(appends.map((one) => ({ ...one, events: written(one.events) })));
        throw Object.assign(new Error('the database went away'), { code: 'CONNECTION_CLOSED' });
      };
    },
  });
}

describe('an append that stands there already and says something else', () => {
  /** What the streams say and what the evaluator knows of it, after a history whose last step was begun by a program with other rules. */
  async function afterRepeating(steps: readonly Step[], day: CivilDate, written: Parameters<typeof failingOnce>[1]) {
    const place = await Place.open();
    try {
      await place.begin();
      for (const step of steps) await place.do(step);
      await place.projecting(lastDayOf(steps), () => place.settled());
      await place.do(day);
      const projections = [...PROJECTIONS, alertEvaluator({ store: failingOnce(place.store, written), rollUps: rollUps(place.sql) })];
      await place.projecting(day, () => place.settled(), projections);
      const [pair] = await place.sql<{ revision: number; severity: string | null }[]>`
        select alert_revision as revision, alert->'open'->>'severity' as severity from evaluator.pair`;
      return { said: [...(await place.alerts()).values()].flat(), pair };
    } finally {
      await place.close();
    }
  }

  it('counts, and what is found now is said after it', async () => {
    const milder = (events: readonly NewEvent[]) =>
      events.map((event) => ({ ...event, data: { ...(event.data as object), severity: 'warning' } }));
    const { said, pair } = await afterRepeating([historyOf(D1, [TARGET, figure('1')]), '2021-06-29'], '2021-06-30', milder);
    expect(said.map(({ type, data }) => [type, (data as { severity: string }).severity])).toEqual([
      ['AlertRaised', 'warning'],
      ['AlertChanged', 'critical'],
    ]);
    expect(pair).toEqual({ revision: 1, severity: 'critical' });
  }, 120_000);

  it('may be shorter than what is decided now', async () => {
    const facts = historyOf(D1, [TARGET, figure('1'), { ...TARGET, kind: 'withdraw', due: '2021-09-30' }]);
    const steps = [facts, [merged(D1, D2, '2021-09-30')], '2021-09-29'];
    const { said, pair } = await afterRepeating(steps, '2021-09-30', (events) => events.slice(0, 1));
    expect(said.slice(-2).map(({ type }) => type)).toEqual(['AlertHandedOver', 'AlertResolved']);
    expect(pair).toEqual({ revision: said.length - 1, severity: null });
  }, 120_000);
});

describe('the evaluator filled anew', () => {
  it('reminds once of the day on record, and hands over on a day to come', async () => {
    const place = await Place.open();
    const refill = () => rebuildProjection({ ...place, projection: alertEvaluator({ store: place.store, rollUps: rollUps(place.sql) }) });
    const on = async (day: CivilDate): Promise<void> => {
      await place.do(day);
      await place.projecting(day, () => place.settled());
    };
    try {
      await place.begin();
      await place.do(historyOf(D1, [TARGET]));
      await on('2021-08-19');
      await place.do([merged(D1, D2, '2021-08-24')]);
      await place.do('2021-08-20');
      await refill();
      await on('2021-08-21');
      await refill();
      await on('2021-08-24');
      const reminded: string[] = [];
      for await (const { events } of place.store.readAll({ filter: { categories: ['reminder'] } }))
        reminded.push(...events.map(({ stream, data }) => `${stream} ${(data as { day: string }).day}`));
      const days = ['2021-07-21', '2021-07-23', '2021-08-20'].map((day) => `${D1} ${day}`);
      expect(reminded).toEqual([...days, `${D2} 2021-08-24`].map((one) => `reminder-${one}`));
      expect(briefly(sayings(await place.alerts())).at(-1)).toBe(`${D1}-a HandedOver 2021-08-24 ${D2}`);
    } finally {
      await place.close();
    }
  }, 120_000);
});
