import { daysBetween, yearOf } from '../kernel/civil-date.js';
import { exact, type Exact } from '../kernel/decimal.js';
import type { CompiledPlan } from '../schedule/compile.js';
import { edgeOf, holds } from '../schedule/limits.js';
import { datedOf, evidenceOf, idsOf, wordingOf } from './alert.findings.js';
import type { AlertInput, Dated, Doubt, Finding, ReportedFigure } from './alert.input.js';
import { implausibleSentence } from './alert.sentences.js';

/** What a figure is doubted by: its plan, and the figures before it, the newest first. */
export type Weighed = Pick<AlertInput, 'indicator' | 'plan' | 'policy'>;
type Before = Weighed & Pick<AlertInput, 'figure' | 'previous' | 'earlier'>;

/**
 * A figure outside the indicator's limits, a cumulative one that falls, one that leaps, and one that changes far faster than any
 * before it. Where nothing is late but the figure itself, it is a notice.
 */
export function implausibleFindings(input: AlertInput): readonly Finding[] {
  const { doubted } = input;
  const figure = datedOf(doubted?.figure ?? null);
  if (!doubted || !figure) return [];
  const { doubt } = doubted;
  const found = evidenceOf({ ...input, figure: doubted.figure }, implausibleSentence(wordingOf(input), figure, doubt));
  const before = input.figure === doubted.figure ? input.previous : input.figure;
  const measurementIds = doubt.why === 'outside' ? found.measurementIds : [...found.measurementIds, ...idsOf(before)];
  const severity = doubt.why === 'overshoots' || doubt.why === 'surges' ? 'notice' : 'warning';
  return [{ kind: 'implausible_figure', severity, evidence: { ...found, measurementIds } }];
}

/** Figures after the doubts about them. */
export interface Weighing<One extends WeighedFigure> {
  /** Those that count, the newest first. */
  readonly counting: readonly One[];
  /** The newest figure of all, where it is doubted. It counts only where it is worse than the one before: a doubt mends nothing. */
  readonly doubted: { readonly figure: One; readonly doubt: Doubt } | null;
}

export interface WeighedFigure extends ReportedFigure {
  /** A person has looked at it and found it right. */
  readonly isVerified?: boolean;
}

/**
 * Weighs figures, one a date and the newest first. Each is held against those before it that count. A doubted one counts once a person has
 * verified it or the next figure bears it out, that is, raises no doubt beside it; otherwise it is passed over.
 */
export function weigh<One extends WeighedFigure>(facts: Weighed, figures: readonly One[]): Weighing<One> {
  let counting: readonly One[] = [];
  let doubted: Weighing<One>['doubted'] = null;
  for (const figure of figures.toReversed()) {
    const doubt = figure.isVerified ? null : doubtBeside(facts, figure, counting);
    const borneOut: readonly One[] = doubted && doubt ? [doubted.figure, ...counting] : counting;
    const isTrusted: boolean = !doubt || (doubted !== null && !doubtBeside(facts, figure, borneOut));
    if (isTrusted) counting = [figure, ...borneOut];
    doubted = isTrusted || !doubt ? null : { figure, doubt };
  }
  const isCounted = doubted !== null && isWorse(facts, doubted.figure, counting[0]);
  return { counting: isCounted && doubted ? [doubted.figure, ...counting] : counting, doubted };
}

function isWorse({ indicator: { direction } }: Weighed, { value }: ReportedFigure, before: ReportedFigure | undefined): boolean {
  if (value === null || !before || before.value === null || direction === 'band') return false;
  return direction === 'increasing' ? exact(value).lt(before.value) : exact(value).gt(before.value);
}

/** False where `weigh` cannot doubt the newest figure, whatever came before the one that precedes it: most figures need no weighing. */
export function mayBeDoubted(facts: Weighed, figure: ReportedFigure, previous: ReportedFigure | null): boolean {
  if (doubtBeside(facts, figure, previous ? [previous] : [])) return true;
  const [value, before, end] = [datedOf(figure)?.value, datedOf(previous)?.value, facts.plan.limits.at(-1)];
  const edge = end && edgeOf(end);
  if (value === undefined || before === undefined || !edge || !facts.plan.baseline) return false;
  return exact(value).minus(before).abs().gt(edge.minus(facts.plan.baseline).abs().times(facts.policy.surgeShare));
}

