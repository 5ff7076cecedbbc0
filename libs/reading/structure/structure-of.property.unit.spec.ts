import fc from 'fast-check';
import { structureOf } from './structure-of.js';

const PIECES =
  '1. |a) |- |2.1. |II. |Điều 1. |**|*|_|#|\\| |\n|\n\n|\f|¹|[1]|(1)|hoàn thành |phấn đấu |Sở Y tế: |UBND huyện A |Số: /KH|KẾ HOẠCH|ngày 3/4/2022|\r\n|\u200b|\u00a0|😀|đạt 5%|.|; |Kính gửi:|Nơi nhận:|CHỦ TỊCH|xã |Kiên Đài, huyện |thuỷ lợi |\t|İ|\uD800';
const pieces = PIECES.split(/(?<!\\)\|/).map((piece) => piece.replace('\\|', '|'));
const directive = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join(''));
const anyText = fc.oneof(directive, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }));

describe('the structure of any text', () => {
  it('points every passage at the very words of the source', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { prepared, passages, clauses } = structureOf(text);
        const codePoints = [...text];
        expect(prepared.folded).toHaveLength(prepared.text.length);
        for (const { from, to } of passages) {
          const { start, end } = prepared.spanOf(from, to);
          expect(codePoints.slice(start, end).join('')).toBe(prepared.quote(from, to));
        }
        for (const { start, end } of clauses) expect(start <= end && end <= codePoints.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(directive, (text) => {
        const read = (form: string) => {
          const { prepared, head, time, passages } = structureOf(text.normalize(form));
          return { text: prepared.text, head, time, passages };
        };
        expect(read('NFD')).toEqual(read('NFC'));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['footnotes', 'a¹\n\n¹ b\n\n'],
    ['nested lists', '1. a:\n'],
    ['stars', 'a*'],
    ['lead-ins', 'a:\n- b\n'],
    ['brackets', '[a]('],
    ['orders', '- Giao Sở A chủ trì;\n'],
  ])('takes time in proportion to %s', (_name, piece) => {
    const seconds = (length: number): number => {
      const text = piece.repeat(length / piece.length);
      const before = process.cpuUsage();
      structureOf(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    const small = seconds(50_000);
    expect(seconds(400_000)).toBeLessThan(Math.max(small, 0.05) * 40);
  });
});
