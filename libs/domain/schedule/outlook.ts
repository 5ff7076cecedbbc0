import { daysBetween, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact, type DecimalText } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import { compilePlan, type CompiledPlan } from './compile.js';
import { edgeOf, holds, isMissedBetween, type Limit } from './limits.js';
import { delayDays } from './outlook-delay.js';
import { forecastOn, recentStart } from './outlook-pace.js';
import { originOf, roadTo, stepsOf, type Step } from './outlook-road.js';
import { halfWidth } from './outlook-spread.js';
import { DAYS_PER_MONTH, type Likely, type Outlook, type OutlookBounds } from './outlook-types.js';
import type { SchedulePlan } from './schedule-plan.js';

export { outlookSentence } from './outlook-sentence.js';
export type { Likely, Outlook, OutlookBounds } from './outlook-types.js';

const MONTH = exact(DAYS_PER_MONTH);

/** About three chances of four lie this side of half the half of an 80 % interval, 0.64 standard errors. */
const THREE_OF_FOUR = exact('0.5');

/**
 * The forecast at the first milestone that is not over on `asOf`, from the figures of `history` up to `asOf` (docs/adr/0009):
 * forecast = last value + (expected(milestone) − expected(last)) × pace, where the pace is the mean of way gone ÷ way due since
 * the baseline and over three months, each with a fifth of the way added above and below. Pure, total, deterministic.
 * null for tasks, withdrawn targets, after the last milestone, and without a figure after the baseline day.
 */
export function outlookOf(
  plan: SchedulePlan | CompiledPlan,
  history: readonly KnownFigure[],
  asOf: CivilDate,
  bounds: OutlookBounds = {},
): Outlook | null {
  const compiled = 'expectation' in plan ? plan : compilePlan(plan);
  const limit = compiled.limits.find(({ lastDay }) => asOf <= lastDay);
  const steps = stepsOf(history, compiled.baselineOn, asOf);
  const [last, origin] = [steps.at(-1), originOf(compiled, steps)];
  const isWithdrawn = compiled.withdrawnOn !== null && asOf >= compiled.withdrawnOn;
  if (!limit || !last || !origin || compiled.isTask || isWithdrawn) return null;
  const range = rangeOf(compiled, limit, steps, origin, bounds);
  const recent = recentStart(steps, origin);
  const delay = delayDays(compiled, last);
  return {
    milestone: limit.milestone,
    forecast: shown(range.forecast),
    low: shown(range.low),
    high: shown(range.high),
    likely: likelyOf(limit, range),
    requiredPerMonth: requiredPerMonth(limit, last),
    recentPerMonth: recent && shown(last.value.minus(recent.value).times(MONTH).div(daysBetween(recent.on, last.on))),
    recentFrom: recent && recent.on,
    delayMonths: delay === null ? null : shown(new Exact(delay).div(MONTH)),
    from: last.on,
  };
}

interface Range {
  readonly low: Exact;
  readonly forecast: Exact;
  readonly high: Exact;
  /** With three chances of four the end lies above the one; so it does below the other. */
  readonly probable: { readonly low: Exact; readonly high: Exact };
}

function rangeOf(plan: CompiledPlan, limit: Limit, steps: readonly Step[], origin: Step, bounds: OutlookBounds): Range {
  const last = steps.at(-1) ?? origin;
  const road = roadTo(plan, limit, origin, last.on, bounds.accumulation === 'cumulative');
  const middle = forecastOn(road, steps, origin, limit.lastDay);
  const width = last.on < limit.lastDay ? halfWidth(road, steps, origin, limit.lastDay) : null;
  const within = inBounds(last, plan.isWhole, bounds);
  const around = (part: Exact): Range['probable'] => {
    const half = width ? Exact.max(width.times(part), plan.tolerance) : 0;
    return { low: within(middle.minus(half), 'down'), high: within(middle.plus(half), 'up') };
  };
  return { ...around(new Exact(1)), forecast: within(middle, 'near'), probable: around(THREE_OF_FOUR) };
}

type Rounding = 'down' | 'near' | 'up';

/** Keeps a value where the indicator can be: whole and not negative for counts, not falling where cumulative, within its limits. */
function inBounds(last: Step, isWhole: boolean, { accumulation, min, max }: OutlookBounds): (value: Exact, rounding: Rounding) => Exact {
  const floors = [accumulation === 'cumulative' ? last.value : null, min ? exact(min) : null, isWhole ? new Exact(0) : null];
  const least = Exact.max(-Infinity, ...floors.filter((floor) => floor !== null));
  // A figure already beyond a limit is a fact: the limit does not pull it back.
  const most = max ? Exact.max(exact(max), last.value) : new Exact(Infinity);
  return (value, rounding) => {
    const rounded = !isWhole ? value : rounding === 'down' ? value.floor() : rounding === 'up' ? value.ceil() : value.round();
    return Exact.min(most, Exact.max(least, rounded));
  };
}

function likelyOf(limit: Limit, { probable: { low, high } }: Range): Likely {
  if (holds(limit, low) && holds(limit, high)) return 'met';
  return isMissedBetween(limit, low, high) ? 'missed' : 'uncertain';
}

function requiredPerMonth(limit: Limit, last: Step): DecimalText | null {
  const end = edgeOf(limit);
  if (!end) return null;
  if (holds(limit, last.value)) return '0';
  const days = daysBetween(last.on, limit.lastDay);
  return days > 0 ? shown(end.minus(last.value).times(MONTH).div(days)) : null;
}

function shown(value: Exact): DecimalText {
  const text = value.toDecimalPlaces(12).toFixed();
  return text === '-0' ? '0' : text;
}
