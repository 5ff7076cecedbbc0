import fc from 'fast-check';
import { alertCodec } from '../../libs/domain/alert/alert.codec.js';
import { alertStream, type AlertEvent, type Evidence } from '../../libs/domain/alert/alert.events.js';
import { escalationChainCodec } from '../../libs/domain/alert/escalation-chain.codec.js';
import { indicatorCodec } from '../../libs/domain/indicator/indicator.codec.js';
import type { EventCodec } from '../../libs/domain/kernel/codec.js';
import type { DomainEvent } from '../../libs/domain/kernel/decider.js';
import { localityCodec } from '../../libs/domain/locality/locality.codec.js';
import { localityStream, type LocalityEvent } from '../../libs/domain/locality/locality.events.js';
import { measurementCodec } from '../../libs/domain/measurement/measurement.codec.js';
import type { MeasurementEvent } from '../../libs/domain/measurement/measurement.events.js';
import { planCapitalCodec } from '../../libs/domain/plan-capital/plan-capital.codec.js';
import type { PlanCapitalEvent } from '../../libs/domain/plan-capital/plan-capital.events.js';
import { publicHolidaysCodec } from '../../libs/domain/reporting/public-holidays.codec.js';
import { scheduleRulesCodec } from '../../libs/domain/schedule/rules.codec.js';
import { SCHEDULE_RULES_STREAM } from '../../libs/domain/schedule/rules.events.js';
import { targetCodec } from '../../libs/domain/target/target.codec.js';
import type { RecordedEvent } from '../../libs/event-store/event-store.js';
import { commands, DEFINITION, historyOf } from './histories.js';
import { draft } from './projected.js';
import { countIndicator, locality, milestone, NATION_FACTS, plan } from './samples.js';

/** A year and more of a province: events of every kind that a read answers from, in a random order that keeps each stream's. */
export interface Story {
  readonly events: readonly RecordedEvent[];
}

interface Step {
  readonly stream: string;
  readonly make: (key: string) => ReturnType<typeof draft>;
}

const PROVINCE = 'vn-08@base';
const COMMUNES = ['vn-901@base', 'vn-902@base', 'vn-903@base'];
const [FIRST = '', SECOND = '', THIRD = ''] = COMMUNES;
const JOBS = countIndicator({ indicatorId: 'jobs', accumulation: 'flow' });

const step = <Event extends DomainEvent>(codec: EventCodec<Event>, stream: string, event: Event): Step => ({
  stream,
  make: (key) => draft(codec, event, key),
});
const ofPlace = (event: LocalityEvent): Step => step(localityCodec, localityStream(event.data.localityId), event);
const ofCommune = (localityId: string): Step =>
  ofPlace({
    type: 'LocalityRegistered',
    data: locality({ localityId, code: '', name: localityId, level: 'commune', kind: 'xã', parentId: PROVINCE }),
  });

const BEGINNING: readonly Step[] = [
  ofPlace({ type: 'LocalityRegistered', data: NATION_FACTS }),
  ofPlace({ type: 'LocalityRegistered', data: locality() }),
  ...COMMUNES.map(ofCommune),
  step(indicatorCodec, `indicator-${DEFINITION.indicatorId}`, { type: 'IndicatorDefined', data: DEFINITION }),
  step(indicatorCodec, 'indicator-jobs', { type: 'IndicatorDefined', data: JOBS }),
];

const monthly = { kind: 'periodic', frequency: 'month', cutOffDay: 20, dueDay: 28, minWorkingDays: 1 } as const;

