import type { TargetProgress } from '../../contract/progress.js';
import { weigh } from '../../domain/alert/alert.implausible.js';
import { DEFAULT_POLICY } from '../../domain/alert/alert.policy.js';
import { indicatorStream, type IndicatorEvent } from '../../domain/indicator/indicator.events.js';
import { addDays, daysBetween, yearOf, type CivilDate } from '../../domain/kernel/civil-date.js';
import { shown, Exact, type DecimalText } from '../../domain/kernel/decimal.js';
import { fold } from '../../domain/kernel/decider.js';
import type { MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import { changesOf } from '../../domain/measurement/revision-history.js';
import { ofRunningSums } from '../../domain/measurement/running-sums.js';
import { compilePlan, type CompiledPlan } from '../../domain/schedule/compile.js';
import { doubtedAs, evaluate } from '../../domain/schedule/evaluate.js';
import { expectedCourse } from '../../domain/schedule/expected-course.js';
import { readingsOf } from '../../domain/schedule/methods/readings.js';
import { outlookOf, outlookSentence } from '../../domain/schedule/outlook.js';
import { rulesOf } from '../../domain/schedule/rules.js';
import { SCHEDULE_RULES_STREAM, type ScheduleRulesEvent } from '../../domain/schedule/rules.events.js';
import { schedulePlan, type Evaluation } from '../../domain/schedule/schedule-plan.js';
import { targetStream, type TargetEvent } from '../../domain/target/target.events.js';
import { targetDecider, type TargetState } from '../../domain/target/target.state.js';
import { eventsIn, type Decoded } from './decoded.js';
import { dated, standing, versionsOf, type Counting, type Definition } from './refold-figures.js';

type Row = TargetProgress['row'];

/** What the events say of a target on a day, as far as its own figures go: members of `TargetProgress`. */
export interface Refolded {
  /** False where it has no figure of its own: what the localities beneath it add up to is not in its events. */
  readonly hasFigure: boolean;
  readonly row: Omit<Row, 'directive' | 'locality' | 'indicator' | 'rollUp' | 'lastPosition'> & {
    readonly indicator: Omit<Row['indicator'], 'name'>;
  };
  readonly points: TargetProgress['points'];
  readonly trajectory: TargetProgress['trajectory'];
  readonly revisions: TargetProgress['revisions'];
  readonly outlook: TargetProgress['outlook'];
  readonly readings: TargetProgress['readings'];
}

interface Folded {
  readonly target: TargetState;
  readonly definition: Definition;
  readonly plan: CompiledPlan;
}

/**
 * Folds the events of a target, of its indicator, its figures and the schedule's rules, each stream in its order, and nothing else: pure,
 * and by no statement of SQL. Null for a target that was not set, or an indicator that was not defined.
 */
export function refoldTarget(events: readonly Decoded[], targetId: string, asOf: CivilDate): Refolded | null {
  const folded = foldPlan(events, targetId);
  if (!folded) return null;
  const { target, definition, plan } = folded;
  const recorded = figuresOf(events, folded, asOf);
  const figures = dated(standing(recorded), definition, target.baseline.on);
  const facts = { indicator: ofRunningSums(definition), plan, policy: DEFAULT_POLICY };
  const { counting, doubted } = weigh(facts, figures.toReversed());
  const doubtedOn = doubted !== null && counting[0] !== doubted.figure ? doubted.figure.asOf : null;
  const figure = counting[0] ?? null;
  const due = target.milestones.at(-1)?.due ?? '';
  const inTime = counting.find((one) => one.asOf <= due) ?? null;
  const judged = evaluate(plan, figure, asOf, inTime);
  return {
    hasFigure: figure !== null,
    row: rowOf(folded, figure, doubtedOn === null ? judged : doubtedAs(judged), asOf),
    points: figures.map((one) => pointOf(plan, one, doubtedOn)),
    trajectory: expectedCourse(target, plan),
    revisions: revisionsOf(recorded),
    ...furtherReadings(folded, counting.toReversed(), asOf),
  };
}

/** Where the figures lead, in Vietnamese, and how international methods read the last one. */
function furtherReadings({ target, definition, plan }: Folded, figures: readonly Counting[], asOf: CivilDate) {
  const { accumulation, min, max, unit, shape, direction, numeratorMayExceedDenominator } = ofRunningSums(definition);
  const isCapped = shape === 'ratio' && !numeratorMayExceedDenominator && max === null;
  const outlook = outlookOf(plan, figures, asOf, { accumulation, min, max: isCapped ? '100' : max });
  const last = figures.at(-1);
  return {
    outlook: outlook && { ...outlook, sentence: outlookSentence(outlook, shape === 'ratio' ? '%' : unit, 'vi') },
    readings: last ? readingsOf({ ...target, shape, direction }, last) : null,
  };
}

/** How the figure of each date came to be another, by date. */
function revisionsOf(recorded: readonly MeasurementEvent[]): TargetProgress['revisions'] {
  const said = (text: DecimalText): string => shown(text) ?? text;
  return changesOf(versionsOf(recorded)).map((change) => ({ ...change, before: said(change.before), after: said(change.after) }));
}

function foldPlan(events: readonly Decoded[], targetId: string): Folded | null {
  const target = fold(targetDecider, eventsIn<TargetEvent>(events, targetStream(targetId)));
  if (!target) return null;
  const told = eventsIn<IndicatorEvent>(events, indicatorStream(target.indicatorId));
  const kept = told.filter(({ type }) => type === 'IndicatorDefined' || type === 'ReportingCalendarSet');
  if (kept.length === 0) return null;
  const definition = Object.assign({}, ...kept.map(({ data }) => data)) as Definition;
  const adopted = eventsIn<ScheduleRulesEvent>(events, SCHEDULE_RULES_STREAM).at(-1);
  const plan = compilePlan(schedulePlan(target, definition, target.withdrawn?.on ?? null), rulesOf(adopted?.data.version ?? null));
  return { target, definition, plan };
}

/** A state is a state in whatever year it is seen; a cumulative figure begins anew each year. */
function figuresOf(events: readonly Decoded[], { target, definition }: Folded, asOf: CivilDate): readonly MeasurementEvent[] {
  const { indicatorId, localityId, baseline, milestones } = target;
  const [first, last] =
    definition.accumulation === 'level' ? [0, 9999] : [yearOf(addDays(baseline.on, 1)), yearOf(milestones.at(-1)?.due ?? baseline.on)];
  return events
    .filter(({ category }) => category === 'measurement')
    .map(({ event }) => event as MeasurementEvent)
    .filter(({ data }) => data.indicatorId === indicatorId && data.localityId === localityId)
    .filter(({ data }) => data.asOf <= asOf && data.year >= first && data.year <= last);
}

function rowOf({ target, definition }: Folded, figure: Counting | null, judged: Evaluation, asOf: CivilDate): Refolded['row'] {
  const { status, reason, late, actual, expected, ratio, nextMilestone } = judged;
  const { indicatorId, unit, shape, direction } = definition;
  const { targetId: id, responsible, allocatedFrom, quantity, provenance, milestones } = target;
  return {
    target: { id, clause: provenance?.clause ?? null, responsible, allocatedFrom, quantity },
    indicator: { id: indicatorId, unit, shape, direction },
    ...{ status, reason, late, source: figure ? 'own' : null },
    ...{ actual: shown(actual), expected: shown(expected), ratio: shown(ratio) },
    percent: shape === 'ratio' && actual !== null ? new Exact(actual).toFixed(2) : null,
    ...{ numerator: shown(figure?.numerator ?? null), denominator: shown(figure?.denominator ?? null), doneOn: figure?.doneOn ?? null },
    figure: figure && { id: figure.of.id, asOf: figure.asOf, basis: figure.of.basis, state: figure.of.state },
    staleDays: figure && daysBetween(figure.asOf, asOf),
    milestones: milestones.map((milestone) => ({ ...milestone })),
    nextMilestone: milestones.find(({ due }) => due === nextMilestone?.due) ?? null,
  };
}

/** A figure judged as on its own date. */
function pointOf(plan: CompiledPlan, figure: Counting, doubtedOn: CivilDate | null): TargetProgress['points'][number] {
  const judged = evaluate(plan, figure, figure.asOf);
  const { status, actual, expected, ratio } = judged;
  const { reason } = figure.asOf === doubtedOn ? doubtedAs(judged) : judged;
  return {
    ...{ id: figure.of.id, asOf: figure.asOf, basis: figure.of.basis, actual: shown(actual), expected, ratio },
    ...{ numerator: shown(figure.numerator), denominator: shown(figure.denominator), ofPeriod: shown(figure.ofPeriod), status, reason },
  };
}
