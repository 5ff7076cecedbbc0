import fc from 'fast-check';
import { exact } from '../domain/kernel/decimal.js';
import { jsonNumber, readingJson } from './as-json.js';
import type { ProposedTarget, ReportedMeasurement } from './reading.js';

const PLAIN: ProposedTarget = {
  n: 1,
  text: 'khởi công chợ trung tâm',
  start: 10,
  end: 33,
  head: null,
  full: { text: 'khởi công chợ trung tâm', start: 10, end: 33 },
  clause: 'mục 1',
  indicator: 'khởi công chợ trung tâm',
  kind: 'milestone',
  comparator: 'complete',
  comparatorAlt: [],
  comparatorWord: null,
  value: null,
  valueTo: null,
  valueText: null,
  valueSource: null,
  unit: null,
  deadline: null,
  deadlineImplied: null,
  recurrence: null,
  recurrenceText: null,
  period: '2022',
  locality: 'Tỉnh Lai Châu',
  responsible: null,
  strength: 'qualitative',
  direction: null,
  incremental: false,
  base: null,
  series: null,
  indexName: null,
  confidence: 0.7,
  reason: { vi: 'lý do', en: 'reason' },
};

const MEASURED: ReportedMeasurement = {
  n: 1,
  text: '37/84 hộ',
  start: 0,
  end: 8,
  clause: 'mục 1',
  indicator: 'số hộ',
  value: '37',
  unit: 'hộ',
  numerator: '37',
  denominator: '84',
  ratioPct: '44.05',
  locality: null,
  asOf: '2021-08-31',
  asOfSource: 'inferred',
  series: null,
  confidence: 0.9,
  reason: { vi: 'lý do', en: 'reason' },
};

const HEAD = { issuer: null, number: null, kind: null, place: null, issuedOn: null, title: null, meetingOn: null, locality: null };

function json(targets: readonly ProposedTarget[], measurements: readonly ReportedMeasurement[] = []) {
  return readingJson({ readerVersion: 'reader-1', document: HEAD, clauses: [], targets, measurements });
}

describe('a reading as JSON', () => {
  it('has the fields of an annotation, and rarer ones only where there is something to say', () => {
    const [target] = json([PLAIN]).targets;
    expect(target).toMatchObject({
      type: 'target',
      quote: PLAIN.text,
      start: 10,
      end: 33,
      value: null,
      deadline: null,
      deadline_text: null,
    });
    for (const field of ['comparator_alt', 'head', 'deadline_op', 'deadline_expanded', 'incremental', 'series', 'value_source']) {
      expect(target).not.toHaveProperty(field);
    }
  });

  it('names all that a proposal can hold', () => {
    const deadline = {
      date: null,
      op: '<',
      precision: 'recurring',
      text: 'trước ngày 15',
      inherited: true,
      expanded: ['2022-03-15'],
    } as const;
    const head = { text: 'phấn đấu', start: 0, end: 8 };
    const [target] = json([
      { ...PLAIN, comparatorAlt: ['>='], value: '2.5', valueTo: '3', head, deadline, incremental: true, valueSource: 'implied' },
    ]).targets;
    expect(target).toMatchObject({
      comparator_alt: ['>='],
      value: 2.5,
      value_to: 3,
      value_source: 'implied',
      head: 'phấn đấu',
      head_start: 0,
      head_end: 8,
      deadline_text: 'trước ngày 15',
      deadline_op: '<',
      deadline_precision: 'recurring',
      deadline_inherited: true,
      deadline_expanded: ['2022-03-15'],
      incremental: true,
    });
  });

  it('has figures with numerator, denominator and ratio', () => {
    expect(json([], [MEASURED]).measurements[0]).toMatchObject({
      type: 'measurement',
      value: 37,
      numerator: 37,
      denominator: 84,
      ratio_pct: 44.05,
      as_of: '2021-08-31',
    });
    expect(json([], [{ ...MEASURED, ratioPct: null }]).measurements[0]).not.toHaveProperty('ratio_pct');
  });

  it.each([
    ['913216.2', 913216.2],
    ['44.0', 44],
    ['1000000000000000', 1e15],
    ['123456789012345678', '123456789012345678'],
    ['1234567890123.456789', '1234567890123.456789'],
  ])('keeps every digit of %s', (text, expected) => {
    expect(jsonNumber(text)).toBe(expected);
  });

  it('never means another number than the text', () => {
    const text = fc.tuple(fc.bigInt(0n, 10n ** 23n), fc.nat(999_999)).map(([whole, part]) => `${whole}.${part}`);
    fc.assert(fc.property(text, (one) => exact(String(jsonNumber(one))).eq(exact(one))));
  });
});