/** What happens to places, calendars and rules. */
const SETTINGS: readonly (readonly Step[])[] = [
  [
    ofPlace({ type: 'LocalityReassigned', data: { localityId: THIRD, parentId: 'vn', from: '2021-06-01', legalBasis: null } }),
    ofPlace({ type: 'LocalityMerged', data: { localityId: THIRD, into: SECOND, effectiveOn: '2021-10-01', legalBasis: '1/NQ' } }),
  ],
  [step(indicatorCodec, 'indicator-jobs', { type: 'ReportingCalendarSet', data: { indicatorId: 'jobs', calendar: monthly } })],
  [
    step(publicHolidaysCodec, 'holidays-2021', {
      type: 'HolidaysSet',
      data: { year: 2021, off: [{ day: '2021-09-24', name: 'Nghỉ bù' }], worked: [], source: 'TB 1' },
    }),
    step(publicHolidaysCodec, 'holidays-2021', { type: 'HolidaysSet', data: { year: 2021, off: [], worked: [], source: 'TB 2' } }),
  ],
  [step(scheduleRulesCodec, SCHEDULE_RULES_STREAM, { type: 'ScheduleRulesAdopted', data: { version: 2 } })],
  [
    step(escalationChainCodec, `escalation-${PROVINCE}`, {
      type: 'EscalationChainSet',
      data: { localityId: PROVINCE, steps: [{ afterWorkingDays: 3, level: 1 }], from: '2021-05-01' },
    }),
  ],
];

const CAPITAL = { indicatorId: DEFINITION.indicatorId, localityId: FIRST, year: 2021, trancheId: 'a', source: null };
const ofPlan = (event: PlanCapitalEvent): Step => step(planCapitalCodec, `plan-${DEFINITION.indicatorId}.${FIRST}.2021`, event);
const PLANS: readonly Step[] = [
  ofPlan({ type: 'CapitalAssigned', data: { ...CAPITAL, on: '2021-01-15', amount: '80' } }),
  ofPlan({ type: 'CapitalAdjusted', data: { ...CAPITAL, on: '2021-06-30', amount: '70', reason: 'cắt giảm' } }),
  ofPlan({ type: 'TrancheCorrected', data: { ...CAPITAL, on: '2021-06-30', amount: '75', decision: 1, reason: 'nhập nhầm' } }),
];

const EVIDENCE: Evidence = {
  ...{ actual: '10', expected: '20', unit: 'hộ', asOf: '2021-06-30', basis: 'actual' as const, measurementIds: [], milestone: null },
  ...{ ruleVersion: 'alerts-1', sentence: { vi: 'chậm', en: 'behind' } },
};
const EPISODE = { targetId: `${FIRST}-a`, episode: 1 };
const ofAlert = (event: AlertEvent): Step => step(alertCodec, alertStream(EPISODE.targetId), event);
const RAISED = { ...EPISODE, indicatorId: DEFINITION.indicatorId, localityId: FIRST, day: '2021-07-02', evidence: EVIDENCE } as const;
const ALERTS: readonly Step[] = [
  ofAlert({ type: 'AlertRaised', data: { ...RAISED, kind: 'behind', severity: 'warning' } }),
  ofAlert({ type: 'AlertAcknowledged', data: { ...EPISODE, note: 'đang làm', recoveryOn: null } }),
  ofAlert({
    type: 'AlertChanged',
    data: { ...EPISODE, kind: 'milestone_missed', severity: 'critical', day: '2021-10-02', evidence: EVIDENCE },
  }),
  ofAlert({
    type: 'AlertResolved',
    data: { ...EPISODE, day: '2021-12-01', why: 'recovered', actual: null, asOf: null, measurementIds: [] },
  }),
];

const ofJobs = (event: MeasurementEvent): Step => step(measurementCodec, `measurement-jobs.${FIRST}.2021`, event);
const JOBS_SET = step(targetCodec, 'target-jobs', {
  type: 'TargetSet',
  data: {
    ...plan({ milestones: [milestone({ value: '1200' })], quantity: null, graceDays: 30 }),
    ...{ targetId: 'jobs', indicatorId: 'jobs', localityId: FIRST, responsible: null, provenance: null, allocatedFrom: null, note: null },
  },
});

