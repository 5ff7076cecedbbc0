import { given } from '../../../test/support/given.js';
import { countIndicator, indicator, KEY, locality, localityState, TUYEN_QUANG } from '../../../test/support/samples.js';
import type { Figure } from './figure.js';
import {
  correctMeasurement,
  recordMeasurement,
  returnMeasurement,
  verifyMeasurement,
  withdrawMeasurement,
  type CorrectMeasurement,
  type MeasurementDecisionFacts,
  type RecordMeasurement,
} from './measurement.decide.js';
import type { MeasurementEvent } from './measurement.events.js';
import { entryAt, measurementDecider, type MeasurementState } from './measurement.state.js';

const ratio = (numerator: string, denominator = '84'): Figure => ({ shape: 'ratio', numerator, denominator });
const command: RecordMeasurement = { ...KEY, figure: ratio('37'), unit: 'hộ', justification: null, note: null, source: null };
const facts: MeasurementDecisionFacts = { indicator: indicator(), locality: TUYEN_QUANG, today: '2021-09-10' };

const recorded = (change: Partial<RecordMeasurement> = {}): MeasurementEvent => {
  const { unit: _, ...data } = { ...command, ...change };
  return { type: 'MeasurementRecorded', data };
};
const verified: MeasurementEvent = { type: 'MeasurementVerified', data: { ...KEY, note: null } };
const returned: MeasurementEvent = { type: 'MeasurementReturned', data: { ...KEY, reason: 'thiếu chữ ký' } };
const withdrawn: MeasurementEvent = { type: 'MeasurementWithdrawn', data: { ...KEY, reason: 'nhầm huyện' } };
const corrected = (figure: Figure): MeasurementEvent => ({
  type: 'MeasurementCorrected',
  data: { ...KEY, figure, reason: 'đếm lại', justification: null },
});

const record =
  (change: Partial<RecordMeasurement> = {}, known: Partial<MeasurementDecisionFacts> = {}) =>
  (state: MeasurementState) =>
    recordMeasurement({ ...command, ...change }, state, { ...facts, ...known });
const correct =
  (figure: Figure, change: Partial<CorrectMeasurement> = {}) =>
  (state: MeasurementState) =>
    correctMeasurement({ ...KEY, figure, unit: null, reason: 'đếm lại', justification: null, ...change }, state, facts);
const verify = (state: MeasurementState) => verifyMeasurement({ ...KEY, note: null }, state);
const sendBack = (state: MeasurementState) => returnMeasurement({ ...KEY, reason: 'thiếu chữ ký' }, state);
const withdraw = (state: MeasurementState) => withdrawMeasurement({ ...KEY, reason: 'nhầm huyện' }, state);
const after = (...events: readonly MeasurementEvent[]) => given(measurementDecider, events);

describe('recording a measurement', () => {
  it('records the figure under its key', () => {
    after().when(record()).then([recorded()]);
  });

  it('refuses a second one under the same key, and takes other dates and bases', () => {
    after(recorded()).when(record()).refused('measurement_exists');
    after(recorded())
      .when(record({ basis: 'estimated', figure: ratio('40') }))
      .then([recorded({ basis: 'estimated', figure: ratio('40') })]);
  });

  it('takes the key again after a withdrawal', () => {
    after(recorded(), withdrawn).when(record()).then([recorded()]);
  });

  it('refuses an unknown indicator or locality', () => {
    after()
      .when(record({}, { indicator: null }))
      .refused('indicator_unknown');
    after()
      .when(record({}, { locality: null }))
      .refused('locality_unknown');
  });

  it('refuses a locality outside its validity', () => {
    const ended = localityState(locality(), {
      type: 'LocalityAbolished',
      data: { localityId: 'vn-08@base', effectiveOn: '2021-08-31', legalBasis: null },
    });
    after()
      .when(record({}, { locality: ended }))
      .refused('locality_not_in_force');
    const lastDay = { asOf: '2021-08-30' };
    after()
      .when(record(lastDay, { locality: ended }))
      .then([recorded(lastDay)]);
  });

  it('refuses an as-of date in the future and takes today', () => {
    after()
      .when(record({ asOf: '2021-09-11' }))
      .refused('as_of_in_future');
    after()
      .when(record({ asOf: '2021-09-10' }))
      .then([recorded({ asOf: '2021-09-10' })]);
    after()
      .when(record({ asOf: '2021-9-1' }))
      .refused('date_malformed');
  });

  it('counts towards the year of its date or one beside it', () => {
    after()
      .when(record({ year: 2020 }))
      .then([recorded({ year: 2020 })]);
    after()
      .when(record({ year: 2019 }))
      .refused('year_out_of_range');
  });

  it('keeps note and justification cleaned, empty ones as none', () => {
    after()
      .when(record({ note: '  ước\u0323c ', justification: ' ' }))
      .then([recorded({ note: 'ước\u0323c'.normalize('NFC'), justification: null })]);
  });
});

