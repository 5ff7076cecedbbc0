import fc from 'fast-check';
import { indicatorCodec } from '../../libs/domain/indicator/indicator.codec.js';
import { fold, type Decider, type DomainEvent } from '../../libs/domain/kernel/decider.js';
import type { EventCodec } from '../../libs/domain/kernel/codec.js';
import { DomainError } from '../../libs/domain/kernel/errors.js';
import { BASES } from '../../libs/domain/measurement/figure.js';
import { measurementCodec } from '../../libs/domain/measurement/measurement.codec.js';
import {
  correctMeasurement,
  recordMeasurement,
  returnMeasurement,
  verifyMeasurement,
  withdrawMeasurement,
} from '../../libs/domain/measurement/measurement.decide.js';
import { measurementStream } from '../../libs/domain/measurement/measurement.events.js';
import { measurementDecider } from '../../libs/domain/measurement/measurement.state.js';
import { targetCodec } from '../../libs/domain/target/target.codec.js';
import { replanTarget, reviseTarget, setTarget, withdrawTarget } from '../../libs/domain/target/target.decide.js';
import { targetStream } from '../../libs/domain/target/target.events.js';
import { targetDecider } from '../../libs/domain/target/target.state.js';
import type { StreamAppend } from '../../libs/event-store/event-store.js';
import { draft } from './projected.js';
import { DIRECTIVE, indicator, locality, localityState, milestone, plan } from './samples.js';

export const DEFINITION = indicator({ indicatorId: 'resettled', accumulation: 'level', numeratorMayExceedDenominator: true });

/** What has to be written first for `histories` to make sense. */
export const DEFINED: StreamAppend = {
  stream: `indicator-${DEFINITION.indicatorId}`,
  expected: 'any',
  events: [draft(indicatorCodec, { type: 'IndicatorDefined', data: DEFINITION }, 'resettled')],
};

/** A command as data, so that a counterexample can be read. */
const measuring = fc.record({
  on: fc.constant('measurement' as const),
  kind: fc.constantFrom('record', 'record', 'record', 'correct', 'withdraw', 'verify', 'return'),
  asOf: fc.constantFrom('2021-06-30', '2021-08-31', '2021-12-31', '2022-01-31'),
  year: fc.constantFrom(2021, 2022),
  basis: fc.constantFrom(...BASES),
  numerator: fc.nat(90).map(String),
});
const planning = fc.record({
  on: fc.constant('target' as const),
  kind: fc.constantFrom('set', 'set', 'revise', 'replan', 'withdraw'),
  target: fc.constantFrom('a', 'b'),
  due: fc.constantFrom('2021-09-30', '2021-12-31', '2022-06-30'),
  value: fc.constantFrom('50', '98', '100'),
});
type Measuring = typeof measuring extends fc.Arbitrary<infer T> ? T : never;
type Planning = typeof planning extends fc.Arbitrary<infer T> ? T : never;

/** Commands of one locality in any order, sensible or not. */
export const commands: fc.Arbitrary<readonly (Measuring | Planning)[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: measuring }, { weight: 1, arbitrary: planning }),
  {
    minLength: 5,
    maxLength: 40,
  },
);

/** What the deciders make of commands that one locality gives: an append for each that is not refused. */
export function historyOf(localityId: string, all: readonly (Measuring | Planning)[]): readonly StreamAppend[] {
  const desk = new Desk();
  const facts = {
    indicator: { ...DEFINITION, profiles: {}, calendar: null },
    locality: localityState(locality({ localityId })),
    directive: DIRECTIVE,
    today: '2026-11-21',
    standingParts: 0,
  };
  for (const command of all) {
    if (command.on === 'measurement') {
      const key = { indicatorId: DEFINITION.indicatorId, localityId, year: command.year, asOf: command.asOf, basis: command.basis };
      const content = {
        ...key,
        figure: { shape: 'ratio', numerator: command.numerator, denominator: '84' } as const,
        unit: null,
        justification: null,
        note: command.kind,
        source: null,
        reason: 'rà soát',
      };
      const decide = {
        record: recordMeasurement,
        correct: correctMeasurement,
        withdraw: withdrawMeasurement,
        verify: verifyMeasurement,
        return: returnMeasurement,
      }[command.kind as 'record'];
      desk.do(measurementStream(key.indicatorId, localityId, key.year), measurementDecider, measurementCodec, (state) =>
        decide(content, state, facts),
      );
    } else {
      const targetId = `${localityId}-${command.target}`;
      const trajectory = { kind: 'points', points: [{ on: '2021-03-31', value: command.value }] } as const;
      const content = {
        ...plan({ milestones: [milestone({ due: command.due, value: command.value })] }),
        targetId,
        indicatorId: DEFINITION.indicatorId,
        localityId,
        responsible: null,
        provenance: null,
        note: null,
        reason: 'rà soát',
        on: command.due,
        confirm: [],
      };
      const decide = { set: setTarget, revise: reviseTarget, replan: replanTarget, withdraw: withdrawTarget }[command.kind as 'set'];
      desk.do(targetStream(targetId), targetDecider, targetCodec, (state) =>
        decide(command.kind === 'replan' ? { ...content, trajectory } : content, state, facts),
      );
    }
  }
  return desk.appends;
}

class Desk {
  readonly appends: StreamAppend[] = [];
  private readonly streams = new Map<string, DomainEvent[]>();

  do<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
    codec: EventCodec<Event>,
    decide: (state: State) => readonly Event[],
  ): void {
    const past = (this.streams.get(stream) ?? []) as Event[];
    const events = attempt(() => decide(fold(decider, past)));
    if (events.length === 0) return;
    this.streams.set(stream, [...past, ...events]);
    const drafts = events.map((event, index) => draft(codec, event, `${stream} ${past.length + index}`));
    this.appends.push({ stream, expected: past.length === 0 ? 'no_stream' : past.length - 1, events: drafts });
  }
}

function attempt<Event>(decide: () => readonly Event[]): readonly Event[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

/** The same history with one append for each stream, which the store takes at once. */
export function together(history: readonly StreamAppend[]): readonly StreamAppend[] {
  const streams = [...new Set(history.map(({ stream }) => stream))];
  return streams.map((stream) => ({
    stream,
    expected: 'no_stream',
    events: history.filter((append) => append.stream === stream).flatMap(({ events }) => events),
  }));
}
