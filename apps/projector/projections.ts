import type { Projection } from '../../libs/event-store/projection.js';
import { directivesProjection } from '../../libs/features/directives/directives.projection.js';
import { indicatorsProjection } from '../../libs/features/indicators/indicators.projection.js';
import { localitiesProjection } from '../../libs/features/localities/localities.projection.js';
import { progressProjection } from '../../libs/features/progress/progress.projection.js';
import { targetsProjection } from '../../libs/features/targets/targets.projection.js';

/** Every read model, each its own schema. */
export const PROJECTIONS: readonly Projection[] = [
  localitiesProjection,
  directivesProjection,
  indicatorsProjection,
  targetsProjection,
  progressProjection,
];