describe('a cumulative figure', () => {
  const july = recorded({ asOf: '2021-07-31', figure: ratio('30') });
  const august = recorded({ figure: ratio('37') });

  it('may not fall below the one before it', () => {
    after(july)
      .when(record({ figure: ratio('29') }))
      .refused('cumulative_falls', { from: '30', to: '29' });
    after(july)
      .when(record({ figure: ratio('30') }))
      .then([recorded({ figure: ratio('30') })]);
  });

  it('may not, coming late, exceed the one after it', () => {
    after(august)
      .when(record({ asOf: '2021-07-31', figure: ratio('38') }))
      .refused('cumulative_falls', { earlier: '2021-07-31', later: '2021-08-31' });
  });

  it('may fall with a justification, which is kept', () => {
    const change = { figure: ratio('29'), justification: 'rà soát lại danh sách' };
    after(july)
      .when(record(change))
      .then([recorded(change)]);
  });

  it('is compared within its own basis only', () => {
    after(recorded({ asOf: '2021-07-31', basis: 'estimated', figure: ratio('40') }))
      .when(record())
      .then([recorded()]);
  });

  it('is not compared with withdrawn or returned figures', () => {
    const key = { ...KEY, asOf: '2021-07-31' };
    const high = recorded({ ...key, figure: ratio('50') });
    after(high, { type: 'MeasurementWithdrawn', data: { ...key, reason: 'x' } })
      .when(record())
      .then([recorded()]);
    after(high, { type: 'MeasurementReturned', data: { ...key, reason: 'x' } })
      .when(record())
      .then([recorded()]);
  });

  it('may show a falling rate when the base was enlarged, but not when only rates are known', () => {
    const larger = { figure: ratio('37', '100') };
    after(recorded({ asOf: '2021-07-31', figure: ratio('36', '84') }))
      .when(record(larger))
      .then([recorded(larger)]);
    const rate: Figure = { shape: 'rate', percent: '40' };
    after(recorded({ asOf: '2021-07-31', figure: ratio('36', '84') }))
      .when(record({ figure: rate }))
      .refused('cumulative_falls');
  });

  it('is the only one that may not fall', () => {
    const level = { indicator: indicator({ accumulation: 'level' }) };
    after(july)
      .when(record({ figure: ratio('29') }, level))
      .then([recorded({ figure: ratio('29') })]);
  });

  it('needs its own justification when a correction makes it fall', () => {
    after(july, august)
      .when(correct(ratio('20')))
      .refused('cumulative_falls');
    const justified = recorded({ figure: ratio('29'), justification: 'rà soát' });
    after(july, justified)
      .when(correct(ratio('20')))
      .refused('cumulative_falls');
    after(july, august)
      .when(correct(ratio('20'), { justification: 'rà soát' }))
      .then([{ type: 'MeasurementCorrected', data: { ...KEY, figure: ratio('20'), reason: 'đếm lại', justification: 'rà soát' } }]);
  });
});

