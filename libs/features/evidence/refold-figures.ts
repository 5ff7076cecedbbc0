import { measurementIdOf } from '../../contract/measurement-id.js';
import type { WeighedFigure } from '../../domain/alert/alert.implausible.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { DecimalText } from '../../domain/kernel/decimal.js';
import { knownFigure, valueOf, type KnownFigure } from '../../domain/measurement/figure-value.js';
import { BASIS_RANK, type Figure } from '../../domain/measurement/figure.js';
import { STATE_AFTER, type MeasurementEvent, type MeasurementKey } from '../../domain/measurement/measurement.events.js';
import type { FigureVersion } from '../../domain/measurement/revision-history.js';
import { isSummedFlow, runningSums } from '../../domain/measurement/running-sums.js';
import type { ReportingCalendar } from '../../domain/reporting/calendar.js';

/** An indicator as a status depends on it. */
export type Definition = IndicatorDefinition & { readonly calendar?: ReportingCalendar };

/** A figure as the last event of its key left it. */
export interface Standing extends MeasurementKey {
  readonly id: string;
  readonly figure: Figure;
  readonly state: (typeof STATE_AFTER)[MeasurementEvent['type']];
}

/** A figure as it meets a schedule: of a flow the running sum up to its date. */
export interface Counting extends KnownFigure, WeighedFigure {
  readonly of: Standing;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  /** The period's own figure beside the running sum. */
  readonly ofPeriod: DecimalText | null;
}

const isOff = (state: Standing['state']): boolean => state === 'withdrawn' || state === 'returned';

/** What was recorded of each figure, one an event, by dates and on one date in the order of recording. */
export function versionsOf(events: readonly MeasurementEvent[]): readonly FigureVersion[] {
  const found = new Map<string, Figure>();
  const versions = events.flatMap(({ type, data }): FigureVersion[] => {
    const { asOf, year, basis } = data;
    const id = measurementIdOf(data);
    const figure = 'figure' in data ? data.figure : found.get(id);
    if (!figure) return [];
    found.set(id, figure);
    return [{ asOf, year, basis, value: valueOf(figure), isCounted: !isOff(STATE_AFTER[type]) }];
  });
  return versions.sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0));
}

/** The figures that count among these events, in order of dates, on one date the most settled first: returned and withdrawn ones do not. */
export function standing(events: readonly MeasurementEvent[]): readonly Standing[] {
  const found = new Map<string, Standing>();
  for (const { type, data } of events) {
    const { indicatorId, localityId, year, asOf, basis } = data;
    const key = { indicatorId, localityId, year, asOf, basis };
    const id = measurementIdOf(key);
    const figure = 'figure' in data ? data.figure : found.get(id)?.figure;
    if (figure) found.set(id, { ...key, id, figure, state: STATE_AFTER[type] });
  }
  return [...found.values()]
    .filter(({ state }) => !isOff(state))
    .sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : BASIS_RANK[b.basis] - BASIS_RANK[a.basis] || b.year - a.year));
}

/** One figure a date. `since`: the baseline's day, up to which no period of a flow is awaited. */
export function dated(figures: readonly Standing[], definition: Definition, since: CivilDate): readonly Counting[] {
  if (!isSummedFlow(definition)) {
    return figures.filter(({ asOf }, index) => figures[index - 1]?.asOf !== asOf).map((one) => counting(one, one.figure, null));
  }
  return runningSums(definition, figures, since).map(({ last, figure, missing }) => ({
    ...counting(last, figure, valueOf(last.figure)),
    missing,
  }));
}

function counting(of: Standing, figure: Figure, ofPeriod: DecimalText | null): Counting {
  const { numerator, denominator } = figure.shape === 'ratio' ? figure : { numerator: null, denominator: null };
  const own = { ...knownFigure(of.asOf, of.basis, figure), measurementId: null, isVerified: of.state === 'verified' };
  return { ...own, of, numerator, denominator, ofPeriod };
}