/** Figures of months: sent, then sometimes corrected, returned, or withdrawn. */
const flows = fc
  .array(
    fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      value: fc.nat(400),
      then: fc.constantFrom('', '', 'correct', 'return', 'withdraw', 'verify'),
    }),
    { maxLength: 8 },
  )
  .map((months): readonly Step[] => {
    const seen = new Set<number>();
    return months.flatMap(({ month, value, then }) => {
      if (seen.has(month)) return [];
      seen.add(month);
      const asOf = `2021-${String(month).padStart(2, '0')}-28`;
      const key = { indicatorId: 'jobs', localityId: FIRST, year: 2021, asOf, basis: 'actual' } as const;
      const figure = { shape: 'count', value: String(value) } as const;
      const sent = ofJobs({ type: 'MeasurementRecorded', data: { ...key, figure, justification: null, note: null, source: null } });
      return [sent, ...afterwards(key, then)];
    });
  });

function afterwards(
  key: { indicatorId: string; localityId: string; year: number; asOf: string; basis: 'actual' },
  then: string,
): readonly Step[] {
  const reason = 'rà soát';
  switch (then) {
    case 'correct':
      return [
        ofJobs({ type: 'MeasurementCorrected', data: { ...key, figure: { shape: 'count', value: '77' }, reason, justification: null } }),
      ];
    case 'return':
      return [ofJobs({ type: 'MeasurementReturned', data: { ...key, reason } })];
    case 'withdraw':
      return [ofJobs({ type: 'MeasurementWithdrawn', data: { ...key, reason } })];
    case 'verify':
      return [ofJobs({ type: 'MeasurementVerified', data: { ...key, note: null } })];
    default:
      return [];
  }
}

const given = (all: ReturnType<typeof historyOf>): readonly Step[] =>
  all.flatMap(({ stream, events }) => events.map((event): Step => ({ stream, make: () => event })));

/** Takes the strands' steps one after another, by turns that chance decides. */
function woven(strands: readonly (readonly Step[])[], turns: readonly number[]): readonly Step[] {
  const rest = strands.map((strand) => [...strand]);
  const steps: Step[] = [];
  for (let turn = 0; rest.some(({ length }) => length > 0); turn++) {
    const open = rest.filter(({ length }) => length > 0);
    steps.push(open[(turns[turn % turns.length] ?? 0) % open.length]!.shift()!);
  }
  return steps;
}

/** As the store would have recorded them: about a day apart, several at one instant now and then. */
function recorded(steps: readonly Step[], pauses: readonly number[]): readonly RecordedEvent[] {
  const revisions = new Map<string, number>();
  let at = Date.UTC(2021, 0, 10);
  return steps.map(({ stream, make }, index) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    at += (pauses[index % pauses.length] ?? 0) * 3_600_000;
    const position = String(index + 1);
    return { ...make(`${stream} ${revision}`), stream, revision, position, recordedAt: new Date(at).toISOString() };
  });
}

export const stories: fc.Arbitrary<Story> = fc
  .record({
    ofFirst: commands,
    ofSecond: commands,
    ofThird: commands,
    ofWhole: commands,
    jobs: flows,
    turns: fc.array(fc.nat(1_000), { minLength: 7, maxLength: 60 }),
    pauses: fc.array(fc.constantFrom(0, 0, 5, 30, 120), { minLength: 3, maxLength: 20 }),
  })
  .map(({ ofFirst, ofSecond, ofThird, ofWhole, jobs, turns, pauses }) => {
    const strands = [historyOf(FIRST, ofFirst), historyOf(SECOND, ofSecond), historyOf(THIRD, ofThird), historyOf(PROVINCE, ofWhole)].map(
      given,
    );
    const steps = woven([...strands, ...SETTINGS, PLANS, ALERTS, [JOBS_SET, ...jobs]], turns);
    return { events: recorded([...BEGINNING, ...steps], pauses) };
  });
