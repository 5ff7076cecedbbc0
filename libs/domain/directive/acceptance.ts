import { yearOf, type CivilDate } from '../kernel/civil-date.js';
import { reject } from '../kernel/errors.js';
import type { DefinedIndicator } from '../indicator/indicator.decide.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { Basis, Figure } from '../measurement/figure.js';
import type { RecordMeasurement } from '../measurement/measurement.decide.js';
import { DEFAULT_GRACE_DAYS } from '../schedule/schedule-plan.js';
import type { SetTarget, ReviseTarget } from '../target/target.decide.js';
import type { Milestone, PlannedTrajectory, Provenance, SourceWords, TargetPlan } from '../target/target.events.js';
import type { TargetState } from '../target/target.state.js';
import type { ReviewedProposal } from './directive.state.js';
import type { MeasurementProposal, NumberedProposal, TargetProposal } from './proposal.js';
import { baselineOf, courseOf, type Told } from './proposed-course.js';
import { checkUnit, milestonesFrom } from './proposed-milestones.js';

/** What a person sets in place of what was proposed; undefined keeps the proposal. */
export interface TargetEdits {
  readonly baseline?: TargetPlan['baseline'] | undefined;
  readonly milestones?: readonly Milestone[] | undefined;
  readonly quantity?: string | null | undefined;
  readonly trajectory?: PlannedTrajectory | undefined;
  readonly thresholds?: TargetPlan['thresholds'] | undefined;
  readonly graceDays?: number | undefined;
  readonly responsible?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** Where a proposal is to go. */
export interface TargetPlace {
  readonly directiveId: string;
  readonly targetId: string;
  readonly localityId: string;
  readonly indicator: DefinedIndicator;
  /** What the document says beside the proposals. */
  readonly told: Told;
}

type Named = readonly ReviewedProposal[];

/**
 * The command that sets a target from proposals, one milestone each. Throws as `milestonesFrom` where nobody gives other milestones.
 */
export function targetFrom(named: Named, edits: TargetEdits, place: TargetPlace): SetTarget {
  const { directiveId, targetId, localityId, indicator } = place;
  const milestones = edits.milestones ?? milestonesFrom(named, indicator, place.told.issuedOn);
  return {
    targetId,
    indicatorId: indicator.indicatorId,
    localityId,
    responsible: edits.responsible === undefined ? firstOf(named, ({ responsible }) => responsible) : edits.responsible,
    provenance: provenanceOf(directiveId, named),
    note: edits.note ?? null,
    baseline: edits.baseline ?? baselineOf(named, milestones, place),
    milestones,
    quantity: edits.quantity ?? null,
    trajectory: edits.trajectory ?? courseOf(indicator),
    thresholds: edits.thresholds ?? null,
    graceDays: edits.graceDays ?? DEFAULT_GRACE_DAYS,
  };
}

/** How proposals enter a target that stands: beside its milestones, or also in place of those of the same day. */
export interface Merge {
  readonly how: 'milestone' | 'revision';
  readonly reason: string;
  readonly confirm: readonly string[];
}

/** The revision of a target by proposals. Throws as `targetFrom`. */
export function revisionFrom(
  named: Named,
  edits: TargetEdits,
  { how, reason, confirm }: Merge,
  {
    directiveId,
    indicator,
    issuedOn,
  }: { readonly directiveId: string; readonly indicator: IndicatorDefinition; readonly issuedOn: string | null },
  target: TargetState,
): ReviseTarget {
  const given = edits.milestones ?? milestonesFrom(named, indicator, issuedOn);
  const dues = new Set(given.map(({ due }) => due));
  const kept = how === 'milestone' ? target.milestones : target.milestones.filter(({ due }) => !dues.has(due));
  const { quantity, trajectory, thresholds, graceDays } = edits;
  return {
    targetId: target.targetId,
    baseline: edits.baseline ?? target.baseline,
    milestones: [...kept, ...given].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
    ...{ quantity, trajectory, thresholds, graceDays, reason, confirm },
    provenance: provenanceOf(directiveId, named),
  };
}

/** For an acceptance that does not say of which indicator or locality. Throws `proposal_without_place`. */
export function withoutPlace(named: Named): never {
  return reject('proposal_without_place', { n: named[0]?.proposal.n ?? 0 });
}

/** True when the target owes something to these very proposals: an acceptance that broke off had come so far. */
export function comesFrom({ provenance }: TargetState, directiveId: string, numbers: readonly number[]): boolean {
  const from = provenance?.directiveId === directiveId ? (provenance.words ?? []).map(({ proposal }) => proposal) : [];
  return numbers.every((n) => from.includes(n));
}

export interface MeasurementEdits {
  readonly asOf?: CivilDate | undefined;
  readonly basis?: Basis | undefined;
  readonly year?: number | undefined;
  readonly figure?: Figure | undefined;
  readonly justification?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** The command that records a proposed figure. Throws `proposal_without_date`, `proposal_without_figure` for a task, `unit_does_not_fit`. */
export function measurementFrom(
  { proposal, readerVersion }: ReviewedProposal & { readonly proposal: NumberedProposal & MeasurementProposal },
  edits: MeasurementEdits,
  { directiveId, localityId, indicator }: Pick<TargetPlace, 'directiveId' | 'localityId'> & { readonly indicator: IndicatorDefinition },
): RecordMeasurement {
  const asOf = edits.asOf ?? proposal.asOf ?? reject('proposal_without_date', { n: proposal.n });
  return {
    indicatorId: indicator.indicatorId,
    localityId,
    year: edits.year ?? yearOf(asOf),
    asOf,
    basis: edits.basis ?? 'actual',
    figure: edits.figure ?? figureFrom(proposal, indicator),
    unit: null,
    justification: edits.justification ?? null,
    note: edits.note ?? null,
    source: { directiveId, clause: proposal.clause, words: [wordsOf(proposal, readerVersion)] },
  };
}

/** The figure of an indicator that is proposed. Throws `proposal_without_figure` for a task, `unit_does_not_fit`. */
export function figureFrom(
  proposal: NumberedProposal & MeasurementProposal,
  indicator: Pick<IndicatorDefinition, 'indicatorId' | 'shape' | 'unit'>,
): Figure {
  const { numerator, denominator, value } = proposal;
  switch (indicator.shape) {
    case 'ratio':
      if (numerator !== null && denominator !== null) return { shape: 'ratio', numerator, denominator };
      checkUnit(proposal, indicator);
      return { shape: 'rate', percent: value };
    case 'task':
      return reject('proposal_without_figure', { n: proposal.n });
    default:
      checkUnit(proposal, indicator);
      return { shape: indicator.shape, value };
  }
}

function provenanceOf(directiveId: string, named: Named): Provenance {
  const words = named.map(({ proposal, readerVersion }) => wordsOf(proposal, readerVersion));
  return { directiveId, clause: clauseOf(named), strength: firstOf(named, ({ strength }) => strength) ?? 'quantified', words };
}

function wordsOf({ n, quote: { start, end } }: NumberedProposal, readerVersion: string): SourceWords {
  return { proposal: n, readerVersion, start, end };
}

function clauseOf(named: Named): string | null {
  return [...new Set(named.map(({ proposal }) => proposal.clause))].join('; ') || null;
}

function firstOf<Value>(named: Named, member: (proposal: TargetProposal) => Value | null): Value | null {
  for (const { proposal } of named) {
    const value = proposal.type === 'target' ? member(proposal) : null;
    if (value !== null) return value;
  }
  return null;
}
