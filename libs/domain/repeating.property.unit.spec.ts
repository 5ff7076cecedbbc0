import fc from 'fast-check';
import { day, figuresOf, indicators, profileShares } from '../../test/support/arbitraries.js';
import {
  definedIndicator,
  indicator,
  DIRECTIVE,
  KEY,
  locality,
  localityState,
  milestone,
  NATION_FACTS,
  plan,
  TUYEN_QUANG,
} from '../../test/support/samples.js';
import { expectQuietRepeats, type Decide } from '../../test/support/quiet-repeats.js';
import { indicatorCodec } from './indicator/indicator.codec.js';
import {
  defineIndicator,
  indicatorDecider,
  setReportingCalendar,
  setSeasonalProfile,
  type IndicatorState,
} from './indicator/indicator.decide.js';
import type { IndicatorEvent } from './indicator/indicator.events.js';
import { localityCodec } from './locality/locality.codec.js';
import { reassignLocality, registerLocality } from './locality/locality.decide.js';
import type { LocalityEvent } from './locality/locality.events.js';
import { localityDecider, type LocalityState } from './locality/locality.state.js';
import { abolishLocality, mergeLocality, renameLocality, splitLocality } from './locality/succession.decide.js';
import { BASES } from './measurement/figure.js';
import { measurementCodec } from './measurement/measurement.codec.js';
import {
  correctMeasurement,
  recordMeasurement,
  returnMeasurement,
  verifyMeasurement,
  withdrawMeasurement,
} from './measurement/measurement.decide.js';
import type { MeasurementEvent } from './measurement/measurement.events.js';
import { measurementDecider, type MeasurementState } from './measurement/measurement.state.js';
import { targetCodec } from './target/target.codec.js';
import { replanTarget, reviseTarget, setTarget, withdrawTarget } from './target/target.decide.js';
import type { TargetEvent } from './target/target.events.js';
import { targetDecider, type TargetState } from './target/target.state.js';

const text = fc.constantFrom('', ' ', 'rà soát', 'đếm lại');

describe('repeating a command writes nothing, and a history read back is the same', () => {
  it('of a measurement', () => {
    const slot = fc.record({ asOf: fc.constantFrom('2021-06-30', '2021-07-31', '2021-08-31'), basis: fc.constantFrom(...BASES) });
    const scenario = indicators.chain((definition) => {
      const facts = { indicator: definition, locality: TUYEN_QUANG, today: '2021-09-10' };
      const command = fc
        .record({ slot, kind: fc.nat(5), figure: figuresOf(definition.shape), reason: text, justification: fc.option(text) })
        .map(({ slot: at, kind, figure, reason, justification }): Decide<MeasurementState, MeasurementEvent> => {
          const key = { ...KEY, ...at };
          const record = { ...key, figure, unit: null, justification, note: reason, source: null };
          return (state) =>
            [
              () => recordMeasurement(record, state, facts),
              () => recordMeasurement(record, state, facts),
              () => correctMeasurement({ ...record, reason }, state, facts),
              () => withdrawMeasurement({ ...key, reason }, state),
              () => verifyMeasurement({ ...key, note: reason }, state),
              () => returnMeasurement({ ...key, reason }, state),
            ][kind]?.() ?? [];
        });
      return fc.array(command, { minLength: 5, maxLength: 30 });
    });
    fc.assert(fc.property(scenario, (commands) => expectQuietRepeats(measurementDecider, measurementCodec, commands)));
  });

  it('of a target', () => {
    const facts = { indicator: definedIndicator(), locality: TUYEN_QUANG, directive: DIRECTIVE };
    const names = { targetId: 'relocation-2021', indicatorId: 'relocated-households', localityId: 'vn-08@base' };
    const provenance = { directiveId: DIRECTIVE.directiveId, clause: '1', strength: 'quantified' } as const;
    const command = fc
      .record({ kind: fc.nat(4), value: fc.constantFrom('90', '95', 'x'), due: day, reason: text, on: day, isSourced: fc.boolean() })
      .map(({ kind, value, due, reason, on, isSourced }): Decide<TargetState | null, TargetEvent> => {
        const content = { ...plan({ milestones: [milestone({ due, value })] }), ...names, provenance: isSourced ? provenance : null };
        const trajectory = { kind: 'points', points: [{ on, value }] } as const;
        return (state) =>
          [
            () => setTarget({ ...content, responsible: null, note: reason }, state, facts),
            () => reviseTarget({ ...content, reason, confirm: [] }, state, facts),
            () => reviseTarget({ ...content, reason, confirm: [] }, state, facts),
            () => replanTarget({ targetId: names.targetId, trajectory, reason }, state, facts),
            () => withdrawTarget({ targetId: names.targetId, on, reason, confirm: [] }, state, { standingParts: 0 }),
          ][kind]?.() ?? [];
      });
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 20 }), (all) => expectQuietRepeats(targetDecider, targetCodec, all)),
    );
  });

  it('of an indicator', () => {
    const indicatorId = 'relocated-households';
    const command = fc
      .record({
        kind: fc.nat(3),
        profileId: fc.constantFrom('a', 'b', 'X'),
        shares: fc.oneof(profileShares, fc.constant([{ month: 6, share: '0.5' }])),
        name: fc.constantFrom('', 'Theo mùa'),
        cutOffDay: fc.constantFrom(0, 14, 15),
      })
      .map(({ kind, profileId, shares, name, cutOffDay }): Decide<IndicatorState, IndicatorEvent> => {
        const profile = { indicatorId, profileId, name, nameEn: 'Seasonal', shares, source: null, fittedYears: [2020] };
        const calendar = { kind: 'periodic', frequency: 'month', cutOffDay, dueDay: 25, minWorkingDays: 1 } as const;
        return (state) =>
          [
            () => defineIndicator(indicator({ name: 'Số hộ' }), state),
            () => setSeasonalProfile(profile, state),
            () => setSeasonalProfile(profile, state),
            () => setReportingCalendar({ indicatorId, calendar }, state),
          ][kind]?.() ?? [];
      });
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 20 }), (all) => expectQuietRepeats(indicatorDecider, indicatorCodec, all)),
    );
  });

  it('of a locality', () => {
    const others = ['vn-08@base', 'vn-19@base'].map((localityId) => localityState(locality({ localityId })));
    const facts = { localities: new Map([localityState(NATION_FACTS), ...others].map((state) => [state.localityId, state])) };
    const localityId = 'vn-02233@base';
    const parent = fc.constantFrom('vn-08@base', 'vn-19@base', 'vn-99@base');
    const command = fc
      .record({ kind: fc.nat(6), on: day, other: parent, share: fc.constantFrom(null, '0.5', '1', '1.5') })
      .map(({ kind, on, other, share }): Decide<LocalityState | null, LocalityEvent> => {
        const ending = { localityId, effectiveOn: on, legalBasis: null };
        const facts1 = locality({ localityId, level: 'commune', parentId: other, validFrom: '2020-12-15' });
        return (state) =>
          [
            () => registerLocality(facts1, state, facts),
            () => reassignLocality({ localityId, parentId: other, from: on, legalBasis: null }, state, facts),
            () => reassignLocality({ localityId, parentId: other, from: on, legalBasis: null }, state, facts),
            () => mergeLocality({ ...ending, into: other }, state, facts),
            () => renameLocality({ ...ending, into: other }, state, facts),
            () => splitLocality({ ...ending, parts: [{ localityId: other, share }] }, state, facts),
            () => abolishLocality(ending, state),
          ][kind]?.() ?? [];
      });
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 20 }), (all) => expectQuietRepeats(localityDecider, localityCodec, all)),
    );
  });
});
