import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { ScheduleStatus, StatusReason } from '../../domain/schedule/schedule-plan.js';

/** As much of a row of `progress` as deciding, filtering and sorting take. */
export interface LightRow {
  readonly target_id: string;
  readonly indicator_id: string;
  readonly locality_id: string;
  readonly year_from: number;
  readonly year_to: number;
  /** 0: the figure that the row holds is younger than the asked date. */
  readonly bucket: number;
  readonly has_figure: boolean;
  readonly ordinal: string;
  readonly status: ScheduleStatus;
  readonly reason: StatusReason;
  readonly late: boolean;
  readonly ratio: string | null;
  readonly due: CivilDate | null;
  /** The localities that it was allocated to; null where it was not. */
  readonly among: readonly string[] | null;
}
