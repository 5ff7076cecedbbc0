import { exact, type Exact } from '../kernel/decimal.js';
import type { CompiledPlan } from '../schedule/compile.js';
import { evaluate } from '../schedule/evaluate.js';
import { edgeOf, holds, type Limit } from '../schedule/limits.js';
import type { Evaluation } from '../schedule/schedule-plan.js';
import { datedOf, evidenceOf, wordingOf } from './alert.findings.js';
import type { AlertInput, AlertPolicy, Finding } from './alert.input.js';
import {
  atRiskSentence,
  behindSentence,
  notMetSentence,
  nothingReportedSentence,
  outsideSentence,
  taskOverdueSentence,
} from './alert.sentences.js';
import { byBadness } from './alert.state.js';
import type { Sentence } from './alert.events.js';

export type Grade = Pick<Finding, 'kind' | 'severity'>;

const MISSED: Grade = { kind: 'milestone_missed', severity: 'critical' };
const CRITICAL: Grade = { kind: 'behind', severity: 'critical' };
const BEHIND: Grade = { kind: 'behind', severity: 'warning' };
const AT_RISK: Grade = { kind: 'at_risk', severity: 'notice' };

/** What a schedule status is worth as an alert; null where it is none, or the gap slight. */
export function gradeOf(evaluation: Evaluation, { policy, plan }: Pick<AlertInput, 'policy' | 'plan'>): Grade | null {
  const { status, ratio } = evaluation;
  if (status !== 'missed' && isSlight(evaluation, plan, policy)) return null;
  switch (status) {
    case 'missed':
      return MISSED;
    case 'behind':
      return ratio !== null && exact(ratio).lt(policy.criticalRatio) ? CRITICAL : BEHIND;
    case 'at_risk':
      return AT_RISK;
    default:
      return null;
  }
}

function isSlight({ actual, expected }: Evaluation, { limits, baseline }: CompiledPlan, { slightGap }: AlertPolicy): boolean {
  const last = limits.at(-1);
  const end = last && !last.isRelative ? edgeOf(last) : null;
  if (!end || !baseline || actual === null || expected === null) return false;
  const gap = exact(expected).minus(actual).abs();
  return gap.lt(end.minus(baseline).abs().times(slightGap));
}

export function statusFindings(input: AlertInput): readonly Finding[] {
  const grade = gradeOf(input.evaluation, input);
  if (!grade) return [];
  const limit = grade === MISSED ? faultyLimit(input) : concerned(input);
  return [{ ...grade, evidence: evidenceOf(input, sentenceOf(input, grade, limit), limit?.milestone ?? null) }];
}

/** The first milestone that is over and does not hold. */
function faultyLimit({ plan, figure, day }: AlertInput): Limit | undefined {
  const { value = null, asOf = '' } = figure ?? {};
  return plan.limits.find((limit) => {
    if (plan.isTask) return day > limit.lastDay;
    if (value !== null && asOf > plan.baselineOn && holds(limit, exact(value))) return false;
    return day > limit.lastReportDay || (value !== null && asOf >= limit.lastDay);
  });
}

/** The milestone towards which the figure is on its way. */
function concerned({ plan, figure }: AlertInput): Limit | undefined {
  return figure ? plan.expectation(figure.asOf)?.limit : plan.limits.at(-1);
}

function sentenceOf(input: AlertInput, { kind }: Grade, limit: Limit | undefined): Sentence {
  const words = wordingOf(input);
  const figure = datedOf(input.figure);
  const { expected, reason } = input.evaluation;
  if (!limit) throw new Error(`a target that is ${input.evaluation.status} has no milestone`);
  if (reason === 'task_overdue') return taskOverdueSentence(words, limit.milestone);
  if (!figure || reason === 'nothing_reported') return nothingReportedSentence(words, figure, limit);
  if (kind === 'milestone_missed') return notMetSentence(words, figure, limit);
  if (expected === null || limit.sense === 'band') return outsideSentence(words, figure, limit);
  return (kind === 'at_risk' ? atRiskSentence : behindSentence)(words, figure, expected, limit.sense);
}

/**
 * The grades whose thresholds the figure has not passed by the margin. Empty of those once the figure before, too, was no
 * worse on its own date: two figure dates in a row are no wobble.
 */
export function lingeringGrades(input: AlertInput): readonly Grade[] {
  const { evaluation, plan, previous } = input;
  const grade = gradeOf(evaluation, input);
  const strict = grade ? [grade] : [];
  if (evaluation.status === 'achieved' || evaluation.status === 'withdrawn' || grade === MISSED) return strict;
  const before = previous && evaluate(plan, previous, previous.asOf);
  if (before && isJudged(before) && isNoWorse(gradeOf(before, input), grade)) return strict;
  return [...strict, ...nearGrades(input)].sort(byBadness);
}

const isJudged = ({ status }: Evaluation): boolean => !['no_data', 'not_started', 'withdrawn'].includes(status);

function isNoWorse(before: Grade | null, now: Grade | null): boolean {
  return before === null || (now !== null && byBadness(before, now) >= 0);
}

function nearGrades({ evaluation, figure, plan, policy }: AlertInput): readonly Grade[] {
  const value = datedOf(figure)?.value;
  if (value === undefined) return [];
  const overdue = plan.limits.filter(({ lastDay }) => (figure?.asOf ?? '') >= lastDay);
  const missed = overdue.some((limit) => !isClearOf(limit, exact(value), plan, policy)) ? [MISSED] : [];
  return [...missed, ...nearCutOffs(evaluation, plan, policy)];
}

function nearCutOffs({ ratio, reason }: Evaluation, plan: CompiledPlan, policy: AlertPolicy): readonly Grade[] {
  if (ratio === null) return reason === 'within_tolerance' ? [BEHIND] : [];
  const isNear = (cutOff: Exact): boolean => exact(ratio).lt(cutOff.plus(policy.margin));
  return [
    ...(isNear(exact(policy.criticalRatio)) ? [CRITICAL] : []),
    ...(isNear(plan.atRisk) ? [BEHIND] : []),
    ...(isNear(plan.onTrack) ? [AT_RISK] : []),
  ];
}

/** Past a milestone by the margin's share of the way to it. */
function isClearOf(limit: Limit, value: Exact, { baseline }: CompiledPlan, { margin }: AlertPolicy): boolean {
  const edge = edgeOf(limit);
  if (!edge || !baseline || limit.isRelative) return true;
  const by = edge.minus(baseline).abs().times(margin);
  return limit.sense === 'floor' ? value.gte(edge.plus(by)) : value.lte(edge.minus(by));
}
