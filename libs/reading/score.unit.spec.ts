import fc from 'fast-check';
import type { RecordJson } from './as-json.js';
import { ratesOf, scoreReading, sumOfScores } from './score.js';
import { wrongFields } from './score-fields.js';
import { checkQuotes, GoldError, parseBorderline, parseGold } from './score-gold.js';
import { matchSpans } from './score-match.js';

const target = (start: number, end: number, fields: object = {}): RecordJson => ({
  type: 'target',
  quote: 'x'.repeat(end - start),
  start,
  end,
  strength: 'quantified',
  ...fields,
});
const measurement = (start: number, end: number, fields: object = {}): RecordJson => ({
  ...target(start, end, fields),
  type: 'measurement',
});
const reading = (...records: RecordJson[]) => ({
  targets: records.filter(({ type }) => type === 'target'),
  measurements: records.filter(({ type }) => type === 'measurement'),
});
const rates = (score: ReturnType<typeof scoreReading>, group: 'quantified' | 'dated' | 'qualitative' | 'measurement') => {
  const { precision, recall, f1 } = ratesOf(score.groups[group]);
  return [precision, recall, f1];
};

describe('matching by overlap', () => {
  it('matches spans that share a character and no others', () => {
    expect(matchSpans([target(0, 10)], [target(9, 20)])).toHaveLength(1);
    expect(matchSpans([target(0, 10)], [target(10, 20)])).toHaveLength(0);
  });

  it('gives a proposal that covers two records to the one that it covers better', () => {
    const [narrow, wide] = [target(0, 4), target(5, 30)];
    expect(matchSpans([narrow, wide], [target(0, 30)])).toMatchObject([{ gold: wide }]);
  });

  it('matches both where the best overlap taken first would leave one alone', () => {
    // 10–30 with 12–32 is the best overlap, and would leave 31–60 and 0–12 with nobody.
    const gold = [target(10, 30), target(31, 60)];
    const found = [target(0, 12), target(12, 32)];
    expect(matchSpans(gold, found).map((match) => [match.gold.start, match.found.start])).toEqual([
      [10, 0],
      [31, 12],
    ]);
  });

  it('takes the record that comes first where two overlap alike', () => {
    expect(matchSpans([target(0, 10), target(20, 30)], [target(5, 25)])).toMatchObject([{ gold: { start: 0 } }]);
  });

  it('is one to one, overlapping, and as large as any matching', () => {
    const spans = fc.array(
      fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 12 })).map(([start, length]) => target(start, start + length)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(spans, spans, (gold, found) => {
        const matches = matchSpans(gold, found);
        expect(new Set(matches.map((match) => match.gold)).size).toBe(matches.length);
        expect(new Set(matches.map((match) => match.found)).size).toBe(matches.length);
        for (const match of matches) expect(overlap(match.gold, match.found)).toBe(true);
        expect(matches.length).toBe(largest(gold, found));
      }),
    );
  });
});

const overlap = (a: RecordJson, b: RecordJson) => a.start < b.end && b.start < a.end;

/** The size of the largest matching, by trying all. */
function largest(gold: readonly RecordJson[], found: readonly RecordJson[]): number {
  const [one, ...others] = gold;
  if (one === undefined) return 0;
  const withOne = found
    .filter((other) => overlap(one, other))
    .map(
      (other) =>
        1 +
        largest(
          others,
          found.filter((each) => each !== other),
        ),
    );
  return Math.max(largest(others, found), ...withOne);
}

describe('scoring a reading', () => {
  it('finds nothing wrong in the annotations themselves', () => {
    const gold = [target(0, 10), target(20, 30, { strength: 'dated' }), measurement(40, 50)];
    const score = scoreReading(reading(...gold), gold, []);
    expect(rates(score, 'quantified')).toEqual([1, 1, 1]);
    expect(rates(score, 'measurement')).toEqual([1, 1, 1]);
    expect(score.fields.target.every(({ right, of }) => right === 2 && of === 2)).toBe(true);
  });

  it('counts what was missed and what was made up', () => {
    const score = scoreReading(reading(target(0, 10), target(50, 60), target(70, 80)), [target(0, 10), target(20, 30)], []);
    expect(rates(score, 'quantified')).toEqual([1 / 3, 1 / 2, 0.4]);
    expect(score.missed).toMatchObject([{ start: 20 }]);
    expect(score.wrong).toMatchObject([{ start: 50 }, { start: 70 }]);
  });

  it('never matches a target with a measurement', () => {
    const score = scoreReading(reading(measurement(0, 10)), [target(0, 10)], []);
    expect(score.matches).toEqual([]);
    expect(rates(score, 'measurement')).toEqual([0, null, 0]);
  });

  it('says of a strength that neither side has that there is nothing to say', () => {
    expect(rates(scoreReading(reading(), [], []), 'dated')).toEqual([null, null, null]);
  });

  it('counts a proposal over a borderline span neither way, unless it matches a record', () => {
    const borderline = [{ start: 50, end: 60, doc: null }];
    const neither = scoreReading(reading(target(0, 10), target(55, 70)), [target(0, 10)], borderline);
    expect(rates(neither, 'quantified')).toEqual([1, 1, 1]);
    expect(neither.groups.quantified.borderline).toBe(1);
    const match = scoreReading(reading(target(55, 70)), [target(65, 75)], borderline);
    expect(rates(match, 'quantified')).toEqual([1, 1, 1]);
    expect(match.groups.quantified.borderline).toBe(0);
  });

  it('counts precision under the strength proposed and recall under the strength annotated', () => {
    const score = scoreReading(reading(target(0, 10, { strength: 'dated' })), [target(0, 10, { strength: 'qualitative' })], []);
    expect(rates(score, 'dated')).toEqual([1, null, 0]);
    expect(rates(score, 'qualitative')).toEqual([null, 1, 0]);
    expect(ratesOf(score.groups.target).f1).toBe(1);
  });

  it('adds up documents as if they were one', () => {
    const one = scoreReading(reading(target(0, 10)), [target(0, 10)], []);
    const other = scoreReading(reading(), [target(0, 10)], []);
    expect(rates(sumOfScores([one, other]), 'quantified')).toEqual([1, 0.5, 2 / 3]);
  });
});