function doubtBeside(facts: Weighed, figure: ReportedFigure, before: readonly ReportedFigure[]): Doubt | null {
  const [previous = null, ...earlier] = before;
  const dated = datedOf(figure);
  return dated && doubtOf({ ...facts, figure, previous, earlier }, dated);
}

function doubtOf(input: Before, figure: Dated): Doubt | null {
  const { min, max } = input.indicator;
  const value = exact(figure.value);
  if ((min !== null && value.lt(min)) || (max !== null && value.gt(max))) return { why: 'outside' };
  const previous = datedOf(input.previous);
  if (previous && falls(input, value, previous)) return { why: 'differs', previous };
  return leapOf(input, figure, previous);
}

// Within one year and one basis: an estimate above the settled figure is no fall.
function falls({ indicator, plan, figure, previous: before, policy }: Before, value: Exact, previous: Dated): boolean {
  if (indicator.accumulation !== 'cumulative' || !figure || figure.basis !== before?.basis || isMet(plan, value)) return false;
  if (yearOf(figure.asOf) !== yearOf(previous.asOf)) return false;
  const fall = exact(previous.value).minus(value);
  return fall.gt(indicator.shape === 'ratio' ? policy.rateFall : 0);
}

const isMet = ({ limits }: CompiledPlan, value: Exact): boolean => limits.at(-1) !== undefined && holds(limits.at(-1)!, value);

/** More in one period than a share of the whole way from baseline to last milestone, or than many times the fastest before. */
function leapOf(input: Before, figure: Dated, previous: Dated | null): Doubt | null {
  const { plan, policy, indicator } = input;
  const last = plan.limits.at(-1);
  const end = last && !last.isRelative ? edgeOf(last) : null;
  const before = previous && previous.asOf > plan.baselineOn ? previous : startOf(input);
  if (!last || !end || !plan.baseline || !before) return null;
  const way = end.minus(plan.baseline);
  const step = exact(figure.value).minus(before.value).abs();
  if (way.isZero() || (indicator.shape === 'count' && step.lte(policy.few))) return null;
  const share = exact(figure.value).minus(plan.baseline).div(way);
  const isLeap = pace(figure, before, policy.jumpDays).gt(way.abs().times(policy.jump));
  if (isLeap && share.gt(exact(policy.overshoot).plus(1))) return { why: 'overshoots', previous: before, limit: last };
  // Who comes to the target, or a little past it, has made the year's last effort; a first figure shows no pace.
  if (before !== previous || (share.gte(1) && share.lte(exact(policy.overshoot).plus(1)))) return null;
  if (isLeap) return { why: 'differs', previous };
  return step.gt(way.abs().times(policy.surgeShare)) ? surgeOf(input, figure, previous) : null;
}

/** What a cumulative figure starts from; a state may have been what it is long before anybody reported it. */
function startOf({ plan, indicator }: Weighed): Dated | null {
  if (indicator.accumulation !== 'cumulative' || !plan.baseline) return null;
  return { value: plan.baseline.toFixed(), asOf: plan.baselineOn };
}

const FEWEST_STEPS = 3;

function surgeOf({ earlier, policy }: Before, figure: Dated, previous: Dated): Doubt | null {
  const past = [previous, ...earlier.flatMap((one) => datedOf(one) ?? [])];
  const paces = past.slice(1).map((before, index) => pace(past[index]!, before, policy.jumpDays));
  const fastest = paces.reduce((most, one) => (one.gt(most) ? one : most), exact('0'));
  if (paces.length < FEWEST_STEPS || fastest.isZero()) return null;
  const times = pace(figure, previous, policy.jumpDays).div(fastest);
  return times.gt(policy.surge) ? { why: 'surges', previous, times } : null;
}

/** The change from one figure to another within a period, however close together they lie. */
function pace(figure: Dated, before: Dated, periodDays: number): Exact {
  const days = Math.max(periodDays, daysBetween(before.asOf, figure.asOf));
  return exact(figure.value).minus(before.value).abs().times(periodDays).div(days);
}
