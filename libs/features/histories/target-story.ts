import type { PrintHistory, TargetStoryOf } from '../http/target-evidence.js';
import type { GatheredEvent } from './gathered.js';
import type { HistoryQueries } from './histories.query.js';
import { pdfOf } from './pdf.js';
import { printable } from './printable.js';

/** Told where they belong to the story, and needed for nothing else. */
const OWN: ReadonlySet<string> = new Set(['target', 'measurement', 'alert', 'calendar']);

/** The story of a target in one piece. */
export const targetStoryBy =
  (queries: HistoryQueries): TargetStoryOf =>
  async (id, actor, reading) => {
    const { history, events, isTold } = await queries.told('target', id, actor, WHOLE, reading);
    const isNeeded = (one: GatheredEvent): boolean => isTold(one) || !OWN.has(one.category);
    return { history, events: events.filter(isNeeded).map(({ recorded }) => recorded) };
  };

const WHOLE = { limit: 1_000_000, reason: '' };

export const printHistory: PrintHistory = async (history, language) => pdfOf(printable(history, language));
