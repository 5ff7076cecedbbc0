import type { TransactionSql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { KnownFigure } from '../../domain/measurement/figure-value.js';
import type { TargetState } from '../../domain/target/target.state.js';
import type { Position } from '../../event-store/event-store.js';

/** The sum of all beneath; `incomplete` while some of them have not reported, or one so much that nobody believes it. */
export type WholeFigure = KnownFigure | 'incomplete';

/** A target that may be judged by a sum, and the plan years whose figures count. */
export interface WholeTarget {
  readonly targetId: string;
  readonly target: TargetState;
  readonly yearFrom: number;
  readonly yearTo: number;
}

/**
 * The figures that targets without one of their own are judged by, by target id; absent where nobody beneath reported. They rest on what was on
 * record at `until`, to which the projections `progress` and `localities` must have come.
 */
export type RollUps = (
  tx: TransactionSql,
  wholes: readonly WholeTarget[],
  day: CivilDate,
  until: Position,
) => Promise<ReadonlyMap<string, WholeFigure>>;
