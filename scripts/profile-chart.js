// Draws docs/seasonal-profile.svg: a year against the straight line and against the profile of the other years, judged by the program's own rules.
//   node --import ./test/support/register-typescript.js scripts/profile-chart.js SERIES.csv 2024 > docs/seasonal-profile.svg
// SERIES.csv has a head line and the columns series, period_end, cumulative percent of the year's plan; further columns are ignored.
import { readFileSync } from 'node:fs';
import { evaluate } from '../libs/domain/schedule/evaluate.ts';
import { fitProfile } from '../libs/domain/schedule/fit-profile.ts';

const [file, wanted] = process.argv.slice(2);
if (!file || !wanted) throw new Error('usage: profile-chart.js SERIES.csv YEAR');

const points = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([, day, percent]) => ({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day, percent }));
const years = [...new Set(points.map(({ year }) => year))].map((year) => ({
  year,
  ends: points
    .filter((point) => point.year === year)
    .map(({ month, percent }) => ({ month, share: String(Number((Number(percent) / 100).toFixed(6))) })),
}));
const tested = points.filter(({ year }) => year === Number(wanted));
const shares = fitProfile(years, [Number(wanted)]);

const statusBy = (trajectory, { day, percent }) => {
  const milestone = { due: `${wanted}-12-31`, dueOp: '<=', dueSource: 'printed', comparator: '>=', value: '100', upper: null };
  const baseline = { value: '0', on: `${Number(wanted) - 1}-12-31` };
  const plan = {
    baseline,
    milestones: [milestone],
    trajectory,
    thresholds: null,
    graceDays: 30,
    shape: 'ratio',
    direction: 'increasing',
    withdrawnOn: null,
  };
  return evaluate(plan, { asOf: day, value: percent, doneOn: null, basis: 'actual' }, day).status;
};
const bySeason = (point) => statusBy({ kind: 'profile', profileId: 'fitted', shares }, point);
const byLine = (point) => statusBy({ kind: 'linear' }, point);

const [LEFT, RIGHT, TOP, BOTTOM] = [210, 860, 64, 348];
const x = (month) => LEFT + ((RIGHT - LEFT) * month) / 12;
const y = (percent) => BOTTOM - ((BOTTOM - TOP) * percent) / 100;
const at = (month, percent) => `${x(month).toFixed(1)},${y(percent).toFixed(1)}`;
const line = (kind, all) => `<polyline class="${kind}" points="${all.map(([month, percent]) => at(month, percent)).join(' ')}"/>`;
const text = (kind, left, top, words, anchor = 'start') =>
  `<text class="${kind}" x="${left}" y="${top}" text-anchor="${anchor}">${words}</text>`;

const grid = [0, 25, 50, 75, 100].flatMap((percent) => [
  `<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${y(percent)}" y2="${y(percent)}"/>`,
  text('axis', LEFT - 8, y(percent) + 4, `${percent} %`, 'end'),
]);
const months = Array.from({ length: 12 }, (_, index) => text('axis', x(index + 0.5), BOTTOM + 18, `${index + 1}`, 'middle'));
const course = [[0, 0], ...shares.map(({ month, share }) => [month, Number(share) * 100])];
const STATUS_ROWS = [
  ['Đường thẳng / straight line', byLine],
  ['Đường mùa vụ / profile', bySeason],
];
const rows = STATUS_ROWS.flatMap(([name, judge], index) => {
  const top = BOTTOM + 52 + index * 26;
  const marks = tested.map((point) => `<circle class="${judge(point)}" cx="${x(point.month)}" cy="${top}" r="7"/>`);
  return [text('label', 16, top + 5, name), ...marks];
});

process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 470" role="img" aria-labelledby="title" font-family="system-ui, 'Segoe UI', 'Noto Sans', sans-serif">
  <title id="title">Vốn đầu tư từ ngân sách nhà nước năm ${wanted} so với đường thẳng và với đường mùa vụ của các năm khác / State-budget investment in ${wanted} against a straight line and against the profile of the other years</title>
  <style>
    .grid { stroke: #d0d7de; stroke-width: 1 }
    .axis, .note { fill: #57606a; font-size: 12px }
    .label { fill: #1f2328; font-size: 13px }
    .head { fill: #1f2328; font-size: 15px; font-weight: 600 }
    .straight { fill: none; stroke: #8c959f; stroke-width: 2; stroke-dasharray: 6 5 }
    .season { fill: none; stroke: #0969da; stroke-width: 2.5 }
    .ofstraight { fill: #57606a; font-size: 13px }
    .ofseason { fill: #0969da; font-size: 13px }
    .actual { fill: #1f2328 }
    .on_track, .achieved { fill: #1a7f37 }
    .at_risk { fill: #bf8700 }
    .behind, .missed { fill: #cf222e }
    @media (prefers-color-scheme: dark) {
      .grid { stroke: #30363d }
      .axis, .note, .ofstraight { fill: #adb5bf }
      .label, .head, .actual { fill: #e6edf3 }
      .season { stroke: #58a6ff }
      .ofseason { fill: #58a6ff }
    }
  </style>
  ${text('head', 16, 24, `Vốn đầu tư từ ngân sách nhà nước ${wanted}, lũy kế, % kế hoạch năm`)}
  ${text('note', 16, 44, `State-budget investment ${wanted}, cumulative, % of the year's plan · Cục Thống kê / NSO`)}
  ${grid.join('\n  ')}
  ${months.join('\n  ')}
  ${line('straight', [
    [0, 0],
    [12, 100],
  ])}
  ${line('season', course)}
  ${tested.map(({ month, percent }) => `<circle class="actual" cx="${x(month).toFixed(1)}" cy="${y(Number(percent)).toFixed(1)}" r="4.5"><title>${month}/${wanted}: ${percent} %</title></circle>`).join('\n  ')}
  ${text('ofstraight', x(6.2), y(62), 'đường thẳng / straight line', 'end')}
  ${text('ofseason', RIGHT, y(18), `đường mùa vụ từ các năm khác / profile of the other years`, 'end')}
  ${text('label', RIGHT, y(8), `● thực hiện / actual ${wanted}`, 'end')}
  ${rows.join('\n  ')}
  ${legend()}
</svg>
`);

function legend() {
  const all = [
    ['on_track', 'đúng tiến độ / on track'],
    ['at_risk', 'có nguy cơ / at risk'],
    ['behind', 'chậm / behind'],
  ];
  return all
    .map(
      ([status, words], index) =>
        `<circle class="${status}" cx="${22 + index * 190}" cy="456" r="5"/>${text('note', 34 + index * 190, 460, words)}`,
    )
    .join('\n  ');
}
