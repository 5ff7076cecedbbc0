import { daysBetween, yearOf, type CivilDate } from '../../kernel/civil-date.js';
import { Exact, type DecimalText } from '../../kernel/decimal.js';
import type { KnownFigure } from '../../measurement/figure-value.js';
import type { SchedulePlan } from '../schedule-plan.js';
import { escapCurrentStatus, type CurrentStatusReading } from './escap-current-status.js';
import { openSdg, type OpenSdgReading } from './open-sdg.js';
import type { MethodInput } from './reading.js';
import { unProgressChart, type ProgressChartReading } from './un-progress-chart.js';

/** The same target read by three published methods, beside its status. */
export interface Readings {
  readonly openSdg: OpenSdgReading;
  readonly unProgressChart: ProgressChartReading;
  readonly escapCurrentStatus: CurrentStatusReading;
}

/**
 * Readings of a figure on the way from the baseline to the last milestone. null for tasks, bands, milestones without a number, an
 * unknown baseline, and a figure that is not after the baseline day.
 */
export function readingsOf(
  plan: Pick<SchedulePlan, 'shape' | 'direction' | 'baseline' | 'milestones'>,
  figure: KnownFigure,
): Readings | null {
  const { shape, direction, baseline, milestones } = plan;
  const last = milestones.at(-1);
  if (shape === 'task' || direction === 'band' || !last || last.comparator === 'between') return null;
  if (baseline.value === null || last.value === null || figure.value === null || figure.asOf <= baseline.on) return null;
  const input: MethodInput = {
    direction,
    baseline: { year: yearsOf(baseline.on), value: baseline.value },
    current: { year: yearsOf(figure.asOf), value: figure.value },
    target: { year: yearsOf(last.due), value: last.value },
  };
  return { openSdg: openSdg(input), unProgressChart: unProgressChart(input), escapCurrentStatus: escapCurrentStatus(input) };
}

/** The day as a year with its elapsed part: 2021-12-31 is just below 2022. */
function yearsOf(day: CivilDate): DecimalText {
  const year = String(yearOf(day)).padStart(4, '0');
  const [gone, whole] = [daysBetween(`${year}-01-01`, day), daysBetween(`${year}-01-01`, `${year}-12-31`) + 1];
  return new Exact(gone).div(whole).plus(yearOf(day)).toDecimalPlaces(12).toFixed();
}
