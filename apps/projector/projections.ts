import type { Sql } from 'postgres';
import type { Projection } from '../../libs/event-store/projection.js';
import { workingDays } from '../../libs/domain/reporting/working-days.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { alertsProjection } from '../../libs/features/alerts/alerts.projection.js';
import { alertEvaluator } from '../../libs/features/alerts/evaluator/alert-evaluator.js';
import { directivesProjection } from '../../libs/features/directives/directives.projection.js';
import { indicatorsProjection } from '../../libs/features/indicators/indicators.projection.js';
import { localitiesProjection } from '../../libs/features/localities/localities.projection.js';
import { planCapitalProjection } from '../../libs/features/plan-capital/plan-capital.projection.js';
import { progressProjection } from '../../libs/features/progress/progress.projection.js';
import { rollUps } from '../../libs/features/progress/roll-ups.js';
import { targetsProjection } from '../../libs/features/targets/targets.projection.js';

/** Every read model, each its own schema. */
export const PROJECTIONS: readonly Projection[] = [
  localitiesProjection,
  directivesProjection,
  indicatorsProjection,
  targetsProjection,
  progressProjection,
  planCapitalProjection,
  alertsProjection,
];

/** Whatever a projector keeps up to date: the read models, and the evaluator of alerts. */
export function projectionsOn(store: EventStore, sql: Sql): readonly Projection[] {
  return [...PROJECTIONS, alertEvaluator({ store, workingDays: workingDays(), rollUps: rollUps(sql) })];
}
