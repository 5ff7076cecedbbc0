import type { ItemKind, ItemMark } from '../text/item-mark.js';

/** A clause that is not yet over. */
export interface Open {
  readonly clause: number;
  readonly kind: ItemKind | 'heading';
  readonly label: string;
  readonly path: string;
}

/** Which clause holds which: the smaller holds the greater. */
export const RANK: Readonly<Record<ItemKind | 'heading', number>> = {
  part: 0,
  chapter: 1,
  section: 2,
  heading: 2.5,
  letter: 3,
  roman: 4,
  article: 5,
  number: 6,
  parenthesis: 8,
  point: 9,
  dash: 10,
  plus: 11,
};

export const parentOf = (label: string): string => label.split('.').slice(0, -1).join('.');
export const follows = (before: number, next: number): boolean => next > before && next <= before + 4;
export const deeper = (mark: ItemMark | null, next: ItemMark): boolean =>
  mark?.kind === 'number' && next.kind === 'number' && next.label.split('.').length > mark.label.split('.').length;

/** How a clause is cited: numbers below a roman one by points (`II.2.1`), alone as `mục 2`, beneath an article `Điều 1.3`. */
export function pathOf(parent: Open | null, kind: ItemKind | 'heading', label: string): string {
  const above = parent?.path ?? '';
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  if (kind === 'part') return `Phần ${/^(?:[IVX]+|\d+)$/.test(label) ? label : `thứ ${label.toLowerCase()}`}`;
  if (kind === 'chapter') return `Chương ${name.toUpperCase()}`;
  if (kind === 'article') return `Điều ${label}`;
  if (kind === 'section') return above === '' ? `Mục ${label}` : `${above}, Mục ${label}`;
  if (kind === 'point') return above === '' ? `mục ${label}` : `${above}.${label}`;
  if (kind === 'roman' || kind === 'letter') return above === '' ? label : `${above}.${label}`;
  if (kind === 'parenthesis') return above === '' ? `mục (${label})` : `${above}.(${label})`;
  if (above === '') return `mục ${label}`;
  const tail = parent?.kind === 'number' && label.startsWith(`${parent.label}.`) ? label.slice(parent.label.length + 1) : label;
  return `${above}.${tail}`;
}
