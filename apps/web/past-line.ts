import { byId } from './dom.js';
import { momentText } from './history.js';
import type { Speech } from './text.js';
import { instantOf } from './view-state.js';

/** Says on a page that it is of the past, and of when; nothing on one of the present. */
export function tellPast(knownAt: string, { word, language }: Speech): void {
  byId('past').hidden = knownAt === '';
  byId('past-moment').textContent = knownAt && word('pastMoment', { time: momentText(instantOf(knownAt), language) });
}
