import { svg } from './dom.js';

export interface Point {
  readonly on: string;
  readonly value: number;
  /** Said beside the point. */
  readonly label: string;
}

export interface Course {
  readonly trajectory: readonly Omit<Point, 'label'>[];
  readonly milestones: readonly Point[];
  readonly actual: readonly Point[];
  /** The asked day. */
  readonly asOf: string;
}

interface Axes {
  readonly x: (date: string) => number;
  readonly y: (value: number) => number;
  readonly low: number;
  readonly high: number;
}

const WIDTH = 720;
const HEIGHT = 270;
const LEFT = 52;
const RIGHT = 24;
const TOP = 24;
const BOTTOM = 30;

/** Reported figures (solid) against the expected course (dashed) with its milestones; a picture, so doubles suffice. */
export function drawCourse(course: Course, status: string, label: string, dateText: (date: string) => string): SVGElement {
  const axes = axesOf(course);
  const { x, y } = axes;
  const path = (points: readonly Omit<Point, 'label'>[]): string => points.map(({ on, value }) => `${x(on)},${y(value)}`).join(' ');
  const asOf = x(course.asOf);
  return svg(
    'svg',
    { class: `chart ${status}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label },
    ...gridOf(axes),
    ...datesOf(course, axes, dateText),
    asOf >= LEFT && asOf <= WIDTH - RIGHT && svg('line', { class: 'day', x1: asOf, x2: asOf, y1: TOP, y2: HEIGHT - BOTTOM }),
    svg('polyline', { class: 'expected', points: path(course.trajectory) }),
    svg('polyline', { class: 'actual', points: path(course.actual) }),
    ...course.milestones.flatMap((point) => markOf(point, axes, 'milestone', -10)),
    ...course.actual.flatMap((point, index) => markOf(point, axes, 'reported', index === course.actual.length - 1 ? 20 : null)),
  );
}

function axesOf({ trajectory, milestones, actual }: Course): Axes {
  const all = [...trajectory, ...milestones, ...actual];
  const days = all.map(({ on }) => Date.parse(on));
  const values = all.map(({ value }) => value);
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const x = scale(Math.min(...days), Math.max(...days), LEFT, WIDTH - RIGHT);
  return { x: (date) => x(Date.parse(date)), y: scale(low, high, HEIGHT - BOTTOM, TOP), low, high };
}

function gridOf({ y, low, high }: Axes): SVGElement[] {
  return [low, (low + high) / 2, high].flatMap((value) => [
    svg('line', { class: 'axis', x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) }),
    svg('text', { x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, String(Math.round(value * 10) / 10)),
  ]);
}

function datesOf({ trajectory, milestones, actual }: Course, { x }: Axes, dateText: (date: string) => string): SVGElement[] {
  const days = [...new Set([...trajectory, ...milestones, ...actual].map(({ on }) => on))].sort();
  const ends = new Set([days[0], days.at(-1)]);
  return [...ends].flatMap((on, index) =>
    on === undefined ? [] : [svg('text', { x: x(on), y: HEIGHT - 8, 'text-anchor': index === 0 ? 'start' : 'end' }, dateText(on))],
  );
}

/** `labelBelow`: distance of the label in drawing units, negative above; null leaves it to the tooltip. */
function markOf({ on, value, label }: Point, { x, y }: Axes, name: string, labelBelow: number | null): SVGElement[] {
  const mark = svg('circle', { class: name, cx: x(on), cy: y(value), r: 4.5 }, svg('title', {}, label));
  if (labelBelow === null) return [mark];
  // A course climbs or falls to the right, so the left of a point is free.
  const anchor = x(on) > WIDTH * 0.25 ? 'end' : 'start';
  const wanted = y(value) + labelBelow;
  const free = wanted > HEIGHT - BOTTOM ? y(value) - 12 : wanted;
  return [mark, svg('text', { class: `${name}-label`, x: x(on) + (anchor === 'end' ? -6 : 6), y: free, 'text-anchor': anchor }, label)];
}

function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}
