import { readDirective } from '../read-directive.js';
import { structureOf } from './structure-of.js';

const labelsIn = (text: string): string[] => structureOf(text).passages.map(({ label }) => label.replace(/^.*?, (?=bảng|hàng)/u, ''));
const HEAD = 'Điều 1. Giao chỉ tiêu năm 2024 như sau:\n\n';
const FIRST = '| Chỉ tiêu | Đơn vị | Kế hoạch năm 2024 |\n| Trồng rừng | ha | 1.200 |\n| Kết nạp đảng viên | người | 350 |';
const SECOND = '| Chỉ tiêu | Kế hoạch năm 2024 | Đơn vị |\n| Sản lượng chè | 2.650 | tấn |\n| Đàn trâu | 8.400 | con |';

describe('labels of tables', () => {
  it('count the rows of a table that stands right behind another anew, under its number', () => {
    expect(labelsIn(`${HEAD}${FIRST}\n\n${SECOND}`).slice(1)).toEqual([
      ...['hàng 1', 'hàng 2', 'hàng 3'],
      ...['bảng 2, hàng 1', 'bảng 2, hàng 2', 'bảng 2, hàng 3'],
    ]);
  });

  it('leave a table one that is printed on two pages, or of which every row stands apart', () => {
    expect(labelsIn(`${HEAD}${FIRST}\n\f\n${SECOND}`).at(-1)).toBe('hàng 6');
    expect(labelsIn(`${HEAD}${`${FIRST}\n${SECOND}`.replaceAll('\n', '\n\n')}`).at(-1)).toBe('hàng 6');
  });

  it('let each table be read by its own head', () => {
    const { targets } = readDirective(`${HEAD}${FIRST}\n\n${SECOND}`);
    expect(targets.map(({ value, unit }) => `${value ?? ''} ${unit ?? ''}`)).toEqual(['1200 ha', '350 người', '2650 tấn', '8400 con']);
  });
});
