import fc from 'fast-check';
import { numeralAt } from './numbers.js';
import { lineOf } from './line.js';
import { phrasesIn } from './phrases-in.js';
import { plainText } from './plain-text.js';

const WORDS =
  'từ đến năm tháng quý ngày 15 2022 30/9/2021 1.234,5 % ‰ - – / ( ) " “ ” , ; . : trên ít nhất tối thiểu tăng giảm còn lên thêm hai mươi lăm trăm nghìn tỷ đồng xã hộ định kỳ hằng hàng Nghị quyết số 105-NQ/TU về Đề án của trở lên tuổi mũi thứ khoản 2 Điều 5 Covid-19 giai đoạn 2021-2025 trước trong II đầu cuối 1/3 gấp đôi tất cả'.split(
    ' ',
  );
const phrase = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 60 })
  .map((parts) => parts.join(' '));

describe('whatever the text', () => {
  it('finds stretches within it, in order and not overlapping within a family, and never throws', () => {
    fc.assert(
      fc.property(phrase, fc.option(fc.integer({ min: 1990, max: 2060 })), (text, year) => {
        const prepared = plainText(text);
        const found = phrasesIn(prepared, 0, prepared.text.length, year);
        for (const family of [found.quantities, found.dates, found.recurrences, found.citations, found.traps]) {
          let last = 0;
          for (const { from, to } of family) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(prepared.text.length);
            expect(to).toBeGreaterThan(last);
            last = to;
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('finds the same in a part as in the part alone, moved by where it begins', () => {
    fc.assert(
      fc.property(phrase, phrase, (before, text) => {
        const alone = phrasesIn(plainText(text), 0, plainText(text).text.length, 2022).quantities.map(({ from, to, value }) => [
          from,
          to,
          value,
        ]);
        const whole = plainText(`${before}\n${plainText(text).text}`);
        const start = whole.text.length - plainText(text).text.length;
        fc.pre(whole.text.slice(start) === plainText(text).text);
        const part = phrasesIn(whole, start, whole.text.length, 2022).quantities.map(({ from, to, value }) => [
          from - start,
          to - start,
          value,
        ]);
        expect(part).toEqual(alone);
      }),
    );
  });

  it('reads every number below a hundred thousand that it is given in Vietnamese figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (number) => {
        const line = lineOf(plainText(number.toLocaleString('de-DE')), 0, 20);
        expect(numeralAt(line, 0)?.value).toBe(String(number));
      }),
    );
  });
});

describe('a line of 300,000 letters', () => {
  const LENGTH = 300_000;
  const parts = [
    '1',
    '1.',
    '1 ',
    '1% ',
    '1/',
    '1-',
    'từ ',
    'năm ',
    'năm 2022 ',
    '(',
    '" a ',
    '“ a ',
    'hai mươi ',
    'từ 1% đến 2% ',
    'Đề án a, ',
    'Nghị quyết về a, ',
    'quý I, II, ',
    'tăng tỷ lệ a ',
    'định kỳ hàng tháng, ',
  ];

  it.each(parts)('of nothing but %j is read in time that grows with its length', (part) => {
    const time = (length: number): number => {
      const prepared = plainText(part.repeat(length / part.length));
      const start = process.cpuUsage().user;
      phrasesIn(prepared, 0, prepared.text.length, 2022);
      return (process.cpuUsage().user - start) / 1000;
    };
    time(LENGTH / 20);
    const tenth = time(LENGTH / 10);
    const whole = time(LENGTH);
    expect(whole).toBeLessThan(Math.max(1000, 30 * tenth));
  });
});
