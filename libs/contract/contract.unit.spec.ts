import fc from 'fast-check';
import { parseNumber } from '../domain/kernel/number-input.js';
import { REFUSALS } from '../domain/refusals.js';
import { decimal } from './decimal-input.js';
import { civilDate, line, measurementId } from './fields.js';
import { listQuery } from './lists.js';
import { measurementIdOf, measurementKeyOf } from './measurement-id.js';
import { EDGE_MESSAGES, fill } from './messages.js';
import { z } from 'zod';

describe('a number at the edge', () => {
  it.each([
    ['55.1', '55.1'],
    ['55,1', '55.1'],
    ['913.216,2', '913216.2'],
    ['1.234.567', '1234567'],
    ['-1.234.567,89', '-1234567.89'],
    ['0', '0'],
    ['007,50', '7.50'],
    ['999999999999999.25', '999999999999999.25'],
  ])('%s means %s', (text, number) => expect(decimal.parse(text)).toBe(number));

  it('with one dot and three digits after it is what this API would write: a decimal', () => {
    expect(decimal.parse('12.345')).toBe('12.345');
  });

  it.each([55.1, '', ' ', '1e3', '1,2,3', '1.23.456', '12.3456,7', 'NaN', '0x10', '1 000', '--1', '1'.repeat(25)])(
    '%p is none',
    (input) => {
      expect(decimal.safeParse(input).success).toBe(false);
    },
  );

  it('is read as the domain reads it, wherever the domain sees one meaning', () => {
    const digits = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 999_999 }), (whole, fraction) => {
        const text = `${whole.toLocaleString('de-DE')},${fraction}`;
        expect(decimal.parse(text)).toBe(parseNumber(text));
      }),
    );
  });
});

describe('other fields', () => {
  it('are days that exist', () => {
    expect(civilDate.safeParse('2024-02-29').success).toBe(true);
    for (const text of ['2023-02-29', '2021-13-01', '2021-9-1', '2021-09-31', '20210930'])
      expect(civilDate.safeParse(text).success).toBe(false);
  });

  it('are lines in Unicode NFC without spaces around them, and not empty', () => {
    expect(line(10).parse('  hòa '.normalize('NFD'))).toBe('hòa');
    expect(line(10).safeParse('   ').success).toBe(false);
  });
});

describe("a measurement's id", () => {
  const key = { indicatorId: 'poverty', localityId: 'vn-08@base', year: 2021, asOf: '2021-08-31', basis: 'actual' } as const;

  it('spells its key, and is read back', () => {
    const id = measurementIdOf(key);
    expect(id).toBe('poverty.vn-08@base.2021.2021-08-31.actual');
    expect(measurementKeyOf(id)).toEqual(key);
    expect(measurementId.safeParse(id).success).toBe(true);
  });

  it.each([
    '',
    'poverty',
    'poverty.vn.2021.2021-08-31',
    'poverty.vn.21.2021-08-31.actual',
    'poverty.vn.2021.2021-08-31.guess',
    'poverty.vn.2021.2021-08-31.actual.more',
  ])('is not %p', (id) => {
    expect(measurementKeyOf(id)).toBeNull();
  });
});

describe('queries of lists', () => {
  const schema = z.strictObject(listQuery(['due', 'name']));

  it('have a limit and a sort where none is named', () => {
    expect(schema.parse({})).toEqual({ limit: 100, sort: 'due' });
    expect(schema.parse({ limit: '1000', sort: '-name' })).toEqual({ limit: 1000, sort: '-name' });
  });

  it.each([{ limit: '0' }, { limit: '1001' }, { limit: 'ten' }, { sort: 'colour' }, { sort: '--due' }, { page: '2' }])(
    'refuse %p',
    (query) => {
      expect(schema.safeParse(query).success).toBe(false);
    },
  );
});

describe('messages', () => {
  it('say the same in both languages, under codes of their own', () => {
    const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const [code, { vi, en }] of Object.entries(EDGE_MESSAGES)) {
      expect([code, places(vi)]).toEqual([code, places(en)]);
      expect([code, code in REFUSALS]).toEqual([code, false]);
    }
  });

  it('are filled in; what is not known stays, what is nothing is a dash', () => {
    expect(fill('{a} {b} {c}', { a: 1, b: null })).toBe('1 – {c}');
  });
});
