import { daysBetween, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact, type DecimalText } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import { pastsOf, pointsOf, profilesOf, type Profiles } from './backtest-profile.js';
import { beginningOf, outcomeOf, type BacktestPoint, type BacktestSeries, type Beginning, type Outcome } from './backtest-series.js';
import { compilePlan, type CompiledPlan } from './compile.js';
import { evaluate } from './evaluate.js';
import { outlookOf, type Likely } from './outlook.js';
import type { ScheduleStatus } from './schedule-plan.js';

export type { BacktestPoint, BacktestSeries, Outcome } from './backtest-series.js';

/** What each of three rules said on the day of one figure, knowing no later one. */
export interface Said {
  readonly on: CivilDate;
  readonly status: ScheduleStatus;
  readonly forecast: { readonly value: DecimalText; readonly low: DecimalText; readonly high: DecimalText; readonly likely: Likely } | null;
  /** The value so far carried on in a straight line to the deadline. */
  readonly straightLine: { readonly value: DecimalText; readonly likely: 'met' | 'missed' } | null;
}

export const RULES = ['status', 'forecast', 'straightLine'] as const;
export type Rule = (typeof RULES)[number];

export interface SeriesReport {
  readonly series: BacktestSeries;
  readonly outcome: Outcome;
  readonly said: readonly Said[];
  /** The first day on which a rule warned before the deadline. */
  readonly warnedOn: Readonly<Record<Rule, CivilDate | null>>;
}

/** Over the series whose outcome is known. Shares to four decimals; null where nothing could be right or wrong. */
export interface Score {
  readonly warned: number;
  readonly rightly: number;
  readonly missed: number;
  readonly precision: DecimalText | null;
  readonly recall: DecimalText | null;
  /** Days from the first right warning to the deadline. */
  readonly medianLeadDays: number | null;
}

export interface BacktestReport {
  readonly series: readonly SeriesReport[];
  readonly scores: Readonly<Record<Rule, Score>>;
}

/**
 * Walks forward through each series: at each figure the plan, the outlook and the straight line know what was known on that day,
 * of this series and of those that were over by then. A warning is the status `behind` or `missed`, the forecast `missed`, a
 * straight line that falls short.
 */
export function backtest(all: readonly BacktestSeries[]): BacktestReport {
  const profiles = profilesOf(pastsOf(all));
  const series = all.map((one) => reportOf(one, profiles));
  return {
    series,
    scores: { status: scoreOf('status', series), forecast: scoreOf('forecast', series), straightLine: scoreOf('straightLine', series) },
  };
}

function reportOf(series: BacktestSeries, profiles: Profiles): SeriesReport {
  const beginning = beginningOf(series);
  const points = beginning ? series.points.filter(({ on }) => on > beginning.on && on < series.deadline) : [];
  const said = points.flatMap((point) => (beginning ? [sayOn(point, series, beginning, profiles)] : []));
  const first = (isWarning: (one: Said) => boolean): CivilDate | null => said.find(isWarning)?.on ?? null;
  const warnedOn = {
    status: first(({ status }) => status === 'behind' || status === 'missed'),
    forecast: first(({ forecast }) => forecast?.likely === 'missed'),
    straightLine: first(({ straightLine }) => straightLine?.likely === 'missed'),
  };
  return { series, outcome: outcomeOf(series), said, warnedOn };
}

function sayOn(point: BacktestPoint, series: BacktestSeries, beginning: Beginning, profiles: Profiles): Said {
  const known = series.points.filter(({ on }) => on <= point.on).map(figureOf);
  const plan = planOn(point, series, beginning, profiles);
  const outlook = outlookOf(plan, known, point.on, { accumulation: beginning.isFromZero ? 'cumulative' : 'level' });
  return {
    on: point.on,
    status: evaluate(plan, figureOf(point), point.on).status,
    forecast: outlook && { value: outlook.forecast, low: outlook.low, high: outlook.high, likely: outlook.likely },
    straightLine: straightLine(point, series.deadline, beginning),
  };
}

const figureOf = ({ on, value }: BacktestPoint): KnownFigure => ({ asOf: on, value, doneOn: null, basis: 'actual' });

function planOn({ on, target }: BacktestPoint, series: BacktestSeries, beginning: Beginning, profiles: Profiles): CompiledPlan {
  const { deadline } = series;
  const shares = profiles(on, series, beginning);
  const points = shares ? pointsOf(shares, beginning, deadline, target) : [];
  const comparator = beginning.direction === 'increasing' ? '>=' : '<=';
  return compilePlan({
    baseline: { value: beginning.value, on: beginning.on },
    milestones: [{ due: deadline, dueOp: '<=', dueSource: 'printed', comparator, value: target, upper: null }],
    trajectory: points.length > 0 ? { kind: 'points', points } : { kind: 'linear' },
    thresholds: null,
    graceDays: 0,
    shape: 'amount',
    direction: beginning.direction,
    withdrawnOn: null,
  });
}

function straightLine({ on, value, target }: BacktestPoint, deadline: CivilDate, beginning: Beginning): Said['straightLine'] {
  const start = exact(beginning.value);
  const end = start.plus(exact(value).minus(start).times(daysBetween(beginning.on, deadline)).div(daysBetween(beginning.on, on)));
  const isMet = beginning.direction === 'increasing' ? end.gte(exact(target)) : end.lte(exact(target));
  return { value: end.toDecimalPlaces(12).toFixed(), likely: isMet ? 'met' : 'missed' };
}

function scoreOf(rule: Rule, all: readonly SeriesReport[]): Score {
  const known = all.filter(({ outcome }) => outcome !== 'unknown');
  const warned = known.filter(({ warnedOn }) => warnedOn[rule] !== null);
  const rightly = warned.filter(({ outcome }) => outcome === 'missed');
  const missed = known.filter(({ outcome }) => outcome === 'missed').length;
  const leads = rightly.map(({ warnedOn, series }) => daysBetween(warnedOn[rule] ?? series.deadline, series.deadline));
  return {
    ...{ warned: warned.length, rightly: rightly.length, missed },
    precision: share(rightly.length, warned.length),
    recall: share(rightly.length, missed),
    medianLeadDays: median(leads),
  };
}

function share(part: number, whole: number): DecimalText | null {
  return whole === 0 ? null : new Exact(part).div(whole).toDecimalPlaces(4).toFixed();
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}
