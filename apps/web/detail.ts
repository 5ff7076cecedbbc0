import type { ProgressRow, TargetProgress } from '../../libs/contract/progress.js';
import { aimOf } from './bar.js';
import { drawCourse, type Point } from './chart.js';
import { h } from './dom.js';
import { historyOf } from './history.js';
import { rowOf, statusOf, tableOf } from './rows.js';
import { ageText, amountText, coverageText, datedOn, demandText, dueText, figureText, sourceText, type Speech } from './text.js';

/** One target in full: its course against its figures, its milestones, the parts it was allocated to. */
export function detailOf(progress: TargetProgress, speech: Speech, open: (targetId: string) => void): HTMLElement {
  const { row, children } = progress;
  return h(
    'article',
    {},
    h('h2', { id: 'detail-title', tabindex: -1 }, `${row.indicator.name} – ${row.locality.fullName}`),
    h('p', { class: 'verdict' }, statusOf(row, speech), ' ', h('strong', {}, figureText(row, speech))),
    factsOf(row, speech),
    chartOf(progress, speech),
    figuresOf(progress, speech),
    children.length > 0 && partsOf(children, speech, open),
    historyOf(row.target.id, progress.asOf, speech),
  );
}

function factsOf(row: ProgressRow, speech: Speech): HTMLElement {
  const { word } = speech;
  const dated = datedOn(row);
  const coverage = coverageText(row, speech);
  const agreement = row.rollUp?.agrees == null ? null : word(row.rollUp.agrees ? 'agrees' : 'differs');
  const facts: readonly (readonly [string, string | null])[] = [
    [word('expected'), row.expected && amountText(row.expected, row.indicator, speech)],
    [
      word('milestones'),
      row.milestones.map((milestone) => `${demandText(milestone, row.indicator, speech)}, ${dueText(milestone, speech)}`).join('; '),
    ],
    [
      word('dated'),
      dated &&
        [speech.date(dated), row.figure && speech.basis(row.figure.basis), row.staleDays !== null && ageText(row.staleDays, speech)]
          .filter(Boolean)
          .join(', '),
    ],
    [word('source'), sourceText(row)],
    [word('responsible'), row.target.responsible],
    [word('parts'), coverage && [coverage, agreement].filter(Boolean).join(', ')],
  ];
  return h('dl', {}, ...facts.flatMap(([name, value]) => (value ? [h('div', {}, h('dt', {}, name), h('dd', {}, value))] : [])));
}

function chartOf({ row, points, trajectory, asOf }: TargetProgress, speech: Speech): Node | null {
  const point = (on: string, value: string | null): Point[] =>
    value === null ? [] : [{ on, value: Number(value), label: amountText(value, row.indicator, speech) }];
  const milestones = row.milestones.flatMap((milestone) =>
    point(milestone.due, milestone.value).map((one) => ({ ...one, label: demandText(milestone, row.indicator, speech) })),
  );
  const course = {
    asOf,
    milestones,
    actual: points.flatMap(({ asOf: on, actual }) => point(on, actual)),
    trajectory: trajectory.flatMap(({ on, expected }) => point(on, expected)),
  };
  if (course.trajectory.length + milestones.length + course.actual.length < 2) return null;
  const aim = aimOf(row);
  const label = [
    `${speech.word('progress')}: ${figureText(row, speech)}`,
    row.expected && `${speech.word('expected')}: ${amountText(row.expected, row.indicator, speech)}`,
    aim && `${speech.word('target')}: ${amountText(aim, row.indicator, speech)}`,
  ];
  return h('figure', {}, drawCourse(course, row.status, label.filter(Boolean).join('; '), speech.date), legendOf(row, speech));
}

const legendOf = (row: ProgressRow, { word }: Speech): HTMLElement =>
  h(
    'figcaption',
    {},
    h('span', { class: `key actual ${row.status}` }, word('actual')),
    h('span', { class: 'key expected' }, word('expected')),
    h('span', { class: 'key milestone' }, word('milestones')),
  );

/** The chart's figures as a list, for who cannot see the chart. */
function figuresOf({ row, points }: TargetProgress, speech: Speech): HTMLElement | null {
  if (points.length < 2) return null;
  const items = points.map((point) =>
    h(
      'li',
      {},
      `${speech.date(point.asOf)} (${speech.basis(point.basis)}): ${point.actual === null ? '—' : amountText(point.actual, row.indicator, speech)} `,
      statusOf(point, speech),
    ),
  );
  return h('details', {}, h('summary', {}, speech.word('figures')), h('ul', {}, ...items));
}

function partsOf(children: readonly ProgressRow[], speech: Speech, open: (targetId: string) => void): HTMLElement {
  return h(
    'section',
    { class: 'parts' },
    tableOf(
      speech,
      speech.word('parts'),
      children.map((child) => rowOf(child, speech, open)),
    ),
  );
}
