import type { DocumentHead } from '../reading.js';
import { kindOfName } from './localities.js';

interface Placed {
  readonly bareName: string | null;
  readonly locality: string | null;
}

/** A name of which nobody knows the kind is of that of the other items of its list, else of the level below the authority. */
export function withKinds<Figure extends Placed>(figures: readonly Figure[], head: DocumentHead): readonly Figure[] {
  if (figures.every(({ bareName }) => bareName === null)) return figures;
  const kinds = new Set(
    figures.flatMap(({ bareName, locality }) =>
      bareName === null && locality !== null && locality !== head.locality ? [kindOfName(locality)] : [],
    ),
  );
  for (const rare of RARE) kinds.delete(rare);
  if (kinds.size > 1) return withNearest(figures, head);
  const [kind = levelBelow(head)] = kinds;
  if (kind == null) return figures;
  return figures.map((figure) => (figure.bareName === null ? figure : { ...figure, locality: `${kind} ${figure.bareName}` }));
}

/** A list has one city among many districts. */
const RARE: readonly string[] = ['Tỉnh', 'Thành phố', 'Thị xã'];

/** In a list of districts and communes each name is of the kind that was named last before it, else of the first one. */
function withNearest<Figure extends Placed>(figures: readonly Figure[], head: DocumentHead): readonly Figure[] {
  const kinds = figures.map(({ bareName, locality }) => {
    const kind = bareName === null && locality !== null && locality !== head.locality ? kindOfName(locality) : null;
    return kind === null || RARE.includes(kind) ? null : kind;
  });
  let last = kinds.find((kind) => kind !== null) ?? null;
  return figures.map((figure, index) => {
    last = kinds[index] ?? last;
    return figure.bareName === null || last === null ? figure : { ...figure, locality: `${last} ${figure.bareName}` };
  });
}

/** Since 1 July 2025 communes stand right below provinces. */
const TWO_LEVELS = '2025-07';

function levelBelow({ locality, issuedOn }: DocumentHead): string | null {
  const kind = locality === null ? null : kindOfName(locality);
  if (kind === 'Tỉnh') return issuedOn === null ? null : issuedOn < TWO_LEVELS ? 'Huyện' : 'Xã';
  return kind === 'Huyện' || kind === 'Thị xã' ? 'Xã' : kind === 'Quận' ? 'Phường' : null;
}
