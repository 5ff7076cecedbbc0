import { same } from '../kernel/same.js';
import { daysBetween } from '../kernel/civil-date.js';
import { exact, type DecimalText } from '../kernel/decimal.js';
import type { Evidence, Sentence } from './alert.events.js';
import type { AlertInput, Dated, Finding, ReportedFigure } from './alert.input.js';
import { unitOf } from './alert.present.js';
import { isMissedBetween } from '../schedule/limits.js';
import { forecastSentence, reportOverdueSentence, type Wording } from './alert.sentences.js';

/** Stands in the evidence of every alert; another one whenever a rule of this folder comes to another answer. */
export const RULE_VERSION = 'alerts-4';

export function wordingOf({ names, indicator }: AlertInput): Wording {
  return { ...names, unit: unitOf(indicator), direction: indicator.direction };
}

/** Twelve decimals, as every stored number. */
export function rounded(value: DecimalText): DecimalText {
  return exact(value).toDecimalPlaces(12).toFixed();
}

/** The figure as a sentence takes it; null for none and for tasks. */
export function datedOf(figure: ReportedFigure | null): Dated | null {
  return figure && figure.value !== null ? { value: figure.value, asOf: figure.asOf, missing: figure.missing ?? [] } : null;
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

/** Three chances of four that the next milestone is missed: worth a notice; a warning when no part of the interval reaches it. A single figure since the baseline shows no pace yet. */
export function forecastFindings(input: AlertInput): readonly Finding[] {
  const { outlook, previous, plan } = input;
  if (outlook?.likely !== 'missed' || !previous || previous.asOf <= plan.baselineOn) return [];
  const limit = plan.limits.find(({ milestone }) => same(milestone, outlook.milestone));
  if (!limit) return [];
  const sentence = forecastSentence(wordingOf(input), limit, outlook);
  const severity = isMissedBetween(limit, exact(outlook.low), exact(outlook.high)) ? 'warning' : 'notice';
  return [{ kind: 'forecast_miss', severity, evidence: evidenceOf(input, sentence, outlook.milestone) }];
}

export const idsOf = (figure: ReportedFigure | null): readonly string[] => (figure?.measurementId ? [figure.measurementId] : []);
