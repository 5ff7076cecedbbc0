import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { DecimalText } from '../../domain/kernel/decimal.js';
import type { Basis } from '../../domain/measurement/figure.js';
import type { ScheduleStatus } from '../../domain/schedule/schedule-plan.js';

/** What is said of a target on a day, roll-ups included: the same that `GET /v1/progress` answers. */
export interface TargetVerdict {
  readonly status: ScheduleStatus;
  /** Progress ratio; null where absolute rules apply. */
  readonly ratio: DecimalText | null;
  readonly actual: DecimalText | null;
  readonly expected: DecimalText | null;
  /** Date of the figure, of the youngest part of a sum; null with the figure that the row of `progress` holds, as the two above. */
  readonly asOf: CivilDate | null;
  /** Of the target's own figure, likewise; null of a sum. */
  readonly basis: Basis | null;
  readonly doneOn: CivilDate | null;
}

/** The verdicts on targets by id, from a reading's client; targets that the actor may not see are absent. A constant number of statements. */
export type TargetVerdicts = (
  sql: Sql,
  actor: Actor,
  ids: readonly string[],
  asked: { readonly asOf: CivilDate; readonly boundaries: CivilDate },
) => Promise<ReadonlyMap<string, TargetVerdict>>;

/** Nest injects `TargetVerdicts` by this name: whoever reads them need not know who gives them. */
export const TARGET_VERDICTS = Symbol('TargetVerdicts');
