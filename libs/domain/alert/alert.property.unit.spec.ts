import fc from 'fast-check';
import { tell, type Fact, type Story } from '../../../test/support/alerts.js';
import { milestone } from '../../../test/support/samples.js';
import { addDays } from '../kernel/civil-date.js';
import { fold } from '../kernel/decider.js';
import { assessAlert } from './alert.assess.js';
import { alertCodec } from './alert.codec.js';
import type { AlertEvent } from './alert.events.js';
import { DEFAULT_POLICY } from './alert.policy.js';
import { alertDecider } from './alert.state.js';

const FROM = '2021-06-20';
const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays(FROM, days));

const fact: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({ on: day, age: fc.constantFrom(0, 0, 1, 14), value: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 8 }) })
      .map(({ on, age, value }) => ({
        on,
        kind: 'figure' as const,
        asOf: addDays(on, -age),
        value: value === null ? null : String(value),
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ on: day, in: fc.option(fc.nat(20)) })
      .map(({ on, in: days }) => ({ on, kind: 'acknowledged' as const, recoveryOn: days === null ? null : addDays(on, days) })),
  },
  { weight: 1, arbitrary: day.map((on) => ({ on: addDays(on, 30), kind: 'withdrawn' as const })) },
);

const duties = ['2021-06', '2021-07', '2021-08', '2021-09'].map((period) => ({
  ...{ period, cutOff: `${period}-14`, dueOn: `${period}-25` },
}));
const milestones = [milestone({ due: '2021-07-31', value: '55' }), milestone({ due: '2021-09-10', value: '70' })];
const likely = ['met', 'uncertain', 'missed'] as const;

const stories: fc.Arbitrary<Story> = fc
  .record({ facts: fc.array(fact, { maxLength: 20 }), graceDays: fc.constantFrom(0, 10) })
  .map(({ facts, graceDays }): Story => ({
    ...{
      from: FROM,
      to: addDays(FROM, 150),
      facts,
      duties,
      situation: { plan: { milestones, graceDays }, policy: { ...DEFAULT_POLICY, staleDays: 30 } },
    },
    likely: (figure) => likely[Number(figure?.value ?? 0) % 3] ?? 'met',
  }));

const roundTrip = (event: AlertEvent): AlertEvent => alertCodec.decode(JSON.parse(JSON.stringify(alertCodec.encode(event))) as never);

describe('the alerts of any story', () => {
  it('are the same when the same facts and days come again, and when read back from the store', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const told = tell(story);
        expect(tell(story)).toEqual(told);
        expect(told.map(roundTrip)).toEqual(told);
      }),
      { numRuns: 15 },
    );
  });

  it('are the same looked at every day and only on the days announced', () => {
    fc.assert(
      fc.property(stories, (story) => expect(tell(story, 'when_due')).toEqual(tell(story))),
      { numRuns: 30 },
    );
  });

  it('say nothing without a new fact or a new day', () => {
    fc.assert(
      fc.property(stories, (story) => {
        tell(story, 'daily', (state, input) => expect(assessAlert(state, input).events).toEqual([]));
      }),
      { numRuns: 20 },
    );
  });

  it('come in episodes, one at a time, numbered from one, each raised before anything else is said of it', () => {
    fc.assert(
      fc.property(stories, (story) => {
        let [open, count, lastDay] = [false, 0, FROM];
        for (const { type, data } of tell(story)) {
          expect(type === 'AlertRaised').toBe(!open);
          if (type === 'AlertRaised') count++;
          expect(data.episode).toBe(count);
          open = type !== 'AlertResolved';
          if (!('day' in data)) continue;
          expect(data.day >= lastDay).toBe(true);
          lastDay = data.day;
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are not many for a figure that wobbles about a threshold', () => {
    const wobble = fc.tuple(
      fc.constantFrom('0.95', '0.60', '0.30'),
      fc.array(fc.integer({ min: -19, max: 19 }), { minLength: 3, maxLength: 12 }),
    );
    fc.assert(
      fc.property(wobble, ([cutOff, steps]) => {
        // The straight line to 200 % is steep enough for every step to lie outside the tolerance; two clear figures in a row are no wobble.
        const offsets = steps.map((step, index) => (index % 2 === 0 ? -Math.abs(step) - 1 : step));
        const facts = offsets.map((offset, index): Fact => {
          const asOf = addDays('2021-07-01', index * 10);
          const expected = (200 * (182 + index * 10)) / 365;
          const ratio = Number(cutOff) + Math.max(offset, -19) / 1000;
          return { on: asOf, kind: 'figure', asOf, value: (expected * ratio).toFixed(6) };
        });
        const plan = { milestones: [milestone({ value: '200' })] };
        const told = tell({ from: '2021-06-30', to: '2021-11-01', facts, situation: { plan } });
        const standing = told.filter(({ type }) => type !== 'AlertEscalated').map(({ type }) => type);
        expect(standing).toEqual(['AlertRaised']);
        expect(fold(alertDecider, told).open?.evidence.asOf).toBe('2021-07-01');
      }),
      { numRuns: 20 },
    );
  });
});
