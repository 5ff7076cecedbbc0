import type { Sql } from 'postgres';
import type { Projection } from '../../libs/event-store/projection.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { alertsProjection } from '../../libs/features/alerts/alerts.projection.js';
import { alertEvaluator } from '../../libs/features/alerts/evaluator/alert-evaluator.js';
import { directivesProjection } from '../../libs/features/directives/directives.projection.js';
import { escalationProjection } from '../../libs/features/escalation/escalation.projection.js';
import { accessesProjection } from '../../libs/features/histories/accesses.projection.js';
import { holidaysProjection } from '../../libs/features/holidays/holidays.projection.js';
import { indicatorsProjection } from '../../libs/features/indicators/indicators.projection.js';
import { localitiesProjection } from '../../libs/features/localities/localities.projection.js';
import { momentsProjection } from '../../libs/features/moments/moments.projection.js';
import { planCapitalProjection } from '../../libs/features/plan-capital/plan-capital.projection.js';
import { progressProjection } from '../../libs/features/progress/progress.projection.js';
import { rollUps } from '../../libs/features/progress/roll-ups.js';
import { targetsProjection } from '../../libs/features/targets/targets.projection.js';

/** Every read model, each its own schema. */
export const PROJECTIONS: readonly Projection[] = [
  localitiesProjection,
  directivesProjection,
  indicatorsProjection,
  holidaysProjection,
  targetsProjection,
  progressProjection,
  planCapitalProjection,
  alertsProjection,
  escalationProjection,
  momentsProjection,
  accessesProjection,
];

/** Whatever a projector keeps up to date: the read models, and the evaluator of alerts. */
export function projectionsOn(store: EventStore, sql: Sql): readonly Projection[] {
  return [...PROJECTIONS, alertEvaluator({ store, rollUps: rollUps(sql) })];
}
