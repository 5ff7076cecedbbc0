import { same } from './same.js';
import { clean, cleanOrNull, sameUnit, textKey } from './text.js';

describe('text', () => {
  it('is composed and trimmed on entering, empty text is none', () => {
    expect(clean(' hộ '.normalize('NFD'))).toBe('hộ');
    expect([cleanOrNull('  '), cleanOrNull(undefined), cleanOrNull(null), cleanOrNull(' a ')]).toEqual([null, null, null, 'a']);
  });

  it.each([
    ['hoà', 'hòa'],
    ['Thuỷ', 'thủy'],
    ['khoẻ', 'khỏe'],
    ['Chiêm Hoá', 'chiêm  hóa'],
    ['ước tính'.normalize('NFD'), 'Ước Tính'],
  ])('takes %s and %s for the same words', (a, b) => expect(textKey(a)).toBe(textKey(b)));

  it.each([
    ['hoa', 'hòa'],
    ['tỷ', 'ty'],
    ['đồng', 'dong'],
    ['mốc', 'mộc'],
    ['ơn', 'on'],
  ])('tells %s from %s', (a, b) => expect(textKey(a)).not.toBe(textKey(b)));

  it('compares units without regard to spaces', () => {
    expect(sameUnit('m 2', 'M2')).toBe(true);
    expect(sameUnit('triệu đồng', 'tỷ đồng')).toBe(false);
  });
});

describe('data', () => {
  it('is the same when it holds the same, in whatever order', () => {
    expect(same({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBe(true);
    for (const other of [{ a: 1 }, { a: 1, c: 2 }, { a: 1, b: 3 }, [1, 2], null, 'a']) expect(same({ a: 1, b: 2 }, other)).toBe(false);
    expect(same([1], { 0: 1 })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
  });
});
