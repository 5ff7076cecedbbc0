import { svg } from './dom.js';

export interface Point {
  readonly on: string;
  readonly value: number;
}
export interface Course {
  readonly trajectory: readonly Point[];
  readonly milestones: readonly Point[];
  readonly actual: readonly Point[];
}

const WIDTH = 760;
const HEIGHT = 260;
const LEFT = 48;
const RIGHT = 16;
const TOP = 14;
const BOTTOM = 28;

/** Reported figures (solid) against the expected course (dashed) with its milestones; a picture, so doubles suffice. */
export function drawCourse({ trajectory, milestones, actual }: Course, dateText: (date: string) => string): SVGElement {
  const all = [...trajectory, ...milestones, ...actual];
  const days = all.map(({ on }) => Date.parse(on));
  const values = all.map(({ value }) => value);
  const x = scale(Math.min(...days), Math.max(...days), LEFT, WIDTH - RIGHT);
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const y = scale(low, high, HEIGHT - BOTTOM, TOP);
  const path = (points: readonly Point[]): string => points.map(({ on, value }) => `${x(Date.parse(on))},${y(value)}`).join(' ');
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' },
    ...[low, (low + high) / 2, high].flatMap((value) => [
      svg('line', { class: 'axis', x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) }),
      svg('text', { x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end' }, String(Math.round(value * 10) / 10)),
    ]),
    ...ends(trajectory.concat(milestones)).map(({ on }, index) =>
      svg('text', { x: x(Date.parse(on)), y: HEIGHT - 8, 'text-anchor': index === 0 ? 'start' : 'end' }, dateText(on)),
    ),
    svg('polyline', { class: 'expected', points: path(trajectory) }),
    svg('polyline', { class: 'actual', points: path(actual) }),
    ...milestones.map(({ on, value }) => svg('circle', { class: 'milestone', cx: x(Date.parse(on)), cy: y(value), r: 4 })),
    ...actual.map(({ on, value }) => svg('circle', { cx: x(Date.parse(on)), cy: y(value), r: 3, fill: 'currentColor' })),
  );
}

function ends(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a.on.localeCompare(b.on));
  return [sorted[0], sorted.at(-1)].filter((point) => point !== undefined);
}

function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}
