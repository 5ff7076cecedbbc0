import fc from 'fast-check';
import { readDirective, readInSteps } from './read-directive.js';

const TEXT =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 5/CT-UBND\n\nAn Lâm, ngày 02 tháng 3 năm 2021\n\nCHỈ THỊ\nVề trồng rừng\n\n1. Phấn đấu trồng 500 ha rừng trước ngày 30/6/2021; hoàn thành giao rừng trong quý III/2021.\n';
const SCRAPS = [
  'phấn đấu ',
  'hoàn thành ',
  'đạt ',
  'trên ',
  '60% ',
  '100% ',
  'đường xã ',
  ', ',
  '; ',
  '. ',
  '\n',
  '\n- ',
  '1. ',
  'trước ngày 30/6/2022 ',
  'năm 2023 ',
  'chỉ số PCI ',
  'nâng cao ',
  'tỷ lệ hộ nghèo ',
  '(',
  ')',
  'trong đó ',
  'và ',
  'Nghị quyết số 01/NQ-CP ',
  'hằng quý ',
  'báo cáo ',
  'kế hoạch ',
  '| ',
  '¹ ',
];

describe('reading a directive', () => {
  it('numbers its targets in reading order, each with the words it rests on', () => {
    const { targets } = readDirective(TEXT);
    expect(targets.map(({ n, text }) => [n, text])).toEqual([
      [1, 'Phấn đấu trồng 500 ha rừng trước ngày 30/6/2021'],
      [2, 'hoàn thành giao rừng trong quý III/2021'],
    ]);
    for (const { start, end, text, full } of targets) {
      expect([...TEXT].slice(start, end).join('')).toBe(text);
      expect(full.start <= start && end <= full.end).toBe(true);
    }
  });

  it('never takes one number for a result and for a target', () => {
    const { targets, measurements } = readDirective(`${TEXT}\n2. Đến nay, toàn tỉnh mới trồng được 120 ha rừng, đạt 24% kế hoạch.\n`);
    expect(measurements.map(({ value }) => value)).toEqual(['120', '24']);
    expect(targets.map(({ value }) => value)).toEqual(['500', null]);
  });

  it('says in steps how far it has come, and ends with the same reading', () => {
    const shares: number[] = [];
    const steps = readInSteps(TEXT.repeat(80));
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) shares.push(step.value);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
    expect(step.value).toEqual(readDirective(TEXT.repeat(80)));
  });

  it('answers for any text, twice the same, with quotes that stand there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SCRAPS), { maxLength: 60 }), (scraps) => {
        const text = scraps.join('');
        const reading = readDirective(text);
        expect(readDirective(text)).toEqual(reading);
        const points = [...text];
        for (const target of reading.targets) {
          expect(points.slice(target.start, target.end).join('')).toBe(target.text);
          expect(target.confidence > 0 && target.confidence < 1).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each(['hoàn thành, ', 'phấn đấu 5% ', 'trước ngày 30/6/2022 ', 'nâng cao chỉ số PCI, ', 'tỷ lệ hộ nghèo giảm 1,5%; ', '(trong đó '])(
    'takes time in step with length: %s',
    (scrap) => {
      const timed = (times: number) => {
        const text = `1. ${scrap.repeat(times)}`;
        const start = performance.now();
        readDirective(text);
        return performance.now() - start;
      };
      timed(1_000);
      expect(timed(8_000)).toBeLessThan(40 * Math.max(timed(1_000), 5));
    },
  );
});
