import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { KnownFigure } from '../../domain/measurement/figure-value.js';

/** The sum of all beneath; `incomplete` while some of them have not reported, or one so much that nobody believes it. */
export type WholeFigure = KnownFigure | 'incomplete';

/** The figures that targets without one of their own are judged by, by target id; absent where nobody beneath reported. */
export type RollUps = (ids: readonly string[], day: CivilDate) => Promise<ReadonlyMap<string, WholeFigure>>;
