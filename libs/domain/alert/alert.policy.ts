import { addDays, type CivilDate } from '../kernel/civil-date.js';
import { exact } from '../kernel/decimal.js';
import { holds } from '../schedule/limits.js';
import { figureFacts, forecastFindings, overdueFindings } from './alert.findings.js';
import { implausibleFindings } from './alert.implausible.js';
import type { AlertInput, AlertPolicy, Found } from './alert.input.js';
import { byBadness } from './alert.state.js';
import { lingeringGrades, statusFindings } from './alert.status.js';

export type * from './alert.input.js';
export { RULE_VERSION } from './alert.findings.js';

export const DEFAULT_POLICY: AlertPolicy = {
  // Between ước and thực hiện a monthly rate is revised by about a point: less than two of them says nothing.
  margin: '0.02',
  // Half of Eurostat's lower cut-off.
  criticalRatio: '0.30',
  // As the margin, of the whole way: status tells it, nobody need be told.
  slightGap: '0.02',
  // Even December, the heaviest month of the budget year, brings less than half of a year's disbursement.
  jump: '0.5',
  jumpDays: 31,
  // A good year ends some percent above its target; a quarter above, in one leap, is more often a digit too many.
  overshoot: '0.25',
  // December is the heaviest month, but by three or four times the next, not by ten.
  surge: 10,
  surgeShare: '0.2',
  few: 5,
  // Plans are adjusted by some percent within a year, and the rate falls with them.
  rateFall: '5',
  overdueWarningDays: 7,
  // A quarter: what is older belongs to the year's settlement, not to steering.
  staleDays: 90,
  // A working week for whoever answers for it, then one for the level above.
  chain: [
    { afterWorkingDays: 5, level: 1 },
    { afterWorkingDays: 5, level: 2 },
  ],
};

/**
 * What is true of the target on the day, from nothing but its input: pure and total. Nothing of a target that has not started or
 * is withdrawn, of one that is achieved only that a report is missing or its figure implausible, and nothing new of one that was over long
 * ago, so that filling in old years stays quiet.
 */
export function findingsOf(input: AlertInput): Found {
  const { status } = input.evaluation;
  const isLive = status !== 'not_started' && status !== 'achieved' && status !== 'withdrawn';
  const isOver = isStale(input);
  const stands = isLive || status === 'achieved';
  const course = isLive ? [...statusFindings(input), ...forecastFindings(input)] : [];
  const all = [...course, ...(stands ? [...overdueFindings(input), ...implausibleFindings(input)] : [])].sort(byBadness);
  return {
    findings: isOver ? [] : all,
    lingering: lingeringOf(input, isLive, isOver ? all : []),
    isOver,
    status,
    figure: figureFacts(input),
    milestones: input.plan.limits.map(({ milestone: { due, value, comparator } }) => ({ due, value, comparator })),
    nextDay: earliest([input.evaluation.holdsUntil, ...(stands && !isOver ? reportDays(input) : [])], input.day),
  };
}

/** What still keeps an episode open; `more`, what is found of a target that is over: too old to raise, not mended either. */
function lingeringOf(input: AlertInput, isLive: boolean, more: Found['lingering']): Found['lingering'] {
  const isOpen = (input.outlook?.likely ?? 'met') !== 'met' || awaitsWord(input);
  const severity = input.outlook?.likely === 'missed' ? 'warning' : 'notice';
  const forecast = isOpen ? [{ kind: 'forecast_miss', severity } as const] : [];
  const all = [...(isLive ? [...lingeringGrades(input), ...forecast] : []), ...more].map(({ kind, severity }) => ({ kind, severity }));
  return all.sort(byBadness);
}

/** A milestone is over and its figure may still come: what was forecast of it is neither borne out nor refuted. */
function awaitsWord({ plan, figure, day }: AlertInput): boolean {
  const { value = null, asOf = '' } = figure ?? {};
  return plan.limits.some(
    (limit) => day > limit.lastDay && day <= limit.lastReportDay && asOf < limit.lastDay && (value === null || !holds(limit, exact(value))),
  );
}

function isStale({ plan, day, policy }: AlertInput): boolean {
  const last = plan.limits.at(-1);
  return last !== undefined && addDays(last.lastReportDay, policy.staleDays) < day;
}

/** The day after the next report is due, and the day on which an overdue one becomes a warning. */
function reportDays({ overdue, nextDueOn, policy }: AlertInput): readonly (CivilDate | null)[] {
  return [nextDueOn && addDays(nextDueOn, 1), overdue && addDays(overdue.dueOn, policy.overdueWarningDays + 1)];
}

function earliest(days: readonly (CivilDate | null)[], after: CivilDate): CivilDate | null {
  return days.filter((day) => day !== null && day > after).sort()[0] ?? null;
}
