import type { ProgressPage } from '../../libs/contract/progress.js';
import { h } from './dom.js';
import type { Speech } from './text.js';
import { STATUSES } from './words.js';

/** Chips with the number of targets by status, worst first, missing figures always; a pressed one filters, the last one shows all again. */
export function chipsOf(
  summary: ProgressPage['summary'],
  chosen: readonly string[],
  speech: Speech,
  choose: (status: readonly string[]) => void,
): HTMLElement[] {
  const total = STATUSES.reduce((sum, status) => sum + (summary[status] ?? 0), 0);
  const shown = STATUSES.filter((status) => status === 'no_data' || (summary[status] ?? 0) > 0 || chosen.includes(status));
  const toggled = (status: string): readonly string[] =>
    chosen.includes(status) ? chosen.filter((one) => one !== status) : [...chosen, status];
  const chip = (name: string, text: string, count: number, pressed: boolean, next: readonly string[]): HTMLElement =>
    h(
      'button',
      { type: 'button', class: `chip ${name}`, 'data-status': name, 'aria-pressed': String(pressed), click: () => choose(next) },
      h('b', {}, String(count)),
      ' ',
      text,
    );
  if (total === 0 && chosen.length === 0) return [];
  return [
    ...shown.map((status) => chip(status, speech.status(status), summary[status] ?? 0, chosen.includes(status), toggled(status))),
    chip('all', speech.word('all'), total, chosen.length === 0, []),
  ];
}
