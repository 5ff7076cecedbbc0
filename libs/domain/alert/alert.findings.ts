import { daysBetween, yearOf } from '../kernel/civil-date.js';
import { exact, type DecimalText, type Exact } from '../kernel/decimal.js';
import { edgeOf } from '../schedule/limits.js';
import type { Evidence, Sentence } from './alert.events.js';
import type { AlertInput, Finding, ReportedFigure } from './alert.input.js';
import { forecastSentence, implausibleSentence, reportOverdueSentence, type Dated, type Wording } from './alert.sentences.js';

/** Stands in the evidence of every alert; another one whenever a rule of this folder comes to another answer. */
export const RULE_VERSION = 'alerts-2';

/** Percentages for ratios, whatever their numerator counts. */
export function wordingOf({ names, indicator }: AlertInput): Wording {
  return { ...names, unit: indicator.shape === 'ratio' ? '%' : indicator.unit };
}

/** Twelve decimals, as every stored number. */
export function rounded(value: DecimalText): DecimalText {
  return exact(value).toDecimalPlaces(12).toFixed();
}

/** The figure as a sentence takes it; null for none and for tasks. */
export function datedOf(figure: ReportedFigure | null): Dated | null {
  return figure && figure.value !== null ? { value: figure.value, asOf: figure.asOf } : null;
}

export function figureFacts({ figure, evaluation }: Pick<AlertInput, 'figure' | 'evaluation'>) {
  return {
    actual: figure && figure.value !== null ? rounded(figure.value) : null,
    expected: evaluation.expected,
    asOf: figure && figure.asOf,
    measurementIds: idsOf(figure),
  };
}

export function evidenceOf(input: AlertInput, sentence: Sentence, milestone: Evidence['milestone'] = null): Evidence {
  const { due, value, comparator } = milestone ?? {};
  return {
    ...figureFacts(input),
    unit: wordingOf(input).unit,
    basis: input.figure && input.figure.basis,
    milestone: due !== undefined && comparator ? { due, value: value ?? null, comparator } : null,
    ruleVersion: RULE_VERSION,
    sentence,
  };
}

/** A report that is owed: a notice at first, a warning when it has been awaited long. */
export function overdueFindings(input: AlertInput): readonly Finding[] {
  const { overdue, day, policy } = input;
  if (!overdue || overdue.dueOn >= day) return [];
  const days = daysBetween(overdue.dueOn, day);
  const sentence = reportOverdueSentence(wordingOf(input), overdue.period, overdue.dueOn, days);
  const severity = days > policy.overdueWarningDays ? 'warning' : 'notice';
  return [{ kind: 'report_overdue', severity, evidence: evidenceOf(input, sentence) }];
}

/** None of the forecast's interval reaches the next milestone. A single figure since the baseline shows no pace yet. */
export function forecastFindings(input: AlertInput): readonly Finding[] {
  const { outlook, previous, plan } = input;
  if (outlook?.likely !== 'missed' || !previous || previous.asOf <= plan.baselineOn) return [];
  const sentence = forecastSentence(wordingOf(input), outlook);
  return [{ kind: 'forecast_miss', severity: 'warning', evidence: evidenceOf(input, sentence, outlook.milestone) }];
}

/** A figure outside the indicator's limits, one that leaps, and a cumulative one that falls. */
export function implausibleFindings(input: AlertInput): readonly Finding[] {
  const figure = datedOf(input.figure);
  if (!figure) return [];
  const value = exact(figure.value);
  const { min, max } = input.indicator;
  const isOutside = (min !== null && value.lt(min)) || (max !== null && value.gt(max));
  const previous = datedOf(input.previous);
  const differs = previous !== null && (falls(input, value, previous) || leaps(input, value, previous));
  if (!isOutside && !differs) return [];
  const found = evidenceOf(input, implausibleSentence(wordingOf(input), figure, isOutside ? null : previous));
  const measurementIds = !isOutside && input.previous ? [...found.measurementIds, ...idsOf(input.previous)] : found.measurementIds;
  return [{ kind: 'implausible_figure', severity: 'warning', evidence: { ...found, measurementIds } }];
}

// Within one year and one basis: an estimate above the settled figure is no fall.
function falls({ indicator, figure, previous: before, policy }: AlertInput, value: Exact, previous: Dated): boolean {
  if (indicator.accumulation !== 'cumulative' || !figure || figure.basis !== before?.basis) return false;
  if (yearOf(figure.asOf) !== yearOf(previous.asOf)) return false;
  const fall = exact(previous.value).minus(value);
  return fall.gt(indicator.shape === 'ratio' ? policy.rateFall : 0);
}

/** More than a share of the whole way from baseline to last milestone in one period, or in proportion over several. */
function leaps({ plan, policy, figure }: AlertInput, value: Exact, previous: Dated): boolean {
  const last = plan.limits.at(-1);
  const end = last && !last.isRelative ? edgeOf(last) : null;
  if (!end || !plan.baseline || !figure || previous.asOf <= plan.baselineOn) return false;
  const way = end.minus(plan.baseline).abs();
  const periods = Math.max(policy.jumpDays, daysBetween(previous.asOf, figure.asOf));
  const most = way.times(policy.jump).times(periods).div(policy.jumpDays);
  return !way.isZero() && value.minus(previous.value).abs().gt(most);
}

const idsOf = (figure: ReportedFigure | null): readonly string[] => (figure?.measurementId ? [figure.measurementId] : []);