describe('the fields of matched records', () => {
  const right = (gold: object, found: object, field: string): number | undefined =>
    scoreReading(reading(target(0, 10, found)), [target(0, 10, gold)], []).fields.target.find((score) => score.field === field)?.right;

  it.each([
    ['numbers by what they mean', 'value', 60, '60.0', 1],
    ['texts without regard to case, blanks and composition', 'locality', 'Tỉnh  Tuyên Quang', 'tỉnh tuyên quang'.normalize('NFD'), 1],
    ['absent as null', 'deadline', null, undefined, 1],
    ['null as wrong where a value is due', 'deadline', '2022-06-30', null, 0],
    ['another unit as wrong', 'unit', '%', '% kế hoạch', 0],
    ['words of an indicator by how many are in both', 'indicator (words)', 'số xã đạt chuẩn', 'số xã', 0.5],
  ])('compares %s', (_what, field, gold, found, expected) => {
    const name = field.replace(' (words)', '');
    expect(right({ [name]: gold }, { [name]: found }, field)).toBe(expected);
  });

  it('holds the literal comparator and the accepted ones in columns of their own', () => {
    const gold = { comparator: '=', comparator_alt: ['>='] };
    expect(right(gold, { comparator: '>=' }, 'comparator')).toBe(0);
    expect(right(gold, { comparator: '>=' }, 'comparator (alt)')).toBe(1);
    expect(right(gold, { comparator: '<' }, 'comparator (alt)')).toBe(0);
  });

  it('lists the wrong fields of a match', () => {
    const match = { gold: target(0, 10, { unit: 'xã', value: 10 }), found: target(0, 9, { unit: 'huyện', value: 10 }) };
    expect(wrongFields(match)).toEqual(['quote', 'unit']);
  });

  it('takes the two spellings of a tone mark for one', () => {
    const match = { gold: target(0, 10, { locality: 'Tỉnh Thanh Hoá' }), found: target(0, 10, { locality: 'tỉnh  Thanh Hóa' }) };
    expect(wrongFields(match)).toEqual([]);
  });
});

describe('reading annotations', () => {
  const line = (fields: object) => JSON.stringify({ type: 'target', strength: 'dated', quote: 'abc', start: 0, end: 3, ...fields });

  it('takes a line for a record and passes over blank ones', () => {
    expect(parseGold(`\uFEFF${line({})}\r\n\n${line({ type: 'measurement', strength: undefined })}\n`)).toHaveLength(2);
  });

  it.each([
    ['{"type": ', 'line 2: ', 'not JSON'],
    ['[1]', 'line 2: ', 'a JSON object'],
    [line({ type: 'goal' }), 'line 2, type: ', 'target, measurement'],
    [line({ strength: 'strong' }), 'line 2, strength: ', 'quantified, dated, qualitative'],
    [line({ start: -1 }), 'line 2, start: ', 'whole number'],
    [line({ end: '3' }), 'line 2, end: ', 'whole number'],
    [line({ end: 0 }), 'line 2, end: ', 'greater than start'],
    [line({ quote: '' }), 'line 2, quote: ', 'a text'],
  ])('refuses %s by line and field', (bad, place, expected) => {
    const read = () => parseGold(`${line({})}\n${bad}`);
    expect(read).toThrow(GoldError);
    expect(read).toThrow(place);
    expect(read).toThrow(expected);
  });

  it('keeps the borderline spans of the documents asked for', () => {
    const text = JSON.stringify([
      { doc: '1', start: 0, end: 1 },
      { doc: '2', start: 0, end: 1 },
      { start: 5, end: 6 },
    ]);
    expect(parseBorderline(text, new Set(['2']))).toEqual([
      { doc: '2', start: 0, end: 1 },
      { doc: null, start: 5, end: 6 },
    ]);
    expect(() => parseBorderline('{}', new Set())).toThrow('array');
    expect(() => parseBorderline('[{"start": 4, "end": 2}]', new Set())).toThrow('entry 1, end');
  });

  it('refuses annotations of another text, counting in code points', () => {
    const gold = parseGold(line({ quote: 'đến', start: 1, end: 4 }));
    expect(() => checkQuotes(gold, '😀đến')).not.toThrow();
    expect(() => checkQuotes(gold, '😀trước')).toThrow('record 1, quote');
  });
});
