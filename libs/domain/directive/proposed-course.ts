import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import { reject } from '../kernel/errors.js';
import { sameUnit, textKey } from '../kernel/text.js';
import type { DefinedIndicator } from '../indicator/indicator.decide.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { Milestone, PlannedTrajectory, TargetPlan } from '../target/target.events.js';
import type { ReviewedProposal } from './directive.state.js';
import type { MeasurementProposal } from './proposal.js';

/** What a document says beside the proposals that are accepted. */
export interface Told {
  /** As far as it is printed, `2025-09-25`, `2025-09`, `2025`; null where it is blank. */
  readonly issuedOn: string | null;
  /** The proposals of the document, whatever was decided about them. */
  readonly proposals: Iterable<ReviewedProposal>;
}

type Named = readonly ReviewedProposal[];

/**
 * Where a target starts that somebody accepts. What is due in the year of issue starts with that year; what is due later, with the term
 * that the proposal names or with the year after that of issue where it is of that year, else on the day of the directive. What adds up starts at nothing; anything else at the level
 * that the same document reports for the same words and place, on the day of the report, and where it reports none the value is unknown.
 */
export function baselineOf(
  named: Named,
  milestones: readonly Milestone[],
  { indicator, told }: { readonly indicator: IndicatorDefinition; readonly told: Told },
): TargetPlan['baseline'] {
  const [first] = milestones;
  if (!first) reject('milestones_empty');
  const { accumulation, shape } = indicator;
  const on = startOf(named, first.due, told.issuedOn);
  if (accumulation !== 'level' && shape !== 'task' && shape !== 'index') return { value: '0', on };
  return reportedLevel(named, first.due, indicator, told, on) ?? { value: null, on };
}

/** The seasonal profile of an indicator that has one; several are for somebody to choose from. */
export function courseOf({ profiles, shape }: Pick<DefinedIndicator, 'profiles' | 'shape'>): PlannedTrajectory {
  const [profileId, ...others] = Object.keys(profiles);
  const isPlain = profileId === undefined || others.length > 0 || shape === 'task';
  return isPlain ? { kind: 'linear' } : { kind: 'profile', profileId };
}

function startOf(named: Named, due: CivilDate, issuedOn: string | null): CivilDate {
  const year = due.slice(0, 4);
  if (issuedOn !== null && issuedOn.slice(0, 4) >= year) return `${year}-01-01`;
  const issued = issuedOn === null ? `${year}-01-01` : `${issuedOn}-01-01`.slice(0, 10);
  return (
    named
      .map(({ proposal }) => periodStart(proposal.type === 'target' ? proposal.period : null, issued))
      .find((day) => day !== null && day <= due) ?? issued
  );
}

/**
 * The first day of `2026-2030`; of `2026` or `2026-Q2` where that is at most the year after the one of issue: plans are made before their year
 * begins, but a year further off is only the one in which something is due.
 */
function periodStart(period: string | null, issued: CivilDate): CivilDate | null {
  const [, year, quarter = '1', until] = /^(\d{4})(?:-Q([1-4])|-(\d{4}))?$/.exec(period ?? '') ?? [];
  if (year === undefined || (until === undefined && Number(year) > Number(issued.slice(0, 4)) + 1)) return null;
  return `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`;
}

function reportedLevel(named: Named, due: CivilDate, indicator: IndicatorDefinition, { proposals }: Told, on: CivilDate) {
  const levels = [...proposals].flatMap(({ proposal, verdict }) => {
    if (proposal.type !== 'measurement' || verdict.state === 'dismissed') return [];
    const value = named.some((one) => isOfSame(proposal, one)) ? levelIn(proposal, indicator) : null;
    const day = proposal.asOf ?? on;
    return value !== null && day < due ? [{ value, on: day }] : [];
  });
  return levels.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).at(-1) ?? null;
}

function isOfSame(reported: MeasurementProposal, { proposal }: ReviewedProposal): boolean {
  return (
    textKey(reported.indicator) === textKey(proposal.indicator) && textKey(reported.locality ?? '') === textKey(proposal.locality ?? '')
  );
}

/** The number in the indicator's unit, percent for ratios; null where it is in another. */
function levelIn({ unit, value, ratioPct }: MeasurementProposal, indicator: IndicatorDefinition): DecimalText | null {
  if (indicator.shape === 'task') return null;
  if (indicator.shape === 'ratio') return unit?.startsWith('%') ? value : ratioPct;
  return indicator.shape === 'index' || (unit !== null && sameUnit(unit, indicator.unit)) ? value : null;
}
