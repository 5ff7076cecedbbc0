import { acknowledgeAlert } from '../../libs/domain/alert/alert.decide.js';
import { assessAlert } from '../../libs/domain/alert/alert.assess.js';
import type { AlertEvent } from '../../libs/domain/alert/alert.events.js';
import { DEFAULT_POLICY, type AlertInput, type ForecastOutlook, type ReportedFigure } from '../../libs/domain/alert/alert.policy.js';
import { weigh } from '../../libs/domain/alert/alert.implausible.js';
import { alertDecider, type AlertState } from '../../libs/domain/alert/alert.state.js';
import type { IndicatorDefinition } from '../../libs/domain/indicator/indicator.events.js';
import { addDays, epochDay, type CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { fold } from '../../libs/domain/kernel/decider.js';
import type { WorkingDays } from '../../libs/domain/reporting/working-days.js';
import { compilePlan, type CompiledPlan } from '../../libs/domain/schedule/compile.js';
import { evaluate } from '../../libs/domain/schedule/evaluate.js';
import { schedulePlan, type SchedulePlan } from '../../libs/domain/schedule/schedule-plan.js';
import type { TargetPlan } from '../../libs/domain/target/target.events.js';
import { indicator, milestone, plan as targetPlan } from './samples.js';

/** Monday to Friday, no holidays: the expectation stays readable. */
export const WEEKDAYS: WorkingDays = {
  isWorking: (day) => ![2, 3].includes(((epochDay(day) % 7) + 7) % 7),
  add: (day, n) => {
    let [at, left] = [day, n];
    while (left > 0) {
      at = addDays(at, 1);
      if (WEEKDAYS.isWorking(at)) left--;
    }
    return at;
  },
};

export const SUBJECT = {
  targetId: 'disbursement-2021-074',
  indicatorId: 'disbursement',
  localityId: 'vn-074@base',
  parents: ['vn-08@base', 'vn'],
};

export const NAMES = {
  indicator: { vi: 'Giải ngân vốn đầu tư công', en: 'Public investment disbursement' },
  locality: { vi: 'Chiêm Hóa', en: 'Chiem Hoa' },
};

export const reported = (value: string | null, asOf: CivilDate, more: Partial<ReportedFigure> = {}): ReportedFigure => ({
  ...{ asOf, value, doneOn: null, basis: 'actual', measurementId: `disbursement.vn-074@base.2021.${asOf}.actual` },
  ...more,
});

export interface Situation extends Partial<Omit<AlertInput, 'plan' | 'evaluation' | 'indicator'>> {
  readonly day: CivilDate;
  readonly plan?: Partial<TargetPlan>;
  readonly indicator?: Partial<IndicatorDefinition>;
  readonly withdrawnOn?: CivilDate | null;
}

/** What the alerts are asked with; by default a yearly rate that is to rise from 0 to 100 % in a straight line. */
export function alertInput({ plan: change, indicator: definition, withdrawnOn = null, ...more }: Situation): AlertInput {
  const own = indicator({ unit: '%', ...definition });
  const plan = compiled(schedulePlan(targetPlan(change), own, withdrawnOn));
  const figures = [more.figure ?? null, more.previous ?? null, ...(more.earlier ?? [])].filter((figure) => figure !== null);
  const { counting, doubted } = weigh({ indicator: own, plan, policy: more.policy ?? DEFAULT_POLICY }, figures);
  const [figure = null, previous = null, ...earlier] = counting;
  return {
    ...{ policy: DEFAULT_POLICY, workingDays: WEEKDAYS, subject: SUBJECT, names: NAMES, indicator: own, plan },
    ...{ evaluation: evaluate(plan, figure, more.day), overdue: null, nextDueOn: null, outlook: null },
    ...more,
    ...{ figure, previous, earlier, doubted },
  };
}

const plans = new Map<string, CompiledPlan>();

/** Compiled once: a story asks about one plan hundreds of times. */
function compiled(schedule: SchedulePlan): CompiledPlan {
  const key = JSON.stringify(schedule);
  const plan = plans.get(key) ?? compilePlan(schedule);
  plans.set(key, plan);
  return plan;
}

export const forecast = (likely: ForecastOutlook['likely'], change: Partial<ForecastOutlook> = {}): ForecastOutlook => ({
  ...{ milestone: milestone(), forecast: '82.4', low: '77.25', high: '88', likely },
  ...change,
});

/** A fact that becomes known on a day. */
export type Fact =
  | { readonly on: CivilDate; readonly kind: 'figure'; readonly asOf: CivilDate; readonly value: string | null }
  | { readonly on: CivilDate; readonly kind: 'acknowledged'; readonly recoveryOn: CivilDate | null }
  | { readonly on: CivilDate; readonly kind: 'withdrawn' };

export interface Story {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly facts: readonly Fact[];
  /** Cut-off and due days; a duty is met by a figure dated at its cut-off or later. */
  readonly duties?: readonly { readonly period: string; readonly cutOff: CivilDate; readonly dueOn: CivilDate }[];
  readonly situation?: Omit<Situation, 'day'>;
  readonly likely?: (figure: ReportedFigure | null) => ForecastOutlook['likely'];
}

/** Looks at the target as its story goes on: `daily`, or `when_due` only on the days announced and after facts. */
export function tell(
  story: Story,
  mode: 'daily' | 'when_due' = 'daily',
  after?: (state: AlertState, input: AlertInput) => void,
): AlertEvent[] {
  const told: AlertEvent[] = [];
  const known = new Map<CivilDate, string | null>();
  let [state, nextDay, withdrawnOn]: [AlertState, CivilDate | null, CivilDate | null] = [alertDecider.initial, story.from, null];
  const add = (events: readonly AlertEvent[]): void => {
    told.push(...events);
    state = fold(alertDecider, events, state);
  };
  const look = (day: CivilDate): void => {
    const input = inputOn(story, day, known, withdrawnOn);
    const assessed = assessAlert(state, input);
    add(assessed.events);
    nextDay = assessed.nextDay;
    after?.(state, input);
  };
  for (let day = story.from; day <= story.to; day = addDays(day, 1)) {
    if (mode === 'daily' || (nextDay !== null && nextDay <= day)) look(day);
    for (const fact of story.facts.filter(({ on }) => on === day)) {
      if (fact.kind === 'figure') known.set(fact.asOf, fact.value);
      if (fact.kind === 'withdrawn') withdrawnOn ??= day;
      if (fact.kind === 'acknowledged' && state.open) {
        const { episode } = state.open;
        add(acknowledgeAlert({ targetId: SUBJECT.targetId, episode, note: 'đã họp', recoveryOn: fact.recoveryOn }, state, day));
      }
      look(day);
    }
  }
  return told;
}

function inputOn(story: Story, day: CivilDate, known: ReadonlyMap<CivilDate, string | null>, withdrawnOn: CivilDate | null): AlertInput {
  const figures = [...known]
    .flatMap(([asOf, value]) => (value === null || asOf > day ? [] : [reported(value, asOf)]))
    .sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  const [figure = null, previous = null] = figures;
  const owed = (story.duties ?? []).filter(({ cutOff }) => !figures.some(({ asOf }) => asOf >= cutOff));
  const due = story.situation?.plan?.milestones?.at(-1) ?? milestone();
  const outlook = story.likely && figure ? forecast(story.likely(figure), { milestone: due }) : null;
  return alertInput({
    ...story.situation,
    ...{ day, figure, previous, withdrawnOn, outlook },
    overdue: owed.find(({ dueOn }) => dueOn < day) ?? null,
    nextDueOn: owed.find(({ dueOn }) => dueOn >= day)?.dueOn ?? null,
  });
}

/** An event in a few words, for expectations that a person can read. */
export function brief({ type, data }: AlertEvent): string {
  switch (type) {
    case 'AlertRaised':
    case 'AlertChanged':
      return `${data.day} #${data.episode} ${type === 'AlertRaised' ? 'raised' : 'changed'} ${data.kind} ${data.severity}`;
    case 'AlertEscalated':
      return `${data.day} #${data.episode} escalated ${data.level} ${data.to}`;
    case 'AlertResolved':
      return `${data.day} #${data.episode} resolved ${data.why}`;
    case 'AlertHandedOver':
      return `${data.day} #${data.episode} handed to ${data.toLocalityId}`;
    case 'AlertAcknowledged':
      return `#${data.episode} acknowledged until ${data.recoveryOn ?? 'further notice'}`;
  }
}
