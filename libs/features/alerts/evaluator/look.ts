import { weigh, type WeighedFigure } from '../../../domain/alert/alert.implausible.js';
import type { AlertContext, AlertInput, ReportedFigure } from '../../../domain/alert/alert.input.js';
import type { WorkingDays } from '../../../domain/reporting/working-days.js';
import { assessAlert, assessUnknown } from '../../../domain/alert/alert.assess.js';
import { handOverAlert } from '../../../domain/alert/alert.decide.js';
import type { AlertEvent } from '../../../domain/alert/alert.events.js';
import { DEFAULT_POLICY } from '../../../domain/alert/alert.policy.js';
import { alertDecider, type AlertState } from '../../../domain/alert/alert.state.js';
import type { IndicatorState } from '../../../domain/indicator/indicator.decide.js';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { fold } from '../../../domain/kernel/decider.js';
import type { Duty } from '../../../domain/reporting/calendar.js';
import type { CompiledPlan } from '../../../domain/schedule/compile.js';
import { knownPlan } from '../../../domain/schedule/known-plans.js';
import { evaluate } from '../../../domain/schedule/evaluate.js';
import { outlookOf } from '../../../domain/schedule/outlook.js';
import { ofRunningSums } from '../../../domain/measurement/running-sums.js';
import { taskReminders } from '../../../domain/reminder/reminder.tasks.js';
import { schedulePlan } from '../../../domain/schedule/schedule-plan.js';
import type { TargetState } from '../../../domain/target/target.state.js';
import type { KnownWorld } from './known-world.js';
import type { OwedReports, ReportsOwed } from './owed-reports.js';

/** What a pair is looked at with. */
export interface Sight {
  readonly target: TargetState;
  readonly alert: AlertState;
  /** One a date, the newest first; for a sum one at most, `incomplete` while some beneath have not reported. */
  readonly figures: readonly WeighedFigure[] | 'incomplete';
  /** The day on which the target was set; null where that is not known. */
  readonly knownFrom: CivilDate | null;
  readonly day: CivilDate;
}

export interface Looked {
  readonly events: readonly AlertEvent[];
  /** Reports of which to remind on the day; no alerts. */
  readonly toRemind: readonly Duty[];
  /** The first later day on which something may be found without a new fact; null for never. */
  readonly nextDay: CivilDate | null;
}

/** What is to be said of a pair on a day; no events where everything was said before. Pure but for `world`, which knows names and parents. */
export function look(sight: Sight, world: KnownWorld, reports: ReportsOwed): Looked {
  const { target, day, figures } = sight;
  const indicator = world.indicator(target.indicatorId);
  if (!indicator) return { events: [], toRemind: [], nextDay: null };
  const handedOver = handOver(sight, world);
  const alert = fold(alertDecider, handedOver, sight.alert);
  const context = contextOf(target, alert, day, world, reports.workingDays);
  const withdrawnOn = target.withdrawn?.on ?? null;
  // While parts of a sum are missing there is nothing to hold it against; who owes them hears of it.
  if (figures === 'incomplete' && (withdrawnOn === null || withdrawnOn > day)) {
    const { events, nextDay } = assessUnknown(alert, context);
    return { events: [...handedOver, ...events], toRemind: [], nextDay: earlier(nextDay, withdrawnOn) };
  }
  const input = inputOf({ ...sight, figures: figures === 'incomplete' ? [] : figures }, indicator, context, world, reports);
  const { events, nextDay } = assessAlert(alert, input);
  return { events: [...handedOver, ...events], toRemind: input.toRemind, nextDay: earlier(nextDay, input.nextReminder) };
}

const earlier = (a: CivilDate | null, b: CivilDate | null): CivilDate | null => (a === null || (b !== null && b < a) ? b : a);

/** True for a target that may be judged by the sum of those beneath it. */
export function isWhole(target: TargetState | null, world: KnownWorld): boolean {
  if (!target || !world.isAbove(target.localityId)) return false;
  return target.allocations.length > 0 || (world.indicator(target.indicatorId)?.rollUp ?? 'none') !== 'none';
}

/** An open alert goes on at the locality that its own went into. */
function handOver({ target, alert, day }: Sight, world: KnownWorld): readonly AlertEvent[] {
  const toLocalityId = alert.open && world.successorOn(alert.open.localityId, day);
  return toLocalityId ? handOverAlert({ targetId: target.targetId, toLocalityId, day, continues: true }, alert) : [];
}

function contextOf(target: TargetState, alert: AlertState, day: CivilDate, world: KnownWorld, workingDays: WorkingDays): AlertContext {
  const { targetId, indicatorId, localityId } = target;
  const at = alert.open?.localityId ?? world.successorOn(localityId, day) ?? localityId;
  const subject = { targetId, indicatorId, localityId: at, parents: world.above(at, day) };
  const own = world.chainOf(at, day);
  const policy = own ? { ...DEFAULT_POLICY, chain: own.steps, chainFrom: own.from } : DEFAULT_POLICY;
  return { day, policy, workingDays, subject };
}

type Indicator = NonNullable<IndicatorState>;

interface Reported extends Sight {
  readonly figures: readonly WeighedFigure[];
}

function inputOf(
  sight: Reported,
  indicator: Indicator,
  context: AlertContext,
  world: KnownWorld,
  reports: ReportsOwed,
): AlertInput & OwedReports {
  const { target, figures, day } = sight;
  const schedule = schedulePlan(target, indicator, target.withdrawn?.on ?? null);
  const plan = knownPlan(schedule);
  const rule = ofRunningSums(indicator);
  const { counting, doubted } = weigh({ indicator: rule, plan, policy: context.policy }, figures);
  const [figure = null, previous = null, ...earlier] = counting;
  const evaluation = evaluate(plan, figure, day, inTime(plan, counting));
  const owed = owedOf(sight, plan, indicator, evaluation.status, world, reports);
  const outlook = outlookOf(plan, counting.toReversed(), day, rule);
  const names = namesOf(target, indicator, world);
  return { ...context, indicator: rule, names, plan, evaluation, figure, previous, earlier, doubted, ...owed, outlook };
}

function inTime({ limits }: CompiledPlan, figures: readonly WeighedFigure[]): ReportedFigure | null {
  const lastDay = limits.at(-1)?.lastDay;
  return (lastDay !== undefined && figures.find(({ asOf }) => asOf <= lastDay)) || null;
}

function namesOf({ localityId }: TargetState, indicator: Indicator, world: KnownWorld): AlertInput['names'] {
  return { indicator: { vi: indicator.name, en: indicator.nameEn }, locality: world.nameOf(localityId) };
}

const NOTHING: OwedReports = { overdue: null, nextDueOn: null, toRemind: [], nextReminder: null };

/** A task owes no report, but is reminded of before its day; nor does a sum, whose parts do. */
function owedOf(
  { target, figures, knownFrom, day }: Reported,
  plan: CompiledPlan,
  indicator: Indicator,
  status: string,
  world: KnownWorld,
  reports: ReportsOwed,
): OwedReports {
  const isSum = figures.length > 0 ? figures[0]?.measurementId === null : target.allocations.length > 0;
  if (isSum || day <= target.baseline.on) return NOTHING;
  if (plan.isTask)
    return status === 'achieved' || status === 'withdrawn' ? NOTHING : { ...NOTHING, ...taskReminders(plan, day, reports.workingDays) };
  const asOf = figures.map((figure) => figure.asOf);
  return reports.of(
    target,
    indicator,
    { asOf, knownFrom, life: world.locality(target.localityId), isWithdrawn: status === 'withdrawn' },
    day,
  );
}