describe('correcting a measurement', () => {
  it('replaces the figure and takes the verification away', () => {
    after(recorded(), verified)
      .when(correct(ratio('38')))
      .then([corrected(ratio('38'))]);
    after(recorded(), verified, corrected(ratio('38')))
      .when(verify)
      .then([verified]);
  });

  it('is quiet when nothing changes, however the number is written', () => {
    after(recorded())
      .when(correct(ratio('37.0')))
      .thenNothing();
    after(recorded(), verified)
      .when(correct(ratio('37')))
      .thenNothing();
  });

  it('insists on a returned figure by repeating it', () => {
    after(recorded(), returned)
      .when(correct(ratio('37')))
      .then([corrected(ratio('37'))]);
    after(recorded(), returned, corrected(ratio('37')))
      .when(correct(ratio('37')))
      .thenNothing();
  });

  it('needs a reason, a figure to correct and one that still stands', () => {
    after(recorded())
      .when(correct(ratio('38'), { reason: ' ' }))
      .refused('reason_required');
    after()
      .when(correct(ratio('38')))
      .refused('measurement_unknown');
    after(recorded(), withdrawn)
      .when(correct(ratio('38')))
      .refused('measurement_withdrawn');
  });

  it('holds the new figure to the same rules', () => {
    after(recorded())
      .when(correct(ratio('85')))
      .refused('numerator_exceeds_denominator');
  });
});

describe('withdrawing, verifying and returning', () => {
  it('withdraws once', () => {
    after(recorded()).when(withdraw).then([withdrawn]);
    after(recorded(), withdrawn).when(withdraw).refused('measurement_withdrawn');
    after().when(withdraw).refused('measurement_unknown');
    after(recorded())
      .when((state) => withdrawMeasurement({ ...KEY, reason: '' }, state))
      .refused('reason_required');
  });

  it('verifies once, and not what was returned, withdrawn or never recorded', () => {
    after(recorded()).when(verify).then([verified]);
    after(recorded(), verified).when(verify).thenNothing();
    after(recorded(), returned).when(verify).refused('measurement_returned');
    after(recorded(), withdrawn).when(verify).refused('measurement_withdrawn');
    after().when(verify).refused('measurement_unknown');
  });

  it('returns once, also what was verified, with a reason', () => {
    after(recorded(), verified).when(sendBack).then([returned]);
    after(recorded(), returned).when(sendBack).thenNothing();
    after(recorded(), withdrawn).when(sendBack).refused('measurement_withdrawn');
    after().when(sendBack).refused('measurement_unknown');
    after(recorded())
      .when((state) => returnMeasurement({ ...KEY, reason: '' }, state))
      .refused('reason_required');
  });
});

describe('the state of a stream', () => {
  it('keeps one entry per date and basis, in order', () => {
    const events = [
      recorded(),
      recorded({ basis: 'settled' }),
      recorded({ asOf: '2021-07-31' }),
      recorded({ basis: 'estimated' }),
      corrected(ratio('38')),
    ];
    const state = events.reduce((folded, event) => measurementDecider.evolve(folded, event), measurementDecider.initial);
    expect(state.entries.map(({ asOf, basis }) => `${asOf} ${basis}`)).toEqual([
      '2021-07-31 actual',
      '2021-08-31 estimated',
      '2021-08-31 actual',
      '2021-08-31 settled',
    ]);
    expect(entryAt(state, KEY)?.figure).toEqual(ratio('38'));
    expect(entryAt(state, { ...KEY, asOf: '2021-06-30' })).toBeUndefined();
  });

  it('takes counts and tasks as well', () => {
    const count = { figure: { shape: 'count', value: '12' } as const, unit: 'HỘ' };
    after()
      .when(record(count, { indicator: countIndicator() }))
      .then([recorded(count)]);
  });
});
