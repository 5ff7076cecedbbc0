import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import type { StoredForm } from '../kernel/codec.js';
import { KnownThen } from './known-then.js';
import { Exact } from '../kernel/decimal.js';
import { STORY_CODECS } from './story-codecs.js';
import { amount, clauseText, percentage } from './story.words.js';
import { tell } from './tell.js';

const golden = new URL('../golden/', import.meta.url);
const examples = readdirSync(golden)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, golden), 'utf8')) as StoredForm)
  .flatMap((stored) => {
    const category = Object.keys(STORY_CODECS).find((one) => STORY_CODECS[one]!.types.includes(stored.type));
    return category === undefined
      ? []
      : [{ category, event: STORY_CODECS[category]!.decode(stored), name: `${stored.type}.v${stored.schemaVersion}` }];
  });

describe('every stored event of a story', () => {
  it('has an example here', () => expect(examples.length).toBeGreaterThan(35));

  it.each(examples)('$name is told in both languages, also where nothing was known before', ({ category, event }) => {
    const told = tell({ category, id: 'x', event, actor: { name: 'Nguyễn Thị Hoà' } }, new KnownThen());
    for (const text of [told?.sentence.vi, told?.sentence.en]) {
      expect(text).toMatch(/^\p{Lu}.*[.!?]$/u);
      expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.$/);
    }
    expect(told?.sentence.vi).not.toBe(told?.sentence.en);
  });

  it('is told alike when it is told again', () => {
    for (const { category, event } of examples) {
      const say = () => tell({ category, id: 'x', event, actor: { name: 'A' } }, new KnownThen());
      expect(say()).toEqual(say());
    }
  });

  it('that stands in nobody’s story is passed over', () => {
    const event = { type: 'DayBegan', data: { day: '2021-09-14' } };
    expect(tell({ category: 'calendar', id: '2021', event, actor: { name: 'A' } }, new KnownThen())).toBeNull();
  });
});

describe('a quantity', () => {
  it.each([
    ['913216.2', 'triệu đồng', '913.216,2 triệu đồng', '913,216.2 million VND'],
    ['-1234', 'hộ', '-1.234 hộ', '-1,234 households'],
    ['-123', 'hộ', '-123 hộ', '-123 households'],
    ['1', 'hộ', '1 hộ', '1 household'],
    ['55.10', '%', '55,10 %', '55.10 %'],
    ['1000000000000000.000000000001', '', '1.000.000.000.000.000,000000000001', '1,000,000,000,000,000.000000000001'],
    ['12', 'hạng', 'hạng 12', 'rank 12'],
  ])('%s %s is said digit by digit', (value, unit, vi, en) => expect(amount(value, unit)).toEqual({ vi, en }));
});

describe('a clause', () => {
  it.each([
    ['2a', 'mục 2a', 'clause 2a'],
    ['II.3.4', 'mục II.3.4', 'clause II.3.4'],
    ['a', 'mục a', 'clause a'],
    ['(b)', 'mục (b)', 'clause (b)'],
    ['mục 2, gạch 4', 'mục 2, gạch 4', 'mục 2, gạch 4'],
    ['Mục 1', 'Mục 1', 'Mục 1'],
    ['Điều 1, khoản 6', 'Điều 1, khoản 6', 'Điều 1, khoản 6'],
    ['Nghị quyết 20/NQ-HĐND, Điều 1', 'Nghị quyết 20/NQ-HĐND, Điều 1', 'Nghị quyết 20/NQ-HĐND, Điều 1'],
  ])('%s is called a clause once', (clause, vi, en) => expect(clauseText(clause)).toEqual({ vi, en }));
});

describe('a directive without a number', () => {
  const nameOf = (data: object) => {
    const known = new KnownThen();
    for (const type of ['DirectiveRegistered', 'DirectiveDescribed']) {
      const { event } = examples.find(({ name }) => name === `${type}.v1`)!;
      const given = { type, data: { ...event.data, number: null, ...data } };
      known.take({ category: 'directive', id: 'x', event: given, actor: { name: 'A' } });
    }
    return known.directiveName('x');
  };

  it('is called by its title, or by who issued it and when', () => {
    expect(nameOf({ title: 'Về giải ngân' })).toEqual({ vi: '“Về giải ngân”', en: '“Về giải ngân”' });
    const untitled = { title: null, kind: 'Thông báo', issuer: 'Thường trực Tỉnh ủy' };
    expect(nameOf({ ...untitled, issuedOn: '2021-08-31' })).toEqual({
      vi: 'thông báo của Thường trực Tỉnh ủy ngày 31/8/2021',
      en: 'the directive of Thường trực Tỉnh ủy of 31 August 2021',
    });
    expect(nameOf({ ...untitled, kind: null, issuedOn: '2021-08' }).vi).toBe('văn bản của Thường trực Tỉnh ủy');
  });
});

describe('a percentage', () => {
  it('is the quotient, rounded half up to two decimals', () => {
    const number = fc
      .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 10 ** 6 }))
      .map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(number, number, (part, whole) => {
        const expected = new Exact(whole).isZero() ? null : new Exact(part).times(100).div(whole).toDecimalPlaces(2, 4).toFixed();
        expect(percentage(part, whole)).toBe(expected === '-0' ? '0' : expected);
      }),
    );
    expect([percentage('37', '84'), percentage('1', '0'), percentage('-1', '8'), percentage('100', '100')]).toEqual([
      '44.05',
      null,
      '-12.5',
      '100',
    ]);
  });
});
