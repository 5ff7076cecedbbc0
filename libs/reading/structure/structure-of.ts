import type { Clause, ReadingOptions } from '../reading.js';
import type { DocumentStructure, PreparedText } from '../structure.js';
import { prepareBlocks } from '../text/prepare-text.js';
import { headOf } from './head.js';
import { itemsOf } from './items.js';
import { outlineOf } from './outline.js';
import { passagesOf } from './passages.js';
import { placesIn } from './places.js';
import { timeOf } from './time.js';

/** What an authority of the centre settled with one province or city, or for it: `làm việc với lãnh đạo tỉnh Sơn Hà`; null for several. */
function placeOfTitle(prepared: PreparedText, title: string | null): string | null {
  const text = title ?? '';
  const names = new Set(placesIn({ ...prepared, text, folded: text.toLowerCase() }, 0, text.length).map(({ name }) => name));
  const [name = null] = names;
  return names.size === 1 ? name : null;
}

/** A directive taken apart: head, clause tree, passages with what governs them. Total: any text has one; linear in its length. */
export function structureOf(source: string, options: ReadingOptions = {}): DocumentStructure {
  const blocks = prepareBlocks(source);
  const { prepared } = blocks;
  const items = itemsOf(blocks);
  const head = headOf(prepared, items, options);
  const outline = outlineOf(prepared, items);
  const mood = head.kind === 'Báo cáo' ? 'report' : 'task';
  const passages = passagesOf(prepared, outline, {
    locality: head.locality ?? placeOfTitle(prepared, head.title),
    places: options.places ?? [],
    mood,
  });
  const clauses: Clause[] = outline.clauses.map(({ label, depth, heading, parent, from, to }) => ({
    label,
    depth,
    heading,
    parent,
    ...prepared.spanOf(from, to),
  }));
  return { prepared, head, time: timeOf(prepared, head, passages), clauses, passages, places: options.places ?? [] };
}
