import type { ProgressRow } from '../../libs/contract/progress.js';
import { svg } from './dom.js';
import { amountText, type Speech } from './text.js';

/** The value that the last milestone names; null for tasks and for directions without a number. */
export const aimOf = ({ milestones }: ProgressRow): string | null => milestones.at(-1)?.value ?? null;

/** How far the figure is, a tick where the schedule expects it and a line at the target; a picture, so doubles suffice. */
export function drawBar(row: ProgressRow, speech: Speech): SVGElement {
  const { indicator, actual, expected } = row;
  const aim = aimOf(row);
  const parts = [
    ['actual', actual],
    ['expected', expected],
    ['target', aim],
  ] as const;
  const known = parts.flatMap(([, value]) => (value === null ? [] : [Number(value)]));
  const most = Math.max(...known, 0) || 1;
  const share = (value: string): string => `${Math.min(100, Math.max(0, (Number(value) / most) * 100))}%`;
  const label = parts
    .map(([name, value]) => `${speech.word(name)}: ${value === null ? speech.word('none') : amountText(value, indicator, speech)}`)
    .join('; ');
  const line = (name: string, value: string | null): SVGElement | null =>
    value === null ? null : svg('line', { class: name, x1: share(value), x2: share(value), y1: 0, y2: 16 });
  return svg(
    'svg',
    { class: `bar ${row.status}`, role: 'img', 'aria-label': label },
    svg('title', {}, label),
    svg('rect', { class: actual === null ? 'track empty' : 'track', x: 0, y: 3, width: '100%', height: 10, rx: 3 }),
    actual !== null && svg('rect', { class: 'fill', x: 0, y: 3, width: share(actual), height: 10, rx: 3 }),
    line('target', aim),
    actual !== null && line('expected', expected),
  );
}
