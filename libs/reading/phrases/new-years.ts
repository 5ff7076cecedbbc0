import { civil, oneDay, yearAt, type Period } from './calendar.js';
import { pairAt, textAt, type Line } from './line.js';

/** The first days of the lunar years 2010 to 2035, as month and day of the same calendar year. */
const FIRST_DAYS: readonly string[] = [
  ...['2-14', '2-3', '1-23', '2-10', '1-31', '2-19', '2-8', '1-28', '2-16', '2-5'],
  ...['1-25', '2-12', '2-1', '1-22', '2-10', '1-29', '2-17', '2-6', '1-26', '2-13'],
  ...['2-3', '1-23', '2-11', '1-31', '2-19', '2-8'],
];
const EARLIEST = 2010;

/** Of the year 2020 (Canh Tý) and those after it. */
const STEMS = ['canh', 'tân', 'nhâm', 'quý', 'giáp', 'ất', 'bính', 'đinh', 'mậu', 'kỷ'];
const BRANCHES = ['tý', 'sửu', 'dần', 'mão', 'thìn', 'tỵ', 'ngọ', 'mùi', 'thân', 'dậu', 'tuất', 'hợi'];

/** `Tết Nguyên đán Quý Mão 2023`, `tết Nguyên đán năm 2024`: its first day. */
export function newYearAt(line: Line, start: number): Period | null {
  if (textAt(line, start) !== 'tết' || pairAt(line, start + 1) !== 'nguyên đán') return null;
  const cyclic = cyclicYear(textAt(line, start + 3), textAt(line, start + 4));
  const named = cyclic === null ? start + 3 : start + 5;
  const at = textAt(line, named) === 'năm' ? named + 1 : named;
  const printed = yearAt(line, at);
  const year = printed ?? cyclic;
  const days = (known: number) => {
    const [month = 0, day = 0] = FIRST_DAYS[known - EARLIEST]?.split('-').map(Number) ?? [];
    return civil(known, month, day) === null ? null : oneDay(known, month, day);
  };
  return { start, end: printed === null ? named : at + 1, year, precision: 'day', days };
}

function cyclicYear(stem: string, branch: string): number | null {
  const [one, other] = [STEMS.indexOf(stem), BRANCHES.indexOf(branch)];
  if (one < 0 || other < 0) return null;
  for (let year = EARLIEST; year < EARLIEST + FIRST_DAYS.length; year += 1)
    if ((year - 2020 + 60) % 10 === one && (year - 2020 + 60) % 12 === other) return year;
  return null;
}
